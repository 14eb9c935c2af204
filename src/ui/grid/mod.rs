//! A table of very many rows: only what is in sight is drawn, laid out and
//! told to a screen reader. The header and the first columns stay in sight;
//! rows may stand in groups under headings that fold.
//!
//! The grid decides nothing: what is done with it comes back as
//! [`GridEvent`]s. What takes time (letters laid out, heights of rows) is kept
//! between frames, so that the work of a frame does not grow with the number
//! of rows.

mod access;
mod body;
mod galleys;
mod geometry;
mod header;
mod heights;
mod paint;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use egui::mutex::Mutex;
use egui::{Id, Rect, Response, ScrollArea, Sense, Ui, UiBuilder, Vec2, pos2, vec2};

use crate::matrix::Tone;
use crate::ui::theme::tokens::size;
use galleys::Galleys;
use geometry::{Columns, Lines};
use heights::Heights;

pub use header::HEADER_MARKS;

/// Size of letters.
const TEXT: f32 = size::TEXT;
/// Height of one line of text with its space.
const LINE: f32 = size::ROW;
/// Space left and right of text.
const CELL_PADDING: f32 = size::CELL_PADDING;
/// What the sign of a tone takes at the left of a cell.
const SIGN_ROOM: f32 = 20.0;
/// What a mark takes at the right of a cell.
const MARK_ROOM: f32 = 16.0;

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

/// The grid as it is to be drawn.
pub struct Grid<'a> {
    /// Keys go to the table by this id.
    pub id: Id,
    /// Tells tables apart that are scrolled each for itself.
    pub salt: u64,
    /// The name a screen reader says.
    pub label: &'a str,
    /// The columns, in order.
    pub columns: &'a [GridColumn<'a>],
    /// How many of them stay in sight.
    pub pinned: usize,
    /// How high rows are.
    pub height: RowHeight,
    /// Line and column of the cursor; on a heading its column is of no matter.
    pub cursor: Option<(usize, usize)>,
    /// Lines and columns of the selection, the last ones included.
    pub selection: Option<((usize, usize), (usize, usize))>,
    /// A line and a column to bring into sight.
    pub show: (Option<usize>, Option<usize>),
    /// Changes whenever the content of the source may have.
    pub revision: u64,
}

/// What is kept between frames.
#[derive(Default)]
struct Memory {
    galleys: Galleys,
    heights: Heights,
    /// How much of the rows was in sight.
    view: Option<Vec2>,
    offset: Vec2,
    salt: u64,
    /// The room there was, and the size of all lines and columns.
    sizes: Option<(Vec2, Vec2)>,
    /// A line and a column that are not in sight yet.
    show: (Option<usize>, Option<usize>),
    /// The column being made wider, and its width so far.
    resized: Option<(usize, f32)>,
    /// The column being put elsewhere.
    dragged: Option<usize>,
    /// How far to the right the columns are to be scrolled.
    scrolled_to: Option<f32>,
}

/// A frame of the grid.
struct Frame<'a> {
    grid: &'a Grid<'a>,
    source: &'a dyn GridSource,
    columns: Columns,
    lines: Lines,
    /// Where rows are drawn.
    view: Rect,
    /// Where headings of columns are drawn.
    header: Rect,
    /// How far down the rows are scrolled.
    top: f64,
    /// The lines in sight.
    visible: Range<usize>,
    /// Whether keys go to the grid.
    keyed: bool,
}

impl Frame<'_> {
    /// Where a line is on screen.
    fn line_rect(&self, line: usize) -> Rect {
        let top = self.view.top() + (self.lines.top(line) - self.top) as f32;
        let left_top = pos2(self.view.left(), top);
        Rect::from_min_size(left_top, vec2(self.view.width(), self.lines.height(line)))
    }

    /// Where a cell is on screen, though other columns may lie over it.
    fn cell_rect(&self, line: usize, column: usize) -> Rect {
        let span = self.columns.span(column);
        self.line_rect(line)
            .with_min_x(self.view.left() + span.start)
            .with_max_x(self.view.left() + span.end)
    }

    /// Where pinned columns are drawn in a band of the grid, or the others.
    fn region(&self, band: Rect, pinned: bool) -> Rect {
        let edge = band.left() + self.columns.pinned_width();
        if pinned {
            band.with_max_x(edge.min(band.right()))
        } else {
            band.with_min_x(edge.min(band.right()))
        }
    }

    /// The columns in sight: those that are pinned, or the others.
    fn in_sight(&self, pinned: bool) -> Range<usize> {
        if pinned {
            0..self.columns.pinned()
        } else {
            self.columns.in_sight()
        }
    }

    /// Whether rows are as high as their content.
    fn wraps(&self) -> bool {
        self.grid.height == RowHeight::Content
    }
}

fn memory_of(ui: &Ui, id: Id) -> Arc<Mutex<Memory>> {
    let id = id.with("memory");
    ui.data_mut(|data| {
        data.get_temp_mut_or_default::<Arc<Mutex<Memory>>>(id)
            .clone()
    })
}

