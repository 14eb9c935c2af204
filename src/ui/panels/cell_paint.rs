//! The sign of a tone and a line of words, painted where a cell is.

use egui::{Align2, FontId, Rect, Ui, vec2};

use crate::matrix::Tone;
use crate::ui::theme::{bold, palette, tokens::size};

/// What the sign of a tone takes at the left of a cell.
pub const SIGN_ROOM: f32 = 20.0;

/// The sign of a tone at the left of a line; gives the color of its words.
pub fn draw_sign(ui: &Ui, line: Rect, tone: Tone) -> egui::Color32 {
    let colors = palette(ui);
    if tone == Tone::Neutral {
        return colors.text;
    }
    let look = colors.tone(tone);
    let sign = Rect::from_min_size(
        line.left_center() + vec2(size::CELL_PADDING, -8.0),
        vec2(16.0, 16.0),
    );
    ui.painter()
        .circle_filled(sign.center(), size::SIGN_DISC, look.background);
    ui.painter().text(
        sign.center(),
        Align2::CENTER_CENTER,
        tone.sign(),
        bold(size::TEXT_SMALL),
        look.text,
    );
    look.text
}

/// One line, cut with "…" where the cell ends.
pub fn draw_cut(ui: &Ui, rect: Rect, text: &str, font: FontId, color: egui::Color32) {
    let room = (rect.width() - 2.0 * size::CELL_PADDING).max(0.0);
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let galley = ui.painter().layout_job(job);
    let place = Align2::LEFT_CENTER.anchor_size(
        rect.left_center() + vec2(size::CELL_PADDING, 0.0),
        galley.size(),
    );
    ui.painter()
        .with_clip_rect(rect)
        .galley(place.min, galley, color);
}
