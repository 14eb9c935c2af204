//! The cursor of the table and the cells that are selected with it.

use super::{Effect, Line, LineGroup, State};
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
    /// The group whose heading the cursor is on, if it is on one; the cell is
    /// the first one of the group then.
    pub heading: Option<String>,
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
    /// Go to the heading of a group.
    GoToHeading(String),
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
            if let Some((spot, heading)) = moved(state, rows, columns, extend) {
                go(state, spot, extend);
                state.grid.heading = heading;
            }
        }
        GridCommand::Go { spot, extend } => go(state, spot, extend),
        GridCommand::GoToHeading(label) => go_to_heading(state, label),
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
            let shown = (0..state.rows.len()).filter(|place| state.is_unfolded(*place));
            let rows = shown.filter_map(|place| state.row_at(place)).collect();
            return copy(state, (rows, state.columns()), true);
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
    grid.heading = None;
    grid.moves += 1;
}

/// Goes to the heading of a group, in the column in which the cursor is.
fn go_to_heading(state: &mut State, label: String) {
    let mut groups = state.lines.groups().iter();
    let group = groups.find(|group| group.label == label);
    let first = group.and_then(|group| state.row_at(group.rows.start));
    let column = state.cursor_column().map(|(_, column)| column);
    let column = column.or_else(|| state.columns().first().copied());
    if let (Some(row), Some(column)) = (first, column) {
        go(state, Spot { row, column }, false);
        state.grid.heading = Some(label);
    }
}

/// The cell so many lines and columns from the cursor, and the group if its
/// line is a heading; at the edge the last one. From nowhere the first line. A
/// selection goes over headings.
fn moved(
    state: &State,
    lines: isize,
    columns: isize,
    extend: bool,
) -> Option<(Spot, Option<String>)> {
    let shown = state.columns();
    let last = state.line_count().checked_sub(1)?;
    let mut line = 0;
    let mut column = 0;
    if let Some(at) = state.cursor_line() {
        line = at.saturating_add_signed(lines).min(last);
        let (place, _) = state.cursor_column()?;
        column = place
            .saturating_add_signed(columns)
            .min(shown.len().checked_sub(1)?);
    }
    let column = *shown.get(column)?;
    if extend {
        line = past_headings(state, line, lines < 0)?;
    }
    Some(match state.line(line)? {
        Line::Row { row, .. } => (Spot { row, column }, None),
        Line::Heading(group) => {
            let group = state.lines.groups().get(group)?;
            let row = state.row_at(group.rows.start)?;
            (Spot { row, column }, Some(group.label.clone()))
        }
    })
}

/// The next line from here on, this one too, that is a row; back the other way
/// if there is none.
fn past_headings(state: &State, line: usize, up: bool) -> Option<usize> {
    let is_row = |line: &usize| matches!(state.line(*line), Some(Line::Row { .. }));
    let mut above = (0..=line).rev();
    let mut below = line..state.line_count();
    if up {
        above.find(is_row).or_else(|| below.find(is_row))
    } else {
        below.find(is_row).or_else(|| above.find(is_row))
    }
}

/// The next row, from the cursor on, whose first cell begins so.
fn found(state: &State, typed: &str) -> Option<Spot> {
    let wanted = typed.to_lowercase();
    let first = *state.columns().first()?;
    let begins = |row: &usize| {
        let cell = &state.matrix.rows[*row].cells[first];
        cell.text.to_lowercase().starts_with(&wanted)
    };
    let at = state.cursor_place().map_or(0, |(place, _)| place);
    // Who types on stays on a row that still fits; a first letter goes on to
    // the next one.
    let from = if wanted.chars().count() > 1 {
        at
    } else {
        at + 1
    };
    let from = from.min(state.rows.len());
    let places = (from..state.rows.len()).chain(0..from);
    let mut rows = places.filter_map(|place| Some((place, state.row_at(place)?)));
    let (_, row) = rows.find(|(place, row)| begins(row) && state.is_unfolded(*place))?;
    let column = state.cursor_column().map_or(first, |(_, column)| column);
    Some(Spot { row, column })
}

fn select_all(state: &mut State) {
    let columns = state.columns();
    let shown = |place: &usize| state.is_unfolded(*place);
    let first = (0..state.rows.len()).find(shown);
    let last = (0..state.rows.len()).rfind(shown);
    let corner = |place: Option<usize>, column: Option<&usize>| {
        Some(Spot {
            row: state.row_at(place?)?,
            column: *column?,
        })
    };
    let anchor = corner(first, columns.first());
    let cursor = corner(last, columns.last());
    state.grid.anchor = anchor;
    state.grid.cursor = cursor;
    state.grid.heading = None;
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
    /// nothing that is shown, or on the heading of a group.
    pub fn cursor_place(&self) -> Option<(usize, usize)> {
        if self.cursor_heading().is_some() {
            return None;
        }
        self.place_of(self.grid.cursor?)
    }

    /// The group whose heading the cursor is on: it went there, or its row was
    /// folded away.
    pub fn cursor_heading(&self) -> Option<&LineGroup> {
        match self.line(self.cursor_line()?)? {
            Line::Heading(group) => self.lines.groups().get(group),
            Line::Row { .. } => None,
        }
    }

    /// The line that the cursor is on.
    pub fn cursor_line(&self) -> Option<usize> {
        let on = |label: &String| {
            let mut groups = self.lines.groups().iter();
            groups.find(|group| group.label == *label)
        };
        let heading = self.grid.heading.as_ref().and_then(on);
        let spot = self.grid.cursor?;
        self.column_place(spot.column)?;
        match heading {
            Some(group) => Some(group.line),
            None => Some(self.line_of(self.place_of_row(spot.row)?)),
        }
    }

    /// The column that the cursor is in: its place among those shown and its
    /// index in the matrix.
    pub fn cursor_column(&self) -> Option<(usize, usize)> {
        let column = self.grid.cursor?.column;
        Some((self.column_place(column)?, column))
    }

    fn column_place(&self, column: usize) -> Option<usize> {
        self.columns().iter().position(|shown| *shown == column)
    }

    fn place_of(&self, spot: Spot) -> Option<(usize, usize)> {
        let place = self.place_of_row(spot.row)?;
        let column = self.column_place(spot.column)?;
        self.is_unfolded(place).then_some((place, column))
    }

    /// First and last row and column of the selection, among those shown. Rows
    /// that are folded away in between do not belong to it.
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
        let shown = (top..=bottom).filter(|place| self.is_unfolded(*place));
        let rows = shown.filter_map(|place| self.row_at(place)).collect();
        (rows, self.columns()[left..=right].to_vec())
    }

    /// The id of the row that the cursor is on.
    pub fn cursor_row(&self) -> Option<&str> {
        let (place, _) = self.cursor_place()?;
        let row = self.matrix.rows.get(self.row_at(place)?)?;
        Some(&row.id)
    }
}
