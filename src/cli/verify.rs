//! `verify`: judges again what a decision record holds, and says what has
//! changed since.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::{Value, json};

use super::{Stop, catalog, exit, pretty, print, rules};
use crate::export::pdf::attachment;
use crate::record::{DecisionRecord, Drift, FILE_NAME, ModelDrift, verify};
use crate::scenario::Verdict;
use crate::store::DataFolder;

/// A record is never larger than this; another file is no record.
const LARGEST: u64 = 200 << 20;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A decision record, or a PDF that carries one.
    #[arg(value_name = "RECORD|FILE.pdf")]
    file: PathBuf,
    /// Your own license texts, as when the record was made.
    #[arg(long, value_name = "FILE|DIR")]
    texts: Vec<PathBuf>,
    /// How to print it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    let record = read(args)?;
    let catalog = catalog(folder)?;
    let book = rules(folder, &catalog)?;
    let texts = super::text::attached(&catalog, &args.texts)?;
    let drift = verify(&record, &catalog, &book, &texts);
    print(&match args.format {
        Format::Text => text(&record, &drift),
        Format::Json => pretty(&json_value(&record, &drift)),
    })?;
    Ok(if drift.is_none() {
        exit::OK
    } else {
        exit::DRIFTED
    })
}

/// Reads a record, also one inside a PDF, that nobody has changed.
fn read(args: &Args) -> Result<DecisionRecord, Stop> {
    let path = args.file.display();
    let stop = |why: String| Stop::invalid(format!("{path}: {why}."));
    let size = std::fs::metadata(&args.file).map_err(|error| stop(error.to_string()))?;
    if size.len() > LARGEST {
        return Err(stop("it is too large to be a decision record".to_owned()));
    }
    let bytes = std::fs::read(&args.file).map_err(|error| stop(error.to_string()))?;
    let bytes = if bytes.starts_with(b"%PDF-") {
        attachment(&bytes, FILE_NAME).map_err(&stop)?.ok_or_else(|| {
            stop(
                "the PDF carries no decision record; those of a report on a scenario do, if they are not built to PDF/A-1b"
                    .to_owned(),
            )
        })?
    } else {
        bytes
    };
    let text = String::from_utf8(bytes).map_err(|_| stop("it is no text".to_owned()))?;
    let record = DecisionRecord::from_json(&text).map_err(&stop)?;
    if record.is_altered() {
        return Err(stop(
            "the record was changed after it was made: its content does not have the id that it names"
                .to_owned(),
        ));
    }
    Ok(record)
}

fn text(record: &DecisionRecord, drift: &Drift) -> String {
    let mut out = format!(
        "Decision record {} of {}, scenario \"{}\", models: {}\n",
        record.short_id(),
        record.date,
        record.scenario.title,
        record.models.len()
    );
    if drift.is_none() {
        out.push_str("Identical: every verdict, reason and cell is as it was.\n");
    } else {
        let verdicts = drift
            .models
            .iter()
            .filter(|one| one.has_other_verdict())
            .count();
        let _ = writeln!(
            out,
            "Changed since: {verdicts} verdicts, and reasons or cells of {} models",
            drift.models.len()
        );
    }
    for name in &drift.gone {
        let _ = writeln!(out, "\n{name}: is not in the catalog any more");
    }
    for field in &drift.unknown_fields {
        let _ = writeln!(
            out,
            "\nThe question \"{field}\" is not asked any more; nothing rests on its answer"
        );
    }
    for model in &drift.models {
        model_text(&mut out, model);
    }
    if !drift.without_effect.is_empty() {
        out.push_str("\nDifferent, without an effect on these models:\n");
        for line in &drift.without_effect {
            let _ = writeln!(out, "  {line}");
        }
    }
    out
}

fn model_text(out: &mut String, model: &ModelDrift) {
    let words = |verdict: Option<Verdict>| verdict.map_or("none", Verdict::label);
    let _ = writeln!(out, "\n{}", model.name);
    let (then, now) = model.verdict;
    if then == now {
        let _ = writeln!(out, "  verdict: {}, as it was", now.label());
    } else {
        let _ = writeln!(out, "  verdict: {} -> {}", then.label(), now.label());
    }
    let (then, now) = model.house;
    if then != now {
        let _ = writeln!(out, "  house policy: {} -> {}", words(then), words(now));
    }
    for cause in &model.causes {
        let _ = writeln!(out, "  because of {cause}");
    }
    for reason in &model.reasons {
        let _ = writeln!(out, "  {reason}");
    }
    for (column, then, now) in &model.cells {
        let _ = writeln!(out, "  cell {column}: {then} -> {now}");
    }
}

fn json_value(record: &DecisionRecord, drift: &Drift) -> Value {
    let models: Vec<Value> = drift
        .models
        .iter()
        .map(|model| {
            let cells: Vec<Value> = model
                .cells
                .iter()
                .map(|(column, then, now)| json!({ "column": column, "then": then, "now": now }))
                .collect();
            json!({
                "id": model.id,
                "name": model.name,
                "verdict": { "then": model.verdict.0.id(), "now": model.verdict.1.id() },
                "house": { "then": model.house.0.map(Verdict::id), "now": model.house.1.map(Verdict::id) },
                "causes": model.causes,
                "reasons": model.reasons,
                "cells": cells,
            })
        })
        .collect();
    json!({
        "record": record.id,
        "date": record.date,
        "identical": drift.is_none(),
        "models": models,
        "gone": drift.gone,
        "unknown_fields": drift.unknown_fields,
        "without_effect": drift.without_effect,
    })
}
