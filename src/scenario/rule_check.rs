//! Whether the rules together judge what they have to: every limit, every act
//! without a grant. A gap between rules would read as a permission.

use super::Verdict;
use super::book::RawBook;
use super::rule::{Each, GrantState, Lane, Pred, Rule};
use super::truth::Truth;
use crate::catalog::{Problem, Threshold};

/// Every gap.
pub(super) fn check_gaps(raw: &RawBook, problems: &mut Vec<Problem>) {
    let rules: Vec<&Rule> = raw
        .rules
        .iter()
        .flat_map(|file| &file.value.rules)
        .collect();
    if rules.is_empty() {
        problems.push(nothing_judges("what no rule speaks of"));
        return;
    }
    for (state, what) in [
        (
            GrantState::Silent,
            "an act that the license does not mention",
        ),
        (GrantState::Excluded, "an act that the license excludes"),
        (
            GrantState::Unknown,
            "an act of which the grant is not recorded",
        ),
        (
            GrantState::Conflict,
            "an act that the license both grants and bars",
        ),
    ] {
        if !any(&rules, Each::Grant, &Pred::GrantIs(state)) {
            problems.push(nothing_judges(what));
        }
    }
    for (pred, what) in [
        (Pred::NoActs, "a scenario without an act"),
        (
            Pred::Lic("status".to_owned(), vec!["Unread".to_owned()]),
            "a license that nobody has read",
        ),
    ] {
        if !any(&rules, Each::Once, &pred) {
            problems.push(nothing_judges(what));
        }
    }
    // A rule of the user's own may judge a limit of the user's own license.
    let own = raw.own.iter().flat_map(|file| &file.value.rules);
    let judging: Vec<&Rule> = rules.iter().copied().chain(own).collect();
    for license in &raw.clauses {
        for limit in &license.limits {
            if !judging.iter().any(|rule| judges(rule, limit)) {
                let parts: Vec<&str> = ["metric", "when", "effect"]
                    .iter()
                    .filter_map(|part| limit.part(part))
                    .collect();
                problems.push(license.source.problem(
                    &["thresholds:", parts.first().copied().unwrap_or_default()],
                    format!("no rule judges a limit of this kind: {}", parts.join(", ")),
                    "Correct the limit, or add a rule for it to rules/thresholds.ron",
                ));
            }
        }
    }
}

fn any(rules: &[&Rule], each: Each, pred: &Pred) -> bool {
    rules.iter().any(|rule| {
        rule.lane == Lane::License
            && rule.each == each
            && rule.when == *pred
            && rule.then >= Verdict::NeedsReview
    })
}

fn nothing_judges(what: &str) -> Problem {
    Problem {
        file: "rules".to_owned(),
        line: 0,
        what: format!("no rule judges {what}"),
        advice: "Take over the rules of the built-in folder".to_owned(),
    }
}

/// Whether a rule with a burden may speak of a limit, whatever the scenario.
fn judges(rule: &Rule, limit: &Threshold) -> bool {
    rule.lane == Lane::License
        && rule.each == Each::Threshold
        && rule.then != Verdict::Permitted
        && asks_for_size(&rule.when)
        && may_hold(&rule.when, limit) != Truth::False
}

/// Whether it compares the figure with the limit.
fn asks_for_size(pred: &Pred) -> bool {
    match pred {
        Pred::Exceeds => true,
        Pred::All(parts) | Pred::Any(parts) => parts.iter().any(asks_for_size),
        _ => false,
    }
}

fn may_hold(pred: &Pred, limit: &Threshold) -> Truth {
    match pred {
        Pred::All(parts) => parts
            .iter()
            .fold(Truth::True, |all, part| all.and(may_hold(part, limit))),
        Pred::Any(parts) => parts
            .iter()
            .fold(Truth::False, |any, part| any.or(may_hold(part, limit))),
        Pred::Not(part) => !may_hold(part, limit),
        Pred::Th(key, values) => limit.part(key).map_or(Truth::False, |have| {
            Truth::of(values.iter().any(|value| value == have))
        }),
        _ => Truth::Unknown,
    }
}

/// Why a predicate cannot stand in a rule; `None` if it can.
pub(super) fn misplaced(pred: &Pred, each: Each) -> Option<String> {
    let only = |wanted: Each, what: &str| {
        (each != wanted).then(|| format!("{what} only in a rule with \"each: {wanted:?}\""))
    };
    match pred {
        Pred::All(parts) | Pred::Any(parts) => parts.iter().find_map(|part| misplaced(part, each)),
        Pred::Not(part) => misplaced(part, each),
        Pred::Th(key, values) => {
            let Some(words) = Threshold::words_of(key) else {
                return Some(format!("no limit has a part \"{key}\""));
            };
            let odd = values.iter().find(|value| !words.contains(&value.as_str()));
            odd.map(|value| format!("\"{key}\" of a limit never is \"{value}\""))
                .or_else(|| only(Each::Threshold, "a limit is looked at"))
        }
        Pred::Exceeds | Pred::AtCap | Pred::Near | Pred::CondHolds | Pred::Exempt => {
            only(Each::Threshold, "a limit is looked at")
        }
        Pred::GrantIs(_) => only(Each::Grant, "a grant is looked at"),
        Pred::UnmetDuty | Pred::SeparateOnFile => {
            only(Each::Post, "what others found is looked at")
        }
        _ => None,
    }
}
