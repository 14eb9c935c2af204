//! Why: the section of a model, or of models that are judged alike.

use super::alike::Alike;
use super::build::{Input, license_name};
use super::clauses::{cited, group_place};
use super::model::{Block, Orientation, Section, Span, Table, TableCell, TableColumn};
use super::quotations::quotations;
use super::substitutes::substitutes_of;
use super::what_changes::what_changes;
use crate::catalog::Model;
use crate::matrix::Tone;
use crate::scenario::{Evaluation, Finding, HOUSE_ONLY, answer_words, by_rule};

/// Verdict, reasons with clause and facts, obligations, open questions.
pub(super) fn model_section(input: &Input<'_>, group: &Alike<'_>) -> Section {
    let (members, evaluation) = (group.models.as_slice(), group.evaluation);
    let names: Vec<&str> = members.iter().map(|model| model.name.as_str()).collect();
    // The own license, and those of what the model derives from.
    let licenses = input.catalog.weights_licenses(members[0]);
    let heading = match names.as_slice() {
        [one] => format!("{}: {one}", input.catalog.license_names(members[0])),
        [first, rest @ ..] => format!(
            "{}: {first} and {} more",
            input.catalog.license_names(members[0]),
            rest.len()
        ),
        [] => String::new(),
    };
    let mut blocks = vec![
        Block::Paragraph(vec![
            Span::bold("Models: ").at(group_place(group)),
            Span::plain(names.join(", ")),
        ]),
        Block::Callout {
            tone: evaluation.verdict.tone(),
            text: vec![
                Span::bold(evaluation.verdict.label()),
                Span::plain(format!(". {}", evaluation.verdict.meaning())),
            ],
        },
    ];
    blocks.extend(not_yet_released(input, members));
    if evaluation.worst > evaluation.verdict {
        blocks.push(Block::Paragraph(vec![
            Span::bold("Could become: "),
            Span::plain(evaluation.worst.label()),
        ]));
    }
    for license in &licenses {
        let mut spans = vec![
            Span::bold(format!("{}: ", license.short)),
            Span::plain(format!("{} ", license.bottom_line)),
        ];
        spans.extend(cited(input, &license.bottom_line_cite, true));
        blocks.push(Block::Paragraph(spans));
    }
    blocks.push(Block::Heading {
        level: 2,
        text: "Reasons".to_owned(),
    });
    if evaluation.findings.is_empty() {
        blocks.push(Block::Paragraph(vec![Span::plain(
            "Every act has an express grant and no rule found a burden.",
        )]));
    } else {
        blocks.push(findings_table(input, &evaluation.findings));
    }
    // Without a house rule there is no house policy to speak of.
    if evaluation.house.is_some() && !evaluation.house_findings.is_empty() {
        blocks.push(Block::Heading {
            level: 2,
            text: "House policy".to_owned(),
        });
        blocks.push(findings_table(input, &evaluation.house_findings));
    }
    blocks.extend(substitutes_of(input, group));
    blocks.extend(what_changes(input, group));
    blocks.extend(quotations(input, &licenses, evaluation));
    if !evaluation.open_questions.is_empty() {
        blocks.push(Block::Heading {
            level: 2,
            text: "Open questions".to_owned(),
        });
        blocks.push(open_questions(input, evaluation));
    }
    Section {
        heading,
        orientation: Orientation::Portrait,
        new_page: false,
        blocks,
    }
}

/// Which of the models were not there on the day that the scenario names: the
/// verdict on them is on what came later.
fn not_yet_released(input: &Input<'_>, members: &[&Model]) -> Option<Block> {
    let day = input.scenario.as_of()?;
    let later: Vec<&str> = members
        .iter()
        .filter(|model| model.came_after(day))
        .map(|model| model.name.as_str())
        .collect();
    (!later.is_empty()).then(|| {
        Block::Paragraph(vec![
            Span::bold(format!("Not yet released on {day}: ")),
            Span::plain(format!(
                "{}. The verdict is on what was released later.",
                later.join(", ")
            )),
        ])
    })
}

fn open_questions(input: &Input<'_>, evaluation: &Evaluation) -> Block {
    let items = evaluation
        .open_questions
        .iter()
        .map(|open| {
            let words = input
                .book
                .field(&open.field)
                .map_or(open.field.as_str(), |field| field.question.as_str());
            vec![
                Span::plain(words),
                Span::quiet(format!(
                    " ({}; {})",
                    if open.house_only {
                        HOUSE_ONLY.to_owned()
                    } else {
                        format!("up to: {}", open.worst.label())
                    },
                    open.rules.join(", ")
                )),
            ]
        })
        .collect();
    Block::List(items)
}

fn findings_table(input: &Input<'_>, findings: &[Finding]) -> Block {
    let column = |heading: &str, weight: f32| TableColumn {
        heading: heading.to_owned(),
        weight,
    };
    // A rule that says the same for the same reasons of several parts or of
    // everybody who is judged has one row.
    let rows = by_rule(findings, Finding::has_same_reasons)
        .into_iter()
        .map(|same| {
            let finding = same.finding;
            let reading = finding
                .reading
                .as_ref()
                .and_then(|used| {
                    let reading = input.book.reading(&used.id)?;
                    Some((reading, reading.choice(&used.choice)?))
                })
                .map_or(String::new(), |(reading, choice)| {
                    format!(
                        " Open wording: {}; read as \u{201c}{}\u{201d}.",
                        lower_first(&reading.why),
                        lower_first(&choice.label)
                    )
                });
            let license = license_name(input.catalog, &finding.license);
            let mut clause = vec![Span::plain(license)];
            if !finding.citations.is_empty() {
                clause.push(Span::plain(": "));
                clause.extend(cited(input, &finding.citations, false));
            }
            vec![
                TableCell::plain(&finding.rule),
                TableCell::toned(finding.effect.label(), finding.effect.tone()),
                TableCell::plain(format!(
                    "{}{}{}.{reading}",
                    finding.statement(),
                    same.concerns_words(),
                    finding.origin_note()
                )),
                TableCell {
                    spans: clause,
                    tone: Tone::Neutral,
                },
                TableCell::plain(facts(input, finding)),
            ]
        })
        .collect();
    Block::Table(Table {
        caption: String::new(),
        columns: vec![
            column("Rule", 0.6),
            column("Effect", 1.6),
            column("Reason", 2.6),
            column("Clause", 2.0),
            column("Facts", 2.2),
        ],
        rows,
    })
}

/// The answers a finding rests on.
fn facts(input: &Input<'_>, finding: &Finding) -> String {
    let list: Vec<String> = finding
        .facts
        .iter()
        .map(|fact| {
            let question = input.book.field(&fact.field);
            let words = question
                .and_then(|f| answer_words(&f.kind, &fact.answer))
                .unwrap_or_else(|| "not answered".to_owned());
            let asked = question.map_or(fact.field.as_str(), |f| f.question.as_str());
            format!("{asked} {words}")
        })
        .collect();
    list.join("; ")
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}
