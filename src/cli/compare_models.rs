//! `compare` of two to six models: what differs first, each value with its
//! clauses, and in a scenario the verdicts and what is owed.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::evaluate::places;
use super::{Format, Stop, catalog, exit, pretty, print, rules};
use crate::export::json::citation_json;
use crate::matrix::Cell;
use crate::model_comparison::{
    ComparedGroup, ComparedRow, Grounds, ModelComparison, compare_models,
};
use crate::scenario::Scenario;
use crate::store::DataFolder;
use crate::text::AttachedTexts;
use crate::verdicts::judge_all;

/// Compares models by their ids, in a scenario if one is named.
pub(super) fn run(
    ids: &[String],
    scenario: Option<&str>,
    format: Format,
    folder: &DataFolder,
) -> Result<u8, Stop> {
    let catalog = catalog(folder)?;
    let book = rules(folder, &catalog)?;
    if let Some(id) = ids.iter().find(|id| catalog.model(id).is_none()) {
        let what = if catalog.license(id).is_some() {
            format!(
                "\"{id}\" is a license. In a scenario, and more than two at a time, models are \
                 compared."
            )
        } else {
            super::show::not_found(&catalog, id)
        };
        return Err(Stop::invalid(what));
    }
    let texts = AttachedTexts::default();
    let scenario = scenario
        .map(|name| super::scenario::find(&catalog, &book, name))
        .transpose()?;
    let evaluations = scenario.as_ref().map_or_else(BTreeMap::new, |scenario| {
        judge_all(&catalog, &book, scenario, &texts)
    });
    let grounds = Grounds {
        catalog: &catalog,
        book: &book,
        scenario: scenario.as_ref(),
        evaluations: &evaluations,
        texts: &texts,
    };
    let names: Vec<&str> = ids.iter().map(String::as_str).collect();
    let comparison =
        compare_models(&grounds, &names).map_err(|error| Stop::invalid(error.to_string()))?;
    print(&match format {
        Format::Text => text(scenario.as_ref(), &comparison),
        Format::Json => pretty(&json_value(scenario.as_ref(), &comparison)),
    })?;
    Ok(exit::OK)
}

fn text(scenario: Option<&Scenario>, comparison: &ModelComparison) -> String {
    let mut out = String::new();
    if let Some(scenario) = scenario {
        let _ = writeln!(out, "{}: {}\n", scenario.title, scenario.description);
    }
    for model in &comparison.models {
        let _ = writeln!(out, "{}: {}", model.name, model.license);
    }
    for group in ComparedGroup::ALL {
        let mut rows = comparison.rows_of(group).peekable();
        if rows.peek().is_some() {
            let _ = writeln!(out, "\n{}", group.heading());
        }
        for row in rows {
            row_text(&mut out, comparison, row);
        }
    }
    out
}

/// A value that is the same for all stands once.
fn row_text(out: &mut String, comparison: &ModelComparison, row: &ComparedRow) {
    let said = |cell: &Cell| {
        let words = if cell.text.is_empty() {
            "-".to_owned()
        } else {
            cell.with_sign()
        };
        if cell.citations.is_empty() {
            words
        } else {
            format!("{words} [{}]", places(&cell.citations))
        }
    };
    let all: Vec<String> = row.cells.iter().map(said).collect();
    if let [first, rest @ ..] = all.as_slice()
        && rest.iter().all(|other| other == first)
    {
        let _ = writeln!(out, "    {}: {first}", row.label);
        return;
    }
    let _ = writeln!(out, "    {}", row.label);
    for (model, words) in comparison.models.iter().zip(&all) {
        let _ = writeln!(out, "        {}: {words}", model.name);
    }
}

fn json_value(scenario: Option<&Scenario>, comparison: &ModelComparison) -> Value {
    let cell = |cell: &Cell| {
        json!({
            "value": cell.ids,
            "label": cell.text,
            "tone": cell.tone.word(),
            "evidence": cell.evidence.map(crate::catalog::Evidence::id),
            "citations": cell.citations.iter().map(citation_json).collect::<Vec<_>>(),
        })
    };
    let rows = comparison.rows.iter().map(|row| {
        json!({
            "group": row.group.id(),
            "id": row.id,
            "label": row.label,
            "differs": row.differs(),
            "cells": row.cells.iter().map(cell).collect::<Vec<_>>(),
        })
    });
    let models = comparison
        .models
        .iter()
        .map(|model| json!({ "model": model.id, "name": model.name, "license": model.license }));
    json!({
        "scenario": scenario.map(|scenario| &scenario.id),
        "models": models.collect::<Vec<_>>(),
        "rows": rows.collect::<Vec<_>>(),
    })
}
