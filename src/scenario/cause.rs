//! What made a predicate true or false: the part that decided it, with the
//! answer or the term of the license behind it.

use super::fact_words::fact_words;
use super::predicate::Facts;
use super::predicate_words::{barred, grant_words, label, leaf_words, question};
use super::rule::Pred;
use super::truth::Truth;
use super::{Answer, RuleBook, answer_words, limits};
use crate::catalog::{Comparator, Fact};
use crate::matrix::{limit_words, short_number};

/// What decided a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// What the license says.
    License,
    /// A grant of the license.
    Grant,
    /// A limit of the license is of another kind, or there is none.
    Limit,
    /// An answer of the scenario.
    Answer,
    /// How the model is built, or how well its license is known.
    Model,
    /// The way in which an open wording is read.
    Reading,
    /// It is not known, and the rule is a note that is left out then.
    NotKnown,
}

impl Basis {
    /// Id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Basis::License => "license",
            Basis::Grant => "grant",
            Basis::Limit => "limit",
            Basis::Answer => "answer",
            Basis::Model => "model",
            Basis::Reading => "reading",
            Basis::NotKnown => "not_known",
        }
    }
}

/// Why a predicate came out as it did.
pub(super) struct Cause<'a> {
    pub basis: Basis,
    pub words: Vec<String>,
    /// The attributes of the license that were looked at.
    pub attributes: Vec<&'a str>,
    /// The answers that were looked at.
    pub fields: Vec<&'a str>,
}

impl<'a> Cause<'a> {
    /// A cause in words.
    pub fn of(basis: Basis, words: String) -> Self {
        Self {
            basis,
            words: vec![words],
            attributes: Vec::new(),
            fields: Vec::new(),
        }
    }

    fn license(attribute: &'a str, words: String) -> Self {
        let attributes = vec![attribute];
        Self {
            attributes,
            ..Self::of(Basis::License, words)
        }
    }

    /// Several causes together rest on what is nearest to the user.
    fn join(mut self, other: Self) -> Self {
        self.basis = self.basis.max(other.basis);
        for word in other.words {
            if !self.words.contains(&word) {
                self.words.push(word);
            }
        }
        self.attributes.extend(other.attributes);
        self.fields.extend(other.fields);
        self
    }
}

/// Why the predicate is false (or true, if it holds).
pub(super) fn cause<'a>(book: &RuleBook, facts: &Facts<'a>, pred: &'a Pred) -> Cause<'a> {
    let truth = facts.holds(pred);
    let join = |parts: &mut dyn Iterator<Item = &'a Pred>| {
        parts
            .map(|part| cause(book, facts, part))
            .reduce(Cause::join)
    };
    let joined = match pred {
        Pred::Not(part) => Some(cause(book, facts, part)),
        // The first part that decides is enough.
        Pred::All(parts) if truth != Truth::True => join(
            &mut parts
                .iter()
                .filter(|part| facts.holds(part) == truth)
                .take(1),
        ),
        Pred::Any(parts) if truth != Truth::False => join(
            &mut parts
                .iter()
                .filter(|part| facts.holds(part) == truth)
                .take(1),
        ),
        Pred::All(parts) | Pred::Any(parts) => join(&mut parts.iter()),
        leaf => {
            // Only what this test reads is behind it.
            facts.seen.borrow_mut().clear();
            let truth = facts.holds(leaf);
            let mut cause = leaf_cause(book, facts, leaf, truth);
            cause.fields = facts.fields_read();
            Some(cause)
        }
    };
    joined
        .unwrap_or_else(|| Cause::of(Basis::License, leaf_words(book, pred, truth == Truth::True)))
}

