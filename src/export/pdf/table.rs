//! Tables: column widths, groups of columns when there are too many for one
//! page, a header on every page, rows that stay whole unless they are taller
//! than a page, and badges for toned cells.

use std::ops::Range;
use std::rc::Rc;

use super::PdfError;
use super::columns::{Group, columns_note};
use super::draw::{Fill, Item, NodeId, Role};
use super::flow::{Brick, Repeat, rule};
use super::layout::Layouter;
use super::shape::FaceId;
use super::spans::{StyledSpan, styled};
use super::style;
use super::text::{Line, Place, break_lines, line_items};
use crate::matrix::Tone;
use crate::report::{Table, TableCell};

/// A header is cut after this many lines.
const HEADER_LINES: usize = 12;
/// Tables of so many rows stay on one page ...
const KEPT_ROWS: usize = 6;
/// ... when none of the rows has more lines than this.
const KEPT_LINES: usize = 4;
/// So many lines of a row taller than a page begin on the page before.
const FIRST_LINES: usize = 6;
/// Space between a badge and the words below it.
const BADGE_GAP: f32 = 1.5;

/// A cell broken into lines.
struct Cell {
    lines: Vec<Line>,
    /// How many of the lines are inside the badge.
    badge: usize,
    tone: Tone,
}

/// The words of a cell: those inside the badge, and the others.
pub fn cell_spans(cell: &TableCell) -> (Vec<StyledSpan>, Vec<StyledSpan>) {
    let all = styled(&cell.spans, style::CELL);
    if cell.tone == Tone::Neutral {
        return (Vec::new(), all);
    }
    let (_, ink) = style::tone_colors(cell.tone);
    let mut spans = all.into_iter();
    let mut first = spans
        .next()
        .unwrap_or_else(|| StyledSpan::new("", FaceId::Regular, style::CELL.font, ink));
    if first.text.trim().is_empty() {
        first.text = cell.tone.word().to_owned();
    }
    first.style.color = ink;
    first.style.size = style::CELL.font;
    // A no-break space keeps the sign with the first word.
    let sign = format!("{}\u{a0}", cell.tone.sign());
    let sign = StyledSpan::new(sign, FaceId::Bold, style::CELL.font, ink);
    (vec![sign, first], spans.collect())
}

impl Layouter<'_, '_> {
    /// Lays a table out below `parent`.
    pub(super) fn table(&mut self, table: &Table, parent: NodeId) -> Result<(), PdfError> {
        if table.columns.is_empty() {
            self.caption(&table.caption, parent);
            return Ok(());
        }
        let groups = self.groups(table)?;
        let many = groups.len() > 1;
        let mut steps_left = table.rows.len();
        for (index, group) in groups.iter().enumerate() {
            let mut caption = table.caption.clone();
            if many {
                let note = columns_note(group, table.columns.len(), index);
                caption = if caption.trim().is_empty() {
                    note
                } else {
                    format!("{caption} ({note})")
                };
            }
            let node = self.tree.add(parent, Role::Table);
            self.caption(&caption, node);
            self.group(table, group, node, &mut steps_left)?;
            let gap = if many {
                16.0
            } else {
                style::AFTER_PARAGRAPH + 4.0
            };
            self.flow.push(Brick::gap(gap));
        }
        Ok(())
    }

    fn caption(&mut self, caption: &str, parent: NodeId) {
        if caption.trim().is_empty() {
            return;
        }
        let node = self.tree.add(parent, Role::Caption);
        let size = style::CELL;
        let span = StyledSpan::new(caption, FaceId::Bold, size.font + 0.5, style::INK);
        let width = self.flow.content_width();
        let lines = break_lines(&mut self.shaping, &[span], width);
        for (index, line) in lines.iter().enumerate() {
            let place = Place {
                x: style::MARGIN_X,
                y: 0.0,
                size,
                node: Some(node),
            };
            let last = index + 1 == lines.len();
            let items = line_items(line, place, &mut self.tree, &mut Vec::new());
            self.flow.push(Brick {
                height: size.line + if last { 3.0 } else { 0.0 },
                before: if index == 0 { 4.0 } else { 0.0 },
                keep_next: true,
                items,
                ..Brick::default()
            });
        }
    }

