//! `evaluate` as JSON.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::Judged;
use super::explain_json::explained_json;
use super::released::{There, model_there, notes};
use crate::catalog::Model;
use crate::export::json::citation_json;
use crate::scenario::{Actor, Answer, Evaluation, Finding, Part, RuleBook, Verdict};
use crate::verdicts::obligation_words;

/// The verdicts in one scenario.
pub(super) fn json_value(judged: &Judged<'_>) -> Value {
    let mut results: Vec<Value> = Vec::new();
    // Models that are judged alike share an evaluation, and so a trace.
    let mut traces: Vec<(&Arc<Evaluation>, Map<String, Value>)> = Vec::new();
    for (model, evaluation) in &judged.shown {
        let mut result = result_json(judged, model, evaluation);
        if judged.explain {
            let known = traces
                .iter()
                .position(|(one, _)| Arc::ptr_eq(one, evaluation));
            let index = known.unwrap_or_else(|| {
                traces.push((evaluation, explained_json(judged, model, evaluation)));
                traces.len() - 1
            });
            result.extend(traces[index].1.clone());
        }
        results.push(Value::Object(result));
    }
    let scenario = judged.scenario;
    let mut value = json!({
        "scenario": scenario.id,
        "title": scenario.title,
        "own_rules": own_rules_json(judged.book),
    });
    if let Some(object) = value.as_object_mut() {
        // Keys that are there only if they are asked for.
        if let Some(day) = scenario.as_of() {
            object.insert("as_of".to_owned(), json!(day.to_string()));
        }
        if !scenario.readings.is_empty() {
            object.insert("readings".to_owned(), json!(scenario.readings));
        }
        object.insert("results".to_owned(), Value::Array(results));
        if !scenario.parts.is_empty() {
            let parts = scenario.parts.iter().map(part_json).collect();
            object.insert("parts".to_owned(), parts);
        }
    }
    value
}

fn part_json(part: &Part) -> Value {
    json!({
        "id": part.id,
        "role": part.role.id(),
        "label": part.label(),
        "license": part.license,
        "model": part.model,
        "declared": part.declared,
        "made_from": part.made_from,
        "acts": part.acts,
        "multimodal": part.multimodal,
    })
}

/// Rules and obligations of the user's own that were judged by.
pub(in crate::cli) fn own_rules_json(book: &RuleBook) -> Vec<Value> {
    book.own()
        .iter()
        .map(|own| json!({ "what": own.what, "id": own.id, "file": own.file }))
        .collect()
}

fn result_json(judged: &Judged<'_>, model: &Model, evaluation: &Evaluation) -> Map<String, Value> {
    let (catalog, book) = (judged.catalog, judged.book);
    let value = json!({
        "model": model.id,
        "license": model.weights_license(),
        "licenses": catalog.weights_licenses(model).iter().map(|l| &l.id).collect::<Vec<_>>(),
        "verdict": evaluation.verdict.id(),
        "label": evaluation.verdict.label(),
        "worst_case": evaluation.worst.id(),
        "house": evaluation.house.map(Verdict::id),
        "findings": evaluation.findings.iter().map(finding_json).collect::<Vec<_>>(),
        "house_findings": evaluation.house_findings.iter().map(finding_json).collect::<Vec<_>>(),
        "obligations": evaluation.obligations.iter().map(|o| json!({
            "duty": o.duty,
            "text": obligation_words(catalog, book, o),
            "license": o.license,
            "rule": o.rule,
            "assumed": o.assumed,
            "origin": o.origin,
            "citations": o.citations.iter().map(citation_json).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "open_questions": evaluation.open_questions.iter().map(|q| json!({
            "field": q.field,
            "question": book.field(&q.field).map(|f| f.question.clone()),
            "rules": q.rules,
            "worst": q.worst.id(),
            "house_only": q.house_only,
        })).collect::<Vec<_>>(),
    });
    let mut result = match value {
        Value::Object(result) => result,
        _ => Map::new(),
    };
    if let Some(there) = model_there(judged, model) {
        // Null: it is not known.
        let released = match there {
            There::Yes => Some(true),
            There::No => Some(false),
            There::NotKnown => None,
        };
        result.insert("released_by_as_of".to_owned(), json!(released));
        result.insert("as_of_notes".to_owned(), json!(notes(judged, model)));
    }
    result
}

/// An answer as JSON has it; a range is told by its two ends.
pub(in crate::cli) fn answer_json(answer: &Answer) -> Value {
    match answer {
        Answer::Unanswered => Value::Null,
        Answer::NotApplicable => json!("not applicable"),
        Answer::Money(money) => json!(money),
        Answer::Flag(flag) => json!(flag),
        Answer::Set(words) => json!(words),
        Answer::Map(months) => json!(months),
        Answer::Range(low, high) => json!({ "from": low, "to": high }),
        Answer::Num(number) => json!(number),
        Answer::Text(word) => json!(word),
    }
}

pub(super) fn finding_json(finding: &Finding) -> Value {
    json!({
        "rule": finding.rule,
        "title": finding.title,
        "statement": finding.statement(),
        "effect": finding.effect.id(),
        "potential": finding.potential.id(),
        "state": finding.tag.id(),
        "license": finding.license,
        "actor": finding.actor.id(),
        "client": finding.actor == Actor::Client,
        "part": finding.part,
        "facts": finding
            .facts
            .iter()
            .map(|fact| (fact.field.clone(), answer_json(&fact.answer)))
            .collect::<serde_json::Map<_, _>>(),
        "fact_sources": finding
            .facts
            .iter()
            .map(|fact| (fact.field.clone(), json!(fact.source.id())))
            .collect::<serde_json::Map<_, _>>(),
        "reading": finding.reading.as_ref().map(|reading| &reading.id),
        "choice": finding.reading.as_ref().map(|reading| &reading.choice),
        "origin": finding.origin,
        "house_clause": finding.house_clause,
        "citations": finding.citations.iter().map(citation_json).collect::<Vec<_>>(),
    })
}
