//! Answers of a scenario that cannot all be true.

use std::collections::BTreeMap;

use super::act::act;
use super::answer::bounds;
use super::{Actor, Answer, Scenario};
use crate::catalog::{Date, Parsed, Problem};
use crate::matrix::short_number;

/// Answers that cannot all be true.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contradiction {
    /// Whose answers they are.
    pub actor: Actor,
    /// The questions, the one to look at first in front.
    pub fields: Vec<String>,
    /// What does not fit, as a sentence without a full stop.
    pub what: String,
    /// What to do about it, likewise.
    pub advice: String,
}

/// Every contradiction, the licensee's first. What is not answered contradicts
/// nothing, and ranges do only if no figure in them would fit.
pub fn contradictions(scenario: &Scenario) -> Vec<Contradiction> {
    let mut all = Looked::at(Actor::Licensee, &scenario.answers);
    for actor in Actor::ALL {
        let Some(own) = scenario.differing(actor) else {
            continue;
        };
        let mut answers = scenario.answers.clone();
        answers.extend(own.clone());
        // What an actor takes over from the licensee is no answer of its own.
        let found = Looked::at(actor, &answers)
            .into_iter()
            .filter(|one| one.fields.iter().all(|field| own.contains_key(field)));
        all.extend(found);
    }
    all
}

/// Every contradiction in a file as a problem with its line.
pub fn contradiction_problems(file: &Parsed<Scenario>) -> Vec<Problem> {
    let all = contradictions(&file.value).into_iter();
    let problems = all.map(|one| {
        let part = match one.actor {
            Actor::Licensee => "answers:".to_owned(),
            other => format!("{}:", other.id()),
        };
        let field = one.fields.first().map(String::as_str).unwrap_or_default();
        let place = format!("\"{field}\"");
        let what = format!("answers contradict each other: {}", one.what);
        file.source.problem(&[&part, &place], what, one.advice)
    });
    problems.collect()
}

/// Acts by which outputs train a model.
const TRAINING: [&str; 2] = ["TrainOtherModel", "SyntheticDataForTraining"];

struct Looked<'a> {
    actor: Actor,
    answers: &'a BTreeMap<String, Answer>,
    found: Vec<Contradiction>,
}

impl<'a> Looked<'a> {
    fn at(actor: Actor, answers: &'a BTreeMap<String, Answer>) -> Vec<Contradiction> {
        let mut look = Self {
            actor,
            answers,
            found: Vec::new(),
        };
        look.training();
        look.users();
        look.revenue();
        look.dates();
        look.bounds();
        look.not_applicable();
        look.found
    }

