//! One answer: shown and edited by the kind of its question.

use std::collections::BTreeSet;

use egui::{Id, Response, Ui};

use super::Outbox;
use crate::app::{Command, ScenarioCommand};
use crate::scenario::{
    Actor, Answer, Field, FieldKind, answer_hint, answer_words, read_answer, understood,
    written_answer,
};

/// Whose answer to which question is edited.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The question.
    pub field: &'a Field,
    /// Whose answer it is.
    pub actor: Actor,
    /// The number of the scenario, to which half-typed text belongs.
    pub scenario: u64,
}

/// Draws the editor of one answer, named by the label of its question. Gives
/// what keys go to first.
pub fn answer_ui(
    ui: &mut Ui,
    asked: Asked<'_>,
    answer: &Answer,
    label: Id,
    out: &mut Outbox,
) -> Response {
    let field = asked.field;
    let mut set = |answer: Answer| {
        out.push(Command::Scenario(ScenarioCommand::Answer {
            actor: asked.actor,
            field: field.id.clone(),
            answer,
        }));
    };
    if *answer == Answer::NotApplicable {
        let row = ui.horizontal(|ui| {
            ui.label("Does not apply");
            let again = ui.button("Answer it");
            if again.clicked() {
                set(Answer::Unanswered);
            }
            again
        });
        return row.inner;
    }
    match &field.kind {
        FieldKind::YesNo => {
            let row = ui.horizontal(|ui| {
                let mut choice = |text: &str, value: Answer| {
                    let choice = ui.selectable_label(*answer == value, text);
                    if choice.clicked() {
                        set(value);
                    }
                    choice
                };
                let yes = choice("Yes", Answer::Flag(true));
                choice("No", Answer::Flag(false));
                choice("Not answered", Answer::Unanswered);
                yes
            });
            row.inner
        }
        FieldKind::Choice(values) => {
            let shown =
                answer_words(&field.kind, answer).unwrap_or_else(|| "Not answered".to_owned());
            egui::ComboBox::from_id_salt((&field.id, asked.actor))
                .selected_text(shown)
                .width(250.0)
                .show_ui(ui, |ui| {
                    if ui
                        .selectable_label(*answer == Answer::Unanswered, "Not answered")
                        .clicked()
                    {
                        set(Answer::Unanswered);
                    }
                    for (id, text) in values {
                        let value = Answer::Text(id.clone());
                        if ui.selectable_label(*answer == value, text).clicked() {
                            set(value);
                        }
                    }
                })
                .response
                .labelled_by(label)
        }
        FieldKind::Choices(values) => choices_ui(ui, asked, values, answer, &mut set),
        _ => text_ui(ui, asked, answer, label, &mut set),
    }
}

fn choices_ui(
    ui: &mut Ui,
    asked: Asked<'_>,
    values: &[(String, String)],
    answer: &Answer,
    set: &mut impl FnMut(Answer),
) -> Response {
    let field = asked.field;
    let chosen = match answer {
        Answer::Set(chosen) => Some(chosen),
        _ => None,
    };
    let shown = answer_words(&field.kind, answer).unwrap_or_else(|| "Not answered".to_owned());
    ui.add(egui::Label::new(shown).wrap());
    egui::CollapsingHeader::new("Choose")
        .id_salt((&field.id, asked.actor))
        .show(ui, |ui| {
            for (id, text) in values {
                let mut on = chosen.is_some_and(|chosen| chosen.contains(id));
                if ui.checkbox(&mut on, text).changed() {
                    let mut next = chosen.cloned().unwrap_or_default();
                    if on {
                        next.insert(id.clone());
                    } else {
                        next.remove(id);
                    }
                    set(Answer::Set(next));
                }
            }
            ui.horizontal(|ui| {
                if ui.button("None of these").clicked() {
                    set(Answer::Set(BTreeSet::new()));
                }
                if ui.button("Not answered").clicked() {
                    set(Answer::Unanswered);
                }
            });
        })
        .header_response
}

/// A line of text that is taken when it can be read. What is typed is kept
/// while it cannot, and why is told.
fn text_ui(
    ui: &mut Ui,
    asked: Asked<'_>,
    answer: &Answer,
    label: Id,
    set: &mut impl FnMut(Answer),
) -> Response {
    let kind = &asked.field.kind;
    let id = Id::unique(("answer", &asked.field.id, asked.actor, asked.scenario));
    let typed: Option<String> = ui.data(|data| data.get_temp(id));
    let is_list = matches!(kind, FieldKind::Countries | FieldKind::Words);
    let none = Answer::Set(BTreeSet::new());
    // "None" has a button of its own.
    let mut text = typed.unwrap_or_else(|| match answer {
        answer if *answer == none => String::new(),
        answer => written_answer(answer),
    });
    let edit = egui::TextEdit::singleline(&mut text)
        // It stays the same while an answer makes other lines come and go.
        .id(id.with("field"))
        .hint_text(answer_hint(kind))
        .desired_width(if is_list { 190.0 } else { 250.0 });
    let (response, no_words) = ui
        .horizontal(|ui| {
            let response = ui.add(edit).labelled_by(label);
            let clicked = is_list && ui.selectable_label(*answer == none, "None").clicked();
            (response, clicked)
        })
        .inner;
    if no_words {
        ui.data_mut(|data| data.remove::<String>(id));
        set(none);
        return response;
    }
    if response.changed() {
        ui.data_mut(|data| data.insert_temp(id, text.clone()));
    }
    match read_answer(kind, &text) {
        Ok(read) => {
            if response.changed() {
                set(read.clone());
            } else if !response.has_focus() {
                ui.data_mut(|data| data.remove::<String>(id));
            }
            if let Some(words) = understood(kind, &read) {
                ui.weak(egui::RichText::new(words).small());
            }
        }
        Err(why) => {
            ui.weak(format!("Not read yet: {why}. The earlier answer stands."));
        }
    }
    response
}
