//! The one place where the state changes.

use super::export::apply_export;
use super::scenario_file::apply_file;
use super::texts::apply_texts;
use super::{Command, Effect, State};
use crate::scenario::{OWN_ID, Scenario};

/// Carries out a command. Dialogs, files and threads are effects.
pub fn apply(state: &mut State, command: Command) -> Vec<Effect> {
    match command {
        // The view that is shown keeps its filter.
        Command::ShowSheet(sheet) if sheet == state.sheet => {}
        Command::ShowSheet(sheet) => {
            state.sheet = sheet;
            state.filter.clear();
            state.values.clear();
            state.sort.clear();
            state.remake();
        }
        Command::SetFilter(text) => {
            state.filter = text;
            state.arrange();
        }
        Command::ToggleValue { column, value } => {
            let values = state.values.entry(column.clone()).or_default();
            if !values.remove(&value) {
                values.insert(value);
            }
            if values.is_empty() {
                state.values.remove(&column);
            }
            state.arrange();
        }
        Command::ClearFilters => {
            state.filter.clear();
            state.values.clear();
            state.arrange();
        }
        Command::SortBy(column) => {
            sort_by(state, column);
            state.arrange();
        }
        Command::ToggleColumn(id) => {
            if !state.shown.remove(&id) {
                state.shown.insert(id);
            }
        }
        Command::Select(model) => state.selected = model,
        Command::ChooseScenario(id) => {
            let preset = id.and_then(|id| state.book.preset(&id).cloned());
            take_scenario(state, preset);
        }
        Command::NewScenario => take_scenario(state, Some(new_scenario())),
        Command::RenameScenario(title) => {
            make_own(state);
            if let Some(scenario) = &mut state.scenario {
                scenario.title = title;
            }
        }
        Command::SetAnswer { field, answer } => {
            make_own(state);
            if let Some(scenario) = &mut state.scenario {
                scenario.set(&field, answer);
            }
            state.remake();
        }
        Command::ToggleEditor => state.editor_open = !state.editor_open,
        Command::File(command) => return apply_file(state, command),
        Command::CompareLicenses(ids) => state.compared = ids,
        Command::ChooseSource(id) => {
            state.source = Some(id);
            state.remake();
        }
        Command::ShowClause(citation) => {
            state.clause = citation;
            state.clauses_opened += 1;
        }
        Command::Texts(command) => return apply_texts(state, command),
        Command::ToggleProblems => state.problems_open = !state.problems_open,
        Command::Export(command) => return apply_export(state, command),
    }
    Vec::new()
}

/// Shows a scenario, its verdicts and its questions; or none.
pub(super) fn take_scenario(state: &mut State, scenario: Option<Scenario>) {
    state.scenario = scenario;
    state.scenarios_taken += 1;
    state.editor_open = state.scenario.is_some();
    if state.scenario.is_some() {
        state.shown.insert("verdict".to_owned());
    } else {
        state.shown.remove("verdict");
        state.values.remove("verdict");
    }
    state.remake();
}

/// A preset that is edited is a preset no longer, and says so wherever it is
/// named, also in reports.
fn make_own(state: &mut State) {
    let Some(scenario) = &mut state.scenario else {
        return;
    };
    if state.book.preset(&scenario.id).is_some() {
        scenario.description = format!("Your own, made from the preset \"{}\".", scenario.title);
        scenario.title.push_str(" (changed)");
        scenario.id = OWN_ID.to_owned();
    }
}

fn new_scenario() -> Scenario {
    let words = "Your own. Answer what you know; what is not answered stays open.";
    Scenario::empty("New scenario", words)
}

fn sort_by(state: &mut State, column: String) {
    state.sort = match state.sort.first() {
        Some((sorted, false)) if *sorted == column => vec![(column, true)],
        Some((sorted, true)) if *sorted == column => Vec::new(),
        _ => vec![(column, false)],
    };
}
