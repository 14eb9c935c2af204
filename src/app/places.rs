//! Going somewhere: to the filter, a column, a model, the models of a license.

use super::apply::carry_out;
use super::grid::{self, GridCommand, Spot, apply_grid};
use super::{Command, Effect, Place, Sheet, State};

/// Goes to a place.
pub(super) fn go(state: &mut State, place: Place) -> Vec<Effect> {
    match place {
        Place::Filter => state.filter_asked += 1,
        Place::Table => {
            state.table_asked += 1;
            if state.cursor_line().is_none() {
                return apply_grid(state, GridCommand::FIRST);
            }
        }
        Place::Column(id) => go_to_column(state, id),
        Place::Model(id) => show_model(state, id),
        Place::License(id) => show_license(state, &id),
    }
    Vec::new()
}

/// Shows the details of a model, and its row if it is on screen.
fn show_model(state: &mut State, id: String) {
    to_texts(state);
    let row = state.matrix.rows.iter().position(|row| row.id == id);
    if let (Some(row), Some(&column)) = (row, state.columns().first())
        && state.rows.contains(&row)
    {
        grid::go(state, Spot { row, column }, false);
    }
    state.selected = Some(id);
}

/// Shows a column, and goes to it.
fn go_to_column(state: &mut State, id: String) {
    to_texts(state);
    let catalog = state.catalog.clone();
    state.layout.show(&id, &catalog);
    let row = state.grid.cursor.map(|spot| spot.row);
    let row = row
        .filter(|row| state.rows.contains(row))
        .or(state.rows.first().copied());
    if let (Some(row), Some(column)) = (row, state.matrix.column_index(&id)) {
        grid::go(state, Spot { row, column }, false);
    }
}

/// Shows the models under a license.
fn show_license(state: &mut State, id: &str) {
    to_texts(state);
    state.values.clear();
    state.filter = format!("license:\"{id}\"");
    state.arrange();
}

/// Models, columns and licenses are rows and columns of this view alone.
fn to_texts(state: &mut State) {
    if state.sheet != Sheet::Texts {
        carry_out(state, Command::ShowSheet(Sheet::Texts));
    }
}
