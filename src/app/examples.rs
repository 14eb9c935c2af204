//! Examples of filters for each view: what can be asked, by queries that find
//! something.

use super::State;
use crate::matrix::{Query, Sheet};

/// A filter that works on what is on screen, and what it asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// The filter.
    pub filter: &'static str,
    /// What it asks, in words.
    pub asks: &'static str,
}

const fn example(filter: &'static str, asks: &'static str) -> Example {
    Example { filter, asks }
}

const TEXTS: &[Example] = &[
    example("qwen", "A word, anywhere in the row"),
    example("commercial_use:yes", "A value of a column"),
    example("license:mit,apache-2.0", "One of several values"),
    example("output_training:free*", "Every value that begins so"),
    example(
        "commercial:yes patent:express",
        "Both; the beginning of a column's name is enough",
    ),
    example(
        "commercial_use:yes -family:qwen",
        "The first, but not the second",
    ),
    example("family:llama OR family:gemma", "One or the other"),
    example("release>=2025-06", "A date, from then on"),
    example(
        "user_threshold<=100M",
        "A number; K, M and bn are understood",
    ),
    example(
        "user_threshold:none territory:worldwide",
        "No limit on users, and no country shut out",
    ),
    example(
        "\"built with\"",
        "Words as they stand, with the space between",
    ),
    example("evidence:secondary", "How well the license was read"),
    example(
        "verdict:permitted*",
        "Usable in the scenario, with or without obligations",
    ),
];

const ARTICLE: &[Example] = &[
    example("qwen", "A word, anywhere in the row"),
    example("apache", "The same, of a license"),
    example("llama OR gemma", "One or the other"),
    example("-llama", "All rows without the word"),
];

const DIFFERENCES: &[Example] = &[
    example("llama", "A word, anywhere in the row"),
    example("llama OR gemma", "One or the other"),
    example("-llama", "All rows without the word"),
];

const CHANGES: &[Example] = &[
    example("llama", "A word, anywhere in the row"),
    example("date>=2026", "A date, from then on"),
    example(
        "date:2025..2025-06",
        "From one date to another, both included",
    ),
    example("license -qwen", "The first, but not the second"),
];

const SCENARIOS: &[Example] = &[
    example("qwen", "A word, anywhere in the row"),
    example("differs:yes", "Models that the scenarios judge differently"),
    example("license:apache-2.0 -qwen", "The first, but not the second"),
];

impl State {
    /// Examples for the view that is shown: those that find some rows there and
    /// not all of them.
    pub fn examples(&self) -> Vec<Example> {
        let list = match self.sheet {
            Sheet::Texts => TEXTS,
            Sheet::Article => ARTICLE,
            Sheet::Differences => DIFFERENCES,
            Sheet::Changes => CHANGES,
            Sheet::Scenarios => SCENARIOS,
            Sheet::Yours => &[],
        };
        let finds = |example: &&Example| {
            Query::parse(example.filter, &self.matrix).is_ok_and(|query| {
                let found = self.matrix.filter(&query).len();
                found > 0 && found < self.matrix.rows.len()
            })
        };
        list.iter().filter(finds).copied().collect()
    }
}
