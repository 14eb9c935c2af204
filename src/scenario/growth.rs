//! Rates of growth: as they are answered, or taken from a series of monthly
//! figures.

use std::collections::BTreeMap;

use super::Answer;
use crate::catalog::Date;

/// How a figure grows, from the lowest rate to the highest.
#[derive(Debug, Clone, PartialEq)]
pub struct Growth {
    /// The lowest rate a month, as a fraction: 0.05 for 5 %.
    pub low: f64,
    /// The highest rate a month, as a fraction.
    pub high: f64,
    /// The series the rates are taken from, if it is one.
    pub series: Option<Series>,
}

/// Monthly figures of the past.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The first month, `YYYY-MM`.
    pub first: String,
    /// The last month, `YYYY-MM`.
    pub last: String,
    /// The figure of the last month.
    pub last_figure: f64,
    /// Figures by how many months they lie before the last one.
    pub(super) before: BTreeMap<u32, f64>,
}

impl Growth {
    /// The growth that an answer tells; `None` if it tells none. A series needs
    /// two months at least, of which the earlier one is not zero.
    pub fn of(answer: &Answer) -> Option<Self> {
        let rates = |low: f64, high: f64| Self {
            low: low / 100.0,
            high: high / 100.0,
            series: None,
        };
        match answer {
            Answer::Num(rate) => Some(rates(*rate, *rate)),
            Answer::Range(low, high) => Some(rates(*low, *high)),
            Answer::Map(months) => Self::of_series(months),
            _ => None,
        }
    }

    /// Rates from month to month; over a gap of several months the compound
    /// rate.
    fn of_series(months: &BTreeMap<String, f64>) -> Option<Self> {
        let series = Series::of(months)?;
        // From the oldest month to the last.
        let figures: Vec<(u32, f64)> = series.before.iter().rev().map(|(m, n)| (*m, *n)).collect();
        let rates: Vec<f64> = figures
            .windows(2)
            .filter(|pair| pair[0].1 > 0.0)
            .map(|pair| {
                let gap = f64::from(pair[0].0 - pair[1].0);
                (pair[1].1 / pair[0].1).powf(1.0 / gap) - 1.0
            })
            .collect();
        let low = rates.iter().copied().reduce(f64::min)?;
        let high = rates.iter().copied().reduce(f64::max)?;
        Some(Self {
            low,
            high,
            series: Some(series),
        })
    }

    /// "8 % a month" or "between 5 % and 10 % a month".
    pub fn words(&self) -> String {
        let percent = |rate: f64| format!("{} %", (rate * 1e4).round() / 100.0);
        if self.low == self.high {
            format!("{} a month", percent(self.low))
        } else {
            format!(
                "between {} and {} a month",
                percent(self.low),
                percent(self.high)
            )
        }
    }
}

impl Series {
    /// The series in an answer; `None` if it names no month.
    pub fn of(months: &BTreeMap<String, f64>) -> Option<Self> {
        let (first, _) = months.first_key_value()?;
        let (last, last_figure) = months.last_key_value()?;
        let end = Date::parse(last)?;
        let before = months
            .iter()
            .filter_map(|(month, figure)| {
                let ago = end.months_since(Date::parse(month)?)?;
                Some((u32::try_from(ago).ok()?, *figure))
            })
            .collect();
        Some(Self {
            first: first.clone(),
            last: last.clone(),
            last_figure: *last_figure,
            before,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn series(months: &[(&str, f64)]) -> Answer {
        Answer::Map(months.iter().map(|(m, n)| ((*m).to_owned(), *n)).collect())
    }

    #[test]
    fn a_series_gives_its_lowest_and_its_highest_rate() {
        let growth = Growth::of(&series(&[
            ("2026-01", 100.0),
            ("2026-02", 110.0),
            // Two months on: 21 % in two months is 10 % a month.
            ("2026-04", 133.1),
            ("2026-05", 139.755),
        ]))
        .unwrap();
        assert!((growth.low - 0.05).abs() < 1e-9 && (growth.high - 0.10).abs() < 1e-9);
        assert_eq!(growth.series.unwrap().last_figure, 139.755);
        for too_little in [
            series(&[]),
            series(&[("2026-01", 5.0)]),
            series(&[("2026-01", 0.0), ("2026-02", 5.0)]),
            Answer::Unanswered,
            Answer::NotApplicable,
        ] {
            assert_eq!(Growth::of(&too_little), None);
        }
    }
}
