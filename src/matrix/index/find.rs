//! Which rows a query lets through, and which fail one condition only.

use super::{Index, RowSet};
use crate::matrix::fold::{NearWord, Nearness};
use crate::matrix::query::Query;

/// The answer to a query, and to each of its conditions: counts and near
/// misses need them too, and looking for a word is the dearest of all.
#[derive(Debug, Clone)]
pub struct Found<'q> {
    /// The rows that the query lets through.
    pub rows: RowSet,
    /// Each condition with the rows that it lets through.
    conditions: Vec<(&'q Query, RowSet)>,
}

impl Found<'_> {
    /// The rows that pass all conditions but those that speak of a column
    /// alone; `None` if there are none such.
    pub(super) fn aside(&self, column: usize) -> Option<RowSet> {
        let own = |condition: &Query| condition.speaks_only_of(column);
        if !self.conditions.iter().any(|(query, _)| own(query)) {
            return None;
        }
        let mut set = RowSet::all(self.rows.size());
        for (_, rows) in self.conditions.iter().filter(|(query, _)| !own(query)) {
            set.keep(rows);
        }
        Some(set)
    }
}

impl Index {
    /// The rows a query lets through, and what is known on the way to them.
    pub fn found<'q>(&self, query: &'q Query) -> Found<'q> {
        let conditions: Vec<(&Query, RowSet)> = query
            .conditions()
            .into_iter()
            .map(|condition| (condition, self.find(condition, true)))
            .collect();
        let mut rows = RowSet::all(self.rows);
        for (_, passing) in &conditions {
            rows.keep(passing);
        }
        Found { rows, conditions }
    }

    /// The rows a query lets through; as [`crate::matrix::Matrix::filter`].
    pub fn filter(&self, query: &Query) -> RowSet {
        self.find(query, true)
    }

    /// The rows that fail exactly one condition, by the condition, in the
    /// order of [`Query::conditions`]; as [`crate::matrix::Matrix::partial`].
    pub fn partial(&self, query: &Query) -> Vec<RowSet> {
        let conditions = self.found(query).conditions;
        if conditions.len() < 2 {
            return conditions.iter().map(|_| RowSet::none(self.rows)).collect();
        }
        // Rows that failed one so far, and rows that failed more.
        let mut once = RowSet::none(self.rows);
        let mut more = RowSet::none(self.rows);
        let mut failing: Vec<RowSet> = Vec::with_capacity(conditions.len());
        for (_, mut set) in conditions {
            set.turn();
            let mut again = once.clone();
            again.keep(&set);
            more.add(&again);
            once.add(&set);
            failing.push(set);
        }
        once.remove(&more);
        for set in &mut failing {
            set.keep(&once);
        }
        failing
    }

    /// `named` says whether a plain word may stand for names like it: not
    /// behind a "not".
    pub(super) fn find(&self, query: &Query, named: bool) -> RowSet {
        match query {
            Query::All(parts) => {
                let mut set = RowSet::all(self.rows);
                for part in parts {
                    set.keep(&self.find(part, named));
                    if set.is_empty() {
                        break;
                    }
                }
                set
            }
            Query::Any(parts) => {
                let mut set = RowSet::none(self.rows);
                for part in parts {
                    set.add(&self.find(part, named));
                }
                set
            }
            Query::Not(part) => {
                let mut set = self.find(part, false);
                set.turn();
                set
            }
            Query::Word { word, quoted } => {
                let set = self.says(word);
                if !set.is_empty() || !named || *quoted {
                    return set;
                }
                Nearness::ALL
                    .into_iter()
                    .filter_map(|how| NearWord::new(word, how))
                    .map(|near| self.near(&near))
                    .find(|found| !found.is_empty())
                    .unwrap_or(set)
            }
            Query::Near(near) => self.near(near),
            Query::Column { column, test } => self.columns.get(*column).map_or_else(
                || RowSet::none(self.rows),
                |column| column.passing(self.rows, test),
            ),
            Query::Evidence(grades) => {
                let mut set = RowSet::none(self.rows);
                for (grade, rows) in &self.evidence {
                    if grades.contains(grade) {
                        set.add(rows);
                    }
                }
                set
            }
            Query::Changed(test) => {
                let mut set = RowSet::none(self.rows);
                for (date, rows) in &self.changed {
                    if test.holds("", &[], None, Some(*date)) {
                        rows.iter().for_each(|row| set.insert(*row));
                    }
                }
                set
            }
            Query::Contradicted => self.contradicted.clone(),
        }
    }

    /// The rows that say a word (folded).
    pub(super) fn says(&self, word: &str) -> RowSet {
        let mut set = RowSet::none(self.rows);
        if word.contains('\n') {
            return set;
        }
        for column in &self.columns {
            let mut values = Vec::new();
            column.says.holding(word, |value| values.push(value));
            column.add_holders(&values, &mut set);
        }
        if let Some(ids) = &self.ids {
            ids.holding(word, |row| set.insert(row as u32));
        }
        set
    }

    /// The rows with a name near to a word.
    fn near(&self, word: &NearWord) -> RowSet {
        let mut set = RowSet::none(self.rows);
        if let Some(names) = self.columns.first() {
            let mut values = Vec::new();
            names.says.near(word, |value| values.push(value));
            names.add_holders(&values, &mut set);
        }
        if let Some(ids) = &self.ids {
            ids.near(word, |row| set.insert(row as u32));
        }
        set
    }
}
