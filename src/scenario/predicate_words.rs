//! Predicates in plain words: what has to hold for a rule to speak.

use super::act::Exposure;
use super::country::country_name;
use super::fact_words::value_words;
use super::rule::{GrantState, Pred};
use super::{FieldKind, RuleBook};
use crate::catalog::{Condition, Effect, Metric, Moment, Scope};

/// What a predicate asks for, in words, without a full stop.
pub fn predicate_words(book: &RuleBook, pred: &Pred) -> String {
    whole(book, pred, true, true)
}

/// A predicate, or its opposite. Inside another one, what has parts stands in
/// brackets.
fn whole(book: &RuleBook, pred: &Pred, holds: bool, outermost: bool) -> String {
    let joined = |parts: &[Pred], word: &str| {
        let words: Vec<String> = parts
            .iter()
            .map(|part| whole(book, part, true, parts.len() == 1))
            .collect();
        words.join(word)
    };
    let (text, many) = match pred {
        Pred::All(parts) => (joined(parts, "; and "), parts.len() > 1),
        Pred::Any(parts) => (joined(parts, "; or "), parts.len() > 1),
        Pred::Not(part) => return whole(book, part, !holds, outermost),
        leaf => return leaf_words(book, leaf, holds),
    };
    match (holds, many && !outermost) {
        (true, false) => text,
        (true, true) => format!("({text})"),
        (false, _) => format!("it is not so that ({text})"),
    }
}

/// Whether answers touch places, as it holds or as it does not.
fn touches_words(book: &RuleBook, fields: &[String], places: &[String], holds: bool) -> String {
    let asked: Vec<String> = fields.iter().map(|field| question(book, field)).collect();
    let places: Vec<String> = places.iter().map(|code| country_name(code)).collect();
    let answer = if holds { "an answer" } else { "no answer" };
    format!(
        "{answer} to {} touches {}",
        asked.join(" or "),
        places.join(" or ")
    )
}

/// One test of a predicate, as it holds or as it does not.
pub(super) fn leaf_words(book: &RuleBook, pred: &Pred, holds: bool) -> String {
    let either = |yes: &str, no: &str| if holds { yes } else { no }.to_owned();
    match pred {
        Pred::Lic(attribute, values) => {
            let words: Vec<String> = values.iter().map(|v| value_words(attribute, v)).collect();
            let words = words.join(", or ");
            if holds {
                words
            } else {
                format!("it is not so that {words}")
            }
        }
        Pred::LicHas(attribute, field) => {
            let what = barred(attribute);
            let asked = question(book, field);
            either(
                &format!("an answer to {asked} is among the fields that the license {what}"),
                &format!("no answer to {asked} is among the fields that the license {what}"),
            )
        }
        Pred::Is(field, values) | Pred::Has(field, values) => {
            let labels: Vec<String> = values.iter().map(|v| label(book, field, v)).collect();
            let is = either("is", "is not");
            format!(
                "the answer to {} {is} {}",
                question(book, field),
                labels.join(" or ")
            )
        }
        Pred::Yes(field) => {
            let is = either("is", "is not");
            format!("the answer to {} {is} yes", question(book, field))
        }
        Pred::Th(key, values) => {
            let labels: Vec<&str> = values.iter().map(|v| part_label(key, v)).collect();
            let is = either("is", "is not");
            format!(
                "{} of the limit {is}: {}",
                part_name(key),
                labels.join(", or ")
            )
        }
        Pred::Exposes(Exposure::Weights) => either(
            "others receive the weights",
            "nobody else receives the weights",
        ),
        Pred::Exposes(Exposure::Hosted) => either(
            "others use the model as a service",
            "nobody else uses the model as a service",
        ),
        Pred::Exposes(Exposure::Outputs) => {
            either("outputs are passed on", "no outputs are passed on")
        }
        Pred::GrantIs(state) => {
            let words = grant_words(*state);
            if holds {
                words.to_owned()
            } else {
                format!("it is not so that {words}")
            }
        }
        Pred::Touches(fields, places) => touches_words(book, fields, places, holds),
        Pred::TouchesExcluded(fields) => {
            let asked: Vec<String> = fields.iter().map(|field| question(book, field)).collect();
            let asked = asked.join(" or ");
            either(
                &format!("an answer to {asked} touches a territory that the license shuts out"),
                &format!("no answer to {asked} touches a territory that the license shuts out"),
            )
        }
        other => test_words(other, holds).to_owned(),
    }
}

