//! `evaluate`: a verdict for each model, with its reasons.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::{Format, Stop, catalog, exit, pretty, print, rules, warn_of_values};
use crate::catalog::{Catalog, Citation, Model};
use crate::export::json::citation_json;
use crate::matrix::{Matrix, View};
use crate::report::part_words;
use crate::scenario::{Actor, Answer, Evaluation, Finding, Part, RuleBook, Scenario, Tag, Verdict};
use crate::store::DataFolder;
use crate::verdicts::{judge_all, obligation_words, verdict_cells};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A preset's id (see `scenario list`) or a scenario file.
    #[arg(long, value_name = "PRESET|FILE")]
    scenario: String,
    /// Judge only models that fit, for example "family:qwen".
    #[arg(
        long,
        default_value = "",
        value_name = "QUERY",
        allow_hyphen_values = true
    )]
    filter: String,
    /// Your own license texts: files, or a folder of them. A clause that has
    /// other words there supports nothing.
    #[arg(long, value_name = "FILE|DIR")]
    texts: Vec<std::path::PathBuf>,
    /// How to print it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    let catalog = catalog(folder)?;
    let book = rules(folder, &catalog)?;
    let scenario = super::scenario::find(&catalog, &book, &args.scenario)?;
    let texts = super::text::attached(&catalog, &args.texts)?;
    let evaluations = judge_all(&catalog, &book, &scenario, &texts);
    let matrix = Matrix::of_texts(&catalog, &verdict_cells(&evaluations)).held_against(&texts);
    let view = View::new(&matrix, &args.filter, "", None, &|_| true)
        .map_err(|error| Stop::invalid(error.to_string()))?;
    warn_of_values(&view);
    let shown: Vec<(&Model, &Evaluation)> = view
        .rows()
        .filter_map(|row| {
            let (_, model) = catalog.model(&row.id)?;
            Some((model, evaluations.get(&row.id)?.as_ref()))
        })
        .collect();
    // Nothing was judged, so nothing is permitted.
    if shown.is_empty() {
        return Err(Stop::invalid(
            "No model fits the filter; nothing was judged.",
        ));
    }
    let out = match args.format {
        Format::Text => text(&catalog, &book, &scenario, &shown),
        Format::Json => pretty(&json_value(&catalog, &book, &scenario, &shown)),
    };
    print(&out)?;
    Ok(exit_code(
        shown.iter().map(|(_, evaluation)| evaluation.verdict),
    ))
}

/// The heaviest verdict as an exit code: a bar comes before a question.
fn exit_code(verdicts: impl Iterator<Item = Verdict>) -> u8 {
    match verdicts.max() {
        Some(Verdict::Permitted | Verdict::PermittedWithObligations) => exit::OK,
        None | Some(Verdict::NeedsReview | Verdict::Unknown) => exit::REVIEW,
        Some(Verdict::SeparateLicense | Verdict::NotPermitted) => exit::NOT_PERMITTED,
    }
}

fn text(
    catalog: &Catalog,
    book: &RuleBook,
    scenario: &Scenario,
    shown: &[(&Model, &Evaluation)],
) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}: {}\n", scenario.title, scenario.description);
    for part in &scenario.parts {
        let words = part_words(catalog, scenario, part);
        let _ = writeln!(out, "    part: {}: {words}", part.label());
    }
    if !scenario.parts.is_empty() {
        out.push('\n');
    }
    if !book.own().is_empty() {
        let own = book.own_words();
        let _ = writeln!(out, "Judged by your own rules as well: {own}\n");
    }
    let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
    for (model, evaluation) in shown {
        *counts.entry(evaluation.verdict).or_default() += 1;
        let license = catalog.license_names(model);
        let _ = writeln!(
            out,
            "{} {}: {} ({license})",
            evaluation.verdict.tone().sign(),
            model.name,
            evaluation.verdict.label()
        );
        if evaluation.worst > evaluation.verdict {
            let _ = writeln!(out, "    could become: {}", evaluation.worst.label());
        }
        for finding in deciding(evaluation) {
            let _ = writeln!(out, "    {}", finding_words(finding));
        }
        for obligation in &evaluation.obligations {
            let _ = writeln!(
                out,
                "    {}: {} [{}]",
                if obligation.is_note() { "note" } else { "owed" },
                obligation_words(catalog, book, obligation),
                places(&obligation.citations)
            );
        }
        for question in &evaluation.open_questions {
            let words = book
                .field(&question.field)
                .map_or(question.field.as_str(), |f| f.question.as_str());
            let _ = writeln!(out, "    open: {words} ({})", question.rules.join(", "));
        }
        if let Some(house) = evaluation.house {
            let _ = writeln!(out, "    house policy: {}", house.label());
            for finding in evaluation
                .house_findings
                .iter()
                .filter(|finding| finding.effect > Verdict::PermittedWithObligations)
            {
                let _ = writeln!(out, "        {}", finding_words(finding));
            }
        }
    }
    let summary: Vec<String> = counts
        .iter()
        .map(|(verdict, count)| format!("{count} {}", verdict.label().to_lowercase()))
        .collect();
    let models = if shown.len() == 1 { "model" } else { "models" };
    let _ = writeln!(out, "\n{} {models}: {}", shown.len(), summary.join(", "));
    out
}

