//! `regulation`: notes on public law for a scenario, and for its models.

use std::fmt::Write;

use serde_json::{Value, json};

use super::asked::{Asked, day};
use super::{Format, Stop, catalog, exit, pretty, print, rules, warn_of_values};
use crate::catalog::{Catalog, Citation, Date, Model};
use crate::export::json::citation_json;
use crate::matrix::{Matrix, View};
use crate::scenario::{
    Answer, ModelNotes, NoteStatus, Regime, Regions, RegulationNote, RuleBook, Scenario,
    regulation, regulation_of_models,
};
use crate::store::{DataFolder, today};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    asked: Asked,
    /// The day for which the law is told, in place of the scenario's; today if
    /// neither names one.
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<String>,
}

/// So many models that it helps to know how to look at fewer.
const MANY: usize = 10;

/// What is printed.
struct Found<'a> {
    scenario: &'a Scenario,
    day: Option<Date>,
    regions: Regions,
    notes: Vec<RegulationNote>,
    groups: Vec<ModelNotes<'a>>,
}

pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    let catalog = catalog(folder)?;
    let book = rules(folder, &catalog)?;
    let mut scenario = super::scenario::find(&catalog, &book, &args.asked.scenario)?;
    if let Some(text) = &args.as_of {
        scenario.set("as_of", Answer::Text(day(text)?.to_string()));
    }
    let today = Date::parse(&today());
    let matrix = Matrix::of_texts(&catalog, &std::collections::BTreeMap::new());
    let view = View::new(&matrix, &args.asked.filter, "", None, &|_| true)
        .map_err(|error| Stop::invalid(error.to_string()))?;
    warn_of_values(&view);
    let models: Vec<&Model> = view
        .rows()
        .filter_map(|row| Some(catalog.model(&row.id)?.1))
        .collect();
    if models.is_empty() {
        return Err(Stop::invalid(
            "No model fits the filter; there is nothing to look at.",
        ));
    }
    let day = scenario.as_of().or(today);
    let found = Found {
        scenario: &scenario,
        day,
        regions: Regions::of(&scenario, day),
        notes: regulation(&book, &scenario, today),
        groups: regulation_of_models(&catalog, &book, &scenario, models, today),
    };
    print(&match args.asked.format {
        Format::Text => text(&catalog, &book, &found),
        Format::Json => pretty(&json_value(&catalog, &book, &found)),
    })?;
    Ok(exit::OK)
}

fn text(catalog: &Catalog, book: &RuleBook, found: &Found<'_>) -> String {
    let mut out = String::new();
    let day = found.day.map_or("no day".to_owned(), |day| day.to_string());
    let _ = writeln!(
        out,
        "{}: public law as of {day}, as it was read on {}. Notes are no verdict and change none.",
        found.scenario.title,
        book.regulation().read
    );
    let _ = writeln!(out, "Whose law: {}", whose_law(&found.regions));
    out.push_str(&counted(found));
    for note in &found.notes {
        out.push('\n');
        note_text(&mut out, book, note);
    }
    models_text(&mut out, catalog, book, &found.groups);
    sources_text(&mut out, book, found);
    out
}

/// Whose law is looked at. Where that is not known, the first note says which
/// questions it waits for.
fn whose_law(regions: &Regions) -> String {
    let names: Vec<&str> = regions.touched.iter().map(|one| one.label()).collect();
    let source = regions.source.label();
    let waits = "depends on answers that are not given; E00 below names the questions";
    match (names.is_empty(), regions.open.is_empty()) {
        (true, true) => format!("none of those on file ({source})"),
        (true, false) => format!("not known; it {waits}"),
        (false, true) => format!("{} ({source})", names.join(", ")),
        (false, false) => format!(
            "{} ({source}); whether others matter {waits}",
            names.join(", ")
        ),
    }
}

/// How much is told below, and how to narrow it.
fn counted(found: &Found<'_>) -> String {
    let plural = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        many => format!("{many} {one}s"),
    };
    let of = |group: &ModelNotes<'_>| group.models.len();
    let all: usize = found.groups.iter().map(of).sum();
    let told = found.groups.iter().filter(|group| !group.notes.is_empty());
    let models = match told.map(of).sum() {
        0 => format!("none on the {} looked at", plural(all, "model")),
        told if told == all => format!("and notes on {}", plural(all, "model")),
        told => format!("and notes on {told} of {}", plural(all, "model")),
    };
    let notes = plural(found.notes.len(), "note");
    let narrow = match all > MANY {
        true => " To look at fewer models: --filter, for example --filter \"family:qwen\".",
        false => "",
    };
    format!("{notes} on the scenario, {models}.{narrow}\n")
}

