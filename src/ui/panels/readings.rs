//! How open wording is read: the choices behind the verdicts on screen.

use egui::Ui;

use super::Outbox;
use crate::app::{Command, ScenarioCommand, State};
use crate::ui::theme::section;

/// Draws the readings that the verdicts on screen rest on.
pub fn readings_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let Some(scenario) = state.scenario() else {
        return;
    };
    let mut shown = state
        .book
        .readings()
        .filter(|reading| {
            let made = scenario.readings.contains_key(&reading.id);
            reading.choices.len() > 1 && (made || state.needed.readings.contains(&reading.id))
        })
        .peekable();
    if shown.peek().is_none() {
        return;
    }
    ui.add_space(10.0);
    ui.label(section("How open wording is read"));
    ui.weak("Where a license can be read in two ways. Reports name every choice.");
    for reading in shown {
        let label = ui
            .label(&reading.question)
            .on_hover_text(format!("Open because: {}.", reading.why));
        let made = scenario.readings.get(&reading.id);
        let choice = made
            .and_then(|id| reading.choice(id))
            .or(reading.default_choice());
        let text = choice.map_or("", |choice| choice.label.as_str());
        egui::ComboBox::from_id_salt(&reading.id)
            .selected_text(text)
            .width(270.0)
            .truncate()
            .show_ui(ui, |ui| {
                for (place, other) in reading.choices.iter().enumerate() {
                    let words = match place {
                        0 => format!("{} (as by default)", other.label),
                        _ => other.label.clone(),
                    };
                    if ui.selectable_label(choice == Some(other), words).clicked() {
                        out.push(Command::Scenario(ScenarioCommand::Read {
                            reading: reading.id.clone(),
                            choice: (place > 0).then(|| other.id.clone()),
                        }));
                    }
                }
            })
            .response
            .labelled_by(label.id);
        ui.add_space(4.0);
    }
}
