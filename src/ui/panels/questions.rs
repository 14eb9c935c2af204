//! The questions of the scenario, in the order in which a lawyer asks them:
//! those that matter for some model on screen, the rest one click away.

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::{RichText, Ui};

use super::answer::{Asked, answer_ui};
use super::{Outbox, keys_are_held};
use crate::app::{Command, ScenarioCommand, State};
use crate::matrix::Tone;
use crate::scenario::{Actor, Answer, Field, HOUSE_ONLY, Source, written_answer};
use crate::ui::theme::{palette, section};

/// Room for the menu behind each question, in points.
const MENU_ROOM: f32 = 30.0;

/// Draws the questions.
pub fn questions_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let mut group = "";
    let mut left_out = 0;
    for field in state.book.fields() {
        let answered = state.scenario().is_some_and(|scenario| {
            scenario.is_told_by_catalog(&field.id) && !scenario.answer(&field.id).is_given()
        });
        if answered {
            continue;
        }
        if !state.all_questions && !state.needed.contains(&field.id) {
            left_out += 1;
            continue;
        }
        if field.group != group {
            group = &field.group;
            ui.add_space(8.0);
            ui.label(section(group));
        }
        question_ui(ui, state, field, out);
    }
    ui.add_space(6.0);
    let text = match (state.all_questions, left_out) {
        (true, _) => "Show only questions that matter for a model on screen".to_owned(),
        (false, 0) => return,
        (false, 1) => "Show 1 more question that no model on screen needs".to_owned(),
        (false, more) => format!("Show {more} more questions that no model on screen needs"),
    };
    if ui.button(text).clicked() {
        out.push(Command::ToggleAllQuestions);
    }
}

fn question_ui(ui: &mut Ui, state: &State, field: &Field, out: &mut Outbox) {
    let Some(scenario) = state.scenario() else {
        return;
    };
    let answer = scenario.answer(&field.id);
    let source = scenario.source(&field.id);
    let given = match answer {
        Answer::Unanswered => String::new(),
        _ => format!(" The answer is {}.", in_sentence(source)),
    };
    let row = ui.horizontal(|ui| {
        mark_ui(ui, answer);
        let room = (ui.available_width() - MENU_ROOM).max(120.0);
        let text = egui::Label::new(&field.question).wrap();
        let label = ui
            .scope(|ui| {
                ui.set_width(room);
                ui.add(text)
            })
            .inner
            .on_hover_text(format!(
                "Asked because: {}. Who can answer: {}.{given}",
                field.why,
                field.who.label()
            ));
        more_menu(ui, field, out);
        label
    });
    let label = row.inner;
    let arrived = scroll_to(ui, state, field, &row.response);
    let asked = Asked {
        field,
        actor: Actor::Licensee,
        scenario: state.scenarios_taken,
    };
    let input = answer_ui(ui, asked, answer, label.id, out);
    if arrived {
        take_keys(ui, answer, &input);
    }
    if !answer.is_given() {
        waiting_ui(ui, state, field);
    }
    ui.add_space(6.0);
}

/// Whether it is answered, at a glance: a sign, not a color alone.
fn mark_ui(ui: &mut Ui, answer: &Answer) {
    let tone = match answer {
        Answer::Unanswered => Tone::Review,
        _ => Tone::Good,
    };
    let (sign, spoken) = match answer {
        Answer::Unanswered => ("?", "Not answered"),
        Answer::NotApplicable => ("\u{2013}", "Does not apply"),
        _ => ("\u{2713}", "Answered"),
    };
    let color = palette(ui).tone(tone).text;
    let mark = ui.label(RichText::new(sign).strong().color(color));
    mark.on_hover_text(spoken);
}

/// Answers that every question can have.
fn more_menu(ui: &mut Ui, field: &Field, out: &mut Outbox) {
    let button = egui::Button::new("\u{2026}").small().frame(false);
    let (button, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        for (text, answer, hint) in [
            (
                "Not answered",
                Answer::Unanswered,
                "Takes the answer away. It is never read as no.",
            ),
            (
                "Does not apply",
                Answer::NotApplicable,
                "The question does not arise here. A rule that asks it all the same leaves the verdict open.",
            ),
        ] {
            if ui.button(text).on_hover_text(hint).clicked() {
                out.push(Command::Scenario(ScenarioCommand::Answer {
                    actor: Actor::Licensee,
                    field: field.id.clone(),
                    answer,
                }));
                ui.close();
            }
        }
    });
    let name = format!("More answers to: {}", field.question);
    let info = || egui::WidgetInfo::labeled(egui::Role::Button, true, &name);
    button.on_hover_text("More answers").widget_info(info);
}

/// Which models wait for the answer, and why it is asked.
fn waiting_ui(ui: &mut Ui, state: &State, field: &Field) {
    let Some(waiting) = state.needed.waiting(&field.id) else {
        return;
    };
    let color = palette(ui).tone(Tone::Review).text;
    if waiting.house_only {
        let words = format!("Open {HOUSE_ONLY}: {}", waiting.words());
        ui.label(RichText::new(words).small().weak());
    } else {
        let words = RichText::new(format!("! Open: {}", waiting.words()));
        ui.label(words.small().color(color));
    }
    ui.label(RichText::new(format!("{}.", field.why)).small().weak());
}

/// Keys go to the answer; what is typed takes the place of what is there.
fn take_keys(ui: &Ui, answer: &Answer, input: &egui::Response) {
    input.request_focus();
    if let Some(mut edit) = egui::TextEdit::load_state(ui.ctx(), input.id) {
        let end = written_answer(answer).chars().count();
        let place = |at| CCursor::new(CharIndex(at));
        let all = CCursorRange::two(place(0), place(end));
        edit.cursor.set_char_range(Some(all));
        edit.store(ui.ctx(), input.id);
    }
}

/// Brings the question that was asked for into view, once; gives whether it
/// did now.
fn scroll_to(ui: &mut Ui, state: &State, field: &Field, row: &egui::Response) -> bool {
    if state.question.as_ref() != Some(&field.id) {
        return false;
    }
    let id = egui::Id::unique("question scrolled to");
    let done: u64 = ui.data(|data| data.get_temp(id)).unwrap_or(0);
    let arrived = done != state.questions_asked && !keys_are_held(ui);
    if arrived {
        ui.data_mut(|data| data.insert_temp(id, state.questions_asked));
        row.scroll_to_me(Some(egui::Align::Center));
    }
    let color = palette(ui).accent;
    let rect = row.rect.expand(3.0);
    let stroke = egui::Stroke::new(1.5, color);
    ui.painter()
        .rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Outside);
    arrived
}

fn in_sentence(source: Source) -> &'static str {
    match source {
        Source::User => "yours",
        Source::Preset => "an example of the preset",
        Source::Baseline => "one that all cases start from",
        Source::Derived => "taken from others",
    }
}
