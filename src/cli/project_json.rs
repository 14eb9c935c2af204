//! Projections as JSON.

use serde_json::{Value, json};

use super::project::{Found, Group, is_complete};
use crate::export::json::citation_json;
use crate::scenario::{Outcome, Point, Projection, Truth, When};
use crate::verdicts::obligation_words;

pub(super) fn json_value(found: &Found<'_>) -> Value {
    let ids = |models: &[&crate::catalog::Model]| -> Vec<Value> {
        models.iter().map(|model| json!(model.id)).collect()
    };
    let group = |group: &Group<'_>| {
        json!({
            "license": group.license.id,
            "title": group.license.title,
            "models": ids(&group.models),
            "limits_complete": is_complete(group.license),
            "limits": group.limits.iter().map(|one| limit_json(found, one)).collect::<Vec<_>>(),
        })
    };
    json!({
        "scenario": found.scenario.id,
        "title": found.scenario.title,
        "month_0": found.start.and_then(|date| date.month_after(0)).map(|month| month.to_string()),
        "results": found.groups.iter().map(group).collect::<Vec<_>>(),
        "without_limits": ids(&found.without),
        "limits_not_known": ids(&found.not_known),
    })
}

fn limit_json(found: &Found<'_>, projection: &Projection) -> Value {
    let limit = &projection.limit;
    let growth = projection.growth.as_ref().map(|growth| {
        json!({
            "from_percent": growth.low * 100.0,
            "to_percent": growth.high * 100.0,
            "series": growth.series.as_ref().map(|s| json!({ "first": s.first, "last": s.last })),
        })
    });
    let change = projection.change.as_ref().map(|change| {
        json!({
            "rules": change.rules,
            "effect": change.effect.id(),
            "certain": change.certain,
            "verdict_today": change.today.id(),
            "verdict_then": change.then.id(),
            "obligations": change.obligations.iter().map(|one| json!({
                "duty": one.duty,
                "text": obligation_words(found.catalog, found.book, one),
            })).collect::<Vec<_>>(),
        })
    });
    json!({
        "metric": limit.metric.id(),
        "comparison": limit.op.id(),
        "limit": limit.value,
        "unit": projection.unit(),
        "scope": limit.scope.id(),
        "measured": limit.when.id(),
        "condition": limit.cond.id(),
        "exemption": limit.exempt.id(),
        "effect": limit.effect.id(),
        "actor": projection.actor.id(),
        "part": projection.part,
        "applies": truth_id(projection.applies),
        "figure": span_json(projection.figure),
        "headroom": span_json(projection.headroom()),
        "share_of_limit": span_json(projection.share()),
        "basis": projection.basis.id(),
        "growth": growth,
        "horizon_months": projection.horizon,
        "after_horizon": projection.after_horizon(),
        "outcome": outcome_json(projection, &projection.outcome),
        "calendar_year": projection.calendar_year.as_ref().map(|o| outcome_json(projection, o)),
        "watched_from_month": projection.watched_from(),
        "months_of_warning": projection.months_of_warning(),
        "change": change,
        "text": projection.outcome_words(found.book),
        "notes": projection.notes(),
        "citations": limit.cite.iter().map(citation_json).collect::<Vec<_>>(),
    })
}

fn outcome_json(projection: &Projection, outcome: &Outcome) -> Value {
    let point = |point: &Point| {
        json!({
            "month": point.month,
            "calendar": projection.calendar(point.month).map(|date| date.to_string()),
            "value": point.value,
        })
    };
    let when = |when: &When| match when {
        When::In(one) => point(one),
        When::Beyond => json!("beyond_100_years"),
        When::Never => json!("never_at_this_rate"),
    };
    let mut value = json!({ "kind": outcome.id() });
    match outcome {
        Outcome::AlreadyOver { back } => {
            value["falls_back"] = back.as_ref().map_or(
                Value::Null,
                |(early, late)| json!({ "earliest": when(early), "latest": when(late) }),
            );
        }
        Outcome::Crosses { earliest, latest } => {
            value["earliest"] = point(earliest);
            value["latest"] = when(latest);
        }
        Outcome::Unknown { missing } => value["missing"] = json!(missing),
        Outcome::FixedDate {
            month,
            value: figure,
            over,
        } => {
            value["month"] = json!(month.map(|month| month.to_string()));
            value["value"] = span_json(*figure);
            value["over"] = json!(truth_id(*over));
        }
        Outcome::NotApplicable { why } => value["why"] = json!(why),
        Outcome::Beyond | Outcome::Never | Outcome::KindOfBusiness => {}
    }
    value
}

fn truth_id(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "yes",
        Truth::False => "no",
        Truth::Unknown => "unknown",
    }
}

/// A figure by its two ends.
fn span_json(span: Option<(f64, f64)>) -> Value {
    span.map_or(
        Value::Null,
        |(low, high)| json!({ "from": low, "to": high }),
    )
}
