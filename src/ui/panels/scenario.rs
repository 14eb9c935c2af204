//! The scenario editor: questions by group, each with its answer.

use egui::Ui;

use super::Outbox;
use super::answer::answer_ui;
use crate::app::State;
use crate::scenario::Verdict;
use crate::ui::theme::{heading, section};
use crate::ui::widgets::tone_badge;

/// Draws the editor.
pub fn scenario_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let Some(scenario) = &state.scenario else {
        return;
    };
    ui.add_space(6.0);
    ui.label(heading(&scenario.title));
    ui.weak(&scenario.description);
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        for verdict in Verdict::ALL {
            let count = state
                .evaluations
                .values()
                .filter(|e| e.verdict == verdict)
                .count();
            if count > 0 {
                tone_badge(ui, verdict.tone(), &format!("{} {count}", verdict.label()))
                    .on_hover_text(verdict.meaning());
            }
        }
    });
    ui.separator();
    egui::ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let mut group = "";
            for field in state.book.fields() {
                if field.group != group {
                    group = &field.group;
                    ui.add_space(8.0);
                    ui.label(section(group));
                }
                let label = ui.label(&field.question).on_hover_text(&field.why);
                answer_ui(ui, field, scenario.answer(&field.id), label.id, out);
                ui.add_space(4.0);
            }
        });
}
