//! The models picked, side by side in place of the table: rows of terms,
//! columns of models, what differs first.

use egui::{FontId, Id, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, Table, TableDelegate};

use super::cell_paint::draw_cut;
use super::cell_view::cell_source_ui;
use super::clause::clause_ui;
use super::compare::compare_ui;
use super::compared_cell::{CellLayout, UNLIKE, draw, laid_out};
use super::compared_keys::{Cursor, area_id, keys};
use super::{Outbox, dialog_is_open};
use crate::app::{Command, ModelsCommand, Place, State};
use crate::matrix::{Cell, Tone};
use crate::model_comparison::{ComparedGroup, ComparedRow, ModelComparison};
use crate::ui::theme::{bold, heading, palette, tokens::size};

/// Width of the column that says what is compared.
const LABELS: f32 = 210.0;

/// Narrowest and widest column of a model.
const NARROWEST: f32 = 180.0;
const WIDEST: f32 = 440.0;

/// Height of the models' names with what belongs to them.
const HEAD: f32 = 70.0;

/// A line of the table.
pub enum Line<'a> {
    /// The heading of a group, with how many rows it has.
    Heading(ComparedGroup, usize),
    Row(&'a ComparedRow),
}

/// Draws the comparison in place of a view, with what is open over it; says
/// whether there is one.
pub fn compared_ui(ui: &mut Ui, state: &State, out: &mut Outbox) -> bool {
    let Some(comparison) = state.comparison() else {
        return false;
    };
    egui::CentralPanel::default().show(ui, |ui| table_ui(ui, state, &comparison, out));
    clause_ui(ui, state, out);
    compare_ui(ui, state, out);
    true
}

fn table_ui(ui: &mut Ui, state: &State, comparison: &ModelComparison, out: &mut Outbox) {
    bar_ui(ui, state, comparison, out);
    ui.add_space(4.0);
    let rows = state.compared_rows(comparison);
    let lines = lines(&rows);
    let count = comparison.models.len() as f32;
    let room = ui.available_width() - LABELS - size::SCROLL_BAR - 4.0;
    let width = (room / count).clamp(NARROWEST, WIDEST).floor();
    let layouts: Vec<Vec<CellLayout>> = lines
        .iter()
        .map(|line| match line {
            Line::Heading(..) => Vec::new(),
            Line::Row(row) => {
                let strong = row.group == ComparedGroup::Verdict;
                let cells = row.cells.iter();
                cells
                    .map(|cell| laid_out(ui, state, cell, width, strong))
                    .collect()
            }
        })
        .collect();
    let mut tops = vec![0.0];
    for (line, cells) in lines.iter().zip(&layouts) {
        let label = match line {
            Line::Heading(..) => size::HEADER,
            Line::Row(row) => label_layout(ui, row).size().y + 10.0,
        };
        let height = cells.iter().map(|cell| cell.height).fold(label, f32::max);
        tops.push(tops.last().copied().unwrap_or(0.0) + height.max(size::ROW).ceil());
    }
    let rect = ui.available_rect_before_wrap();
    let (cursor, moved) = keys(ui, rect, state, &lines, comparison.models.len(), out);
    let mut columns = vec![
        Column::new(LABELS)
            .id(Id::unique("compared terms"))
            .resizable(false),
    ];
    columns.extend(comparison.models.iter().map(|model| {
        Column::new(width)
            // Widths follow the window and are not remembered.
            .id(Id::unique(("compared", &model.id, width as u32)))
            .resizable(false)
    }));
    let mut table = Table::new()
        .id_salt("models side by side")
        .num_rows(lines.len() as u64)
        .columns(columns)
        .num_sticky_cols(1)
        .headers([HeaderRow::new(HEAD)]);
    if moved {
        table = table
            .scroll_to_row(cursor.row as u64, None)
            .scroll_to_column(cursor.column, None);
    }
    let keyed = ui.memory(|memory| memory.has_focus(area_id()));
    let mut delegate = Compared {
        state,
        comparison,
        lines: &lines,
        layouts: &layouts,
        tops: &tops,
        width,
        cursor: keyed.then_some(cursor),
        out,
    };
    table.show(ui, &mut delegate);
}

