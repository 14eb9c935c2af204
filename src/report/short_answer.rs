//! The short answer: one line for each model.

use super::build::{Input, NOTICE, column, places, section, sentence};
use super::chart::verdict_chart;
use super::model::{Block, Section, Span, Table, TableCell};
use crate::catalog::Model;
use crate::matrix::Tone;
use crate::scenario::{Evaluation, Finding, Tag, Verdict};

/// Fewer models need no overview.
const OVERVIEW_FROM: usize = 5;

/// The short answer for each model.
pub(super) fn answers(input: &Input<'_>, models: &[(&Model, &Evaluation)]) -> Section {
    let overview = (models.len() >= OVERVIEW_FROM)
        .then(|| verdict_chart(models.iter().map(|(_, evaluation)| *evaluation)))
        .flatten();
    let rows = models
        .iter()
        .map(|(model, evaluation)| {
            vec![
                TableCell::plain(&model.name),
                TableCell::plain(input.catalog.license_names(model)),
                TableCell::toned(evaluation.verdict.label(), evaluation.verdict.tone()),
                TableCell::plain(why(evaluation)),
                TableCell::plain(if evaluation.worst > evaluation.verdict {
                    evaluation.worst.label()
                } else {
                    "-"
                }),
                TableCell::plain(evaluation.house.map_or("-", Verdict::label)),
                TableCell::plain(certainty(evaluation)),
            ]
        })
        .collect();
    let meanings = Verdict::ALL
        .iter()
        .map(|verdict| {
            (
                format!("{} {}", verdict.tone().sign(), verdict.label()),
                vec![Span::plain(verdict.meaning())],
            )
        })
        .collect();
    let mut blocks = vec![Block::Callout {
        tone: Tone::Neutral,
        text: vec![Span::plain(NOTICE)],
    }];
    blocks.extend(overview.map(Block::Chart));
    blocks.extend([
        Block::Table(Table {
            caption: String::new(),
            columns: vec![
                column("Model", 2.0),
                column("License", 1.8),
                column("Verdict", 1.8),
                column("Why", 3.4),
                column("Could become", 1.5),
                column("House policy", 1.3),
                column("Certainty", 1.5),
            ],
            rows,
        }),
        Block::Heading {
            level: 2,
            text: "How to read the verdicts".to_owned(),
        },
        Block::KeyValues(meanings),
    ]);
    section("Short answer", blocks)
}

/// How sure the answer is, and what would make it surer.
fn certainty(evaluation: &Evaluation) -> String {
    let mut deciding = evaluation
        .findings
        .iter()
        .filter(|finding| finding.effect == evaluation.verdict);
    let open = evaluation
        .open_questions
        .iter()
        .filter(|question| !question.house_only)
        .count();
    match evaluation.verdict {
        Verdict::Unknown if open == 0 => "A term or a text is missing".to_owned(),
        Verdict::Unknown => format!("Facts are missing: {open} open"),
        Verdict::NeedsReview => "Counsel has to decide".to_owned(),
        _ if open > 0 => format!("May change: {open} open"),
        _ if deciding.any(|finding| finding.reading.is_some()) => {
            "Rests on how open wording is read".to_owned()
        }
        _ => "Clear on the text".to_owned(),
    }
}

/// What decides a verdict, with the clause: the heaviest findings.
fn why(evaluation: &Evaluation) -> String {
    const SHOWN: usize = 2;
    let deciding: Vec<_> = evaluation
        .findings
        .iter()
        .filter(|finding| finding.effect == evaluation.verdict)
        .collect();
    if deciding.is_empty() {
        return "Every act has an express grant and no rule found a burden".to_owned();
    }
    // What holds comes before what only could be; the latter is said once.
    let (holds, could): (Vec<_>, Vec<_>) = deciding
        .into_iter()
        .partition(|finding| finding.tag != Tag::Missing);
    let mut reasons = heaviest(&holds, Finding::told, SHOWN);
    let left = SHOWN.saturating_sub(holds.len());
    if left > 0 && !could.is_empty() {
        let listed = heaviest(
            &could,
            |finding| format!("{}{}", finding.title, finding.concerns()),
            left,
        );
        reasons.push(format!(
            "not known whether it applies: {}",
            listed.join("; ")
        ));
    } else if !could.is_empty() {
        reasons.push(format!("not known whether {} more apply", could.len()));
    }
    sentence(&reasons.join("; "))
}

/// The first findings with their clauses, and how many more there are.
fn heaviest(
    findings: &[&Finding],
    words: impl Fn(&Finding) -> String,
    shown: usize,
) -> Vec<String> {
    let mut list: Vec<String> = findings
        .iter()
        .take(shown)
        .map(|finding| match places(&finding.citations) {
            clause if clause.is_empty() => words(finding),
            clause => format!("{} [{clause}]", words(finding)),
        })
        .collect();
    if findings.len() > shown {
        list.push(format!("{} more", findings.len() - shown));
    }
    list
}
