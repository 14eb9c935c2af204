//! Rows share cells, which must not make any of them say something else.

use std::collections::BTreeMap;

use license_matrix::matrix::Matrix;
use license_matrix::store::{DataFolder, load_data};

#[test]
fn a_row_is_the_same_whatever_rows_stand_beside_it() {
    let (catalog, _) = load_data(&DataFolder::built_in()).unwrap();
    let none = BTreeMap::new();
    let all = Matrix::of_texts(&catalog, &none);
    let mut backwards: Vec<&str> = all.rows.iter().map(|row| row.id.as_str()).collect();
    backwards.reverse();
    let backwards = Matrix::of_models(&catalog, &none, &backwards);
    for (row, other) in all.rows.iter().zip(backwards.rows.iter().rev()) {
        let alone = Matrix::of_models(&catalog, &none, &[&row.id]);
        assert_eq!([row], alone.rows.iter().collect::<Vec<_>>()[..]);
        assert_eq!(row, other);
    }
}
