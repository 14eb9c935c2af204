//! The file of a scenario: a path where no file dialog answers, and messages.

use egui::Ui;

use super::Outbox;
use crate::app::{Command, FileCommand, FilePrompt, State};
use crate::ui::widgets::{path_field, primary_button};

/// Draws the dialog while there is something to ask or to say.
pub fn scenario_file_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    if state.scenario_file == FilePrompt::Idle {
        return;
    }
    egui::Modal::new(egui::Id::unique("scenario file")).show(ui.ctx(), |ui| {
        ui.set_width(440.0);
        ui.heading("Scenario file");
        match &state.scenario_file {
            FilePrompt::Idle => {}
            FilePrompt::Typing { save, path } => typing_ui(ui, *save, path, out),
            FilePrompt::Ended(message) => {
                ui.label(message);
                if ui.button("Close").clicked() {
                    out.push(Command::File(FileCommand::Close));
                }
            }
        }
    });
}

fn typing_ui(ui: &mut Ui, save: bool, path: &str, out: &mut Outbox) {
    let (ask, word) = if save {
        ("Write where to save:", "Save")
    } else {
        ("Write which file to open:", "Open")
    };
    ui.label(format!("This system offers no file dialog. {ask}"));
    let id = egui::Id::unique("scenario path");
    let (changed, entered) = path_field(ui, id, path);
    if let Some(path) = &changed {
        let path = path.clone();
        out.push(Command::File(FileCommand::Type { save, path }));
    }
    let typed = changed.as_deref().unwrap_or(path);
    ui.horizontal(|ui| {
        let done = primary_button(ui, word).clicked() || entered;
        if done && !typed.trim().is_empty() {
            let path = typed.trim().into();
            out.push(Command::File(FileCommand::Chosen { save, path }));
        }
        if ui.button("Cancel").clicked() {
            out.push(Command::File(FileCommand::Close));
        }
    });
}
