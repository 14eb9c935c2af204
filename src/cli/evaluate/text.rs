//! `evaluate` as text: a verdict for each model, with what made it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use super::Judged;
use super::explain::explained;
use super::released::{came_later, notes};
use crate::catalog::{Citation, Model};
use crate::report::part_words;
use crate::scenario::{Evaluation, Finding, Tag, Verdict, by_rule};
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
        let verdict = verdict_words(judged, model, evaluation);
        let _ = writeln!(out, "{verdict} ({license})");
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
    let _ = write!(out, "\n{count} {models}: {}", summary.join(", "));
    let later = judged
        .shown
        .iter()
        .filter(|(model, _)| came_later(judged, model));
    match (later.count(), judged.scenario.as_of()) {
        (later, Some(day)) if later > 0 => {
            let _ = writeln!(out, "; not yet released on {day}: {later}");
        }
        _ => out.push('\n'),
    }
    out
}

/// The model with its verdict. Of a model that was not there on the day that
/// is judged, that comes first: what follows is of a model of later.
fn verdict_words(judged: &Judged<'_>, model: &Model, evaluation: &Evaluation) -> String {
    let verdict = evaluation.verdict;
    match judged.scenario.as_of() {
        Some(day) if came_later(judged, model) => format!(
            "\u{2013} {}: Not yet released on {day}; as it was released later: {}",
            model.name,
            verdict.label()
        ),
        _ => format!(
            "{} {}: {}",
            verdict.tone().sign(),
            model.name,
            verdict.label()
        ),
    }
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
    let book = judged.book;
    if evaluation.worst > evaluation.verdict {
        let _ = writeln!(out, "    could become: {}", evaluation.worst.label());
    }
    findings(out, 1, deciding(evaluation));
    owed(out, judged, evaluation);
    for question in &evaluation.open_questions {
        let words = book
            .field(&question.field)
            .map_or(question.field.as_str(), |f| f.question.as_str());
        let _ = writeln!(
            out,
            "    {}: {words} ({})",
            question.heading(),
            question.rules.join(", ")
        );
    }
    if let Some(house) = evaluation.house {
        let _ = writeln!(out, "    house policy: {}", house.label());
        let house = evaluation.house_findings.iter();
        findings(
            out,
            2,
            house.filter(|finding| finding.effect > Verdict::Permitted),
        );
    }
}

/// Findings, each rule once, with whom and which parts it concerns.
fn findings<'a>(out: &mut String, depth: usize, list: impl IntoIterator<Item = &'a Finding>) {
    let indent = "    ".repeat(depth);
    for one in by_rule(list, |_, _| true) {
        let finding = one.finding;
        let said = format!("{} {}", finding.rule, finding.statement());
        let own = finding.origin_note();
        let _ = match (one.citations(), one.concerns.as_slice()) {
            (Some(cited), [_]) => writeln!(
                out,
                "{indent}{said}{}{own} [{}]",
                one.concerns_words(),
                places(cited)
            ),
            (Some(cited), _) => writeln!(out, "{indent}{said}{own} [{}]", places(cited)),
            (None, _) => writeln!(out, "{indent}{said}{own}"),
        };
        if one.concerns.len() == 1 {
            continue;
        }
        for concern in &one.concerns {
            let cited = match one.citations() {
                Some(_) => String::new(),
                None => format!(" [{}]", places(concern.citations)),
            };
            let _ = writeln!(out, "{indent}    {}{cited}", concern.words());
        }
    }
}

/// What is owed, and what is to be known; the same from several licenses once.
fn owed(out: &mut String, judged: &Judged<'_>, evaluation: &Evaluation) {
    let mut lines: Vec<(String, Vec<Citation>)> = Vec::new();
    for obligation in &evaluation.obligations {
        let kind = if obligation.is_note() { "note" } else { "owed" };
        let words = obligation_words(judged.catalog, judged.book, obligation);
        let line = format!("{kind}: {words}");
        let cited = obligation.citations.iter();
        match lines.iter_mut().find(|(known, _)| *known == line) {
            Some((_, known)) => {
                let more: Vec<_> = cited.filter(|one| !known.contains(one)).cloned().collect();
                known.extend(more);
            }
            None => lines.push((line, cited.cloned().collect())),
        }
    }
    for (line, citations) in lines {
        let _ = writeln!(out, "    {line} [{}]", places(&citations));
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
