//! The rules that readings of open wording, and choices among them, have to
//! keep.

use std::collections::BTreeSet;

use super::book::RawBook;
use super::book_check::{Known, check_names};
use super::reading::{ChoiceEffect, Reading};
use crate::catalog::Problem;

/// Every reading has a choice, and choices have ids of their own.
pub(super) fn check_readings(raw: &RawBook, known: &Known<'_>, problems: &mut Vec<Problem>) {
    let source = &raw.readings.source;
    for reading in &raw.readings.value.readings {
        let place = format!("id: \"{}\"", reading.id);
        let mut report = |word: &str, what: String, advice: &str| {
            let word = format!("\"{word}\"");
            problems.push(source.problem(&[&place, &word], what, advice));
        };
        if reading.choices.is_empty() {
            report(
                &reading.id,
                format!("the reading \"{}\" has no choice", reading.id),
                "Write at least the default",
            );
        }
        let mut ids = BTreeSet::new();
        for choice in &reading.choices {
            if !ids.insert(&choice.id) {
                report(
                    &choice.id,
                    format!("the choice \"{}\" is there twice", choice.id),
                    "Give one of them another id",
                );
            }
            if let ChoiceEffect::OnlyIf(pred) = &choice.does {
                let who = format!("the choice \"{}\"", choice.id);
                check_names(pred, &who, known, &mut report);
            }
        }
    }
}

/// Whether a choice exists.
///
/// # Errors
/// What is wrong, and what to do.
pub fn check_choice(
    reading: Option<&Reading>,
    id: &str,
    choice: &str,
) -> Result<(), (String, String)> {
    let Some(reading) = reading else {
        return Err((
            format!("there is no reading \"{id}\""),
            "Correct the name; data/readings.ron lists the readings".to_owned(),
        ));
    };
    if reading.choice(choice).is_some() {
        return Ok(());
    }
    let ids: Vec<&str> = reading.choices.iter().map(|c| c.id.as_str()).collect();
    Err((
        format!("the reading \"{id}\" has no choice \"{choice}\""),
        format!("Use one of {}", ids.join(", ")),
    ))
}
