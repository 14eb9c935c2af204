//! From a report's input to a record.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use super::{DecisionRecord, RecordedFinding, RecordedLicense, RecordedModel, SCHEMA, VERSION};
use crate::catalog::{Catalog, License};
use crate::matrix::{Row, View};
use crate::report::{Input, Report};
use crate::scenario::{Evaluation, Finding, RuleBook};
use crate::text::{AttachedTexts, sha256_hex};
use crate::verdicts::subject_of;

/// What a record is made from.
#[derive(Debug)]
pub struct RecordInput<'a> {
    /// What the report is made from.
    pub report: &'a Input<'a>,
    /// Notes of the reviewer.
    pub notes: &'a [String],
}

/// Makes the record of a report. Pure: the same input gives the same record.
pub fn build(input: &RecordInput<'_>) -> DecisionRecord {
    let report = input.report;
    let (catalog, book) = (report.catalog, report.book);
    let mut licenses = BTreeSet::new();
    let mut models = Vec::new();
    for row in report.view.rows() {
        let found = catalog.model(&row.id).zip(report.evaluations.get(&row.id));
        let Some(((_, model), evaluation)) = found else {
            continue;
        };
        let subject = subject_of(catalog, report.scenario, model, report.texts);
        licenses.extend(subject.components.iter().map(|one| one.license.id.clone()));
        models.push(RecordedModel {
            id: model.id.clone(),
            name: model.name.clone(),
            licenses: ids(&catalog.weights_licenses(model)),
            verdict: evaluation.verdict,
            worst: evaluation.worst,
            house: evaluation.house,
            findings: findings(evaluation),
            cells: cells(report.view, row),
        });
    }
    let mut record = DecisionRecord {
        schema: SCHEMA.to_owned(),
        version: VERSION,
        id: String::new(),
        program: report.version.to_owned(),
        date: report.date.to_owned(),
        catalog: catalog.fingerprint().to_owned(),
        notes: input.notes.to_vec(),
        filter: report.filter.to_owned(),
        scenario: report.scenario.clone(),
        models,
        licenses: licenses
            .iter()
            .filter_map(|id| Some((id.clone(), license(catalog, catalog.license(id)?))))
            .collect(),
        rules: rules(book),
        readings: readings(book),
        texts: texts(report.texts),
    };
    record.id = record.own_id();
    record
}

/// The report with the record of what it rests on inside.
pub fn report_with_record(input: &Input<'_>, notes: &[String]) -> Report {
    let mut report = crate::report::build(input);
    let record = build(&RecordInput {
        report: input,
        notes,
    });
    record.attach_to(&mut report);
    report
}

fn ids(licenses: &[&License]) -> Vec<String> {
    licenses.iter().map(|license| license.id.clone()).collect()
}

/// What the rules said, in a fixed order.
pub(super) fn findings(evaluation: &Evaluation) -> Vec<RecordedFinding> {
    let house = evaluation.house_findings.iter();
    let house = house.filter(|_| evaluation.house.is_some());
    let mut list: Vec<RecordedFinding> = evaluation
        .findings
        .iter()
        .chain(house)
        .map(finding)
        .collect();
    list.sort();
    list
}

fn finding(finding: &Finding) -> RecordedFinding {
    RecordedFinding {
        rule: finding.rule.clone(),
        revision: finding.rev,
        license: finding.license.clone(),
        part: finding.part.clone(),
        actor: finding.actor.id().to_owned(),
        effect: finding.effect,
        state: finding.tag.id().to_owned(),
        says: finding.title.clone(),
        clauses: finding
            .citations
            .iter()
            .map(|citation| format!("{} {}", citation.document, citation.place()))
            .collect(),
        answers: finding
            .facts
            .iter()
            .map(|fact| fact.field.clone())
            .collect(),
        reading: finding
            .reading
            .as_ref()
            .map(|used| format!("{}={}", used.id, used.choice)),
        obligations: finding.duties.clone(),
    }
}

/// The cells that are shown, by column.
pub(super) fn cells(view: &View<'_>, row: &Row) -> BTreeMap<String, String> {
    let columns = view.columns.iter();
    columns
        .map(|&column| {
            let id = view.matrix.columns[column].id.clone();
            (id, row.cells[column].text.clone())
        })
        .collect()
}

/// The facts about a license.
pub(super) fn license(catalog: &Catalog, license: &License) -> RecordedLicense {
    let facts = license.terms.values().flat_map(|entry| entry.facts.iter());
    RecordedLicense {
        status: license.status.id().to_owned(),
        read: license.read.to_string(),
        facts: facts
            .map(|(name, fact)| (name.clone(), json(fact)))
            .collect(),
        limits: license.thresholds.iter().map(json).collect(),
        documents: license
            .documents
            .iter()
            .map(|id| {
                let source = catalog.source(id);
                (id.clone(), source.and_then(|source| source.sha256.clone()))
            })
            .collect(),
    }
}

/// Each rule by its fingerprint: all of it counts, also its words.
pub(super) fn rules(book: &RuleBook) -> BTreeMap<String, String> {
    let rules = book.rules().iter();
    rules
        .map(|rule| (rule.id.clone(), print_of(rule)))
        .collect()
}

pub(super) fn readings(book: &RuleBook) -> BTreeMap<String, String> {
    book.readings()
        .map(|reading| (reading.id.clone(), print_of(reading)))
        .collect()
}

/// The user's own texts by the fingerprint of their words.
pub(super) fn texts(texts: &AttachedTexts) -> BTreeMap<String, String> {
    texts
        .iter()
        .map(|text| {
            let words = text.canonical.shown.as_bytes();
            (text.name.clone(), sha256_hex(words))
        })
        .collect()
}

fn print_of(value: &impl Serialize) -> String {
    sha256_hex(json(value).to_string().as_bytes())
}

fn json(value: &impl Serialize) -> Value {
    // Data of the catalog has text keys and finite numbers only.
    serde_json::to_value(value).unwrap_or(Value::Null)
}
