//! Two to six models side by side: the verdict and what it rests on, then the
//! values in which they differ, then those in which they are alike.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::RangeInclusive;

use super::Grounds;
use super::judged_rows::judged_rows;
use crate::catalog::Model;
use crate::matrix::{Cell, Matrix};

/// How many models are compared side by side.
pub const COMPARED: RangeInclusive<usize> = 2..=6;

/// Where a row stands in the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ComparedGroup {
    /// The verdicts.
    Verdict,
    /// The rules that decided one of them.
    Reasons,
    /// Columns in which the models differ.
    Differing,
    /// Obligations that some of them do not bring, or bring in other words.
    ObligationsDiffering,
    /// Columns in which they are alike.
    Alike,
    /// Obligations that all of them bring alike.
    ObligationsAlike,
}

impl ComparedGroup {
    /// All of them, in the order in which they stand.
    pub const ALL: [ComparedGroup; 6] = [
        ComparedGroup::Verdict,
        ComparedGroup::Reasons,
        ComparedGroup::Differing,
        ComparedGroup::ObligationsDiffering,
        ComparedGroup::Alike,
        ComparedGroup::ObligationsAlike,
    ];

    /// Id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            ComparedGroup::Verdict => "verdict",
            ComparedGroup::Reasons => "reasons",
            ComparedGroup::Differing => "differing",
            ComparedGroup::ObligationsDiffering => "obligations_differing",
            ComparedGroup::Alike => "alike",
            ComparedGroup::ObligationsAlike => "obligations_alike",
        }
    }

    /// The heading above its rows.
    pub fn heading(self) -> &'static str {
        match self {
            ComparedGroup::Verdict => "Verdict",
            ComparedGroup::Reasons => "Rules that decide",
            ComparedGroup::Differing => "What differs",
            ComparedGroup::ObligationsDiffering => "Obligations that differ",
            ComparedGroup::Alike => "What is the same",
            ComparedGroup::ObligationsAlike => "Obligations of all of them",
        }
    }
}

/// A model that is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedModel {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its licenses, in short.
    pub license: String,
}

/// One thing that is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedRow {
    /// Where it stands.
    pub group: ComparedGroup,
    /// Id of the column, the rule or the obligation.
    pub id: String,
    /// What is compared.
    pub label: String,
    /// What it means; may be empty.
    pub help: String,
    /// What each model says, in their order.
    pub cells: Vec<Cell>,
}

impl ComparedRow {
    /// Whether the models do not all say the same.
    pub fn differs(&self) -> bool {
        (1..self.cells.len()).any(|place| self.is_unlike_first(place))
    }

    /// Whether a model says something else than the first one.
    pub fn is_unlike_first(&self, place: usize) -> bool {
        match (self.cells.first(), self.cells.get(place)) {
            (Some(first), Some(cell)) => first.text != cell.text,
            _ => false,
        }
    }
}

/// Models side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelComparison {
    /// The models, in the order in which they were named.
    pub models: Vec<ComparedModel>,
    /// The rows: by group, and in each in the order of columns, rules or
    /// obligations.
    pub rows: Vec<ComparedRow>,
}

impl ModelComparison {
    /// The rows of a group.
    pub fn rows_of(&self, group: ComparedGroup) -> impl Iterator<Item = &ComparedRow> {
        self.rows.iter().filter(move |row| row.group == group)
    }
}

/// Why models cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotCompared {
    /// So many are too few or too many.
    Count(usize),
    /// The catalog has no model of this id.
    Unknown(String),
    /// The model of this name is named twice.
    Twice(String),
}

impl fmt::Display for NotCompared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (fewest, most) = (COMPARED.start(), COMPARED.end());
        match self {
            NotCompared::Count(count) => write!(
                f,
                "{fewest} to {most} models can be compared side by side, not {count}."
            ),
            NotCompared::Unknown(id) => write!(f, "There is no model \"{id}\" in the catalog."),
            NotCompared::Twice(name) => {
                write!(f, "{name} is named twice. Name each model once.")
            }
        }
    }
}

impl std::error::Error for NotCompared {}

/// Sets models side by side.
///
/// # Errors
///
/// If they are too few or too many, or one is unknown or named twice.
pub fn compare_models(grounds: &Grounds<'_>, ids: &[&str]) -> Result<ModelComparison, NotCompared> {
    if !COMPARED.contains(&ids.len()) {
        return Err(NotCompared::Count(ids.len()));
    }
    let mut models: Vec<&Model> = Vec::new();
    for id in ids {
        let (_, model) = grounds
            .catalog
            .model(id)
            .ok_or_else(|| NotCompared::Unknown((*id).to_owned()))?;
        if models.iter().any(|known| known.id == model.id) {
            return Err(NotCompared::Twice(model.name.clone()));
        }
        models.push(model);
    }
    let mut rows = judged_rows(grounds, &models);
    column_rows(grounds, ids, &mut rows);
    rows.sort_by_key(|row| row.group);
    Ok(ModelComparison {
        models: models
            .iter()
            .map(|model| ComparedModel {
                id: model.id.clone(),
                name: model.name.clone(),
                license: grounds.catalog.license_names(model),
            })
            .collect(),
        rows,
    })
}

/// The columns of the matrix; the names stand above the table and the verdict
/// in a group of its own.
fn column_rows(grounds: &Grounds<'_>, ids: &[&str], rows: &mut Vec<ComparedRow>) {
    let matrix =
        Matrix::of_models(grounds.catalog, &BTreeMap::new(), ids).held_against(grounds.texts);
    for (index, column) in matrix.columns.iter().enumerate() {
        if matches!(column.id.as_str(), "model" | "verdict") {
            continue;
        }
        let help = grounds.catalog.column(&column.id);
        let mut row = ComparedRow {
            group: ComparedGroup::Alike,
            id: column.id.clone(),
            label: column.label.clone(),
            help: help.map_or_else(String::new, |column| column.help.clone()),
            cells: matrix
                .rows
                .iter()
                .map(|row| Cell::clone(&row.cells[index]))
                .collect(),
        };
        if row.differs() {
            row.group = ComparedGroup::Differing;
        }
        rows.push(row);
    }
}
