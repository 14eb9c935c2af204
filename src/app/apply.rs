//! The one place where the state changes.

use super::branding::apply_branding;
use super::export::apply_export;
use super::insight::{look_into, take_insight};
use super::scenario_file::apply_file;
use super::scenarios::apply_scenario;
use super::texts::apply_texts;
use super::{Command, Effect, State};

/// Carries out a command. Dialogs, files and threads are effects.
pub fn apply(state: &mut State, command: Command) -> Vec<Effect> {
    let mut effects = carry_out(state, command);
    effects.extend(look_into(state));
    effects
}

fn carry_out(state: &mut State, command: Command) -> Vec<Effect> {
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
        Command::Scenario(command) => apply_scenario(state, command),
        Command::ToggleAllQuestions => state.all_questions = !state.all_questions,
        Command::Insight(found) => {
            let (asked, insight) = *found;
            take_insight(state, &asked, insight);
        }
        Command::GoToQuestion(field) => {
            state.editor_open = true;
            state.all_questions |= !state.needed.contains(&field);
            state.question = Some(field);
            state.questions_asked += 1;
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
        Command::Branding(command) => return apply_branding(state, command),
        Command::Export(command) => return apply_export(state, command),
    }
    Vec::new()
}

fn sort_by(state: &mut State, column: String) {
    state.sort = match state.sort.first() {
        Some((sorted, false)) if *sorted == column => vec![(column, true)],
        Some((sorted, true)) if *sorted == column => Vec::new(),
        _ => vec![(column, false)],
    };
}
