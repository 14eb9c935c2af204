//! The closest permitted substitutes for a model that is not permitted, and
//! what changes for who takes one.

use egui::{CollapsingHeader, RichText, Ui};

use super::Outbox;
use super::cited::cited_ui;
use crate::app::{Command, ModelsCommand, Place, State};
use crate::catalog::Model;
use crate::matrix::Tone;
use crate::model_comparison::{Owed, Shift, Substitute, Substitutes, Switch, needs_substitute};
use crate::scenario::Evaluation;
use crate::ui::theme::{palette, section};
use crate::ui::widgets::tone_badge;

/// Draws them under the verdict on a model; nothing where it is permitted.
pub fn substitutes_ui(
    ui: &mut Ui,
    state: &State,
    model: &Model,
    evaluation: &Evaluation,
    out: &mut Outbox,
) {
    if !needs_substitute(evaluation.verdict) {
        return;
    }
    ui.add_space(8.0);
    ui.label(section("Closest permitted substitute"));
    let Some((insight, current)) = state.look.about(&model.id) else {
        ui.weak("Looking for it...");
        return;
    };
    if !current {
        ui.weak("Looking again after the last answer...");
    }
    let Some(found) = &insight.substitutes else {
        return;
    };
    if let Some(none) = &found.none {
        ui.label(none);
    }
    for (place, one) in found.list.iter().enumerate() {
        ui.push_id(&one.id, |ui| {
            substitute_ui(ui, state, found, (place, one), out);
        });
    }
    for remark in &found.remarks {
        ui.weak(remark);
    }
}

fn substitute_ui(
    ui: &mut Ui,
    state: &State,
    found: &Substitutes,
    (place, one): (usize, &Substitute),
    out: &mut Outbox,
) {
    ui.add_space(4.0);
    ui.strong(&one.name);
    tone_badge(ui, one.verdict.tone(), one.verdict.label());
    if let Some(house) = one.house {
        ui.label(format!("House policy: {}", house.label()));
    }
    ui.label(format!("{}. {}.", one.license, one.likeness.join(". ")));
    ui.horizontal_wrapped(|ui| {
        let go = ui.button("Go to it");
        if go
            .on_hover_text(format!("Show the details of {}", one.name))
            .clicked()
        {
            out.push(Command::Go(Place::Model(one.id.clone())));
        }
        let compare = ui.button("Compare the two");
        let hint = format!("Show {} and {} side by side", found.name, one.name);
        if compare.on_hover_text(hint).clicked() {
            let both = vec![found.model.clone(), one.id.clone()];
            out.push(Command::Models(ModelsCommand::CompareThese(both)));
        }
    });
    if let Some(same) = found.changes_as(place) {
        ui.weak(format!("What changes: the same as with {}", same.name));
        return;
    }
    let Some(switch) = &one.switch else {
        return;
    };
    CollapsingHeader::new(changes_words(switch))
        .id_salt("what changes")
        .show(ui, |ui| switch_ui(ui, state, switch, out));
}

/// "What changes: 3 better, 1 worse, 2 owed as well".
fn changes_words(switch: &Switch) -> String {
    let count = |shift| switch.terms_that_are(shift).count();
    let mut parts = Vec::new();
    for (shift, word) in [
        (Shift::Better, "better"),
        (Shift::Worse, "worse"),
        (Shift::Other, "different"),
    ] {
        match count(shift) {
            0 => {}
            n => parts.push(format!("{n} {word}")),
        }
    }
    if !switch.added.is_empty() {
        parts.push(format!("{} owed as well", switch.added.len()));
    }
    if !switch.dropped.is_empty() {
        parts.push(format!("{} owed no longer", switch.dropped.len()));
    }
    if parts.is_empty() {
        return "What changes: nothing".to_owned();
    }
    format!("What changes: {}", parts.join(", "))
}

fn switch_ui(ui: &mut Ui, state: &State, switch: &Switch, out: &mut Outbox) {
    for shift in Shift::ALL {
        let mut terms = switch.terms_that_are(shift).peekable();
        if terms.peek().is_some() {
            ui.strong(shift.label());
        }
        for term in terms {
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.label(RichText::new(&term.label).small().strong());
                let text = RichText::new(term.to.with_sign());
                ui.label(match term.to.tone {
                    Tone::Neutral => text,
                    tone => text.color(palette(ui).tone(tone).text),
                });
                cited_ui(ui, state, &term.to.citations, out);
                ui.weak(RichText::new(format!("instead of: {}", term.from.with_sign())).small());
                cited_ui(ui, state, &term.from.citations, out);
            });
        }
    }
    owed_ui(ui, state, "Owed as well", &switch.added, out);
    owed_ui(ui, state, "Owed no longer", &switch.dropped, out);
}

fn owed_ui(ui: &mut Ui, state: &State, title: &str, list: &[Owed], out: &mut Outbox) {
    if list.is_empty() {
        return;
    }
    ui.strong(title);
    for owed in list {
        ui.label(format!("\u{2022} {}", owed.words));
        cited_ui(ui, state, &owed.citations, out);
    }
}
