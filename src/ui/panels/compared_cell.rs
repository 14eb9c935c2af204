//! A cell of the comparison: the value on as many lines as it needs, and below
//! it the clauses it rests on, each to be opened.

use std::sync::Arc;

use egui::{FontId, Galley, Rect, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::Outbox;
use super::cell_paint::{SIGN_ROOM, draw_sign};
use crate::app::{Command, State};
use crate::catalog::{Citation, Evidence};
use crate::matrix::{Cell, Tone};
use crate::text::Support;
use crate::ui::theme::{bold, palette, tokens::size};

/// Clauses that a cell shows; a pointer on the cell tells all of them.
const CLAUSES: usize = 6;

/// Space between two clauses.
const BETWEEN: f32 = 8.0;

/// Space above and below what a cell says.
const MARGIN: f32 = 5.0;

/// What stands at the right of a value unlike that of the first model.
pub const UNLIKE: &str = "\u{2260}";

/// The room it takes.
const UNLIKE_ROOM: f32 = 14.0;

/// What a cell draws, and where.
pub struct CellLayout {
    words: Arc<Galley>,
    /// Each clause with its place below the words.
    clauses: Vec<(usize, Arc<Galley>, Vec2)>,
    /// How many clauses are not shown, or how well the value is known.
    notes: Vec<(Arc<Galley>, Vec2)>,
    indent: f32,
    /// How high the cell has to be.
    pub height: f32,
}

/// Lays a cell out in a column of a width.
pub fn laid_out(ui: &Ui, state: &State, cell: &Cell, width: f32, strong: bool) -> CellLayout {
    let colors = palette(ui);
    let indent = if cell.tone == Tone::Neutral {
        0.0
    } else {
        SIGN_ROOM
    };
    let room = (width - 2.0 * size::CELL_PADDING - indent - UNLIKE_ROOM).max(40.0);
    let font = if strong {
        bold(size::TEXT)
    } else {
        FontId::proportional(size::TEXT)
    };
    let color = match cell.tone {
        Tone::Neutral => colors.text,
        tone => colors.tone(tone).text,
    };
    let text = if cell.text.is_empty() {
        "-"
    } else {
        &cell.text
    };
    let words = ui.painter().layout(text.to_owned(), font, color, room);
    let small = FontId::proportional(size::TEXT_SMALL);
    let mut flow = Flow {
        room,
        at: vec2(0.0, words.size().y + 2.0),
        line: 0.0,
    };
    let mut clauses = Vec::new();
    for (place, citation) in cell.citations.iter().enumerate().take(CLAUSES) {
        let (mark, color) = match state.texts.support(citation) {
            Support::NoText => ("", colors.accent),
            Support::Holds => ("\u{2713} ", colors.accent),
            Support::Broken => ("\u{2717} ", colors.tone(Tone::Bad).text),
        };
        let text = format!("{mark}{}", citation.place());
        let galley = ui.painter().layout(text, small.clone(), color, room);
        let at = flow.place(galley.size());
        clauses.push((place, galley, at));
    }
    let mut notes = Vec::new();
    let mut note = |text: String| {
        let galley = ui
            .painter()
            .layout(text, small.clone(), colors.text_quiet, room);
        let at = flow.place(galley.size());
        notes.push((galley, at));
    };
    if let Some(more) = cell.citations.len().checked_sub(CLAUSES).filter(|n| *n > 0) {
        note(format!("and {more} more"));
    }
    // What a license says is read in its text unless said otherwise.
    if let Some(evidence) = cell.evidence.filter(|one| *one != Evidence::Primary) {
        note(evidence.label().to_owned());
    }
    CellLayout {
        words,
        clauses,
        notes,
        indent,
        height: flow.bottom() + 2.0 * MARGIN,
    }
}

/// Things of different widths on lines of one width.
struct Flow {
    room: f32,
    at: Vec2,
    line: f32,
}

impl Flow {
    fn place(&mut self, size: Vec2) -> Vec2 {
        if self.at.x > 0.0 && self.at.x + size.x > self.room {
            self.at = vec2(0.0, self.bottom());
            self.line = 0.0;
        }
        let place = self.at;
        self.at.x += size.x + BETWEEN;
        self.line = self.line.max(size.y);
        place
    }

    fn bottom(&self) -> f32 {
        self.at.y + self.line
    }
}

/// Draws a cell that was laid out; `unlike`: it says something else than the
/// first model.
pub fn draw(
    ui: &mut Ui,
    state: &State,
    cell: &Cell,
    layout: &CellLayout,
    unlike: bool,
    out: &mut Outbox,
) {
    let rect = ui.max_rect();
    let colors = palette(ui);
    let top = rect.min + vec2(size::CELL_PADDING, MARGIN);
    let line = Rect::from_min_size(
        pos2(rect.left(), top.y - 4.0),
        vec2(rect.width(), size::ROW),
    );
    draw_sign(ui, line, cell.tone);
    let start = top + vec2(layout.indent, 0.0);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.galley(start, layout.words.clone(), colors.text);
    for (galley, at) in &layout.notes {
        painter.galley(start + *at, galley.clone(), colors.text_quiet);
    }
    if unlike {
        painter.text(
            pos2(rect.right() - size::CELL_PADDING, top.y),
            egui::Align2::RIGHT_TOP,
            UNLIKE,
            bold(size::TEXT_SMALL),
            colors.text_strong,
        );
    }
    for (place, galley, at) in &layout.clauses {
        let Some(citation) = cell.citations.get(*place) else {
            continue;
        };
        let area = Rect::from_min_size(start + *at, galley.size());
        let id = ui.unique_id().with(("clause", place));
        let response = ui.interact(area, id, Sense::click());
        let title = state.catalog.source(&citation.document);
        let title = title.map_or(citation.document.as_str(), |source| &source.title);
        response.widget_info(|| {
            WidgetInfo::labeled(egui::Role::Link, true, clause_name(citation, title))
        });
        painter.galley(area.min, galley.clone(), colors.accent);
        if response.hovered() || response.has_focus() {
            let stroke = Stroke::new(1.0, colors.accent);
            painter.hline(area.x_range(), area.bottom() - 1.0, stroke);
        }
        let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
        if response.clicked() {
            out.push(Command::ShowClause(Some(citation.clone())));
        }
        response.on_hover_text(format!("Show the clause: {}", clause_name(citation, title)));
    }
}

fn clause_name(citation: &Citation, title: &str) -> String {
    format!("{} of {title}", citation.place())
}
