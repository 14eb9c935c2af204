//! Comparing a scenario's figures with a limit.

use super::answer::Answer;
use super::predicate::Facts;
use super::truth::Truth;
use crate::catalog::{Date, Metric, Moment, Scope, Threshold};

/// The bounds of the figure that a limit looks at; `None`: nothing is known.
pub fn measured(limit: &Threshold, facts: &Facts<'_>) -> Option<(f64, f64)> {
    match measure(limit, facts) {
        Measure::Once => snapshot(limit, limit.scope, facts),
        Measure::OnceAndStanding => join(snapshot(limit, limit.scope, facts), standing(facts)),
        Measure::Standing => standing(facts),
        Measure::Field(field) => facts.figure(field),
        Measure::Business => Some((f64::INFINITY, f64::INFINITY)),
    }
}

/// What is held against a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// Users in one month of the past.
    Once,
    /// The same, and under the reading chosen all users of the group as well.
    OnceAndStanding,
    /// All users of the group.
    Standing,
    /// The answer to this question.
    Field(&'static str),
    /// No figure: the kind of business.
    Business,
}

/// What is held against a limit under the readings chosen.
pub(super) fn measure(limit: &Threshold, facts: &Facts<'_>) -> Measure {
    Measure::Field(match (limit.metric, limit.when, limit.scope) {
        (Metric::Mau, Moment::AtVersionRelease, _) => {
            return if facts.reads("mau.snapshot", "Continuing") {
                Measure::OnceAndStanding
            } else {
                Measure::Once
            };
        }
        (Metric::Mau, _, _) if counts_all_products(facts) => return Measure::Standing,
        (Metric::Mau, _, _) => "product_mau",
        (Metric::Visits, _, _) => "product_visits_month",
        (Metric::OutputTokens, _, _) => "monthly_output_tokens",
        (Metric::Revenue, Moment::PrecedingMonth, _) => "group_rev_month",
        (Metric::Revenue, Moment::AnyConsecutive12Months, _) => "group_rev_12m_peak",
        (Metric::Revenue, Moment::LastFiscalYear, _) => "group_rev_last_fy",
        (Metric::Revenue, Moment::AnnualContinuous, Scope::Product) => "product_rev_year",
        (Metric::Revenue, Moment::AnnualContinuous, _) => "group_rev_year",
        (Metric::Revenue, _, _) => "product_rev_month",
        (Metric::None, _, _) => return Measure::Business,
    })
}

/// Whether the license leaves open which products count, and all are chosen.
fn counts_all_products(facts: &Facts<'_>) -> bool {
    let open = "qwen.product_scope";
    facts.reads(open, "AllProducts") && facts.license.readings.values().any(|id| id == open)
}

/// All users of the group in any month up to today: at least those of this
/// product, at most those of the highest month ever.
pub(super) fn standing(facts: &Facts<'_>) -> Option<(f64, f64)> {
    let product = facts.figure("product_mau").map_or(0.0, |(low, _)| low);
    match facts.figure("group_mau_peak") {
        Some((low, high)) => Some((low.max(product), high.max(product))),
        None => (product > 0.0).then_some((product, f64::INFINITY)),
    }
}

/// The higher of two figures; what is not known may be any number.
fn join(one: Option<(f64, f64)>, other: Option<(f64, f64)>) -> Option<(f64, f64)> {
    match (one, other) {
        (Some((low, high)), Some((more, most))) => Some((low.max(more), high.max(most))),
        (Some((low, _)), None) | (None, Some((low, _))) => Some((low, f64::INFINITY)),
        (None, None) => None,
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
    let in_month = |field: &'static str| match facts.read(field) {
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
    let peak = facts.figure("group_mau_peak").map(|(_, high)| high);
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
    between(limit.op.over(low, cap), limit.op.over(high, cap))
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
