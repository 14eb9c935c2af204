//! The panels of the window. Each draws the state and puts commands into the
//! outbox; none of them changes anything.

mod answer;
mod detail;
mod export;
mod filter;
mod scenario;
mod table;
mod top;

use crate::app::{Command, State};

/// Commands that a frame gave.
pub type Outbox = Vec<Command>;

/// Draws the whole window.
pub fn window_ui(ui: &mut egui::Ui, state: &State, out: &mut Outbox) {
    egui::Panel::top("top").show(ui, |ui| top::top_ui(ui, state, out));
    if state.problems_open {
        egui::Panel::bottom("problems")
            .resizable(true)
            .show(ui, |ui| top::problems_ui(ui, state, out));
    }
    if state.editor_open && state.scenario.is_some() {
        egui::Panel::left("scenario")
            .resizable(true)
            .default_size(310.0)
            .show(ui, |ui| scenario::scenario_ui(ui, state, out));
    }
    if state.selected.is_some() {
        egui::Panel::right("detail")
            .resizable(true)
            .default_size(400.0)
            .show(ui, |ui| detail::detail_ui(ui, state, out));
    }
    egui::CentralPanel::default().show(ui, |ui| {
        filter::filter_ui(ui, state, out);
        ui.add_space(4.0);
        if state.rows.is_empty() {
            ui.add_space(40.0);
            ui.vertical_centered(|ui| {
                ui.label("No row fits these filters.");
                if ui.button("Clear filters").clicked() {
                    out.push(Command::ClearFilters);
                }
            });
        } else {
            table::table_ui(ui, state, out);
        }
    });
    export::export_ui(ui, state, out);
}
