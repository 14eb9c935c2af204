//! Tests of notes that cannot be said as data.

use std::collections::BTreeSet;

use super::data::{NoteTest, Says};
use super::decide::{View, before};
use super::modifier::modifier_test;
use super::open_source::Leg;
use crate::catalog::{Date, Fact};
use crate::scenario::act::Exposure;
use crate::scenario::answer::Answer;
use crate::scenario::places;
use crate::scenario::rule::Pred;
use crate::scenario::truth::Truth;

/// What a named test comes to.
pub(super) enum Tested {
    /// The note does not concern the scenario.
    Silent,
    /// Answers are missing, or a fact where none is named; with words.
    Missing(Vec<String>, String),
    /// The note says this, with words.
    Says(Says, String),
}

/// The day from which providers of models have duties in the European Union.
const MODEL_DUTIES: &str = "2025-08-02";

/// Others receive the weights.
const GIVES_WEIGHTS: Pred = Pred::Exposes(Exposure::Weights);

/// Runs a named test.
pub(super) fn test(named: NoteTest, view: &View<'_>) -> Tested {
    match named {
        NoteTest::OpenSource => open_source(view),
        NoteTest::ShutsOut => shuts_out(view),
        NoteTest::OldModel => old_model(view),
        NoteTest::ModifierKnown => modifier(view, false),
        NoteTest::ModifierFallback => modifier(view, true),
        NoteTest::CrossesBorder => crosses_border(view),
    }
}

fn missing(field: &str) -> Vec<String> {
    vec![field.to_owned()]
}

fn open_source(view: &View<'_>) -> Tested {
    let Some(model) = view.model else {
        return Tested::Silent;
    };
    let found = model.open_source();
    let mut words = format!("License part: {}.", found.leg.label());
    let mut said = BTreeSet::new();
    for ground in &found.grounds {
        let paragraph = match ground.paragraph {
            "" => String::new(),
            paragraph => format!(" ({paragraph})"),
        };
        if said.insert(ground.id) {
            words.push_str(&format!(" {}{paragraph}.", sentence(ground.text)));
        }
    }
    if view.answer("base_systemic_risk") == &Answer::Flag(true) {
        words.push_str(" The answers say that the original has systemic risk: then there is no exemption, whatever the license.");
    }
    match found.leg {
        Leg::Met | Leg::NotMet => Tested::Says(Says::Informs, words),
        Leg::NeedsReview => Tested::Says(Says::NeedsReview, words),
        Leg::Unknown => Tested::Missing(Vec::new(), words),
    }
}

/// With a capital at the beginning.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// A license whose territory leaves out the European Union or members of it.
fn shuts_out(view: &View<'_>) -> Tested {
    let Some(model) = view.model else {
        return Tested::Silent;
    };
    let union = BTreeSet::from(["EU".to_owned()]);
    let mut unread = Vec::new();
    for license in &model.licenses {
        match license.fact("excluded") {
            Fact::Set(places) if places.iter().any(|one| places::meet(one, &union, view.day)) => {
                return Tested::Says(Says::Applies, format!("Left out by {}.", license.title));
            }
            Fact::Unknown => unread.push(license.title.as_str()),
            _ => {}
        }
    }
    if unread.is_empty() {
        return Tested::Silent;
    }
    let words = format!(
        "Whether a territory is left out is not known of {}.",
        unread.join(", ")
    );
    Tested::Missing(Vec::new(), words)
}

fn old_model(view: &View<'_>) -> Tested {
    let Some(model) = view.model else {
        return Tested::Silent;
    };
    let old = match (model.released, Date::parse(MODEL_DUTIES)) {
        (Some(released), Some(day)) => before(released, day),
        _ => Truth::Unknown,
    };
    let released = |known: Date| format!("Released {known}, as the catalog has it.");
    match (old, model.released) {
        // The same words for all of them; the catalog has the day.
        (Truth::True, _) => Tested::Says(
            Says::Applies,
            "Released before that day, as the catalog has it.".to_owned(),
        ),
        (Truth::False, _) => Tested::Silent,
        (_, Some(known)) => Tested::Missing(Vec::new(), released(known)),
        (_, None) => Tested::Missing(
            Vec::new(),
            "The day of release is not in the catalog.".to_owned(),
        ),
    }
}

fn modifier(view: &View<'_>, fallback: bool) -> Tested {
    let found = modifier_test(
        view.answer("ft_compute_flop"),
        view.answer("base_compute_flop"),
        view.answer("base_systemic_risk"),
    );
    if found.fallback != fallback {
        return Tested::Silent;
    }
    let words = found.words();
    match found.provider {
        Truth::True => Tested::Says(Says::Applies, words),
        Truth::False => Tested::Says(Says::Informs, words),
        Truth::Unknown => {
            let fields = found.missing.iter().copied().flat_map(missing);
            Tested::Missing(fields.collect(), words)
        }
    }
}

/// Whether weights are given to others or lie in more than one country.
fn crosses_border(view: &View<'_>) -> Tested {
    let review = || Tested::Says(Says::NeedsReview, String::new());
    let gives = view.facts().holds(&GIVES_WEIGHTS);
    if gives == Truth::True {
        return review();
    }
    let (mut countries, mut open) = (BTreeSet::new(), Vec::new());
    for field in ["domicile", "establishments", "deploy_in"] {
        match view.answer(field) {
            Answer::Text(code) => {
                countries.insert(code.as_str());
            }
            Answer::Set(codes) => countries.extend(codes.iter().map(String::as_str)),
            _ => open.extend(missing(field)),
        }
    }
    // A group is more than one country.
    let groups = ["EU", "EEA", "WORLD"];
    if countries.len() > 1 || groups.iter().any(|group| countries.contains(group)) {
        return review();
    }
    if gives == Truth::Unknown {
        open.extend(missing("acts"));
    }
    if open.is_empty() {
        Tested::Silent
    } else {
        Tested::Missing(open, String::new())
    }
}
