//! The matrix as a table with a sticky header and a sticky first column.

use egui::{FontId, Sense, Stroke, StrokeKind, Ui, WidgetInfo};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, Table, TableDelegate};

use super::Outbox;
use super::cell_view::{SIGN_ROOM, cell_source_ui, draw_cell, draw_cut, readiness_ui};
use super::dialog_is_open;
use super::grid_keys::{grid_id, grid_keys};
use crate::app::{Command, GridCommand, Sheet, Spot, State};
use crate::ui::theme::{bold, palette, tokens::size};

/// What the arrow of a sorted column takes after its heading.
const SORT_ARROW: f32 = 14.0;

/// Draws the table.
pub fn table_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let indices = state.columns();
    let widths: Vec<f32> = indices
        .iter()
        .map(|&index| width(ui, state, index))
        .collect();
    let wrapped = is_wrapped(state.sheet);
    let columns: Vec<Column> = indices
        .iter()
        .zip(&widths)
        .map(|(&index, &width)| {
            let id = &state.matrix.columns[index].id;
            // Widths are remembered by id. Where rows are as high as their text
            // needs, they follow the window instead, so the width is in the id.
            let kept = if wrapped { width as u32 } else { 0 };
            Column::new(width)
                .id(egui::Id::unique(("matrix", state.sheet as u8, id, kept)))
                .resizable(!wrapped)
        })
        .collect();
    let tops = wrapped.then(|| row_tops(ui, state, &indices, &widths));
    let mut delegate = Rows {
        state,
        out,
        indices: &indices,
        widths: &widths,
        tops,
        cursor: state.cursor_place(),
        selection: state.selection(),
        keyed: ui.memory(|memory| memory.has_focus(grid_id())),
    };
    let rect = ui.available_rect_before_wrap();
    grid_keys(ui, rect, state, delegate.out);
    let mut table = Table::new()
        .id_salt(("matrix", state.sheet as u8))
        .num_rows(state.rows.len() as u64)
        .columns(columns)
        .num_sticky_cols(1)
        .headers([HeaderRow::new(size::HEADER)]);
    if let Some((row, column)) = scrolled_to(ui, state) {
        table = table
            .scroll_to_row(row as u64, None)
            .scroll_to_column(column, None);
    }
    table.show(ui, &mut delegate);
}

/// Where the cursor went since the last frame, if it did.
fn scrolled_to(ui: &Ui, state: &State) -> Option<(usize, usize)> {
    let place = egui::Id::unique("moves of the cursor");
    let before: u64 = ui.data(|data| data.get_temp(place)).unwrap_or_default();
    if before == state.grid.moves {
        return None;
    }
    ui.data_mut(|data| data.insert_temp(place, state.grid.moves));
    state.cursor_place()
}

/// As wide as the column's data asks for, and wide enough for its heading.
fn width(ui: &Ui, state: &State, index: usize) -> f32 {
    let column = &state.matrix.columns[index];
    let wanted = match state.sheet {
        Sheet::Texts => state
            .catalog
            .column(&column.id)
            .map_or(140.0, |column| column.width),
        Sheet::Changes => match column.id.as_str() {
            "date" => 95.0,
            // The rest of the window, less the scroll bar.
            "change" => (ui.available_width() - 590.0).max(420.0),
            "licenses" => 230.0,
            _ => 120.0,
        },
        Sheet::Article | Sheet::Yours => 170.0,
        Sheet::Scenarios => match column.id.as_str() {
            "differs" => 120.0,
            "license" => 150.0,
            _ => 210.0,
        },
        Sheet::Differences => match column.id.as_str() {
            "texts" => 290.0,
            // The rest of the window, less the scroll bar.
            "why" => (ui.available_width() - 840.0).max(420.0),
            "question" => 150.0,
            _ => 125.0,
        },
    };
    let heading = ui.painter().layout_no_wrap(
        column.label.clone(),
        bold(size::TEXT_SMALL),
        palette(ui).text,
    );
    wanted.max(heading.size().x + 2.0 * size::CELL_PADDING + SORT_ARROW)
}

struct Rows<'a> {
    state: &'a State,
    out: &'a mut Outbox,
    indices: &'a [usize],
    widths: &'a [f32],
    /// Where each row begins, if the rows differ in height.
    tops: Option<Vec<f32>>,
    /// Row and column of the cursor, among those shown.
    cursor: Option<(usize, usize)>,
    /// First and last row and column of the selection.
    selection: Option<((usize, usize), (usize, usize))>,
    /// Whether keys go to the table.
    keyed: bool,
}

impl Rows<'_> {
    /// The cells that are selected, and the one that keys act on.
    fn mark_ui(&self, ui: &Ui, place: (usize, usize)) {
        let Some(((top, bottom), (left, right))) = self.selection else {
            return;
        };
        let colors = palette(ui);
        let rect = ui.max_rect();
        let inside = (top..=bottom).contains(&place.0) && (left..=right).contains(&place.1);
        if inside && (top, left) != (bottom, right) {
            ui.painter().rect_filled(rect, 0.0, colors.selected);
        }
        if self.cursor == Some(place) {
            let width = if self.keyed { 2.0 } else { 1.0 };
            let stroke = Stroke::new(width, colors.accent);
            ui.painter()
                .rect_stroke(rect.shrink(0.5), 0.0, stroke, StrokeKind::Inside);
        }
    }

    /// A cell was clicked: the cursor goes there, and keys to the table.
    fn clicked(&mut self, ui: &Ui, spot: Spot) {
        let extend = ui.input(|input| input.modifiers.shift);
        ui.memory_mut(|memory| memory.request_focus(grid_id()));
        self.out
            .push(Command::Grid(GridCommand::Go { spot, extend }));
        if self.state.sheet.has_models() && !extend {
            let id = self.state.matrix.rows[spot.row].id.clone();
            self.out.push(Command::Select(Some(id)));
        }
    }
}

