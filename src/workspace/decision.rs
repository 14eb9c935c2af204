//! Review decisions: what a person says to what the program computed.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Computed, Subject, Workspace};

/// A decision of a reviewer. It stands beside the computed value, never in its
/// place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What the reviewer says.
    pub opinion: Opinion,
    /// Who decided.
    pub reviewer: String,
    /// When, `YYYY-MM-DD`.
    pub date: String,
    /// A note on it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What the program had computed then.
    pub computed: Computed,
}

/// What a reviewer says to a computed value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Opinion {
    /// It is right.
    Agree,
    /// It should be another one.
    Differ {
        /// The reviewer's own value.
        value: String,
        /// Why.
        reason: String,
    },
    /// It cannot be said yet; what is missing.
    MoreFacts(String),
}

impl Opinion {
    /// The words shown to people.
    pub fn words(&self) -> String {
        match self {
            Opinion::Agree => "agreed".to_owned(),
            Opinion::Differ { value, reason } if reason.is_empty() => {
                format!("differs: {value}")
            }
            Opinion::Differ { value, reason } => format!("differs: {value}, because {reason}"),
            Opinion::MoreFacts(what) if what.is_empty() => "more facts needed".to_owned(),
            Opinion::MoreFacts(what) => format!("more facts needed: {what}"),
        }
    }
}

impl Decision {
    /// Decision, reviewer and day in one line.
    pub fn words(&self) -> String {
        format!(
            "{} ({}, {}; on \"{}\")",
            self.opinion.words(),
            self.reviewer,
            self.date,
            self.computed.value
        )
    }
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// What it is about.
    pub about: Subject,
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// Who wrote it.
    pub author: String,
    /// What it says.
    pub text: String,
}

/// A decision on a value that is another one now.
#[derive(Debug, Clone, PartialEq)]
pub struct Stale<'a> {
    /// What was decided on.
    pub subject: &'a Subject,
    /// The decision, with the value of then.
    pub decision: &'a Decision,
    /// The value now; `None` if there is no such cell, model or verdict any more.
    pub now: Option<Computed>,
}

/// How far a review is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// How many are to be reviewed.
    pub total: usize,
    /// How many have a decision on the value of now.
    pub reviewed: usize,
    /// Of these, how many wait for more facts.
    pub waiting: usize,
    /// How many have a decision on a value that has changed since; they are to
    /// be reviewed again.
    pub stale: usize,
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cells = if self.total == 1 { "cell" } else { "cells" };
        write!(f, "{} of {} {cells} reviewed", self.reviewed, self.total)?;
        if self.waiting > 0 {
            write!(f, ", {} of them waiting for facts", self.waiting)?;
        }
        if self.stale > 0 {
            write!(f, "; {} to review again, the value changed", self.stale)?;
        }
        Ok(())
    }
}

impl Workspace {
    /// Notes a decision and gives the one before it, if there was one.
    pub fn decide(&mut self, subject: Subject, decision: Decision) -> Option<Decision> {
        self.decisions.insert(subject, decision)
    }

    /// Takes a decision back and gives it.
    pub fn withdraw(&mut self, subject: &Subject) -> Option<Decision> {
        self.decisions.remove(subject)
    }

    /// Whether there is a decision on the value of now.
    pub fn is_reviewed(&self, subject: &Subject, now: &Computed) -> bool {
        let decision = self.decisions.get(subject);
        decision.is_some_and(|decision| decision.computed.fingerprint == now.fingerprint)
    }

