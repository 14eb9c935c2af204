//! Draws the rows in sight.

use egui::emath::GuiRounding;
use egui::{
    Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, epaint::TextShape, vec2,
};

use super::frame::Frame;
use super::galleys::{Galleys, Setting};
use super::heights::wrapped;
use super::{CELL_PADDING, GridCell, GridLine, LINE, MARK, MARK_ROOM, SIGN_ROOM, TEXT};
use crate::matrix::Tone;
use crate::ui::theme::{Palette, palette, tokens::size};

/// Width of the place of the sign of a tone.
const SIGN: f32 = 16.0;

/// How far the words of a group's heading stand from the left.
const HEADING_INDENT: f32 = 24.0;

/// Draws everything in sight below the header.
pub fn paint_rows(ui: &Ui, frame: &Frame<'_>, galleys: &mut Galleys, hovered: Option<usize>) {
    let mut pen = Pen {
        ui,
        frame,
        galleys,
        colors: palette(ui),
        shapes: Vec::with_capacity(1024),
    };
    let whole = ui.painter().with_clip_rect(frame.view);
    pen.grounds(hovered);
    pen.put(&whole);
    for pinned in [false, true] {
        let painter = whole.with_clip_rect(frame.region(frame.view, pinned));
        pen.selection(pinned);
        for line in frame.visible.clone() {
            pen.row(line, pinned);
        }
        pen.cursor(pinned);
        pen.put(&painter);
    }
    pen.headings();
    pen.pinned_edge();
    pen.put(&whole);
}

/// What draws shapes, and the shapes so far.
struct Pen<'a, 'f> {
    ui: &'a Ui,
    frame: &'a Frame<'f>,
    galleys: &'a mut Galleys,
    colors: &'static Palette,
    shapes: Vec<Shape>,
}

impl Pen<'_, '_> {
    fn put(&mut self, painter: &Painter) {
        painter.extend(self.shapes.drain(..));
    }

    fn fill(&mut self, rect: Rect, color: Color32) {
        self.shapes.push(Shape::rect_filled(rect, 0.0, color));
    }

    /// What lies behind the cells of each line, and a hairline below each:
    /// where nothing but the processor draws, to fill every other row took as
    /// long as all letters.
    fn grounds(&mut self, hovered: Option<usize>) {
        let mut rules = Mesh::default();
        for line in self.frame.visible.clone() {
            let GridLine::Row { selected, .. } = self.frame.source.line(line) else {
                continue;
            };
            let rect = self.frame.line_rect(line);
            if selected {
                self.fill(rect, self.colors.selected);
            } else if hovered == Some(line) {
                self.fill(rect, self.colors.hover_row);
            }
            let rule = rect.with_min_y(rect.bottom() - 1.0);
            let rule = rule.round_to_pixels(self.ui.pixels_per_point());
            rules.add_colored_rect(rule, self.colors.line);
        }
        self.shapes.push(Shape::mesh(rules));
    }

    /// The cells that are selected, if they are more than one.
    fn selection(&mut self, pinned: bool) {
        let Some(((top, bottom), (left, right))) = self.frame.grid.selection else {
            return;
        };
        if (top, left) == (bottom, right) {
            return;
        }
        let visible = &self.frame.visible;
        let (top, bottom) = (
            top.max(visible.start),
            bottom.min(visible.end.saturating_sub(1)),
        );
        let columns = self.frame.in_sight(pinned);
        let (left, right) = (
            left.max(columns.start),
            right.min(columns.end.saturating_sub(1)),
        );
        if top <= bottom && left <= right && !columns.is_empty() && !visible.is_empty() {
            let first = self.frame.cell_rect(top, left);
            let last = self.frame.cell_rect(bottom, right);
            self.fill(first.union(last), self.colors.selected);
        }
    }

    /// The cell that keys act on.
    fn cursor(&mut self, pinned: bool) {
        let Some((line, column)) = self.frame.grid.cursor else {
            return;
        };
        let here =
            self.frame.in_sight(pinned).contains(&column) && self.frame.visible.contains(&line);
        if here && matches!(self.frame.source.line(line), GridLine::Row { .. }) {
            self.frame_of(self.frame.cell_rect(line, column));
        }
    }

    /// A frame around what keys act on.
    fn frame_of(&mut self, rect: Rect) {
        let width = if self.frame.keyed { 2.0 } else { 1.0 };
        let stroke = Stroke::new(width, self.colors.accent);
        let shape = Shape::rect_stroke(rect.shrink(0.5), 0.0, stroke, StrokeKind::Inside);
        self.shapes.push(shape);
    }

    /// The cells of a row.
    fn row(&mut self, line: usize, pinned: bool) {
        let GridLine::Row { dimmed, .. } = self.frame.source.line(line) else {
            return;
        };
        for column in self.frame.in_sight(pinned) {
            let source = self.frame.source;
            if let Some(cell) = source.cell(line, column) {
                self.cell(self.frame.cell_rect(line, column), &cell, dimmed);
            }
        }
    }

