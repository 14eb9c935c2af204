//! Calendar dates as sources give them: a day, a month, or only a year.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date known to the day (`2024-07-23`), the month (`2024-07`) or the year.
///
/// Order: an imprecise date sorts before the days it contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` if the text is no date
    /// of the calendar.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str, len: usize| {
            (part.len() == len && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u16>().ok())
                .flatten()
        };
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = match parts.next() {
            None => 0,
            Some(part) => digits(part, 2).filter(|m| (1..=12).contains(m))?,
        };
        let day = match parts.next() {
            None => 0,
            Some(part) => {
                digits(part, 2).filter(|d| (1..=days_in_month(year, month)).contains(d))?
            }
        };
        if parts.next().is_some() || !(1900..=2200).contains(&year) {
            return None;
        }
        Some(Self {
            year,
            month: u8::try_from(month).ok()?,
            day: u8::try_from(day).ok()?,
        })
    }

    /// The calendar month before this date as (year, month); `None` if the
    /// month is not known.
    pub fn preceding_month(self) -> Option<(u16, u8)> {
        match self.month {
            0 => None,
            1 => Some((self.year - 1, 12)),
            m => Some((self.year, m - 1)),
        }
    }

    /// The calendar month so many months after this date; `None` if the month
    /// is not known or lies too far ahead.
    pub fn month_after(self, months: u32) -> Option<Self> {
        let since = u32::from(self.month.checked_sub(1)?).checked_add(months)?;
        Some(Self {
            year: u16::try_from(u32::from(self.year) + since / 12).ok()?,
            month: u8::try_from(since % 12 + 1).ok()?,
            day: 0,
        })
    }

    /// How many calendar months this date comes after another one; negative if
    /// it comes before. `None` if a month is not known.
    pub fn months_since(self, other: Self) -> Option<i32> {
        let count = |date: Self| (date.month != 0).then(|| date.year_and_month());
        let (year, month) = count(self)?;
        let (from_year, from_month) = count(other)?;
        Some((year - from_year) * 12 + month - from_month)
    }

    fn year_and_month(self) -> (i32, i32) {
        (i32::from(self.year), i32::from(self.month))
    }

    /// The month of the year, 1 to 12; `None` if it is not known.
    pub fn month_of_year(self) -> Option<u32> {
        (self.month != 0).then_some(u32::from(self.month))
    }

    /// The month in words, "June 2027"; of a date without a month the year.
    pub fn month_words(self) -> String {
        const NAMES: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        match usize::from(self.month)
            .checked_sub(1)
            .and_then(|i| NAMES.get(i))
        {
            Some(name) => format!("{name} {}", self.year),
            None => self.year.to_string(),
        }
    }

    /// Whether some day of this date is not before the other date. A change of
    /// which only the month is known may have come on its last day.
    pub fn is_in_or_after(self, other: Self) -> bool {
        let last = |part: u8| if part == 0 { u8::MAX } else { part };
        (self.year, last(self.month), last(self.day)) >= (other.year, other.month, other.day)
    }

    /// Whether all of this date comes after every day of the other one.
    pub fn is_after_all_of(self, other: Self) -> bool {
        let last = |part: u8| if part == 0 { u8::MAX } else { part };
        (self.year, self.month, self.day) > (other.year, last(other.month), last(other.day))
    }

    /// The same date a year later; of a leap day the last of February.
    #[must_use]
    pub fn a_year_later(self) -> Self {
        let year = self.year + 1;
        let last = u8::try_from(days_in_month(year, u16::from(self.month))).unwrap_or(u8::MAX);
        Self {
            year,
            month: self.month,
            day: self.day.min(last),
        }
    }

    /// Whether the date names a day.
    pub fn is_day(self) -> bool {
        self.day != 0
    }
}

fn days_in_month(year: u16, month: u16) -> u16 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month != 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day != 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Date::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "\"{text}\" is not a date; write YYYY-MM-DD, YYYY-MM or YYYY"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn reads_the_three_precisions_and_nothing_else() {
        for text in ["2024", "2024-07", "2024-07-23", "2024-02-29"] {
            assert_eq!(Date::parse(text).unwrap().to_string(), text);
        }
        for text in [
            "",
            "24",
            "2024-13",
            "2024-7",
            "2023-02-29",
            "2024-06-31",
            "2024-00",
            "2024-07-23-01",
            "+024",
            "2024-07-23 ",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_month_before_january_is_december() {
        let january = Date::parse("2025-01-10").unwrap();
        assert_eq!(january.preceding_month(), Some((2024, 12)));
        assert_eq!(Date::parse("2025").unwrap().preceding_month(), None);
    }

    #[test]
    fn months_are_counted_over_years() {
        let date = |text| Date::parse(text).unwrap();
        let after = |text, months| date(text).month_after(months).map(|d| d.to_string());
        assert_eq!(after("2026-11-24", 0).as_deref(), Some("2026-11"));
        assert_eq!(after("2026-11-24", 1).as_deref(), Some("2026-12"));
        assert_eq!(after("2026-11", 2).as_deref(), Some("2027-01"));
        assert_eq!(after("2026-01", 1200).as_deref(), Some("2126-01"));
        assert_eq!(after("2026", 1), None);
        assert_eq!(date("2027-02").months_since(date("2026-11-30")), Some(3));
        assert_eq!(date("2026-11").months_since(date("2027-02")), Some(-3));
        assert_eq!(date("2027").months_since(date("2026-11")), None);
        assert_eq!(date("2027-06-30").month_words(), "June 2027");
        assert_eq!(date("2027").month_words(), "2027");
    }
}
