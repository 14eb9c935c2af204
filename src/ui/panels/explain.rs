//! What the cell under the cursor says, in full: for who reads without a pointer.

use egui::{Align2, Ui, vec2};

use super::Outbox;
use super::cell_view::{cell_source_ui, readiness_ui};
use crate::app::{Command, Spot, State};
use crate::scenario::Verdict;

/// Draws it, while it is asked for.
pub fn explain_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    if !state.explain_open {
        return;
    }
    egui::Window::new("What this cell says")
        .anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -44.0))
        .collapsible(false)
        .resizable(false)
        .default_width(420.0)
        .show(ui.ctx(), |ui| {
            cell_ui(ui, state);
            ui.add_space(4.0);
            if ui.button("Close").clicked() {
                out.push(Command::ToggleExplain);
            }
        });
}

fn cell_ui(ui: &mut Ui, state: &State) {
    let spot = state.grid.cursor;
    let row = spot.and_then(|spot| state.matrix.rows.get(spot.row));
    let column = spot.and_then(|spot| state.matrix.columns.get(spot.column));
    let (Some(spot), Some(row), Some(column)) = (spot, row, column) else {
        ui.label("Go to a cell of the table.");
        return;
    };
    let Some(cell) = row.cells.get(spot.column) else {
        return;
    };
    let name = row.cells.first().map_or("", |cell| cell.text.as_str());
    cell_source_ui(ui, state, &format!("{name}, {}", column.label), cell);
    beside_cell_ui(ui, state, spot);
    explain_column_ui(ui, state, &column.id);
}

/// What is to be told of a cell beside its value: what a verdict means, what a
/// reviewer decided, and which condition its row misses.
pub fn beside_cell_ui(ui: &mut Ui, state: &State, spot: Spot) {
    let column = state.matrix.columns.get(spot.column);
    let row = state.matrix.rows.get(spot.row);
    let cell = row.and_then(|row| row.cells.get(spot.column));
    if let (Some(column), Some(cell)) = (column, cell)
        && column.id == "verdict"
        && let Some(verdict) = Verdict::ALL
            .into_iter()
            .find(|verdict| verdict.label() == cell.text)
    {
        ui.weak(verdict.meaning());
    }
    if let Some(subject) = state.subject_at(spot.row, spot.column)
        && let Some(decision) = state.kept.decisions.get(&subject)
    {
        ui.label(format!("Review: {}", decision.words()));
    }
    if let Some(missed) = state.missed(spot.row) {
        ui.weak(format!("Nearly fits the filter. {missed}."));
    }
}

/// What a column means.
fn explain_column_ui(ui: &mut Ui, state: &State, column: &str) {
    ui.add_space(4.0);
    if let Some(known) = state.catalog.column(column)
        && !known.help.is_empty()
    {
        ui.weak(format!("{}: {}", known.label, known.help));
    }
    if column == "enterprise_ready" {
        readiness_ui(ui, state);
    }
}
