//! Notes on public law: a readable list, each with status, article and dates.

use egui::{RichText, Ui};

use super::Outbox;
use super::cited::cited_ui;
use crate::app::State;
use crate::catalog::{Date, Model};
use crate::scenario::{ModelFacts, RegulationNote, regulation, regulation_of_model};
use crate::ui::widgets::tone_badge;

/// Draws the notes on the scenario, those on a model before them. Without a
/// scenario there is nothing to say.
pub fn regulation_ui(ui: &mut Ui, state: &State, model: Option<&Model>, out: &mut Outbox) {
    let Some(scenario) = state.scenario() else {
        return;
    };
    let today = Date::parse(&state.date);
    let day = scenario.as_of().or(today);
    let day = day.map_or("no day".to_owned(), |day| day.to_string());
    ui.weak(format!(
        "As of {day}. Notes are no verdict, and no verdict rests on them."
    ));
    if let Some(model) = model {
        let facts = ModelFacts::of(&state.catalog, model);
        for note in &regulation_of_model(&state.book, scenario, &facts, today) {
            note_ui(ui, state, note);
            if note.id == "E01" {
                for ground in &facts.open_source().grounds {
                    cited_ui(ui, state, &ground.citations, out);
                }
            }
        }
    }
    for note in &regulation(&state.book, scenario, today) {
        note_ui(ui, state, note);
    }
}

fn note_ui(ui: &mut Ui, state: &State, note: &RegulationNote) {
    ui.add_space(4.0);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal_wrapped(|ui| {
            tone_badge(ui, note.status.tone(), &note.status.words())
                .on_hover_text(format!("Note {}", note.id));
            ui.strong(format!("{}{}", note.title, note.actor.note()));
        });
        ui.weak(note.place());
        ui.label(&note.text);
        if !note.detail.is_empty() {
            ui.label(&note.detail);
        }
        for date in &note.dates {
            let line = format!("{}: {}", date.date, date.text);
            if note.soon == Some(date.date) {
                ui.strong(format!("{line} (within twelve months)"));
            } else {
                ui.label(line);
            }
        }
        for question in note.missing(&state.book) {
            ui.label(format!("? {question}"));
        }
        if note.regime.is_some() {
            let source = format!("{}. {} ({})", note.act, note.source, note.evidence.label());
            ui.weak(RichText::new(source).small());
        }
    });
}
