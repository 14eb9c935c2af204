//! The export: kind and format with the pages to look at, path field, progress,
//! result.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Key, Ui};

use super::Outbox;
use super::branding::branding_ui;
use crate::app::{Command, Export, ExportCommand, State};
use crate::report::{Format, Kind, Report, Topic};
use crate::ui::preview::preview_ui;
use crate::ui::theme::tokens::size;
use crate::ui::widgets::primary_button;

/// Whether the dialog is shown.
pub fn is_open(state: &State) -> bool {
    !matches!(state.export, Export::Idle | Export::Asking(_))
}

/// Draws the dialog while there is something to say.
pub fn export_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    if !is_open(state) {
        return;
    }
    egui::Modal::new(egui::Id::unique("export")).show(ui.ctx(), |ui| {
        if let Export::Choosing { request, report } = &state.export {
            let report = request.as_ref().map(|_| report.as_ref());
            choosing_ui(ui, state, report, out);
            return;
        }
        let mut give = |command| out.push(Command::Export(command));
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
    report: Result<Option<&Arc<Report>>, &String>,
    out: &mut Outbox,
) {
    let screen = ui.ctx().content_rect().size();
    ui.set_width((screen.x - 80.0).min(size::EXPORT_WIDTH));
    let height = (screen.y - 140.0).max(240.0);
    ui.heading("Export report");
    ui.add_space(size::GAP);
    // Enter in a field ends the typing, no more.
    let free = ui.memory(|memory| memory.focused().is_none());
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(size::EXPORT_SIDE);
            ui.set_height(height);
            egui::ScrollArea::vertical()
                .id_salt("choices")
                .max_height(height - 44.0)
                .show(ui, |ui| choices_ui(ui, state, out));
            ui.add_space(size::GAP);
            let ready = report.is_ok();
            let enter = ready && free && ui.input(|input| input.key_pressed(Key::Enter));
            ui.horizontal(|ui| {
                let save = ui.add_enabled_ui(ready, |ui| primary_button(ui, "Save as..."));
                if save.inner.clicked() || enter {
                    out.push(Command::Export(ExportCommand::Save));
                }
                if ui.button("Cancel").clicked() {
                    out.push(Command::Export(ExportCommand::Close));
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

fn choices_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    if state.judges() {
        ui.strong("Kind");
        for kind in Kind::ALL {
            let chosen = state.report_kind == kind;
            let response = ui.radio(chosen, kind.label());
            if response.clicked() && !chosen {
                out.push(Command::Export(ExportCommand::Kind(kind)));
            }
            ui.weak(egui::RichText::new(kind.purpose()).small());
        }
        ui.add_space(size::GAP);
    }
    formats_ui(ui, state, out);
    ui.add_space(size::GAP);
    if state.judges() {
        parts_ui(ui, state, out);
    }
    egui::CollapsingHeader::new("Branding")
        .id_salt("branding")
        .show(ui, |ui| {
            branding_ui(ui, state, &mut |command| {
                out.push(Command::Branding(command));
            });
        });
    ui.add_space(size::GAP);
    if state.judges() {
        let label = ui.strong("Note of the reviewer");
        let mut note = state.report_note.clone();
        let edit = egui::TextEdit::singleline(&mut note)
            .desired_width(size::EXPORT_SIDE - 24.0)
            .hint_text("kept in the decision record");
        if ui.add(edit).labelled_by(label.id).changed() {
            out.push(Command::Export(ExportCommand::Note(note)));
        }
    }
}

/// The parts of the report, each of which may be left out.
fn parts_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let topics = state.report_kind.topics();
    let left = topics
        .iter()
        .filter(|topic| state.report_without.contains(topic));
    let title = match left.count() {
        0 => "Parts: all".to_owned(),
        left => format!("Parts: {left} left out"),
    };
    egui::CollapsingHeader::new(title)
        .id_salt("parts of the report")
        .show(ui, |ui| {
            for &topic in topics {
                let alone = topic == Topic::Overview && state.scenarios.list.len() < 2;
                let mut kept = !state.report_without.contains(&topic);
                let response = ui
                    .add_enabled(!alone, egui::Checkbox::new(&mut kept, topic.label()))
                    .on_disabled_hover_text("Open another scenario to have this part.");
                if response.changed() {
                    out.push(Command::Export(ExportCommand::LeaveOut(topic)));
                }
            }
            ui.weak(egui::RichText::new("The report says what is left out.").small());
        });
}

fn formats_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    ui.strong("Format");
    // Without verdicts there is nothing to decide.
    let formats = Format::ALL.into_iter();
    for format in formats.filter(|one| state.judges() || *one != Format::Record) {
        let chosen = state.report_format == format;
        if ui.radio(chosen, format.label()).clicked() && !chosen {
            out.push(Command::Export(ExportCommand::Format(format)));
        }
        if format == Format::Pdf && chosen {
            ui.indent("fields", |ui| {
                let mut fillable = state.report_fillable;
                let response = ui
                    .checkbox(&mut fillable, "Fields to fill in")
                    .on_hover_text("Boxes, lines and signatures can be filled in on screen");
                if response.changed() {
                    out.push(Command::Export(ExportCommand::Fillable(fillable)));
                }
            });
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
