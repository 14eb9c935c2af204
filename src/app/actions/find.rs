//! What can be done with finding and going somewhere.

use super::{Action, action, ctrl, ctrl_shift, plain};
use crate::app::{Command, CompletionCommand, FacetsCommand, PaletteCommand, Place, Sheet};

fn sheet(sheet: Sheet) -> Option<Command> {
    Some(Command::ShowSheet(sheet))
}

/// In the order of the list of keys.
pub(super) const LIST: &[Action] = &[
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
    action("Find", "Values to filter by", plain("F3"), |state| {
        state
            .has_facets()
            .then_some(Command::Facets(FacetsCommand::Toggle))
    }),
    action("Find", "Show rows that nearly fit", None, |state| {
        (state.sheet != Sheet::Yours).then_some(Command::ToggleNear)
    }),
    action("Find", "How to filter", plain("F4"), |state| {
        (state.sheet != Sheet::Yours).then_some(Command::Completion(CompletionCommand::Help))
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
];
