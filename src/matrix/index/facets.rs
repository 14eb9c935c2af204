//! Values of columns with how many rows have them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::codes::{Code, at_width};
use super::column::{Holders, IndexedColumn};
use super::{Found, Index, RowSet};
use crate::matrix::query::Query;

impl Index {
    /// For each column its values with the number of rows that have them, the
    /// most frequent first, at most so many; as
    /// [`crate::matrix::Matrix::facets`]. The counts of a column follow the
    /// conditions on the others.
    pub fn facets(&self, query: &Query, most: usize) -> Vec<Vec<(String, usize)>> {
        self.facets_of(&self.found(query), most)
    }

    /// The same of a query that was answered already.
    pub fn facets_of(&self, found: &Found<'_>, most: usize) -> Vec<Vec<(String, usize)>> {
        let count = found.rows.count();
        let columns = self.columns.iter().enumerate();
        columns
            .map(|(place, column)| match found.aside(place) {
                Some(set) => column.facet(&set, set.count(), most),
                None => column.facet(&found.rows, count, most),
            })
            .collect()
    }

    /// The values of one column among these rows; as
    /// [`crate::matrix::Matrix::facet`].
    pub fn facet(&self, column: usize, rows: &RowSet, most: usize) -> Vec<(String, usize)> {
        self.columns
            .get(column)
            .map(|column| column.facet(rows, rows.count(), most))
            .unwrap_or_default()
    }
}

impl IndexedColumn {
    fn facet(&self, rows: &RowSet, count: usize, most: usize) -> Vec<(String, usize)> {
        if most == 0 {
            return Vec::new();
        }
        if let Holders::Many(ordered) = &self.holders
            && self.texts_differ
            && self.values.len() == ordered.len()
            && self.places == ordered.len()
        {
            // Every value has one row: the first texts are the answer.
            let among = self.by_text.iter().map(|code| *code as usize);
            let among = among.filter(|&code| rows.contains(ordered[code]));
            let texts = among.take(most.min(count));
            return texts
                .map(|code| (self.values[code].text.clone(), 1))
                .collect();
        }
        let counts = self.counts(rows, count);
        if self.texts_differ && self.values.len() > most {
            return self.most_frequent(&counts, most);
        }
        let mut list: Vec<(String, usize)> = Vec::new();
        for &code in &self.by_text {
            let (text, count) = (
                &self.values[code as usize].text,
                counts[code as usize] as usize,
            );
            match list.last_mut() {
                _ if count == 0 => {}
                Some((same, sum)) if same == text => *sum += count,
                _ => list.push((text.clone(), count)),
            }
        }
        // A stable order: texts stay in theirs.
        list.sort_by_key(|(_, count)| Reverse(*count));
        list.truncate(most);
        list
    }

    /// How many of the rows have each value.
    fn counts(&self, rows: &RowSet, count: usize) -> Vec<u32> {
        if count == rows.size() {
            return self.totals.clone();
        }
        match &self.holders {
            // Few rows are counted one by one, many by whole words.
            Holders::Few(sets) if count > rows.size() / 64 * sets.len() / 4 => {
                sets.iter().map(|set| set.count_both(rows) as u32).collect()
            }
            Holders::Many(_) if count > rows.size() / 2 => {
                // The rest is less to count.
                let mut rest = rows.clone();
                rest.turn();
                let mut counts = self.totals.clone();
                at_width!(&self.codes, codes => {
                    rest.each(|row| counts[codes[row as usize].place()] -= 1);
                });
                counts
            }
            _ => {
                let mut counts = vec![0_u32; self.values.len()];
                at_width!(&self.codes, codes => {
                    rows.each(|row| counts[codes[row as usize].place()] += 1);
                });
                counts
            }
        }
    }

    /// The values with the highest counts, those with equal counts by their
    /// texts. No two values have the same text.
    fn most_frequent(&self, counts: &[u32], most: usize) -> Vec<(String, usize)> {
        // The highest counts, the lowest of them on top.
        let mut highest: BinaryHeap<Reverse<u32>> = BinaryHeap::with_capacity(most + 1);
        let mut lowest = 0;
        for &count in counts.iter().filter(|count| **count > 0) {
            if highest.len() < most {
                highest.push(Reverse(count));
                lowest = highest.peek().map_or(0, |count| count.0);
            } else if count > lowest {
                highest.pop();
                highest.push(Reverse(count));
                lowest = highest.peek().map_or(0, |count| count.0);
            }
        }
        let least = highest.peek().map_or(u32::MAX, |count| count.0);
        let mut at_least = highest.iter().filter(|count| count.0 == least).count();
        let mut left = highest.len();
        let mut list: Vec<(String, usize)> = Vec::new();
        for &code in &self.by_text {
            if left == 0 {
                break;
            }
            let count = counts[code as usize];
            if count < least || (count == least && at_least == 0) {
                continue;
            }
            at_least -= usize::from(count == least);
            left -= 1;
            list.push((self.values[code as usize].text.clone(), count as usize));
        }
        list.sort_by_key(|(_, count)| Reverse(*count));
        list
    }
}
