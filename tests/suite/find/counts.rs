//! Counts beside values, rows that nearly fit and groups, on rows that can be
//! counted by hand.

use license_matrix::matrix::{Cell, Index, Matrix, MatrixColumn, Query, Row, SortKey};

fn three() -> Matrix {
    let column = |id: &str| MatrixColumn {
        id: id.to_owned(),
        label: id.to_uppercase(),
    };
    let row = |name: &str, license: &str, size: f64| {
        let size = Cell {
            number: Some(size),
            ..Cell::plain(format!("{size}B"))
        };
        Row::new(
            name,
            vec![Cell::plain(name), Cell::plain(license), size],
            None,
        )
    };
    Matrix {
        columns: ["model", "license", "size"].map(column).to_vec(),
        rows: vec![
            row("a", "MIT", 7.0),
            row("b", "Apache 2.0", 72.0),
            row("c", "MIT", 72.0),
            row("d", "Gemma", 7.0),
        ],
    }
}

#[test]
fn counts_follow_the_other_filters_and_not_their_own() {
    let matrix = three();
    let query = Query::parse("license:mit size>10", &matrix).unwrap();
    let facets = matrix.facets(&query);
    let count = |text: &str, count: usize| (text.to_owned(), count);
    // Of the other filter, size>10, two rows pass.
    assert_eq!(facets[1], [count("Apache 2.0", 1), count("MIT", 1)]);
    // Of license:mit two rows, one of each size.
    assert_eq!(facets[2], [count("72B", 1), count("7B", 1)]);
    assert_eq!(facets[0], [count("c", 1)]);
    assert_eq!(Index::of(&matrix).facets(&query, 10), facets);
}

#[test]
fn rows_that_fail_one_condition_are_told_with_it() {
    let matrix = three();
    let query = Query::parse("license:mit size>10", &matrix).unwrap();
    let partial: Vec<(usize, String)> = matrix
        .partial(&query)
        .into_iter()
        .map(|p| {
            (
                p.row,
                query.conditions()[p.condition].in_words(&matrix.columns),
            )
        })
        .collect();
    assert_eq!(
        partial,
        [
            (0, "SIZE above 10".to_owned()),
            (1, "LICENSE: mit".to_owned())
        ]
    );
    // A single condition that fails is no near miss.
    let one = Query::parse("license:mit", &matrix).unwrap();
    assert!(matrix.partial(&one).is_empty());
}

#[test]
fn groups_stand_in_the_order_of_their_column() {
    let matrix = three();
    let mut rows: Vec<usize> = (0..4).collect();
    let by_size = SortKey {
        column: 2,
        descending: true,
    };
    matrix.sort(&mut rows, &[by_size]);
    let groups: Vec<(String, Vec<usize>)> = matrix
        .group_by(1, &rows)
        .into_iter()
        .map(|group| (group.label, group.rows))
        .collect();
    let group = |label: &str, rows: &[usize]| (label.to_owned(), rows.to_vec());
    assert_eq!(
        groups,
        [
            group("Apache 2.0", &[1]),
            group("Gemma", &[3]),
            group("MIT", &[2, 0])
        ]
    );
}
