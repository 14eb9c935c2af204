//! Everything that can be done, by name: the palette and the list of keys are
//! made from it, and keys are bound by it.

use super::{
    Command, ExportCommand, FileCommand, GridCommand, LayoutCommand, PaletteCommand, Place,
    ScenarioCommand, Sheet, State, TablePopup, TextCommand, Theme, Zoom,
};
use crate::workspace::Density;

/// The keys that do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Keys {
    /// Whether Ctrl (Command on a Mac) is held.
    pub command: bool,
    /// Whether Shift is held.
    pub shift: bool,
    /// The key by its name.
    pub key: &'static str,
    /// Whether the key is left to a field while something is typed in it.
    pub yields: bool,
}

/// Something that can be done.
#[derive(Debug, Clone, Copy)]
pub struct Action {
    /// Its name.
    pub label: &'static str,
    /// Where it belongs in the list of keys.
    pub group: &'static str,
    /// The keys that do it, if there are some.
    pub keys: Option<Keys>,
    /// The command; none while it cannot be done.
    pub command: fn(&State) -> Option<Command>,
}

const fn ctrl(key: &'static str) -> Option<Keys> {
    Some(Keys {
        command: true,
        shift: false,
        key,
        yields: false,
    })
}

const fn ctrl_shift(key: &'static str) -> Option<Keys> {
    Some(Keys {
        command: true,
        shift: true,
        key,
        yields: false,
    })
}

/// Keys that a field needs for itself while something is typed in it.
const fn yielding(keys: Option<Keys>) -> Option<Keys> {
    match keys {
        Some(keys) => Some(Keys {
            yields: true,
            ..keys
        }),
        None => None,
    }
}

const fn plain(key: &'static str) -> Option<Keys> {
    Some(Keys {
        command: false,
        shift: false,
        key,
        yields: false,
    })
}

const fn action(
    group: &'static str,
    label: &'static str,
    keys: Option<Keys>,
    command: fn(&State) -> Option<Command>,
) -> Action {
    Action {
        label,
        group,
        keys,
        command,
    }
}

/// With a scenario in hand.
fn with_scenario(state: &State, command: ScenarioCommand) -> Option<Command> {
    state.scenario().map(|_| Command::Scenario(command))
}

/// While cells are on screen.
fn with_cells(state: &State, command: GridCommand) -> Option<Command> {
    (state.sheet != Sheet::Yours && !state.rows.is_empty()).then_some(Command::Grid(command))
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

fn sheet(sheet: Sheet) -> Option<Command> {
    Some(Command::ShowSheet(sheet))
}

/// All that can be done, in the order of the list of keys.
pub const ACTIONS: &[Action] = &[
    action("Find", "Find anything by name", ctrl("K"), |_| {
        Some(Command::Palette(PaletteCommand::Open))
    }),
    action("Find", "Go to the filter", ctrl("F"), |state| {
        (state.sheet != Sheet::Yours).then_some(Command::Go(Place::Filter))
    }),
    action("Find", "Go to the table", ctrl("G"), |state| {
        (state.sheet != Sheet::Yours).then_some(Command::Go(Place::Table))
    }),
    action("Find", "Clear filters", ctrl_shift("F"), |state| {
        let any = !state.filter.is_empty() || !state.values.is_empty();
        any.then_some(Command::ClearFilters)
    }),
    action("Find", "List of keys", plain("F1"), |_| {
        Some(Command::ToggleKeys)
    }),
    action("Views", "License texts", ctrl("1"), |_| sheet(Sheet::Texts)),
    action("Views", "Article of April 2026", ctrl("2"), |_| {
        sheet(Sheet::Article)
    }),
    action("Views", "Where they differ", ctrl("3"), |_| {
        sheet(Sheet::Differences)
    }),
    action("Views", "What changed", ctrl("4"), |_| {
        sheet(Sheet::Changes)
    }),
    action("Views", "Your texts", ctrl("5"), |_| sheet(Sheet::Yours)),
    action("Views", "Side by side", ctrl("6"), |state| {
        (state.scenarios.list.len() > 1).then_some(Command::ShowSheet(Sheet::Scenarios))
    }),
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
    action("Table", "Show details of the row", None, |state| {
        let row = state.cursor_row().filter(|_| state.sheet.has_models())?;
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
    action("Scenario", "New scenario of your own", ctrl("N"), |_| {
        Some(Command::Scenario(ScenarioCommand::New))
    }),
    action("Scenario", "Open a scenario file", ctrl("O"), |_| {
        Some(Command::File(FileCommand::Ask { save: false }))
    }),
    action("Scenario", "Save the scenario", ctrl("S"), |state| {
        state
            .scenario()
            .map(|_| Command::File(FileCommand::Ask { save: true }))
    }),
    action("Scenario", "Duplicate the scenario", ctrl("D"), |state| {
        with_scenario(state, ScenarioCommand::Duplicate)
    }),
    action("Scenario", "Close the scenario", None, |state| {
        let place = state.scenarios.active?;
        Some(Command::Scenario(ScenarioCommand::Remove(place)))
    }),
    action("Scenario", "No scenario", None, |state| {
        with_scenario(state, ScenarioCommand::Go(None))
    }),
    action("Scenario", "Show or hide questions", plain("F2"), |state| {
        state.scenario().map(|_| Command::ToggleEditor)
    }),
    action(
        "Scenario",
        "Show all questions, or those that matter",
        None,
        |state| state.scenario().map(|_| Command::ToggleAllQuestions),
    ),
    action("Scenario", "Undo", yielding(ctrl("Z")), |state| {
        state.history.undo_label()?;
        Some(Command::Scenario(ScenarioCommand::Undo))
    }),
    action("Scenario", "Redo", yielding(ctrl("Y")), |state| {
        state.history.redo_label()?;
        Some(Command::Scenario(ScenarioCommand::Redo))
    }),
    action("Report", "Export a report", ctrl("E"), |_| {
        Some(Command::Export(ExportCommand::Ask))
    }),
    action(
        "Your texts",
        "Attach license texts from files",
        None,
        |_| Some(Command::Texts(TextCommand::Ask { folder: false })),
    ),
    action(
        "Your texts",
        "Attach license texts from a folder",
        None,
        |_| Some(Command::Texts(TextCommand::Ask { folder: true })),
    ),
    action("Window", "Light", None, |_| {
        Some(Command::Theme(Theme::Light))
    }),
    action("Window", "Dark", None, |_| {
        Some(Command::Theme(Theme::Dark))
    }),
    action("Window", "Light or dark as the system", None, |_| {
        Some(Command::Theme(Theme::System))
    }),
    action("Window", "Larger", ctrl("Plus"), |_| {
        Some(Command::Zoom(Zoom::Larger))
    }),
    action("Window", "Smaller", ctrl("Minus"), |_| {
        Some(Command::Zoom(Zoom::Smaller))
    }),
    action("Window", "Usual size", ctrl("0"), |_| {
        Some(Command::Zoom(Zoom::Usual))
    }),
    action("Window", "Problems of the data", None, |state| {
        (!state.problems.is_empty()).then_some(Command::ToggleProblems)
    }),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_actions_share_keys_or_a_name() {
        let mut keys = BTreeSet::new();
        let mut labels = BTreeSet::new();
        for action in ACTIONS {
            assert!(labels.insert(action.label), "{}", action.label);
            if let Some(one) = action.keys {
                let pressed = (one.command, one.shift, one.key);
                assert!(keys.insert(pressed), "{}", action.label);
            }
        }
    }
}
