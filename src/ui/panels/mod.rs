//! The panels of the window. Each draws the state and puts commands into the
//! outbox; none of them changes anything.

mod answer;
mod branding;
mod cell_paint;
mod cell_view;
mod changes;
mod chooser;
mod cited;
mod claims;
mod clause;
mod column_width;
mod compare;
mod compared;
mod compared_cell;
mod compared_keys;
mod completion;
mod detail;
mod explain;
mod export;
mod facets;
mod filter;
mod filter_help;
mod filter_text;
mod grid_keys;
mod header_menu;
mod obligations;
mod others;
mod palette;
mod parts;
mod picks;
mod questions;
mod readings;
mod reasons;
mod redline;
mod regulation;
mod review;
mod scenario;
mod scenario_file;
mod side_by_side;
mod start;
mod status;
mod substitutes;
mod table;
mod texts;
mod thresholds;
mod top;
mod workspace;
mod workspace_menu;

use std::path::PathBuf;

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::app::{Command, FacetsCommand, Sheet, State, TextCommand, WorkspaceCommand, actions};
use crate::ui::theme::tokens::size;

/// Commands that a frame gave.
pub type Outbox = Vec<Command>;

/// Whether something lies over the window that has keys and pointer to itself.
fn dialog_is_open(state: &State) -> bool {
    state.palette.is_some()
        || state.keys_open
        || export::is_open(state)
        || workspace::is_open(state)
        || state.completing.help
}

/// Keys do what the list of keys says. A dialog has them to itself.
fn shortcuts(ui: &egui::Ui, state: &State, out: &mut Outbox) {
    if dialog_is_open(state) {
        return;
    }
    // While something is typed some keys belong to the field.
    let typing = ui.ctx().egui_wants_keyboard_input()
        && !ui.memory(|memory| memory.has_focus(grid_keys::grid_id()));
    // Those with Shift first: the others fit them too.
    let with = |shift: bool| {
        let keyed = actions().filter_map(|action| Some((action, action.keys?)));
        keyed.filter(move |(_, keys)| keys.shift == shift)
    };
    for (action, keys) in with(true).chain(with(false)) {
        let Some(shortcut) = palette::shortcut(keys) else {
            continue;
        };
        if keys.yields && typing {
            continue;
        }
        let Some(command) = (action.command)(state) else {
            continue;
        };
        // The window itself takes the keys for larger and smaller.
        if matches!(command, Command::Zoom(_)) {
            continue;
        }
        if ui.input_mut(|input| input.consume_shortcut(&shortcut)) {
            out.push(command);
        }
    }
    let redo = KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    if !typing && ui.input_mut(|input| input.consume_shortcut(&redo)) {
        out.push(Command::Redo);
    }
}

/// Whether a dialog has keys to itself in this frame, also one that was closed
/// just now: what it would give to others is lost. If so, there is a next frame.
fn keys_are_held(ui: &egui::Ui) -> bool {
    let held = ui.memory(|memory| memory.top_modal_layer().is_some());
    if held {
        ui.ctx().request_repaint();
    }
    held
}

/// Keys go to the filter or to the table when that was asked for.
fn go_where_asked(ui: &egui::Ui, state: &State) {
    let place = egui::Id::unique("where keys went");
    let now = (
        state.filter_asked,
        state.table_asked,
        state.review.name_asked,
    );
    let before: (u64, u64, u64) = ui.data(|data| data.get_temp(place)).unwrap_or_default();
    if before == now || keys_are_held(ui) {
        return;
    }
    // What was closed in the frame before still keeps keys to itself.
    if !dialog_is_open(state) && ui.memory(|memory| memory.top_modal_layer().is_some()) {
        ui.ctx().request_repaint();
        return;
    }
    ui.data_mut(|data| data.insert_temp(place, now));
    let to = if before.0 != now.0 {
        filter::field_id()
    } else if before.2 != now.2 {
        review::name_field()
    } else {
        grid_keys::grid_id()
    };
    ui.memory_mut(|memory| memory.request_focus(to));
}

