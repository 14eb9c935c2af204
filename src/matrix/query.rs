//! The query language of the filter bar and of `--filter`.
//!
//! ```text
//! llama                      plain words, anywhere in the row
//! commercial_use:yes         a column has this value (or starts it: `free*`)
//! license:mit,apache-2.0     one of several values
//! user_threshold<100M        numbers; release_date>=2025-06 dates
//! changed>=2026-01           the licensing changed since then
//! -family:qwen               not
//! a b, a OR b, ( ... )       both, either, groups; AND and NOT may be written
//! ```

use super::table::{Matrix, Row};
use crate::catalog::Date;

/// A parsed query. The empty query lets every row through.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// All of these.
    All(Vec<Query>),
    /// At least one of these.
    Any(Vec<Query>),
    /// Not this.
    Not(Box<Query>),
    /// The row says this word (lower case).
    Word(String),
    /// A column has one of these values.
    Column {
        /// Index of the column.
        column: usize,
        /// The comparison.
        test: Test,
    },
    /// The license is known this well.
    Evidence(String),
    /// The licensing last changed on, before or after a date.
    Changed(Comparison, Date),
}

/// A comparison with the value of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// One of the values; a closing `*` stands for any ending.
    Has(Vec<String>),
    /// Numbers or dates.
    Compare(Comparison, String),
}

/// Which way a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Below.
    Less,
    /// Below or equal.
    AtMost,
    /// Above.
    Greater,
    /// Above or equal.
    AtLeast,
}

/// What is wrong with a query, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// Byte offset in the query.
    pub offset: usize,
    /// The words shown to people.
    pub message: String,
}

impl std::fmt::Display for QueryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} (at character {})", self.message, self.offset + 1)
    }
}

impl Query {
    /// Whether the row is let through.
    pub fn matches(&self, row: &Row) -> bool {
        match self {
            Query::All(parts) => parts.iter().all(|part| part.matches(row)),
            Query::Any(parts) => parts.iter().any(|part| part.matches(row)),
            Query::Not(part) => !part.matches(row),
            Query::Word(word) => row.says(word),
            Query::Column { column, test } => test.fits(row, *column),
            Query::Changed(comparison, date) => {
                row.changed.is_some_and(|changed| match comparison {
                    Comparison::AtLeast => changed.is_in_or_after(*date),
                    Comparison::Less => !changed.is_in_or_after(*date),
                    // A month asked for covers its days.
                    Comparison::AtMost => !changed.is_after_all_of(*date),
                    Comparison::Greater => changed.is_after_all_of(*date),
                })
            }
            Query::Evidence(value) => row
                .evidence
                .is_some_and(|evidence| evidence.id().starts_with(value.as_str())),
        }
    }
}

impl Query {
    /// Values asked for in a column that no row of it has, each in words: most
    /// are typing errors.
    pub fn values_nowhere(&self, matrix: &Matrix) -> Vec<String> {
        match self {
            Query::All(parts) | Query::Any(parts) => parts
                .iter()
                .flat_map(|part| part.values_nowhere(matrix))
                .collect(),
            Query::Not(part) => part.values_nowhere(matrix),
            Query::Column {
                column,
                test: Test::Has(values),
            } => {
                let heading = &matrix.columns[*column];
                values
                    .iter()
                    .filter(|value| {
                        let one = Test::Has(vec![(*value).clone()]);
                        !matrix.rows.iter().any(|row| one.fits(row, *column))
                    })
                    .map(|value| format!("no model has \"{value}\" in {}", heading.label))
                    .collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Test {
    fn fits(&self, row: &Row, column: usize) -> bool {
        row.cells
            .get(column)
            .is_some_and(|cell| self.holds(&cell.ids, &cell.text, cell.number))
    }

    fn holds(&self, ids: &[String], text: &str, number: Option<f64>) -> bool {
        match self {
            Test::Has(values) => values.iter().any(|value| {
                ids.iter().any(|id| value_fits(id, value))
                    || value_fits(&text.to_lowercase(), value)
            }),
            Test::Compare(comparison, value) => match (number, parse_number(value)) {
                (Some(have), Some(want)) => comparison.holds(have.total_cmp(&want)),
                // A number asked for is not compared with words.
                (_, Some(_)) if Date::parse(value).is_none() => false,
                _ => {
                    Date::parse(text).is_some() && {
                        // A month asked for covers its days: compare as far as the
                        // query is precise.
                        let have = text.get(..value.len()).unwrap_or(text);
                        comparison.holds(have.cmp(value.as_str()))
                    }
                }
            },
        }
    }
}

impl Comparison {
    fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Comparison::Less => order.is_lt(),
            Comparison::AtMost => order.is_le(),
            Comparison::Greater => order.is_gt(),
            Comparison::AtLeast => order.is_ge(),
        }
    }
}

/// Values compare without regard to case, and `-`, `_` and spaces are one.
fn value_fits(have: &str, want: &str) -> bool {
    let fold = |text: &str| text.replace(['-', '_'], " ");
    let have = fold(have);
    match want.strip_suffix('*') {
        Some(start) => have.starts_with(&fold(start)),
        None => have == fold(want),
    }
}

/// Reads `100M`, `1.5bn`, `20k` or a plain number.
pub fn parse_number(text: &str) -> Option<f64> {
    let lower = text.to_lowercase();
    let digits = lower.trim_end_matches(|c: char| c.is_alphabetic());
    let factor = match &lower[digits.len()..] {
        "" => 1.0,
        "k" => 1e3,
        "m" => 1e6,
        "bn" | "b" => 1e9,
        _ => return None,
    };
    digits
        .replace(['_', ','], "")
        .parse::<f64>()
        .ok()
        .map(|n| n * factor)
}
