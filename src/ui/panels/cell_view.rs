//! What is told about a cell of the matrix.

use egui::Ui;

use crate::app::State;
use crate::catalog::Readiness;
use crate::matrix::{Cell, id_words};

/// The rule behind enterprise readiness, line by line.
pub fn readiness_ui(ui: &mut Ui, state: &State) {
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

/// What a cell says and where it comes from.
pub fn cell_source_ui(ui: &mut Ui, state: &State, heading: &str, cell: &Cell) {
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
