//! Completing the filter at the field: what is offered, what keys write where.

use license_matrix::app::{Command, CompletionCommand, ScenarioCommand, State, apply};
use license_matrix::matrix::CandidateKind;

use crate::made::built_in;

fn state() -> State {
    let (catalog, book) = built_in();
    State::new(catalog, book, Vec::new(), "2026-11-28".to_owned())
}

fn give(state: &mut State, command: CompletionCommand) {
    apply(state, Command::Completion(command));
}

/// Types a text in which `|` is the cursor.
fn type_at(state: &mut State, text: &str) {
    let cursor = text.find('|').unwrap();
    let text = text.replace('|', "");
    give(state, CompletionCommand::Type { text, cursor });
}

fn offered(state: &State) -> Vec<&str> {
    assert!(state.completing.open, "nothing is offered");
    let candidates = state.completing.found.candidates.iter();
    candidates
        .map(|candidate| candidate.text.as_str())
        .collect()
}

/// The filter with `|` where the cursor is.
fn shown(state: &State) -> String {
    let mut text = state.filter.clone();
    text.insert(state.completing.cursor, '|');
    text
}

/// Writes a candidate as a click on it does.
fn take(state: &mut State, text: &str) {
    let at = offered(state).iter().position(|have| *have == text);
    let at = at.unwrap_or_else(|| panic!("no {text} among {:?}", offered(state)));
    give(state, CompletionCommand::Take(at));
}

#[test]
fn what_is_taken_stands_where_the_cursor_was() {
    for (typed, taken, left) in [
        ("comm|", "commercial_use:", "commercial_use:|"),
        (
            "family:qwen comm| mit",
            "commercial_use:",
            "family:qwen commercial_use:| mit",
        ),
        ("commercial_use:|", "yes", "commercial_use:yes|"),
        ("-commercial_use:n| qwen", "no", "-commercial_use:no| qwen"),
        ("license:mit,apa|", "apache-2.0", "license:mit,apache-2.0|"),
        ("license:|,mit", "apache-2.0", "license:apache-2.0|,mit"),
        (
            "(family:que OR family:llam|)",
            "Llama",
            "(family:que OR family:Llama|)",
        ),
        ("Größe 모델 fam|", "family:", "Größe 모델 family:|"),
        ("release|", "release_date>=", "release_date>=|"),
        ("qwen O|", "OR", "qwen OR |"),
        // A word that some values begin with finds them with their column.
        ("mit|", "license:mit", "license:mit|"),
    ] {
        let mut state = state();
        type_at(&mut state, typed);
        take(&mut state, taken);
        assert_eq!(shown(&state), left, "{typed}");
        assert_eq!(
            state.completing.put,
            (state.completing.cursor, state.completing.cursor)
        );
    }
}

#[test]
fn a_column_goes_on_to_its_values_and_a_value_ends_it() {
    let mut state = state();
    type_at(&mut state, "output|");
    take(&mut state, "output_training:");
    assert!(offered(&state).contains(&"free"));
    assert!(state.is_being_written(), "a value is only missing yet");
    take(&mut state, "free");
    assert!(!state.completing.open);
    assert!(state.filter_error.is_none() && !state.rows.is_empty());
    assert_eq!(state.completing.puts, 2);
}

#[test]
fn enter_takes_the_filter_as_it_is_typed_until_a_line_is_chosen() {
    let mut state = state();
    type_at(&mut state, "comm|");
    assert!(state.completing.open);
    give(&mut state, CompletionCommand::Enter);
    assert_eq!(state.filter, "comm");
    assert!(!state.completing.open);
    assert_eq!(state.table_asked, 1, "keys go to the rows");

    type_at(&mut state, "comm|");
    give(&mut state, CompletionCommand::Move(1));
    give(&mut state, CompletionCommand::Enter);
    assert_eq!(shown(&state), "commercial_use:|");
    assert_eq!(state.table_asked, 1);
    // What cannot be read keeps the keys, and so does what finds nothing.
    give(&mut state, CompletionCommand::Enter);
    assert!(!state.completing.open);
    assert!(!state.is_being_written(), "now it is told");
    type_at(&mut state, "no-such-model|");
    give(&mut state, CompletionCommand::Enter);
    assert_eq!(state.table_asked, 1);
}

#[test]
fn tab_completes_what_is_begun_and_nothing_else() {
    let completes = |typed: &str| {
        let mut state = state();
        type_at(&mut state, typed);
        state.completing.completes(&state.filter).is_some()
    };
    assert!(completes("comm|"));
    assert!(completes("commercial_use:c|"));
    assert!(!completes("commercial_use:|"), "nothing is begun");
    assert!(!completes("qwen |"), "nothing is begun");
    assert!(!completes("nothing-of-the-kind|"));
    // A heading that has the word is no way to go on from it.
    assert!(!completes("train other|"));
    let mut state = state();
    type_at(&mut state, "commercial_use:|");
    give(&mut state, CompletionCommand::Move(1));
    give(&mut state, CompletionCommand::Complete);
    assert_eq!(state.filter, "commercial_use:yes");
}

#[test]
fn escape_closes_the_list_first() {
    let mut state = state();
    type_at(&mut state, "comm|");
    give(&mut state, CompletionCommand::Escape);
    assert!(!state.completing.open);
    assert_eq!((state.filter.as_str(), state.table_asked), ("comm", 0));
    give(&mut state, CompletionCommand::Escape);
    assert_eq!(state.table_asked, 1);
    // Down shows it again, without a choice.
    give(&mut state, CompletionCommand::Move(1));
    assert!(state.completing.open && state.completing.at.is_none());
}

