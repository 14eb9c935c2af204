//! What can be done with the review.

use super::{Action, action, ctrl, plain};
use crate::app::{Command, ReviewCommand, Sheet, ShownStates, State};

/// Where another choice of rows makes a difference.
fn shown_rows(state: &State, states: ShownStates) -> Option<Command> {
    let fits = state.sheet == Sheet::Texts && state.states != states;
    fits.then_some(Command::Review(ReviewCommand::Show(states)))
}

/// In the order of the list of keys.
pub(super) const LIST: &[Action] = &[
    action("Review", "Show or hide the review", plain("F7"), |_| {
        Some(Command::Review(ReviewCommand::Toggle))
    }),
    action("Review", "Next cell to review", ctrl("R"), |state| {
        (state.sheet == Sheet::Texts).then_some(Command::Review(ReviewCommand::Next))
    }),
    action("Review", "Agree with the cell", ctrl("Enter"), |state| {
        state.review_subject()?;
        Some(Command::Review(ReviewCommand::Agree))
    }),
    action("Review", "Withdraw the decision", None, |state| {
        let (subject, _) = state.review_subject()?;
        state.kept.decisions.get(&subject)?;
        Some(Command::Review(ReviewCommand::Withdraw))
    }),
    action(
        "Review",
        "Decide on the whole model, or on one cell",
        None,
        |state| {
            let whole = !state.review.whole;
            state
                .review
                .open
                .then_some(Command::Review(ReviewCommand::Whole(whole)))
        },
    ),
    action("Review", "Show all rows", None, |state| {
        shown_rows(state, ShownStates::All)
    }),
    action("Review", "Show rows left to review", None, |state| {
        shown_rows(state, ShownStates::Open)
    }),
    action("Review", "Show rows reviewed", None, |state| {
        shown_rows(state, ShownStates::Reviewed)
    }),
    action("Review", "Show rows decided otherwise", None, |state| {
        shown_rows(state, ShownStates::Differs)
    }),
    action("Review", "Show rows waiting for facts", None, |state| {
        shown_rows(state, ShownStates::Waiting)
    }),
    action("Review", "Show rows to review again", None, |state| {
        shown_rows(state, ShownStates::Stale)
    }),
];