/// Files dropped on the window are a workspace, scenarios, or license texts of
/// the user's.
fn dropped(ui: &egui::Ui, out: &mut Outbox) {
    let paths: Vec<PathBuf> = ui.input(|input| {
        let files = input.raw.dropped_files.iter();
        files.map(|file| file.path().to_owned()).collect()
    });
    let (ours, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.into_iter().partition(|path| is_ours(path));
    for path in ours {
        out.push(Command::Workspace(WorkspaceCommand::OpenFile(path)));
    }
    if !paths.is_empty() {
        out.push(Command::ShowSheet(Sheet::Yours));
        out.push(Command::Texts(TextCommand::Read(paths)));
    }
}

/// Whether a file is one that this program writes, by its ending.
pub fn is_ours(path: &std::path::Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| {
        ["lmx", "ron"]
            .iter()
            .any(|own| ending.eq_ignore_ascii_case(own))
    })
}

/// The width or height of a pane as it was last.
fn pane_size(state: &State, name: &str, usual: f32) -> f32 {
    state
        .looks
        .panes
        .get(name)
        .map_or(usual, |size| f32::from(*size))
}

/// Remembers the width or height of a pane.
fn pane_is(state: &State, name: &'static str, size: f32, out: &mut Outbox) {
    let size = size.round() as u16;
    if state.looks.panes.get(name) != Some(&size) {
        out.push(Command::Pane(name, size));
    }
}

/// Width from which questions and details stand beside the table, in points.
const BOTH: f32 = 860.0;

/// What is left of the table beside the details, in points.
const TABLE_LEFT: f32 = 160.0;

/// Draws what stands beside the table. `viewed`: the view is shown, and not models
/// side by side in its place.
fn beside_ui(ui: &mut egui::Ui, state: &State, viewed: bool, out: &mut Outbox) {
    // The table keeps its place beside them.
    let room = (0.45 * ui.available_width()).max(200.0);
    // The other views have no models to ask about.
    let models = state.sheet.has_models();
    let details = viewed && models && state.selected.is_some();
    // Where there is no room for both, the details that were asked for last stand
    // in place of the questions.
    let both = !details || ui.available_width() >= BOTH;
    if models && both && state.editor_open && state.scenario().is_some() {
        let pane = egui::Panel::left("scenario")
            .resizable(true)
            .default_size(pane_size(state, "scenario", 350.0))
            .max_size(520.0_f32.min(room))
            .show(ui, |ui| scenario::scenario_ui(ui, state, out));
        pane_is(state, "scenario", pane.response.rect.width(), out);
    }
    if details {
        let pane = egui::Panel::right("detail")
            .resizable(true)
            .default_size(pane_size(state, "detail", 370.0))
            .max_size((ui.available_width() - TABLE_LEFT).max(200.0))
            .show(ui, |ui| detail::detail_ui(ui, state, out));
        pane_is(state, "detail", pane.response.rect.width(), out);
    }
    if viewed && state.sheet == Sheet::Article {
        let pane = egui::Panel::bottom("claims")
            .resizable(true)
            .default_size(pane_size(state, "claims", 440.0))
            .show(ui, |ui| claims::claims_ui(ui, state, out));
        pane_is(state, "claims", pane.response.rect.height(), out);
    }
    if state.start_open && state.selected.is_none() {
        let pane = egui::Panel::right("start")
            .resizable(true)
            .default_size(pane_size(state, "start", 370.0))
            .max_size(560.0_f32.min(room))
            .show(ui, |ui| start::start_ui(ui, state, out));
        pane_is(state, "start", pane.response.rect.width(), out);
    }
    if viewed && state.review.open && state.sheet == Sheet::Texts {
        let pane = egui::Panel::bottom("review")
            .resizable(true)
            .default_size(pane_size(state, "review", 190.0))
            .show(ui, |ui| review::review_ui(ui, state, out));
        pane_is(state, "review", pane.response.rect.height(), out);
    }
    if viewed && state.sheet == Sheet::Scenarios {
        let pane = egui::Panel::bottom("differences")
            .resizable(true)
            .default_size(pane_size(state, "differences", 260.0))
            .show(ui, |ui| side_by_side::side_by_side_ui(ui, state, out));
        pane_is(state, "differences", pane.response.rect.height(), out);
    }
}

