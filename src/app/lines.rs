//! The lines of the table: rows, and above each group of rows its heading.

use std::collections::BTreeSet;
use std::ops::Range;

use super::State;
use crate::matrix::Group;

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The heading of a group, by its place among the groups.
    Heading(usize),
    /// A row.
    Row {
        /// Its place among the rows shown; behind them stand those that nearly
        /// fit.
        place: usize,
        /// Its index in the matrix.
        row: usize,
    },
}

/// A group on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineGroup {
    /// What its rows have in common.
    pub label: String,
    /// The places of its rows among the rows shown.
    pub rows: Range<usize>,
    /// Whether only its heading is shown.
    pub folded: bool,
    /// The line of its heading.
    pub line: usize,
}

impl LineGroup {
    /// How many rows it has.
    pub fn count(&self) -> usize {
        self.rows.len()
    }
}

/// Where rows and headings stand. Nothing here is counted anew in a frame: to
/// find a line takes a search among the groups, not among the rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines {
    groups: Vec<LineGroup>,
    /// For each row of the matrix its place among those shown.
    places: Vec<u32>,
}

/// A row that is not shown.
const NOWHERE: u32 = u32::MAX;

impl Lines {
    /// Lines up groups of rows that follow each other.
    pub(super) fn of_groups(groups: &[Group<usize>]) -> Vec<LineGroup> {
        let mut from = 0;
        let groups = groups.iter().map(|group| {
            let rows = from..from + group.count();
            from = rows.end;
            LineGroup {
                label: group.label.clone(),
                rows,
                folded: false,
                line: 0,
            }
        });
        groups.collect()
    }

    /// The same groups, of which these are folded.
    fn folded(mut groups: Vec<LineGroup>, folded: &BTreeSet<String>) -> Vec<LineGroup> {
        let mut line = 0;
        for group in &mut groups {
            group.line = line;
            group.folded = folded.contains(&group.label);
            line += 1 + if group.folded { 0 } else { group.count() };
        }
        groups
    }

    /// The groups, from the top.
    pub fn groups(&self) -> &[LineGroup] {
        &self.groups
    }

    /// The group of a place among the rows, if there are groups.
    fn group_of(&self, place: usize) -> Option<&LineGroup> {
        let after = self.groups.partition_point(|group| group.rows.end <= place);
        let group = self.groups.get(after)?;
        group.rows.contains(&place).then_some(group)
    }
}

impl State {
    /// How many lines the table has.
    pub fn line_count(&self) -> usize {
        let grouped = self.lines.groups.last().map(|group| {
            let rows = if group.folded { 0 } else { group.count() };
            group.line + 1 + rows
        });
        grouped.unwrap_or(self.rows.len()) + self.near.len()
    }

    /// What stands on a line.
    pub fn line(&self, line: usize) -> Option<Line> {
        let row = |place: usize| {
            let row = self.row_at(place)?;
            Some(Line::Row { place, row })
        };
        let groups = &self.lines.groups;
        let after = groups.partition_point(|group| group.line <= line);
        let Some(at) = after.checked_sub(1) else {
            return row(line);
        };
        let group = &groups[at];
        if group.line == line {
            return Some(Line::Heading(at));
        }
        let below = line - group.line - 1;
        if !group.folded && below < group.count() {
            return row(group.rows.start + below);
        }
        // Behind the last group stand the rows that nearly fit.
        let shown = if group.folded { 0 } else { group.count() };
        row(self.rows.len() + below - shown)
    }

    /// The row at a place: those shown first, behind them those that nearly fit.
    pub fn row_at(&self, place: usize) -> Option<usize> {
        let near = || self.near.get(place.checked_sub(self.rows.len())?);
        self.rows.get(place).or_else(near).copied()
    }

    /// The place of a row of the matrix, if it is among those shown.
    pub fn place_of_row(&self, row: usize) -> Option<usize> {
        let place = *self.lines.places.get(row)?;
        let place = usize::try_from(place).ok()?;
        (self.row_at(place) == Some(row)).then_some(place)
    }

    /// The line of a place; that of its heading where its group is folded.
    pub fn line_of(&self, place: usize) -> usize {
        match self.lines.group_of(place) {
            Some(group) if group.folded => group.line,
            Some(group) => group.line + 1 + place - group.rows.start,
            None if self.lines.groups.is_empty() => place,
            // Behind the last group stand the rows that nearly fit.
            None => {
                let first = self.line_count() - self.near.len();
                first + place.saturating_sub(self.rows.len())
            }
        }
    }

    /// Whether the row at a place has a line of its own.
    pub fn is_unfolded(&self, place: usize) -> bool {
        self.lines.group_of(place).is_none_or(|group| !group.folded)
    }

    /// The column whose values make groups, where the view has it.
    pub fn group_column(&self) -> Option<usize> {
        self.matrix.column_index(self.layout.group.as_ref()?)
    }

    /// Puts rows into groups and lines them up. The rows are filtered and
    /// sorted.
    pub(super) fn group_rows(&mut self) {
        let mut groups = Vec::new();
        if let Some(column) = self.group_column() {
            let grouped = self.matrix.group_by(column, &self.rows);
            groups = Lines::of_groups(&grouped);
            self.rows = grouped.into_iter().flat_map(|group| group.rows).collect();
        }
        let mut places = vec![NOWHERE; self.matrix.rows.len()];
        for (place, &row) in self.rows.iter().chain(&self.near).enumerate() {
            if let Some(at) = places.get_mut(row) {
                *at = u32::try_from(place).unwrap_or(NOWHERE);
            }
        }
        self.lines = Lines { groups, places };
        self.line_up();
    }

    /// Says anew which groups are folded.
    pub(super) fn line_up(&mut self) {
        let groups = std::mem::take(&mut self.lines.groups);
        self.lines.groups = Lines::folded(groups, &self.layout.collapsed);
        self.arranged += 1;
    }
}
