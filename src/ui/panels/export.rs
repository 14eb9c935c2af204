//! The export: kind and format with the pages to look at, path field, progress,
//! result.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Key, Ui};

use super::Outbox;
use crate::app::{Command, Export, ExportCommand, State};
use crate::report::{Format, Kind, Report};
use crate::ui::preview::preview_ui;
use crate::ui::theme::tokens::size;
use crate::ui::widgets::primary_button;

/// Draws the dialog while there is something to say.
pub fn export_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    if matches!(state.export, Export::Idle | Export::Asking(_)) {
        return;
    }
    let mut give = |command| out.push(Command::Export(command));
    egui::Modal::new(egui::Id::unique("export")).show(ui.ctx(), |ui| {
        if let Export::Choosing { report } = &state.export {
            choosing_ui(ui, state, report.as_ref(), &mut give);
            return;
        }
        ui.set_width(440.0);
        ui.heading("Export report");
        match &state.export {
            Export::Idle | Export::Asking(_) | Export::Choosing { .. } => {}
            Export::Typing { path, .. } => typing_ui(ui, path, &mut give),
            Export::Running { done, .. } => {
                ui.label("Writing the report...");
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

/// Kind and format at the left, the pages at the right.
fn choosing_ui(
    ui: &mut Ui,
    state: &State,
    report: Result<&Arc<Report>, &String>,
    give: &mut impl FnMut(ExportCommand),
) {
    let screen = ui.ctx().content_rect().size();
    ui.set_width((screen.x - 80.0).min(size::EXPORT_WIDTH));
    let height = (screen.y - 140.0).max(240.0);
    ui.heading("Export report");
    ui.add_space(size::GAP);
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(size::EXPORT_SIDE);
            ui.set_height(height);
            egui::ScrollArea::vertical()
                .id_salt("choices")
                .max_height(height - 44.0)
                .show(ui, |ui| choices_ui(ui, state, give));
            ui.add_space(size::GAP);
            let ready = report.is_ok();
            let enter = ready
                && ui.memory(|memory| memory.focused().is_none())
                && ui.input(|input| input.key_pressed(Key::Enter));
            ui.horizontal(|ui| {
                let save = ui.add_enabled_ui(ready, |ui| primary_button(ui, "Save as..."));
                if save.inner.clicked() || enter {
                    give(ExportCommand::Save);
                }
                if ui.button("Cancel").clicked() {
                    give(ExportCommand::Close);
                }
            });
        });
        ui.separator();
        ui.vertical(|ui| match report {
            Ok(report) => preview_ui(ui, report, height),
            Err(why) => {
                ui.label(why);
            }
        });
    });
}

fn choices_ui(ui: &mut Ui, state: &State, give: &mut impl FnMut(ExportCommand)) {
    if state.judges() {
        ui.strong("Kind");
        for kind in Kind::ALL {
            let chosen = state.report_kind == kind;
            let response = ui.radio(chosen, kind.label());
            if response.clicked() && !chosen {
                give(ExportCommand::Kind(kind));
            }
            ui.weak(egui::RichText::new(kind.purpose()).small());
        }
        ui.add_space(size::GAP);
    }
    if state.judges() {
        let label = ui.strong("Note of the reviewer");
        let mut note = state.report_note.clone();
        let edit = egui::TextEdit::singleline(&mut note)
            .desired_width(size::EXPORT_SIDE - 24.0)
            .hint_text("kept in the decision record");
        if ui.add(edit).labelled_by(label.id).changed() {
            give(ExportCommand::Note(note));
        }
        ui.add_space(size::GAP);
    }
    ui.strong("Format");
    // Without verdicts there is nothing to decide.
    let formats = Format::ALL.into_iter();
    for format in formats.filter(|one| state.judges() || *one != Format::Record) {
        let chosen = state.report_format == format;
        if ui.radio(chosen, format.label()).clicked() && !chosen {
            give(ExportCommand::Format(format));
        }
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
