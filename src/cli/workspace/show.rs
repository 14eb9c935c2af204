//! `workspace show`: what a workspace holds.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Format, Looked, Stop, exit, now, opened, pretty, print, problems_of, set_aside};
use crate::catalog::Catalog;
use crate::scenario::RuleBook;
use crate::workspace::{Opinion, Stale, Workspace};

pub(super) fn run(args: &Looked, catalog: &Catalog, book: &RuleBook) -> Result<u8, Stop> {
    let opened = opened(&args.file)?;
    let workspace = &opened.read.workspace;
    if let Some(why) = &opened.read.read_only {
        eprintln!("Note: {why}");
        for problem in &opened.read.left_out {
            eprintln!("Note: {problem}");
        }
    }
    let problems = problems_of(&args.file, &opened, catalog, book);
    // What has problems is not judged.
    let stale = if problems.is_empty() {
        now::stale(workspace, catalog, book, &args.texts)?
    } else {
        eprintln!(
            "Note: {} problem(s), so it is not told which decisions still hold; see `workspace check`.",
            problems.len()
        );
        Vec::new()
    };
    print(&match args.format {
        Format::Text => text(workspace, catalog, &stale),
        Format::Json => pretty(&value(workspace, &stale)),
    })?;
    Ok(exit::OK)
}

fn text(workspace: &Workspace, catalog: &Catalog, stale: &[Stale<'_>]) -> String {
    let mut out = format!("{}\n", workspace.title);
    let other = !workspace.catalog.is_empty() && workspace.catalog != catalog.fingerprint();
    if other {
        let was = workspace.catalog.get(..12).unwrap_or(&workspace.catalog);
        let is = catalog.short_fingerprint();
        let _ = writeln!(out, "Saved with another catalog: {was}; this one is {is}");
    }
    list(
        &mut out,
        "Scenarios",
        workspace.scenarios.iter().map(|open| {
            let active = match workspace.active.as_ref() == Some(&open.id) {
                true => " (active)",
                false => "",
            };
            format!("{}: {}{active}", open.id, open.scenario.title)
        }),
    );
    list(
        &mut out,
        "Views",
        workspace
            .views
            .iter()
            .map(|view| match view.filter.as_str() {
                "" => view.name.clone(),
                filter => format!("{}: {filter}", view.name),
            }),
    );
    let decisions = workspace.decisions.iter().map(|(subject, decision)| {
        let mut line = format!("{subject}: {}", decision.words());
        if !decision.note.is_empty() {
            let _ = write!(line, "\n        note: {}", decision.note);
        }
        if let Some(stale) = stale.iter().find(|stale| stale.subject == subject) {
            let _ = write!(line, "\n        review again: {}", now::words(stale));
        }
        line
    });
    list(&mut out, "Decisions", decisions);
    list(
        &mut out,
        "Notes",
        workspace.notes.iter().map(|note| {
            format!(
                "{}: {} ({}, {})",
                note.about, note.text, note.author, note.date
            )
        }),
    );
    list(
        &mut out,
        "Attached texts",
        workspace
            .texts
            .iter()
            .map(|(name, print)| format!("{name}: {}", print.get(..16).unwrap_or(print))),
    );
    list(
        &mut out,
        "Set aside by a merge, to be settled",
        workspace
            .set_aside
            .iter()
            .map(|one| format!("{}: {}", one.record, one.value.words())),
    );
    out
}

fn list(out: &mut String, title: &str, items: impl ExactSizeIterator<Item = String>) {
    if items.len() == 0 {
        return;
    }
    let _ = writeln!(out, "\n{title} ({})", items.len());
    for item in items {
        let _ = writeln!(out, "    {item}");
    }
}

fn value(workspace: &Workspace, stale: &[Stale<'_>]) -> Value {
    let scenarios: Vec<Value> = workspace
        .scenarios
        .iter()
        .map(|open| json!({ "id": open.id, "title": open.scenario.title }))
        .collect();
    let decisions: Vec<Value> = workspace
        .decisions
        .iter()
        .map(|(subject, decision)| {
            let stale = stale.iter().find(|stale| stale.subject == subject);
            let (opinion, own, reason) = match &decision.opinion {
                Opinion::Agree => ("agree", None, None),
                Opinion::Differ { value, reason } => ("differ", Some(value), Some(reason)),
                Opinion::MoreFacts(what) => ("more_facts", None, Some(what)),
            };
            json!({
                "on": subject,
                "opinion": opinion,
                "own_value": own,
                "reason": reason,
                "reviewer": decision.reviewer,
                "date": decision.date,
                "note": decision.note,
                "computed": decision.computed.value,
                "changed_since": stale.is_some(),
                "now": stale.and_then(|stale| Some(stale.now.as_ref()?.value.clone())),
            })
        })
        .collect();
    json!({
        "title": workspace.title,
        "catalog": workspace.catalog,
        "active": workspace.active,
        "scenarios": scenarios,
        "views": workspace.views,
        "decisions": decisions,
        "notes": workspace.notes,
        "branding": workspace.branding,
        "texts": workspace.texts,
        "set_aside": set_aside(workspace),
    })
}
