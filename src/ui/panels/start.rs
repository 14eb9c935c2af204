//! The start page: workspaces opened before, presets, the tour; and differences
//! of a merge that wait to be settled.

use egui::Ui;

use super::Outbox;
use crate::app::{Command, ScenarioCommand, State, TOUR, TourCommand, WorkspaceCommand};
use crate::ui::theme::{heading, section};
use crate::ui::widgets::primary_button;

/// Draws the page.
pub fn start_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.label(heading("Start"));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            if ui.button("Close start page").clicked() {
                out.push(Command::ToggleStart);
            }
        });
    });
    egui::ScrollArea::vertical()
        .id_salt("start")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            aside_ui(ui, state, out);
            ui.label(
                "Which of these models may you use, for this product, at this size, in these \
                 countries, and what do you owe for it?",
            );
            ui.add_space(8.0);
            if primary_button(ui, "Take the two-minute tour").clicked() {
                out.push(Command::Tour(TourCommand::Begin));
            }
            ui.add_space(8.0);
            ui.label(section("Describe a deployment"));
            presets_ui(ui, state, out);
            ui.add_space(8.0);
            ui.label(section("Workspaces"));
            recent_ui(ui, state, out);
        });
}

fn presets_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    ui.weak("A scenario gives a verdict for each model. Begin with an example:");
    for preset in state.book.presets() {
        let link = ui.link(&preset.title).on_hover_text(&preset.description);
        if link.clicked() {
            let take = ScenarioCommand::Preset(preset.id.clone());
            out.push(Command::Scenario(take));
        }
    }
    if ui.link("New scenario of your own").clicked() {
        out.push(Command::Scenario(ScenarioCommand::New));
    }
}

fn recent_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let mut give = |command| out.push(Command::Workspace(command));
    ui.weak("A workspace keeps scenarios, views and review decisions in one file.");
    for path in &state.workspace_desk.recent {
        ui.horizontal(|ui| {
            let name = path.file_stem().unwrap_or(path.as_os_str());
            let link = ui.link(name.to_string_lossy());
            if link.on_hover_text(path.display().to_string()).clicked() {
                give(WorkspaceCommand::OpenFile(path.clone()));
            }
            let folder = path.parent().map(|folder| folder.display().to_string());
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let forget = ui.small_button("\u{00d7}");
                forget.widget_info(|| {
                    let name = format!("Take {} from this list", path.display());
                    egui::WidgetInfo::labeled(egui::Role::Button, true, name)
                });
                if forget
                    .on_hover_text("Take it from this list; the file stays")
                    .clicked()
                {
                    give(WorkspaceCommand::Forget(path.clone()));
                }
                ui.add(
                    egui::Label::new(egui::RichText::new(folder.unwrap_or_default()).weak())
                        .truncate(),
                );
            });
        });
    }
    if ui.link("Open a workspace or a scenario...").clicked() {
        give(WorkspaceCommand::AskOpen);
    }
}

/// What a merge set aside, until somebody decides.
fn aside_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    if state.kept.set_aside.is_empty() {
        return;
    }
    ui.label(section("Both sides changed the same"));
    ui.weak("Yours stands. Take the other one instead, or let it go:");
    for aside in &state.kept.set_aside {
        ui.group(|ui| {
            ui.strong(aside.record.to_string());
            ui.label(format!("The other side has: {}", aside.value.words()));
            ui.horizontal(|ui| {
                for (words, take) in [("Take the other one", true), ("Keep mine", false)] {
                    if ui.button(words).clicked() {
                        out.push(Command::Workspace(WorkspaceCommand::Settle {
                            aside: Box::new(aside.clone()),
                            take,
                        }));
                    }
                }
            });
        });
    }
    ui.add_space(8.0);
}

/// Draws the step of the tour, while it is taken.
pub fn tour_ui(ui: &mut Ui, step: usize, out: &mut Outbox) {
    let Some(shown) = TOUR.get(step) else {
        return;
    };
    let mut give = |command| out.push(Command::Tour(command));
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        let is_last = step + 1 == TOUR.len();
        if !is_last && primary_button(ui, "Next step").clicked() {
            give(TourCommand::Next);
        }
        if step > 0 && ui.button("Back").clicked() {
            give(TourCommand::Back);
        }
        if ui.button("Show again").clicked() {
            give(TourCommand::Show);
        }
        if ui.button("End the tour").clicked() {
            give(TourCommand::End);
        }
        ui.label(section(format!(
            "Tour, {} of {}: {}",
            step + 1,
            TOUR.len(),
            shown.title
        )));
    });
    ui.label(shown.text);
    ui.add_space(4.0);
}
