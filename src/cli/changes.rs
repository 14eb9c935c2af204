//! `changes --since DATE`: what changed in the licensing of the families.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Format, Stop, catalog, exit, pretty, print};
use crate::catalog::{Catalog, Change, Date, Family};
use crate::export::json::citation_json;
use crate::store::DataFolder;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only what changed on this day or later: YYYY, YYYY-MM or YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Only this family.
    #[arg(long, value_name = "ID")]
    family: Option<String>,
    /// How to print it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    let catalog = catalog(folder)?;
    let since = match &args.since {
        Some(text) => Some(Date::parse(text).ok_or_else(|| {
            Stop::invalid(format!(
                "\"{text}\" is not a date; write YYYY, YYYY-MM or YYYY-MM-DD."
            ))
        })?),
        None => None,
    };
    if let Some(id) = &args.family
        && catalog.family(id).is_none()
    {
        let known: Vec<&str> = catalog.families().iter().map(|f| f.id.as_str()).collect();
        return Err(Stop::invalid(format!(
            "There is no family \"{id}\". The families are {}.",
            known.join(", ")
        )));
    }
    let changes: Vec<(&Family, &Change)> = catalog
        .changes()
        .into_iter()
        .filter(|(family, _)| args.family.as_ref().is_none_or(|id| *id == family.id))
        .filter(|(_, change)| since.is_none_or(|since| change.date.is_in_or_after(since)))
        .collect();
    print(&match args.format {
        Format::Text => text(&catalog, &changes),
        Format::Json => pretty(&changes.iter().map(value).collect()),
    })?;
    Ok(exit::OK)
}

fn text(catalog: &Catalog, changes: &[(&Family, &Change)]) -> String {
    let mut out = String::new();
    if changes.is_empty() {
        out.push_str("No change is recorded.\n");
    }
    for (family, change) in changes {
        let _ = writeln!(
            out,
            "{:<11}{}: {}: {}",
            change.date.to_string(),
            family.name,
            change.direction.label(),
            change.text
        );
        for line in catalog.cited(&change.cite) {
            let _ = writeln!(out, "           [{line}; {}]", change.evidence.label());
        }
    }
    out
}

fn value((family, change): &(&Family, &Change)) -> Value {
    json!({
        "date": change.date.to_string(),
        "family": family.id,
        "direction": change.direction.label().to_lowercase(),
        "text": change.text,
        "licenses": change.licenses,
        "citations": change.cite.iter().map(citation_json).collect::<Vec<_>>(),
        "evidence": change.evidence.id(),
    })
}
