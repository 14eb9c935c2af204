//! How the text of the filter is shown while it is typed.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{FontSelection, Galley, Stroke, Ui};

use crate::matrix::{MatrixColumn, SpanKind, Tone, query_spans};
use crate::ui::theme::palette;

/// Lays out a filter: names, signs and values each in their color, and what
/// cannot be read underlined, unless it is only being written.
pub fn laid_out(ui: &Ui, text: &str, columns: &[MatrixColumn], written: bool) -> Arc<Galley> {
    let colors = palette(ui);
    let font = FontSelection::default().resolve(ui.style());
    let mut job = LayoutJob {
        // A filter is one line that scrolls; it never wraps.
        break_on_newline: false,
        ..LayoutJob::default()
    };
    for span in query_spans(text, columns) {
        let (color, underline) = match span.kind {
            SpanKind::Column => (colors.accent, Stroke::NONE),
            SpanKind::Operator | SpanKind::Bracket | SpanKind::Quote => {
                (colors.text_quiet, Stroke::NONE)
            }
            SpanKind::Logic => (colors.text_strong, Stroke::NONE),
            SpanKind::Space | SpanKind::Value | SpanKind::Word => (colors.text, Stroke::NONE),
            SpanKind::Error if written => (colors.accent, Stroke::NONE),
            SpanKind::Error => {
                let bad = colors.tone(Tone::Bad).text;
                (bad, Stroke::new(1.5, bad))
            }
        };
        let format = TextFormat {
            underline,
            ..TextFormat::simple(font.clone(), color)
        };
        job.append(&text[span.start..span.end], 0.0, format);
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
