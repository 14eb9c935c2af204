//! What is owed for one model: by when, by whom, and the words to paste.

use egui::{RichText, Ui};

use super::Outbox;
use super::cited::cited_ui;
use crate::app::State;
use crate::catalog::Model;
use crate::plan::{Notice, PlanItem, plan};
use crate::ui::theme::section;
use crate::ui::widgets::tone_badge;

/// Draws the obligations of a model in the scenario chosen, then what is only
/// to be known or watched. Nothing without a scenario.
pub fn obligations_ui(ui: &mut Ui, state: &State, model: &Model, out: &mut Outbox) {
    let Some(scenario) = state.scenario() else {
        return;
    };
    let items = plan(
        &state.catalog,
        &state.book,
        scenario,
        &state.evaluations,
        &[&model.id],
    );
    for (title, notes) in [("Obligations", false), ("To know and to watch", true)] {
        let mut list = items.iter().filter(|item| item.note == notes).peekable();
        if list.peek().is_some() {
            ui.add_space(6.0);
            ui.label(section(title));
        }
        for item in list {
            item_ui(ui, state, item, out);
        }
    }
}

fn item_ui(ui: &mut Ui, state: &State, item: &PlanItem, out: &mut Outbox) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.label(format!("\u{2022} {}", item.statement()));
        ui.indent((&item.duty, &item.license, &item.words), |ui| {
            if item.cannot {
                ui.strong("The scenario says that it cannot be met.");
            }
            ui.weak(format!("Due: {}. Who: {}.", item.due.label(), item.who()));
            ui.weak(format!("Keep as evidence: {}.", item.evidence));
            for trigger in &item.triggers {
                ui.weak(RichText::new(format!("Why: {}.", trigger.in_words())).small());
            }
            if let Some(check) = &item.check {
                tone_badge(ui, check.outcome.tone(), check.outcome.label());
                ui.label(format!("{}.", check.words));
            }
            if let Some(notice) = &item.notice {
                notice_ui(ui, notice);
            }
            cited_ui(ui, state, &item.citations, out);
        });
    });
    ui.add_space(4.0);
}

/// Words to paste, each with a button that copies them.
fn notice_ui(ui: &mut Ui, notice: &Notice) {
    let one = if notice.any_one {
        " One of them is enough."
    } else {
        ""
    };
    if !notice.texts.is_empty() {
        ui.weak(format!("{}:{one}", notice.place));
    }
    for text in &notice.texts {
        egui::Frame::group(ui.style()).show(ui, |ui| {
            ui.label(text);
            let copy = ui.small_button("Copy");
            if copy.on_hover_text("Copy these words").clicked() {
                ui.ctx().copy_text(text.clone());
            }
        });
    }
    if let Some(missing) = &notice.missing {
        ui.weak(format!("Missing: {missing}."));
    }
}
