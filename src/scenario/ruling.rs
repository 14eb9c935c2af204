//! Deciding one rule: whose answers, which limit or grant, under which reading.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use super::act::{Grant, act};
use super::answer::{Answer, RATE_MOVE};
use super::answers::Answers;
use super::book::RuleBook;
use super::finding::{FactRead, Tag};
use super::predicate::Facts;
use super::reading::{Choice, ChoiceEffect, Reading, ReadingUsed};
use super::rule::{Each, IfUnknown, Rule};
use super::subject::{Component, Subject};
use super::truth::Truth;
use super::{Actor, Scenario, Source, Verdict};
use crate::catalog::Threshold;

/// Somebody who is judged, with the answers as they are for it.
pub(super) struct Seat<'a> {
    /// Who.
    pub actor: Actor,
    /// Its answers.
    pub answers: Answers<'a>,
    /// Whether it says itself what it does.
    own_acts: bool,
    /// Whether only the acts by which it holds or runs the weights count.
    narrowed: bool,
}

/// Everybody who is judged, the licensee first.
pub(super) fn seats<'a>(scenario: &'a Scenario, subject: &Subject<'_>) -> Vec<Seat<'a>> {
    let mut licensee = Answers::of(&scenario.answers);
    if let Some(multimodal) = subject.multimodal {
        licensee.set("model_multimodal", Answer::Flag(multimodal));
    }
    let others = Actor::ALL.iter().filter_map(|&actor| {
        let differing = scenario.differing(actor)?;
        let mut answers = licensee.clone().with_own(differing);
        let own_acts = differing.contains_key("acts");
        let narrowed = if own_acts {
            None
        } else {
            narrow(actor, &answers)
        };
        let is_narrowed = narrowed.is_some();
        if let Some(acts) = narrowed {
            answers.set("acts", Answer::Set(acts));
        }
        Some(Seat {
            actor,
            answers,
            own_acts,
            narrowed: is_narrowed,
        })
    });
    let others: Vec<_> = others.collect();
    let mut all = vec![Seat {
        actor: Actor::Licensee,
        answers: licensee,
        own_acts: false,
        narrowed: false,
    }];
    all.extend(others);
    all
}

/// The acts by which an actor holds or runs the weights. `None`: all of them,
/// also where no act is such a one, for then nobody knows what it does.
fn narrow(actor: Actor, answers: &Answers<'_>) -> Option<BTreeSet<String>> {
    let Some(Answer::Set(acts)) = answers.get("acts") else {
        return None;
    };
    let taken = taken(actor, acts);
    (!taken.is_empty()).then_some(taken)
}

fn taken(actor: Actor, acts: &BTreeSet<String>) -> BTreeSet<String> {
    let counts = |id: &&String| act(id).is_none_or(|act| actor.takes_part(act));
    acts.iter().filter(counts).cloned().collect()
}

/// The grants that the acts of the answers need.
pub(super) fn grants(answers: &Answers<'_>) -> BTreeSet<Grant> {
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
pub(super) fn over<'l, 'g>(
    rule: &Rule,
    limits: &'l [Threshold],
    grants: &'g BTreeSet<Grant>,
) -> impl Iterator<Item = (Option<&'l Threshold>, Option<Grant>)> + use<'l, 'g> {
    let once = matches!(rule.each, Each::Once | Each::Composition);
    let limits = (rule.each == Each::Threshold).then_some(limits);
    let grants = (rule.each == Each::Grant).then_some(grants);
    let limits = limits.into_iter().flatten();
    let grants = grants.into_iter().flatten();
    let once = once.then_some((None, None)).into_iter();
    once.chain(limits.map(|limit| (Some(limit), None)))
        .chain(grants.map(|&grant| (None, Some(grant))))
}

/// The answers as they concern one part.
pub(super) fn answers_for<'a>(component: &Component<'_>, seat: &Seat<'a>) -> Answers<'a> {
    let mut answers = seat.answers.clone();
    let acts = match (&component.acts, answers.get("acts"), component.role) {
        // What an actor says it does goes before what is done for the licensee.
        (Some(acts), ..) if !seat.own_acts && seat.narrowed => Some(taken(seat.actor, acts)),
        (Some(acts), ..) if !seat.own_acts => Some(acts.clone()),
        (_, Some(Answer::Set(acts)), Some(role)) => Some(role.acts_of(acts)),
        _ => None,
    };
    if let Some(acts) = acts {
        answers.set("acts", Answer::Set(acts));
    }
    if let Some(multimodal) = &component.multimodal {
        answers.set("model_multimodal", multimodal.clone());
    }
    answers
}

/// Whether a rule is asked about a part: one that no act concerns only raises
/// gaps in the evidence, and the set of parts has rules of its own.
pub(super) fn is_asked(rule: &Rule, component: &Component<'_>, first: bool, idle: bool) -> bool {
    match rule.each {
        // Every model has a license of its own that it may not be under.
        Each::Composition => {
            rule.when.asks_for_assignment() && (first || component.assignment.is_some())
        }
        _ => !idle || rule.when.asks_for_evidence(),
    }
}

/// Whether something is done, but nothing that concerns this part.
pub(super) fn is_idle(seat: &Seat<'_>, answers: &Answers<'_>) -> bool {
    let none = |answers: &Answers<'_>| match answers.get("acts") {
        Some(Answer::Set(acts)) => Some(acts.is_empty()),
        _ => None,
    };
    none(answers) == Some(true) && none(&seat.answers) == Some(false)
}

