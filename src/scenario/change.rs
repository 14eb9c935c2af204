//! What changes when a figure crosses a limit: found by judging again with the
//! figure just above it.

use std::collections::BTreeSet;

use super::evaluate::evaluate;
use super::finding::Obligation;
use super::limits::{Measure, measure};
use super::predicate::Facts;
use super::projection::Frame;
use super::rule::{Each, Lane};
use super::ruling::{decide, facts_of};
use super::subject::Component;
use super::truth::Truth;
use super::{Actor, Answer, Answers, Scenario, Verdict};
use crate::catalog::{Comparator, Threshold};

/// What changes when a figure crosses a limit, all other answers being as they
/// are.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The rules that speak above the limit and not below it.
    pub rules: Vec<String>,
    /// The heaviest effect of these rules.
    pub effect: Verdict,
    /// Whether they speak for certain; otherwise an answer is missing that
    /// decides it.
    pub certain: bool,
    /// The obligations that these rules raise and that are not owed today.
    pub obligations: Vec<Obligation>,
    /// The verdict today.
    pub today: Verdict,
    /// The verdict with the figure just above the limit.
    pub then: Verdict,
}

/// The smallest figure that is over a limit.
fn just_above(limit: &Threshold) -> Option<f64> {
    let cap = limit.value?;
    Some(match limit.op {
        Comparator::Gt => cap.next_up(),
        Comparator::Ge => cap,
    })
}

/// Answers that say a figure of a limit, and no other that would count instead.
fn figure_answers(limit: &Threshold, facts: &Facts<'_>, value: f64) -> Vec<(&'static str, Answer)> {
    let in_month = || {
        let month = limit.month.map(|month| (month.to_string(), value));
        Answer::Map(month.into_iter().collect())
    };
    let once = || {
        vec![
            ("group_mau_at", in_month()),
            ("licensee_mau_at", in_month()),
            ("group_formed", Answer::Unanswered),
        ]
    };
    // The product's users are users of the group.
    let standing = || {
        vec![
            ("group_mau_peak", Answer::Num(value)),
            ("product_mau", Answer::Num(value)),
        ]
    };
    match measure(limit, facts) {
        Measure::Business => Vec::new(),
        Measure::Once => once(),
        Measure::Standing => standing(),
        Measure::OnceAndStanding => [once(), standing()].concat(),
        Measure::Field(field) => vec![(field, Answer::Num(value))],
    }
}

/// The scenario with another figure for a limit of a license.
fn with_figure(
    scenario: &Scenario,
    actor: Actor,
    answers: Vec<(&'static str, Answer)>,
) -> Scenario {
    let mut other = scenario.clone();
    let differing = match actor {
        Actor::Licensee => &mut other.answers,
        Actor::Client => &mut other.client,
        Actor::Distributor => &mut other.distributor,
        Actor::Host => &mut other.host,
    };
    for (field, answer) in answers {
        differing.insert(field.to_owned(), answer);
    }
    other
}

/// What changes above the limit in hand; `None` if no rule would say anything.
pub(super) fn change(
    frame: &Frame<'_>,
    component: &Component<'_>,
    actor: Actor,
    answers: &Answers<'_>,
    facts: &Facts<'_>,
) -> Option<Change> {
    let limit = facts.limit?;
    let above = just_above(limit).map(|value| figure_answers(limit, facts, value));
    let below = limit
        .value
        .map(|_| figure_answers(limit, facts, 0.0))
        .unwrap_or_default();
    let with = |figure: &[(&'static str, Answer)]| {
        let mut answers = answers.clone();
        for (field, answer) in figure {
            answers.set(field, answer.clone());
        }
        answers
    };
    let (low, high) = (with(&below), with(above.as_deref().unwrap_or_default()));
    let case = (Some(limit), None);
    let mut found = Change {
        rules: Vec::new(),
        effect: Verdict::Permitted,
        certain: false,
        obligations: Vec::new(),
        today: frame.now.verdict,
        then: frame.now.verdict,
    };
    let mut duties = BTreeSet::new();
    let rules = frame.book.rules().iter();
    for rule in rules.filter(|rule| rule.each == Each::Threshold && rule.lane == Lane::License) {
        let decided = |answers| {
            let mut facts = facts_of(frame.scenario, component, answers, case);
            decide(frame.book, rule, &mut facts)
        };
        let over = decided(&high);
        // A kind of business has no figure: what holds, holds at any size.
        let under = limit.value.map_or(Truth::False, |_| decided(&low).truth);
        if over.truth == Truth::False || over.truth == under {
            continue;
        }
        found.rules.push(rule.id.clone());
        found.effect = found.effect.max(over.then);
        found.certain |= over.truth == Truth::True;
        duties.extend(rule.duties.iter().map(String::as_str));
    }
    if found.rules.is_empty() {
        return None;
    }
    if let Some(above) = above {
        let then = with_figure(frame.scenario, actor, above);
        let then = evaluate(frame.book, &then, frame.subject);
        found.then = then.verdict;
        // What is owed today for another reason is nothing new.
        let owed = |one: &Obligation| {
            let mut today = frame.now.obligations.iter();
            today.any(|old| {
                (&old.duty, &old.license, old.assumed) == (&one.duty, &one.license, false)
            })
        };
        let raised = |one: &Obligation| {
            one.license == component.license.id && duties.contains(one.duty.as_str())
        };
        found.obligations = then.obligations;
        found.obligations.retain(|one| raised(one) && !owed(one));
    }
    Some(found)
}
