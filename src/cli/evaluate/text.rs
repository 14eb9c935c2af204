//! `evaluate` as text: a verdict for each model, with what made it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use super::Judged;
use super::explain::explained;
use super::released::notes;
use crate::catalog::Citation;
use crate::report::part_words;
use crate::scenario::{Evaluation, Finding, Tag, Verdict};
use crate::verdicts::obligation_words;

/// The verdicts in one scenario.
pub(super) fn text(judged: &Judged<'_>) -> String {
    let mut out = String::new();
    let scenario = judged.scenario;
    let _ = writeln!(out, "{}: {}\n", scenario.title, scenario.description);
    let chosen = chosen_readings(judged);
    for line in &chosen {
        let _ = writeln!(out, "reading chosen: {line}");
    }
    if !chosen.is_empty() {
        out.push('\n');
    }
    for part in &scenario.parts {
        let words = part_words(judged.catalog, scenario, part);
        let _ = writeln!(out, "    part: {}: {words}", part.label());
    }
    if !scenario.parts.is_empty() {
        out.push('\n');
    }
    if !judged.book.own().is_empty() {
        let own = judged.book.own_words();
        let _ = writeln!(out, "Judged by your own rules as well: {own}\n");
    }
    let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
    // Models that are judged alike share an evaluation, and so a trace.
    let mut traces: Vec<(&Arc<Evaluation>, String)> = Vec::new();
    for (model, evaluation) in &judged.shown {
        *counts.entry(evaluation.verdict).or_default() += 1;
        let license = judged.catalog.license_names(model);
        let _ = writeln!(
            out,
            "{} {}: {} ({license})",
            evaluation.verdict.tone().sign(),
            model.name,
            evaluation.verdict.label()
        );
        for note in notes(judged, model) {
            let _ = writeln!(out, "    as of: {note}");
        }
        if judged.explain {
            let known = traces
                .iter()
                .position(|(one, _)| Arc::ptr_eq(one, evaluation));
            let index = known.unwrap_or_else(|| {
                traces.push((evaluation, explained(judged, model, evaluation)));
                traces.len() - 1
            });
            out.push_str(&traces[index].1);
        } else {
            short(&mut out, judged, evaluation);
        }
    }
    let summary: Vec<String> = counts
        .iter()
        .map(|(verdict, count)| format!("{count} {}", verdict.label().to_lowercase()))
        .collect();
    let count = judged.shown.len();
    let models = if count == 1 { "model" } else { "models" };
    let _ = writeln!(out, "\n{count} {models}: {}", summary.join(", "));
    out
}

/// Readings that are not the default, each with its words.
pub(super) fn chosen_readings(judged: &Judged<'_>) -> Vec<String> {
    judged
        .scenario
        .readings
        .iter()
        .filter_map(|(id, choice)| {
            let reading = judged.book.reading(id)?;
            let made = reading.choice(choice)?;
            let default = reading.default_choice() == Some(made);
            (!default).then(|| format!("{id} = {choice}: {} {}", reading.question, made.label))
        })
        .collect()
}

/// What made the verdict, what is owed, what is open.
fn short(out: &mut String, judged: &Judged<'_>, evaluation: &Evaluation) {
    let (catalog, book) = (judged.catalog, judged.book);
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

/// Documents and places, or that there is none.
pub(in crate::cli) fn places(citations: &[Citation]) -> String {
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