    fn cell(&mut self, rect: Rect, cell: &GridCell<'_>, dimmed: bool) {
        // Cells of several lines begin at the top, so that a row reads across.
        let wraps = self.frame.wraps();
        let first = if wraps {
            rect.with_max_y(rect.top() + LINE)
        } else {
            rect
        };
        let mut left = rect.left() + CELL_PADDING;
        let mut color = self.colors.text;
        if cell.tone != Tone::Neutral {
            color = self.sign(first, cell.tone, dimmed);
            left += SIGN_ROOM;
        }
        if dimmed {
            color = self.colors.text_quiet;
        }
        let mut room = rect.right() - CELL_PADDING - left;
        if !cell.mark.is_empty() {
            room -= MARK_ROOM;
            let right = first.with_min_x(first.right() - MARK - 1.0);
            self.centered(right, cell.mark, self.colors.accent);
        }
        if cell.text.is_empty() || room <= 0.0 {
            return;
        }
        let setting = if wraps {
            wrapped(cell, rect.width())
        } else {
            Setting {
                strong: cell.strong,
                size: TEXT,
                room,
                wrap: false,
            }
        };
        let galley = self.galleys.get(self.ui, cell.text, setting);
        let top = if wraps {
            rect.top() + CELL_PADDING / 2.0
        } else {
            rect.center().y - galley.size().y / 2.0
        };
        let shape = TextShape::new(Pos2::new(left, top), galley, color);
        self.shapes.push(shape.into());
    }

    /// The sign of a tone at the left of a line; gives the color of its words.
    fn sign(&mut self, line: Rect, tone: Tone, dimmed: bool) -> Color32 {
        let look = self.colors.tone(tone);
        let corner = line.left_center() + vec2(CELL_PADDING, -SIGN / 2.0);
        let ground = Rect::from_min_size(corner, vec2(SIGN, SIGN));
        let mut color = look.text;
        if dimmed {
            color = self.colors.text_quiet;
        } else {
            let disc = Shape::circle_filled(ground.center(), size::SIGN_DISC, look.background);
            self.shapes.push(disc);
        }
        self.centered(ground, tone.sign(), color);
        look.text
    }

    fn centered(&mut self, rect: Rect, text: &str, color: Color32) {
        let setting = Setting {
            strong: true,
            size: size::TEXT_SMALL,
            room: f32::INFINITY,
            wrap: false,
        };
        let galley = self.galleys.get(self.ui, text, setting);
        let place = rect.center() - galley.size() / 2.0;
        self.shapes
            .push(TextShape::new(place, galley, color).into());
    }

    /// The headings of groups; they do not scroll sidewards.
    fn headings(&mut self) {
        for line in self.frame.visible.clone() {
            let GridLine::Heading { text, folded } = self.frame.source.line(line) else {
                continue;
            };
            let rect = self.frame.line_rect(line);
            self.fill(rect, self.colors.header);
            let rule = Stroke::new(1.0, self.colors.line);
            self.shapes
                .push(Shape::hline(rect.x_range(), rect.bottom() - 0.5, rule));
            let middle = rect.left_center() + vec2(HEADING_INDENT / 2.0, 0.0);
            self.shapes
                .push(arrow(middle, folded, self.colors.text_quiet));
            let setting = Setting {
                strong: true,
                size: TEXT,
                room: rect.width() - HEADING_INDENT - CELL_PADDING,
                wrap: false,
            };
            let galley = self.galleys.get(self.ui, &text, setting);
            let top = rect.center().y - galley.size().y / 2.0;
            let place = Pos2::new(rect.left() + HEADING_INDENT, top);
            let color = self.colors.text_strong;
            self.shapes
                .push(TextShape::new(place, galley, color).into());
            if self
                .frame
                .grid
                .cursor
                .is_some_and(|(cursor, _)| cursor == line)
            {
                self.frame_of(rect);
            }
        }
    }

    /// Where pinned columns end.
    fn pinned_edge(&mut self) {
        if self.frame.columns.pinned() == 0 {
            return;
        }
        let x = self.frame.region(self.frame.view, true).right();
        let rule = Stroke::new(1.0, self.colors.border);
        for line in self.frame.visible.clone() {
            if matches!(self.frame.source.line(line), GridLine::Row { .. }) {
                let range = self.frame.line_rect(line).y_range();
                self.shapes.push(Shape::vline(x - 0.5, range, rule));
            }
        }
    }
}

/// Shows whether something is folded: to the right, or downwards.
fn arrow(middle: Pos2, folded: bool, color: Color32) -> Shape {
    let points = if folded {
        [vec2(-3.0, -5.0), vec2(4.0, 0.0), vec2(-3.0, 5.0)]
    } else {
        [vec2(-5.0, -3.0), vec2(5.0, -3.0), vec2(0.0, 4.0)]
    };
    let points = points.map(|by| middle + by).to_vec();
    Shape::convex_polygon(points, color, Stroke::NONE)
}
