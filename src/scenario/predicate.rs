//! Deciding a predicate over a license and the answers of a scenario.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use super::act::{Exposure, Grant, act};
use super::answer::{Answer, bounds_at};
use super::answers::Answers;
use super::rule::{GrantState, Pred};
use super::truth::Truth;
use super::{Composed, limits, places};
use crate::catalog::{Citation, Condition, Date, Evidence, Exemption, Fact, License, Threshold};

/// What a predicate is decided over. It notes which fields were read.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The license in hand.
    pub license: &'a License,
    /// The answers of the actor in hand.
    pub answers: &'a Answers<'a>,
    /// The limit in hand.
    pub limit: Option<&'a Threshold>,
    /// The grant in hand.
    pub grant: Option<Grant>,
    /// The test of composition in hand.
    pub composed: Option<&'a Composed>,
    /// Clauses of the license that the user's own copy does not bear out.
    pub broken: &'a [Citation],
    /// How well it is known that the model is under its license.
    pub assignment: Option<Evidence>,
    /// The choices made where wording is open, by reading.
    pub readings: &'a BTreeMap<String, String>,
    /// The day for which countries are grouped; `None`: as they are today.
    pub as_of: Option<Date>,
    /// Every rate of exchange is taken times this.
    pub rate: f64,
    /// Whether a sum in another currency was read.
    pub foreign: Cell<bool>,
    /// Fields that were read, in the order in which they were.
    pub seen: RefCell<Vec<&'a str>>,
}

impl<'a> Facts<'a> {
    /// Turns to the next limit or grant; nothing was read of it yet.
    pub(super) fn turn_to(&mut self, (limit, grant): (Option<&'a Threshold>, Option<Grant>)) {
        (self.limit, self.grant) = (limit, grant);
        self.seen.get_mut().clear();
        self.foreign.set(false);
    }

    /// The fields that were read, in the order of their names.
    pub(super) fn fields_read(&self) -> Vec<&'a str> {
        let mut fields = self.seen.borrow().clone();
        fields.sort_unstable();
        fields
    }

