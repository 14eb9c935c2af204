//! `obligations`: what is owed in a scenario, over all models shown, with the
//! words to use.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::asked::Asked;
use super::evaluate::{own_rules_json, places};
use super::{Format, Stop, catalog, exit, pretty, print, rules, warn_of_values};
use crate::catalog::Catalog;
use crate::export::json::citation_json;
use crate::matrix::{Matrix, View};
use crate::plan::{Check, Notice, Paste, PlanItem, plan, to_paste};
use crate::scenario::{RuleBook, Scenario, Verdict};
use crate::store::DataFolder;
use crate::verdicts::{judge_all, verdict_cells};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    asked: Asked,
    /// Your own license texts: files, or a folder of them. A clause that has
    /// other words there supports nothing.
    #[arg(long, value_name = "FILE|DIR")]
    texts: Vec<std::path::PathBuf>,
}

/// What is printed.
struct Listed<'a> {
    catalog: &'a Catalog,
    book: &'a RuleBook,
    scenario: &'a Scenario,
    items: Vec<PlanItem>,
    models: Vec<&'a str>,
    /// Models that no obligation met makes usable.
    barred: usize,
}

pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    let catalog = catalog(folder)?;
    let book = rules(folder, &catalog)?;
    let scenario = super::scenario::find(&catalog, &book, &args.asked.scenario)?;
    let texts = super::text::attached(&catalog, &args.texts)?;
    let evaluations = judge_all(&catalog, &book, &scenario, &texts);
    let matrix = Matrix::of_texts(&catalog, &verdict_cells(&evaluations)).held_against(&texts);
    let view = View::new(&matrix, &args.asked.filter, "", None, &|_| true)
        .map_err(|error| Stop::invalid(error.to_string()))?;
    warn_of_values(&view);
    let models: Vec<&str> = view.rows().map(|row| row.id.as_str()).collect();
    if models.is_empty() {
        return Err(Stop::invalid(
            "No model fits the filter; nothing is known to be owed.",
        ));
    }
    let barred = models
        .iter()
        .filter_map(|id| evaluations.get(*id))
        .filter(|evaluation| evaluation.verdict > Verdict::PermittedWithObligations)
        .count();
    let listed = Listed {
        catalog: &catalog,
        book: &book,
        scenario: &scenario,
        items: plan(&catalog, &book, &scenario, &evaluations, &models),
        models,
        barred,
    };
    print(&match args.asked.format {
        Format::Text => text(&listed),
        Format::Json => pretty(&json_value(&listed)),
    })?;
    Ok(exit::OK)
}

fn text(listed: &Listed<'_>) -> String {
    let mut out = String::new();
    let scenario = listed.scenario;
    let _ = writeln!(out, "{}: {}", scenario.title, scenario.description);
    if !listed.book.own().is_empty() {
        let own = listed.book.own_words();
        let _ = writeln!(out, "Judged by your own rules as well: {own}");
    }
    let mut heading = "";
    for item in &listed.items {
        let due = if item.note {
            "to know and to watch"
        } else {
            item.due.label()
        };
        if due != heading {
            let _ = writeln!(out, "\n{}", sentence(due));
            heading = due;
        }
        item_text(&mut out, listed.catalog, item);
    }
    let pastes = to_paste(&listed.items);
    if !pastes.is_empty() {
        let _ = writeln!(out, "\nNotices to paste");
    }
    for paste in &pastes {
        paste_text(&mut out, listed.catalog, paste);
    }
    let owed = listed.items.iter().filter(|item| !item.note).count();
    let (all, barred) = (listed.models.len(), listed.barred);
    let models = if all == 1 { "model" } else { "models" };
    let _ = writeln!(out, "\n{all} {models}: {owed} obligations");
    if barred > 0 {
        let _ = writeln!(
            out,
            "Other verdicts than permitted: {barred} of {all}. Meeting these obligations does not change them."
        );
    }
    out
}

