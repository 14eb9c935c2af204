//! What can be done with models side by side.

use super::{Action, action, ctrl, ctrl_shift, yielding};
use crate::app::{Command, ModelsCommand};

/// In the order of the list of keys.
pub(super) const LIST: &[Action] = &[
    action(
        "Compare",
        "Pick the row for comparison, or no longer",
        yielding(ctrl("B")),
        |state| {
            let model = state.model_at_hand().filter(|_| !state.picks.open)?;
            let id = model.to_owned();
            Some(Command::Models(if state.picks.has(model) {
                ModelsCommand::Drop(id)
            } else {
                ModelsCommand::Pick(id)
            }))
        },
    ),
    action(
        "Compare",
        "Compare picked models",
        ctrl_shift("B"),
        |state| {
            let open = !state.picks.open;
            let any = !state.picks.models.is_empty();
            any.then_some(Command::Models(ModelsCommand::Compare(open)))
        },
    ),
    action("Compare", "Compare selected rows", None, |state| {
        let several = state.selected_models().len() > 1 && !state.picks.open;
        several.then_some(Command::Models(ModelsCommand::CompareSelected))
    }),
    action(
        "Compare",
        "Show only rows that differ, or all",
        None,
        |state| {
            let only = !state.picks.only_differing;
            let command = Command::Models(ModelsCommand::OnlyDiffering(only));
            state.picks.open.then_some(command)
        },
    ),
    action("Compare", "Copy the comparison", None, |state| {
        let open = state.picks.open;
        open.then_some(Command::Models(ModelsCommand::Copy))
    }),
    action("Compare", "Clear the picks", None, |state| {
        let any = !state.picks.models.is_empty();
        any.then_some(Command::Models(ModelsCommand::Clear))
    }),
];
