//! The models picked for comparison, under the filter.

use egui::{Button, Ui};

use super::Outbox;
use crate::app::{Command, ModelsCommand, State};
use crate::matrix::Tone;
use crate::ui::theme::palette;

/// Draws the models picked, each to be taken away again; nothing while none is
/// picked and nothing was refused, and in views whose rows are no models.
pub fn picks_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    if !state.sheet.has_models() {
        return;
    }
    let picks = &state.picks;
    let mut send = |command| out.push(Command::Models(command));
    if !picks.models.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.label("To compare:");
            for id in &picks.models {
                let model = state.catalog.model(id);
                let name = model.map_or(id.as_str(), |(_, model)| &model.name);
                let chip = ui.button(format!("{name} \u{00d7}"));
                if chip.on_hover_text("Take it away").clicked() {
                    send(ModelsCommand::Drop(id.clone()));
                }
            }
            let compare = ui.add_enabled(picks.can_compare(), Button::new("Compare"));
            let compare = compare
                .on_hover_text("Show them side by side, what differs first")
                .on_disabled_hover_text("Pick at least one more model");
            if compare.clicked() {
                send(ModelsCommand::Compare(true));
            }
            if ui.button("Clear").clicked() {
                send(ModelsCommand::Clear);
            }
        });
    }
    if let Some(refused) = &picks.refused {
        let color = palette(ui).tone(Tone::Review).text;
        ui.colored_label(color, format!("! {refused}"));
    }
}

/// A button that picks a model, or takes it away again.
pub fn pick_button(ui: &mut Ui, state: &State, model: &str, out: &mut Outbox) {
    let id = model.to_owned();
    let picked = state.picks.has(model);
    let (text, command) = if picked {
        ("Do not compare", ModelsCommand::Drop(id))
    } else {
        ("Pick for comparison", ModelsCommand::Pick(id))
    };
    let hint = if picked {
        "Take it away from the models that are compared"
    } else {
        "Two to six models can be compared side by side"
    };
    if ui.button(text).on_hover_text(hint).clicked() {
        out.push(Command::Models(command));
    }
}
