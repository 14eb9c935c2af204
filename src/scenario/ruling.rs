//! Deciding one rule: whose answers, which limit or grant, under which reading.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use super::act::{Grant, act};
use super::answer::{Answer, RATE_MOVE};
use super::book::RuleBook;
use super::finding::FactRead;
use super::predicate::Facts;
use super::reading::{ChoiceEffect, ReadingUsed};
use super::rule::{Each, Rule};
use super::subject::{Component, Subject};
use super::truth::Truth;
use super::{Actor, Scenario, Source, Verdict};
use crate::catalog::Threshold;

/// The answers of everybody who is judged.
pub(super) fn actors(
    scenario: &Scenario,
    subject: &Subject<'_>,
) -> Vec<(Actor, BTreeMap<String, Answer>)> {
    let mut licensee = scenario.answers.clone();
    if let Some(multimodal) = subject.multimodal {
        licensee.insert("model_multimodal".to_owned(), Answer::Flag(multimodal));
    }
    let others = Actor::ALL.iter().filter_map(|&actor| {
        let mut answers = licensee.clone();
        answers.extend(scenario.differing(actor)?.clone());
        Some((actor, answers))
    });
    let others: Vec<_> = others.collect();
    let mut all = vec![(Actor::Licensee, licensee)];
    all.extend(others);
    all
}

/// The grants that the acts of the answers need.
pub(super) fn grants(answers: &BTreeMap<String, Answer>) -> BTreeSet<Grant> {
    match answers.get("acts") {
        Some(Answer::Set(acts)) => acts
            .iter()
            .filter_map(|id| act(id))
            .flat_map(|act| act.needs.iter().copied())
            .collect(),
        _ => BTreeSet::new(),
    }
}

/// What a rule runs over in one license: limits or grants, or the license once.
pub(super) fn over<'a>(
    rule: &Rule,
    limits: &'a [Threshold],
    grants: &BTreeSet<Grant>,
    first: bool,
) -> Vec<(Option<&'a Threshold>, Option<Grant>)> {
    match rule.each {
        Each::Once => vec![(None, None)],
        // The set of parts is looked at once, not once for each part.
        Each::Composition if first => vec![(None, None)],
        Each::Composition | Each::Post => Vec::new(),
        Each::Threshold => limits.iter().map(|limit| (Some(limit), None)).collect(),
        Each::Grant => grants.iter().map(|&grant| (None, Some(grant))).collect(),
    }
}

/// The answers as they concern one part.
pub(super) fn answers_for(
    component: &Component<'_>,
    answers: &BTreeMap<String, Answer>,
) -> BTreeMap<String, Answer> {
    let mut answers = answers.clone();
    if let Some(acts) = &component.acts {
        answers.insert("acts".to_owned(), Answer::Set(acts.clone()));
    }
    answers
}

/// What a rule is decided over.
pub(super) fn facts_of<'a>(
    scenario: &'a Scenario,
    subject: &'a Subject<'_>,
    component: &'a Component<'_>,
    answers: &'a BTreeMap<String, Answer>,
    (limit, grant): (Option<&'a Threshold>, Option<Grant>),
) -> Facts<'a> {
    Facts {
        license: component.license,
        answers,
        limit,
        grant,
        composition: &subject.composition,
        broken: &component.broken,
        assignment: subject.assignment.as_ref().map(|(known, _)| *known),
        readings: &scenario.readings,
        as_of: scenario.as_of(),
        rate: 1.0,
        foreign: Cell::new(false),
        seen: RefCell::default(),
    }
}

/// An answer with who gave it, as it was read for an actor and a part.
pub(super) fn fact_read(
    field: &str,
    answers: &BTreeMap<String, Answer>,
    (scenario, subject, component, actor): (&Scenario, &Subject<'_>, &Component<'_>, Actor),
) -> FactRead {
    let differs = scenario.differing(actor);
    let derived = (field == "model_multimodal" && subject.multimodal.is_some())
        || (field == "acts" && component.acts.is_some());
    FactRead {
        field: field.to_owned(),
        answer: answers.get(field).cloned().unwrap_or_default(),
        source: if derived {
            Source::Derived
        } else if differs.is_some_and(|answers| answers.contains_key(field)) {
            Source::User
        } else {
            scenario.source(field)
        },
    }
}

/// What a rule comes to, with the reading it rests on.
pub(super) struct Ruling {
    /// Whether it holds.
    pub truth: Truth,
    /// What it then says.
    pub then: Verdict,
    /// Whether a small move of a rate of exchange would change it.
    pub rate_decides: bool,
    /// The reading.
    pub reading: Option<ReadingUsed>,
}

/// Decides a rule under the readings chosen.
pub(super) fn decide<'a>(book: &'a RuleBook, rule: &'a Rule, facts: &mut Facts<'a>) -> Ruling {
    let id = facts.license.readings.get(&rule.id);
    let reading = id.or(rule.reading.as_ref()).and_then(|id| book.reading(id));
    let made = reading.and_then(|reading| reading.made(facts.readings));
    let effect = made.map_or(&ChoiceEffect::AsWritten, |choice| &choice.does);
    let holds = |facts: &Facts<'a>| {
        let truth = facts.holds(&rule.when);
        match effect {
            ChoiceEffect::OnlyIf(more) if truth != Truth::False => truth.and(facts.holds(more)),
            _ => truth,
        }
    };
    let truth = holds(facts);
    let mut rate_decides = false;
    if facts.foreign.get() {
        for rate in [1.0 - RATE_MOVE, 1.0 + RATE_MOVE] {
            facts.rate = rate;
            rate_decides |= holds(facts) != truth;
        }
        facts.rate = 1.0;
    }
    Ruling {
        truth: match effect {
            ChoiceEffect::Silent => Truth::False,
            _ => truth,
        },
        then: match effect {
            ChoiceEffect::Becomes(verdict) => *verdict,
            _ => rule.then,
        },
        rate_decides: rate_decides && *effect != ChoiceEffect::Silent,
        reading: reading.zip(made).map(|(reading, choice)| ReadingUsed {
            id: reading.id.clone(),
            choice: choice.id.clone(),
            default: reading.default_choice() == Some(choice),
        }),
    }
}
