//! The matrix as a table with a sticky header and a sticky first column.

use egui::{Align2, FontId, Rect, Sense, Ui, WidgetInfo, vec2};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, Table, TableDelegate};

use super::Outbox;
use crate::app::{Command, Sheet, State};
use crate::catalog::Readiness;
use crate::matrix::{Cell, Tone, id_words};
use crate::ui::theme::{bold, palette, tokens::size};

/// What the arrow of a sorted column takes after its heading.
const SORT_ARROW: f32 = 14.0;

/// What the sign of a tone takes at the left of a cell.
const SIGN_ROOM: f32 = 20.0;

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
    };
    Table::new()
        .id_salt(("matrix", state.sheet as u8))
        .num_rows(state.rows.len() as u64)
        .columns(columns)
        .num_sticky_cols(1)
        .headers([HeaderRow::new(size::HEADER)])
        .show(ui, &mut delegate);
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
        let arrow = match self.state.sort.first() {
            Some((id, false)) if *id == column.id => " \u{25b2}",
            Some((id, true)) if *id == column.id => " \u{25bc}",
            _ => "",
        };
        let text = format!("{}{arrow}", column.label);
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
            ui.label("Click to sort.");
        });
        if response.clicked() {
            self.out.push(Command::SortBy(column.id.clone()));
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
        let row = &self.state.matrix.rows[row];
        let Some(cell) = row.cells.get(index) else {
            return;
        };
        let column = &self.state.matrix.columns[index];
        if ui.is_sizing_pass() {
            ui.set_min_width(self.widths[info.col_nr]);
        }
        draw_cell(ui, cell, info.col_nr == 0, self.tops.is_some());
        let response = ui.interact(ui.max_rect(), ui.unique_id().with("cell"), Sense::click());
        response.widget_info(|| {
            let spoken = format!("{}, {}, {}", row.id, column.label, cell.text);
            WidgetInfo::labeled(egui::Role::GridCell, true, spoken)
        });
        let response =
            response.on_hover_ui(|ui| cell_source_ui(ui, self.state, &column.label, cell));
        if response.clicked() && self.state.sheet.has_models() {
            self.out.push(Command::Select(Some(row.id.clone())));
        }
    }
}

/// The rule behind enterprise readiness, line by line.
fn readiness_ui(ui: &mut Ui, state: &State) {
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

fn draw_cell(ui: &Ui, cell: &Cell, first: bool, wrap: bool) {
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
fn draw_sign(ui: &Ui, line: Rect, tone: Tone) -> egui::Color32 {
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
fn draw_cut(ui: &Ui, rect: Rect, text: &str, font: FontId, color: egui::Color32) {
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
fn cell_source_ui(ui: &mut Ui, state: &State, heading: &str, cell: &Cell) {
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
