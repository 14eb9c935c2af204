//! The matrix as a table: what the grid draws, and what is done with it.

use std::borrow::Cow;

use egui::{Id, Response, Ui};

use super::cell_view::{cell_source_ui, readiness_ui};
use super::column_width::{is_wrapped, width, width_place};
use super::explain::beside_cell_ui;
use super::grid_keys::{grid_id, grid_keys};
use super::{Outbox, dialog_is_open, header_menu};
use crate::app::{
    Command, GridCommand, LayoutCommand, Line, MAX_WIDTH, MIN_WIDTH, Mark, Spot, State, TablePopup,
};
use crate::matrix::{Cell, Row};
use crate::ui::grid::{Grid, GridCell, GridColumn, GridEvent, GridLine, GridSource, RowHeight};
use crate::ui::theme::tokens::size;
use crate::workspace::Density;

/// Draws the table.
pub fn table_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let indices = state.columns();
    let columns: Vec<GridColumn<'_>> = indices
        .iter()
        .map(|&index| column(ui, state, index))
        .collect();
    let cursor_column = state.cursor_column().map(|(place, _)| place);
    let cursor = state.cursor_line().zip(cursor_column);
    let menu = header_menu::open_column(state, &indices);
    let lines = |((top, bottom), columns)| ((state.line_of(top), state.line_of(bottom)), columns);
    let grid = Grid {
        id: grid_id(),
        salt: state.sheet as u64,
        label: "Matrix",
        columns: &columns,
        pinned: match state.columns_are_chosen() {
            true => state.layout.pinned_of(columns.len()),
            false => 1,
        },
        height: height(state),
        cursor,
        selection: state.selection().map(lines),
        show: shown(ui, state, cursor, menu),
        revision: state.arranged,
    };
    let source = Rows {
        state,
        indices: &indices,
    };
    let output = grid.show(ui, &source);
    for event in output.events {
        told(ui, &source, event, out);
    }
    if header_menu::is_open(state) {
        header_menu::close_without(&output.headers, menu, out);
    }
    for (at, response) in output.headers {
        header_menu::header_menu_ui(ui, state, (indices[at], at), &response, out);
        header_tooltip(response, state, indices[at]);
    }
    // What was told of a cell would stay above a dialog that keys opened.
    if let Some((place, response)) = output.hovered
        && !dialog_is_open(state)
        && state.table_popup.is_none()
    {
        cell_tooltip(&source, place, response);
    }
    grid_keys(ui, output.page, state, out);
}

/// The line and the column to bring into sight: where the cursor went since the
/// last frame, and the column whose menu was opened.
fn shown(
    ui: &Ui,
    state: &State,
    cursor: Option<(usize, usize)>,
    menu: Option<usize>,
) -> (Option<usize>, Option<usize>) {
    let place = Id::unique("what was shown of the table");
    let now = (state.grid.moves, menu);
    let before: (u64, Option<usize>) = ui.data(|data| data.get_temp(place)).unwrap_or_default();
    ui.data_mut(|data| data.insert_temp(place, now));
    let cursor = cursor.filter(|_| before.0 != now.0);
    let menu = menu.filter(|_| before.1 != now.1);
    let column = cursor.map(|(_, column)| column);
    (cursor.map(|(line, _)| line), menu.or(column))
}

/// How high the rows are. Those of sentences are as high as they need in any
/// case.
fn height(state: &State) -> RowHeight {
    match state.layout.density {
        _ if is_wrapped(state.sheet) => RowHeight::Content,
        Density::Compact => RowHeight::Even(size::ROW_COMPACT),
        Density::Normal => RowHeight::Even(size::ROW),
        Density::Tall => RowHeight::Content,
    }
}

fn column<'a>(ui: &Ui, state: &'a State, index: usize) -> GridColumn<'a> {
    let column = &state.matrix.columns[index];
    let sorted = state.sort.iter().position(|(id, _)| *id == column.id);
    GridColumn {
        id: &column.id,
        label: &column.label,
        width: width(ui, state, index),
        // Where rows are sentences the widths follow the window.
        limits: (!is_wrapped(state.sheet)).then_some((f32::from(MIN_WIDTH), f32::from(MAX_WIDTH))),
        sorted: sorted.map(|place| (place, state.sort[place].1)),
        ranked: state.sort.len() > 1,
        filtered: state.values.contains_key(&column.id),
        movable: state.columns_are_chosen(),
    }
}

