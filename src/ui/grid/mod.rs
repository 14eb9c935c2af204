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
mod frame;
mod galleys;
mod geometry;
mod header;
mod heights;
mod paint;
mod types;

use std::sync::Arc;

use egui::mutex::Mutex;
use egui::{Id, Rect, ScrollArea, Sense, Ui, UiBuilder, Vec2, vec2};

use crate::ui::theme::tokens::size;
use frame::Frame;
use galleys::Galleys;
use geometry::{Columns, Lines};
use heights::Heights;

pub use header::HEADER_MARKS;
pub use types::{GridCell, GridColumn, GridEvent, GridLine, GridOutput, GridSource, RowHeight};

/// Size of letters.
const TEXT: f32 = size::TEXT;
/// Height of one line of text with its space.
const LINE: f32 = size::ROW;
/// Space left and right of text.
const CELL_PADDING: f32 = size::CELL_PADDING;
/// What the sign of a tone takes at the left of a cell.
const SIGN_ROOM: f32 = 20.0;
/// Width of a mark at the right edge of a cell.
const MARK: f32 = 11.0;
/// What it takes of the text's room beyond the space that is there anyway.
const MARK_ROOM: f32 = MARK + 1.0 - CELL_PADDING;

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
