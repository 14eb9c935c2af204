//! Rows in an order, and in groups.

use super::column::{Holders, IndexedColumn};
use super::radix::Sorter;
use super::{Index, RowSet};
use crate::matrix::groups::Group;
use crate::matrix::table::SortKey;

/// With at least one in so many rows, the whole order of a column is walked.
const SPARSE: usize = 24;

impl Index {
    /// Rows by columns, the first one first; as
    /// [`crate::matrix::Matrix::sort`] of rows in the order of the matrix.
    pub fn sort(&self, rows: &RowSet, keys: &[SortKey]) -> Vec<u32> {
        let keys: Vec<(&IndexedColumn, bool)> = keys
            .iter()
            .filter_map(|key| Some((self.columns.get(key.column)?, key.descending)))
            .collect();
        // What follows a column without equals changes nothing.
        let telling = keys
            .iter()
            .position(|(column, _)| column.places == self.rows);
        let keys = &keys[..telling.map_or(keys.len(), |place| place + 1)];
        let count = rows.count();
        let mut list = Vec::with_capacity(count);
        let dense = count >= self.rows / SPARSE;
        match keys {
            [(first, descending), rest @ ..] if dense && first.walks() => {
                // The order of the first column is at hand, and what is equal
                // in it stands together.
                let mut ends = Vec::new();
                first.walk(rows, *descending, &mut list, |end| ends.push(end));
                let mut sorter = Sorter::new(rest);
                let mut from = 0;
                for end in ends.into_iter().filter(|_| !rest.is_empty()) {
                    sorter.sort(&mut list[from..end]);
                    from = end;
                }
            }
            [before @ .., (last, descending)] if dense && last.walks() => {
                // The order of the last column is at hand, and is kept among
                // rows that are equal in those before it.
                last.walk(rows, *descending, &mut list, |_| ());
                Sorter::new(before).sort(&mut list);
            }
            keys => {
                rows.each(|row| list.push(row));
                Sorter::new(keys).sort(&mut list);
            }
        }
        list
    }

    /// Rows in groups by the values of a column; as
    /// [`crate::matrix::Matrix::group_by`].
    pub fn group_by(&self, column: usize, rows: &[u32]) -> Vec<Group<u32>> {
        let Some(column) = self.columns.get(column) else {
            return Vec::new();
        };
        // Values with the same text are one group.
        let mut text_of = vec![0_u32; column.values.len()];
        let mut last: Option<u32> = None;
        for &code in &column.by_text {
            let text = |code: u32| &column.values[code as usize].text;
            let same = last.filter(|&first| text(first) == text(code));
            text_of[code as usize] = same.unwrap_or(code);
            last = same.or(Some(code));
        }
        let mut groups: Vec<(u32, Group<u32>)> = Vec::new();
        let mut place: Vec<Option<usize>> = vec![None; column.values.len()];
        for &row in rows {
            let code = column.codes.get(row);
            let text = text_of[code] as usize;
            let at = *place[text].get_or_insert_with(|| {
                groups.push((
                    column.ranks[code],
                    Group {
                        label: column.values[code].text.clone(),
                        rows: Vec::new(),
                    },
                ));
                groups.len() - 1
            });
            groups[at].1.rows.push(row);
        }
        groups.sort_by_key(|(rank, _)| *rank);
        groups.into_iter().map(|(_, group)| group).collect()
    }
}

impl IndexedColumn {
    /// A place in the order, or in the order turned round; what comes last
    /// does so in both.
    pub(super) fn directed(&self, place: u32, descending: bool) -> u32 {
        match descending && (place as usize) < self.last {
            true => self.last as u32 - 1 - place,
            false => place,
        }
    }

    /// Whether the rows are kept in the order of the column.
    fn walks(&self) -> bool {
        matches!(self.holders, Holders::Many(_))
    }

    /// Adds the rows in the order of the column, equal ones in their own, if
    /// that order is kept. Calls with the length of the list behind each run
    /// of rows that are equal.
    fn walk(
        &self,
        rows: &RowSet,
        descending: bool,
        list: &mut Vec<u32>,
        mut ended: impl FnMut(usize),
    ) {
        let Holders::Many(ordered) = &self.holders else {
            return;
        };
        let all = rows.count() == rows.size();
        for place in 0..self.places as u32 {
            // Turning round is its own inverse.
            let place = self.directed(place, descending) as usize;
            let here = self.starts[place] as usize..self.starts[place + 1] as usize;
            match &ordered[here] {
                here if all => list.extend_from_slice(here),
                here => list.extend(here.iter().filter(|row| rows.contains(**row))),
            }
            ended(list.len());
        }
    }
}
