//! `show ID`: one model or one license.

use std::fmt::Write;

use super::{Format, Stop, catalog, exit, pretty, print};
use crate::catalog::{Catalog, Family, License, Model, Source};
use crate::export::json::{document_json, license_json, model_json};
use crate::matrix::{Cell, license_term_cell, term_cell};
use crate::store::DataFolder;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Id of a model or a license, such as qwen2.5-3b or llama-3.1.
    id: String,
    /// How to print it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    let catalog = catalog(folder)?;
    // Ids are in lower case; names on the web are not.
    let known = |id: &str| {
        catalog.model(id).is_some() || catalog.license(id).is_some() || catalog.source(id).is_some()
    };
    let lower = args.id.to_lowercase();
    let id = if known(&args.id) { &args.id } else { &lower };
    let out = if let Some((family, model)) = catalog.model(id) {
        match args.format {
            Format::Text => model_text(&catalog, family, model),
            Format::Json => pretty(&model_json(&catalog, family, model)),
        }
    } else if let Some(license) = catalog.license(id) {
        match args.format {
            Format::Text => license_text(&catalog, license, &|term| {
                license_term_cell(&catalog, license, term)
            }),
            Format::Json => pretty(&license_json(&catalog, license)),
        }
    } else if let Some(source) = catalog.source(id) {
        match args.format {
            Format::Text => source_text(&catalog, source),
            Format::Json => pretty(&document_json(&catalog, source)),
        }
    } else {
        return Err(Stop::invalid(not_found(&catalog, &args.id)));
    };
    print(&out)?;
    Ok(exit::OK)
}

pub(super) fn not_found(catalog: &Catalog, id: &str) -> String {
    let lower = id.to_lowercase();
    let mut near: Vec<&str> = catalog
        .models()
        .map(|(_, model)| model.id.as_str())
        .chain(catalog.licenses().map(|license| license.id.as_str()))
        .filter(|known| known.contains(&lower) || lower.contains(known))
        .collect();
    near.sort_by_key(|known| (!known.starts_with(&lower), known.len()));
    near.truncate(8);
    if near.is_empty() {
        format!(
            "There is no model or license \"{id}\". `matrix --format json` lists the models with their ids."
        )
    } else {
        format!(
            "There is no model or license \"{id}\". Did you mean {}?",
            near.join(", ")
        )
    }
}

/// A document, and where it is used.
fn source_text(catalog: &Catalog, source: &Source) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{} ({})", source.title, source.id);
    let read = source
        .read
        .map_or("not read".to_owned(), |date| format!("read {date}"));
    let _ = writeln!(
        out,
        "{} by {}, {}, {read}",
        source.kind.label(),
        source.publisher,
        source.evidence.label()
    );
    for (label, value) in [
        ("Address", &source.url),
        ("SHA-256", &source.sha256),
        ("Note", &source.note),
    ] {
        if let Some(value) = value {
            let _ = writeln!(out, "{label}: {value}");
        }
    }
    if let Some(index) = catalog.indexed(&source.id) {
        let labels: Vec<&str> = index.clauses.iter().map(|c| c.label.as_str()).collect();
        let _ = writeln!(out, "Sections in the clause index: {}", labels.join(", "));
    }
    if let Some(license) = catalog.license_of(&source.id) {
        let _ = writeln!(out, "Belongs to the license {}", license.id);
    }
    out
}

fn model_text(catalog: &Catalog, family: &Family, model: &Model) -> String {
    let mut out = String::new();
    let released = model
        .release_date
        .map_or("not known".to_owned(), |date| date.to_string());
    let _ = writeln!(out, "{} ({})", model.name, model.id);
    let _ = writeln!(
        out,
        "Family: {}, published by {}",
        family.name, family.publisher
    );
    let _ = writeln!(out, "Released: {released}");
    let _ = writeln!(out, "Availability: {}", model.availability.label());
    for role in &model.licenses {
        let _ = writeln!(
            out,
            "License ({}): {}",
            role.role.id().replace('_', " "),
            role.license
        );
    }
    if let Some(note) = &model.note {
        let _ = writeln!(out, "Note: {note}");
    }
    for upstream in catalog.weights_licenses(model).iter().skip(1) {
        let _ = writeln!(
            out,
            "Also under: {} ({}), since the model derives from one under it; the terms below are those of both",
            upstream.title, upstream.id
        );
    }
    if let Some(license) = model.weights_license().and_then(|id| catalog.license(id)) {
        let _ = writeln!(out);
        out.push_str(&license_text(catalog, license, &|term| {
            term_cell(catalog, model, term)
        }));
    }
    out
}

/// A license's terms, with the cells that `cell` gives for them.
fn license_text(catalog: &Catalog, license: &License, cell: &dyn Fn(&str) -> Cell) -> String {
    let mut out = String::new();
    let dated = license
        .version_date
        .map_or("undated".to_owned(), |date| date.to_string());
    let _ = writeln!(
        out,
        "{} ({}), {dated}, {}",
        license.title,
        license.id,
        license.status.label()
    );
    let _ = writeln!(out, "{}", license.bottom_line);
    let _ = writeln!(out);
    for column in catalog.columns().iter().filter(|column| column.term) {
        let cell = cell(&column.id);
        let _ = writeln!(out, "{}: {}", column.label, cell.with_sign());
        if let Some(note) = &cell.note {
            let _ = writeln!(out, "    {note}");
        }
        let places: Vec<String> = cell
            .citations
            .iter()
            .map(|citation| format!("{} {}", citation.document, citation.place()))
            .collect();
        let evidence = cell.evidence.map_or("", |evidence| evidence.label());
        let _ = writeln!(out, "    [{}; {evidence}]", places.join(", "));
    }
    out
}
