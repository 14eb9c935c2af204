//! The index gives what the plain way gives.

use license_matrix::matrix::{Index, Matrix, Query, SortKey};
use proptest::prelude::*;

use super::{matrices, queries};

fn numbers(rows: &[usize]) -> Vec<u32> {
    rows.iter().map(|row| *row as u32).collect()
}

fn keys() -> impl Strategy<Value = Vec<SortKey>> {
    let key =
        (0..6_usize, any::<bool>()).prop_map(|(column, descending)| SortKey { column, descending });
    prop::collection::vec(key, 0..4)
}

fn same(matrix: &Matrix, text: &str, keys: &[SortKey], most: usize) -> Result<(), TestCaseError> {
    let index = Index::of(matrix);
    let query = Query::parse(text, matrix).unwrap();
    let mut plain = matrix.filter(&query);
    let set = index.filter(&query);
    prop_assert_eq!(set.iter().collect::<Vec<_>>(), numbers(&plain));
    prop_assert_eq!(set.count(), plain.len());

    let facets = matrix.facets(&query);
    let counted = index.facets(&query, most);
    for (column, (all, some)) in facets.iter().zip(&counted).enumerate() {
        let first = &all[..all.len().min(most)];
        prop_assert_eq!(some.as_slice(), first, "column {}", column);
        let of_set = index.facet(column, &set, usize::MAX);
        prop_assert_eq!(of_set, matrix.facet(column, &plain));
    }

    let mut partial = Vec::new();
    for (condition, rows) in index.partial(&query).iter().enumerate() {
        partial.extend(rows.iter().map(|row| (row as usize, condition)));
    }
    partial.sort_unstable();
    let nearly: Vec<_> = matrix
        .partial(&query)
        .iter()
        .map(|p| (p.row, p.condition))
        .collect();
    prop_assert_eq!(partial, nearly);

    matrix.sort(&mut plain, keys);
    let sorted = index.sort(&set, keys);
    prop_assert_eq!(&sorted, &numbers(&plain));
    for column in 0..matrix.columns.len() {
        let groups = matrix.group_by(column, &plain);
        let indexed = index.group_by(column, &sorted);
        prop_assert_eq!(groups.len(), indexed.len());
        for (group, other) in groups.iter().zip(&indexed) {
            prop_assert_eq!(&group.label, &other.label);
            prop_assert_eq!(&numbers(&group.rows), &other.rows);
        }
    }
    prop_assert_eq!(index.values_nowhere(&query), query.values_nowhere(matrix));
    for cursor in [0, text.len() / 2, text.len()] {
        prop_assert_eq!(index.complete(text, cursor), matrix.complete(text, cursor));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_index_and_the_plain_way_agree(
        matrix in matrices(70),
        text in queries(),
        keys in keys(),
        most in 0..9_usize,
    ) {
        same(&matrix, &text, &keys, most)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// With more values than are kept one by one.
    #[test]
    fn they_agree_on_longer_matrices(
        matrix in matrices(400),
        text in queries(),
        keys in keys(),
        most in 1..60_usize,
    ) {
        same(&matrix, &text, &keys, most)?;
    }
}