impl Grid<'_> {
    /// Draws the grid over the room there is.
    pub fn show(&self, ui: &mut Ui, source: &dyn GridSource) -> GridOutput {
        let rect = ui.available_rect_before_wrap();
        let builder = UiBuilder::new()
            .scope_id(self.id)
            .max_rect(rect)
            .sense(Sense::focusable_noninteractive())
            .accessibility_role(egui::accesskit::Role::Grid)
            .accessibility_label(self.label);
        let mut child = ui.new_child(builder);
        child.set_min_size(rect.size());
        let memory = memory_of(ui, self.id);
        let output = self.show_in(&mut child, rect, source, &mut memory.lock());
        drop(child);
        ui.advance_cursor_after_rect(rect);
        output
    }

    fn show_in(
        &self,
        ui: &mut Ui,
        rect: Rect,
        source: &dyn GridSource,
        memory: &mut Memory,
    ) -> GridOutput {
        memory.galleys.begin(ui);
        if memory.salt != self.salt {
            memory.salt = self.salt;
            memory.view = None;
            memory.sizes = None;
            memory.show = (None, None);
        }
        let widths = self.widths(memory);
        let lines = self.lines(ui, source, &widths, memory);
        let band = rect.with_max_y(rect.top() + size::HEADER);
        let room = rect.with_min_y(band.bottom().min(rect.bottom()));
        // Made first, so that it is read first.
        let row = egui::accesskit::Role::Row;
        let top = UiBuilder::new().id_salt("header").max_rect(band);
        let mut header_ui = ui.new_child(top.accessibility_role(row));
        let mut body_ui = ui.new_child(UiBuilder::new().id_salt("rows").max_rect(room));
        let view = memory.view.unwrap_or(room.size());
        let columns = Columns::new(&widths, self.pinned, view.x, memory.offset.x);
        let content = vec2(columns.total(), lines.total() as f32);
        let mut area = ScrollArea::both()
            .id_salt(self.salt)
            .auto_shrink(false)
            .animated(false);
        let to = self.scrolled_to(ui, memory, (room.size(), content), &columns, &lines);
        if let Some(down) = to.1 {
            area = area.vertical_scroll_offset(down);
        }
        if let Some(right) = to.0 {
            area = area.horizontal_scroll_offset(right);
        }
        let scrolled = area.show_viewport(&mut body_ui, |ui, _| ui.set_min_size(content));
        memory.offset = scrolled.state.clamped_offset();
        memory.view = Some(scrolled.inner_rect.size());
        let view = scrolled.inner_rect;
        let top = f64::from(memory.offset.y);
        let frame = Frame {
            grid: self,
            source,
            columns: Columns::new(&widths, self.pinned, view.width(), memory.offset.x),
            visible: lines.between(top, top + f64::from(view.height())),
            lines,
            view,
            header: band.with_max_x(view.right()),
            top,
            keyed: ui.memory(|memory| memory.has_focus(self.id)),
        };
        let mut events = Vec::new();
        let hovered = body::body_ui(&mut body_ui, &frame, &mut memory.galleys, &mut events);
        let headers = header::header_ui(&mut header_ui, &frame, memory, &mut events);
        let page = frame.visible.len();
        GridOutput {
            events,
            hovered,
            headers,
            page,
        }
    }

    /// Where the view is to be scrolled to, sidewards and downwards, if it is.
    fn scrolled_to(
        &self,
        ui: &Ui,
        memory: &mut Memory,
        sizes: (Vec2, Vec2),
        columns: &Columns,
        lines: &Lines,
    ) -> (Option<f32>, Option<f32>) {
        let view = memory.view.unwrap_or(sizes.0);
        let offset = memory.offset;
        memory.show.0 = self.show.0.or(memory.show.0);
        memory.show.1 = self.show.1.or(memory.show.1);
        // What has just become smaller would spring back slowly.
        let beyond = |most: f32, at: f32| (at > most.max(0.0)).then_some(most.max(0.0));
        let most = sizes.1 - view;
        let mut to = (beyond(most.x, offset.x), beyond(most.y, offset.y));
        if let Some(right) = memory.scrolled_to.take() {
            to.0 = Some(right);
        }
        if memory.show == (None, None) {
            memory.sizes = Some(sizes);
            return to;
        }
        // The scroll area learns in one frame how large its content is, and can
        // go there in the next one.
        if memory.sizes != Some(sizes) {
            memory.sizes = Some(sizes);
            ui.ctx().request_repaint();
            return to;
        }
        let (line, column) = std::mem::take(&mut memory.show);
        if let Some(line) = line {
            let down = lines.offset_to_show(line, f64::from(offset.y), f64::from(view.y));
            to.1 = Some(down as f32);
        }
        if let Some(column) = column {
            to.0 = Some(columns.offset_to_show(column));
        }
        to
    }

    /// The widths now, while one is being changed.
    fn widths(&self, memory: &Memory) -> Vec<f32> {
        let columns = self.columns.iter().enumerate();
        let widths = columns.map(|(at, column)| match (memory.resized, column.limits) {
            (Some((resized, width)), Some((least, most))) if resized == at => {
                width.clamp(least, most)
            }
            _ => column.width,
        });
        widths.collect()
    }

    fn lines(
        &self,
        ui: &Ui,
        source: &dyn GridSource,
        widths: &[f32],
        memory: &mut Memory,
    ) -> Lines {
        match self.height {
            RowHeight::Even(height) => Lines::Even {
                count: source.lines(),
                height,
            },
            RowHeight::Content => {
                let (epoch, pixels) = (memory.galleys.epoch, ui.pixels_per_point());
                let made_of = heights::made_of(self.revision, epoch, pixels, widths);
                let edges = memory.heights.edges(ui, source, widths, made_of);
                Lines::Edges(edges)
            }
        }
    }
}
