//! The catalog of this program: the index beside the plain way, row by row.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

use license_matrix::matrix::{Index, Matrix, Query, SortKey};
use license_matrix::store::{DataFolder, load_data};

/// The best of so many passes is told: these take less than a turn of the
/// machine's other work.
const PASSES: usize = 200;

/// Texts of the filter, with the column to sort by.
const ASKED: [(&str, &str); 4] = [
    ("", "model"),
    ("qwen", "model"),
    ("commercial_use:yes", "license"),
    ("license:apache-2.0 release>=2025", "release_date"),
];

pub fn measure() {
    let (catalog, _) = load_data(&DataFolder::built_in()).unwrap();
    let make = || Matrix::of_texts(&catalog, &BTreeMap::new());
    let matrix = make();
    println!(
        "the catalog: {} rows of {} columns, best of {PASSES} in ms",
        matrix.rows.len(),
        matrix.columns.len()
    );
    println!("  {:34} {:9.3}", "matrix made of the catalog", best(make));
    let build = best(|| Index::of(&matrix));
    println!("  {:34} {build:9.3}", "index built");
    let index = Index::of(&matrix);
    println!(
        "  {:34} {:>12} {:>9} {:>13} {:>9}",
        "", "rows, plain", "index", "counts, plain", "index"
    );
    for (text, column) in ASKED {
        let column = matrix.column_index(column).unwrap();
        let keys = [SortKey {
            column,
            descending: true,
        }];
        let plain = || {
            let query = Query::parse(text, &matrix).unwrap();
            let mut rows = matrix.filter(&query);
            matrix.sort(&mut rows, &keys);
            (query.values_nowhere(&matrix), rows)
        };
        let ours = || {
            let query = Query::parse_over(text, index.columns()).unwrap();
            let rows = index.sort(&index.filter(&query), &keys);
            (index.values_nowhere(&query), rows)
        };
        assert_eq!(plain().1.len(), ours().1.len());
        let query = Query::parse(text, &matrix).unwrap();
        println!(
            "  {:34} {:12.3} {:9.3} {:13.3} {:9.3}",
            format!("\"{text}\""),
            best(plain),
            best(ours),
            best(|| matrix.facets(&query)),
            best(|| index.facets(&query, usize::MAX)),
        );
    }
}

/// The shortest time, in ms.
fn best<T>(mut work: impl FnMut() -> T) -> f64 {
    let times = (0..PASSES).map(|_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_secs_f64() * 1e3
    });
    times.fold(f64::MAX, f64::min)
}
