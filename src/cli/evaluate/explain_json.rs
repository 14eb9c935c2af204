//! The whole trace of a verdict as JSON, under keys of its own.

use serde_json::{Map, Value, json};

use super::Judged;
use super::json::{answer_json, finding_json};
use crate::catalog::{License, Model};
use crate::export::json::citation_json;
use crate::scenario::{
    Considered, Evaluation, FactRead, Finding, Lane, LicenseTrace, ReadingOutcome, considered,
    predicate_words, trace, under_readings,
};
use crate::verdicts::subject_of;

/// The keys that `--explain` adds to a result.
pub(super) fn explained_json(
    judged: &Judged<'_>,
    model: &Model,
    evaluation: &Evaluation,
) -> Map<String, Value> {
    let subject = subject_of(judged.catalog, judged.scenario, model, judged.texts);
    let list = considered(judged.book, judged.scenario, &subject);
    let house = evaluation.house.is_some();
    let looked_at: Vec<Value> = list
        .iter()
        .filter(|one| one.lane == Lane::License || (one.lane == Lane::Policy && house))
        .map(considered_json)
        .collect();
    let readings: Vec<Value> = under_readings(judged.book, judged.scenario, &subject)
        .iter()
        .map(|outcome| outcome_json(judged, outcome))
        .collect();
    let questions: Vec<Value> = evaluation
        .open_questions
        .iter()
        .map(|open| {
            let field = judged.book.field(&open.field);
            json!({
                "field": open.field,
                "question": field.map(|field| &field.question),
                "why": field.map(|field| &field.why),
                "who": field.map(|field| field.who.label()),
                "answer_is": field.map(|field| field.kind.form_words()),
                "example": field.map(|field| field.example()),
                "rules": open.rules,
                "worst": open.worst.id(),
                "house_only": open.house_only,
            })
        })
        .collect();
    let mut keys = Map::new();
    keys.insert("meaning".to_owned(), json!(evaluation.verdict.meaning()));
    keys.insert("trace".to_owned(), trace_json(judged, evaluation));
    keys.insert("considered".to_owned(), Value::Array(looked_at));
    keys.insert("under_readings".to_owned(), Value::Array(readings));
    keys.insert("questions".to_owned(), Value::Array(questions));
    keys
}

/// Actor, part, license, findings.
fn trace_json(judged: &Judged<'_>, evaluation: &Evaluation) -> Value {
    let actors = trace(evaluation);
    let actors = actors.iter().map(|actor| {
        let parts = actor.parts.iter().map(|part| {
            let licenses = part.licenses.iter();
            let licenses: Vec<Value> = licenses.map(|one| license_json(judged, one)).collect();
            json!({ "part": part.part, "licenses": licenses })
        });
        json!({ "actor": actor.actor.id(), "parts": parts.collect::<Vec<_>>() })
    });
    Value::Array(actors.collect())
}

fn license_json(judged: &Judged<'_>, part: &LicenseTrace<'_>) -> Value {
    let license = judged.catalog.license(part.license);
    let findings = |list: &[&Finding]| -> Vec<Value> {
        list.iter()
            .map(|finding| traced_json(judged, finding))
            .collect()
    };
    json!({
        "license": license.map(|license| &license.id),
        "title": license.map(|license| &license.title),
        "documents": license.map(|license| documents_json(judged, license)),
        "findings": findings(&part.findings),
        "house_findings": findings(&part.house_findings),
    })
}

fn documents_json(judged: &Judged<'_>, license: &License) -> Vec<Value> {
    license
        .documents
        .iter()
        .filter_map(|id| judged.catalog.source(id))
        .map(|source| {
            json!({
                "document": source.id,
                "title": source.title,
                "date": source.date.map(|date| date.to_string()),
                "read": source.read.map(|date| date.to_string()),
                "sha256": source.sha256,
                "evidence": source.evidence.id(),
            })
        })
        .collect()
}

/// A finding as everywhere, with what only the trace tells.
fn traced_json(judged: &Judged<'_>, finding: &Finding) -> Value {
    let mut value = finding_json(finding);
    let rule = judged
        .book
        .rules()
        .iter()
        .find(|rule| rule.id == finding.rule);
    let reading = finding.reading.as_ref();
    let choice = reading.and_then(|used| {
        let reading = judged.book.reading(&used.id)?;
        Some(&reading.choice(&used.choice)?.label)
    });
    if let Some(object) = value.as_object_mut() {
        let when = rule.map(|rule| predicate_words(judged.book, &rule.when));
        object.insert("rev".to_owned(), json!(finding.rev));
        object.insert("when".to_owned(), json!(when));
        object.insert("duties".to_owned(), json!(finding.duties));
        object.insert("choice_label".to_owned(), json!(choice));
        object.insert(
            "choice_is_default".to_owned(),
            json!(reading.map(|used| used.default)),
        );
    }
    value
}

fn considered_json(one: &Considered) -> Value {
    json!({
        "rule": one.rule,
        "rev": one.rev,
        "title": one.title,
        "lane": match one.lane {
            Lane::License => "license",
            Lane::Policy => "house_policy",
            Lane::Regulation => "regulation",
        },
        "would_have": one.then.id(),
        "license": (!one.license.is_empty()).then_some(&one.license),
        "actor": one.actor.id(),
        "part": one.part,
        "over": one.over,
        "when": one.when,
        "why": one.why,
        "because_of": one.basis.id(),
        "facts": facts_json(&one.facts, |fact| answer_json(&fact.answer)),
        "fact_sources": facts_json(&one.facts, |fact| json!(fact.source.id())),
        "reading": one.reading.as_ref().map(|reading| &reading.id),
        "choice": one.reading.as_ref().map(|reading| &reading.choice),
        "citations": one.citations.iter().map(citation_json).collect::<Vec<_>>(),
    })
}

fn facts_json(facts: &[FactRead], value: impl Fn(&FactRead) -> Value) -> Map<String, Value> {
    facts
        .iter()
        .map(|fact| (fact.field.clone(), value(fact)))
        .collect()
}

fn outcome_json(judged: &Judged<'_>, outcome: &ReadingOutcome) -> Value {
    let reading = judged.book.reading(&outcome.reading);
    let verdicts: Vec<Value> = outcome
        .verdicts
        .iter()
        .map(|(id, verdict)| {
            json!({
                "choice": id,
                "label": reading.and_then(|r| r.choice(id)).map(|choice| &choice.label),
                "verdict": verdict.id(),
            })
        })
        .collect();
    json!({
        "reading": outcome.reading,
        "why": reading.map(|reading| &reading.why),
        "choice": outcome.used,
        "default": outcome.default,
        "verdicts": verdicts,
        "differs": outcome.differs,
        "question_for_counsel": reading.filter(|_| outcome.differs).map(|r| &r.question),
    })
}
