//! The query language of the filter bar and of `--filter`.
//!
//! ```text
//! llama                      plain words, anywhere in the row
//! "built with"               words as they stand, spaces and all
//! commercial_use:yes         a column has this value (or starts it: `free*`)
//! license:mit,apache-2.0     one of several values
//! commercial:yes             the beginning of a column's id is enough
//! user_threshold:none        it says that there is none; `unknown`: not known
//! user_threshold<100M        numbers; release_date>=2025-06 dates
//! release:2025..2026-03      from one to another, both included; `2025..` from
//! changed>=2026-01           the licensing changed since then
//! evidence:secondary         how well the license is known
//! differs:article            a secondary source says what the texts contradict
//! -family:qwen               not
//! a b, a OR b, ( ... )       both, either, groups; AND and NOT may be written
//! ```
//!
//! A plain word that no row says as it is written is looked for in the names
//! of rows: without what stands between its letters, then with one letter
//! wrong, then as beginnings of their parts ([`Nearness`]); the first of these
//! ways that finds any is taken. So a near name never hides one that is meant,
//! and never hides a row: behind a minus, and in quotes, words are taken as
//! they are written.

use super::fold::{NearWord, Nearness, fold};
use super::query_test::{Pattern, Test};
use super::table::{Matrix, MatrixColumn, Row};
use crate::catalog::Evidence;

/// A parsed query. The empty query lets every row through.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// All of these.
    All(Vec<Query>),
    /// At least one of these.
    Any(Vec<Query>),
    /// Not this.
    Not(Box<Query>),
    /// The row says this word (folded).
    Word {
        /// The word.
        word: String,
        /// Whether it stood in quotes.
        quoted: bool,
    },
    /// A name of the row is near this word.
    Near(NearWord),
    /// A column has one of these values.
    Column {
        /// Index of the column.
        column: usize,
        /// The comparison.
        test: Test,
    },
    /// The license is known this well, in one of these ways.
    Evidence(Vec<Option<Evidence>>),
    /// The licensing last changed on, before, after or between dates.
    Changed(Test),
    /// A secondary source says of the row what the texts contradict.
    Contradicted,
}

impl Query {
    /// Whether the row is let through.
    pub fn matches(&self, row: &Row) -> bool {
        match self {
            Query::All(parts) => parts.iter().all(|part| part.matches(row)),
            Query::Any(parts) => parts.iter().any(|part| part.matches(row)),
            Query::Not(part) => !part.matches(row),
            Query::Word { word, .. } => row.says(word),
            Query::Near(near) => row.names().any(|name| near.fits(name)),
            Query::Column { column, test } => {
                row.cells.get(*column).is_some_and(|cell| test.fits(cell))
            }
            Query::Changed(test) => row
                .changed
                .is_some_and(|date| test.holds("", &[], None, Some(date))),
            Query::Evidence(grades) => grades.contains(&row.evidence),
            Query::Contradicted => row.contradicted,
        }
    }

    /// The query with each plain word that no row says as it is written
    /// replaced by names near to it, if there are any: by the nearest way in
    /// which some are.
    #[must_use]
    pub fn settled(&self, any: &dyn Fn(&Query) -> bool) -> Query {
        match self {
            Query::All(parts) => Query::All(parts.iter().map(|p| p.settled(any)).collect()),
            Query::Any(parts) => Query::Any(parts.iter().map(|p| p.settled(any)).collect()),
            Query::Word {
                word,
                quoted: false,
            } if !any(self) => Nearness::ALL
                .into_iter()
                .filter_map(|how| NearWord::new(word, how).map(Query::Near))
                .find(|near| any(near))
                .unwrap_or_else(|| self.clone()),
            // Behind a "not" a near name would hide rows that nobody named.
            _ => self.clone(),
        }
    }

    /// What all have to hold at once: the parts of a query that is a list of
    /// conditions, else the query itself.
    pub fn conditions(&self) -> Vec<&Query> {
        match self {
            Query::All(parts) => parts.iter().flat_map(Query::conditions).collect(),
            one => vec![one],
        }
    }

    /// The query without those of its conditions that speak of this column
    /// alone: what the counts beside the values of the column follow.
    #[must_use]
    pub fn aside(&self, column: usize) -> Query {
        let others = self.conditions().into_iter();
        Query::All(
            others
                .filter(|condition| !condition.speaks_only_of(column))
                .cloned()
                .collect(),
        )
    }

    pub(super) fn speaks_only_of(&self, wanted: usize) -> bool {
        match self {
            Query::Column { column, .. } => *column == wanted,
            Query::Not(part) => part.speaks_only_of(wanted),
            Query::All(parts) | Query::Any(parts) => {
                !parts.is_empty() && parts.iter().all(|part| part.speaks_only_of(wanted))
            }
            _ => false,
        }
    }

    /// Both queries at once.
    #[must_use]
    pub fn and(self, other: Query) -> Query {
        Query::All(vec![self, other])
    }

    /// Values asked for in a column that no row of it has, and words in whose
    /// place names like them are shown, each in words: most are typing errors.
    pub fn values_nowhere(&self, matrix: &Matrix) -> Vec<String> {
        let any = |query: &Query| matrix.any(query);
        self.settled(&any).nowhere(&matrix.columns, &any)
    }

    /// The same of a settled query, where it is known whether a query lets any
    /// row through.
    pub(super) fn nowhere(
        &self,
        columns: &[MatrixColumn],
        any: &dyn Fn(&Query) -> bool,
    ) -> Vec<String> {
        match self {
            Query::All(parts) | Query::Any(parts) => parts
                .iter()
                .flat_map(|part| part.nowhere(columns, any))
                .collect(),
            Query::Not(part) => part.nowhere(columns, any),
            Query::Column {
                column,
                test: Test::Has(values),
            } => {
                let heading = columns.get(*column).map_or("", |c| c.label.as_str());
                let has = |value: &Pattern| {
                    any(&Query::Column {
                        column: *column,
                        test: Test::Has(vec![value.clone()]),
                    })
                };
                values
                    .iter()
                    .filter(|value| !has(value))
                    .map(|value| format!("no model has \"{}\" in {heading}", value.typed))
                    .collect()
            }
            Query::Near(near) => vec![format!(
                "nothing says \"{}\"; names like it are shown",
                near.word()
            )],
            _ => Vec::new(),
        }
    }
}

/// A plain word as it is looked for.
pub(super) fn word(typed: &str, quoted: bool) -> Query {
    Query::Word {
        word: fold(typed),
        quoted,
    }
}
