//! `compare A B`: the terms in which two licenses, or the licenses of two
//! models, differ.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Format, Stop, catalog, exit, pretty, print};
use crate::catalog::{Catalog, License};
use crate::export::json::citation_json;
use crate::matrix::{Cell, TermDifference, compare_licenses};
use crate::store::DataFolder;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Id of a license or a model.
    first: String,
    /// Id of another one.
    second: String,
    /// How to print it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    let catalog = catalog(folder)?;
    let (first, second) = (
        license(&catalog, &args.first)?,
        license(&catalog, &args.second)?,
    );
    let differences = compare_licenses(&catalog, first, second);
    print(&match args.format {
        Format::Text => text(&catalog, [first, second], &differences),
        Format::Json => pretty(&json!({
            "first": first.id,
            "second": second.id,
            "differences": differences.iter().map(value).collect::<Vec<_>>(),
        })),
    })?;
    Ok(exit::OK)
}

fn license<'a>(catalog: &'a Catalog, id: &str) -> Result<&'a License, Stop> {
    if let Some(license) = catalog.license(id) {
        return Ok(license);
    }
    match catalog.model(id) {
        Some((_, model)) => model
            .weights_license()
            .and_then(|id| catalog.license(id))
            .ok_or_else(|| Stop::invalid(format!("\"{id}\" has no published weights."))),
        None => Err(Stop::invalid(super::show::not_found(catalog, id))),
    }
}

fn text(catalog: &Catalog, licenses: [&License; 2], differences: &[TermDifference]) -> String {
    let mut out = String::new();
    for license in licenses {
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
        for (license, cell) in licenses.iter().zip([&difference.first, &difference.second]) {
            let _ = writeln!(out, "    {}: {}", license.id, cell.with_sign());
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
