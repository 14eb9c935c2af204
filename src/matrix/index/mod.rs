//! An index over a matrix, for filters, counts and orders of very many rows
//! at every key that is pressed.
//!
//! What is kept of a column:
//!
//! - `values`: its different values in their order. A condition is put to
//!   these and not to the rows; of a column with 40 values, 40 times.
//! - `codes`: for each row the place of its value, in one, two or four bytes,
//!   as many as the number of values asks for ([`codes`]).
//! - `ranks`: the place of each value in the order; values that are equal in
//!   it share one. `starts`: how many rows come before each place.
//! - `holders`: up to 64 values, the rows of each as a set of bits
//!   ([`rows`]), so that conditions are joined, and rows counted, 64 at a time;
//!   with more values, the rows in the order of the column.
//! - `totals`: how many rows have each value, which is what is counted where
//!   nothing is filtered.
//! - `says`: all folded texts in one, so that a word is looked for in all of
//!   them at once ([`arena`]).
//!
//! Rows are ordered by many columns without comparing them: their places are
//! put together to one number and dealt out by its digits ([`radix`]), and
//! where the rows are kept in the order of the first or the last column, that
//! column is not dealt out at all ([`order`]). [`Index::found`] keeps what each
//! condition lets through, for the counts of a column are those of the rows
//! that pass all conditions but its own ([`facets`]).
//!
//! Nothing of this is made again until the rows change; it is made in one walk
//! over the rows and one sort of the values of each column ([`builder`]). What
//! the index answers is what [`Matrix`] answers, row by row; the tests hold one
//! against the other.

mod arena;
mod builder;
mod codes;
mod column;
mod facets;
mod find;
mod order;
mod radix;
mod rows;

pub use find::Found;
pub use rows::RowSet;

use super::cell::Cell;
use super::query::Query;
use super::query_candidate::Completion;
use super::query_complete::{self, Seen};
use super::table::{Matrix, MatrixColumn, Row};
use crate::catalog::{Date, Evidence};
use arena::Arena;
use builder::Builder;
use column::IndexedColumn;

/// The index of a matrix.
#[derive(Debug, Clone)]
pub struct Index {
    rows: usize,
    headings: Vec<MatrixColumn>,
    columns: Vec<IndexedColumn>,
    /// The ids of the rows, unless the first column says them too.
    ids: Option<Arena>,
    /// The grades of evidence that rows have, with the rows.
    evidence: Vec<(Option<Evidence>, RowSet)>,
    /// The dates of change that rows have, with the rows.
    changed: Vec<(Date, Vec<u32>)>,
    contradicted: RowSet,
}

impl Index {
    /// The index of a matrix.
    pub fn of(matrix: &Matrix) -> Self {
        Self::build(matrix.columns.clone(), matrix.rows.iter())
    }

    /// The index of rows that come one by one and need not be kept. Rows
    /// beyond 4 billion are left out.
    pub fn build<R: std::borrow::Borrow<Row>>(
        headings: Vec<MatrixColumn>,
        rows: impl IntoIterator<Item = R>,
    ) -> Self {
        let mut builders: Vec<Builder> = headings.iter().map(|_| Builder::default()).collect();
        let (mut ids, mut named) = (Arena::default(), true);
        let mut evidence: Vec<(Option<Evidence>, Vec<u32>)> = Vec::new();
        let mut changed: std::collections::BTreeMap<Date, Vec<u32>> = Default::default();
        let mut contradicted = Vec::new();
        // A row without a cell under a column says nothing there.
        let nothing = Cell::plain("");
        let mut count = 0_u32;
        for row in rows {
            let row = row.borrow();
            let number = count;
            let Some(next) = count.checked_add(1) else {
                break;
            };
            count = next;
            for (place, builder) in builders.iter_mut().enumerate() {
                builder.push(row.cells.get(place).map_or(&nothing, |cell| cell));
            }
            let mut names = row.names();
            let id = names.next().unwrap_or_default();
            named &= names.any(|name| name == id);
            ids.push(std::iter::once(id));
            match evidence
                .iter_mut()
                .find(|(grade, _)| *grade == row.evidence)
            {
                Some((_, rows)) => rows.push(number),
                None => evidence.push((row.evidence, vec![number])),
            }
            if let Some(date) = row.changed {
                changed.entry(date).or_default().push(number);
            }
            if row.contradicted {
                contradicted.push(number);
            }
        }
        let rows = count as usize;
        let mut columns: Vec<IndexedColumn> =
            builders.into_iter().map(|b| b.finish(rows)).collect();
        if let Some(names) = columns.first_mut() {
            names.says.remember_letters();
        }
        if !named {
            ids.remember_letters();
        }
        Self {
            rows,
            headings,
            columns,
            ids: (!named).then_some(ids),
            evidence: evidence
                .into_iter()
                .map(|(grade, list)| (grade, RowSet::of(rows, &list)))
                .collect(),
            changed: changed.into_iter().collect(),
            contradicted: RowSet::of(rows, &contradicted),
        }
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The columns in their first order.
    pub fn columns(&self) -> &[MatrixColumn] {
        &self.headings
    }

    /// As [`Query::values_nowhere`].
    pub fn values_nowhere(&self, query: &Query) -> Vec<String> {
        let any = |query: &Query| !self.find(query, false).is_empty();
        query.settled(&any).nowhere(&self.headings, &any)
    }

    /// As [`Matrix::complete`].
    pub fn complete(&self, text: &str, cursor: usize) -> Completion {
        query_complete::complete(text, cursor, &self.headings, &|column, visit| {
            if let Some(column) = self.columns.get(column) {
                column.each_text(&mut |text, word, count| visit(&Seen { text, word, count }));
            }
        })
    }
}
