//! Enterprise readiness: a first sorting, derived by conditions that are data.

use serde::{Deserialize, Serialize};

/// The derived value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Readiness {
    /// No condition holds.
    Ready,
    /// Somebody has to look at it first.
    Review,
    /// Not for use in business.
    Blocked,
}

impl Readiness {
    /// Id in JSON and in queries.
    pub fn id(self) -> &'static str {
        match self {
            Readiness::Ready => "ready",
            Readiness::Review => "review",
            Readiness::Blocked => "blocked",
        }
    }

    /// The word shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Readiness::Ready => "Ready",
            Readiness::Review => "Review",
            Readiness::Blocked => "Blocked",
        }
    }
}

/// One line of `data/readiness.ron`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadinessCondition {
    /// The term that is looked at.
    pub term: String,
    /// Value ids for which the condition holds; `*` for any limit on file.
    pub any: Vec<String>,
    /// What follows.
    pub gives: Readiness,
    /// The reason, as a sentence without a full stop.
    pub why: String,
}
