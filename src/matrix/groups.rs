//! Counts beside the values of columns, rows that nearly fit, and groups: the
//! plain way, row by row.

use std::collections::BTreeMap;

use super::query::Query;
use super::table::{Matrix, SortValue};

/// Rows that have the same text in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<R> {
    /// The text.
    pub label: String,
    /// The rows, in the order in which they were given.
    pub rows: Vec<R>,
}

impl<R> Group<R> {
    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.rows.len()
    }
}

/// A row that fails one condition of a query and no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartialRow {
    /// The row.
    pub row: usize,
    /// The condition: its place in [`Query::conditions`].
    pub condition: usize,
}

impl Matrix {
    /// For each column its values with the number of rows that have them, the
    /// most frequent first. The counts of a column follow the conditions on
    /// the others: what would be shown if its own were another.
    pub fn facets(&self, query: &Query) -> Vec<Vec<(String, usize)>> {
        let query = query.settled(&|query| self.any(query));
        (0..self.columns.len())
            .map(|column| self.facet(column, &self.filter(&query.aside(column))))
            .collect()
    }

    /// The rows that fail exactly one of several conditions, in the order of
    /// the matrix: to be shown dimmed, with what they fail.
    pub fn partial(&self, query: &Query) -> Vec<PartialRow> {
        let query = query.settled(&|query| self.any(query));
        let conditions = query.conditions();
        if conditions.len() < 2 {
            return Vec::new();
        }
        let rows = self.rows.iter().enumerate();
        rows.filter_map(|(row, content)| {
            let places = conditions.iter().enumerate();
            let mut failed = places.filter(|(_, condition)| !condition.matches(content));
            let (condition, _) = failed.next()?;
            match failed.next() {
                None => Some(PartialRow { row, condition }),
                Some(_) => None,
            }
        })
        .collect()
    }

    /// Rows in groups by the text of a column. Groups stand in the order of
    /// their first rows by that column, what is not known last.
    pub fn group_by(&self, column: usize, rows: &[usize]) -> Vec<Group<usize>> {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let mut groups: Vec<(SortValue<'_>, Group<usize>)> = Vec::new();
        for &row in rows {
            let Some(cell) = self.rows.get(row).and_then(|row| row.cells.get(column)) else {
                continue;
            };
            let at = *places.entry(&cell.text).or_insert_with(|| {
                groups.push((
                    SortValue::of(cell),
                    Group {
                        label: cell.text.clone(),
                        rows: Vec::new(),
                    },
                ));
                groups.len() - 1
            });
            groups[at].1.rows.push(row);
        }
        groups.sort_by(|(a, _), (b, _)| a.compare(*b, false));
        groups.into_iter().map(|(_, group)| group).collect()
    }
}