/// Tests without an argument.
fn test_words(pred: &Pred, holds: bool) -> &'static str {
    let (yes, no) = match pred {
        Pred::Exceeds => (
            "the figure is over the limit",
            "the figure is not over the limit",
        ),
        Pred::AtCap => (
            "the figure sits exactly on the limit",
            "the figure does not sit exactly on the limit",
        ),
        Pred::CondHolds => (
            "the condition of the limit holds",
            "the condition of the limit does not hold",
        ),
        Pred::Exempt => (
            "the exemption from the limit applies",
            "the exemption from the limit does not apply",
        ),
        Pred::Near => (
            "the figure is at 80 % of the limit or more",
            "the figure is below 80 % of the limit",
        ),
        Pred::DomicileExcluded => (
            "the seat is where rights are withheld",
            "the seat is not where rights are withheld",
        ),
        Pred::EstablishedInExcluded => (
            "an establishment is where rights are withheld",
            "no establishment is where rights are withheld",
        ),
        Pred::UsersInDomicileExcluded => (
            "users are where rights are withheld by seat",
            "no users are where rights are withheld by seat",
        ),
        Pred::Modifies => ("the weights are changed", "the weights are not changed"),
        Pred::NoActs => ("no act is named", "an act is named"),
        Pred::HasThreshold => (
            "the license sets a limit of size",
            "the license sets no limit of size",
        ),
        Pred::LawOutside => (
            "the license names a law that is not accepted",
            "the license names no law that is not accepted",
        ),
        Pred::VenueOutside => (
            "the license names courts that are not accepted",
            "the license names no courts that are not accepted",
        ),
        Pred::PrefixCollision => (
            "two licenses each ask for the first word of the name",
            "no two licenses ask for the first word of the name",
        ),
        Pred::DeclaredWider => (
            "the declared license is wider than an upstream one",
            "the declared license is not wider than an upstream one",
        ),
        Pred::DatasetRestricted => (
            "a data set carries a restriction",
            "no data set is known to carry a restriction",
        ),
        Pred::TermsConflict => (
            "terms of parts cannot both be met",
            "no terms of parts are known to conflict",
        ),
        Pred::TermsMayConflict => (
            "terms of parts may not fit together",
            "no terms of parts are known that may not fit together",
        ),
        Pred::ClauseBroken => (
            "a clause has other words in your own copy",
            "no clause is known to have other words in your own copy",
        ),
        Pred::AssignmentSecondHand => (
            "the model's license is known second hand at best",
            "the model's license is not known second hand only",
        ),
        Pred::AssignmentUnread => (
            "nobody has read which license the model is under",
            "it was read which license the model is under",
        ),
        Pred::UnmetDuty => (
            "an obligation raised is one that cannot be met",
            "no obligation raised is among those that cannot be met",
        ),
        Pred::SeparateOnFile => (
            "a separate license is on file for what needs one",
            "no separate license is on file for what needs one",
        ),
        // Tests with an argument have words of their own.
        _ => (
            "a test of this program holds",
            "a test of this program does not hold",
        ),
    };
    if holds { yes } else { no }
}

/// What a license does with the fields of a set.
pub(super) fn barred(attribute: &str) -> &'static str {
    match attribute {
        "banned" => "bars",
        "banned_excepted" => "bars with exceptions",
        "grey" => "leaves in doubt",
        "automation_banned" => "closes to automated decisions",
        _ => "names",
    }
}

/// A question in quotation marks.
pub(super) fn question(book: &RuleBook, field: &str) -> String {
    let words = book
        .field(field)
        .map_or(field, |field| field.question.as_str());
    format!("\u{201c}{words}\u{201d}")
}

/// The label of one value of a question.
pub(super) fn label(book: &RuleBook, field: &str, value: &str) -> String {
    let label = match book.field(field).map(|field| &field.kind) {
        Some(FieldKind::Choice(values) | FieldKind::Choices(values)) => values
            .iter()
            .find(|(id, _)| id == value)
            .map(|(_, label)| label.as_str()),
        _ => None,
    };
    match value {
        "true" => "yes".to_owned(),
        "false" => "no".to_owned(),
        _ => format!("\u{201c}{}\u{201d}", label.unwrap_or(value)),
    }
}

pub(super) fn grant_words(state: GrantState) -> &'static str {
    match state {
        GrantState::Granted => "the act is granted in words",
        GrantState::Inferred => "the act is covered by a general grant",
        GrantState::Conflict => "one clause grants the act and another bars it",
        GrantState::Silent => "the license does not mention the act",
        GrantState::Excluded => "the license excludes the act",
        GrantState::Unknown => "it is not recorded whether the act is granted",
    }
}

fn part_name(key: &str) -> &'static str {
    match key {
        "metric" => "what counts",
        "scope" => "whose figure counts",
        "when" => "the time",
        "cond" => "the condition",
        "effect" => "the consequence",
        "exempt" => "the exemption",
        "other_use" => "what is said on uses that are not commercial",
        "gap_at_equal" => "that the exact value is worded two ways",
        _ => "a part",
    }
}

/// The words for a value of a part of a limit; a value of a newer data folder
/// stands for itself.
fn part_label<'a>(key: &str, value: &'a str) -> &'a str {
    fn of<T: Copy>(
        all: &[T],
        name: fn(T) -> &'static str,
        label: fn(T) -> &'static str,
        value: &str,
    ) -> Option<&'static str> {
        all.iter()
            .find(|one| name(**one) == value)
            .map(|one| label(*one))
    }
    let known = match key {
        "metric" => of(Metric::ALL, Metric::name, Metric::label, value),
        "scope" => of(Scope::ALL, Scope::name, Scope::label, value),
        "when" => of(Moment::ALL, Moment::name, Moment::label, value),
        "cond" => of(Condition::ALL, Condition::name, Condition::label, value),
        "effect" => of(Effect::ALL, Effect::name, Effect::label, value),
        "gap_at_equal" => Some(if value == "true" { "yes" } else { "no" }),
        "other_use" => of(
            crate::catalog::OtherUse::ALL,
            crate::catalog::OtherUse::name,
            crate::catalog::OtherUse::label,
            value,
        ),
        _ => None,
    };
    known.unwrap_or(value)
}
