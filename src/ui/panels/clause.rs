//! A citation's clause: in the user's own copy, highlighted in its context; or
//! what is known of it without one.

use egui::text::LayoutJob;
use egui::{Align, FontId, TextFormat, Ui};

use super::Outbox;
use crate::app::{Command, Sheet, State};
use crate::catalog::Citation;
use crate::matrix::Tone;
use crate::text::{AttachedText, Support};
use crate::ui::theme::{palette, tokens::size};
use crate::ui::widgets::tone_badge;

/// Room before and after the clause.
const GAP: f32 = 8.0;

/// Draws the clause over the window, if one is asked for.
pub fn clause_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let Some(citation) = &state.clause else {
        return;
    };
    let title = state
        .catalog
        .source(&citation.document)
        .map_or(citation.document.as_str(), |source| source.title.as_str());
    let mut open = true;
    egui::Window::new(format!("{title}: {}", citation.place()))
        .id(egui::Id::unique("clause"))
        .open(&mut open)
        .default_size([640.0, 460.0])
        .default_pos(ui.ctx().content_rect().center() - egui::vec2(420.0, 260.0))
        .collapsible(false)
        .show(ui.ctx(), |ui| {
            facts_ui(ui, state, citation);
            match state.texts.shown_for(citation) {
                Some(text) => context_ui(ui, state, citation, text),
                None => {
                    ui.label(
                        "The catalog stores no license wording. Add your own copy of this document \
                         to read the clause here.",
                    );
                    if ui.button("Add your text...").clicked() {
                        out.push(Command::ShowSheet(Sheet::Yours));
                        out.push(Command::ShowClause(None));
                    }
                }
            }
        });
    if !open || ui.input(|input| input.key_pressed(egui::Key::Escape)) {
        out.push(Command::ShowClause(None));
    }
}

fn facts_ui(ui: &mut Ui, state: &State, citation: &Citation) {
    if let Some(source) = state.catalog.source(&citation.document) {
        let read = source
            .read
            .map_or("not read".to_owned(), |date| format!("read {date}"));
        ui.weak(format!("{}, {read}", source.evidence.label()));
        if let Some(url) = &source.url {
            ui.hyperlink(url);
        }
    }
    let clause = state
        .catalog
        .indexed(&citation.document)
        .and_then(|index| index.clause(&citation.section));
    if let Some(clause) = clause {
        let short = clause.sha256.get(..16).unwrap_or(&clause.sha256);
        ui.weak(format!("Fingerprint of its words: SHA-256 {short}..."))
            .on_hover_text(&clause.sha256);
    }
    ui.add_space(4.0);
}

fn context_ui(ui: &mut Ui, state: &State, citation: &Citation, text: &AttachedText) {
    let holds = state.texts.support(citation) == Support::Holds;
    ui.weak(format!("Your copy: {}", text.name));
    if holds {
        tone_badge(ui, Tone::Good, "The words are the ones that were read");
    } else {
        tone_badge(ui, Tone::Bad, "Other words in your copy");
        ui.label(
            "What the catalog says of this clause does not hold for your copy; no favorable \
             value rests on it any more.",
        );
    }
    let place = text.clause(&citation.section).or_else(|| {
        let index = state.catalog.indexed(&citation.document)?;
        text.expected_place(index, &citation.section)
    });
    let shown = &text.canonical.shown;
    if !holds {
        ui.label(if place.is_some() {
            "The marked passage stands where the clause should be."
        } else {
            "Where the clause should be could not be found."
        });
    }
    let place = place.unwrap_or(0..0);
    let look = palette(ui).tone(if holds { Tone::Good } else { Tone::Bad });
    let plain = TextFormat {
        font_id: FontId::proportional(size::TEXT),
        color: palette(ui).text,
        ..TextFormat::default()
    };
    let marked = TextFormat {
        background: look.background,
        color: look.text,
        ..plain.clone()
    };
    let part = |words: &str, format: &TextFormat| {
        let mut job = LayoutJob::default();
        job.append(words, 0.0, format.clone());
        job
    };
    ui.separator();
    egui::ScrollArea::vertical()
        .id_salt(("clause", state.clauses_opened, &text.name))
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let whole = place.len() == shown.len();
            ui.add(egui::Label::new(part(shown[..place.start].trim_end(), &plain)).wrap());
            ui.add_space(GAP);
            let clause = ui.add(
                egui::Label::new(part(
                    shown[place.clone()].trim(),
                    if whole { &plain } else { &marked },
                ))
                .wrap(),
            );
            ui.add_space(GAP);
            ui.add(egui::Label::new(part(shown[place.end..].trim_start(), &plain)).wrap());
            // Scrolls to the clause when it is opened, and leaves the user be then.
            let seen = egui::Id::unique(("seen", state.clauses_opened, &text.name));
            let frames: u8 = ui.data(|data| data.get_temp(seen)).unwrap_or(0);
            if frames < 3 {
                clause.scroll_to_me(Some(Align::Min));
                ui.data_mut(|data| data.insert_temp(seen, frames + 1));
                ui.ctx().request_repaint();
            }
        });
}
