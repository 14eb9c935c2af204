//! What can be done with scenarios, reports and the user's own texts.

use super::{Action, action, ctrl, plain};
use crate::app::{Command, ExportCommand, FileCommand, ScenarioCommand, State, TextCommand};

/// With a scenario in hand.
fn with_scenario(state: &State, command: ScenarioCommand) -> Option<Command> {
    state.scenario().map(|_| Command::Scenario(command))
}

/// In the order of the list of keys.
pub(super) const LIST: &[Action] = &[
    action("Scenario", "New scenario of your own", ctrl("N"), |_| {
        Some(Command::Scenario(ScenarioCommand::New))
    }),
    action(
        "Scenario",
        "Save the scenario as a file of its own",
        None,
        |state| {
            state
                .scenario()
                .map(|_| Command::File(FileCommand::Ask { save: true }))
        },
    ),
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
];