/// The heading, and what can be done with the comparison.
fn bar_ui(ui: &mut Ui, state: &State, comparison: &ModelComparison, out: &mut Outbox) {
    let mut send = |command| out.push(Command::Models(command));
    ui.horizontal_wrapped(|ui| {
        ui.label(heading(format!(
            "{} models side by side",
            comparison.models.len()
        )));
        ui.add_space(size::GAP);
        let mut only = state.picks.only_differing;
        if ui.checkbox(&mut only, "Only rows that differ").changed() {
            send(ModelsCommand::OnlyDiffering(only));
        }
        let copy = ui.button("Copy");
        if copy
            .on_hover_text("Copy the rows shown as a table, with their clauses")
            .clicked()
        {
            send(ModelsCommand::Copy);
        }
        if ui
            .button("Close")
            .on_hover_text("Go back to the table (Escape)")
            .clicked()
        {
            send(ModelsCommand::Compare(false));
        }
    });
    let first = comparison.models.first();
    let first = first.map_or("", |model| model.name.as_str());
    let judged = match state.scenario() {
        Some(scenario) => format!("Judged in: {}.", scenario.title),
        None => "No scenario is chosen, so nothing is judged.".to_owned(),
    };
    ui.weak(format!(
        "{judged} {UNLIKE} marks a value unlike that of {first}. Click a clause to read it."
    ));
}

/// The rows under the headings of their groups.
fn lines<'a>(rows: &[&'a ComparedRow]) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for group in ComparedGroup::ALL {
        let own: Vec<_> = rows.iter().filter(|row| row.group == group).collect();
        if own.is_empty() {
            continue;
        }
        lines.push(Line::Heading(group, own.len()));
        lines.extend(own.into_iter().map(|row| Line::Row(row)));
    }
    lines
}

fn label_layout(ui: &Ui, row: &ComparedRow) -> std::sync::Arc<egui::Galley> {
    ui.painter().layout(
        row.label.clone(),
        FontId::proportional(size::TEXT),
        palette(ui).text_strong,
        LABELS - 2.0 * size::CELL_PADDING,
    )
}

struct Compared<'a> {
    state: &'a State,
    comparison: &'a ModelComparison,
    lines: &'a [Line<'a>],
    layouts: &'a [Vec<CellLayout>],
    /// Where each line begins, and where the last one ends.
    tops: &'a [f32],
    width: f32,
    /// The cell that keys act on, while they go to the comparison.
    cursor: Option<Cursor>,
    out: &'a mut Outbox,
}

impl TableDelegate for Compared<'_> {
    fn default_row_height(&self) -> f32 {
        size::ROW
    }

    fn row_top_offset(&self, _: &egui::Context, _: Id, row_nr: u64) -> f32 {
        let row = usize::try_from(row_nr).ok();
        row.and_then(|row| self.tops.get(row).or(self.tops.last()))
            .copied()
            .unwrap_or(0.0)
    }

    fn header_cell_ui(&mut self, ui: &mut Ui, info: &HeaderCellInfo) {
        let place = info.col_range.start;
        let width = if place == 0 { LABELS } else { self.width };
        if ui.is_sizing_pass() {
            ui.set_min_width(width);
        }
        let rect = ui.max_rect();
        ui.painter().rect_filled(rect, 0.0, palette(ui).header);
        if let Some(model) = place
            .checked_sub(1)
            .and_then(|at| self.comparison.models.get(at))
        {
            model_head_ui(ui, model, self.out);
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, row_nr: u64) {
        let colors = palette(ui);
        let line = usize::try_from(row_nr).ok();
        let color = match line.and_then(|line| self.lines.get(line)) {
            Some(Line::Heading(..)) => colors.header,
            _ if row_nr % 2 == 1 => colors.zebra,
            _ => return,
        };
        ui.painter().rect_filled(ui.max_rect(), 0.0, color);
    }

    fn cell_ui(&mut self, ui: &mut Ui, info: &CellInfo) {
        let line = usize::try_from(info.row_nr).unwrap_or(usize::MAX);
        let first = info.col_nr == 0;
        if ui.is_sizing_pass() {
            ui.set_min_width(if first { LABELS } else { self.width });
        }
        match self.lines.get(line) {
            Some(Line::Heading(group, count)) if first => heading_ui(ui, *group, *count),
            Some(Line::Row(row)) if first => label_ui(ui, row),
            Some(Line::Row(row)) => self.value_ui(ui, row, (line, info.col_nr)),
            _ => {}
        }
    }
}