    fn answer(&self, field: &str) -> &'a Answer {
        self.answers.get(field).unwrap_or(&Answer::Unanswered)
    }

    fn add(&mut self, fields: &[&str], what: impl Into<String>, advice: &str) {
        self.found.push(Contradiction {
            actor: self.actor,
            fields: fields.iter().map(|field| (*field).to_owned()).collect(),
            what: what.into(),
            advice: advice.to_owned(),
        });
    }

    /// Whether one of the acts is named; `None` if no act is.
    fn does(&self, test: impl Fn(&str) -> bool) -> Option<bool> {
        match self.answer("acts") {
            Answer::Set(acts) if !acts.is_empty() => Some(acts.iter().any(|act| test(act))),
            _ => None,
        }
    }

    fn training(&mut self) {
        let trains = self.does(|act| TRAINING.contains(&act));
        match (trains, self.answer("train_target")) {
            (Some(true), Answer::Text(target)) if target == "NotTraining" => self.add(
                &["train_target", "acts"],
                "outputs train a model according to the acts, and nothing is trained according to the answer on training",
                "Say what is trained in \"train_target\", or take the act out of \"acts\"",
            ),
            (Some(false), Answer::Text(target)) if target != "NotTraining" => self.add(
                &["acts", "train_target"],
                "a model is trained on outputs according to the answer on training, and no act says so",
                "Add TrainOtherModel to \"acts\", or answer \"train_target\" with NotTraining",
            ),
            _ => {}
        }
    }

    /// The figure of a field is surely above that of another one.
    fn above(&mut self, lower: (&str, &str), upper: (&str, &str)) {
        let (Some((low, _)), Some((_, high))) =
            (bounds(self.answer(lower.0)), bounds(self.answer(upper.0)))
        else {
            return;
        };
        if low > high {
            self.figures_above(lower, low, upper, high);
        }
    }

    fn figures_above(&mut self, lower: (&str, &str), low: f64, upper: (&str, &str), high: f64) {
        self.add(
            &[lower.0, upper.0],
            format!(
                "{} ({}) is above {} ({}), of which it is a part",
                lower.1,
                short_number(low),
                upper.1,
                short_number(high)
            ),
            &format!("Correct \"{}\" or \"{}\"", lower.0, upper.0),
        );
    }

    fn users(&mut self) {
        let none = BTreeMap::new();
        let months = |field: &str| match self.answer(field) {
            Answer::Map(months) => months,
            _ => &none,
        };
        let (group, own) = (months("group_mau_at"), months("licensee_mau_at"));
        let peak = ("group_mau_peak", "the highest month of the group");
        self.above(("product_mau", "the product's monthly users"), peak);
        if let Some((_, high)) = bounds(self.answer(peak.0)) {
            for (field, figures) in [("group_mau_at", group), ("licensee_mau_at", own)] {
                for (month, users) in figures.iter().filter(|(_, users)| **users > high) {
                    self.add(
                        &[field, peak.0],
                        format!(
                            "the users of {month} ({}) are above the highest month of the group ({})",
                            short_number(*users),
                            short_number(high)
                        ),
                        &format!("Correct \"{field}\" or \"{}\"", peak.0),
                    );
                }
            }
        }
        for (month, users) in own {
            if let Some(all) = group.get(month).filter(|all| *users > **all) {
                self.figures_above(
                    (
                        "licensee_mau_at",
                        &format!("your own company's users of {month}"),
                    ),
                    *users,
                    (
                        "group_mau_at",
                        &format!("the users of the group of {month}"),
                    ),
                    *all,
                );
            }
        }
    }

    fn revenue(&mut self) {
        self.above(
            ("product_rev_month", "the product's revenue of a month"),
            ("group_rev_month", "the group's"),
        );
        self.above(
            ("product_rev_year", "the product's revenue of a year"),
            ("group_rev_year", "the group's"),
        );
        self.above(
            ("group_rev_last_fy", "the revenue of the last fiscal year"),
            ("group_rev_12m_peak", "the highest revenue of any 12 months"),
        );
    }

    fn date(&self, field: &str) -> Option<Date> {
        match self.answer(field) {
            Answer::Text(text) => Date::parse(text),
            _ => None,
        }
    }

    fn dates(&mut self) {
        let Some(formed) = self.date("group_formed") else {
            return;
        };
        for field in ["group_mau_at", "licensee_mau_at"] {
            let Answer::Map(months) = self.answer(field) else {
                continue;
            };
            for (month, users) in months {
                let before = Date::parse(month).is_some_and(|month| formed.is_after_all_of(month));
                if before && *users > 0.0 {
                    self.add(
                        &[field, "group_formed"],
                        format!(
                            "there are users in {month} ({}), and the group was formed later, on {formed}",
                            short_number(*users)
                        ),
                        "Correct the day in \"group_formed\", or take the month out",
                    );
                }
            }
        }
        if let Some(day) = self
            .date("as_of")
            .filter(|day| formed.is_after_all_of(*day))
        {
            self.add(
                &["group_formed", "as_of"],
                format!("the group was formed on {formed}, after the day that is judged, {day}"),
                "Correct \"group_formed\" or \"as_of\"",
            );
        }
    }

    /// A range ends where it begins or later.
    fn bounds(&mut self) {
        for (field, answer) in self.answers {
            let turned = match answer {
                Answer::Range(low, high) => low > high,
                Answer::Money(money) => money.to.is_some_and(|to| money.amount > to),
                _ => false,
            };
            if turned {
                self.add(
                    &[field],
                    format!("the range of \"{field}\" ends below its beginning"),
                    "Write the lower bound first",
                );
            }
        }
    }

    /// What does not apply has no figures, and what others receive has
    /// receivers.
    fn not_applicable(&mut self) {
        let answers = self.answers;
        let off = |field: &str| answers.get(field) == Some(&Answer::NotApplicable);
        if off("acts") {
            self.add(
                &["acts"],
                "what is done with the model is said not to apply",
                "Name at least one act in \"acts\"",
            );
        }
        let by_act = |test: &dyn Fn(&str) -> bool| self.does(test) == Some(true);
        let exposes = by_act(&|id| act(id).is_some_and(|act| act.exposes.is_some()));
        let trains = by_act(&|id| TRAINING.contains(&id));
        for (field, needed, why) in [
            ("train_target", trains, "outputs train a model"),
            (
                "users_in",
                exposes,
                "others receive the model or what it makes",
            ),
        ] {
            if needed && off(field) {
                self.add(
                    &[field, "acts"],
                    format!("\"{field}\" is said not to apply, although {why}"),
                    "Answer it, or correct the acts",
                );
            }
        }
        for (field, other) in [
            ("group_mau_peak", "group_mau_at"),
            ("group_mau_at", "group_mau_peak"),
            ("product_rev_month", "product_rev_year"),
            ("product_rev_year", "product_rev_month"),
            ("group_rev_month", "group_rev_year"),
            ("group_rev_year", "group_rev_month"),
            ("group_rev_12m_peak", "group_rev_year"),
        ] {
            let figures = match self.answer(other) {
                Answer::Map(months) => months.values().any(|users| *users > 0.0),
                answer => bounds(answer).is_some_and(|(low, _)| low > 0.0),
            };
            if figures && off(field) {
                self.add(
                    &[field, other],
                    format!("\"{field}\" is said not to apply, although \"{other}\" has a figure"),
                    "Answer it, or leave it unanswered",
                );
            }
        }
    }
}
