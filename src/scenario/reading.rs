//! Readings: named choices where the wording of a license is open.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Verdict;
use super::rule::Pred;

/// `readings.ron`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingsFile {
    /// Version of the file's shape.
    pub schema: u32,
    /// The readings.
    pub readings: Vec<Reading>,
}

/// A named choice where a license's wording is open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// Unique id.
    pub id: String,
    /// Why the wording is open.
    pub why: String,
    /// The question that counsel would have to answer.
    pub question: String,
    /// The ways to read it. The first one is the default: the cautious one,
    /// unless the text is plain.
    pub choices: Vec<Choice>,
}

/// One way to read an open wording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Id in scenarios and on the command line.
    pub id: String,
    /// What it means, in words.
    pub label: String,
    /// What it does to the rules that rest on the reading.
    pub does: ChoiceEffect,
}

/// What a choice does to the rules that rest on its reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ChoiceEffect {
    /// They say what they say.
    AsWritten,
    /// They do not speak.
    Silent,
    /// They have this effect.
    Becomes(Verdict),
    /// They speak only if this holds as well.
    OnlyIf(Pred),
}

impl Reading {
    /// The choice that holds if none is made. A reading without choices does
    /// not pass the checks of the rule book.
    pub fn default_choice(&self) -> Option<&Choice> {
        self.choices.first()
    }

    /// The choice made among these (reading -> choice), else the default.
    pub fn made(&self, choices: &BTreeMap<String, String>) -> Option<&Choice> {
        let chosen = choices.get(&self.id).and_then(|id| self.choice(id));
        chosen.or(self.default_choice())
    }

    /// One choice.
    pub fn choice(&self, id: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.id == id)
    }
}

/// The reading a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadingUsed {
    /// The reading.
    pub id: String,
    /// The choice.
    pub choice: String,
    /// Whether it is the default.
    pub default: bool,
}
