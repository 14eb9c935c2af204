//! The scenario editor: questions by group, each with its answer.

use std::collections::BTreeMap;

use egui::{RichText, Sense, Ui};

use super::Outbox;
use super::answer::answer_ui;
use crate::app::{Command, FileCommand, State};
use crate::matrix::Tone;
use crate::scenario::{Answer, Verdict};
use crate::ui::theme::{palette, section};
use crate::ui::widgets::tone_badge;

/// Draws the editor.
pub fn scenario_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let Some(scenario) = &state.scenario else {
        return;
    };
    ui.add_space(6.0);
    let label = ui.label("Name of the scenario");
    let mut title = scenario.title.clone();
    let edit = egui::TextEdit::singleline(&mut title)
        .desired_width(f32::INFINITY)
        .font(crate::ui::theme::bold(crate::ui::theme::tokens::size::TEXT));
    if ui.add(edit).labelled_by(label.id).changed() {
        out.push(Command::RenameScenario(title));
    }
    ui.weak(&scenario.description);
    file_ui(ui, out);
    counts_ui(ui, state, out);
    ui.separator();
    let waiting = waiting(state);
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
                let answer = scenario.answer(&field.id);
                let label = ui
                    .label(&field.question)
                    .on_hover_text(format!("Asked because: {}.", field.why));
                answer_ui(ui, field, answer, label.id, state.scenarios_taken, out);
                if *answer == Answer::Unanswered
                    && let Some(models) = waiting.get(field.id.as_str())
                {
                    let color = palette(ui).tone(Tone::Review).text;
                    let models = if *models == 1 {
                        "1 model waits".to_owned()
                    } else {
                        format!("{models} models wait")
                    };
                    ui.label(
                        RichText::new(format!("! Open: {models} for this answer"))
                            .small()
                            .color(color),
                    );
                }
                ui.add_space(4.0);
            }
        });
}

/// Saving the scenario and opening another.
fn file_ui(ui: &mut Ui, out: &mut Outbox) {
    ui.horizontal(|ui| {
        for (text, save) in [("Save scenario...", true), ("Open scenario...", false)] {
            if ui.button(text).clicked() {
                out.push(Command::File(FileCommand::Ask { save }));
            }
        }
    });
}

/// How many of the models that the filter lets through have which verdict. A click shows only those.
fn counts_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let Some(column) = state.matrix.column_index("verdict") else {
        return;
    };
    let counts = state.facet(column);
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        ui.spacing_mut().interact_size.y = 18.0;
        for verdict in Verdict::ALL {
            let Some((_, count)) = counts.iter().find(|(value, _)| value == verdict.label()) else {
                continue;
            };
            let text = format!("{} {count}", verdict.label());
            let badge = tone_badge(ui, verdict.tone(), &text)
                .interact(Sense::click())
                .on_hover_text(format!(
                    "{} Click to show only these models, or all again.",
                    verdict.meaning()
                ));
            let spoken = format!("Show only {text}");
            badge.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            if badge.clicked() {
                out.push(Command::ToggleValue {
                    column: "verdict".to_owned(),
                    value: verdict.label().to_owned(),
                });
            }
        }
    });
}

/// How many models wait for the answer to which question.
fn waiting(state: &State) -> BTreeMap<&str, usize> {
    let mut waiting = BTreeMap::new();
    for evaluation in state.evaluations.values() {
        for open in &evaluation.open_questions {
            *waiting.entry(open.field.as_str()).or_insert(0) += 1;
        }
    }
    waiting
}