/// The values to choose from, where there is room for them beside the table or
/// the user wants them.
fn facets_beside(ui: &mut egui::Ui, state: &State, out: &mut Outbox) {
    let fits = ui.available_width() >= size::FACETS_WIDTH + size::TABLE_ROOM;
    if fits != state.facets_fit() {
        out.push(Command::Facets(FacetsCommand::Room(fits)));
    }
    if state.shows_facets() {
        let pane = egui::Panel::left("values")
            .resizable(true)
            .default_size(pane_size(state, "values", size::FACETS_WIDTH))
            .max_size(420.0)
            .show(ui, |ui| facets::facets_ui(ui, state, out));
        pane_is(state, "values", pane.response.rect.width(), out);
    }
}

/// Says that no row fits, above those that nearly do.
fn no_row_ui(ui: &mut egui::Ui, state: &State, out: &mut Outbox) {
    let none = state.near.is_empty();
    ui.add_space(if none { 40.0 } else { 4.0 });
    ui.vertical_centered(|ui| {
        ui.label(match none {
            true => "No row fits these filters.",
            false => "No row fits these filters. These miss one condition each:",
        });
        for hint in &state.filter_nowhere {
            ui.label(format!("The filter: {hint}."));
        }
        if none && ui.button("Clear filters").clicked() {
            out.push(Command::ClearFilters);
        }
    });
}

/// Draws the whole window.
pub fn window_ui(ui: &mut egui::Ui, state: &State, out: &mut Outbox) {
    shortcuts(ui, state, out);
    go_where_asked(ui, state);
    egui::Panel::top("top").show(ui, |ui| top::top_ui(ui, state, out));
    if let Some(step) = state.tour {
        egui::Panel::top("tour").show(ui, |ui| start::tour_ui(ui, step, out));
    }
    if workspace::has_notices(state) {
        egui::Panel::top("notices").show(ui, |ui| workspace::notices_ui(ui, state, out));
    }
    egui::Panel::bottom("status").show(ui, |ui| status::status_ui(ui, state));
    if state.problems_open {
        egui::Panel::bottom("problems")
            .resizable(true)
            .show(ui, |ui| top::problems_ui(ui, state, out));
    }
    // Models side by side take the place of the view.
    beside_ui(ui, state, !state.picks.open, out);
    dropped(ui, out);
    export::export_ui(ui, state, out);
    palette::palette_ui(ui, state, out);
    palette::keys_ui(ui, state, out);
    filter_help::filter_help_ui(ui, state, out);
    scenario_file::scenario_file_ui(ui, state, out);
    workspace::workspace_prompt_ui(ui, state, out);
    explain::explain_ui(ui, state, out);
    if compared::compared_ui(ui, state, out) {
        return;
    }
    if state.sheet == Sheet::Yours {
        texts::texts_ui(ui, state, out);
        clause::clause_ui(ui, state, out);
        return;
    }
    facets_beside(ui, state, out);
    egui::CentralPanel::default().show(ui, |ui| {
        filter::filter_ui(ui, state, out);
        picks::picks_ui(ui, state, out);
        ui.add_space(4.0);
        if state.rows.is_empty() {
            no_row_ui(ui, state, out);
        }
        if !(state.rows.is_empty() && state.near.is_empty()) {
            table::table_ui(ui, state, out);
        }
    });
    clause::clause_ui(ui, state, out);
    compare::compare_ui(ui, state, out);
}
