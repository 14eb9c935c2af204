//! Collecting the cells of a column into its different values.

use std::cmp::Ordering;

use super::arena::Arena;
use super::column::{IndexedColumn, Value};
use crate::catalog::Date;
use crate::matrix::cell::Cell;
use crate::matrix::fold::fold;
use crate::matrix::natural::NaturalKeys;
use crate::matrix::table::said;

/// Collects the cells of a column.
#[derive(Debug, Default)]
pub(super) struct Builder {
    values: Vec<Value>,
    codes: Vec<u32>,
    known: Known,
}

impl Builder {
    pub fn push(&mut self, cell: &Cell) {
        let values = &mut self.values;
        let code = self.known.place(digest(cell), values.len(), |code| {
            is_of(&values[code], cell)
        });
        if code as usize == values.len() {
            values.push(Value {
                text: cell.text.clone(),
                ids: cell.ids.clone(),
                number: cell.number,
                date: Date::parse(&cell.text),
                last: cell.sorts_last(),
            });
        }
        self.codes.push(code);
    }

    /// The column over so many rows.
    pub fn finish(self, rows: usize) -> IndexedColumn {
        drop(self.known);
        let (order, ranks) = ordered(&self.values);
        let mut place = vec![0_u32; order.len()];
        for (at, old) in order.iter().enumerate() {
            place[*old as usize] = at as u32;
        }
        let codes: Vec<u32> = self.codes.iter().map(|old| place[*old as usize]).collect();
        let mut values: Vec<Option<Value>> = self.values.into_iter().map(Some).collect();
        let values: Vec<Value> = order
            .iter()
            .filter_map(|old| values[*old as usize].take())
            .collect();
        let mut says = Arena::default();
        for value in &values {
            says.push(said(&value.text, &value.ids).map(fold));
        }
        IndexedColumn::new(rows, values, ranks, codes, says)
    }
}

/// The places of the values in their order, and for each of these its rank:
/// values that are equal in the order share one.
fn ordered(values: &[Value]) -> (Vec<u32>, Vec<u32>) {
    // Each text is taken apart once, not at each comparison.
    let mut keys = NaturalKeys::default();
    values.iter().for_each(|value| keys.push(&value.text));
    let compare = |a: &u32, b: &u32| {
        let of = |place: &u32| values[*place as usize].sort_value();
        of(a).compare_with(of(b), false, |x, y| {
            let order = keys.compare(*a as usize, *b as usize);
            order.then_with(|| x.cmp(y))
        })
    };
    let mut order: Vec<u32> = (0..values.len() as u32).collect();
    order.sort_by(compare);
    let mut ranks: Vec<u32> = Vec::with_capacity(order.len());
    for (at, place) in order.iter().enumerate() {
        let rank = match at.checked_sub(1) {
            None => 0,
            Some(before) => {
                let same = compare(&order[before], place) == Ordering::Equal;
                ranks[before] + u32::from(!same)
            }
        };
        ranks.push(rank);
    }
    (order, ranks)
}

fn is_of(value: &Value, cell: &Cell) -> bool {
    value.text == cell.text
        && value.ids == cell.ids
        && value.number.map(f64::to_bits) == cell.number.map(f64::to_bits)
        && value.last == cell.sorts_last()
}

/// A number that tells most values from each other; not all, so that who has
/// the same one is still compared.
fn digest(cell: &Cell) -> u64 {
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = cell.number.map_or(1, f64::to_bits);
    let mut eat = |part: u64| hash = (hash.rotate_left(23) ^ part).wrapping_mul(STEP);
    for text in std::iter::once(&cell.text).chain(&cell.ids) {
        let (eights, rest) = text.as_bytes().as_chunks::<8>();
        eights
            .iter()
            .for_each(|part| eat(u64::from_le_bytes(*part)));
        let rest = rest.iter().rev();
        eat(rest.fold(text.len() as u64, |part, byte| part << 8 | u64::from(*byte)));
    }
    hash ^ hash >> 32
}

/// The places of values by their digests: a table in which each value lies in
/// its slot or, where that is taken, in the next that is free.
#[derive(Debug, Default)]
struct Known {
    /// Digests with places; at most half of the slots are taken.
    slots: Vec<Option<(u64, u32)>>,
}

impl Known {
    /// The place of the value with this digest that `is` it; `next` if it is
    /// new.
    fn place(&mut self, digest: u64, next: usize, is: impl Fn(usize) -> bool) -> u32 {
        if self.slots.len() <= next * 2 {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut slot = digest as usize & mask;
        loop {
            match self.slots[slot] {
                Some((own, place)) if own == digest && is(place as usize) => return place,
                Some(_) => slot = (slot + 1) & mask,
                None => {
                    self.slots[slot] = Some((digest, next as u32));
                    return next as u32;
                }
            }
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(16);
        let taken = std::mem::replace(&mut self.slots, vec![None; size]);
        for (digest, place) in taken.into_iter().flatten() {
            let mut slot = digest as usize & (size - 1);
            while self.slots[slot].is_some() {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = Some((digest, place));
        }
    }
}
