//! The one place where the state changes.

use super::arrange::choose_rows;
use super::branding::apply_branding;
use super::completion::apply_completion;
use super::edited::{Edited, record, step, step_of};
use super::export::apply_export;
use super::facets::apply_facets;
use super::grid::apply_grid;
use super::insight::{look_into, take_insight};
use super::layout::apply_layout;
use super::palette::apply_palette;
use super::picks::apply_models;
use super::places::go;
use super::review::apply_review;
use super::scenario_file::apply_file;
use super::scenarios::apply_scenario;
use super::texts::apply_texts;
use super::tour::apply_tour;
use super::views::apply_view;
use super::workspace::{apply_workspace, tell_journal};
use super::{Command, Effect, Grid, Sheet, ShownStates, State};

/// Carries out a command. Dialogs, files and threads are effects.
pub fn apply(state: &mut State, command: Command) -> Vec<Effect> {
    state.undone = None;
    let mut effects = carry_out(state, command);
    effects.extend(look_into(state));
    effects.extend(tell_journal(state));
    state.count_reviewed();
    effects
}

/// Carries out a command; what it edits can be undone.
pub(super) fn carry_out(state: &mut State, command: Command) -> Vec<Effect> {
    // What a command does by way of others is one change: the outermost one.
    let step = match state.history.is_held() {
        true => None,
        false => step_of(state, &command).map(|step| (step, Edited::of(state))),
    };
    let Some((step, before)) = step else {
        return perform(state, command);
    };
    state.history.hold(true);
    let effects = perform(state, command);
    state.history.hold(false);
    record(state, step, before);
    effects
}

fn perform(state: &mut State, command: Command) -> Vec<Effect> {
    state.picks.give_way_to(&command);
    match command {
        Command::ShowSheet(sheet) => {
            state.start_open = false;
            show_sheet(state, sheet);
        }
        Command::SetFilter(_)
        | Command::ToggleValue { .. }
        | Command::ToggleNear
        | Command::ClearFilters
        | Command::SortBy(_)
        | Command::Sort { .. }
        | Command::SortAlsoBy(_) => choose_rows(state, command),
        Command::Completion(command) => return apply_completion(state, command),
        Command::Facets(command) => return apply_facets(state, command),
        Command::Grid(command) => return apply_grid(state, command),
        Command::Palette(command) => return apply_palette(state, command),
        Command::ToggleKeys => state.keys_open = !state.keys_open,
        Command::Go(place) => return go(state, place),
        Command::Theme(theme) => return vec![Effect::SetTheme(theme)],
        Command::Zoom(zoom) => return vec![Effect::Zoom(zoom)],
        Command::Select(model) => {
            state.start_open &= model.is_none();
            state.selected = model;
        }
        Command::Layout(command) => {
            apply_layout(state, command);
            // Which rows are reviewed depends on the columns.
            if state.states != ShownStates::All {
                state.arrange();
            }
        }
        Command::TablePopup(popup) => state.table_popup = popup,
        Command::Scenario(command) => apply_scenario(state, command),
        Command::ToggleAllQuestions => state.all_questions = !state.all_questions,
        Command::Insight(found) => {
            let (asked, insight) = *found;
            take_insight(state, &asked, insight);
        }
        Command::GoToQuestion(field) => return go_to_question(state, field),
        Command::ToggleEditor => state.editor_open = !state.editor_open,
        Command::File(command) => return apply_file(state, command),
        Command::Models(command) => return apply_models(state, command),
        Command::CompareLicenses(ids) => state.compared = ids,
        Command::ChooseSource(id) => {
            state.source = Some(id);
            state.remake();
        }
        Command::ShowClause(citation) => {
            state.clause = citation;
            state.clauses_opened += 1;
        }
        Command::Undo => step(state, true),
        Command::Redo => step(state, false),
        Command::Workspace(command) => return apply_workspace(state, command),
        Command::Review(command) => apply_review(state, command),
        Command::View(command) => return apply_view(state, command),
        Command::ToggleStart => toggle_start(state),
        Command::Pane(name, size) => {
            state.looks.panes.insert(name.to_owned(), size);
        }
        Command::ToggleMotion => {
            state.looks.reduced_motion = !state.looks.reduced_motion;
            let reduced = state.looks.reduced_motion;
            return vec![Effect::SetMotion { reduced }];
        }
        Command::ToggleExplain => state.explain_open = !state.explain_open,
        Command::Tour(command) => return apply_tour(state, command),
        Command::Zoomed(percent) => state.looks.zoom = percent,
        Command::Texts(command) => return apply_texts(state, command),
        Command::ToggleProblems => state.problems_open = !state.problems_open,
        Command::Branding(command) => return apply_branding(state, command),
        Command::Export(command) => return apply_export(state, command),
    }
    Vec::new()
}

fn toggle_start(state: &mut State) {
    state.start_open = !state.start_open;
    state.looks.start_wanted = state.start_open;
    // Both stand at the right.
    state.selected = state.selected.take().filter(|_| !state.start_open);
}

/// Shows another sheet; each keeps its own filter.
pub(super) fn show_sheet(state: &mut State, sheet: Sheet) {
    if sheet == state.sheet {
        return;
    }
    let left = state.sifted();
    state.elsewhere.insert(state.sheet, left);
    state.sheet = sheet;
    let sifted = state.elsewhere.remove(&sheet).unwrap_or_default();
    state.sift(sifted);
    state.facets.text.clear();
    state.grid = Grid::default();
    state.table_popup = None;
    state.remake();
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
