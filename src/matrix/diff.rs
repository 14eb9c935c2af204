//! What differs between two licenses, and between two catalogs.

use std::collections::BTreeMap;

use super::cell::{Cell, license_term_cell};
use super::table::Matrix;
use crate::catalog::{Catalog, License};

/// A term in which two licenses differ.
#[derive(Debug, Clone, PartialEq)]
pub struct TermDifference {
    /// Id of the term.
    pub term: String,
    /// The column's heading.
    pub label: String,
    /// What the first license says.
    pub first: Cell,
    /// What the second license says.
    pub second: Cell,
}

/// The terms in which two licenses differ, in the order of the columns.
pub fn compare_licenses(catalog: &Catalog, a: &License, b: &License) -> Vec<TermDifference> {
    compare_terms(
        catalog,
        &|term| license_term_cell(catalog, a, term),
        &|term| license_term_cell(catalog, b, term),
    )
}

/// The terms in which two sides differ, each given as a cell for each term.
pub fn compare_terms(
    catalog: &Catalog,
    a: &dyn Fn(&str) -> Cell,
    b: &dyn Fn(&str) -> Cell,
) -> Vec<TermDifference> {
    catalog
        .columns()
        .iter()
        .filter(|column| column.term)
        .map(|column| TermDifference {
            term: column.id.clone(),
            label: column.label.clone(),
            first: a(&column.id),
            second: b(&column.id),
        })
        .filter(|difference| difference.first.text != difference.second.text)
        .collect()
}

/// A fact that differs between two catalogs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FactChange {
    /// "model" or "license".
    pub subject: &'static str,
    /// Its id.
    pub id: String,
    /// Id of the column; `None` if the whole subject came or went.
    pub column: Option<String>,
    /// What happened.
    pub kind: FactChangeKind,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
}

/// What happened to a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactChangeKind {
    /// It was not there.
    Added,
    /// It is gone.
    Removed,
    /// Another value.
    Changed,
    /// The same value in other words, or from another place.
    Reworded,
    /// The same value, better known.
    EvidenceUp,
    /// The same value, known less well.
    EvidenceDown,
}

impl FactChangeKind {
    /// The words shown to people, and the id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            FactChangeKind::Added => "added",
            FactChangeKind::Removed => "removed",
            FactChangeKind::Changed => "changed",
            FactChangeKind::Reworded => "reworded",
            FactChangeKind::EvidenceUp => "evidence_up",
            FactChangeKind::EvidenceDown => "evidence_down",
        }
    }
}

/// All facts that differ between two catalogs, by model and by license: a
/// changed license also stands under each of its models.
pub fn compare_catalogs(old: &Catalog, new: &Catalog) -> Vec<FactChange> {
    let mut changes = Vec::new();
    subjects("model", &models(old), &models(new), &mut changes);
    subjects("license", &licenses(old), &licenses(new), &mut changes);
    changes
}

/// Subject id -> column id -> cell.
type Facts = BTreeMap<String, BTreeMap<String, Cell>>;

fn models(catalog: &Catalog) -> Facts {
    let matrix = Matrix::of_texts(catalog, &BTreeMap::new());
    matrix
        .rows
        .iter()
        .map(|row| {
            let cells = matrix
                .columns
                .iter()
                .zip(&row.cells)
                .filter(|(column, _)| column.id != "verdict")
                .map(|(column, cell)| (column.id.clone(), Cell::clone(cell)))
                .collect();
            (row.id.clone(), cells)
        })
        .collect()
}

fn licenses(catalog: &Catalog) -> Facts {
    catalog
        .licenses()
        .map(|license| {
            let cells = catalog
                .columns()
                .iter()
                .filter(|column| column.term)
                .map(|column| {
                    let cell = license_term_cell(catalog, license, &column.id);
                    (column.id.clone(), cell)
                })
                .collect();
            (license.id.clone(), cells)
        })
        .collect()
}

fn subjects(subject: &'static str, old: &Facts, new: &Facts, changes: &mut Vec<FactChange>) {
    let whole = |id: &str, kind| FactChange {
        subject,
        id: id.to_owned(),
        column: None,
        kind,
        old: None,
        new: None,
    };
    for (id, before) in old {
        let Some(after) = new.get(id) else {
            changes.push(whole(id, FactChangeKind::Removed));
            continue;
        };
        for (column, cell) in after {
            let change = match before.get(column) {
                Some(was) => changed(was, cell),
                None => Some(FactChangeKind::Added),
            };
            changes.extend(change.map(|kind| FactChange {
                column: Some(column.clone()),
                kind,
                old: before.get(column).map(in_words),
                new: Some(in_words(cell)),
                ..whole(id, kind)
            }));
        }
        for (column, cell) in before.iter().filter(|(c, _)| !after.contains_key(*c)) {
            changes.push(FactChange {
                column: Some(column.clone()),
                old: Some(in_words(cell)),
                ..whole(id, FactChangeKind::Removed)
            });
        }
    }
    for id in new.keys().filter(|id| !old.contains_key(*id)) {
        changes.push(whole(id, FactChangeKind::Added));
    }
}

/// What happened to a cell; evidence is named only where the value stayed.
fn changed(old: &Cell, new: &Cell) -> Option<FactChangeKind> {
    if old.text != new.text || old.ids != new.ids || old.number != new.number {
        return Some(FactChangeKind::Changed);
    }
    // A smaller grade is better evidence.
    match old.evidence.cmp(&new.evidence) {
        std::cmp::Ordering::Greater => Some(FactChangeKind::EvidenceUp),
        std::cmp::Ordering::Less => Some(FactChangeKind::EvidenceDown),
        std::cmp::Ordering::Equal if old.note != new.note || old.citations != new.citations => {
            Some(FactChangeKind::Reworded)
        }
        std::cmp::Ordering::Equal => None,
    }
}

fn in_words(cell: &Cell) -> String {
    match cell.evidence {
        Some(evidence) => format!("{} ({})", cell.text, evidence.label()),
        None => cell.text.clone(),
    }
}
