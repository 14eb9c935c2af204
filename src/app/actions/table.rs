//! What can be done with the table.

use super::{Action, action, ctrl, ctrl_shift, yielding};
use crate::app::{Command, GridCommand, LayoutCommand, Sheet, State, TablePopup};
use crate::workspace::Density;

/// While cells are on screen.
fn with_cells(state: &State, command: GridCommand) -> Option<Command> {
    let cells = state.sheet != Sheet::Yours && !state.rows.is_empty() && !state.picks.open;
    cells.then_some(Command::Grid(command))
}

/// While a table is on screen.
fn with_table(state: &State, command: LayoutCommand) -> Option<Command> {
    (state.sheet != Sheet::Yours).then_some(Command::Layout(command))
}

/// Groups by a column, where the view has it.
fn group_by(state: &State, id: &str) -> Option<Command> {
    state.matrix.column_index(id)?;
    with_table(state, LayoutCommand::Group(Some(id.to_owned())))
}

/// Folds all groups, or unfolds them, while there are some.
fn fold_all(state: &State, folded: bool) -> Option<Command> {
    let any = !state.lines.groups().is_empty();
    any.then_some(Command::Layout(LayoutCommand::FoldAll(folded)))
}

/// With the column that the cursor is in, where columns can be chosen.
fn with_column(state: &State, command: fn(String) -> LayoutCommand) -> Option<Command> {
    let id = state
        .cursor_column_id()
        .filter(|_| state.columns_are_chosen())?;
    Some(Command::Layout(command(id.to_owned())))
}

/// In the order of the list of keys.
pub(super) const LIST: &[Action] = &[
    action(
        "Table",
        "Copy selected cells",
        yielding(ctrl("C")),
        |state| {
            state.selection()?;
            with_cells(state, GridCommand::CopyCells)
        },
    ),
    action(
        "Table",
        "Copy selected rows",
        yielding(ctrl_shift("C")),
        |state| {
            state.selection()?;
            with_cells(state, GridCommand::CopyRows)
        },
    ),
    action("Table", "Copy everything shown", None, |state| {
        with_cells(state, GridCommand::CopyView)
    }),
    action("Table", "Select all cells", yielding(ctrl("A")), |state| {
        with_cells(state, GridCommand::SelectAll)
    }),
    action("Table", "Explain the cell", ctrl("I"), |state| {
        let any = state.grid.cursor.is_some() || state.explain_open;
        any.then_some(Command::ToggleExplain)
    }),
    action("Table", "Show details of the row", None, |state| {
        let models = state.sheet.has_models() && !state.picks.open;
        let row = state.cursor_row().filter(|_| models)?;
        Some(Command::Select(Some(row.to_owned())))
    }),
    action("Table", "Close the details", None, |state| {
        state.selected.as_ref().map(|_| Command::Select(None))
    }),
    action("Table", "Choose columns", None, |state| {
        let popup = TablePopup::of_columns();
        let can = state.columns_are_chosen();
        can.then_some(Command::TablePopup(Some(popup)))
    }),
    action("Table", "Usual columns", None, |state| {
        with_table(state, LayoutCommand::Reset)
    }),
    action("Table", "Menu of the column", None, |state| {
        let id = state.cursor_column_id()?.to_owned();
        Some(Command::TablePopup(Some(TablePopup::of_column(id))))
    }),
    action("Table", "Move the column left", None, |state| {
        with_column(state, |column| LayoutCommand::Shift { column, by: -1 })
    }),
    action("Table", "Move the column right", None, |state| {
        with_column(state, |column| LayoutCommand::Shift { column, by: 1 })
    }),
    action("Table", "Pin columns up to this one", None, |state| {
        with_column(state, LayoutCommand::Pin)
    }),
    action("Table", "Hide the column", None, |state| {
        with_column(state, LayoutCommand::Toggle)
    }),
    action("Table", "Group by family", None, |state| {
        group_by(state, "family")
    }),
    action("Table", "Group by license", None, |state| {
        group_by(state, "license")
    }),
    action("Table", "Group by verdict", None, |state| {
        state.scenario()?;
        group_by(state, "verdict")
    }),
    action("Table", "No groups", None, |state| {
        state.layout.group.as_ref()?;
        with_table(state, LayoutCommand::Group(None))
    }),
    action("Table", "Fold all groups", None, |state| {
        fold_all(state, true)
    }),
    action("Table", "Unfold all groups", None, |state| {
        fold_all(state, false)
    }),
    action("Table", "Rows close together", None, |state| {
        with_table(state, LayoutCommand::Density(Density::Compact))
    }),
    action("Table", "Rows of one line", None, |state| {
        with_table(state, LayoutCommand::Density(Density::Normal))
    }),
    action("Table", "Rows as high as their text", None, |state| {
        with_table(state, LayoutCommand::Density(Density::Tall))
    }),
];
