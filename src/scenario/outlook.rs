//! From the answers of a scenario to the two ways in which the figure of a
//! limit can go on: at the least and at the most.

use std::collections::BTreeMap;

use super::answer::{Answer, bounds};
use super::course::{Course, Sum, Window};
use super::growth::{Growth, Series};
use super::limits::{Measure, measured};
use super::predicate::Facts;
use super::projection::FigureBasis;
use crate::catalog::{Moment, Threshold};

/// The months of the past that are in a sum of twelve months.
const PAST: usize = 11;

/// What the scenario says of the figure of a limit.
pub(super) struct Figures {
    /// The question whose answer is held against the limit.
    pub field: &'static str,
    /// The question for the figure of a month, where the limit looks at a year.
    pub month_field: Option<&'static str>,
    /// The question for the growth.
    pub growth_field: &'static str,
    /// The figure that is held against the limit today.
    now: Option<(f64, f64)>,
    /// The figure of the last month.
    month: Option<(f64, f64)>,
    /// The growth.
    pub growth: Option<Growth>,
    /// Figures of the past.
    series: Option<Series>,
}

/// How the figure of a limit goes on.
pub(super) struct Outlook {
    /// What stands for the figure.
    pub basis: FigureBasis,
    /// The figure today.
    pub now: Option<(f64, f64)>,
    /// At the least and at the most; `None` if an answer is missing.
    pub courses: Option<(Course, Course)>,
    /// The same of the revenue of the calendar year.
    pub calendar_year: Option<(Course, Course)>,
}

impl Figures {
    /// Reads the answers.
    pub fn of(limit: &Threshold, kind: Measure, facts: &Facts<'_>) -> Self {
        let field = match kind {
            Measure::Field(field) => field,
            _ => "group_mau_peak",
        };
        let (month_field, growth_field) = match field {
            "product_mau" => (None, "product_mau_growth"),
            "group_mau_peak" => (None, "group_mau_growth"),
            "product_visits_month" => (None, "product_visits_growth"),
            "monthly_output_tokens" => (None, "output_tokens_growth"),
            "product_rev_month" => (None, "product_rev_growth"),
            "product_rev_year" => (Some("product_rev_month"), "product_rev_growth"),
            "group_rev_year" | "group_rev_12m_peak" => {
                (Some("group_rev_month"), "group_rev_growth")
            }
            _ => (None, "group_rev_growth"),
        };
        let growth = facts.read(growth_field);
        let series = match growth {
            Answer::Map(months) => Series::of(months),
            _ => None,
        };
        // The series is of monthly figures, also where the limit looks at a year.
        let last = series.as_ref().map(|s| (s.last_figure, s.last_figure));
        Self {
            field,
            month_field,
            growth_field,
            // Where only a part of the group is known, its figure is not.
            now: measured(limit, facts).filter(|(_, high)| high.is_finite()),
            month: match month_field {
                Some(field) => bounds(facts.read(field)).or(last),
                None => last,
            },
            growth: Growth::of(growth),
            series,
        }
    }

    /// Whether the figure of the last month is known.
    pub fn has_month(&self) -> bool {
        self.month.is_some()
    }

    /// Figures of the past, by how many months they lie before the last one.
    fn history(&self) -> BTreeMap<u32, f64> {
        self.series
            .as_ref()
            .map_or_else(BTreeMap::new, |series| series.before.clone())
    }
}

/// How the figure of a limit goes on. `first` is the month of the year of month
/// 0, 1 to 12.
pub(super) fn courses(limit: &Threshold, figures: &Figures, first: Option<u32>) -> Outlook {
    match limit.when {
        Moment::AnyConsecutive12Months | Moment::AnnualContinuous if figures.month.is_some() => {
            sums(limit, figures, first)
        }
        Moment::AnyConsecutive12Months => running(figures, figures.now, FigureBasis::HighestSum),
        Moment::AnnualContinuous => running(figures, figures.now, FigureBasis::RunRate),
        Moment::LastFiscalYear => fiscal_year(figures, first),
        _ => {
            let basis = match (figures.now, figures.field) {
                (None, _) if figures.month.is_some() => FigureBasis::LastOfSeries,
                (_, "group_mau_peak") => FigureBasis::HighestUsers,
                _ => FigureBasis::Answer,
            };
            running(figures, figures.now.or(figures.month), basis)
        }
    }
}

/// The same rate from month to month.
fn running(figures: &Figures, now: Option<(f64, f64)>, basis: FigureBasis) -> Outlook {
    // What looks at any time there ever was does not fall.
    let kept = matches!(basis, FigureBasis::HighestSum | FigureBasis::HighestUsers);
    let course = |now: f64, rate: f64| Course::Running {
        now,
        rate,
        least: if kept { now } else { 0.0 },
    };
    let pair = now.zip(figures.growth.as_ref());
    Outlook {
        basis: if now.is_some() {
            basis
        } else {
            FigureBasis::None
        },
        now,
        courses: pair
            .map(|((low, high), growth)| (course(low, growth.low), course(high, growth.high))),
        calendar_year: None,
    }
}