    /// The answer to a field; notes that it was read.
    pub fn read(&self, field: &'a str) -> &'a Answer {
        let mut seen = self.seen.borrow_mut();
        if !seen.contains(&field) {
            seen.push(field);
        }
        let answer = self.answers.get(field).unwrap_or(&Answer::Unanswered);
        if matches!(answer, Answer::Money(_)) {
            self.foreign.set(true);
        }
        answer
    }

    /// The bounds of a figure; `None`: nothing is known.
    pub fn figure(&self, field: &'a str) -> Option<(f64, f64)> {
        bounds_at(self.read(field), self.rate)
    }

    /// Whether a choice other than the default was made.
    pub fn reads(&self, reading: &str, choice: &str) -> bool {
        self.readings
            .get(reading)
            .is_some_and(|made| made == choice)
    }

    /// Whether the predicate holds.
    pub fn holds(&self, pred: &'a Pred) -> Truth {
        match pred {
            Pred::All(parts) => self.all(parts),
            Pred::Any(parts) => self.any(parts),
            Pred::Not(part) => !self.holds(part),
            Pred::Lic(attribute, values) => self.license_is(attribute, values),
            Pred::LicHas(attribute, field) => self.meets(self.license.fact(attribute), field),
            Pred::Is(field, values) | Pred::Has(field, values) => self.answer_in(field, values),
            Pred::Yes(field) => self.yes(field),
            Pred::Th(key, values) => self.limit_is(key, values),
            Pred::Exposes(exposure) => self.exposes(*exposure),
            Pred::Modifies => self.acts(|act| act.modifies),
            Pred::NoActs => match self.read("acts") {
                // An act this program does not know is no act it can judge.
                Answer::Set(acts) => {
                    Truth::of(acts.is_empty() || acts.iter().any(|id| act(id).is_none()))
                }
                _ => Truth::True,
            },
            Pred::GrantIs(state) => self.grant_is(*state),
            Pred::Touches(fields, places) => {
                let set = places.iter().cloned().collect();
                let touched = fields.iter().map(|field| self.touches(field, &set));
                touched.fold(Truth::False, Truth::or)
            }
            Pred::TouchesExcluded(fields) => fields
                .iter()
                .map(|field| self.meets(self.license.fact("excluded"), field))
                .fold(Truth::False, Truth::or),
            other => self.named_test(other),
        }
    }

    fn all(&self, parts: &'a [Pred]) -> Truth {
        let mut result = Truth::True;
        for part in parts {
            result = result.and(self.holds(part));
            // A rule that cannot apply never asks for facts.
            if result == Truth::False {
                break;
            }
        }
        result
    }

    fn any(&self, parts: &'a [Pred]) -> Truth {
        let mut result = Truth::False;
        for part in parts {
            result = result.or(self.holds(part));
            if result == Truth::True {
                break;
            }
        }
        result
    }

    fn named_test(&self, pred: &'a Pred) -> Truth {
        let seats = self.license.fact("domicile_excluded");
        let with_limit = |test: fn(&'a Threshold, &Facts<'a>) -> Truth| {
            self.limit.map_or(Truth::False, |limit| test(limit, self))
        };
        let composed = |name: &str| Truth::of(self.composed.is_some_and(|held| held.test == name));
        match pred {
            Pred::Exceeds => with_limit(limits::exceeds),
            Pred::AtCap => with_limit(limits::at_cap),
            Pred::Near => with_limit(limits::near),
            Pred::CondHolds => with_limit(|limit, facts| facts.condition(limit.cond)),
            Pred::Exempt => with_limit(|limit, facts| facts.exempt(limit.exempt)),
            Pred::DomicileExcluded => self.meets(seats, "domicile"),
            Pred::EstablishedInExcluded => self.meets(seats, "establishments"),
            Pred::UsersInDomicileExcluded => self.meets(seats, "users_in"),
            Pred::HasThreshold if !self.license.thresholds.is_empty() => Truth::True,
            Pred::HasThreshold => match self.license.fact("limits_complete") {
                Fact::Flag(true) => Truth::False,
                _ => Truth::Unknown,
            },
            Pred::LawOutside => self.outside("law"),
            Pred::VenueOutside => self.outside("venue"),
            Pred::PrefixCollision => composed("PrefixCollision"),
            Pred::DeclaredWider => composed("DeclaredWider"),
            Pred::DatasetRestricted => composed("DatasetRestricted"),
            Pred::AssignmentSecondHand => {
                Truth::of(self.assignment.is_some_and(Evidence::in_doubt))
            }
            Pred::AssignmentUnread => Truth::of(self.assignment == Some(Evidence::Unread)),
            Pred::ClauseBroken => Truth::of(!self.broken.is_empty()),
            Pred::TermsConflict => composed("TermsConflict"),
            Pred::TermsMayConflict => composed("TermsMayConflict"),
            // Decided after all others, see `closing`.
            _ => Truth::False,
        }
    }

    fn license_is(&self, attribute: &str, values: &[String]) -> Truth {
        if attribute == "status" {
            return Truth::of(values.iter().any(|v| v == self.license.status.name()));
        }
        let has = |word: &str| Truth::of(values.iter().any(|value| value == word || value == "*"));
        match self.license.fact(attribute) {
            Fact::Absent => Truth::False,
            Fact::Unknown if values.iter().any(|value| value == "Unknown") => Truth::True,
            Fact::Unknown => Truth::Unknown,
            Fact::Flag(flag) => has(if *flag { "true" } else { "false" }),
            Fact::Text(text) => has(text),
            Fact::Set(set) if values.iter().any(|value| value == "*") => Truth::of(!set.is_empty()),
            Fact::Set(set) => Truth::of(values.iter().any(|value| set.contains(value))),
        }
    }

    /// Whether a set of the license and an answer have a member in common.
    fn meets(&self, fact: &Fact, field: &'a str) -> Truth {
        let set = match fact {
            Fact::Set(set) if !set.is_empty() => set,
            Fact::Unknown => {
                return match self.read(field) {
                    Answer::Set(answers) if answers.is_empty() => Truth::False,
                    _ => Truth::Unknown,
                };
            }
            _ => return Truth::False,
        };
        self.touches(field, set)
    }

    /// Whether an answer names one of the places.
    fn touches(&self, field: &'a str, set: &BTreeSet<String>) -> Truth {
        match self.read(field) {
            Answer::Set(answers) => Truth::of(
                answers
                    .iter()
                    .any(|word| places::meet(word, set, self.as_of)),
            ),
            Answer::Text(word) => Truth::of(places::meet(word, set, self.as_of)),
            _ => Truth::Unknown,
        }
    }

    fn answer_in<W: AsRef<str>>(&self, field: &'a str, values: &[W]) -> Truth {
        match self.read(field) {
            Answer::Text(text) => Truth::of(values.iter().any(|value| value.as_ref() == text)),
            Answer::Set(set) => Truth::of(values.iter().any(|value| set.contains(value.as_ref()))),
            Answer::Flag(flag) => {
                let word = if *flag { "true" } else { "false" };
                Truth::of(values.iter().any(|value| value.as_ref() == word))
            }
            _ => Truth::Unknown,
        }
    }

    fn yes(&self, field: &'a str) -> Truth {
        match self.read(field) {
            Answer::Flag(flag) => Truth::of(*flag),
            _ => Truth::Unknown,
        }
    }

    fn limit_is(&self, key: &str, values: &[String]) -> Truth {
        let Some(limit) = self.limit else {
            return Truth::False;
        };
        let Some(have) = limit.part(key) else {
            return Truth::Unknown;
        };
        Truth::of(values.iter().any(|value| value == have))
    }

    fn acts(&self, test: impl Fn(&super::act::Act) -> bool) -> Truth {
        match self.read("acts") {
            // An act this program does not know may expose anything.
            Answer::Set(acts) => acts.iter().fold(Truth::False, |so_far, id| {
                so_far.or(act(id).map_or(Truth::Unknown, |act| Truth::of(test(act))))
            }),
            _ => Truth::Unknown,
        }
    }

    fn exposes(&self, exposure: Exposure) -> Truth {
        self.acts(|act| act.exposes == Some(exposure))
    }

    fn grant_is(&self, state: GrantState) -> Truth {
        self.grant.map_or(Truth::False, |grant| {
            Truth::of(self.grant_state(grant) == state)
        })
    }

    /// What the license says on a grant.
    pub fn grant_state(&self, grant: Grant) -> GrantState {
        match self.license.fact(grant.attribute()) {
            Fact::Text(text) => match text.as_str() {
                "Granted" => GrantState::Granted,
                "Inferred" => GrantState::Inferred,
                "Conflict" => GrantState::Conflict,
                "Silent" => GrantState::Silent,
                "Excluded" => GrantState::Excluded,
                _ => GrantState::Unknown,
            },
            Fact::Absent => GrantState::Silent,
            _ => GrantState::Unknown,
        }
    }

    /// Whether the condition of a limit holds.
    pub fn condition(&self, condition: Condition) -> Truth {
        match condition {
            Condition::Always => Truth::True,
            Condition::CommercialUse => {
                self.answer_in("purpose", &["CommercialInternal", "CommercialExternal"])
            }
            Condition::Maas if self.reads("maas.definition", "Broad") => self
                .yes("maas_business")
                .or(self.yes("maas_business_qwen_def")),
            Condition::Maas => self.yes("maas_business"),
            // Qwen's definition of the business has no exception for embedded
            // features, so it is a question of its own.
            Condition::MaasOrWorkAssistant => self
                .yes("maas_business_qwen_def")
                .or(self.yes("work_assistant_business")),
        }
    }

    /// Whether the exemption of a limit applies.
    pub fn exempt(&self, exemption: Exemption) -> Truth {
        let internal = || {
            !self
                .exposes(Exposure::Weights)
                .or(self.exposes(Exposure::Hosted))
                .or(self.exposes(Exposure::Outputs))
        };
        match exemption {
            Exemption::None => Truth::False,
            Exemption::IntegratedProductRecipient => self.yes("received_integrated"),
            Exemption::Internal => internal(),
            Exemption::InternalOrCertified => {
                internal().or(self.answer_in("channel", &["LicensorOfficial", "CertifiedPartner"]))
            }
        }
    }

    fn outside(&self, attribute: &str) -> Truth {
        match self.license.fact(attribute) {
            Fact::Text(place) => match self.read("accepted_law") {
                Answer::Set(accepted) => Truth::of(!accepted.contains(place)),
                _ => Truth::Unknown,
            },
            Fact::Unknown => Truth::Unknown,
            _ => Truth::False,
        }
    }
}
