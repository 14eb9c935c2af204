//! Two texts compared: the paragraphs that differ, with the words that changed.

use egui::text::LayoutJob;
use egui::{FontId, RichText, Stroke, TextFormat, Ui};

use super::Outbox;
use super::texts::{against_menu, name_and_title};
use crate::app::{Command, State, TextCommand};
use crate::matrix::Tone;
use crate::text::{AttachedText, Change, ChangeKind, Redline, Tag};
use crate::ui::theme::{heading, palette, tokens::size};
use crate::ui::widgets::tone_badge;
use crate::verdicts::touched_terms;

/// Width of the column that names the section.
const SECTION_WIDTH: f32 = 170.0;

/// Room between the columns.
const GAP: f32 = 12.0;

/// Draws a comparison.
pub fn redline_ui(
    ui: &mut Ui,
    state: &State,
    old: &AttachedText,
    redline: &Redline,
    out: &mut Outbox,
) {
    let other = state
        .desk
        .against
        .as_deref()
        .and_then(|id| state.texts.find(id));
    ui.label(heading("Two texts compared"));
    let count = redline.differences().count();
    ui.horizontal_wrapped(|ui| {
        ui.label(match count {
            0 => "No differences but white space, quotation marks and dashes.".to_owned(),
            1 => "1 paragraph differs.".to_owned(),
            _ => format!("{count} paragraphs differ."),
        });
        ui.weak("Words only in the first text are struck through, words only in the second are underlined.");
    });
    ui.horizontal(|ui| {
        against_menu(
            ui,
            state,
            state.desk.open.as_deref().unwrap_or_default(),
            out,
        );
        if ui.button("Back to the text").clicked() {
            out.push(Command::Texts(TextCommand::Against(None)));
        }
    });
    ui.separator();
    let document = old
        .identified
        .as_ref()
        .or_else(|| other.and_then(|text| text.identified.as_ref()))
        .map(|known| known.document.as_str());
    ui.horizontal(|ui| {
        let width = (ui.available_width() - SECTION_WIDTH - 4.0 * GAP) / 2.0;
        ui.spacing_mut().item_spacing.x = GAP;
        for (text, width) in [
            ("Section".to_owned(), SECTION_WIDTH),
            (name_and_title(state, old), width),
            (
                other.map_or(String::new(), |text| name_and_title(state, text)),
                width,
            ),
        ] {
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.add(egui::Label::new(RichText::new(text).strong()).wrap());
            });
        }
    });
    ui.separator();
    egui::ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for change in redline.differences() {
                change_ui(ui, state, document, change);
            }
        });
}

fn change_ui(ui: &mut Ui, state: &State, document: Option<&str>, change: &Change) {
    let width = (ui.available_width() - SECTION_WIDTH - 4.0 * GAP) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        ui.vertical(|ui| {
            ui.set_width(SECTION_WIDTH);
            ui.strong(change.sections.first().map_or("No number", String::as_str));
            let tone = match change.kind {
                ChangeKind::Added => Tone::Good,
                ChangeKind::Removed => Tone::Bad,
                ChangeKind::Changed | ChangeKind::Same => Tone::Condition,
            };
            tone_badge(ui, tone, change.kind.label());
            let terms = change
                .document
                .as_deref()
                .or(document)
                .map(|document| touched_terms(&state.catalog, document, &change.sections))
                .unwrap_or_default();
            if !terms.is_empty() {
                let terms = format!("Touches: {}", terms.join(", "));
                ui.add(egui::Label::new(RichText::new(terms).small()).wrap());
            }
        });
        for side in [Tag::Removed, Tag::Added] {
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.add(egui::Label::new(words(ui, change, side)).wrap());
            });
        }
    });
    ui.separator();
}

/// The words of one text: those that are in both, and its own with a mark.
fn words(ui: &Ui, change: &Change, side: Tag) -> LayoutJob {
    let colors = palette(ui);
    let mut job = LayoutJob::default();
    for (tag, words) in &change.words {
        let mut format = TextFormat {
            font_id: FontId::proportional(size::TEXT),
            color: colors.text,
            ..TextFormat::default()
        };
        match tag {
            Tag::Same => {}
            other if *other != side => continue,
            Tag::Removed => {
                let look = colors.tone(Tone::Bad);
                format.color = look.text;
                format.background = look.background;
                format.strikethrough = Stroke::new(1.0, look.text);
            }
            Tag::Added => {
                let look = colors.tone(Tone::Good);
                format.color = look.text;
                format.background = look.background;
                format.underline = Stroke::new(1.0, look.text);
            }
        }
        job.append(words, 0.0, format);
    }
    job
}
