//! Comparisons of a query with the value of a cell.

use super::cell::Cell;
use super::fold::fold_value;
use crate::catalog::Date;

/// A comparison with the value of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// One of the values.
    Has(Vec<Pattern>),
    /// One of these texts exactly as it is shown, as chosen from a list.
    Shows(Vec<String>),
    /// Numbers or dates.
    Compare(Comparison, Amount),
    /// From one number or date to another, both included.
    Between(Option<Amount>, Option<Amount>),
}

/// Which way a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Below.
    Less,
    /// Below or equal.
    AtMost,
    /// Above.
    Greater,
    /// Above or equal.
    AtLeast,
}

/// A value asked for; a `*` at an end of it stands for anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// As it was typed.
    pub typed: String,
    want: String,
    open_start: bool,
    open_end: bool,
}

/// A number, a date, or what may be either, such as 2025.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// As it was typed.
    pub typed: String,
    number: Option<f64>,
    date: Option<Date>,
}

impl Test {
    /// Whether a cell passes.
    pub fn fits(&self, cell: &Cell) -> bool {
        let date = match self {
            Test::Compare(..) | Test::Between(..) => Date::parse(&cell.text),
            _ => None,
        };
        self.holds(&cell.text, &cell.ids, cell.number, date)
    }

    /// The same where the parts of the cell are at hand.
    pub(super) fn holds(
        &self,
        text: &str,
        ids: &[String],
        number: Option<f64>,
        date: Option<Date>,
    ) -> bool {
        match self {
            Test::Has(values) => values
                .iter()
                .any(|value| ids.iter().any(|id| value.fits(id)) || value.fits(text)),
            Test::Shows(texts) => texts.iter().any(|shown| shown == text),
            Test::Compare(comparison, amount) => amount.compares(*comparison, number, date),
            Test::Between(from, to) => {
                let from = from
                    .as_ref()
                    .is_none_or(|amount| amount.compares(Comparison::AtLeast, number, date));
                from && to
                    .as_ref()
                    .is_none_or(|amount| amount.compares(Comparison::AtMost, number, date))
            }
        }
    }
}

impl Amount {
    /// Reads a number or a date; `None` if the text is neither.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, date) = (parse_number(text), Date::parse(text));
        (number.is_some() || date.is_some()).then(|| Self {
            typed: text.to_owned(),
            number,
            date,
        })
    }

    /// Reads a date.
    pub fn date(text: &str) -> Option<Self> {
        Date::parse(text).map(|date| Self {
            typed: text.to_owned(),
            number: None,
            date: Some(date),
        })
    }

    /// Whether it is, or may be, a date.
    pub(super) fn is_date(&self) -> bool {
        self.date.is_some()
    }

    /// Whether this one comes after the other, so that nothing is between.
    pub(super) fn is_after(&self, other: &Amount) -> bool {
        match (self.date, other.date) {
            (Some(from), Some(to)) => from.is_after_all_of(to),
            _ => matches!((self.number, other.number), (Some(a), Some(b)) if a > b),
        }
    }

    /// Whether a number or a date is on this side of the amount. A number is
    /// compared with a number where there is one, and never with words.
    fn compares(&self, comparison: Comparison, have: Option<f64>, date: Option<Date>) -> bool {
        if let (Some(have), Some(want)) = (have, self.number) {
            return comparison.holds(have.total_cmp(&want));
        }
        let (Some(have), Some(want)) = (date, self.date) else {
            return false;
        };
        // A month covers its days, on both sides: what was released in some
        // month of 2025 may have been released in June.
        match comparison {
            Comparison::AtLeast => have.is_in_or_after(want),
            Comparison::Less => !have.is_in_or_after(want),
            Comparison::AtMost => !have.is_after_all_of(want),
            Comparison::Greater => have.is_after_all_of(want),
        }
    }
}

impl Comparison {
    fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Comparison::Less => order.is_lt(),
            Comparison::AtMost => order.is_le(),
            Comparison::Greater => order.is_gt(),
            Comparison::AtLeast => order.is_ge(),
        }
    }
}

impl Pattern {
    /// A value as it was typed. In quotes a star is a star.
    pub fn new(typed: &str, quoted: bool) -> Self {
        let bare = if quoted { typed } else { typed.trim() };
        let open_end = !quoted && bare.ends_with('*');
        let bare = if open_end {
            &bare[..bare.len() - 1]
        } else {
            bare
        };
        let open_start = !quoted && bare.starts_with('*');
        let bare = if open_start { &bare[1..] } else { bare };
        Self {
            typed: typed.to_owned(),
            want: fold_value(bare),
            open_start,
            open_end,
        }
    }

    /// Whether a value is what is asked for: without regard to case, accents
    /// and width, and `-`, `_` and spaces are one.
    pub fn fits(&self, have: &str) -> bool {
        if !self.open_start && have.is_ascii() {
            // Most values: nothing has to be copied to compare them.
            let narrow = |b: u8| match b {
                b'-' | b'_' | b'\t' | b'\n' | b'\x0b' | b'\x0c' | b'\r' => b' ',
                b => b.to_ascii_lowercase(),
            };
            let want = self.want.as_bytes();
            return have.len() >= want.len()
                && (self.open_end || have.len() == want.len())
                && have.bytes().zip(want).all(|(a, b)| narrow(a) == *b);
        }
        let have = fold_value(have);
        match (self.open_start, self.open_end) {
            (false, false) => have == self.want,
            (false, true) => have.starts_with(&self.want),
            (true, false) => have.ends_with(&self.want),
            (true, true) => have.contains(&self.want),
        }
    }
}

/// Reads `100M`, `1.5bn`, `20k` or a plain number.
pub fn parse_number(text: &str) -> Option<f64> {
    let lower = text.to_lowercase();
    let digits = lower.trim_end_matches(|c: char| c.is_alphabetic());
    let factor = match &lower[digits.len()..] {
        "" => 1.0,
        "k" => 1e3,
        "m" => 1e6,
        "bn" | "b" => 1e9,
        _ => return None,
    };
    digits
        .replace(['_', ','], "")
        .parse::<f64>()
        .ok()
        .map(|n| n * factor)
}
