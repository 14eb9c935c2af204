//! Rows that nearly fit: they miss one condition of the filters and no other.

use std::collections::{BTreeMap, BTreeSet};

use super::State;
use crate::matrix::{Query, Test};

/// The values chosen in each column as one query each, by column.
fn chosen(state: &State) -> impl Iterator<Item = Query> {
    state.values.iter().filter_map(|(id, values)| {
        Some(Query::Column {
            column: state.matrix.column_index(id)?,
            test: Test::Shows(values.iter().cloned().collect()),
        })
    })
}

impl State {
    /// All conditions of the filters: those that are typed, then the values
    /// chosen in each column. A filter that cannot be read asks nothing.
    pub fn conditions(&self) -> Query {
        let typed = Query::parse(&self.filter, &self.matrix).ok();
        Query::All(typed.into_iter().chain(chosen(self)).collect())
    }

    /// Finds the rows that nearly fit, in the order of the others.
    pub(super) fn find_near(&mut self) {
        self.near.clear();
        self.near_missed.clear();
        if !self.show_near {
            return;
        }
        let query = self.conditions();
        let words = self.missed_words(&query);
        self.near = words.keys().copied().collect();
        let keys = self.sort_keys();
        self.matrix.sort(&mut self.near, &keys);
        self.near_missed = words;
    }

    /// The rows that nearly fit, each with what it misses.
    fn missed_words(&self, query: &Query) -> BTreeMap<usize, String> {
        let conditions = query.conditions();
        let shown: BTreeSet<usize> = self.rows.iter().copied().collect();
        let missed = self.matrix.partial(query).into_iter();
        missed
            .filter(|partial| !shown.contains(&partial.row))
            .filter_map(|partial| {
                let condition = conditions.get(partial.condition)?;
                let asked = condition.in_words(&self.matrix.columns);
                let says = match condition {
                    Query::Column { column, .. } => {
                        let cell = self.matrix.rows[partial.row].cells.get(*column);
                        cell.map(|cell| format!(", but {}", cell.text))
                    }
                    _ => None,
                };
                let words = format!("Not {asked}{}", says.unwrap_or_default());
                Some((partial.row, words))
            })
            .collect()
    }

    /// Which condition a row that nearly fits misses, in words; none of every
    /// other row.
    pub fn missed(&self, row: usize) -> Option<String> {
        self.near_missed.get(&row).cloned()
    }
}
