//! Where everything of a grid is in one frame.

use std::ops::Range;

use egui::{Rect, pos2, vec2};

use super::geometry::{Columns, Lines};
use super::{Grid, GridSource, RowHeight};

/// A frame of the grid.
pub struct Frame<'a> {
    /// The grid.
    pub grid: &'a Grid<'a>,
    /// Where its content is from.
    pub source: &'a dyn GridSource,
    /// Where columns are.
    pub columns: Columns,
    /// Where lines are.
    pub lines: Lines,
    /// Where rows are drawn.
    pub view: Rect,
    /// Where headings of columns are drawn.
    pub header: Rect,
    /// How far down the rows are scrolled.
    pub top: f64,
    /// The lines in sight.
    pub visible: Range<usize>,
    /// Whether keys go to the grid.
    pub keyed: bool,
}

impl Frame<'_> {
    /// Where a line is on screen.
    pub fn line_rect(&self, line: usize) -> Rect {
        let top = self.view.top() + (self.lines.top(line) - self.top) as f32;
        let left_top = pos2(self.view.left(), top);
        Rect::from_min_size(left_top, vec2(self.view.width(), self.lines.height(line)))
    }

    /// Where a cell is on screen, though other columns may lie over it.
    pub fn cell_rect(&self, line: usize, column: usize) -> Rect {
        let span = self.columns.span(column);
        self.line_rect(line)
            .with_min_x(self.view.left() + span.start)
            .with_max_x(self.view.left() + span.end)
    }

    /// Where pinned columns are drawn in a band of the grid, or the others.
    pub fn region(&self, band: Rect, pinned: bool) -> Rect {
        let edge = band.left() + self.columns.pinned_width();
        if pinned {
            band.with_max_x(edge.min(band.right()))
        } else {
            band.with_min_x(edge.min(band.right()))
        }
    }

    /// The columns in sight: those that are pinned, or the others.
    pub fn in_sight(&self, pinned: bool) -> Range<usize> {
        if pinned {
            0..self.columns.pinned()
        } else {
            self.columns.in_sight()
        }
    }

    /// Whether rows are as high as their content.
    pub fn wraps(&self) -> bool {
        self.grid.height == RowHeight::Content
    }
}
