//! The panels of the window. Each draws the state and puts commands into the
//! outbox; none of them changes anything.

mod answer;
mod cited;
mod claims;
mod clause;
mod compare;
mod detail;
mod export;
mod filter;
mod redline;
mod scenario;
mod scenario_file;
mod status;
mod table;
mod texts;
mod top;

use std::path::PathBuf;

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::app::{Command, ExportCommand, Sheet, State, TextCommand};

/// Commands that a frame gave.
pub type Outbox = Vec<Command>;

/// Ctrl+F (or its like) goes to the filter, Ctrl+E exports.
fn shortcuts(ui: &egui::Ui, out: &mut Outbox) {
    let pressed = |key| {
        let shortcut = KeyboardShortcut::new(Modifiers::COMMAND, key);
        ui.input_mut(|input| input.consume_shortcut(&shortcut))
    };
    if pressed(Key::F) {
        ui.memory_mut(|memory| memory.request_focus(filter::field_id()));
    }
    if pressed(Key::E) {
        out.push(Command::Export(ExportCommand::Ask));
    }
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
    shortcuts(ui, out);
    egui::Panel::top("top").show(ui, |ui| top::top_ui(ui, state, out));
    egui::Panel::bottom("status").show(ui, |ui| status::status_ui(ui, state));
    if state.problems_open {
        egui::Panel::bottom("problems")
            .resizable(true)
            .show(ui, |ui| top::problems_ui(ui, state, out));
    }
    // The other views have no models to ask about.
    let texts = state.sheet == Sheet::Texts;
    if texts && state.editor_open && state.scenario.is_some() {
        egui::Panel::left("scenario")
            .resizable(true)
            .default_size(310.0)
            .max_size(460.0)
            .show(ui, |ui| scenario::scenario_ui(ui, state, out));
    }
    if texts && state.selected.is_some() {
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
    dropped(ui, out);
    export::export_ui(ui, state, out);
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
