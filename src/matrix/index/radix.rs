//! Sorting rows by columns as numbers are sorted: digit by digit.
//!
//! The places of a row in the orders of several columns are put together to
//! one number, as hours and minutes are to minutes, so that one comparison
//! tells what many columns say. Rows with their numbers are then dealt out to
//! piles, by the lower digits first; rows of one pile keep their order, and so
//! do rows with equal numbers. Nothing is compared, and the time grows with
//! the rows alone.

use super::codes::{Code, Codes, at_width};
use super::column::IndexedColumn;

/// The bits of a digit: its piles are few enough for the near cache.
const BITS: u32 = 11;

/// Fewer rows are compared: counting the piles would take longer.
const FEW: usize = 40;

/// Columns whose places make one number.
struct Number<'a> {
    /// The columns, each with what its values add to the number.
    parts: Vec<(&'a Codes, Vec<u32>)>,
    /// How many different numbers there may be.
    size: u64,
}

/// Sorts lists of rows by columns; it keeps its memory from list to list.
pub(super) struct Sorter<'a> {
    /// The columns in numbers of 32 bits, the last ones first.
    numbers: Vec<Number<'a>>,
    /// Rows, each with its number above it.
    packed: Vec<u64>,
    spare: Vec<u64>,
    piles: Vec<u32>,
}

impl<'a> Sorter<'a> {
    /// Sorts by these columns, the first one first, each with whether it is
    /// turned round.
    pub fn new(keys: &[(&'a IndexedColumn, bool)]) -> Self {
        let mut numbers: Vec<Number<'a>> = Vec::new();
        for (column, descending) in keys.iter().rev() {
            let places = column.places.max(1) as u64;
            let fits = |number: &&mut Number<'_>| number.size * places <= 1 << 32;
            let added = |factor: u64| -> Vec<u32> {
                let places = column.ranks.iter();
                let directed = places.map(|place| column.directed(*place, *descending));
                directed
                    .map(|place| (u64::from(place) * factor) as u32)
                    .collect()
            };
            match numbers.last_mut().filter(fits) {
                Some(number) => {
                    let part = (&column.codes, added(number.size));
                    number.parts.push(part);
                    number.size *= places;
                }
                None => numbers.push(Number {
                    parts: vec![(&column.codes, added(1))],
                    size: places,
                }),
            }
        }
        Self {
            numbers,
            packed: Vec::new(),
            spare: Vec::new(),
            piles: Vec::new(),
        }
    }

    /// Sorts rows; those that are equal in all columns keep their order.
    pub fn sort(&mut self, rows: &mut [u32]) {
        if rows.len() < 2 {
            return;
        }
        for place in 0..self.numbers.len() {
            self.pack(place, rows);
            if rows.len() < FEW {
                self.packed.sort_by_key(|pair| pair >> 32);
                for (row, pair) in rows.iter_mut().zip(&self.packed) {
                    *row = *pair as u32;
                }
            } else {
                self.deal(self.numbers[place].size, rows);
            }
        }
    }

    /// Puts the number of each row above it.
    fn pack(&mut self, place: usize, rows: &[u32]) {
        self.packed.clear();
        self.packed.extend(rows.iter().map(|row| u64::from(*row)));
        for (codes, added) in &self.numbers[place].parts {
            at_width!(codes, list => for pair in &mut self.packed {
                let code = list[*pair as u32 as usize].place();
                *pair += u64::from(added[code]) << 32;
            });
        }
    }

    /// Deals the packed rows out by all digits of numbers below `size`, at
    /// last into the list.
    fn deal(&mut self, size: u64, rows: &mut [u32]) {
        let bits = u64::BITS - size.saturating_sub(1).leading_zeros();
        let passes = bits.div_ceil(BITS).max(1);
        let width = bits.div_ceil(passes).max(1);
        for pass in 0..passes {
            let shift = 32 + pass * width;
            let digit = |pair: u64| (pair >> shift) as usize & ((1 << width) - 1);
            // Where the next one of each pile goes.
            self.piles.clear();
            self.piles.resize(1 << width, 0);
            for pair in &self.packed {
                self.piles[digit(*pair)] += 1;
            }
            let mut sum = 0;
            for pile in &mut self.piles {
                sum += std::mem::replace(pile, sum);
            }
            let piles = &mut self.piles;
            let mut next = |pair: u64| {
                let at = &mut piles[digit(pair)];
                *at += 1;
                *at as usize - 1
            };
            if pass + 1 == passes {
                for pair in &self.packed {
                    rows[next(*pair)] = *pair as u32;
                }
            } else {
                self.spare.resize(self.packed.len(), 0);
                for pair in &self.packed {
                    self.spare[next(*pair)] = *pair;
                }
                std::mem::swap(&mut self.packed, &mut self.spare);
            }
        }
    }
}
