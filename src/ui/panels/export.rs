//! The export: path field, progress, result.

use std::path::PathBuf;

use egui::{Key, Ui};

use super::Outbox;
use crate::app::{Command, Export, State};
use crate::ui::widgets::primary_button;

/// Draws the dialog while there is something to say.
pub fn export_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    if matches!(state.export, Export::Idle | Export::Asking) {
        return;
    }
    egui::Modal::new(egui::Id::unique("export")).show(ui.ctx(), |ui| {
        ui.set_width(440.0);
        ui.heading("Export PDF");
        match &state.export {
            Export::Idle | Export::Asking => {}
            Export::Typing(path) => typing_ui(ui, path, out),
            Export::Running(done) => {
                ui.label("Writing the pages...");
                ui.add(egui::ProgressBar::new(*done).show_percentage());
                if ui.button("Cancel").clicked() {
                    out.push(Command::CloseExport);
                }
            }
            Export::Ended(message) => {
                ui.label(message);
                if ui.button("Close").clicked() {
                    out.push(Command::CloseExport);
                }
            }
        }
    });
}

fn typing_ui(ui: &mut Ui, path: &str, out: &mut Outbox) {
    ui.label("This system offers no file dialog. Write where to save:");
    let label = ui.label("File:");
    let mut text = path.to_owned();
    let id = egui::Id::unique("export path");
    let edit = egui::TextEdit::singleline(&mut text)
        .id(id)
        .desired_width(420.0);
    let response = ui.add(edit).labelled_by(label.id);
    if response.changed() {
        out.push(Command::TypePath(text.clone()));
    }
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if !response.has_focus() && !entered && ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    ui.horizontal(|ui| {
        let saved = primary_button(ui, "Save").clicked() || entered;
        if saved && !text.trim().is_empty() {
            out.push(Command::ExportTo(PathBuf::from(text.trim())));
        }
        if ui.button("Cancel").clicked() {
            out.push(Command::CloseExport);
        }
    });
}
