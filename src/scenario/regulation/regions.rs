//! Whose public law matters: as answered, or derived from the places of a
//! scenario.

use std::collections::BTreeSet;

use super::data::Regime;
use crate::catalog::Date;
use crate::scenario::answer::Answer;
use crate::scenario::places;
use crate::scenario::{Answers, Scenario, Source};

/// Questions on places.
const PLACES: [&str; 4] = ["domicile", "establishments", "users_in", "deploy_in"];

/// The question that settles it.
pub(super) const ASKED: &str = "regions_of_interest";

/// Whose public law matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regions {
    /// Who said so: the user, a preset, or the program from other answers.
    pub source: Source,
    /// Whose law is looked at.
    pub touched: BTreeSet<Regime>,
    /// Of whose law it is not known, because answers are missing.
    pub open: BTreeSet<Regime>,
    /// Whose law is left aside by choice although places touch it.
    pub aside: BTreeSet<Regime>,
    /// Questions on places without an answer.
    pub missing: Vec<&'static str>,
}

impl Regions {
    /// As a scenario's licensee sees it; `day`: countries are grouped as then.
    pub fn of(scenario: &Scenario, day: Option<Date>) -> Self {
        let mut regions = Self::of_answers(&Answers::of(&scenario.answers), day);
        if regions.source != Source::Derived {
            regions.source = scenario.source(ASKED);
        }
        regions
    }

    pub(super) fn of_answers(answers: &Answers<'_>, day: Option<Date>) -> Self {
        let answer = |field: &str| answers.get(field).unwrap_or(&Answer::Unanswered);
        let missing: Vec<&'static str> = PLACES
            .into_iter()
            .filter(|field| !matches!(answer(field), Answer::Text(_) | Answer::Set(_)))
            .collect();
        let near: BTreeSet<Regime> = Regime::ALL
            .into_iter()
            .filter(|regime| {
                let place = BTreeSet::from([place(*regime).to_owned()]);
                let there = |word: &String| places::meet(word, &place, day);
                PLACES.iter().any(|field| match answer(field) {
                    Answer::Text(word) => there(word),
                    Answer::Set(words) => words.iter().any(there),
                    _ => false,
                })
            })
            .collect();
        if let Answer::Set(chosen) = answer(ASKED) {
            let chosen = |regime: &Regime| chosen.contains(regime.id());
            return Self {
                source: Source::User,
                touched: Regime::ALL.into_iter().filter(chosen).collect(),
                open: BTreeSet::new(),
                aside: near.into_iter().filter(|one| !chosen(one)).collect(),
                missing,
            };
        }
        let open = Regime::ALL.into_iter().filter(|one| !near.contains(one));
        Self {
            source: Source::Derived,
            open: if missing.is_empty() {
                BTreeSet::new()
            } else {
                open.collect()
            },
            touched: near,
            aside: BTreeSet::new(),
            missing,
        }
    }

    /// Whether nothing is known of any place.
    pub fn nothing_known(&self) -> bool {
        self.touched.is_empty() && self.missing.len() == PLACES.len()
    }
}

/// The code of a regime's countries.
fn place(regime: Regime) -> &'static str {
    match regime {
        Regime::Uk => "GB",
        other => other.id(),
    }
}

/// Names of regimes in one line.
pub(super) fn names(regimes: &BTreeSet<Regime>) -> String {
    let names: Vec<&str> = regimes.iter().map(|regime| regime.label()).collect();
    names.join(", ")
}