#[test]
fn up_and_down_choose_and_come_back() {
    let mut state = state();
    type_at(&mut state, "commercial_use:|");
    let last = state.completing.found.candidates.len() - 1;
    let mut at = |by: isize| {
        give(&mut state, CompletionCommand::Move(by));
        state.completing.at
    };
    assert_eq!(
        [at(1), at(1), at(-1), at(-1)],
        [Some(0), Some(1), Some(0), None]
    );
    assert_eq!(at(-1), Some(last));
    assert_eq!(at(1), Some(last));
}

#[test]
fn the_count_of_a_value_is_what_it_would_show_with_the_rest_of_the_filter() {
    let mut state = state();
    let mut other = self::state();
    for (typed, asked, rest) in [
        ("commercial_use:|", "commercial_use:", ""),
        ("family:qwen comm:|", "comm:", "family:qwen"),
        (
            "family:qwen commercial_use:c| release>=2025",
            "commercial_use:",
            "family:qwen release>=2025",
        ),
        // A value may be one of several that a row has.
        ("family:qwen license:|", "license:", "family:qwen"),
        ("license:mit,apa|", "license:", ""),
        ("release>=2026-0|", "release>=", ""),
        ("evidence:|", "evidence:", ""),
        ("tongy|", "", ""),
    ] {
        type_at(&mut state, typed);
        let found = state.completing.found.candidates.clone();
        let values = found.iter().filter(|one| one.kind == CandidateKind::Value);
        assert!(values.clone().count() > 0, "{typed}");
        for value in values {
            let filter = format!("{rest} {asked}{}", value.text);
            apply(&mut other, Command::SetFilter(filter.clone()));
            assert_eq!(value.count, Some(other.rows.len()), "{typed}: {filter}");
        }
    }
}

#[test]
fn whoever_types_words_is_left_alone() {
    let mut state = state();
    for typed in [
        "qwen2.5-3b|",
        "\"built with|",
        "commercial_use:yes|",
        "license:mit|",
    ] {
        type_at(&mut state, typed);
        assert!(!state.completing.open, "{typed}: {:?}", offered(&state));
    }
    type_at(&mut state, "qwen|");
    let found = &state.completing.found.candidates;
    assert!(found.iter().all(|one| one.kind != CandidateKind::Name));
    assert!(found.len() <= 12, "{found:?}");
}

#[test]
fn what_changes_the_filter_otherwise_closes_the_list() {
    let mut state = state();
    type_at(&mut state, "comm|");
    apply(&mut state, Command::ClearFilters);
    assert!(!state.completing.open);
    give(&mut state, CompletionCommand::Complete);
    assert_eq!(state.filter, "");
}

#[test]
fn the_place_that_cannot_be_read_is_selected() {
    let mut state = state();
    let long = "license:mit ".repeat(40);
    let filter = format!("Größe 모델 {long} nonsens:1 qwen");
    apply(&mut state, Command::SetFilter(filter.clone()));
    give(&mut state, CompletionCommand::ShowFault);
    let (from, to) = state.completing.put;
    assert_eq!(&filter[from..to], "nonsens");
    assert_eq!(state.completing.puts, 1);
    let error = state.filter_error.as_ref().unwrap();
    let character = filter[..from].chars().count() + 1;
    assert!(
        error.contains(&format!("(at character {character})")),
        "{error}"
    );
}

#[test]
fn conditions_are_dropped_one_by_one() {
    let mut state = state();
    type_at(&mut state, "family:qwen AND -license:mit (a OR \"b c\")|");
    let words = state.typed_conditions();
    assert_eq!(words.len(), 3);
    assert_eq!(words[0], "Family: qwen");
    give(&mut state, CompletionCommand::Drop(1));
    assert_eq!(state.filter, "family:qwen (a OR \"b c\")");
    give(&mut state, CompletionCommand::Drop(0));
    give(&mut state, CompletionCommand::Drop(0));
    assert_eq!(state.filter, "");
    assert_eq!(state.rows.len(), state.matrix.rows.len());
}

#[test]
fn every_example_finds_something_and_not_everything() {
    use license_matrix::app::Sheet;
    let mut state = state();
    for preset in ["consumer-app", "eu-enterprise"] {
        let preset = ScenarioCommand::Preset(preset.to_owned());
        apply(&mut state, Command::Scenario(preset));
    }
    for (sheet, least) in [
        (Sheet::Texts, 13),
        (Sheet::Article, 4),
        (Sheet::Differences, 3),
        (Sheet::Changes, 4),
        (Sheet::Scenarios, 3),
    ] {
        apply(&mut state, Command::ShowSheet(sheet));
        let examples = state.examples();
        assert_eq!(examples.len(), least, "{sheet:?}: {examples:?}");
        for example in examples {
            give(
                &mut state,
                CompletionCommand::Example(example.filter.to_owned()),
            );
            assert!(state.filter_nowhere.is_empty(), "{}", example.filter);
            let (found, all) = (state.rows.len(), state.matrix.rows.len());
            assert!(found > 0 && found < all, "{}", example.filter);
        }
    }
}

#[test]
fn nothing_that_is_typed_or_pressed_panics() {
    let mut state = state();
    let text = "Größe (family:\"모델\",qw* OR -release>=2025..) \u{201c}x 70B\u{201d}<";
    for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
        for cursor in [0, end / 2, end, end + 7] {
            let text = text[..end].to_owned();
            give(&mut state, CompletionCommand::Type { text, cursor });
            give(&mut state, CompletionCommand::Move(1));
            give(&mut state, CompletionCommand::Cursor(cursor / 2));
            give(&mut state, CompletionCommand::Move(-1));
            give(&mut state, CompletionCommand::Complete);
            give(&mut state, CompletionCommand::Take(cursor));
            give(&mut state, CompletionCommand::Drop(cursor));
        }
    }
}