fn leaf_cause<'a>(book: &RuleBook, facts: &Facts<'a>, pred: &'a Pred, truth: Truth) -> Cause<'a> {
    let holds = truth == Truth::True;
    let general = |basis| Cause::of(basis, leaf_words(book, pred, holds));
    match pred {
        Pred::Lic(attribute, _) if attribute == "status" => {
            let status = Fact::Text(facts.license.status.name().to_owned());
            Cause::license(attribute, fact_words(attribute, &status))
        }
        Pred::Lic(attribute, _) => Cause::license(
            attribute,
            fact_words(attribute, facts.license.fact(attribute)),
        ),
        Pred::LicHas(attribute, field) => set_cause(book, facts, attribute, field, holds, || {
            let what = barred(attribute);
            let is = if holds { "is" } else { "is not" };
            (
                format!("among the fields that the license {what}"),
                is.to_owned(),
            )
        }),
        Pred::Is(field, _) | Pred::Has(field, _) | Pred::Yes(field) => answered(book, facts, field),
        Pred::Touches(fields, _) => fields
            .iter()
            .map(|field| answered(book, facts, field))
            .reduce(Cause::join)
            .unwrap_or_else(|| general(Basis::Answer)),
        Pred::TouchesExcluded(fields) => fields
            .iter()
            .map(|field| place_cause(book, facts, "excluded", field, holds))
            .reduce(Cause::join)
            .unwrap_or_else(|| general(Basis::Answer)),
        Pred::DomicileExcluded => place_cause(book, facts, "domicile_excluded", "domicile", holds),
        Pred::EstablishedInExcluded => {
            place_cause(book, facts, "domicile_excluded", "establishments", holds)
        }
        Pred::UsersInDomicileExcluded => {
            place_cause(book, facts, "domicile_excluded", "users_in", holds)
        }
        Pred::Th(..) => match facts.limit {
            Some(limit) => Cause::of(
                Basis::Limit,
                format!("the limit is of another kind: {}", limit_words(limit)),
            ),
            None => general(Basis::Limit),
        },
        Pred::Exceeds | Pred::AtCap | Pred::Near | Pred::CondHolds | Pred::Exempt => {
            limit_cause(book, facts, pred, truth)
        }
        Pred::GrantIs(_) => grant_cause(facts),
        Pred::Exposes(_) | Pred::Modifies | Pred::NoActs => {
            facts.read("acts");
            general(Basis::Answer)
        }
        Pred::LawOutside => law_cause(book, facts, "law"),
        Pred::VenueOutside => law_cause(book, facts, "venue"),
        Pred::HasThreshold => general(Basis::License),
        _ => general(Basis::Model),
    }
}

/// The question with its answer: "“For which purpose?” is answered “Personal”".
fn answered<'a>(book: &RuleBook, facts: &Facts<'a>, field: &'a str) -> Cause<'a> {
    let answer = facts.read(field);
    let asked = question(book, field);
    let known = book
        .field(field)
        .and_then(|field| answer_words(&field.kind, answer));
    Cause::of(
        Basis::Answer,
        match known {
            Some(words) => format!("{asked} is answered \u{201c}{words}\u{201d}"),
            None => format!("{asked} is not answered"),
        },
    )
}

/// A set of the license against an answer.
fn set_cause<'a>(
    book: &RuleBook,
    facts: &Facts<'a>,
    attribute: &'a str,
    field: &'a str,
    holds: bool,
    words: impl Fn() -> (String, String),
) -> Cause<'a> {
    let empty = match facts.license.fact(attribute) {
        Fact::Set(set) => set.is_empty(),
        Fact::Absent => true,
        _ => false,
    };
    if empty && !holds {
        return Cause::license(
            attribute,
            fact_words(attribute, facts.license.fact(attribute)),
        );
    }
    let given: Vec<String> = match facts.read(field) {
        Answer::Set(words) => words.iter().map(|word| label(book, field, word)).collect(),
        Answer::Text(word) => vec![label(book, field, word)],
        _ => Vec::new(),
    };
    if given.is_empty() {
        return answered(book, facts, field);
    }
    let (where_, is) = words();
    let mut cause = Cause::license(attribute, format!("{} {is} {where_}", given.join(", ")));
    cause.basis = Basis::Answer;
    cause
}

