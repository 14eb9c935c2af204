//! What can be done with the window.

use super::{Action, action, ctrl};
use crate::app::{Command, Theme, Zoom};

/// In the order of the list of keys.
pub(super) const LIST: &[Action] = &[
    action("Window", "Light", None, |_| {
        Some(Command::Theme(Theme::Light))
    }),
    action("Window", "Dark", None, |_| {
        Some(Command::Theme(Theme::Dark))
    }),
    action("Window", "Light or dark as the system", None, |_| {
        Some(Command::Theme(Theme::System))
    }),
    action("Window", "Reduced motion on or off", None, |_| {
        Some(Command::ToggleMotion)
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