/// The rows of the state, for the grid.
struct Rows<'a> {
    state: &'a State,
    indices: &'a [usize],
}

impl Rows<'_> {
    /// The place of the row on a line and its index in the matrix.
    fn row_on(&self, line: usize) -> Option<(usize, usize)> {
        match self.state.line(line)? {
            Line::Row { place, row } => Some((place, row)),
            Line::Heading(_) => None,
        }
    }

    fn row(&self, line: usize) -> Option<&Row> {
        self.state.matrix.rows.get(self.row_on(line)?.1)
    }

    fn is_near(&self, line: usize) -> bool {
        let place = self.row_on(line).map(|(place, _)| place);
        place.is_some_and(|place| place >= self.state.rows.len())
    }

    fn spot(&self, line: usize, column: usize) -> Option<Spot> {
        Some(Spot {
            row: self.row_on(line)?.1,
            column: *self.indices.get(column)?,
        })
    }

    /// The decision of a reviewer on a cell; at the name that on the model as a
    /// whole.
    fn mark(&self, line: usize, column: usize) -> Option<Mark> {
        let Spot { row, column: index } = self.spot(line, column)?;
        let review = &self.state.review;
        match self.state.matrix.columns[index].id.as_str() {
            "model" => review.model_mark(row),
            _ => review.mark(row, index),
        }
    }

    fn label(&self, line: usize) -> Option<&str> {
        match self.state.line(line)? {
            Line::Heading(group) => Some(&self.state.lines.groups().get(group)?.label),
            Line::Row { .. } => None,
        }
    }
}

impl GridSource for Rows<'_> {
    fn lines(&self) -> usize {
        self.state.line_count()
    }

    fn line(&self, line: usize) -> GridLine<'_> {
        let groups = self.state.lines.groups();
        match self.state.line(line) {
            Some(Line::Heading(at)) if at < groups.len() => GridLine::Heading {
                text: Cow::Owned(format!("{} ({})", groups[at].label, groups[at].count())),
                folded: groups[at].folded,
            },
            Some(Line::Row { place, row }) => {
                let id = self.state.matrix.rows.get(row).map(|row| row.id.as_str());
                GridLine::Row {
                    selected: id.is_some() && self.state.selected.as_deref() == id,
                    dimmed: place >= self.state.rows.len(),
                }
            }
            _ => GridLine::Row {
                selected: false,
                dimmed: false,
            },
        }
    }

    fn cell(&self, line: usize, column: usize) -> Option<GridCell<'_>> {
        let cell = self.row(line)?.cells.get(*self.indices.get(column)?)?;
        Some(GridCell {
            text: &cell.text,
            tone: cell.tone,
            // The first one names the row.
            strong: column == 0,
            mark: self.mark(line, column).map_or("", Mark::sign),
        })
    }

    fn spoken(&self, line: usize, column: usize) -> String {
        let (Some(row), Some(&index)) = (self.row(line), self.indices.get(column)) else {
            return String::new();
        };
        let name = match row.cells.first() {
            Some(cell) if self.state.sheet.has_models() => &cell.text,
            _ => &row.id,
        };
        let mut spoken = format!("{name}, {}", self.state.matrix.columns[index].label);
        let Some(cell) = row.cells.get(index) else {
            return spoken;
        };
        if cell.text != *name {
            spoken.push_str(", ");
            spoken.push_str(&cell.text);
        }
        if let Some(clause) = clause(cell) {
            spoken.push_str(", ");
            spoken.push_str(&clause);
        }
        if let Some(mark) = self.mark(line, column) {
            spoken.push_str(", review: ");
            spoken.push_str(mark.words());
        }
        if column == 0 && self.is_near(line) {
            spoken.push_str(", does not match the filter");
        }
        spoken
    }
}

/// The first clause that a cell cites, as it is spoken.
fn clause(cell: &Cell) -> Option<String> {
    let section = &cell.citations.first()?.section;
    let counted = section.starts_with(|c: char| c.is_ascii_digit());
    Some(match counted {
        true => format!("clause {section}"),
        false => section.clone(),
    })
}

