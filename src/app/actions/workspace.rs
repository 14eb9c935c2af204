//! What can be done with the workspace and its file.

use super::{Action, action, ctrl, ctrl_shift, plain, yielding};
use crate::app::{Command, TourCommand, ViewCommand, WorkspaceCommand};

/// In the order of the list of keys.
pub(super) const LIST: &[Action] = &[
    action(
        "Workspace",
        "Open a workspace or a scenario",
        ctrl("O"),
        |_| Some(Command::Workspace(WorkspaceCommand::AskOpen)),
    ),
    action("Workspace", "Save the workspace", ctrl("S"), |_| {
        Some(Command::Workspace(WorkspaceCommand::Save))
    }),
    action(
        "Workspace",
        "Save the workspace under another name",
        ctrl_shift("S"),
        |_| Some(Command::Workspace(WorkspaceCommand::SaveAs)),
    ),
    action("Workspace", "New workspace", ctrl_shift("N"), |_| {
        Some(Command::Workspace(WorkspaceCommand::New))
    }),
    action("Workspace", "Close the window", ctrl("Q"), |_| {
        Some(Command::Workspace(WorkspaceCommand::Close))
    }),
    action("Workspace", "Undo", yielding(ctrl("Z")), |state| {
        state.history.undo_label()?;
        Some(Command::Undo)
    }),
    action("Workspace", "Redo", yielding(ctrl("Y")), |state| {
        state.history.redo_label()?;
        Some(Command::Redo)
    }),
    action("Workspace", "Start page", plain("F9"), |_| {
        Some(Command::ToggleStart)
    }),
    action("Workspace", "Take the two-minute tour", None, |_| {
        Some(Command::Tour(TourCommand::Begin))
    }),
    action("Workspace", "End the tour", None, |state| {
        state.tour.map(|_| Command::Tour(TourCommand::End))
    }),
    action("Workspace", "Restore what was not saved", None, |state| {
        let lost = state.workspace_desk.lost.first()?;
        let restore = WorkspaceCommand::Restore(lost.number);
        Some(Command::Workspace(restore))
    }),
    action("Workspace", "Discard what was not saved", None, |state| {
        let lost = state.workspace_desk.lost.first()?;
        let ask = WorkspaceCommand::AskDiscard(lost.number);
        Some(Command::Workspace(ask))
    }),
    action("Workspace", "Save views as a file", None, |state| {
        let any = !state.kept.views.is_empty();
        any.then_some(Command::View(ViewCommand::Ask { save: true }))
    }),
    action("Workspace", "Add views from a file", None, |_| {
        Some(Command::View(ViewCommand::Ask { save: false }))
    }),
];
