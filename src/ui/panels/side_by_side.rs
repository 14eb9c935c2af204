//! Several scenarios side by side: what differs between their answers.

use egui::Ui;

use super::Outbox;
use crate::app::{Command, ScenarioCommand, State};
use crate::scenario::Scenario;
use crate::side_by_side::differences;
use crate::ui::theme::section;

/// Draws the answers in which the open scenarios differ.
pub fn side_by_side_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let scenarios: Vec<&Scenario> = state.scenarios.list.iter().collect();
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.label(section("What the scenarios answer differently"));
        let differ = state.filter == "differs:yes";
        let text = if differ {
            "Show all models"
        } else {
            "Show only models whose verdicts differ"
        };
        if ui.button(text).clicked() {
            let filter = if differ { "" } else { "differs:yes" };
            out.push(Command::SetFilter(filter.to_owned()));
        }
    });
    let list = differences(&state.book, &scenarios);
    if scenarios.len() < 2 {
        ui.label("Open a second scenario, or duplicate the first one and change an answer.");
        return;
    }
    if list.is_empty() {
        ui.label("All their answers are the same.");
        return;
    }
    egui::ScrollArea::both()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let grid = egui::Grid::new("differences")
                .num_columns(scenarios.len() + 1)
                .striped(true)
                .spacing([16.0, 6.0]);
            grid.show(ui, |ui| {
                ui.strong("Question");
                for (place, scenario) in scenarios.iter().enumerate() {
                    let edited = state.scenarios.active == Some(place);
                    let hint = "Click to edit this scenario.";
                    let title = egui::RichText::new(&scenario.title).strong();
                    let label = ui.selectable_label(edited, title).on_hover_text(hint);
                    if label.clicked() {
                        let go = ScenarioCommand::Go(Some(place));
                        out.push(Command::Scenario(go));
                    }
                }
                ui.end_row();
                for difference in &list {
                    cell(ui, &difference.what, 300.0);
                    for says in &difference.says {
                        cell(ui, says, 240.0);
                    }
                    ui.end_row();
                }
            });
        });
}

/// Words that wrap within a column of the grid.
fn cell(ui: &mut Ui, words: &str, width: f32) {
    ui.scope(|ui| {
        ui.set_max_width(width);
        ui.add(egui::Label::new(words).wrap());
    });
}