    /// Header, rows and closing rule of a group of columns.
    fn group(
        &mut self,
        table: &Table,
        group: &Group,
        node: NodeId,
        steps_left: &mut usize,
    ) -> Result<(), PdfError> {
        let width: f32 = group.widths.iter().sum();
        let header = self.header(table, group, width, node);
        let repeat = Rc::new(Repeat {
            height: header.height,
            items: header
                .items
                .iter()
                .cloned()
                .map(|item| match item {
                    Item::Text(run) => Item::Text(super::draw::TextRun { node: None, ..run }),
                    other => other,
                })
                .collect(),
        });
        let room = self.flow.content_height() - header.height;
        self.flow.push(header);
        if table.rows.is_empty() {
            let row = self.tree.add(node, Role::Row);
            let cell = self.tree.add(row, Role::Cell);
            let span = StyledSpan::new("No rows", FaceId::Italic, style::CELL.font, style::GRAY);
            let lines = break_lines(&mut self.shaping, &[span], width);
            let whole = Cell {
                badge: 0,
                tone: Tone::Neutral,
                lines,
            };
            let items = self.cell(&whole, 0..1, style::MARGIN_X, cell);
            let height = style::CELL.line + 2.0 * style::CELL_PAD_Y;
            self.row_brick(items, height, width, (0, false), &repeat);
        }
        for (index, row) in table.rows.iter().enumerate() {
            // Small tables are not torn apart.
            let rows = table.rows.len();
            let keep = rows <= KEPT_ROWS && index + 1 < rows;
            self.row(row, group, (index, keep), (node, room), &repeat);
            if *steps_left > 0 {
                *steps_left -= 1;
                self.ticker.tick()?;
            } else if index % 50 == 0 {
                self.ticker.tell()?;
            }
        }
        Ok(())
    }

    fn header(&mut self, table: &Table, group: &Group, width: f32, node: NodeId) -> Brick {
        let row = self.tree.add(node, Role::Row);
        let mut x = style::MARGIN_X;
        let mut texts = Vec::new();
        let mut most = 1;
        for (column, w) in group.columns.iter().zip(&group.widths) {
            let cell = self.tree.add(row, Role::Header);
            let heading = table
                .columns
                .get(*column)
                .map_or("", |c| c.heading.as_str());
            let span = StyledSpan::new(heading, FaceId::Bold, style::CELL.font, self.accent);
            let mut lines = break_lines(&mut self.shaping, &[span], w - 2.0 * style::CELL_PAD_X);
            if lines.len() > HEADER_LINES {
                lines.truncate(HEADER_LINES);
                if let Some(last) = lines.last_mut() {
                    last.push_ellipsis(&mut self.shaping);
                }
            }
            most = most.max(lines.len());
            let count = lines.len();
            let whole = Cell {
                lines,
                badge: 0,
                tone: Tone::Neutral,
            };
            texts.extend(self.cell(&whole, 0..count, x, cell));
            x += w;
        }
        let height = most as f32 * style::CELL.line + 2.0 * style::CELL_PAD_Y;
        let mut items = vec![Item::Fill(Fill {
            x: style::MARGIN_X,
            y: 0.0,
            w: width,
            h: height,
            color: style::HEAD_FILL,
            radius: 0.0,
            node: None,
        })];
        items.extend(texts);
        items.push(rule(style::MARGIN_X, 0.0, width, style::RULE_STRONG));
        items.push(rule(
            style::MARGIN_X,
            height - 0.8,
            width,
            style::RULE_STRONG,
        ));
        Brick {
            height,
            keep_next: true,
            items,
            ..Brick::default()
        }
    }

