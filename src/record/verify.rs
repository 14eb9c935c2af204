//! Judging again what a record holds, and naming what made a difference.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::build::{findings, license, readings, rules, texts};
use super::{DecisionRecord, Drift, ModelDrift, RecordedFinding, RecordedLicense, RecordedModel};
use crate::catalog::Catalog;
use crate::matrix::{Matrix, Row};
use crate::scenario::{Actor, Evaluation, RuleBook, Subject, evaluate};
use crate::text::AttachedTexts;
use crate::verdicts::{subject_of, verdict_cell};

/// Judges the models of a record again, with the catalog, the rules and the
/// texts at hand.
pub fn verify(
    record: &DecisionRecord,
    catalog: &Catalog,
    book: &RuleBook,
    attached: &AttachedTexts,
) -> Drift {
    let changes = Changes::of(record, catalog, book, attached);
    let mut drift = Drift {
        unknown_fields: unknown_fields(record, book),
        ..Drift::default()
    };
    let mut judged = BTreeMap::new();
    for then in &record.models {
        match catalog.model(&then.id) {
            Some((_, model)) => {
                let subject = subject_of(catalog, &record.scenario, model, attached);
                let evaluation = evaluate(book, &record.scenario, &subject);
                judged.insert(then.id.clone(), (subject, evaluation));
            }
            None => drift.gone.push(then.name.clone()),
        }
    }
    let verdicts = judged.iter();
    let verdicts = verdicts.map(|(id, (_, evaluation))| (id.clone(), verdict_cell(evaluation)));
    let matrix = Matrix::of_texts(catalog, &verdicts.collect()).held_against(attached);
    let rows: BTreeMap<&str, &Row> = matrix
        .rows
        .iter()
        .map(|row| (row.id.as_str(), row))
        .collect();
    let mut named: BTreeSet<String> = BTreeSet::new();
    for then in &record.models {
        let Some((subject, evaluation)) = judged.get(&then.id) else {
            continue;
        };
        let cells = other_cells(&matrix, rows.get(then.id.as_str()).copied(), then);
        if let Some(one) = changes.of_model(then, subject, evaluation, cells) {
            named.extend(one.causes.iter().cloned());
            drift.models.push(one);
        }
    }
    let mut all = changes.in_words();
    all.retain(|words| !named.contains(words));
    let other = record.catalog != catalog.fingerprint();
    if other && all.is_empty() && named.is_empty() {
        all.push("the catalog: other licenses, models or words".to_owned());
    }
    drift.without_effect = all;
    drift
}

/// Questions that were answered, by anybody, and are not asked any more.
fn unknown_fields(record: &DecisionRecord, book: &RuleBook) -> Vec<String> {
    let scenario = &record.scenario;
    let answered: BTreeSet<&String> = Actor::ALL
        .into_iter()
        .flat_map(|actor| scenario.given_by(actor).keys())
        .collect();
    let unknown = answered
        .into_iter()
        .filter(|field| book.field(field).is_none());
    unknown.cloned().collect()
}

/// What is different, whatever it does.
struct Changes {
    /// License id -> what of it is different, in words.
    licenses: BTreeMap<String, Vec<String>>,
    /// Rule or reading id -> what happened to it, in words.
    rules: BTreeMap<String, String>,
    readings: BTreeMap<String, String>,
    texts: Vec<String>,
}

impl Changes {
    fn of(
        record: &DecisionRecord,
        catalog: &Catalog,
        book: &RuleBook,
        attached: &AttachedTexts,
    ) -> Self {
        let licenses = record.licenses.iter().map(|(id, then)| {
            let now = catalog.license(id).map(|one| license(catalog, one));
            (id.clone(), license_changes(id, then, now.as_ref()))
        });
        Self {
            licenses: licenses
                .filter(|(_, changes)| !changes.is_empty())
                .collect(),
            rules: listed("rule", &record.rules, &rules(book)),
            readings: listed("reading", &record.readings, &readings(book)),
            texts: listed("your text", &record.texts, &texts(attached))
                .into_values()
                .collect(),
        }
    }

    fn in_words(&self) -> Vec<String> {
        let licenses = self.licenses.values().flatten();
        let rules = self.rules.values().chain(self.readings.values());
        licenses.chain(rules).chain(&self.texts).cloned().collect()
    }

