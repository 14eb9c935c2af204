//! The matrix as a table with a sticky header and a sticky first column.

use egui::{Align2, FontId, Rect, Sense, Ui, WidgetInfo, vec2};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, Table, TableDelegate};

use super::Outbox;
use crate::app::{Command, Sheet, State};
use crate::matrix::{Cell, Tone};
use crate::ui::theme::{bold, palette, tokens::size};

/// Draws the table.
pub fn table_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let indices = state.columns();
    let columns: Vec<Column> = indices
        .iter()
        .map(|&index| {
            let id = &state.matrix.columns[index].id;
            Column::new(width(state, id))
                .id(egui::Id::unique(("matrix", state.sheet as u8, id)))
                .resizable(true)
        })
        .collect();
    let mut delegate = Rows {
        state,
        out,
        indices: &indices,
    };
    Table::new()
        .id_salt(("matrix", state.sheet as u8))
        .num_rows(state.rows.len() as u64)
        .columns(columns)
        .num_sticky_cols(1)
        .headers([HeaderRow::new(size::HEADER)])
        .show(ui, &mut delegate);
}

fn width(state: &State, column: &str) -> f32 {
    match state.sheet {
        Sheet::Texts => state
            .catalog
            .column(column)
            .map_or(140.0, |column| column.width),
        Sheet::Article => 170.0,
        Sheet::Differences => match column {
            "texts" | "why" => 420.0,
            "check" => 130.0,
            _ => 150.0,
        },
    }
}

struct Rows<'a> {
    state: &'a State,
    out: &'a mut Outbox,
    indices: &'a [usize],
}

impl TableDelegate for Rows<'_> {
    fn default_row_height(&self) -> f32 {
        size::ROW
    }

    fn header_cell_ui(&mut self, ui: &mut Ui, info: &HeaderCellInfo) {
        let Some(&index) = self.indices.get(info.col_range.start) else {
            return;
        };
        let column = &self.state.matrix.columns[index];
        let colors = palette(ui);
        let rect = ui.max_rect();
        if ui.is_sizing_pass() {
            ui.set_min_width(width(self.state, &column.id));
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
            ui.set_min_width(width(self.state, &column.id));
        }
        draw_cell(ui, cell, info.col_nr == 0);
        let response = ui.interact(ui.max_rect(), ui.unique_id().with("cell"), Sense::click());
        response.widget_info(|| {
            let spoken = format!("{}, {}, {}", row.id, column.label, cell.text);
            WidgetInfo::labeled(egui::Role::GridCell, true, spoken)
        });
        let response =
            response.on_hover_ui(|ui| cell_source_ui(ui, self.state, &column.label, cell));
        if response.clicked() && self.state.sheet == Sheet::Texts {
            self.out.push(Command::Select(Some(row.id.clone())));
        }
    }
}

fn draw_cell(ui: &Ui, cell: &Cell, first: bool) {
    let colors = palette(ui);
    let mut rect = ui.max_rect();
    let color = if cell.tone == Tone::Neutral {
        colors.text
    } else {
        let tone = colors.tone(cell.tone);
        let sign = Rect::from_min_size(
            rect.left_center() + vec2(size::CELL_PADDING, -8.0),
            vec2(16.0, 16.0),
        );
        ui.painter()
            .rect_filled(sign, f32::from(size::CORNER), tone.background);
        ui.painter().text(
            sign.center(),
            Align2::CENTER_CENTER,
            cell.tone.sign(),
            bold(size::TEXT_SMALL),
            tone.text,
        );
        rect.min.x += 20.0;
        tone.text
    };
    let font = if first {
        bold(size::TEXT)
    } else {
        FontId::proportional(size::TEXT)
    };
    draw_cut(ui, rect, &cell.text, font, color);
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
    for citation in &cell.citations {
        let title = state
            .catalog
            .source(&citation.document)
            .map_or(citation.document.as_str(), |s| s.title.as_str());
        ui.weak(format!("{title}, {}", citation.place()));
    }
    let mut line = Vec::new();
    if let Some(evidence) = cell.evidence {
        line.push(format!("Evidence: {}", evidence.label()));
    }
    if let Some(read) = cell.read {
        line.push(format!("read {read}"));
    }
    if !line.is_empty() {
        ui.weak(line.join(", "));
    }
}
