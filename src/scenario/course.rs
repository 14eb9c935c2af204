//! How a figure goes on, month by month, and when it crosses a limit.

use crate::catalog::Comparator;

/// Months that are looked at; what comes later is "beyond 100 years".
pub const LAST_MONTH: u32 = 1_200;

/// When something happens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum When {
    /// In this month.
    In(Point),
    /// After [`LAST_MONTH`].
    Beyond,
    /// At no time at this rate.
    Never,
}

/// A month and the figure in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The number of the month; month 0 is the one the scenario is judged for.
    pub month: u32,
    /// The figure in that month.
    pub value: f64,
}

/// One way in which a figure goes on.
#[derive(Debug, Clone, PartialEq)]
pub enum Course {
    /// It grows by the same rate from month to month.
    Running {
        /// The figure in month 0.
        now: f64,
        /// The rate a month, as a fraction.
        rate: f64,
        /// It never falls below this: the highest so far, where a limit looks
        /// at any month there ever was.
        least: f64,
    },
    /// It is a sum of months.
    Sum(Sum),
    /// It is the figure of the last fiscal year and changes when a year ends.
    FiscalYear {
        /// The figure in month 0.
        now: f64,
        /// The rate a month, as a fraction.
        rate: f64,
        /// The month in which the next fiscal year begins; every twelfth month
        /// after it another one.
        turn: u32,
    },
}

/// A sum of monthly figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Sum {
    /// The sum in month 0.
    pub now: f64,
    /// The figure of month 0 alone.
    pub month: f64,
    /// The figures of the months before it, the last one first.
    pub past: [f64; 11],
    /// The rate a month after month 0, as a fraction.
    pub rate: f64,
    /// The sum never falls below this.
    pub least: f64,
    /// Which months are added up.
    pub window: Window,
}

/// Which months are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// The twelve months that end with the month in hand.
    Rolling,
    /// The months of the calendar year so far.
    CalendarYear {
        /// The month of the year of month 0, 1 to 12.
        first: u32,
    },
}

/// A figure that grows by the same rate from month to month.
fn grown(now: f64, rate: f64, months: u32) -> f64 {
    // A power of zero is one, also of a figure that shrinks by all of itself.
    now * (1.0 + rate).powi(i32::try_from(months).unwrap_or(i32::MAX))
}

impl Sum {
    /// The figure of a month, counted from month 0; only the last eleven months
    /// of the past are known.
    fn of_month(&self, month: i64) -> f64 {
        match u32::try_from(month) {
            Ok(ahead) => grown(self.month, self.rate, ahead),
            Err(_) => usize::try_from(-month - 1)
                .ok()
                .and_then(|ago| self.past.get(ago))
                .copied()
                .unwrap_or(0.0),
        }
    }

    fn at(&self, month: u32) -> f64 {
        if month == 0 {
            return self.now;
        }
        let end = i64::from(month);
        let start = match self.window {
            Window::Rolling => end - 11,
            Window::CalendarYear { first } => end - i64::from((first - 1 + month) % 12),
        };
        let sum: f64 = (start..=end).map(|one| self.of_month(one)).sum();
        sum.max(self.least)
    }
}

impl Course {
    /// The figure in a month.
    pub fn at(&self, month: u32) -> f64 {
        match self {
            Course::Running { now, rate, least } => grown(*now, *rate, month).max(*least),
            Course::Sum(sum) => sum.at(month),
            Course::FiscalYear { now, rate, turn } => match month.checked_sub(*turn) {
                None => *now,
                Some(since) => grown(*now, *rate, 12 * (1 + since / 12)),
            },
        }
    }

    /// The first month in which the figure is over a limit.
    pub fn first_over(&self, op: Comparator, cap: f64) -> When {
        let over = |month: u32| op.over(self.at(month), cap);
        if over(0) {
            return self.point(0);
        }
        let grows = self.grows();
        // Past months drop out of sums in the first two years; later on only
        // growth can bring a figure over a limit.
        let last = if grows { LAST_MONTH } else { 24 };
        let guess = match self {
            Course::Running { .. } if !grows => return When::Never,
            Course::Running { now, rate, .. } => months_until(*now, *rate, cap),
            // From month 12 on a sum of twelve months grows as each month does.
            Course::Sum(sum) if grows && sum.window == Window::Rolling => {
                match (1..=12).find(|month| over(*month)) {
                    Some(month) => return self.point(month),
                    None => months_until(self.at(12), sum.rate, cap).saturating_add(12),
                }
            }
            _ => {
                let found = (1..=last).find(|month| over(*month));
                return found.map_or(if grows { When::Beyond } else { When::Never }, |month| {
                    self.point(month)
                });
            }
        };
        // The formula can be a hair off, or the month a whole number.
        let mut month = guess.min(LAST_MONTH + 1);
        while month > 0 && over(month - 1) {
            month -= 1;
        }
        while month <= LAST_MONTH && !over(month) {
            month += 1;
        }
        if month > LAST_MONTH {
            When::Beyond
        } else {
            self.point(month)
        }
    }

    /// The first month after month 0 in which a figure that is over a limit is
    /// so no more.
    pub fn first_back(&self, op: Comparator, cap: f64) -> When {
        let back = (1..=LAST_MONTH).find(|month| !op.over(self.at(*month), cap));
        match back {
            Some(month) => self.point(month),
            None if self.shrinks_to_nothing() => When::Beyond,
            None => When::Never,
        }
    }

    /// Whether it goes up without end.
    fn grows(&self) -> bool {
        match self {
            Course::Running { now, rate, .. } | Course::FiscalYear { now, rate, .. } => {
                *now > 0.0 && *rate > 0.0
            }
            Course::Sum(sum) => sum.month > 0.0 && sum.rate > 0.0,
        }
    }

    fn shrinks_to_nothing(&self) -> bool {
        match self {
            Course::Running { rate, least, .. } => *rate < 0.0 && *least <= 0.0,
            Course::Sum(sum) => sum.rate < 0.0 && sum.least <= 0.0,
            Course::FiscalYear { rate, .. } => *rate < 0.0,
        }
    }

    fn point(&self, month: u32) -> When {
        When::In(Point {
            month,
            value: self.at(month),
        })
    }
}

/// About how many months it takes to come from a figure to a limit:
/// ln(limit / figure) / ln(1 + rate).
fn months_until(now: f64, rate: f64, cap: f64) -> u32 {
    let months = (cap / now).ln() / rate.ln_1p();
    if months.is_nan() || months >= f64::from(LAST_MONTH) {
        LAST_MONTH + 1
    } else {
        // Between 0 and LAST_MONTH.
        months.max(0.0).floor() as u32
    }
}
