//! The decisions on what is shown, for a report.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Computed, Subject, Workspace};
use crate::catalog::Catalog;
use crate::matrix::Matrix;
use crate::report::Reviewed;
use crate::scenario::Evaluation;

/// A scenario by its id in the workspace, with the verdicts in it.
pub type InScenario<'a> = (&'a str, &'a BTreeMap<String, Arc<Evaluation>>);

impl Subject {
    /// The id of the model it is about; none for the workspace as a whole.
    pub fn model(&self) -> Option<&str> {
        match self {
            Subject::Whole => None,
            Subject::Model(model) | Subject::Cell(model, _) | Subject::Verdict(_, model) => {
                Some(model)
            }
        }
    }

    /// Its name for people.
    pub fn words(&self, catalog: &Catalog) -> String {
        let model = |id: &str| {
            let known = catalog.model(id);
            known.map_or(id.to_owned(), |(_, model)| model.name.clone())
        };
        match self {
            Subject::Whole => "The workspace".to_owned(),
            Subject::Model(id) => format!("{}, all columns", model(id)),
            Subject::Cell(id, column) => {
                let label = catalog.column(column);
                let label = label.map_or(column.as_str(), |column| column.label.as_str());
                format!("{}, {label}", model(id))
            }
            Subject::Verdict(_, id) => format!("{}, verdict", model(id)),
        }
    }
}

/// The decisions and notes on the models of these rows, in the order of the
/// rows. Those on verdicts of other scenarios are left aside.
pub fn reviewed(
    workspace: &Workspace,
    catalog: &Catalog,
    (matrix, rows): (&Matrix, &[usize]),
    scenario: Option<InScenario<'_>>,
) -> Vec<Reviewed> {
    let mut all: Vec<&Subject> = workspace.decisions.keys().collect();
    all.extend(workspace.notes.iter().map(|note| &note.about));
    let mut by_model: BTreeMap<&str, BTreeSet<&Subject>> = BTreeMap::new();
    for subject in all {
        let other = matches!(subject, Subject::Verdict(id, _)
            if scenario.is_none_or(|(known, _)| known != id));
        if let Some(model) = subject.model().filter(|_| !other) {
            by_model.entry(model).or_default().insert(subject);
        }
    }
    let shown = rows.iter().filter_map(|&row| matrix.rows.get(row));
    let subjects = shown.filter_map(|row| by_model.get(row.id.as_str()));
    let verdict = |_: &str, model: &str| {
        let (_, verdicts) = scenario?;
        verdicts.get(model).map(Arc::as_ref)
    };
    subjects
        .flatten()
        .filter_map(|subject| {
            let now = Computed::of_subject(subject, matrix, &verdict)?;
            Some(line(workspace, catalog, subject, &now))
        })
        .collect()
}

fn line(workspace: &Workspace, catalog: &Catalog, subject: &Subject, now: &Computed) -> Reviewed {
    let decision = workspace.decisions.get(subject);
    let own = decision.map(|decision| decision.note.clone());
    let notes = workspace.notes.iter().filter(|note| note.about == *subject);
    let notes = notes.map(|note| format!("{} ({}, {})", note.text, note.author, note.date));
    let notes: Vec<String> = own
        .into_iter()
        .chain(notes)
        .filter(|note| !note.is_empty())
        .collect();
    let stale = decision.filter(|one| one.computed.fingerprint != now.fingerprint);
    Reviewed {
        about: subject.words(catalog),
        computed: now.value.clone(),
        decision: decision.map_or("no decision yet".to_owned(), |one| one.opinion.words()),
        by: decision.map_or(String::new(), |one| {
            format!("{}, {}", one.reviewer, one.date)
        }),
        note: notes.join("; "),
        decided_on: stale.map(|one| one.computed.value.clone()),
    }
}