/// What a rule is decided over.
pub(super) fn facts_of<'a>(
    scenario: &'a Scenario,
    component: &'a Component<'_>,
    answers: &'a Answers<'a>,
    (limit, grant): (Option<&'a Threshold>, Option<Grant>),
) -> Facts<'a> {
    Facts {
        license: component.license,
        answers,
        limit,
        grant,
        composed: None,
        broken: &component.broken,
        assignment: component.assignment.as_ref().map(|(known, _)| *known),
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
    answers: &Answers<'_>,
    (scenario, subject, component, actor): (&Scenario, &Subject<'_>, &Component<'_>, Actor),
) -> FactRead {
    let differs = scenario.differing(actor);
    let told = component.multimodal.is_some() || subject.multimodal.is_some();
    let from_acts = || {
        component.acts.is_some()
            || answers.get("acts") != Some(scenario.answer("acts"))
                && differs.is_none_or(|own| !own.contains_key("acts"))
    };
    let derived = (field == "model_multimodal" && told) || (field == "acts" && from_acts());
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
pub(super) struct Ruling<'a> {
    /// Whether it holds.
    pub truth: Truth,
    /// What it then says.
    pub then: Verdict,
    /// Whether a small move of a rate of exchange would change it.
    pub rate_decides: bool,
    /// The reading with the choice made.
    reading: Option<(&'a Reading, &'a Choice)>,
}

impl Ruling<'_> {
    /// The reading it rests on.
    pub fn reading_used(&self) -> Option<ReadingUsed> {
        self.reading.map(|(reading, made)| ReadingUsed {
            id: reading.id.clone(),
            choice: made.id.clone(),
            default: reading.default_choice() == Some(made),
        })
    }

    /// What the rule has to say, and how firmly; `None` if it does not speak.
    pub fn says(&self, rule: &Rule) -> Option<(Verdict, Tag)> {
        match (self.truth, self.then, rule.if_unknown) {
            // What a small move of the rate would change is no sure result.
            _ if self.rate_decides && self.then > Verdict::Permitted => {
                Some((Verdict::NeedsReview, Tag::RateDecides))
            }
            (Truth::False, ..) | (Truth::Unknown, Verdict::Permitted, IfUnknown::Ignore) => None,
            (Truth::True, then, _) => Some((then, Tag::Holds)),
            // Listing an obligation too many is safe.
            (Truth::Unknown, Verdict::PermittedWithObligations, _) => {
                Some((Verdict::PermittedWithObligations, Tag::Assumed))
            }
            (Truth::Unknown, ..) => Some((Verdict::Unknown, Tag::Missing)),
        }
    }
}

/// Decides a rule under the readings chosen.
pub(super) fn decide<'a>(book: &'a RuleBook, rule: &'a Rule, facts: &mut Facts<'a>) -> Ruling<'a> {
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
        reading: reading.zip(made),
    }
}
