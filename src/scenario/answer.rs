//! Answers to the questions of a scenario.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// One answer. An unanswered question is never read as "no".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub enum Answer {
    /// Nobody has said.
    #[default]
    Unanswered,
    /// Yes or no.
    Flag(bool),
    /// Several words: acts, countries, fields.
    Set(BTreeSet<String>),
    /// Numbers by month (`2024-06`).
    Map(BTreeMap<String, f64>),
    /// Somewhere between two numbers.
    Range(f64, f64),
    /// A number.
    Num(f64),
    /// One word, a country, a date.
    Text(String),
}

/// The facts of one deployment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Version of the file's shape.
    pub schema: u32,
    /// Unique id; for presets equal to the file's name.
    pub id: String,
    /// The name shown in lists.
    pub title: String,
    /// What it is about, in a sentence or two.
    pub description: String,
    /// Field id -> answer.
    pub answers: BTreeMap<String, Answer>,
    /// A client who receives the model and is judged as well: the answers in
    /// which it differs.
    #[serde(default)]
    pub client: BTreeMap<String, Answer>,
}

impl Scenario {
    /// The answer to a field.
    pub fn answer(&self, field: &str) -> &Answer {
        self.answers.get(field).unwrap_or(&Answer::Unanswered)
    }
}

/// Spells ids the American way, so that files written the British way
/// (`separate_licences`) are read too.
pub fn us_spelling(text: &str) -> String {
    text.replace("licence", "license")
        .replace("Licence", "License")
}

/// The bounds of a number: `None` if nothing is known.
pub fn bounds(answer: &Answer) -> Option<(f64, f64)> {
    match answer {
        Answer::Num(n) => Some((*n, *n)),
        Answer::Range(low, high) => Some((*low, *high)),
        _ => None,
    }
}
