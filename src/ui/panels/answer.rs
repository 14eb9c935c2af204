//! One answer: shown and edited by the kind of its question.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Id, Ui};

use super::Outbox;
use crate::app::Command;
use crate::report::answer_words;
use crate::scenario::{Answer, Field, FieldKind};

/// Draws the editor of one answer. What is half typed belongs to the scenario
/// of this number.
pub fn answer_ui(
    ui: &mut Ui,
    field: &Field,
    answer: &Answer,
    label: Id,
    scenario: u64,
    out: &mut Outbox,
) {
    let mut set = |answer: Answer| {
        out.push(Command::SetAnswer {
            field: field.id.clone(),
            answer,
        });
    };
    match &field.kind {
        FieldKind::YesNo => {
            ui.horizontal(|ui| {
                for (text, value) in [
                    ("Yes", Answer::Flag(true)),
                    ("No", Answer::Flag(false)),
                    ("Not answered", Answer::Unanswered),
                ] {
                    if ui.selectable_label(*answer == value, text).clicked() {
                        set(value);
                    }
                }
            });
        }
        FieldKind::Choice(values) => {
            let shown =
                answer_words(&field.kind, answer).unwrap_or_else(|| "Not answered".to_owned());
            egui::ComboBox::from_id_salt(&field.id)
                .selected_text(shown)
                .width(270.0)
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
                .labelled_by(label);
        }
        FieldKind::Choices(values) => choices_ui(ui, field, values, answer, &mut set),
        kind => {
            let typed = Id::unique(("answer", &field.id, scenario));
            text_ui(ui, typed, kind, answer, label, &mut set);
        }
    }
}

fn choices_ui(
    ui: &mut Ui,
    field: &Field,
    values: &[(String, String)],
    answer: &Answer,
    set: &mut impl FnMut(Answer),
) {
    let chosen = match answer {
        Answer::Set(chosen) => Some(chosen),
        _ => None,
    };
    let shown = answer_words(&field.kind, answer).unwrap_or_else(|| "Not answered".to_owned());
    ui.add(egui::Label::new(shown).wrap());
    egui::CollapsingHeader::new("Choose")
        .id_salt(&field.id)
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
            if ui.button("Not answered").clicked() {
                set(Answer::Unanswered);
            }
        });
}

/// A line of text that is taken when it can be read. What is typed is kept
/// while it cannot, and said to be unread.
fn text_ui(
    ui: &mut Ui,
    id: Id,
    kind: &FieldKind,
    answer: &Answer,
    label: Id,
    set: &mut impl FnMut(Answer),
) {
    let typed: Option<String> = ui.data(|data| data.get_temp(id));
    let mut text = typed.unwrap_or_else(|| written(answer));
    let width = match kind {
        FieldKind::Countries | FieldKind::Words => 210.0,
        _ => 270.0,
    };
    let edit = egui::TextEdit::singleline(&mut text)
        .hint_text(hint(kind))
        .desired_width(width);
    // An empty field is no answer; "none" is one.
    let none = Answer::Set(BTreeSet::new());
    let (response, no_words) = ui
        .horizontal(|ui| {
            let response = ui.add(edit).labelled_by(label);
            let words = matches!(kind, FieldKind::Countries | FieldKind::Words);
            let clicked = words && ui.selectable_label(*answer == none, "None").clicked();
            (response, clicked)
        })
        .inner;
    if no_words {
        ui.data_mut(|data| data.remove::<String>(id));
        set(none);
        return;
    }
    if response.changed() {
        ui.data_mut(|data| data.insert_temp(id, text.clone()));
    }
    let read = read(kind, &text).filter(|answer| kind.check(answer).is_ok());
    if response.changed()
        && let Some(answer) = &read
    {
        set(answer.clone());
    }
    if read.is_none() {
        ui.weak(format!(
            "Not read yet: {}. The earlier answer stands.",
            hint(kind)
        ));
    } else if !response.has_focus() {
        ui.data_mut(|data| data.remove::<String>(id));
    }
}

fn hint(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Number(_) => "50M, 1.5bn or 10M-50M",
        FieldKind::NumberByMonth(_) => "2024-06: 50M, 2025-03: 60M",
        FieldKind::Country => "a country code such as DE",
        FieldKind::Countries => "country codes: DE, FR or EU",
        FieldKind::Date => "2025-06-02",
        _ => "words, with commas",
    }
}

/// An answer as it is typed.
fn written(answer: &Answer) -> String {
    match answer {
        Answer::Num(n) => crate::matrix::short_number(*n),
        Answer::Range(low, high) => {
            format!(
                "{}-{}",
                crate::matrix::short_number(*low),
                crate::matrix::short_number(*high)
            )
        }
        Answer::Text(text) => text.clone(),
        Answer::Set(words) => words.iter().cloned().collect::<Vec<_>>().join(", "),
        Answer::Map(months) => months
            .iter()
            .map(|(month, n)| format!("{month}: {}", crate::matrix::short_number(*n)))
            .collect::<Vec<_>>()
            .join(", "),
        Answer::Money(money) => format!(
            "{} {} at {} on {}",
            crate::matrix::short_number(money.amount),
            money.currency,
            money.usd_rate,
            money.rate_date
        ),
        Answer::Flag(_) | Answer::Unanswered | Answer::NotApplicable => String::new(),
    }
}

fn read(kind: &FieldKind, text: &str) -> Option<Answer> {
    let text = text.trim();
    if text.is_empty() {
        return Some(Answer::Unanswered);
    }
    if matches!(kind, FieldKind::Countries | FieldKind::Words) && text.eq_ignore_ascii_case("none")
    {
        return Some(Answer::Set(BTreeSet::new()));
    }
    let parts = || {
        text.split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
    };
    match kind {
        FieldKind::Number(_) => match text.split_once('-') {
            Some((low, high)) => Some(Answer::Range(
                crate::matrix::parse_number(low.trim())?,
                crate::matrix::parse_number(high.trim())?,
            )),
            None => crate::matrix::parse_number(text).map(Answer::Num),
        },
        FieldKind::NumberByMonth(_) => {
            let mut months = BTreeMap::new();
            for part in parts() {
                let (month, n) = part.split_once(':')?;
                months.insert(
                    month.trim().to_owned(),
                    crate::matrix::parse_number(n.trim())?,
                );
            }
            Some(Answer::Map(months))
        }
        FieldKind::Country => Some(Answer::Text(text.to_uppercase())),
        FieldKind::Date => Some(Answer::Text(text.to_owned())),
        FieldKind::Countries => Some(Answer::Set(
            parts().map(str::to_uppercase).collect::<BTreeSet<_>>(),
        )),
        _ => Some(Answer::Set(parts().map(str::to_owned).collect())),
    }
}
