//! Which rows are shown, and in which order.

use std::collections::BTreeSet;

use super::needed::Needed;
use super::{Command, State};
use crate::matrix::{Query, SortKey};

impl State {
    /// Filters and sorts. A filter that cannot be read leaves the rows alone.
    pub(super) fn arrange(&mut self) {
        self.completing.close();
        self.filter_fault = None;
        match Query::parse(&self.filter, &self.matrix) {
            Ok(query) => {
                self.filter_error = None;
                self.filter_nowhere = query.values_nowhere(&self.matrix);
                self.rows = self.matrix.filter(&query);
            }
            Err(error) => {
                self.filter_fault = Some((error.start, error.end));
                self.filter_error = Some(error.brief());
                self.filter_nowhere.clear();
                self.rows = (0..self.matrix.rows.len()).collect();
            }
        }
        self.filtered = std::mem::take(&mut self.rows);
        self.mark_reviewed();
        self.rows = self.rows_with_values(None);
        let keys = self.sort_keys();
        self.matrix.sort(&mut self.rows, &keys);
        self.find_near();
        self.group_rows();
        self.needed = Needed::of(self);
    }

    pub(super) fn sort_keys(&self) -> Vec<SortKey> {
        let keys = self.sort.iter().filter_map(|(id, descending)| {
            Some(SortKey {
                column: self.matrix.column_index(id)?,
                descending: *descending,
            })
        });
        keys.collect()
    }

    /// The filtered rows that have the chosen values, those of one column left
    /// aside.
    pub(super) fn rows_with_values(&self, aside: Option<usize>) -> Vec<usize> {
        self.among_chosen(self.filtered.clone(), aside)
    }

    /// Those of some rows that have the chosen values.
    pub(super) fn among_chosen(&self, rows: Vec<usize>, aside: Option<usize>) -> Vec<usize> {
        let wanted: Vec<(usize, &BTreeSet<String>)> = self
            .values
            .iter()
            .filter_map(|(id, values)| Some((self.matrix.column_index(id)?, values)))
            .filter(|(column, _)| Some(*column) != aside)
            .collect();
        let has = |row: usize| {
            wanted
                .iter()
                .all(|(column, values)| values.contains(&self.matrix.rows[row].cells[*column].text))
        };
        let columns = self.reviewable();
        let state_fits = |row: usize| self.states.fits(&self.review, row, &columns);
        rows.into_iter()
            .filter(|&row| has(row) && state_fits(row))
            .collect()
    }

    /// The values of a column to choose from, with how many rows have each:
    /// whatever values of this column are chosen already.
    pub fn facet(&self, column: usize) -> Vec<(String, usize)> {
        self.matrix
            .facet(column, &self.rows_with_values(Some(column)))
    }

    /// The filters on screen, in words.
    pub(super) fn filter_words(&self) -> String {
        let chosen = self.values.iter().map(|(column, values)| {
            let label = self.catalog.column(column).map_or(column, |c| &c.label);
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            format!("{label}: {}", values.join(" or "))
        });
        // A filter that cannot be read hides no row.
        let works = !self.filter.is_empty() && self.filter_error.is_none();
        let typed = works.then(|| self.filter.clone());
        let reviewed = self.states.words().map(|words| format!("review: {words}"));
        typed
            .into_iter()
            .chain(chosen)
            .chain(reviewed)
            .collect::<Vec<_>>()
            .join("; ")
    }
}

/// Carries out a command about which rows are shown, or in which order.
pub(super) fn choose_rows(state: &mut State, command: Command) {
    match command {
        Command::SetFilter(text) => state.filter = text,
        Command::ToggleValue { column, value } => toggle_value(state, column, value),
        Command::ToggleNear => state.show_near = !state.show_near,
        Command::ClearFilters => {
            state.filter.clear();
            state.values.clear();
        }
        Command::SortBy(column) => sort_by(state, column),
        Command::Sort { column, descending } => state.sort = vec![(column, descending)],
        Command::SortAlsoBy(column) => sort_also_by(state, column),
        _ => return,
    }
    state.arrange();
}

fn toggle_value(state: &mut State, column: String, value: String) {
    let values = state.values.entry(column.clone()).or_default();
    if !values.remove(&value) {
        values.insert(value);
    }
    if values.is_empty() {
        state.values.remove(&column);
    }
}

/// The first columns stay what they are.
fn sort_also_by(state: &mut State, column: String) {
    match state.sort.iter().position(|(sorted, _)| *sorted == column) {
        Some(place) if state.sort[place].1 => drop(state.sort.remove(place)),
        Some(place) => state.sort[place].1 = true,
        None => state.sort.push((column, false)),
    }
}

fn sort_by(state: &mut State, column: String) {
    state.sort = match state.sort.first() {
        Some((sorted, false)) if *sorted == column => vec![(column, true)],
        Some((sorted, true)) if *sorted == column => Vec::new(),
        _ => vec![(column, false)],
    };
}
