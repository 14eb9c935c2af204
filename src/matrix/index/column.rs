//! A column of the index: its different values, and which rows have them.

use super::arena::Arena;
use super::codes::{Code, Codes, at_width};
use super::rows::RowSet;
use crate::catalog::Date;
use crate::matrix::query_complete::written;
use crate::matrix::query_test::Test;
use crate::matrix::table::SortValue;

/// Up to so many values it is kept which rows have each.
const FEW: usize = 64;

/// What filters, orders and counts see of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Value {
    pub text: String,
    pub ids: Vec<String>,
    pub number: Option<f64>,
    pub date: Option<Date>,
    /// Whether it comes last in every order.
    pub last: bool,
}

impl Value {
    pub fn sort_value(&self) -> SortValue<'_> {
        SortValue {
            last: self.last,
            number: self.number,
            text: &self.text,
        }
    }
}

/// Which rows have each value.
#[derive(Debug, Clone)]
pub(super) enum Holders {
    /// The rows of each value.
    Few(Vec<RowSet>),
    /// The rows in the order of their values.
    Many(Vec<u32>),
}

/// A column.
#[derive(Debug, Clone)]
pub(super) struct IndexedColumn {
    /// The different values, in their order.
    pub values: Vec<Value>,
    /// The place of each value in the order; values that are equal in it share
    /// one.
    pub ranks: Vec<u32>,
    /// How many places there are.
    pub places: usize,
    /// The place of what comes last in every order; equal to `places` if
    /// nothing does.
    pub last: usize,
    pub holders: Holders,
    /// Which value each row has.
    pub codes: Codes,
    /// Where the rows of each place begin, among the rows in their order.
    pub starts: Vec<u32>,
    /// How many rows have each value.
    pub totals: Vec<u32>,
    /// What plain words find in each value.
    pub says: Arena,
    /// The values in the order of their texts, letter by letter.
    pub by_text: Vec<u32>,
    /// Whether no two values have the same text.
    pub texts_differ: bool,
}

impl IndexedColumn {
    /// A column of values in their order, each with its rank.
    pub fn new(
        rows: usize,
        values: Vec<Value>,
        ranks: Vec<u32>,
        codes: Vec<u32>,
        says: Arena,
    ) -> Self {
        let mut totals = vec![0_u32; values.len()];
        let places = ranks.last().map_or(0, |rank| *rank as usize + 1);
        let mut starts = vec![0_u32; places + 1];
        for &code in &codes {
            totals[code as usize] += 1;
            starts[ranks[code as usize] as usize + 1] += 1;
        }
        for place in 0..places {
            starts[place + 1] += starts[place];
        }
        let holders = if values.len() <= FEW {
            let mut sets = vec![RowSet::none(rows); values.len()];
            for (row, &code) in codes.iter().enumerate() {
                sets[code as usize].insert(row as u32);
            }
            Holders::Few(sets)
        } else {
            let mut next = starts.clone();
            let mut ordered = vec![0_u32; codes.len()];
            for (row, &code) in codes.iter().enumerate() {
                let at = &mut next[ranks[code as usize] as usize];
                ordered[*at as usize] = row as u32;
                *at += 1;
            }
            Holders::Many(ordered)
        };
        let mut by_text: Vec<u32> = (0..values.len() as u32).collect();
        by_text.sort_by(|a, b| values[*a as usize].text.cmp(&values[*b as usize].text));
        let texts_differ = by_text
            .windows(2)
            .all(|pair| values[pair[0] as usize].text != values[pair[1] as usize].text);
        let last = match values.last() {
            Some(value) if value.last => places - 1,
            _ => places,
        };
        let codes = Codes::of(codes, values.len());
        Self {
            values,
            ranks,
            places,
            last,
            holders,
            codes,
            starts,
            totals,
            says,
            by_text,
            texts_differ,
        }
    }

    /// The rows of which the cell passes a test.
    pub fn passing(&self, rows: usize, test: &Test) -> RowSet {
        let passes = |value: &Value| test.holds(&value.text, &value.ids, value.number, value.date);
        let passing: Vec<usize> = (0..self.values.len())
            .filter(|&code| passes(&self.values[code]))
            .collect();
        let mut set = RowSet::none(rows);
        self.add_holders(&passing, &mut set);
        set
    }

    /// Adds the rows that have one of these values.
    pub fn add_holders(&self, wanted: &[usize], set: &mut RowSet) {
        match &self.holders {
            Holders::Few(sets) => {
                for &code in wanted {
                    set.add(&sets[code]);
                }
            }
            Holders::Many(ordered) => {
                let total: usize = wanted.iter().map(|&code| self.totals[code] as usize).sum();
                if total > ordered.len() / 8 {
                    let mut is_wanted = vec![false; self.values.len()];
                    for &code in wanted {
                        is_wanted[code] = true;
                    }
                    let mut found = RowSet::none(set.size());
                    at_width!(&self.codes, codes => found.fill(|rows| {
                        let here = codes.get(rows).unwrap_or_default().iter().enumerate();
                        here.fold(0, |bits, (at, code)| {
                            bits | u64::from(is_wanted[code.place()]) << at
                        })
                    }));
                    set.add(&found);
                    return;
                }
                for &code in wanted {
                    let place = self.ranks[code] as usize;
                    let here = self.starts[place] as usize..self.starts[place + 1] as usize;
                    // Values that are equal in the order share a place.
                    let alone = here.len() == self.totals[code] as usize;
                    for &row in &ordered[here] {
                        if alone || self.codes.get(row) == code {
                            set.insert(row);
                        }
                    }
                }
            }
        }
    }

    /// Calls with each text, how it is written in a query, and how many rows
    /// have it, in the order of the texts.
    pub fn each_text(&self, visit: &mut dyn FnMut(&str, &str, usize)) {
        let mut list = self.by_text.iter().map(|code| *code as usize).peekable();
        while let Some(code) = list.next() {
            let value = &self.values[code];
            let mut count = self.totals[code] as usize;
            while let Some(same) = list.next_if(|&next| self.values[next].text == value.text) {
                count += self.totals[same] as usize;
            }
            visit(&value.text, written(&value.text, &value.ids), count);
        }
    }
}