/// What was done with the table.
fn told(ui: &Ui, source: &Rows<'_>, event: GridEvent, out: &mut Outbox) {
    let state = source.state;
    let id = |column: usize| {
        Some(
            state.matrix.columns[*source.indices.get(column)?]
                .id
                .clone(),
        )
    };
    let command = match event {
        GridEvent::Cell {
            line,
            column,
            extend,
        } => return clicked(ui, source, (line, column), extend, out),
        GridEvent::Heading(line) => return folded(ui, source, line, out),
        GridEvent::Header { column, also } => match (id(column), also) {
            (Some(id), true) => Command::SortAlsoBy(id),
            (Some(id), false) => Command::SortBy(id),
            (None, _) => return,
        },
        GridEvent::Menu(column) => {
            // A second click closes it again.
            let menu = id(column).map(TablePopup::of_column);
            let open = header_menu::open_column(state, source.indices);
            Command::TablePopup(menu.filter(|_| open != Some(column)))
        }
        GridEvent::Width { column, width } => {
            let Some(column) = id(column) else { return };
            if !state.columns_are_chosen() {
                let place = width_place(state, &column);
                ui.data_mut(|data| match width {
                    Some(width) => drop(data.insert_temp(place, width)),
                    None => data.remove::<f32>(place),
                });
                return;
            }
            // The grid keeps it within limits that `u16` holds.
            let width = width.map(|width| width as u16);
            Command::Layout(LayoutCommand::Width { column, width })
        }
        GridEvent::Move { column, before } => {
            let Some(column) = id(column) else { return };
            let before = id(before);
            Command::Layout(LayoutCommand::Move { column, before })
        }
        GridEvent::Shift { column, by } => {
            let Some(column) = id(column) else { return };
            Command::Layout(LayoutCommand::Shift { column, by })
        }
    };
    out.push(command);
}

/// A cell was clicked: the cursor goes there, and keys to the table.
fn clicked(
    ui: &Ui,
    source: &Rows<'_>,
    (line, column): (usize, usize),
    extend: bool,
    out: &mut Outbox,
) {
    let Some(spot) = source.spot(line, column) else {
        return;
    };
    ui.memory_mut(|memory| memory.request_focus(grid_id()));
    out.push(Command::Grid(GridCommand::Go { spot, extend }));
    if source.state.sheet.has_models() && !extend {
        let id = source.state.matrix.rows[spot.row].id.clone();
        out.push(Command::Select(Some(id)));
    }
}

/// The heading of a group was clicked: it folds or unfolds, and the cursor goes
/// there.
fn folded(ui: &Ui, source: &Rows<'_>, line: usize, out: &mut Outbox) {
    let Some(label) = source.label(line) else {
        return;
    };
    let folded = !source.state.layout.collapsed.contains(label);
    let label = label.to_owned();
    ui.memory_mut(|memory| memory.request_focus(grid_id()));
    out.push(Command::Grid(GridCommand::GoToHeading(label.clone())));
    out.push(Command::Layout(LayoutCommand::Fold { label, folded }));
}

fn cell_tooltip(source: &Rows<'_>, (line, column): (usize, usize), response: Response) {
    let (Some(row), Some(&index)) = (source.row(line), source.indices.get(column)) else {
        return;
    };
    let Some(cell) = row.cells.get(index) else {
        return;
    };
    let heading = &source.state.matrix.columns[index].label;
    response.on_hover_ui(|ui| {
        cell_source_ui(ui, source.state, heading, cell);
        if let Some(spot) = source.spot(line, column) {
            beside_cell_ui(ui, source.state, spot);
        }
    });
}

/// What a column tells.
fn header_tooltip(response: Response, state: &State, index: usize) {
    if state.table_popup.is_some() || response.dragged() {
        return;
    }
    let column = &state.matrix.columns[index];
    response.on_hover_ui(|ui| {
        ui.strong(&column.label);
        let told = state.catalog.column(&column.id);
        if let Some(told) = told.filter(|told| !told.help.is_empty()) {
            ui.label(&told.help);
        }
        if column.id == "enterprise_ready" {
            readiness_ui(ui, state);
        }
        ui.weak("Click to sort; with Shift, by this column as well. Right-click for its menu.");
        if state.columns_are_chosen() {
            ui.weak("Drag to put it elsewhere.");
        }
    });
}
