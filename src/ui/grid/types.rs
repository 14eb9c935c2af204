//! What a grid is given, and what comes back from it.

use std::borrow::Cow;

use egui::Response;

use crate::matrix::Tone;

/// A column of the grid.
#[derive(Debug, Clone)]
pub struct GridColumn<'a> {
    /// Tells it from others; kept when columns are reordered.
    pub id: &'a str,
    /// The heading.
    pub label: &'a str,
    /// Its width.
    pub width: f32,
    /// The narrowest and the widest it can be made; none if its width is fixed.
    pub limits: Option<(f32, f32)>,
    /// Whether the rows are sorted by it: after how many others, and whether
    /// downwards.
    pub sorted: Option<(usize, bool)>,
    /// Whether several columns are sorted by.
    pub ranked: bool,
    /// Whether rows are left out by its values.
    pub filtered: bool,
    /// Whether it can be put elsewhere.
    pub movable: bool,
}

/// What stands on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GridLine<'a> {
    /// The heading of a group.
    Heading {
        /// Its words.
        text: Cow<'a, str>,
        /// Whether the rows beneath are folded away.
        folded: bool,
    },
    /// A row.
    Row {
        /// Whether it is marked whole.
        selected: bool,
        /// Whether it is drawn quietly.
        dimmed: bool,
    },
}

/// What is drawn in a cell.
#[derive(Debug, Clone, Copy)]
pub struct GridCell<'a> {
    /// Its words.
    pub text: &'a str,
    /// How they are to be taken; told by a sign too.
    pub tone: Tone,
    /// Whether in bold type.
    pub strong: bool,
    /// A sign at the right end, such as of a decision; empty if none.
    pub mark: &'static str,
}

/// Where the grid has its content from. Only lines in sight are asked for,
/// except where rows are as high as their content: those are measured once.
pub trait GridSource {
    /// How many lines there are.
    fn lines(&self) -> usize;
    /// What stands on a line.
    fn line(&self, line: usize) -> GridLine<'_>;
    /// What is drawn in a cell of a row, by line and column of the grid.
    fn cell(&self, line: usize, column: usize) -> Option<GridCell<'_>>;
    /// What a screen reader says of it.
    fn spoken(&self, line: usize, column: usize) -> String;
}

/// How high rows are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RowHeight {
    /// All equally; text that is too long is cut.
    Even(f32),
    /// As their content needs.
    Content,
}

/// Something that was done with the grid, by lines and columns.
#[derive(Debug, Clone, PartialEq)]
pub enum GridEvent {
    /// A cell was clicked.
    Cell {
        /// Its line.
        line: usize,
        /// Its column.
        column: usize,
        /// Whether with Shift.
        extend: bool,
    },
    /// The heading of a group was clicked.
    Heading(usize),
    /// The heading of a column was clicked.
    Header {
        /// The column.
        column: usize,
        /// Whether with Shift.
        also: bool,
    },
    /// The menu of a column was asked for.
    Menu(usize),
    /// A column was made wider or narrower; none: as at first.
    Width {
        /// The column.
        column: usize,
        /// Its width now.
        width: Option<f32>,
    },
    /// A column was put before another, or behind all.
    Move {
        /// The column.
        column: usize,
        /// The one after it, counted as before.
        before: usize,
    },
    /// A column was pushed by the keyboard.
    Shift {
        /// The column.
        column: usize,
        /// How far to the right.
        by: isize,
    },
}

/// What came of a frame.
pub struct GridOutput {
    /// What was done.
    pub events: Vec<GridEvent>,
    /// The cell under the pointer, for a tooltip.
    pub hovered: Option<((usize, usize), Response)>,
    /// The headings of the columns in sight.
    pub headers: Vec<(usize, Response)>,
    /// How many lines are in sight.
    pub page: usize,
}