/// What is said of models: each note's words once, then what it comes to.
fn models_text(out: &mut String, catalog: &Catalog, book: &RuleBook, groups: &[ModelNotes<'_>]) {
    let mut said: Vec<&RegulationNote> = Vec::new();
    for note in groups.iter().flat_map(|group| &group.notes) {
        if !said.iter().any(|known| known.id == note.id) {
            said.push(note);
        }
    }
    said.sort_by(|a, b| a.id.cmp(&b.id));
    for note in said {
        let _ = writeln!(
            out,
            "\n{} {} (of models)\n    {}\n    {}",
            note.id,
            note.title,
            note.place(),
            note.text
        );
    }
    for group in groups.iter().filter(|group| !group.notes.is_empty()) {
        let names: Vec<&str> = group.models.iter().map(|one| one.name.as_str()).collect();
        let license = catalog.license_names(group.models[0]);
        let _ = writeln!(out, "\n{license}: {}", names.join(", "));
        for note in &group.notes {
            let sign = note.status.tone().sign();
            let words = format!(
                "{sign} {}: {}{}. {}",
                note.id,
                note.status.words(),
                note.actor.note(),
                note.detail
            );
            let _ = writeln!(out, "    {}", words.trim());
            for question in note.missing(book) {
                let _ = writeln!(out, "        open: {question}");
            }
        }
        for ground in &group.open_source.grounds {
            if !ground.citations.is_empty() {
                let clauses = places(&ground.citations);
                let _ = writeln!(out, "        {} [{clauses}]", ground.text);
            }
        }
    }
}

/// Where the acts named were read, each once.
fn sources_text(out: &mut String, book: &RuleBook, found: &Found<'_>) {
    let of_models = found.groups.iter().flat_map(|group| &group.notes);
    let named: Vec<&str> = found
        .notes
        .iter()
        .chain(of_models)
        .map(|note| note.act.as_str())
        .collect();
    let acts = book.regulation().acts.iter();
    let acts: Vec<_> = acts
        .filter(|act| named.contains(&act.title.as_str()))
        .collect();
    if !acts.is_empty() {
        out.push_str("\nSources\n");
    }
    for act in acts {
        let known = act.evidence.label();
        let _ = writeln!(out, "    {} ({known}): {}", act.title, act.source);
    }
}

fn note_text(out: &mut String, book: &RuleBook, note: &RegulationNote) {
    let sign = note.status.tone().sign();
    let head = format!("{sign} {} {}: {}", note.id, note.title, note.status.words());
    let _ = writeln!(out, "{}{}", head.trim(), note.actor.note());
    let _ = writeln!(out, "    {}", note.place());
    for line in [&note.text, &note.detail] {
        if !line.is_empty() {
            let _ = writeln!(out, "    {line}");
        }
    }
    for date in &note.dates {
        let soon = if note.soon == Some(date.date) {
            " (within twelve months)"
        } else {
            ""
        };
        let _ = writeln!(out, "    {}: {}{soon}", date.date, date.text);
    }
    for question in note.missing(book) {
        let _ = writeln!(out, "    open: {question}");
    }
    if note.regime.is_some() {
        let known = note.evidence.label();
        let _ = writeln!(out, "    {} ({known})", note.act);
    }
}

fn places(citations: &[Citation]) -> String {
    let places: Vec<String> = citations
        .iter()
        .map(|citation| format!("{} {}", citation.document, citation.place()))
        .collect();
    places.join(", ")
}

fn json_value(catalog: &Catalog, book: &RuleBook, found: &Found<'_>) -> Value {
    let regions = &found.regions;
    let ids = |regimes: &std::collections::BTreeSet<Regime>| -> Vec<&str> {
        regimes.iter().map(|regime| regime.id()).collect()
    };
    let models: Vec<Value> = found
        .groups
        .iter()
        .map(|group| {
            let licenses = catalog.weights_licenses(group.models[0]);
            let grounds: Vec<Value> = group
                .open_source
                .grounds
                .iter()
                .map(|ground| {
                    json!({
                        "id": ground.id,
                        "paragraph": ground.paragraph,
                        "text": ground.text,
                        "status": ground.leg.id(),
                        "license": ground.license,
                        "citations": ground.citations.iter().map(citation_json).collect::<Vec<_>>(),
                    })
                })
                .collect();
            json!({
                "models": group.models.iter().map(|model| &model.id).collect::<Vec<_>>(),
                "licenses": licenses.iter().map(|license| &license.id).collect::<Vec<_>>(),
                "open_source": group.open_source.leg.id(),
                "grounds": grounds,
                "notes": group.notes.iter().map(|note| note_json(book, note)).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "scenario": found.scenario.id,
        "title": found.scenario.title,
        "as_of": found.day.map(|day| day.to_string()),
        "read": book.regulation().read.to_string(),
        "regions": ids(&regions.touched),
        "regions_open": ids(&regions.open),
        "regions_left_aside": ids(&regions.aside),
        "regions_source": regions.source.id(),
        "notes": found.notes.iter().map(|note| note_json(book, note)).collect::<Vec<_>>(),
        "models": models,
    })
}

fn note_json(book: &RuleBook, note: &RegulationNote) -> Value {
    let (from, fields) = match &note.status {
        NoteStatus::AppliesFrom(date) => (Some(date.to_string()), Vec::new()),
        NoteStatus::Unknown { fields } => (None, fields.clone()),
        _ => (None, Vec::new()),
    };
    json!({
        "id": note.id,
        "regime": note.regime.map(Regime::id),
        "act": note.act,
        "article": note.article,
        "title": note.title,
        "text": note.text,
        "detail": note.detail,
        "status": note.status.id(),
        "applies_from": from,
        "open_fields": fields,
        "open_questions": note.missing(book),
        "dates": note.dates.iter().map(|one| json!({
            "date": one.date.to_string(),
            "text": one.text,
        })).collect::<Vec<_>>(),
        "soon": note.soon.map(|date| date.to_string()),
        "source": note.source,
        "evidence": note.evidence.id(),
        "actor": note.actor.id(),
    })
}