fn place_cause<'a>(
    book: &RuleBook,
    facts: &Facts<'a>,
    attribute: &'a str,
    field: &'a str,
    holds: bool,
) -> Cause<'a> {
    set_cause(book, facts, attribute, field, holds, || {
        let whose = match field {
            "domicile" => "as the seat",
            "establishments" => "as an establishment",
            "deploy_in" => "as the place of the weights",
            "users_in" => "as the place of users",
            _ => "as the answer",
        };
        let where_ = match attribute {
            "excluded" => "in a territory that the license shuts out",
            _ => "where the license withholds rights by seat",
        };
        let is = if holds { "is" } else { "is not" };
        (where_.to_owned(), format!("{whose} {is}"))
    })
}

fn limit_cause<'a>(book: &RuleBook, facts: &Facts<'a>, pred: &'a Pred, truth: Truth) -> Cause<'a> {
    let holds = truth == Truth::True;
    let Some(limit) = facts.limit else {
        return Cause::of(Basis::Limit, leaf_words(book, pred, holds));
    };
    let which = limit_words(limit);
    let words = match pred {
        // The answers behind it are read anew, so that they are told.
        Pred::CondHolds => format!(
            "the limit holds {}{} ({which})",
            limit.cond.label(),
            if holds {
                ", which is so"
            } else {
                ", which is not so"
            }
        ),
        Pred::Exempt => format!(
            "the limit exempts {}{} ({which})",
            limit.exempt.label(),
            if holds {
                ", which applies"
            } else {
                ", which does not apply"
            }
        ),
        _ => {
            let figure = limits::measured(limit, facts).map_or_else(
                || "the figure, which is not known,".to_owned(),
                figure_words,
            );
            let is = match (pred, limit.op, holds) {
                (Pred::Near, _, true) => "is at 80 % of the limit or more",
                (Pred::Near, _, false) => "is below 80 % of the limit",
                (Pred::AtCap, _, true) => "is exactly the limit",
                (Pred::AtCap, _, false) => "is not exactly the limit",
                (_, _, true) if limit.value.is_none() => {
                    return Cause::of(
                        Basis::Limit,
                        format!("the limit asks for no figure ({which})"),
                    );
                }
                (_, Comparator::Gt, true) => "is above the limit",
                (_, Comparator::Gt, false) => "is not above the limit",
                (_, Comparator::Ge, true) => "has reached the limit",
                (_, Comparator::Ge, false) => "has not reached the limit",
            };
            format!("{figure} {is} ({which})")
        }
    };
    Cause::of(Basis::Answer, words)
}

/// "the figure 45M", "the figure, at most 60M,".
fn figure_words((low, high): (f64, f64)) -> String {
    match (low, high) {
        (low, high) if low == high => format!("the figure {}", short_number(low)),
        (low, high) if high.is_infinite() => {
            format!("the figure, at least {},", short_number(low))
        }
        (0.0, high) => format!("the figure, at most {},", short_number(high)),
        (low, high) => format!(
            "the figure, between {} and {},",
            short_number(low),
            short_number(high)
        ),
    }
}

fn grant_cause<'a>(facts: &Facts<'a>) -> Cause<'a> {
    let Some(grant) = facts.grant else {
        return Cause::of(
            Basis::Grant,
            "no act of the scenario needs a grant".to_owned(),
        );
    };
    let state = facts.grant_state(grant);
    let mut cause = Cause::license(
        grant.attribute(),
        format!("{}: {}", grant.label(), grant_words(state)),
    );
    cause.basis = Basis::Grant;
    cause
}

fn law_cause<'a>(book: &RuleBook, facts: &Facts<'a>, attribute: &'a str) -> Cause<'a> {
    let words = fact_words(attribute, facts.license.fact(attribute));
    match facts.license.fact(attribute) {
        Fact::Text(_) => {
            Cause::license(attribute, words).join(answered(book, facts, "accepted_law"))
        }
        _ => Cause::license(attribute, words),
    }
}