fn fiscal_year(figures: &Figures, first: Option<u32>) -> Outlook {
    let now = figures.now;
    let pair = now.zip(figures.growth.as_ref()).zip(first);
    Outlook {
        basis: if now.is_some() {
            FigureBasis::FiscalYear
        } else {
            FigureBasis::None
        },
        now,
        courses: pair.map(|(((low, high), growth), first)| {
            // The fiscal year is taken to be the calendar year.
            let course = |now, rate| Course::FiscalYear {
                now,
                rate,
                turn: 13 - first,
            };
            (course(low, growth.low), course(high, growth.high))
        }),
        calendar_year: None,
    }
}

/// Sums of the twelve months that end with each month.
fn sums(limit: &Threshold, figures: &Figures, first: Option<u32>) -> Outlook {
    let peak = limit.when == Moment::AnyConsecutive12Months;
    let (Some((low, high)), Some(growth)) = (figures.month, &figures.growth) else {
        // Without a rate nothing can be added up.
        let basis = figures
            .now
            .map_or(FigureBasis::None, |_| FigureBasis::Answer);
        return Outlook {
            basis,
            now: figures.now,
            courses: None,
            calendar_year: None,
        };
    };
    let history = figures.history();
    let course = |month: f64, before: Before, rate: f64, known: Option<f64>| {
        let past = past_months(month, before, &history, known, peak);
        let now = known.unwrap_or_else(|| month + past.iter().sum::<f64>());
        Sum {
            now,
            month,
            past,
            rate,
            least: if peak { now } else { 0.0 },
            window: Window::Rolling,
        }
    };
    // The least that can come: months of the past were small, if growth was
    // fast. But where their sum is known, fast growth means that the months
    // that drop out next are small ones. The most that can come: the other way
    // round.
    let (least, most) = (
        Before {
            free: growth.high,
            fitted: growth.low,
        },
        Before {
            free: growth.low,
            fitted: growth.high,
        },
    );
    let slow = course(low, least, growth.low, figures.now.map(|now| now.0));
    let fast = course(high, most, growth.high, figures.now.map(|now| now.1));
    let of_year = |sum: &Sum, first: u32| {
        let months: f64 = sum.past.iter().take(first as usize - 1).sum();
        Course::Sum(Sum {
            now: (sum.month + months).min(sum.now),
            least: 0.0,
            window: Window::CalendarYear { first },
            ..sum.clone()
        })
    };
    Outlook {
        basis: FigureBasis::MonthsAdded,
        now: Some((slow.now, fast.now)),
        calendar_year: first
            .filter(|_| !peak)
            .map(|first| (of_year(&slow, first), of_year(&fast, first))),
        courses: Some((Course::Sum(slow), Course::Sum(fast))),
    }
}

/// The rate at which the months of the past grew.
#[derive(Debug, Clone, Copy)]
struct Before {
    /// If nothing else is known of them.
    free: f64,
    /// If their sum is known.
    fitted: f64,
}

/// The eleven months before month 0, the last one first: as the series has
/// them, else as the growth was. Where the sum of the twelve months is known,
/// the months that are not known make up for the rest of it; a highest sum is
/// only a bound.
fn past_months(
    month: f64,
    rate: Before,
    history: &BTreeMap<u32, f64>,
    sum: Option<f64>,
    bound: bool,
) -> [f64; PAST] {
    let free = grown_back(month, rate.free, history);
    let Some(sum) = sum else {
        return free;
    };
    if bound && month + free.iter().sum::<f64>() <= sum {
        return free;
    }
    let mut past = grown_back(month, rate.fitted, history);
    let told = |ago: usize| u32::try_from(ago + 1).is_ok_and(|ago| history.contains_key(&ago));
    let of = |which: bool| -> f64 {
        let months = past.iter().enumerate();
        let these = months.filter(|(ago, _)| told(*ago) == which);
        these.map(|(_, figure)| figure).sum()
    };
    let (known, made_up) = (of(true), of(false));
    if made_up > 0.0 {
        let scale = ((sum - month - known) / made_up).max(0.0);
        for (ago, figure) in past.iter_mut().enumerate() {
            if !told(ago) {
                *figure *= scale;
            }
        }
    }
    past
}

/// The months before month 0 if they grew at this rate, except those that are
/// known.
fn grown_back(month: f64, rate: f64, history: &BTreeMap<u32, f64>) -> [f64; PAST] {
    let mut past = [0.0; PAST];
    for (ago, figure) in (1_u32..).zip(&mut past) {
        // Before a fall to nothing there can have been anything; as much again
        // is taken.
        let grown = if rate > -1.0 {
            month / (1.0 + rate).powi(i32::try_from(ago).unwrap_or(i32::MAX))
        } else {
            month
        };
        *figure = history.get(&ago).copied().unwrap_or(grown);
    }
    past
}