impl Compared<'_> {
    fn value_ui(&mut self, ui: &mut Ui, row: &ComparedRow, (line, column): (usize, usize)) {
        let at = column - 1;
        let (Some(cell), Some(model), Some(layout)) = (
            row.cells.get(at),
            self.comparison.models.get(at),
            self.layouts.get(line).and_then(|cells| cells.get(at)),
        ) else {
            return;
        };
        let rect = ui.max_rect();
        let unlike = row.is_unlike_first(at);
        let response = ui.interact(rect, ui.unique_id().with("value"), Sense::hover());
        response.widget_info(|| {
            let first = self.comparison.models.first().filter(|_| unlike);
            let first = first.map(|model| model.name.as_str());
            let spoken = spoken(&model.name, &row.label, cell, first);
            WidgetInfo::labeled(egui::Role::GridCell, true, spoken)
        });
        if !dialog_is_open(self.state) {
            let heading = format!("{}: {}", model.name, row.label);
            response.on_hover_ui(|ui| cell_source_ui(ui, self.state, &heading, cell));
        }
        let side = Stroke::new(1.0, palette(ui).line);
        ui.painter().vline(rect.left(), rect.y_range(), side);
        draw(ui, self.state, cell, layout, unlike, self.out);
        let cursor = Cursor { row: line, column };
        if self.cursor == Some(cursor) {
            let stroke = Stroke::new(2.0, palette(ui).accent);
            ui.painter()
                .rect_stroke(rect.shrink(1.0), 0.0, stroke, StrokeKind::Inside);
        }
    }
}

/// Model, term, value, how it is to be taken, how it differs, clauses.
fn spoken(model: &str, label: &str, cell: &Cell, unlike: Option<&str>) -> String {
    let mut words = format!("{model}, {label}: {}", cell.text);
    if cell.tone != Tone::Neutral {
        words = format!("{words} ({})", cell.tone.word());
    }
    if let Some(first) = unlike {
        words = format!("{words}, unlike {first}");
    }
    let places: Vec<String> = cell.citations.iter().map(|one| one.place()).collect();
    if !places.is_empty() {
        words = format!("{words}, {}", places.join(", "));
    }
    words
}

fn heading_ui(ui: &Ui, group: ComparedGroup, count: usize) {
    let text = match group {
        ComparedGroup::Verdict => group.heading().to_owned(),
        _ => format!("{} ({count})", group.heading()),
    };
    let colors = palette(ui);
    let response = ui.interact(ui.max_rect(), ui.unique_id().with("group"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::RowHeader, true, &text));
    draw_cut(
        ui,
        ui.max_rect(),
        &text,
        bold(size::TEXT),
        colors.text_strong,
    );
}

fn label_ui(ui: &Ui, row: &ComparedRow) {
    let galley = label_layout(ui, row);
    let rect = ui.max_rect();
    let response = ui.interact(rect, ui.unique_id().with("term"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::RowHeader, true, &row.label));
    if !row.help.is_empty() {
        response.on_hover_text(&row.help);
    }
    let at = rect.min + vec2(size::CELL_PADDING, 5.0);
    ui.painter()
        .with_clip_rect(rect.intersect(ui.clip_rect()))
        .galley(at, galley, palette(ui).text_strong);
}

/// A model's name and license, and what can be done with it.
fn model_head_ui(ui: &mut Ui, model: &crate::model_comparison::ComparedModel, out: &mut Outbox) {
    let rect = ui.max_rect().shrink2(vec2(size::CELL_PADDING, 4.0));
    let builder = egui::UiBuilder::new()
        .max_rect(rect)
        .layout(egui::Layout::top_down(egui::Align::Min));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let name = egui::RichText::new(&model.name)
            .font(bold(size::TEXT))
            .strong();
        ui.add(egui::Label::new(name).truncate());
        let license = egui::RichText::new(&model.license).small().weak();
        ui.add(egui::Label::new(license).truncate())
            .on_hover_text(&model.license);
        ui.horizontal(|ui| {
            let details = ui.small_button("Details");
            if details
                .on_hover_text("Show its details beside the table")
                .clicked()
            {
                out.push(Command::Go(Place::Model(model.id.clone())));
            }
            let drop = ui.small_button("Take away");
            if drop.on_hover_text("Compare it no longer").clicked() {
                out.push(Command::Models(ModelsCommand::Drop(model.id.clone())));
            }
        });
    });
}
