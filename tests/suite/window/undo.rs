//! Undo and redo over everything that is edited.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use license_matrix::app::{
    BrandingCommand, CompletionCommand, Layout, LayoutCommand, ReviewCommand, ScenarioCommand,
    ViewCommand,
};
use license_matrix::report::Branding;
use license_matrix::workspace::Workspace;

fn fresh() -> State {
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    State::new(catalog, book, Vec::new(), "2026-11-28".to_owned())
}

type Chosen = (String, BTreeMap<String, BTreeSet<String>>);

/// What a user would say the state is.
fn seen(state: &State) -> (Workspace, Chosen, usize, Vec<(String, bool)>, Layout) {
    let mut workspace = state.workspace();
    // Where somebody was last is no edit.
    workspace.active = None;
    let chosen = (state.filter.clone(), state.values.clone());
    let (sort, layout) = (state.sort.clone(), state.layout.clone());
    (workspace, chosen, state.rows.len(), sort, layout)
}

#[test]
fn everything_that_is_edited_is_taken_back_and_done_again() {
    let mut state = fresh();
    let preset = |id: &str| Command::Scenario(ScenarioCommand::Preset(id.to_owned()));
    let value = Command::ToggleValue {
        column: "family".to_owned(),
        value: "Qwen".to_owned(),
    };
    let edits = [
        Command::SetFilter("family:qwen".to_owned()),
        value,
        Command::SortBy("license".to_owned()),
        Command::SortAlsoBy("release_date".to_owned()),
        preset("consumer-app"),
        Command::Layout(LayoutCommand::Toggle("venue".to_owned())),
        Command::Scenario(ScenarioCommand::Rename("Ours".to_owned())),
        Command::View(ViewCommand::Keep("Mine".to_owned())),
        Command::Branding(BrandingCommand::Set(Box::new(Branding {
            organization: Some("Example LLP".to_owned()),
            ..Branding::default()
        }))),
        Command::ClearFilters,
        Command::View(ViewCommand::Show("Mine".to_owned())),
        Command::View(ViewCommand::Remove("Mine".to_owned())),
    ];
    let mut before = vec![seen(&state)];
    for edit in edits {
        apply(&mut state, edit.clone());
        let now = seen(&state);
        assert_ne!(Some(&now), before.last(), "{edit:?} edits nothing");
        before.push(now);
    }
    let last = before.len() - 1;
    for place in (0..last).rev() {
        assert!(state.history.undo_label().is_some());
        apply(&mut state, Command::Undo);
        assert_eq!(seen(&state), before[place], "back to {place}");
        assert!(state.undone.as_deref().unwrap().starts_with("Undone: "));
    }
    assert!(state.history.undo_label().is_none());
    for (place, edited) in before.iter().enumerate().skip(1) {
        apply(&mut state, Command::Redo);
        assert_eq!(&seen(&state), edited, "on to {place}");
    }
    assert!(state.history.redo_label().is_none());
}

#[test]
fn what_a_command_does_by_way_of_others_is_one_edit() {
    let mut state = fresh();
    let value = Command::ToggleValue {
        column: "family".to_owned(),
        value: "Qwen".to_owned(),
    };
    apply(&mut state, value);
    apply(&mut state, Command::SetFilter("3b".to_owned()));
    let before = seen(&state);
    let example = CompletionCommand::Example("family:llama".to_owned());
    apply(&mut state, Command::Completion(example));
    assert!(state.values.is_empty());
    assert_eq!(state.filter, "family:llama");
    apply(&mut state, Command::Undo);
    assert_eq!(seen(&state), before, "the values come back as well");
    apply(&mut state, Command::Undo);
    assert_eq!(state.filter, "");
    apply(&mut state, Command::Undo);
    assert!(state.values.is_empty());
    assert_eq!(state.history.undo_label(), None);
}

#[test]
fn looking_around_is_no_edit() {
    let mut state = fresh();
    for command in [
        Command::ShowSheet(Sheet::Article),
        Command::ShowSheet(Sheet::Texts),
        Command::Select(Some("qwen2.5-3b".to_owned())),
        Command::Review(ReviewCommand::Toggle),
        Command::SetFilter(String::new()),
        Command::ToggleKeys,
        Command::Zoomed(120),
    ] {
        apply(&mut state, command);
    }
    assert_eq!(state.history.undo_label(), None);
    assert!(!state.workspace_desk.unsaved);
}

#[test]
fn a_filter_typed_letter_by_letter_is_one_edit() {
    let mut state = fresh();
    for text in ["q", "qw", "qwe"] {
        apply(&mut state, Command::SetFilter(text.to_owned()));
    }
    apply(&mut state, Command::Undo);
    assert_eq!(state.filter, "");
    assert!(
        !state.workspace_desk.unsaved,
        "a filter is in no workspace until a view keeps it"
    );
}
