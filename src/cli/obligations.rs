//! `obligations`: what is owed in a scenario, over all models shown, with the
//! words to use.

use std::collections::{BTreeMap, BTreeSet};
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

/// How many licenses or models the summary names of each kind.
const NAMED: usize = 8;

/// So many models that it helps to know how to list fewer.
const MANY: usize = 10;

/// What is printed.
struct Listed<'a> {
    catalog: &'a Catalog,
    book: &'a RuleBook,
    scenario: &'a Scenario,
    items: Vec<PlanItem>,
    models: Vec<&'a str>,
    /// Models that no obligation met makes usable, with their verdicts.
    barred: BTreeMap<&'a str, Verdict>,
}

impl Listed<'_> {
    /// Whether the models of a line are all such models.
    fn is_of_barred(&self, item: &PlanItem) -> bool {
        item.models
            .iter()
            .all(|id| self.barred.contains_key(id.as_str()))
    }
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
    let verdict = |id: &str| Some(evaluations.get(id)?.verdict);
    let barred = models
        .iter()
        .filter_map(|id| Some((*id, verdict(id)?)))
        .filter(|(_, verdict)| *verdict > Verdict::PermittedWithObligations)
        .collect();
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
    out.push_str(&summary(listed));
    let mut items: Vec<&PlanItem> = listed.items.iter().collect();
    // What is owed for a model that may be used comes first.
    items.sort_by_key(|item| (item.note, item.due, listed.is_of_barred(item)));
    let mut heading = "";
    for item in items {
        let due = if item.note {
            "to know and to watch"
        } else {
            item.due.label()
        };
        if due != heading {
            let _ = writeln!(out, "\n{}", sentence(due));
            heading = due;
        }
        item_text(&mut out, listed, item);
    }
    let pastes = to_paste(&listed.items);
    if !pastes.is_empty() {
        let _ = writeln!(out, "\nNotices to paste");
    }
    for paste in &pastes {
        paste_text(&mut out, listed.catalog, paste);
    }
    out
}

/// How much is owed, from which licenses, and for which models meeting it is
/// not enough.
fn summary(listed: &Listed<'_>) -> String {
    let counted = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        many => format!("{many} {one}s"),
    };
    let owed = listed.items.iter().filter(|item| !item.note);
    let licenses: BTreeSet<&str> = owed
        .clone()
        .map(|item| license_name(listed.catalog, &item.license))
        .collect();
    let named = first(licenses.iter().copied());
    let all = listed.models.len();
    let mut out = format!(
        "\n{}: {}",
        counted(all, "model"),
        counted(owed.count(), "obligation")
    );
    let _ = match licenses.len() {
        0 => writeln!(out),
        1 => writeln!(out, ", from {named}"),
        many => writeln!(out, ", from {many} licenses: {named}"),
    };
    if !listed.barred.is_empty() {
        let _ = writeln!(
            out,
            "Other verdicts than permitted: {} of {all}. Their obligations are listed too, after those of permitted models; meeting them does not change these verdicts:",
            listed.barred.len()
        );
    }
    for verdict in Verdict::ALL.iter().rev() {
        let of = |id: &&&str| listed.barred.get(**id) == Some(verdict);
        let models: Vec<&str> = listed.models.iter().filter(of).copied().collect();
        if !models.is_empty() {
            let (label, count) = (verdict.label(), models.len());
            let models = first(models.into_iter());
            let _ = writeln!(out, "    {label} ({count}): {models}");
        }
    }
    if all > MANY {
        out.push_str(
            "To list fewer: --filter, for example --filter \"family:qwen\" or --filter \"verdict:permitted*\".\n",
        );
    }
    out
}

/// The first words of a list, and how many more there are.
fn first<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.collect();
    let named = words[..words.len().min(NAMED)].join(", ");
    match words.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

fn item_text(out: &mut String, listed: &Listed<'_>, item: &PlanItem) {
    let license = license_name(listed.catalog, &item.license);
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
    let ids = item.models.iter().map(String::as_str);
    let (barred, usable): (Vec<&str>, Vec<&str>) =
        ids.partition(|id| listed.barred.contains_key(id));
    line("models", &usable.join(", "));
    line(
        "models with other verdicts than permitted",
        &barred.join(", "),
    );
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
        "models_not_settled": listed.barred.len(),
        "verdicts_not_settled": listed
            .barred
            .iter()
            .map(|(id, verdict)| ((*id).to_owned(), json!(verdict.id())))
            .collect::<serde_json::Map<_, _>>(),
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
