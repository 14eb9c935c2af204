//! Rows in an order, and in groups.

use super::column::{Holders, IndexedColumn};
use super::{Index, RowSet};
use crate::matrix::groups::Group;
use crate::matrix::table::SortKey;

/// With fewer than one in so many rows, the rows are compared; with more, the
/// whole order of a column is walked.
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
        let Some(((column, descending), before)) = keys.split_last() else {
            rows.each(|row| list.push(row));
            return list;
        };
        if count < self.rows / SPARSE {
            rows.each(|row| list.push(row));
            let place = |row: u32, (column, descending): &(&IndexedColumn, bool)| {
                column.directed(column.place_of(row), *descending)
            };
            list.sort_by(|a, b| {
                let places = keys.iter().map(|key| place(*a, key).cmp(&place(*b, key)));
                places.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
            });
            return list;
        }
        column.walk(rows, *descending, &mut list);
        for (column, descending) in before.iter().rev() {
            list = column.reordered(list, *descending);
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
            let code = column.code_of(row);
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
    fn directed(&self, place: u32, descending: bool) -> u32 {
        match descending && (place as usize) < self.last {
            true => self.last as u32 - 1 - place,
            false => place,
        }
    }

    /// The places in the order, or in the order turned round.
    fn directed_places(&self, descending: bool) -> impl Iterator<Item = usize> {
        let places = 0..self.places as u32;
        // Turning round is its own inverse.
        places.map(move |place| self.directed(place, descending) as usize)
    }

    /// Adds the rows in the order of the column, equal ones in their own.
    fn walk(&self, rows: &RowSet, descending: bool, list: &mut Vec<u32>) {
        match &self.holders {
            Holders::Few(sets, _) => {
                for place in self.directed_places(descending) {
                    let here = |code: &usize| self.ranks[*code] as usize == place;
                    let mut equal = (0..sets.len()).filter(here);
                    let first = equal.next();
                    match (first, equal.next()) {
                        (Some(one), None) => sets[one].each_of_both(rows, |row| list.push(row)),
                        (Some(first), Some(second)) => {
                            let mut together = sets[first].clone();
                            together.add(&sets[second]);
                            equal.for_each(|code| together.add(&sets[code]));
                            together.each_of_both(rows, |row| list.push(row));
                        }
                        (None, _) => {}
                    }
                }
            }
            Holders::Many(_, ordered) => {
                let mut add = |from: u32, to: u32| {
                    let here = &ordered[from as usize..to as usize];
                    list.extend(here.iter().filter(|row| rows.contains(**row)));
                };
                if !descending {
                    add(0, ordered.len() as u32);
                    return;
                }
                for place in self.directed_places(true) {
                    add(self.starts[place], self.starts[place + 1]);
                }
            }
        }
    }

    /// The rows in the order of the column, equal ones in the order they come
    /// in.
    fn reordered(&self, list: Vec<u32>, descending: bool) -> Vec<u32> {
        /// How many places are told apart in one pass.
        const BITS: u32 = 11;
        let keys: Vec<u32> = self
            .ranks
            .iter()
            .map(|place| self.directed(*place, descending))
            .collect();
        let mut list = list;
        let mut shift = 0;
        while self.places > 1 << shift {
            // Each row is looked up once; the rest runs through memory.
            let digit = |code: usize| keys[code] >> shift & ((1 << BITS) - 1);
            let digits: Vec<u32> = match &self.holders {
                Holders::Few(_, codes) => {
                    let code = |row: &u32| digit(usize::from(codes[*row as usize]));
                    list.iter().map(code).collect()
                }
                Holders::Many(codes, _) => {
                    let code = |row: &u32| digit(codes[*row as usize] as usize);
                    list.iter().map(code).collect()
                }
            };
            let mut next = vec![0_usize; (1 << BITS) + 1];
            for &digit in &digits {
                next[digit as usize + 1] += 1;
            }
            for place in 0..1 << BITS {
                next[place + 1] += next[place];
            }
            let mut sorted = vec![0_u32; list.len()];
            for (&row, &digit) in list.iter().zip(&digits) {
                let at = &mut next[digit as usize];
                sorted[*at] = row;
                *at += 1;
            }
            list = sorted;
            shift += BITS;
        }
        list
    }
}
