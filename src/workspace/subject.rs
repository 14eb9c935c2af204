//! What a decision or a note is about, and what the program had computed there.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::matrix::{Cell, Matrix, Row};
use crate::scenario::{Evaluation, Finding};
use crate::text::sha256_hex;

/// What is decided on, or noted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Subject {
    /// The workspace as a whole.
    Whole,
    /// All that the matrix says of a model, by its id.
    Model(String),
    /// One cell of the matrix: id of the model, id of the column.
    Cell(String, String),
    /// A verdict: id of the scenario in the workspace, id of the model.
    Verdict(String, String),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Whole => f.write_str("the workspace"),
            Subject::Model(model) => write!(f, "{model}"),
            Subject::Cell(model, column) => write!(f, "{model}, {column}"),
            Subject::Verdict(scenario, model) => {
                write!(f, "the verdict on {model} in scenario {scenario}")
            }
        }
    }
}

/// What the program had computed: the words, and a fingerprint of them and of
/// what they rest on. The same words for other reasons are another value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Computed {
    /// The words shown.
    pub value: String,
    /// The first digits of a SHA-256.
    pub fingerprint: String,
}

/// Digits of a fingerprint that are kept: enough to tell any two values of a
/// workspace apart, and short enough for a line.
const DIGITS: usize = 16;

/// Id of the column of verdicts.
const VERDICT: &str = "verdict";

impl Computed {
    /// What is computed now of a subject: in a matrix of the license texts, and
    /// with the verdicts of a scenario of the workspace by model. `None` if there
    /// is no such cell, model or verdict, and for the workspace as a whole.
    pub fn of_subject<'a>(
        subject: &Subject,
        matrix: &Matrix,
        verdict: &dyn Fn(&str, &str) -> Option<&'a Evaluation>,
    ) -> Option<Self> {
        let row = |model: &str| matrix.rows.iter().find(|row| row.id == model);
        match subject {
            Subject::Whole => None,
            Subject::Model(model) => Some(Self::of_row(matrix, row(model)?)),
            Subject::Cell(model, column) => {
                let column = matrix.column_index(column)?;
                Some(Self::of_cell(row(model)?.cells.get(column)?))
            }
            Subject::Verdict(scenario, model) => {
                Some(Self::of_evaluation(verdict(scenario, model)?))
            }
        }
    }

    /// What a cell says, with its qualifier, its clauses and how well they were
    /// read.
    pub fn of_cell(cell: &Cell) -> Self {
        Self::new(&cell.text, &cell_parts(cell))
    }

    /// What the matrix says of a model, its verdict left aside, as that belongs
    /// to a scenario. The order of the columns does not matter.
    pub fn of_row(matrix: &Matrix, row: &Row) -> Self {
        let value = row.cells.first().map_or("", |cell| cell.text.as_str());
        let pairs = matrix.columns.iter().zip(&row.cells);
        let mut parts: Vec<String> = pairs
            .filter(|(column, _)| column.id != VERDICT)
            .map(|(column, cell)| format!("{} {:?}", column.id, cell_parts(cell)))
            .collect();
        parts.sort();
        Self::new(value, &parts)
    }

    /// A verdict with what it could become and the rules that led to it,
    /// whatever their order.
    pub fn of_evaluation(evaluation: &Evaluation) -> Self {
        let mut parts: Vec<String> = evaluation
            .findings
            .iter()
            .chain(&evaluation.house_findings)
            .map(finding_part)
            .collect();
        parts.sort();
        parts.push(evaluation.worst.id().to_owned());
        parts.push(evaluation.house.map_or("", |house| house.id()).to_owned());
        Self::new(evaluation.verdict.label(), &parts)
    }

    fn new(value: &str, parts: &[String]) -> Self {
        // Lengths stand before the parts, so that no two lists run together.
        let mut all = format!("{}:{value}", value.len());
        for part in parts {
            all.push_str(&format!("\n{}:{part}", part.len()));
        }
        let mut fingerprint = sha256_hex(all.as_bytes());
        fingerprint.truncate(DIGITS);
        Self {
            value: value.to_owned(),
            fingerprint,
        }
    }
}

fn cell_parts(cell: &Cell) -> Vec<String> {
    let mut parts = vec![
        cell.text.clone(),
        cell.note.clone().unwrap_or_default(),
        cell.evidence.map_or("", |known| known.id()).to_owned(),
    ];
    let places = cell.citations.iter();
    parts.extend(places.map(|place| format!("{} {}", place.document, place.section)));
    parts
}

fn finding_part(finding: &Finding) -> String {
    format!(
        "{} {} {} {:?} {} {} {}",
        finding.rule,
        finding.rev,
        finding.license,
        finding.part,
        finding.actor.id(),
        finding.effect.id(),
        finding.tag.id(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_for_another_reason_are_another_value() {
        let cell = Cell::plain("yes");
        let noted = Cell {
            note: Some("from 2027".to_owned()),
            ..cell.clone()
        };
        let (one, other) = (Computed::of_cell(&cell), Computed::of_cell(&noted));
        assert_eq!(one, Computed::of_cell(&Cell::plain("yes")));
        assert_eq!(one.value, other.value);
        assert_ne!(one.fingerprint, other.fingerprint);
        assert_eq!(one.fingerprint.len(), DIGITS);
        assert_ne!(
            Computed::new("a", &["bc".to_owned()]),
            Computed::new("a", &["b".to_owned(), "c".to_owned()])
        );
    }
}
