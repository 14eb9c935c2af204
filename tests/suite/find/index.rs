//! The index gives what the plain way gives.

use license_matrix::matrix::{Cell, Index, Matrix, MatrixColumn, Query, Row, RowSet, SortKey};
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

/// How many values the columns of [`wide`] have: one, few, more than are kept
/// one by one, more than fit into a byte, and one for nearly each row.
const VALUES: [u64; 10] = [1, 3, 7, 40, 90, 200, 300, 700, 5000, 1_000_000];

/// Many rows over columns with very different numbers of values. Some cells
/// are not known.
fn wide(rows: u64, seed: u64) -> Matrix {
    let mut state = seed;
    let mut next = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) % below
    };
    let mut cell = |values: u64| match next(values) {
        0 if values > 1 => Cell::unknown(""),
        value if values == 40 => Cell {
            number: Some(value as f64 - 20.0),
            ..Cell::plain("a number")
        },
        value => Cell::plain(format!("Value {value}")),
    };
    Matrix {
        columns: VALUES
            .map(|values| MatrixColumn {
                id: format!("of_{values}"),
                label: String::new(),
            })
            .to_vec(),
        rows: (0..rows)
            .map(|row| {
                let cells = VALUES.iter().map(|values| cell(*values)).collect();
                Row::new(row.to_string(), cells, None)
            })
            .collect(),
    }
}

/// The rows of a matrix whose number leaves a rest below `share` of ten.
fn part_of(matrix: &Matrix, share: usize) -> Vec<usize> {
    let rows = 0..matrix.rows.len();
    rows.filter(|row| row * 7 % 10 < share).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// By many columns at once: more than make one number of 32 bits, with
    /// many rows that are equal in all, which keep their order.
    #[test]
    fn orders_by_many_columns_agree(
        seed in any::<u64>(),
        rows in 0..1200_u64,
        orders in prop::collection::vec(
            (
                prop::collection::vec((0..VALUES.len(), any::<bool>()), 0..8),
                0..11_usize,
            ),
            12,
        ),
    ) {
        let matrix = wide(rows, seed);
        let index = Index::of(&matrix);
        for (keys, share) in orders {
            let keys: Vec<SortKey> = keys
                .into_iter()
                .map(|(column, descending)| SortKey { column, descending })
                .collect();
            let mut plain = part_of(&matrix, share);
            let set = RowSet::of(matrix.rows.len(), &numbers(&plain));
            matrix.sort(&mut plain, &keys);
            prop_assert_eq!(index.sort(&set, &keys), numbers(&plain), "{:?}", keys);
        }
    }

    /// Counts at each width of the codes, of few rows, of many and of all.
    #[test]
    fn counts_of_many_values_agree(
        seed in any::<u64>(),
        rows in 0..1200_u64,
        most in prop_oneof![1..9_usize, Just(usize::MAX)],
    ) {
        let matrix = wide(rows, seed);
        let index = Index::of(&matrix);
        for share in [0, 1, 6, 10] {
            let plain = part_of(&matrix, share);
            let set = RowSet::of(matrix.rows.len(), &numbers(&plain));
            for column in 0..VALUES.len() {
                let all = matrix.facet(column, &plain);
                let counted = index.facet(column, &set, most);
                prop_assert_eq!(counted.as_slice(), &all[..all.len().min(most)]);
            }
        }
    }
}
