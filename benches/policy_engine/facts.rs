//! What both engines read: a license and the answers of a scenario as JSON.

use license_matrix::catalog::{Fact, License, Threshold};
use license_matrix::scenario::{ACTS, Answer, Each, Grant, Pred, RuleBook, Scenario};
use serde_json::{Map, Value, json};

use super::rego::rank;

/// What does not change with license and scenario: acts, grants, and what the
/// closing rules say.
pub fn tables(book: &RuleBook) -> Value {
    let acts: Map<String, Value> = ACTS
        .iter()
        .map(|act| {
            let needs: Vec<String> = act.needs.iter().map(|grant| format!("{grant:?}")).collect();
            let exposes = act.exposes.map(|what| format!("{what:?}"));
            let told = json!({ "needs": needs, "exposes": exposes, "modifies": act.modifies });
            (act.id.to_owned(), told)
        })
        .collect();
    let grants: Map<String, Value> = [Grant::Use, Grant::Modify, Grant::Distribute, Grant::Host]
        .into_iter()
        .map(|grant| (format!("{grant:?}"), json!(grant.attribute())))
        .collect();
    let post = |when: Pred| {
        let rule = book
            .rules()
            .iter()
            .find(|rule| rule.each == Each::Post && rule.when == when)
            .unwrap();
        json!({ "rule": rule.id, "effect": rank(rule.then) })
    };
    json!({
        "acts": acts,
        "grants": grants,
        "post": { "unmet": post(Pred::UnmetDuty), "on_file": post(Pred::SeparateOnFile) },
    })
}

/// One license in one scenario.
pub fn input(license: &License, scenario: &Scenario, multimodal: bool) -> Value {
    let mut facts = Map::new();
    for (attribute, fact) in license.terms.values().flat_map(|entry| entry.facts.iter()) {
        let value = match fact {
            Fact::Unknown => continue,
            Fact::Absent => Value::Null,
            Fact::Flag(flag) => json!(flag.to_string()),
            Fact::Text(text) => json!(text),
            Fact::Set(set) => json!(set),
        };
        facts.entry(attribute.clone()).or_insert(value);
    }
    let limits: Vec<Value> = license.thresholds.iter().map(limit).collect();
    let mut answers = Map::new();
    for (field, answer) in &scenario.answers {
        let value = match answer {
            Answer::Unanswered | Answer::NotApplicable => continue,
            Answer::Flag(flag) => json!(flag),
            Answer::Set(set) => json!(set),
            Answer::Map(months) => json!({ "months": months }),
            Answer::Range(low, high) => json!({ "low": low, "high": high }),
            Answer::Num(number) => json!(number),
            Answer::Text(text) => json!(text),
            Answer::Money(money) => panic!("no translation of {money:?}"),
        };
        answers.insert(field.clone(), value);
    }
    answers.insert("model_multimodal".to_owned(), json!(multimodal));
    json!({
        "license": {
            "status": license.status.name(),
            "licensor": license.licensor,
            "facts": facts,
            "limits": limits,
        },
        "answers": answers,
    })
}

fn limit(limit: &Threshold) -> Value {
    const PARTS: [&str; 9] = [
        "metric",
        "op",
        "scope",
        "when",
        "cond",
        "effect",
        "exempt",
        "other_use",
        "gap_at_equal",
    ];
    let mut told = Map::new();
    for part in PARTS {
        told.insert(part.to_owned(), json!(limit.part(part).unwrap()));
    }
    if let Some(value) = limit.value {
        told.insert("value".to_owned(), json!(value));
    }
    if let Some(month) = limit.month {
        told.insert("month".to_owned(), json!(month.to_string()));
    }
    Value::Object(told)
}
