//! What a chart of a limit shows: months from 0, figures from 0. The window and
//! the report draw the same part.

use super::course::When;
use super::projection::{Outcome, Projection};

/// The part of a projection that a chart shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChartExtent {
    /// The last month shown.
    pub months: u32,
    /// The highest figure shown.
    pub height: f64,
}

impl ChartExtent {
    /// Some months more than the crossing, so that it can be seen; else all
    /// months that the scenario looks ahead.
    pub fn of(projection: &Projection, cap: f64) -> Self {
        let now = projection.at(0).map_or(0.0, |(_, high)| high);
        match &projection.outcome {
            Outcome::Crosses { earliest, latest } => {
                let first = earliest.month;
                let last = match latest {
                    // A latest month far behind the earliest leaves no room for it.
                    When::In(last) if last.month <= 3 * first.max(12) => last.month,
                    _ => first,
                };
                Self {
                    months: (last + last / 4).max(12),
                    height: cap.max(now) * 1.5,
                }
            }
            _ => Self {
                months: projection.horizon.max(12),
                height: cap.max(now) * 1.25,
            },
        }
    }

    /// A step of months that gives at most five marks.
    pub fn month_step(&self) -> u32 {
        let steps = [1, 2, 3, 6, 12, 24, 36, 60, 120, 240];
        steps
            .into_iter()
            .find(|step| self.months / step <= 4)
            .unwrap_or(360)
    }

    /// The step next to a quarter of the height that is 1, 2 or 5 times a power
    /// of ten.
    pub fn figure_step(&self) -> f64 {
        let about = self.height / 4.0;
        let power = 10_f64.powf(about.max(1.0).log10().floor());
        let times = about / power;
        power
            * [1.0, 2.0, 5.0]
                .into_iter()
                .find(|nice| times <= *nice)
                .unwrap_or(10.0)
    }
}

/// Marks of an axis from 0 on.
pub fn axis_marks(end: f64, step: f64) -> impl Iterator<Item = f64> {
    // A step is never so small that more marks are wanted.
    let count = (end / step).floor().clamp(0.0, 20.0) as u32;
    (0..=count).map(move |number| f64::from(number) * step)
}

impl Projection {
    /// A month on the axis: `2027-06`, or its number where no day is known.
    pub fn axis_month(&self, month: u32) -> String {
        self.calendar(month)
            .map_or_else(|| month.to_string(), |date| date.to_string())
    }

    /// "June 2027", or "month 7" where no day is known.
    pub fn crossing_month(&self, month: u32) -> String {
        let date = self.calendar(month);
        date.map_or_else(
            || format!("month {month}"),
            crate::catalog::Date::month_words,
        )
    }
}
