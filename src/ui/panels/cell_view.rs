//! What is drawn in a cell of the matrix, and what is told about it.

use egui::{Align2, FontId, Rect, Ui, vec2};

use crate::app::State;
use crate::catalog::Readiness;
use crate::matrix::{Cell, Tone, id_words};
use crate::ui::theme::{bold, palette, tokens::size};

/// What the sign of a tone takes at the left of a cell.
pub const SIGN_ROOM: f32 = 20.0;

/// The rule behind enterprise readiness, line by line.
pub fn readiness_ui(ui: &mut Ui, state: &State) {
    for gives in [Readiness::Blocked, Readiness::Review] {
        ui.strong(format!(
            "{}, if",
            id_words("enterprise_ready", gives.id()).0
        ));
        for condition in state.catalog.readiness_conditions() {
            if condition.gives == gives {
                ui.label(format!("\u{2022} {}", condition.why));
            }
        }
    }
    ui.strong("Ready otherwise");
}

/// Draws a cell: the sign of its tone, its words. `first` is the column that
/// names the rows; `wrap`: on several lines.
pub fn draw_cell(ui: &Ui, cell: &Cell, first: bool, wrap: bool) {
    let mut rect = ui.max_rect();
    if wrap {
        // Wrapped cells begin at the top, so that a row reads across.
        let line = Rect::from_min_size(rect.min, vec2(rect.width(), size::ROW));
        return draw_wrapped(ui, rect, line, cell, first);
    }
    let color = draw_sign(ui, rect, cell.tone);
    if cell.tone != Tone::Neutral {
        rect.min.x += SIGN_ROOM;
    }
    draw_cut(ui, rect, &cell.text, cell_font(first), color);
}

/// Several lines, from the top.
fn draw_wrapped(ui: &Ui, rect: Rect, line: Rect, cell: &Cell, first: bool) {
    let color = draw_sign(ui, line, cell.tone);
    let mut place = rect.min + vec2(size::CELL_PADDING, size::CELL_PADDING / 2.0);
    let mut room = rect.width() - 2.0 * size::CELL_PADDING;
    if cell.tone != Tone::Neutral {
        place.x += SIGN_ROOM;
        room -= SIGN_ROOM;
    }
    let galley = ui
        .painter()
        .layout(cell.text.clone(), cell_font(first), color, room);
    ui.painter()
        .with_clip_rect(rect)
        .galley(place, galley, color);
}

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
        .rect_filled(sign, f32::from(size::CORNER), look.background);
    ui.painter().text(
        sign.center(),
        Align2::CENTER_CENTER,
        tone.sign(),
        bold(size::TEXT_SMALL),
        look.text,
    );
    look.text
}

fn cell_font(first: bool) -> FontId {
    if first {
        bold(size::TEXT)
    } else {
        FontId::proportional(size::TEXT)
    }
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

/// What a cell says and where it comes from.
pub fn cell_source_ui(ui: &mut Ui, state: &State, heading: &str, cell: &Cell) {
    ui.set_max_width(420.0);
    ui.strong(heading);
    ui.label(cell.with_sign());
    if let Some(note) = &cell.note {
        ui.label(note);
    }
    for line in state.catalog.cited(&cell.citations) {
        ui.weak(line);
    }
    if let Some(evidence) = cell.evidence {
        let day = cell.read.map(|read| format!(", {read}"));
        let day = day.unwrap_or_default();
        ui.weak(format!("Evidence: {}{day}", evidence.label()));
    }
}
