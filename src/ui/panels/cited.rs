//! The places that a statement rests on; a click shows the clause.

use egui::{RichText, Ui};

use super::Outbox;
use crate::app::{Command, State};
use crate::catalog::Citation;
use crate::matrix::Tone;
use crate::text::Support;
use crate::ui::theme::palette;

/// The places a statement rests on, a line for each document; a click shows
/// the clause.
pub fn cited_ui(ui: &mut Ui, state: &State, citations: &[Citation], out: &mut Outbox) {
    for (title, places) in state.catalog.cited_by_document(citations) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.weak(RichText::new(format!("{title}:")).small());
            for citation in places {
                let (mark, tone) = match state.texts.support(citation) {
                    Support::NoText => ("", None),
                    Support::Holds => ("\u{2713} ", None),
                    Support::Broken => ("\u{2717} ", Some(Tone::Bad)),
                };
                let mut text =
                    RichText::new(format!("{mark}{}", citation.place()).replace(' ', "\u{a0}"))
                        .small();
                if let Some(tone) = tone {
                    text = text.color(palette(ui).tone(tone).text);
                }
                if ui.link(text).on_hover_text("Show the clause").clicked() {
                    out.push(Command::ShowClause(Some(citation.clone())));
                }
            }
        });
    }
}
