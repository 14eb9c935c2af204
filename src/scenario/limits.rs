//! Comparing a scenario's figures with a limit.

use super::answer::{Answer, bounds};
use super::predicate::Facts;
use super::truth::Truth;
use crate::catalog::{Comparator, Date, Metric, Moment, Scope, Threshold};

/// The bounds of the figure that a limit looks at; `None`: nothing is known.
pub fn measured(limit: &Threshold, facts: &Facts<'_>) -> Option<(f64, f64)> {
    let field = |name: &str| bounds(facts.read(name));
    match (limit.metric, limit.when, limit.scope) {
        (Metric::Mau, Moment::AtVersionRelease, scope) => snapshot(limit, scope, facts),
        (Metric::Mau, _, _) => field("product_mau"),
        (Metric::Visits, _, _) => field("product_visits_month"),
        (Metric::OutputTokens, _, _) => field("monthly_output_tokens"),
        (Metric::Revenue, Moment::PrecedingMonth, _) => field("group_rev_month"),
        (Metric::Revenue, Moment::AnyConsecutive12Months, _) => field("group_rev_12m_peak"),
        (Metric::Revenue, Moment::LastFiscalYear, _) => field("group_rev_last_fy"),
        (Metric::Revenue, Moment::AnnualContinuous, Scope::Product) => field("product_rev_year"),
        (Metric::Revenue, Moment::AnnualContinuous, _) => field("group_rev_year"),
        (Metric::Revenue, _, _) => field("product_rev_month"),
        (Metric::None, _, _) => Some((f64::INFINITY, f64::INFINITY)),
    }
}

/// Users in the month of a test that is made once. A group formed after that
/// month had none; the highest month ever bounds it from above.
fn snapshot(limit: &Threshold, scope: Scope, facts: &Facts<'_>) -> Option<(f64, f64)> {
    let month = limit.month?.to_string();
    if let Answer::Text(formed) = facts.read("group_formed")
        && Date::parse(formed).is_some_and(|_| formed.get(..7) > Some(month.as_str()))
    {
        return Some((0.0, 0.0));
    }
    let in_month = |field: &str| match facts.read(field) {
        Answer::Map(months) => months.get(&month).copied(),
        _ => None,
    };
    let group = in_month("group_mau_at");
    let exact = match scope {
        Scope::Licensee | Scope::LicenseeAllProducts => in_month("licensee_mau_at"),
        _ => group,
    };
    if let Some(users) = exact {
        return Some((users, users));
    }
    let peak = bounds(facts.read("group_mau_peak")).map(|(_, high)| high);
    let above = [group, peak].into_iter().flatten().reduce(f64::min);
    above.map(|high| (0.0, high))
}

/// Whether the figure is over the limit.
pub fn exceeds(limit: &Threshold, facts: &Facts<'_>) -> Truth {
    if limit.metric == Metric::None {
        return Truth::True;
    }
    let (Some((low, high)), Some(cap)) = (measured(limit, facts), limit.value) else {
        return Truth::Unknown;
    };
    let over = |value: f64| match limit.op {
        Comparator::Gt => value > cap,
        Comparator::Ge => value >= cap,
    };
    between(over(low), over(high))
}

/// Whether the figure is exactly the limit.
pub fn at_cap(limit: &Threshold, facts: &Facts<'_>) -> Truth {
    let (Some((low, high)), Some(cap)) = (measured(limit, facts), limit.value) else {
        return Truth::Unknown;
    };
    if low >= cap && high <= cap {
        Truth::True
    } else if high < cap || low > cap {
        Truth::False
    } else {
        Truth::Unknown
    }
}

/// Whether the figure has reached 80 % of the limit.
pub fn near(limit: &Threshold, facts: &Facts<'_>) -> Truth {
    let (Some((low, high)), Some(cap)) = (measured(limit, facts), limit.value) else {
        return Truth::Unknown;
    };
    between(low >= 0.8 * cap, high >= 0.8 * cap)
}

/// From a test of the lower and the upper bound.
fn between(low: bool, high: bool) -> Truth {
    match (low, high) {
        (true, _) => Truth::True,
        (false, false) => Truth::False,
        (false, true) => Truth::Unknown,
    }
}