/// The findings that made the verdict, those that hold before those that only
/// could; obligations have lines of their own.
fn deciding(evaluation: &Evaluation) -> Vec<&Finding> {
    let verdict = evaluation.verdict;
    let mut findings: Vec<&Finding> = evaluation
        .findings
        .iter()
        .filter(|f| f.effect == verdict && verdict > Verdict::PermittedWithObligations)
        .collect();
    findings.sort_by_key(|finding| finding.tag == Tag::Missing);
    findings
}

/// A finding in one line: rule, what it found, for whom, where it stands.
fn finding_words(finding: &Finding) -> String {
    format!(
        "{} {}{} [{}]",
        finding.rule,
        finding.told(),
        finding.origin_note(),
        places(&finding.citations)
    )
}

pub(super) fn places(citations: &[Citation]) -> String {
    let places: Vec<String> = citations
        .iter()
        .map(|citation| format!("{} {}", citation.document, citation.place()))
        .collect();
    if places.is_empty() {
        "no clause".to_owned()
    } else {
        places.join(", ")
    }
}

fn json_value(
    catalog: &Catalog,
    book: &RuleBook,
    scenario: &Scenario,
    shown: &[(&Model, &Evaluation)],
) -> Value {
    let results: Vec<Value> = shown
        .iter()
        .map(|(model, evaluation)| {
            json!({
                "model": model.id,
                "license": model.weights_license(),
                "licenses": catalog.weights_licenses(model).iter().map(|l| &l.id).collect::<Vec<_>>(),
                "verdict": evaluation.verdict.id(),
                "label": evaluation.verdict.label(),
                "worst_case": evaluation.worst.id(),
                "house": evaluation.house.map(Verdict::id),
                "findings": evaluation.findings.iter().map(finding_json).collect::<Vec<_>>(),
                "house_findings": evaluation.house_findings.iter().map(finding_json).collect::<Vec<_>>(),
                "obligations": evaluation.obligations.iter().map(|o| json!({
                    "duty": o.duty,
                    "text": obligation_words(catalog, book, o),
                    "license": o.license,
                    "rule": o.rule,
                    "assumed": o.assumed,
                    "origin": o.origin,
                    "citations": o.citations.iter().map(citation_json).collect::<Vec<_>>(),
                })).collect::<Vec<_>>(),
                "open_questions": evaluation.open_questions.iter().map(|q| json!({
                    "field": q.field,
                    "question": book.field(&q.field).map(|f| f.question.clone()),
                    "rules": q.rules,
                    "worst": q.worst.id(),
                })).collect::<Vec<_>>(),
            })
        })
        .collect();
    let mut value = json!({
        "scenario": scenario.id,
        "title": scenario.title,
        "own_rules": own_rules_json(book),
        "results": results,
    });
    if !scenario.parts.is_empty() {
        value["parts"] = scenario.parts.iter().map(part_json).collect();
    }
    value
}

fn part_json(part: &Part) -> Value {
    json!({
        "id": part.id,
        "role": part.role.id(),
        "label": part.label(),
        "license": part.license,
        "model": part.model,
        "declared": part.declared,
        "made_from": part.made_from,
        "acts": part.acts,
        "multimodal": part.multimodal,
    })
}

/// Rules and obligations of the user's own that were judged by.
pub(super) fn own_rules_json(book: &RuleBook) -> Vec<Value> {
    book.own()
        .iter()
        .map(|own| json!({ "what": own.what, "id": own.id, "file": own.file }))
        .collect()
}

/// An answer as JSON has it; a range is told by its two ends.
fn answer_json(answer: &Answer) -> Value {
    match answer {
        Answer::Unanswered => Value::Null,
        Answer::NotApplicable => json!("not applicable"),
        Answer::Money(money) => json!(money),
        Answer::Flag(flag) => json!(flag),
        Answer::Set(words) => json!(words),
        Answer::Map(months) => json!(months),
        Answer::Range(low, high) => json!({ "from": low, "to": high }),
        Answer::Num(number) => json!(number),
        Answer::Text(word) => json!(word),
    }
}

fn finding_json(finding: &Finding) -> Value {
    json!({
        "rule": finding.rule,
        "title": finding.title,
        "statement": finding.statement(),
        "effect": finding.effect.id(),
        "potential": finding.potential.id(),
        "state": finding.tag.id(),
        "license": finding.license,
        "actor": finding.actor.id(),
        "client": finding.actor == Actor::Client,
        "part": finding.part,
        "facts": finding
            .facts
            .iter()
            .map(|fact| (fact.field.clone(), answer_json(&fact.answer)))
            .collect::<serde_json::Map<_, _>>(),
        "fact_sources": finding
            .facts
            .iter()
            .map(|fact| (fact.field.clone(), json!(fact.source.id())))
            .collect::<serde_json::Map<_, _>>(),
        "reading": finding.reading.as_ref().map(|reading| &reading.id),
        "choice": finding.reading.as_ref().map(|reading| &reading.choice),
        "citations": finding.citations.iter().map(citation_json).collect::<Vec<_>>(),
        "origin": finding.origin,
        "house_clause": finding.house_clause,
    })
}
