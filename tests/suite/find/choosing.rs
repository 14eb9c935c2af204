//! Values to choose from, each with how many rows would be shown with it.

use license_matrix::app::{Command, Facet, FacetsCommand, ScenarioCommand, Sheet, State, apply};

use crate::made::built_in;

fn state() -> State {
    let (catalog, book) = built_in();
    State::new(catalog, book, Vec::new(), "2026-11-28".to_owned())
}

fn facet(state: &State, id: &str) -> Facet {
    let column = state.matrix.column_index(id).unwrap();
    let list = state.facet_list();
    let found = list.into_iter().find(|facet| facet.column == column);
    found.unwrap_or_else(|| panic!("no values of {id}"))
}

fn count(state: &State, id: &str, text: &str) -> usize {
    let facet = facet(state, id);
    let value = facet.values.iter().find(|value| value.text == text);
    value.unwrap_or_else(|| panic!("no {text} of {id}")).count
}

fn choose(state: &mut State, column: &str, value: &str) {
    let (column, value) = (column.to_owned(), value.to_owned());
    apply(state, Command::ToggleValue { column, value });
}

fn filter(state: &mut State, filter: &str) {
    apply(state, Command::SetFilter(filter.to_owned()));
}

#[test]
fn a_count_is_the_number_of_rows_that_the_value_would_show() {
    let mut state = state();
    filter(&mut state, "family:qwen,gemma,llama");
    choose(&mut state, "commercial_use", "Conditional");
    let mut checked = 0;
    let mut other = self::state();
    for facet in state.facet_list() {
        let id = state.matrix.columns[facet.column].id.clone();
        for value in facet.values {
            // One value of the column instead of those chosen in it.
            other.values = state.values.clone();
            other.values.remove(&id);
            filter(&mut other, &state.filter);
            choose(&mut other, &id, &value.text);
            assert_eq!(value.count, other.rows.len(), "{id}: {}", value.text);
            checked += 1;
            if checked % 4 == 0 {
                break;
            }
        }
    }
    assert!(checked > 30, "{checked}");
}

#[test]
fn choosing_in_a_column_changes_no_count_in_it_but_those_of_the_others() {
    let mut state = state();
    let before = facet(&state, "commercial_use");
    let classes = facet(&state, "license_class");
    choose(&mut state, "commercial_use", "No");
    let after = facet(&state, "commercial_use");
    let counts = |facet: &Facet| -> Vec<(String, usize)> {
        let values = facet.values.iter();
        values
            .map(|value| (value.text.clone(), value.count))
            .collect()
    };
    assert_eq!(counts(&before), counts(&after));
    assert_eq!(after.chosen, 1);
    assert_ne!(counts(&classes), counts(&facet(&state, "license_class")));
    // What no row would show is still there, with no rows.
    assert_eq!(count(&state, "license_class", "OSI approved"), 0);
    let sorted: Vec<usize> = after.values.iter().map(|value| value.count).collect();
    assert!(sorted.is_sorted_by(|a, b| a >= b), "{sorted:?}");
}

#[test]
fn columns_with_a_value_for_each_row_are_not_offered() {
    let mut state = state();
    let offered = |state: &State| -> Vec<String> {
        let list = state.facet_list().into_iter();
        list.map(|facet| state.matrix.columns[facet.column].id.clone())
            .collect()
    };
    let ids = offered(&state);
    for id in [
        "family",
        "license",
        "license_class",
        "commercial_use",
        "venue",
    ] {
        assert!(ids.iter().any(|have| have == id), "{id}: {ids:?}");
    }
    for id in ["id", "model", "release_date", "verdict"] {
        assert!(!ids.iter().any(|have| have == id), "{id}: {ids:?}");
    }
    let preset = ScenarioCommand::Preset("consumer-app".to_owned());
    apply(&mut state, Command::Scenario(preset));
    assert_eq!(offered(&state)[0], "verdict");
    for sheet in [Sheet::Article, Sheet::Differences, Sheet::Changes] {
        apply(&mut state, Command::ShowSheet(sheet));
        for facet in state.facet_list() {
            let (values, rows) = (facet.values.len(), state.matrix.rows.len());
            assert!(values * 2 <= rows, "{sheet:?}: {values} of {rows}");
        }
    }
    assert!(state.has_facets(), "what changed has families");
}

#[test]
fn long_lists_are_cut_and_a_word_finds_the_rest() {
    let mut state = state();
    let id = || "family".to_owned();
    let short = facet(&state, "family");
    assert!(short.more > 20 && short.values.len() < 10, "{short:?}");
    apply(&mut state, Command::Facets(FacetsCommand::Whole(id())));
    let whole = facet(&state, "family");
    assert_eq!(
        (whole.more, whole.values.len()),
        (0, short.more + short.values.len())
    );
    apply(&mut state, Command::Facets(FacetsCommand::Whole(id())));
    assert_eq!(facet(&state, "family"), short);
    // A chosen value is listed however few rows have it.
    let rare = whole.values.last().unwrap().text.clone();
    choose(&mut state, "family", &rare);
    assert!(
        facet(&state, "family")
            .values
            .iter()
            .any(|v| v.text == rare && v.chosen)
    );
    apply(&mut state, Command::Facets(FacetsCommand::Clear(id())));
    assert!(state.values.is_empty());

    let find = |state: &mut State, text: &str| {
        let find = FacetsCommand::Find(text.to_owned());
        apply(state, Command::Facets(find));
    };
    find(&mut state, "CALIFORNIA");
    let list = state.facet_list();
    assert!(!list.is_empty());
    for facet in &list {
        assert!(facet.open);
        assert!(
            facet
                .values
                .iter()
                .all(|value| value.text.contains("California"))
        );
    }
    // The name of a column finds it with its values.
    find(&mut state, "patent grant");
    assert!(facet(&state, "patent_grant").values.len() > 3);
    find(&mut state, "nothing of the kind");
    assert!(state.facet_list().is_empty());
}

#[test]
fn the_panel_gives_way_on_narrow_windows_unless_it_is_asked_for() {
    let mut state = state();
    let give = |state: &mut State, command| {
        apply(state, Command::Facets(command));
        state.shows_facets()
    };
    assert!(!state.shows_facets(), "nobody said that there is room");
    assert!(give(&mut state, FacetsCommand::Room(true)));
    assert!(!give(&mut state, FacetsCommand::Room(false)));
    assert!(give(&mut state, FacetsCommand::Toggle));
    assert!(!give(&mut state, FacetsCommand::Toggle));
    assert!(
        !give(&mut state, FacetsCommand::Room(true)),
        "it was closed"
    );
    assert!(!state.facets_open);
}

#[test]
fn sections_fold_and_stay_as_they_are_put() {
    let mut state = state();
    assert!(facet(&state, "commercial_use").open);
    assert!(!facet(&state, "venue").open);
    for id in ["commercial_use", "venue"] {
        apply(
            &mut state,
            Command::Facets(FacetsCommand::Fold(id.to_owned())),
        );
    }
    assert!(!facet(&state, "commercial_use").open);
    assert!(facet(&state, "venue").open);
}
