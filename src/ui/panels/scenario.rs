//! The scenario editor: which scenario, what it is about, its verdicts, its
//! questions.

use egui::{RichText, Sense, Ui};

use super::Outbox;
use super::others::others_ui;
use super::parts::parts_ui;
use super::questions::questions_ui;
use super::readings::readings_ui;
use crate::app::{Command, FileCommand, ScenarioCommand, Sheet, State};
use crate::matrix::Tone;
use crate::scenario::{Scenario, Source, Verdict, contradictions, summary};
use crate::ui::theme::palette;
use crate::ui::widgets::tone_badge;

/// Draws the editor.
pub fn scenario_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let Some(scenario) = state.scenario() else {
        return;
    };
    // A low window has no room for a head that stays.
    if ui.available_height() < LOW {
        egui::ScrollArea::vertical()
            .id_salt("all of the scenario")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                head_ui(ui, state, scenario, out);
                body_ui(ui, state, out);
            });
        return;
    }
    head_ui(ui, state, scenario, out);
    egui::ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| body_ui(ui, state, out));
}

/// Height below which everything scrolls, in points.
const LOW: f32 = 520.0;

fn body_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    summary_ui(ui, state);
    questions_ui(ui, state, out);
    parts_ui(ui, state, out);
    others_ui(ui, state, out);
    readings_ui(ui, state, out);
}

/// Name, what it is about, what can be done with it, how many of which verdict.
fn head_ui(ui: &mut Ui, state: &State, scenario: &Scenario, out: &mut Outbox) {
    ui.add_space(6.0);
    let label = ui.label("Name of the scenario");
    let mut title = scenario.title.clone();
    let edit = egui::TextEdit::singleline(&mut title)
        .desired_width(f32::INFINITY)
        .font(crate::ui::theme::bold(crate::ui::theme::tokens::size::TEXT));
    if ui.add(edit).labelled_by(label.id).changed() {
        out.push(Command::Scenario(ScenarioCommand::Rename(title)));
    }
    ui.weak(&scenario.description);
    banner_ui(ui, state);
    contradictions_ui(ui, state, out);
    actions_ui(ui, state, out);
    counts_ui(ui, state, out);
    ui.separator();
}

/// Says that the answers are examples, as long as some of them are.
fn banner_ui(ui: &mut Ui, state: &State) {
    let Some(scenario) = state.scenario() else {
        return;
    };
    let examples = scenario
        .answers
        .keys()
        .filter(|field| scenario.source(field) == Source::Preset)
        .count();
    if examples == 0 {
        return;
    }
    let words = if examples == scenario.answers.len() {
        "The answers are examples. Put your own in their place.".to_owned()
    } else {
        format!(
            "{examples} of {} answers are still examples of the preset.",
            scenario.answers.len()
        )
    };
    notice_ui(ui, Tone::Review, &words);
}

/// Answers that cannot all be true: the verdicts rest on them all the same, so
/// they are told above everything else.
fn contradictions_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let Some(scenario) = state.scenario() else {
        return;
    };
    for one in contradictions(scenario) {
        let words = format!("These answers do not fit: {}. {}.", one.what, one.advice);
        let notice = notice_ui(ui, Tone::Bad, &words).interact(Sense::click());
        let notice = notice.on_hover_text("Click to go to the question.");
        if let (true, Some(field)) = (notice.clicked(), one.fields.first()) {
            out.push(Command::GoToQuestion(field.clone()));
        }
    }
}

/// The scenario in sentences, as its answers stand.
fn summary_ui(ui: &mut Ui, state: &State) {
    let Some(scenario) = state.scenario() else {
        return;
    };
    egui::CollapsingHeader::new("In words").show(ui, |ui| {
        for sentence in summary(&state.book, scenario) {
            ui.label(sentence);
        }
    });
}

fn notice_ui(ui: &mut Ui, tone: Tone, words: &str) -> egui::Response {
    let colors = palette(ui).tone(tone);
    egui::Frame::new()
        .fill(colors.background)
        .stroke(egui::Stroke::new(1.0, colors.border))
        .corner_radius(4.0)
        .inner_margin(egui::Margin::symmetric(8, 4))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let words = format!("{} {words}", tone.sign());
            ui.label(RichText::new(words.trim()).color(colors.text));
        })
        .response
}

/// Files, copies, and what was changed last.
fn actions_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        for (text, save) in [("Save scenario...", true), ("Open scenario...", false)] {
            if ui.button(text).clicked() {
                out.push(Command::File(FileCommand::Ask { save }));
            }
        }
        let copy = "Opens a copy beside this one, to try other answers.";
        if ui.button("Duplicate").on_hover_text(copy).clicked() {
            out.push(Command::Scenario(ScenarioCommand::Duplicate));
        }
        if let Some(place) = state.scenarios.active {
            let close = "Closes this scenario. Undo brings it back.";
            if ui.button("Close scenario").on_hover_text(close).clicked() {
                out.push(Command::Scenario(ScenarioCommand::Remove(place)));
            }
        }
        if state.scenarios.list.len() > 1
            && state.sheet != Sheet::Scenarios
            && ui.button("Compare scenarios").clicked()
        {
            out.push(Command::ShowSheet(Sheet::Scenarios));
        }
        undo_ui(ui, state, out);
    });
}

fn undo_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    for (text, label, command) in [
        ("Undo", state.history.undo_label(), Command::Undo),
        ("Redo", state.history.redo_label(), Command::Redo),
    ] {
        let button = ui.add_enabled(label.is_some(), egui::Button::new(text));
        let button = match label {
            Some(what) => button.on_hover_text(format!("{text}: {what}")),
            None => button,
        };
        if button.clicked() {
            out.push(command);
        }
    }
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
