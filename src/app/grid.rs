//! The cursor of the table and the cells that are selected with it.

use super::{Effect, State};
use crate::matrix::Matrix;

/// A cell by its row and its column in the matrix, wherever they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Index of the row.
    pub row: usize,
    /// Index of the column.
    pub column: usize,
}

/// The cursor, and where the selection began.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// The cell that keys act on.
    pub cursor: Option<Spot>,
    /// The corner of the selection that stays.
    pub anchor: Option<Spot>,
    /// How often the cursor was moved; each time it is scrolled to.
    pub moves: u64,
}

/// Something a user did with the cursor of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GridCommand {
    /// Go by so many rows and columns.
    Move {
        /// Downwards.
        rows: isize,
        /// To the right.
        columns: isize,
        /// Whether the selection goes on.
        extend: bool,
    },
    /// Go to a cell.
    Go {
        /// Which.
        spot: Spot,
        /// Whether the selection goes on.
        extend: bool,
    },
    /// Go to the next row whose first cell begins so.
    TypeAhead(String),
    /// Select every cell that is shown.
    SelectAll,
    /// Copy the selected cells.
    CopyCells,
    /// Copy the selected rows whole, with headings.
    CopyRows,
    /// Copy everything that is shown, with headings.
    CopyView,
}

impl GridCommand {
    /// From nowhere this goes to the first cell.
    pub(super) const FIRST: Self = GridCommand::Move {
        rows: 0,
        columns: 0,
        extend: false,
    };
}

/// Cells to be copied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Copied {
    /// Headings, where whole rows are copied.
    pub headings: Vec<String>,
    /// The words of the cells, row by row.
    pub rows: Vec<Vec<String>>,
}

/// Carries out a command about the cursor.
pub(super) fn apply_grid(state: &mut State, command: GridCommand) -> Vec<Effect> {
    match command {
        GridCommand::Move {
            rows,
            columns,
            extend,
        } => {
            if let Some(spot) = moved(state, rows, columns) {
                go(state, spot, extend);
            }
        }
        GridCommand::Go { spot, extend } => go(state, spot, extend),
        GridCommand::TypeAhead(typed) => {
            if let Some(spot) = found(state, &typed) {
                go(state, spot, false);
            }
        }
        GridCommand::SelectAll => select_all(state),
        GridCommand::CopyCells => {
            let selected = state.selected_cells();
            return copy(state, selected, false);
        }
        GridCommand::CopyRows => {
            let (rows, _) = state.selected_cells();
            return copy(state, (rows, state.columns()), true);
        }
        GridCommand::CopyView => {
            let all = (state.rows.clone(), state.columns());
            return copy(state, all, true);
        }
    }
    Vec::new()
}

/// Goes to a cell; `extend`: the selection goes on.
pub(super) fn go(state: &mut State, spot: Spot, extend: bool) {
    let grid = &mut state.grid;
    if !extend {
        grid.anchor = Some(spot);
    } else if grid.anchor.is_none() {
        grid.anchor = grid.cursor.or(Some(spot));
    }
    grid.cursor = Some(spot);
    grid.moves += 1;
}

/// The cell so many rows and columns from the cursor; at the edge the last one.
/// From nowhere the first cell.
fn moved(state: &State, rows: isize, columns: isize) -> Option<Spot> {
    let shown = state.columns();
    let (first_row, first_column) = (state.rows.first()?, shown.first()?);
    let Some((row, column)) = state.cursor_place() else {
        return Some(Spot {
            row: *first_row,
            column: *first_column,
        });
    };
    let step = |at: usize, by: isize, count: usize| at.saturating_add_signed(by).min(count - 1);
    Some(Spot {
        row: state.rows[step(row, rows, state.rows.len())],
        column: shown[step(column, columns, shown.len())],
    })
}

/// The next row, from the cursor on, whose first cell begins so.
fn found(state: &State, typed: &str) -> Option<Spot> {
    let wanted = typed.to_lowercase();
    let first = *state.columns().first()?;
    let begins = |row: &usize| {
        let cell = &state.matrix.rows[*row].cells[first];
        cell.text.to_lowercase().starts_with(&wanted)
    };
    let (at, column) = state.cursor_place().unwrap_or((0, 0));
    // Who types on stays on a row that still fits; a first letter goes on to
    // the next one.
    let from = if wanted.chars().count() > 1 {
        at
    } else {
        at + 1
    };
    let (before, after) = state.rows.split_at(from.min(state.rows.len()));
    let row = after.iter().chain(before).find(|row| begins(row))?;
    Some(Spot {
        row: *row,
        column: state.columns().get(column).copied().unwrap_or(first),
    })
}

fn select_all(state: &mut State) {
    let columns = state.columns();
    let corner = |row: Option<&usize>, column: Option<&usize>| {
        Some(Spot {
            row: *row?,
            column: *column?,
        })
    };
    state.grid.anchor = corner(state.rows.first(), columns.first());
    state.grid.cursor = corner(state.rows.last(), columns.last());
}

fn copy(state: &State, (rows, columns): (Vec<usize>, Vec<usize>), headed: bool) -> Vec<Effect> {
    if rows.is_empty() || columns.is_empty() {
        return Vec::new();
    }
    let matrix: &Matrix = &state.matrix;
    let cell = |row: usize, column: usize| matrix.rows[row].cells[column].text.clone();
    let headings = columns.iter().filter(|_| headed);
    vec![Effect::Copy(Box::new(Copied {
        headings: headings
            .map(|&column| matrix.columns[column].label.clone())
            .collect(),
        rows: rows
            .iter()
            .map(|&row| columns.iter().map(|&column| cell(row, column)).collect())
            .collect(),
    }))]
}

impl State {
    /// Where the cursor is among the rows and columns shown; none if it is on
    /// nothing that is shown.
    pub fn cursor_place(&self) -> Option<(usize, usize)> {
        self.place_of(self.grid.cursor?)
    }

    fn place_of(&self, spot: Spot) -> Option<(usize, usize)> {
        let row = self.rows.iter().position(|row| *row == spot.row)?;
        let columns = self.columns();
        let column = columns.iter().position(|column| *column == spot.column)?;
        Some((row, column))
    }

    /// First and last row and column of the selection, among those shown.
    pub fn selection(&self) -> Option<((usize, usize), (usize, usize))> {
        let cursor = self.cursor_place()?;
        let anchor = self.grid.anchor.and_then(|spot| self.place_of(spot));
        let anchor = anchor.unwrap_or(cursor);
        let sorted = |a: usize, b: usize| (a.min(b), a.max(b));
        Some((sorted(cursor.0, anchor.0), sorted(cursor.1, anchor.1)))
    }

    /// The rows and columns of the selection.
    fn selected_cells(&self) -> (Vec<usize>, Vec<usize>) {
        let Some(((top, bottom), (left, right))) = self.selection() else {
            return (Vec::new(), Vec::new());
        };
        let columns = self.columns();
        (
            self.rows[top..=bottom].to_vec(),
            columns[left..=right].to_vec(),
        )
    }

    /// The id of the row that the cursor is on.
    pub fn cursor_row(&self) -> Option<&str> {
        let (row, _) = self.cursor_place()?;
        let row = self.matrix.rows.get(*self.rows.get(row)?)?;
        Some(&row.id)
    }
}
