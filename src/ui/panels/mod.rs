//! The panels of the window. Each draws the state and puts commands into the
//! outbox; none of them changes anything.

mod answer;
mod branding;
mod cell_view;
mod changes;
mod chooser;
mod cited;
mod claims;
mod clause;
mod column_width;
mod compare;
mod detail;
mod export;
mod filter;
mod filter_text;
mod grid_keys;
mod header_menu;
mod obligations;
mod others;
mod palette;
mod parts;
mod questions;
mod readings;
mod reasons;
mod redline;
mod regulation;
mod scenario;
mod scenario_file;
mod side_by_side;
mod status;
mod table;
mod texts;
mod thresholds;
mod top;

use std::path::PathBuf;

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::app::{ACTIONS, Command, ScenarioCommand, Sheet, State, TextCommand};

/// Commands that a frame gave.
pub type Outbox = Vec<Command>;

/// Whether something lies over the window that has keys and pointer to itself.
fn dialog_is_open(state: &State) -> bool {
    state.palette.is_some() || state.keys_open || export::is_open(state)
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
        let keyed = ACTIONS
            .iter()
            .filter_map(|action| Some((action, action.keys?)));
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
        out.push(Command::Scenario(ScenarioCommand::Redo));
    }
}

/// Keys go to the filter or to the table when that was asked for.
fn go_where_asked(ui: &egui::Ui, state: &State) {
    let place = egui::Id::unique("where keys went");
    let now = (state.filter_asked, state.table_asked);
    let before: (u64, u64) = ui.data(|data| data.get_temp(place)).unwrap_or_default();
    if before == now {
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
    } else {
        grid_keys::grid_id()
    };
    ui.memory_mut(|memory| memory.request_focus(to));
}

/// Files dropped on the window are license texts of the user's.
fn dropped(ui: &egui::Ui, out: &mut Outbox) {
    let paths: Vec<PathBuf> = ui.input(|input| {
        let files = input.raw.dropped_files.iter();
        files.map(|file| file.path().to_owned()).collect()
    });
    if !paths.is_empty() {
        out.push(Command::ShowSheet(Sheet::Yours));
        out.push(Command::Texts(TextCommand::Read(paths)));
    }
}

/// Draws the whole window.
pub fn window_ui(ui: &mut egui::Ui, state: &State, out: &mut Outbox) {
    shortcuts(ui, state, out);
    go_where_asked(ui, state);
    egui::Panel::top("top").show(ui, |ui| top::top_ui(ui, state, out));
    egui::Panel::bottom("status").show(ui, |ui| status::status_ui(ui, state));
    if state.problems_open {
        egui::Panel::bottom("problems")
            .resizable(true)
            .show(ui, |ui| top::problems_ui(ui, state, out));
    }
    // The other views have no models to ask about.
    let models = state.sheet.has_models();
    if models && state.editor_open && state.scenario().is_some() {
        egui::Panel::left("scenario")
            .resizable(true)
            .default_size(350.0)
            .max_size(520.0)
            .show(ui, |ui| scenario::scenario_ui(ui, state, out));
    }
    if models && state.selected.is_some() {
        egui::Panel::right("detail")
            .resizable(true)
            .default_size(370.0)
            .show(ui, |ui| detail::detail_ui(ui, state, out));
    }
    if state.sheet == Sheet::Article {
        egui::Panel::bottom("claims")
            .resizable(true)
            .default_size(440.0)
            .show(ui, |ui| claims::claims_ui(ui, state, out));
    }
    if state.sheet == Sheet::Scenarios {
        egui::Panel::bottom("differences")
            .resizable(true)
            .default_size(260.0)
            .show(ui, |ui| side_by_side::side_by_side_ui(ui, state, out));
    }
    dropped(ui, out);
    export::export_ui(ui, state, out);
    palette::palette_ui(ui, state, out);
    palette::keys_ui(ui, state, out);
    scenario_file::scenario_file_ui(ui, state, out);
    if state.sheet == Sheet::Yours {
        texts::texts_ui(ui, state, out);
        clause::clause_ui(ui, state, out);
        return;
    }
    egui::CentralPanel::default().show(ui, |ui| {
        filter::filter_ui(ui, state, out);
        ui.add_space(4.0);
        if state.rows.is_empty() {
            ui.add_space(40.0);
            ui.vertical_centered(|ui| {
                ui.label("No row fits these filters.");
                for hint in &state.filter_nowhere {
                    ui.label(format!("The filter: {hint}."));
                }
                if ui.button("Clear filters").clicked() {
                    out.push(Command::ClearFilters);
                }
            });
        } else {
            table::table_ui(ui, state, out);
        }
    });
    clause::clause_ui(ui, state, out);
    compare::compare_ui(ui, state, out);
}
