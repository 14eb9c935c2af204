//! The one place where the state changes.

use super::branding::apply_branding;
use super::completion::apply_completion;
use super::export::apply_export;
use super::facets::apply_facets;
use super::grid::apply_grid;
use super::insight::{look_into, take_insight};
use super::palette::apply_palette;
use super::places::go;
use super::scenario_file::apply_file;
use super::scenarios::apply_scenario;
use super::texts::apply_texts;
use super::{Command, Effect, Grid, Sheet, State};

/// Carries out a command. Dialogs, files and threads are effects.
pub fn apply(state: &mut State, command: Command) -> Vec<Effect> {
    let mut effects = carry_out(state, command);
    effects.extend(look_into(state));
    effects
}

pub(super) fn carry_out(state: &mut State, command: Command) -> Vec<Effect> {
    match command {
        // The view that is shown keeps its filter.
        Command::ShowSheet(sheet) if sheet == state.sheet => {}
        Command::ShowSheet(sheet) => {
            state.sheet = sheet;
            state.filter.clear();
            state.values.clear();
            state.facets.text.clear();
            state.sort.clear();
            state.grid = Grid::default();
            state.remake();
        }
        Command::SetFilter(text) => {
            state.filter = text;
            state.arrange();
        }
        Command::Completion(command) => return apply_completion(state, command),
        Command::Facets(command) => return apply_facets(state, command),
        Command::ToggleNear => {
            state.show_near = !state.show_near;
            state.arrange();
        }
        Command::ToggleValue { column, value } => toggle_value(state, column, value),
        Command::ClearFilters => {
            state.filter.clear();
            state.values.clear();
            state.arrange();
        }
        Command::SortBy(column) => {
            sort_by(state, column);
            state.arrange();
        }
        Command::SortAlsoBy(column) => {
            sort_also_by(state, column);
            state.arrange();
        }
        Command::Grid(command) => return apply_grid(state, command),
        Command::Palette(command) => return apply_palette(state, command),
        Command::ToggleKeys => state.keys_open = !state.keys_open,
        Command::Go(place) => return go(state, place),
        Command::Theme(theme) => return vec![Effect::SetTheme(theme)],
        Command::Zoom(zoom) => return vec![Effect::Zoom(zoom)],
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
        Command::GoToQuestion(field) => return go_to_question(state, field),
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

fn toggle_value(state: &mut State, column: String, value: String) {
    let values = state.values.entry(column.clone()).or_default();
    if !values.remove(&value) {
        values.insert(value);
    }
    if values.is_empty() {
        state.values.remove(&column);
    }
    state.arrange();
}

fn go_to_question(state: &mut State, field: String) -> Vec<Effect> {
    // The editor stands beside models.
    let effects = match state.sheet.has_models() {
        true => Vec::new(),
        false => carry_out(state, Command::ShowSheet(Sheet::Texts)),
    };
    state.editor_open = true;
    state.all_questions |= !state.needed.contains(&field);
    state.question = Some(field);
    state.questions_asked += 1;
    effects
}

/// The first columns stay what they are.
fn sort_also_by(state: &mut State, column: String) {
    match state.sort.iter().position(|(sorted, _)| *sorted == column) {
        Some(place) if state.sort[place].1 => drop(state.sort.remove(place)),
        Some(place) => state.sort[place].1 = true,
        None => state.sort.push((column, false)),
    }
}

fn sort_by(state: &mut State, column: String) {
    state.sort = match state.sort.first() {
        Some((sorted, false)) if *sorted == column => vec![(column, true)],
        Some((sorted, true)) if *sorted == column => Vec::new(),
        _ => vec![(column, false)],
    };
}
