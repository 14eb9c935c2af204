//! The table drawn by egui_table.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align2, Color32, FontId, Rect, Sense, Ui, WidgetInfo, vec2};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, Table, TableDelegate};
use license_matrix::matrix::Tone;
use license_matrix::ui::theme::{bold, palette};

use super::data::{COLUMNS, Rows};

const PADDING: f32 = 8.0;
const TEXT: f32 = 13.5;

pub fn draw(ui: &mut Ui, rows: &Rows) {
    let columns = (0..COLUMNS).map(|column| Column::new(120.0).id(egui::Id::unique(column)));
    Table::new()
        .id_salt("bench")
        .num_rows(rows.count() as u64)
        .columns(columns.collect::<Vec<_>>())
        .num_sticky_cols(1)
        .headers([HeaderRow::new(30.0)])
        .show(ui, &mut Delegate { rows });
}

struct Delegate<'a> {
    rows: &'a Rows,
}

impl TableDelegate for Delegate<'_> {
    fn default_row_height(&self) -> f32 {
        20.0
    }

    fn header_cell_ui(&mut self, ui: &mut Ui, info: &HeaderCellInfo) {
        let label = &self.rows.labels[info.col_range.start];
        let colors = palette(ui);
        let rect = ui.max_rect();
        if ui.is_sizing_pass() {
            ui.set_min_width(120.0);
        }
        ui.painter().rect_filled(rect, 0.0, colors.header);
        cut(ui, rect, label, bold(12.0), colors.text_strong);
        let response = ui.interact(rect, ui.unique_id().with("sort"), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::ColumnHeader, true, label));
    }

    fn row_ui(&mut self, ui: &mut Ui, row: u64) {
        let colors = palette(ui);
        let rect = ui.max_rect();
        if ui.rect_contains_pointer(rect) {
            ui.painter().rect_filled(rect, 0.0, colors.hover_row);
        } else if row % 2 == 1 {
            ui.painter().rect_filled(rect, 0.0, colors.zebra);
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, info: &CellInfo) {
        let (row, column) = (usize::try_from(info.row_nr).unwrap(), info.col_nr);
        if ui.is_sizing_pass() {
            ui.set_min_width(120.0);
        }
        let (words, tone) = self.rows.cell(row, column);
        let mut rect = ui.max_rect();
        let color = sign(ui, rect, tone);
        if tone != Tone::Neutral {
            rect.min.x += 20.0;
        }
        let font = if column == 0 {
            bold(TEXT)
        } else {
            FontId::proportional(TEXT)
        };
        cut(ui, rect, words, font, color);
        let response = ui.interact(ui.max_rect(), ui.unique_id().with("cell"), Sense::click());
        response.widget_info(|| {
            let spoken = self.rows.spoken(row, column);
            WidgetInfo::labeled(egui::Role::GridCell, true, spoken)
        });
    }
}

/// The sign of a tone at the left; gives the color of the words.
fn sign(ui: &Ui, line: Rect, tone: Tone) -> Color32 {
    let colors = palette(ui);
    if tone == Tone::Neutral {
        return colors.text;
    }
    let look = colors.tone(tone);
    let corner = line.left_center() + vec2(PADDING, -8.0);
    let sign = Rect::from_min_size(corner, vec2(16.0, 16.0));
    ui.painter().rect_filled(sign, 4.0, look.background);
    ui.painter().text(
        sign.center(),
        Align2::CENTER_CENTER,
        tone.sign(),
        bold(12.0),
        look.text,
    );
    look.text
}

/// One line, cut where the cell ends.
fn cut(ui: &Ui, rect: Rect, text: &str, font: FontId, color: Color32) {
    let room = (rect.width() - 2.0 * PADDING).max(0.0);
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = TextWrapping::truncate_at_width(room);
    let galley = ui.painter().layout_job(job);
    let place = rect.left_center() + vec2(PADDING, 0.0);
    let place = Align2::LEFT_CENTER.anchor_size(place, galley.size());
    let painter = ui.painter().with_clip_rect(rect);
    painter.galley(place.min, galley, color);
}
