//! The export: path field, progress, result.

use std::path::PathBuf;

use egui::{Key, Ui};

use super::Outbox;
use crate::app::{Command, Export, ExportCommand, State};
use crate::ui::widgets::primary_button;

/// Draws the dialog while there is something to say.
pub fn export_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    if matches!(state.export, Export::Idle | Export::Asking(_)) {
        return;
    }
    let mut give = |command| out.push(Command::Export(command));
    egui::Modal::new(egui::Id::unique("export")).show(ui.ctx(), |ui| {
        ui.set_width(440.0);
        ui.heading("Export PDF");
        match &state.export {
            Export::Idle | Export::Asking(_) => {}
            Export::Typing { path, .. } => typing_ui(ui, path, &mut give),
            Export::Running { done, .. } => {
                ui.label("Writing the pages...");
                ui.add(
                    egui::ProgressBar::new(*done)
                        .show_percentage()
                        .desired_width(420.0),
                );
                if ui.button("Cancel").clicked() {
                    give(ExportCommand::Close);
                }
            }
            Export::Failed { message, path, .. } => {
                ui.label(message);
                ui.horizontal(|ui| {
                    if primary_button(ui, "Choose another place").clicked() {
                        give(ExportCommand::AskPath(path.display().to_string()));
                    }
                    if ui.button("Close").clicked() {
                        give(ExportCommand::Close);
                    }
                });
            }
            Export::Ended(message) => {
                ui.label(message);
                let enter = ui.input(|input| input.key_pressed(Key::Enter));
                if ui.button("Close").clicked() || enter {
                    give(ExportCommand::Close);
                }
            }
        }
    });
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        out.push(Command::Export(ExportCommand::Close));
    }
}

fn typing_ui(ui: &mut Ui, path: &str, give: &mut impl FnMut(ExportCommand)) {
    ui.label("This system offers no file dialog. Write where to save:");
    let label = ui.label("File:");
    let mut text = path.to_owned();
    let id = egui::Id::unique("export path");
    let edit = egui::TextEdit::singleline(&mut text)
        .id(id)
        .desired_width(420.0);
    let response = ui.add(edit).labelled_by(label.id);
    if response.changed() {
        give(ExportCommand::TypePath(text.clone()));
    }
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if !response.has_focus() && !entered && ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    ui.horizontal(|ui| {
        let saved = primary_button(ui, "Save").clicked() || entered;
        if saved && !text.trim().is_empty() {
            give(ExportCommand::To(PathBuf::from(text.trim())));
        }
        if ui.button("Cancel").clicked() {
            give(ExportCommand::Close);
        }
    });
}