fn item_text(out: &mut String, catalog: &Catalog, item: &PlanItem) {
    let license = license_name(catalog, &item.license);
    let _ = writeln!(out, "  {} ({license})", item.statement());
    let mut line = |label: &str, words: &str| {
        if !words.is_empty() {
            let _ = writeln!(out, "      {label}: {words}");
        }
    };
    if item.cannot {
        line("state", "the scenario says that it cannot be met");
    }
    if item.note {
        line("when", item.due.label());
    }
    line("who", &item.who());
    for trigger in &item.triggers {
        line("why", &format!("{} {}", trigger.rule, trigger.in_words()));
    }
    line("clause", &places(&item.citations));
    line("evidence to keep", &item.evidence);
    line("models", &item.models.join(", "));
    if let Some(check) = &item.check {
        line(
            "check",
            &format!("{}: {}", check.outcome.label(), check.words),
        );
    }
}

/// Words to paste, alone on their lines.
fn paste_text(out: &mut String, catalog: &Catalog, paste: &Paste) {
    let licenses: Vec<&str> = paste
        .licenses
        .iter()
        .map(|id| license_name(catalog, id))
        .collect();
    let _ = writeln!(out, "\n  {} ({})", paste.place, licenses.join(", "));
    let _ = writeln!(out, "      models: {}", paste.models.join(", "));
    for remark in &paste.remarks {
        let _ = writeln!(out, "      note: {remark}");
    }
    if paste.any_one {
        let _ = writeln!(out, "      one of these is enough");
    }
    if let Some(missing) = &paste.missing {
        let _ = writeln!(out, "      missing: {missing}");
    }
    for text in &paste.texts {
        let _ = writeln!(out, "----\n{text}\n----");
    }
}

fn json_value(listed: &Listed<'_>) -> Value {
    let items: Vec<Value> = listed
        .items
        .iter()
        .map(|item| {
            json!({
                "duty": item.duty,
                "text": item.text,
                "license": item.license,
                "citations": item.citations.iter().map(citation_json).collect::<Vec<_>>(),
                "triggers": item.triggers.iter().map(|trigger| json!({
                    "rule": trigger.rule,
                    "title": trigger.title,
                    "because": trigger.because,
                    "own_rule": trigger.own,
                })).collect::<Vec<_>>(),
                "actors": item.actors.iter().map(|actor| actor.id()).collect::<Vec<_>>(),
                "owner": item.owner.label(),
                "due": item.due.id(),
                "evidence": item.evidence,
                "note": item.note,
                "assumed": item.assumed,
                "cannot_be_met": item.cannot,
                "origin": item.origin,
                "models": item.models,
                "of_model": item.of_model,
                "parts": item.parts,
                "notice": item.notice.as_ref().map(notice_json),
                "check": item.check.as_ref().map(check_json),
            })
        })
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for item in listed.items.iter().filter(|item| !item.note) {
        *counts.entry(item.due.id()).or_default() += 1;
    }
    json!({
        "scenario": listed.scenario.id,
        "title": listed.scenario.title,
        "own_rules": own_rules_json(listed.book),
        "models": listed.models,
        "models_not_settled": listed.barred,
        "owed": counts,
        "obligations": items,
    })
}

fn notice_json(notice: &Notice) -> Value {
    json!({
        "texts": notice.texts,
        "any_one": notice.any_one,
        "place": notice.place,
        "remark": notice.remark,
        "missing": notice.missing,
    })
}

fn check_json(check: &Check) -> Value {
    json!({
        "of": check.subject.id(),
        "given": check.given,
        "outcome": check.outcome.id(),
        "words": check.words,
    })
}

fn license_name<'a>(catalog: &'a Catalog, id: &'a str) -> &'a str {
    catalog
        .license(id)
        .map_or(id, |license| license.short.as_str())
}

/// With a capital at the beginning.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