    fn row(
        &mut self,
        row: &[TableCell],
        group: &Group,
        (index, keep): (usize, bool),
        (table, room): (NodeId, f32),
        repeat: &Rc<Repeat>,
    ) {
        let node = self.tree.add(table, Role::Row);
        let width: f32 = group.widths.iter().sum();
        let empty = TableCell::plain("");
        let mut cells = Vec::with_capacity(group.columns.len());
        for (column, w) in group.columns.iter().zip(&group.widths) {
            let cell = row.get(*column).unwrap_or(&empty);
            let broken = self.broken(cell, *w);
            let id = self.tree.add(node, Role::Cell);
            cells.push((broken, *w, id));
        }
        let count = cells
            .iter()
            .map(|(cell, ..)| cell.lines.len())
            .max()
            .unwrap_or(1);
        let extra = |range: &Range<usize>| {
            let gap = cells.iter().any(|(cell, ..)| {
                let below = cell.badge < cell.lines.len().min(range.end);
                below && cell.badge > range.start
            });
            2.0 * style::CELL_PAD_Y + if gap { BADGE_GAP } else { 0.0 }
        };
        let lines_in = |height: f32| {
            let lines = (height - 2.0 * style::CELL_PAD_Y - BADGE_GAP) / style::CELL.line;
            lines.max(1.0) as usize
        };
        let page = lines_in(room);
        // A row taller than a page begins on this page if a few lines fit.
        let here = lines_in(self.flow.remaining());
        let mut step = match (count <= page, here >= FIRST_LINES) {
            (true, _) => count,
            (false, true) => here,
            (false, false) => page,
        };
        let mut start = 0;
        while start < count {
            let range = start..(start + step).min(count);
            step = page;
            let height = range.len() as f32 * style::CELL.line + extra(&range);
            let mut x = style::MARGIN_X;
            let mut items = Vec::new();
            for (cell, w, id) in &cells {
                let part = range.start..range.end.min(cell.lines.len());
                items.extend(self.cell(cell, part, x, *id));
                x += w;
            }
            let keep = keep && count <= KEPT_LINES;
            self.row_brick(items, height, width, (index, keep), repeat);
            start = range.end;
        }
    }

    fn row_brick(
        &mut self,
        texts: Vec<Item>,
        height: f32,
        width: f32,
        (index, keep): (usize, bool),
        repeat: &Rc<Repeat>,
    ) {
        let x = style::MARGIN_X;
        let mut items = Vec::with_capacity(texts.len() + 2);
        if index % 2 == 1 {
            items.push(Item::Fill(Fill {
                x,
                y: 0.0,
                w: width,
                h: height,
                color: style::ZEBRA,
                radius: 0.0,
                node: None,
            }));
            // The fill touches the rule above: draw that again.
            items.push(rule(x, -0.25, width, style::RULE));
        }
        items.extend(texts);
        items.push(rule(x, height - 0.25, width, style::RULE));
        self.flow.push(Brick {
            height,
            keep_next: keep,
            items,
            repeat: Some(Rc::clone(repeat)),
            ..Brick::default()
        });
    }

    fn broken(&mut self, cell: &TableCell, width: f32) -> Cell {
        let inner = width - 2.0 * style::CELL_PAD_X;
        let (badge, rest) = cell_spans(cell);
        let mut lines = Vec::new();
        if !badge.is_empty() {
            let room = inner - 2.0 * style::BADGE_PAD_X;
            lines = break_lines(&mut self.shaping, &badge, room.max(8.0));
        }
        let count = lines.len();
        if badge.is_empty() || rest.iter().any(|span| !span.text.trim().is_empty()) {
            lines.extend(break_lines(&mut self.shaping, &rest, inner.max(8.0)));
        }
        Cell {
            lines,
            badge: count,
            tone: cell.tone,
        }
    }

    /// Draws the lines `range` of a cell whose left edge is `x`.
    fn cell(&mut self, cell: &Cell, range: Range<usize>, x: f32, node: NodeId) -> Vec<Item> {
        let size = style::CELL;
        let mut items = Vec::new();
        let mut links = Vec::new();
        let mut y = style::CELL_PAD_Y;
        let badge_lines = cell.badge.min(range.end).saturating_sub(range.start);
        if badge_lines > 0 {
            let shown = cell.lines.iter().skip(range.start).take(badge_lines);
            let widest = shown.fold(0.0_f32, |most, line| most.max(line.width));
            items.push(Item::Fill(Fill {
                x: x + style::CELL_PAD_X,
                y: y - 0.6,
                w: widest + 2.0 * style::BADGE_PAD_X,
                h: badge_lines as f32 * size.line + 1.2,
                color: style::tone_colors(cell.tone).0,
                radius: style::BADGE_RADIUS,
                node: None,
            }));
        }
        let count = range.len();
        for (index, line) in cell.lines.iter().enumerate().skip(range.start).take(count) {
            let inset = if index < cell.badge {
                style::BADGE_PAD_X
            } else {
                0.0
            };
            if index == cell.badge && badge_lines > 0 {
                y += BADGE_GAP;
                links.clear();
            }
            let place = Place {
                x: x + style::CELL_PAD_X + inset,
                y,
                size,
                node: Some(node),
            };
            items.extend(line_items(line, place, &mut self.tree, &mut links));
            y += size.line;
        }
        items
    }
}
