//! `claims`: what secondary sources say, and how it checks out.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Format, Stop, catalog, exit, pretty, print};
use crate::catalog::{Catalog, Citation, ClaimSource};
use crate::export::json::citation_json;
use crate::matrix::check_tone;
use crate::store::DataFolder;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only this source.
    #[arg(long, value_name = "ID")]
    source: Option<String>,
    /// How to print it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    let catalog = catalog(folder)?;
    let sources: Vec<&ClaimSource> = catalog
        .claims()
        .iter()
        .filter(|source| args.source.as_ref().is_none_or(|id| *id == source.id))
        .collect();
    if let Some(id) = &args.source
        && sources.is_empty()
    {
        let known: Vec<&str> = catalog.claims().iter().map(|s| s.id.as_str()).collect();
        return Err(Stop::invalid(format!(
            "There is no secondary source \"{id}\". The sources are {}.",
            known.join(", ")
        )));
    }
    print(&match args.format {
        Format::Text => text(&catalog, &sources),
        Format::Json => pretty(&sources.iter().map(|source| value(source)).collect()),
    })?;
    Ok(exit::OK)
}

fn text(catalog: &Catalog, sources: &[&ClaimSource]) -> String {
    let mut out = String::new();
    for source in sources {
        let _ = writeln!(
            out,
            "{} ({}, {}): {} statements, {} cells of a matrix",
            source.title,
            source.publisher,
            source.date,
            source.claims.len(),
            source
                .matrix
                .rows
                .iter()
                .map(|row| row.cells.len())
                .sum::<usize>()
        );
        for claim in &source.claims {
            let _ = writeln!(
                out,
                "\n{} {}: {}\n    {}",
                check_tone(claim.verdict).sign(),
                claim.verdict.label(),
                claim.statement,
                claim.why
            );
            for line in catalog.cited(&claim.cite) {
                let _ = writeln!(out, "    [{line}]");
            }
        }
    }
    out
}

fn value(source: &ClaimSource) -> Value {
    let cites = |cite: &[Citation]| -> Vec<Value> { cite.iter().map(citation_json).collect() };
    let claims: Vec<Value> = source
        .claims
        .iter()
        .map(|claim| {
            json!({
                "id": claim.id,
                "about": claim.about,
                "terms": claim.terms,
                "statement": claim.statement,
                "verdict": claim.verdict.id(),
                "why": claim.why,
                "citations": cites(&claim.cite),
            })
        })
        .collect();
    let mut cells: Vec<Value> = Vec::new();
    for row in &source.matrix.rows {
        for (column, cell) in source.matrix.columns.iter().zip(&row.cells) {
            cells.push(json!({
                "row": row.cells.first().map(|first| &first.value),
                "column": column.heading,
                "value": cell.value,
                "verdict": cell.verdict.id(),
                "why": cell.why,
                "citations": cites(&cell.cite),
            }));
        }
    }
    json!({
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "date": source.date.to_string(),
        "url": source.url,
        "claims": claims,
        "matrix": cells,
    })
}
