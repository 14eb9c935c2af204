//! What was not there yet on the day that is judged.

use super::Judged;
use crate::catalog::{Date, Model};

/// Whether something dated was there on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum There {
    Yes,
    /// It came later.
    No,
    /// Its date is not known, or not to the day.
    NotKnown,
}

/// Whether something of a date was there on a day.
pub(super) fn there(date: Option<Date>, day: Date) -> There {
    match date {
        None => There::NotKnown,
        Some(date) if date.is_after_all_of(day) => There::No,
        // A month or a year may lie on both sides of the day.
        Some(date) if !date.is_day() && date.is_in_or_after(day) => There::NotKnown,
        Some(_) => There::Yes,
    }
}

/// Whether the model was there on the day that the scenario names: released,
/// not yet, or nobody knows. `None` if it names none.
pub(super) fn model_there(judged: &Judged<'_>, model: &Model) -> Option<There> {
    Some(there(model.release_date, judged.scenario.as_of()?))
}

/// Whether the model was released only after the day that is judged.
pub(super) fn came_later(judged: &Judged<'_>, model: &Model) -> bool {
    let day = judged.scenario.as_of();
    day.is_some_and(|day| model.came_after(day))
}

/// Notes on a model and its licenses, if the scenario names a day: each with
/// whether it is the model or a license (by id) that was not there.
pub(super) fn notes(judged: &Judged<'_>, model: &Model) -> Vec<String> {
    let Some(day) = judged.scenario.as_of() else {
        return Vec::new();
    };
    let dated = |date: Option<Date>| date.map_or(String::new(), |date| format!(" ({date})"));
    let mut notes = Vec::new();
    match there(model.release_date, day) {
        There::Yes => {}
        There::No => notes.push(format!(
            "The model was not yet released on {day}{}",
            dated(model.release_date)
        )),
        There::NotKnown => notes.push(format!(
            "It is not known whether the model was released by {day}{}",
            dated(model.release_date)
        )),
    }
    for license in judged.catalog.weights_licenses(model) {
        // Many texts bear no date; of those nothing is said.
        if license.version_date.is_some() && there(license.version_date, day) != There::Yes {
            let was = match there(license.version_date, day) {
                There::No => "was not yet published on",
                _ => "may not have been published by",
            };
            notes.push(format!(
                "{} {was} {day}{}",
                license.short,
                dated(license.version_date)
            ));
        }
    }
    notes
}
