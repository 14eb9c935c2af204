//! Rows that nearly fit: they miss one condition and no other.

use license_matrix::app::{Command, State, apply};

use crate::made::built_in;

fn state() -> State {
    let (catalog, book) = built_in();
    let mut state = State::new(catalog, book, Vec::new(), "2026-11-28".to_owned());
    apply(&mut state, Command::ToggleNear);
    state
}

#[test]
fn rows_that_miss_one_condition_are_told_with_it() {
    let mut state = state();
    assert!(state.near.is_empty(), "nothing is asked");
    let filter = "family:qwen license:apache-2.0".to_owned();
    apply(&mut state, Command::SetFilter(filter));
    let (column, value) = ("commercial_use".to_owned(), "Yes".to_owned());
    apply(&mut state, Command::ToggleValue { column, value });
    assert!(!state.near.is_empty());
    let cell = |row: usize, id: &str| {
        let column = state.matrix.column_index(id).unwrap();
        let cell = &state.matrix.rows[row].cells[column];
        (cell.text.clone(), cell.ids.clone())
    };
    for row in 0..state.matrix.rows.len() {
        let fits = [
            cell(row, "family").0 == "Qwen",
            cell(row, "license").1.iter().any(|id| id == "apache-2.0"),
            cell(row, "commercial_use").0 == "Yes",
        ];
        let missed = fits.iter().filter(|fits| !**fits).count();
        assert_eq!(state.rows.contains(&row), missed == 0, "{fits:?}");
        assert_eq!(state.near.contains(&row), missed == 1, "{fits:?}");
        assert_eq!(state.missed(row).is_some(), missed == 1);
    }
    let family = state
        .near
        .iter()
        .find(|row| cell(**row, "family").0 == "Gemma");
    let words = state.missed(*family.unwrap());
    assert_eq!(words.as_deref(), Some("Not Family: qwen, but Gemma"));
    // They stand in the order of the others.
    apply(&mut state, Command::SortBy("model".to_owned()));
    let mut sorted = state.near.clone();
    let column = state.matrix.column_index("model").unwrap();
    let key = license_matrix::matrix::SortKey {
        column,
        descending: false,
    };
    state.matrix.sort(&mut sorted, &[key]);
    assert_eq!(state.near, sorted);
    // Without the wish there are none.
    apply(&mut state, Command::ToggleNear);
    assert!(state.near.is_empty());
    assert_eq!(state.missed(sorted[0]), None);
}

#[test]
fn one_condition_has_no_near_rows_and_neither_has_a_filter_that_cannot_be_read() {
    let mut state = state();
    for filter in [
        "family:qwen",
        "family:qwen nonsense:1",
        "family:qwen OR gemma",
    ] {
        apply(&mut state, Command::SetFilter(filter.to_owned()));
        assert!(state.near.is_empty(), "{filter}");
    }
}
