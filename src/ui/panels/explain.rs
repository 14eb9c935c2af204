//! What the cell under the cursor says, in full: for who reads without a pointer.

use egui::{Align2, Ui, vec2};

use super::Outbox;
use super::cell_view::{cell_source_ui, readiness_ui};
use crate::app::{Command, State};
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
    explain_column_ui(ui, state, &column.id, &cell.text);
    if let Some(subject) = state.subject_at(spot.row, spot.column)
        && let Some(decision) = state.kept.decisions.get(&subject)
    {
        ui.label(format!("Review: {}", decision.words()));
    }
}

/// What a column means, and a verdict where one stands in it.
fn explain_column_ui(ui: &mut Ui, state: &State, column: &str, value: &str) {
    ui.add_space(4.0);
    if let Some(known) = state.catalog.column(column)
        && !known.help.is_empty()
    {
        ui.weak(format!("{}: {}", known.label, known.help));
    }
    match column {
        "enterprise_ready" => readiness_ui(ui, state),
        "verdict" => {
            let mut all = Verdict::ALL.into_iter();
            if let Some(verdict) = all.find(|verdict| verdict.label() == value) {
                ui.weak(format!("{value}: {}", verdict.meaning()));
            }
        }
        _ => {}
    }
}