/// Whether a view's rows are sentences: each is as high as its longest cell
/// needs. The other views have one line for each row.
fn is_wrapped(sheet: Sheet) -> bool {
    matches!(sheet, Sheet::Differences | Sheet::Changes)
}

/// Where each row of sentences begins, and where the last one ends.
fn row_tops(ui: &Ui, state: &State, indices: &[usize], widths: &[f32]) -> Vec<f32> {
    let mut tops = vec![0.0];
    let mut top = 0.0;
    for &row in &state.rows {
        let mut height = size::ROW;
        for (&index, width) in indices.iter().zip(widths) {
            let room = width - 2.0 * size::CELL_PADDING;
            let text = state.matrix.rows[row].cells[index].text.clone();
            let galley = ui.painter().layout(
                text,
                FontId::proportional(size::TEXT),
                palette(ui).text,
                // The sign of a tone takes its share.
                room - SIGN_ROOM,
            );
            height = height.max(galley.size().y + size::CELL_PADDING);
        }
        top += height;
        tops.push(top);
    }
    tops
}

impl TableDelegate for Rows<'_> {
    fn default_row_height(&self) -> f32 {
        size::ROW
    }

    fn row_top_offset(&self, _: &egui::Context, _: egui::Id, row_nr: u64) -> f32 {
        match &self.tops {
            Some(tops) => usize::try_from(row_nr)
                .ok()
                .and_then(|row| tops.get(row).or(tops.last()))
                .copied()
                .unwrap_or(0.0),
            None => row_nr as f32 * size::ROW,
        }
    }

    fn header_cell_ui(&mut self, ui: &mut Ui, info: &HeaderCellInfo) {
        let Some(&index) = self.indices.get(info.col_range.start) else {
            return;
        };
        let column = &self.state.matrix.columns[index];
        let colors = palette(ui);
        let rect = ui.max_rect();
        if ui.is_sizing_pass() {
            ui.set_min_width(self.widths[info.col_range.start]);
        }
        ui.painter().rect_filled(rect, 0.0, colors.header);
        let text = format!("{}{}", column.label, sort_mark(self.state, &column.id));
        draw_cut(ui, rect, &text, bold(size::TEXT_SMALL), colors.text_strong);
        let response = ui.interact(rect, ui.unique_id().with("sort"), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::ColumnHeader, true, &text));
        let help = self
            .state
            .catalog
            .column(&column.id)
            .map_or("", |column| column.help.as_str());
        let response = response.on_hover_ui(|ui| {
            ui.strong(&column.label);
            if !help.is_empty() {
                ui.label(help);
            }
            if column.id == "enterprise_ready" {
                readiness_ui(ui, self.state);
            }
            ui.label("Click to sort; with Shift, by this column as well.");
        });
        if response.clicked() {
            let also = ui.input(|input| input.modifiers.shift);
            let id = column.id.clone();
            self.out.push(if also {
                Command::SortAlsoBy(id)
            } else {
                Command::SortBy(id)
            });
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, row_nr: u64) {
        let colors = palette(ui);
        let rect = ui.max_rect();
        let selected = self
            .state
            .rows
            .get(usize::try_from(row_nr).unwrap_or(usize::MAX))
            .is_some_and(|&row| {
                self.state.selected.as_deref() == Some(&self.state.matrix.rows[row].id)
            });
        if selected {
            ui.painter().rect_filled(rect, 0.0, colors.selected);
        } else if ui.rect_contains_pointer(rect) {
            ui.painter().rect_filled(rect, 0.0, colors.hover_row);
        } else if row_nr % 2 == 1 {
            ui.painter().rect_filled(rect, 0.0, colors.zebra);
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, info: &CellInfo) {
        let (Some(&index), Some(&row)) = (
            self.indices.get(info.col_nr),
            self.state
                .rows
                .get(usize::try_from(info.row_nr).unwrap_or(usize::MAX)),
        ) else {
            return;
        };
        let spot = Spot { row, column: index };
        let row = &self.state.matrix.rows[row];
        let Some(cell) = row.cells.get(index) else {
            return;
        };
        let column = &self.state.matrix.columns[index];
        if ui.is_sizing_pass() {
            ui.set_min_width(self.widths[info.col_nr]);
        }
        let place = (
            usize::try_from(info.row_nr).unwrap_or(usize::MAX),
            info.col_nr,
        );
        self.mark_ui(ui, place);
        draw_cell(ui, cell, info.col_nr == 0, self.tops.is_some());
        let response = ui.interact(ui.max_rect(), ui.unique_id().with("cell"), Sense::click());
        response.widget_info(|| {
            let spoken = format!("{}, {}, {}", row.id, column.label, cell.text);
            WidgetInfo::labeled(egui::Role::GridCell, true, spoken)
        });
        if response.clicked() {
            self.clicked(ui, spot);
        }
        // What was told of a cell would stay above a dialog that keys opened.
        if !dialog_is_open(self.state) {
            response.on_hover_ui(|ui| cell_source_ui(ui, self.state, &column.label, cell));
        }
    }
}

/// Which way the rows are sorted by a column, and after how many others.
fn sort_mark(state: &State, column: &str) -> String {
    let sorted = state.sort.iter().position(|(id, _)| id == column);
    let Some(place) = sorted else {
        return String::new();
    };
    let arrow = if state.sort[place].1 {
        "\u{25bc}"
    } else {
        "\u{25b2}"
    };
    if state.sort.len() > 1 {
        format!(" {arrow}{}", place + 1)
    } else {
        format!(" {arrow}")
    }
}
