//! `compare A B`: the terms in which two licenses, or the licenses of two
//! models, differ. More than two, or in a scenario, are models side by side.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Format, Stop, catalog, exit, pretty, print};
use crate::catalog::{Catalog, License, Model};
use crate::export::json::citation_json;
use crate::matrix::{Cell, TermDifference, compare_terms, license_term_cell, term_cell};
use crate::store::DataFolder;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Two licenses or models by their ids, whose terms are compared; or two to
    /// six models, which are set side by side.
    #[arg(required = true, num_args = 2..=6, value_name = "ID")]
    ids: Vec<String>,
    /// Set the models side by side in this scenario, with the verdicts and what
    /// is owed: a preset's id (see `scenario list`), a scenario file, or a
    /// workspace: its active scenario, or FILE.lmx#ID.
    #[arg(long, value_name = "PRESET|FILE")]
    scenario: Option<String>,
    /// How to print it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    let (first, second) = match (args.ids.as_slice(), &args.scenario) {
        ([first, second], None) => (first, second),
        (ids, scenario) => {
            return super::compare_models::run(ids, scenario.as_deref(), args.format, folder);
        }
    };
    let catalog = catalog(folder)?;
    let (first, second) = (Side::find(&catalog, first)?, Side::find(&catalog, second)?);
    let differences = compare_terms(&catalog, &|term| first.cell(&catalog, term), &|term| {
        second.cell(&catalog, term)
    });
    print(&match args.format {
        Format::Text => text(&catalog, [&first, &second], &differences),
        Format::Json => pretty(&json!({
            "first": first.id(),
            "second": second.id(),
            "differences": differences.iter().map(value).collect::<Vec<_>>(),
        })),
    })?;
    Ok(exit::OK)
}

/// One side: a license, or all licenses that a model's weights are under, those
/// of what it derives from included.
enum Side<'a> {
    License(&'a License),
    Model(&'a Model, Vec<&'a License>),
}

impl<'a> Side<'a> {
    fn find(catalog: &'a Catalog, id: &str) -> Result<Self, Stop> {
        if let Some(license) = catalog.license(id) {
            return Ok(Self::License(license));
        }
        let Some((_, model)) = catalog.model(id) else {
            return Err(Stop::invalid(super::show::not_found(catalog, id)));
        };
        match catalog.weights_licenses(model) {
            licenses if licenses.is_empty() => {
                Err(Stop::invalid(format!("\"{id}\" has no published weights.")))
            }
            licenses => Ok(Self::Model(model, licenses)),
        }
    }

    fn cell(&self, catalog: &Catalog, term: &str) -> Cell {
        match self {
            Self::License(license) => license_term_cell(catalog, license, term),
            Self::Model(model, _) => term_cell(catalog, model, term),
        }
    }

    fn licenses(&self) -> &[&'a License] {
        match self {
            Self::License(license) => std::slice::from_ref(license),
            Self::Model(_, licenses) => licenses,
        }
    }

    /// Ids of its licenses, those of a model's base last.
    fn id(&self) -> String {
        let ids: Vec<&str> = self.licenses().iter().map(|l| l.id.as_str()).collect();
        ids.join(" + ")
    }
}

fn text(catalog: &Catalog, sides: [&Side<'_>; 2], differences: &[TermDifference]) -> String {
    let mut out = String::new();
    for license in sides.iter().flat_map(|side| side.licenses()) {
        let date = license
            .version_date
            .map_or("undated".to_owned(), |date| date.to_string());
        let _ = writeln!(out, "{}: {}, {date}", license.id, license.title);
    }
    if differences.is_empty() {
        out.push_str("\nThe terms are the same.\n");
    }
    for difference in differences {
        let _ = writeln!(out, "\n{}", difference.label);
        for (side, cell) in sides.iter().zip([&difference.first, &difference.second]) {
            let _ = writeln!(out, "    {}: {}", side.id(), cell.with_sign());
            for line in catalog.cited(&cell.citations) {
                let _ = writeln!(out, "        [{line}]");
            }
        }
    }
    out
}

fn value(difference: &TermDifference) -> Value {
    let side = |cell: &Cell| {
        json!({
            "value": cell.ids,
            "label": cell.text,
            "citations": cell.citations.iter().map(citation_json).collect::<Vec<_>>(),
        })
    };
    json!({
        "term": difference.term,
        "first": side(&difference.first),
        "second": side(&difference.second),
    })
}