    /// How far the review of these is. A decision counts for what it was made
    /// on alone: one on a model is none on its cells.
    pub fn progress<'a>(
        &self,
        shown: impl IntoIterator<Item = (&'a Subject, &'a Computed)>,
    ) -> Progress {
        let mut progress = Progress::default();
        for (subject, now) in shown {
            progress.total += 1;
            let Some(decision) = self.decisions.get(subject) else {
                continue;
            };
            if decision.computed.fingerprint != now.fingerprint {
                progress.stale += 1;
                continue;
            }
            progress.reviewed += 1;
            let waits = matches!(decision.opinion, Opinion::MoreFacts(_));
            progress.waiting += usize::from(waits);
        }
        progress
    }

    /// The place of the next one without a decision on its value of now, in the
    /// order in which they are shown: behind `after`, then from the top. One
    /// that waits for facts has been looked at and is passed over.
    pub fn next_unreviewed(
        &self,
        shown: &[(Subject, Computed)],
        after: Option<usize>,
    ) -> Option<usize> {
        let start = after
            .map_or(0, |place| place.saturating_add(1))
            .min(shown.len());
        let mut places = (start..shown.len()).chain(0..start);
        places.find(|&place| {
            let (subject, now) = &shown[place];
            !self.is_reviewed(subject, now)
        })
    }

    /// The decisions whose value is another one now, in the order of what they
    /// are about.
    pub fn stale<'a>(&'a self, now: &dyn Fn(&Subject) -> Option<Computed>) -> Vec<Stale<'a>> {
        let all = self.decisions.iter().filter_map(|(subject, decision)| {
            let now = now(subject);
            let same = now
                .as_ref()
                .is_some_and(|now| now.fingerprint == decision.computed.fingerprint);
            (!same).then_some(Stale {
                subject,
                decision,
                now,
            })
        });
        all.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matrix::Cell;

    fn cell(column: &str) -> Subject {
        Subject::Cell("a".to_owned(), column.to_owned())
    }

    fn decision(opinion: Opinion, value: &str) -> Decision {
        Decision {
            opinion,
            reviewer: "A. Counsel".to_owned(),
            date: "2026-11-28".to_owned(),
            note: String::new(),
            computed: Computed::of_cell(&Cell::plain(value)),
        }
    }

    #[test]
    fn a_decision_counts_until_its_value_changes() {
        let mut workspace = Workspace::new("Review");
        let shown: Vec<(Subject, Computed)> = ["x", "y", "z"]
            .into_iter()
            .map(|column| (cell(column), Computed::of_cell(&Cell::plain("yes"))))
            .collect();
        let pairs = || shown.iter().map(|(subject, now)| (subject, now));
        assert_eq!(workspace.next_unreviewed(&shown, None), Some(0));
        assert_eq!(
            workspace.decide(cell("x"), decision(Opinion::Agree, "yes")),
            None
        );
        let waits = Opinion::MoreFacts("the contract".to_owned());
        workspace.decide(cell("y"), decision(waits, "yes"));
        workspace.decide(cell("z"), decision(Opinion::Agree, "no"));
        let progress = workspace.progress(pairs());
        assert_eq!(
            progress.to_string(),
            "2 of 3 cells reviewed, 1 of them waiting for facts; 1 to review again, the value changed"
        );
        for after in [None, Some(0), Some(2), Some(99)] {
            assert_eq!(workspace.next_unreviewed(&shown, after), Some(2));
        }
        let now = |subject: &Subject| {
            let mut all = shown.iter();
            all.find(|(known, _)| known == subject)
                .map(|(_, now)| now.clone())
        };
        let stale = workspace.stale(&now);
        assert_eq!(stale.len(), 1);
        assert_eq!(stale[0].subject, &cell("z"));
        assert_eq!(stale[0].decision.computed.value, "no");
        assert_eq!(
            stale[0].now.as_ref().map(|now| now.value.as_str()),
            Some("yes")
        );
        assert_eq!(workspace.stale(&|_| None).len(), 3, "what is gone is told");
        workspace.decide(cell("z"), decision(Opinion::Agree, "yes"));
        assert_eq!(workspace.next_unreviewed(&shown, None), None);
        assert!(workspace.withdraw(&cell("x")).is_some());
        assert_eq!(workspace.next_unreviewed(&shown, Some(1)), Some(0));
        assert_eq!(workspace.next_unreviewed(&[], Some(1)), None);
    }
}
