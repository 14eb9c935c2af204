//! Verdicts on all models of a catalog, and as a column of the matrix.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, Citation, Evidence};
use crate::matrix::Cell;
use crate::scenario::{Evaluation, RuleBook, Scenario, Subject, evaluate};

/// Judges every model; by model id. Models under one license and of one kind
/// share an evaluation.
pub fn judge_all(
    catalog: &Catalog,
    book: &RuleBook,
    scenario: &Scenario,
) -> BTreeMap<String, Evaluation> {
    let mut known: BTreeMap<(Option<&str>, bool), Evaluation> = BTreeMap::new();
    catalog
        .models()
        .map(|(_, model)| {
            let evaluation = known
                .entry((model.weights_license(), model.multimodal))
                .or_insert_with(|| evaluate(book, scenario, &Subject::of_model(catalog, model)))
                .clone();
            (model.id.clone(), evaluation)
        })
        .collect()
}

/// The column `verdict`: the verdict, and why in the note.
pub fn verdict_cells(evaluations: &BTreeMap<String, Evaluation>) -> BTreeMap<String, Cell> {
    evaluations
        .iter()
        .map(|(model, evaluation)| (model.clone(), verdict_cell(evaluation)))
        .collect()
}

fn verdict_cell(evaluation: &Evaluation) -> Cell {
    let verdict = evaluation.verdict;
    let deciding: Vec<_> = evaluation
        .findings
        .iter()
        .filter(|finding| finding.effect == verdict)
        .collect();
    let reasons: Vec<&str> = deciding
        .iter()
        .map(|finding| finding.title.as_str())
        .collect();
    let mut citations: Vec<Citation> = Vec::new();
    for citation in deciding.iter().flat_map(|finding| &finding.citations) {
        if !citations.contains(citation) {
            citations.push(citation.clone());
        }
    }
    Cell {
        tone: verdict.tone(),
        ids: vec![verdict.id().to_owned()],
        note: (!reasons.is_empty()).then(|| reasons.join("; ")),
        citations,
        evidence: None::<Evidence>,
        ..Cell::plain(verdict.label())
    }
}