    /// What changed for a model; `None` if nothing did.
    fn of_model(
        &self,
        then: &RecordedModel,
        subject: &Subject<'_>,
        evaluation: &Evaluation,
        cells: Vec<(String, String, String)>,
    ) -> Option<ModelDrift> {
        let (mut reasons, mut touched) = (Vec::new(), BTreeSet::new());
        let found = findings(evaluation);
        for (list, others, what) in [
            (&then.findings, &found, "no longer said"),
            (&found, &then.findings, "said now"),
        ] {
            for finding in list.iter().filter(|one| !others.contains(one)) {
                touched.insert(finding.rule.clone());
                touched.extend(reading_of(finding));
                reasons.push(format!(
                    "{what}: {} ({}, {})",
                    finding.says,
                    finding.rule,
                    finding.effect.label()
                ));
            }
        }
        if then.worst != evaluation.worst {
            reasons.push(format!(
                "could become: {}, was {}",
                evaluation.worst.label(),
                then.worst.label()
            ));
        }
        let mut drift = ModelDrift {
            id: then.id.clone(),
            name: then.name.clone(),
            verdict: (then.verdict, evaluation.verdict),
            house: (then.house, evaluation.house),
            reasons,
            cells,
            causes: Vec::new(),
        };
        if drift.reasons.is_empty() && drift.cells.is_empty() && !drift.has_other_verdict() {
            return None;
        }
        drift.causes = self.causes(then, &touched, &subject_licenses(subject));
        Some(drift)
    }

    /// What made the difference: of the licenses everything that is different,
    /// of rules and readings those whose findings are other ones.
    fn causes(
        &self,
        then: &RecordedModel,
        touched: &BTreeSet<String>,
        now: &BTreeSet<String>,
    ) -> Vec<String> {
        let mut causes = Vec::new();
        let before: BTreeSet<String> = then
            .findings
            .iter()
            .map(|finding| finding.license.clone())
            .chain(then.licenses.iter().cloned())
            .filter(|id| !id.is_empty())
            .collect();
        for id in now.difference(&before) {
            causes.push(format!("license {id}: governs it now"));
        }
        for id in then.licenses.iter().filter(|id| !now.contains(*id)) {
            causes.push(format!("license {id}: does not govern it any more"));
        }
        for id in before.union(now) {
            causes.extend(self.licenses.get(id).into_iter().flatten().cloned());
        }
        for id in touched {
            causes.extend(self.rules.get(id).cloned());
            causes.extend(self.readings.get(id).cloned());
        }
        causes.extend(self.texts.iter().cloned());
        if causes.is_empty() {
            causes.push("the program or its other data".to_owned());
        }
        causes
    }
}

/// Cells that are other ones now; columns that are gone are so too.
fn other_cells(
    matrix: &Matrix,
    row: Option<&Row>,
    then: &RecordedModel,
) -> Vec<(String, String, String)> {
    let now = |column: &str| {
        let index = matrix.column_index(column)?;
        row.map(|row| row.cells[index].text.clone())
    };
    then.cells
        .iter()
        .filter_map(|(column, words)| {
            let other = now(column).unwrap_or("no such column".to_owned());
            (other != *words).then(|| (column.clone(), words.clone(), other))
        })
        .collect()
}

fn reading_of(finding: &RecordedFinding) -> Option<String> {
    let (id, _) = finding.reading.as_deref()?.split_once('=')?;
    Some(id.to_owned())
}

fn subject_licenses(subject: &Subject<'_>) -> BTreeSet<String> {
    let components = subject.components.iter();
    components.map(|one| one.license.id.clone()).collect()
}

/// What is added, gone or different in a list of fingerprints, in words.
fn listed(
    kind: &str,
    then: &BTreeMap<String, String>,
    now: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut changes = BTreeMap::new();
    for (id, known) in then {
        let words = match now.get(id) {
            None => "is not there any more",
            Some(other) if other != known => "is another one",
            Some(_) => continue,
        };
        changes.insert(id.clone(), format!("{kind} {id}: {words}"));
    }
    for id in now.keys().filter(|id| !then.contains_key(*id)) {
        changes.insert(id.clone(), format!("{kind} {id}: was added"));
    }
    changes
}

/// What of a license is different, in words.
fn license_changes(id: &str, then: &RecordedLicense, now: Option<&RecordedLicense>) -> Vec<String> {
    let Some(now) = now else {
        return vec![format!("license {id}: is not in the catalog any more")];
    };
    let mut changes = Vec::new();
    let nothing = Value::String("not recorded".to_owned());
    let names: BTreeSet<&String> = then.facts.keys().chain(now.facts.keys()).collect();
    for name in names {
        let before = then.facts.get(name).unwrap_or(&nothing);
        let after = now.facts.get(name).unwrap_or(&nothing);
        if before != after {
            changes.push(format!(
                "license {id}: {name} was {}, is {}",
                plain(before),
                plain(after)
            ));
        }
    }
    if then.limits != now.limits {
        changes.push(format!("license {id}: its limits are other ones"));
    }
    for (label, before, after) in [
        ("how much was read", &then.status, &now.status),
        ("the day it was read", &then.read, &now.read),
    ] {
        if before != after {
            changes.push(format!("license {id}: {label} was {before}, is {after}"));
        }
    }
    if then.documents != now.documents {
        changes.push(format!("license {id}: its documents are other ones"));
    }
    changes
}

/// A value without the marks of JSON: `Text("Granted")` is "Granted".
fn plain(value: &Value) -> String {
    match value {
        Value::Object(map) if map.len() == 1 => map.values().map(plain).collect(),
        Value::Array(list) if list.is_empty() => "none".to_owned(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
