//! What the verdicts rest on besides the user's own answers: examples, rates of
//! exchange, and how open wording is read.

use std::collections::BTreeMap;

use super::alike::{Alike, named};
use super::build::{Input, column, section};
use super::model::{Block, Section, Span, Table, TableCell};
use crate::catalog::Model;
use crate::matrix::Tone;
use crate::scenario::{Answer, ReadingOutcome, Source, under_readings};

/// Assumptions and the register of readings.
pub(super) fn assumptions(input: &Input<'_>, groups: &[Alike<'_>]) -> Section {
    let mut blocks = vec![Block::List(
        statements(input)
            .into_iter()
            .map(|statement| vec![Span::plain(statement)])
            .collect(),
    )];
    blocks.extend(readings(input, groups));
    section("Assumptions and readings", blocks)
}

fn statements(input: &Input<'_>) -> Vec<String> {
    let mut statements = Vec::new();
    for (source, words) in [
        (
            Source::Preset,
            "are examples of a preset, not facts of this case",
        ),
        (
            Source::Baseline,
            "are starting answers that nobody has confirmed",
        ),
        (Source::Derived, "follow from other answers"),
    ] {
        let of_source =
            input.scenario.answers.iter().filter(|(field, answer)| {
                answer.is_given() && input.scenario.source(field) == source
            });
        let count = of_source.count();
        if count > 0 {
            statements.push(match count {
                1 => format!(
                    "1 answer: {}.",
                    words.replacen("are examples", "an example", 1)
                ),
                _ => format!("{count} answers {words}."),
            });
        }
    }
    for (field, answer) in &input.scenario.answers {
        if let Answer::Money(money) = answer {
            let question = input.book.field(field);
            statements.push(format!(
                "{} Compared with limits at {} USD for one {}, the rate of {}; where a move of 5 % would decide, the verdict says so.",
                question.map_or(field.as_str(), |field| field.question.as_str()),
                money.usd_rate,
                money.currency,
                money.rate_date
            ));
        }
    }
    statements.push(match input.scenario.as_of() {
        Some(day) => format!("Countries are grouped as on {day}."),
        None => "Countries are grouped as they are today.".to_owned(),
    });
    statements.push(
        "Whoever else is judged is taken to answer as you do, except where it is said.".to_owned(),
    );
    statements
}

/// The readings that matter for a model shown.
fn readings(input: &Input<'_>, groups: &[Alike<'_>]) -> Vec<Block> {
    // The same choice leads to other verdicts on other models.
    let mut found: BTreeMap<String, Vec<(ReadingOutcome, Vec<&Model>)>> = BTreeMap::new();
    for group in groups {
        for outcome in under_readings(input.book, input.scenario, &group.subject) {
            let of_reading = found.entry(outcome.reading.clone()).or_default();
            match of_reading.iter_mut().find(|(known, _)| *known == outcome) {
                Some((_, models)) => models.extend(&group.models),
                None => of_reading.push((outcome, group.models.clone())),
            }
        }
    }
    if found.is_empty() {
        return vec![Block::Paragraph(vec![Span::plain(
            "No verdict here rests on how open wording is read.",
        )])];
    }
    let mut rows = Vec::new();
    for (outcome, models) in found.values().flatten() {
        let Some(reading) = input.book.reading(&outcome.reading) else {
            continue;
        };
        let label = |id: &str| {
            reading
                .choice(id)
                .map_or(id.to_owned(), |choice| choice.label.clone())
        };
        let others: Vec<String> = outcome
            .verdicts
            .iter()
            .map(|(choice, verdict)| format!("{}: {}", label(choice), verdict.label()))
            .collect();
        let made = if outcome.default {
            " (by default)"
        } else {
            " (chosen by you)"
        };
        rows.push(vec![
            TableCell {
                spans: vec![
                    Span::plain(&reading.why),
                    Span::quiet(format!(" {}", reading.id)),
                ],
                tone: Tone::Neutral,
            },
            TableCell::plain(format!("{}{made}", label(&outcome.used))),
            TableCell::plain(others.join("; ")),
            TableCell {
                spans: vec![Span::plain(if outcome.differs {
                    reading.question.as_str()
                } else {
                    "The verdict is the same either way."
                })],
                tone: if outcome.differs {
                    Tone::Review
                } else {
                    Tone::Neutral
                },
            },
            TableCell::plain(named(models, 4)),
        ]);
    }
    vec![
        Block::Heading {
            level: 2,
            text: "How open wording is read".to_owned(),
        },
        Block::Table(Table {
            caption: String::new(),
            columns: vec![
                column("Why it is open", 2.2),
                column("Read as", 1.6),
                column("Verdict under each reading", 2.4),
                column("Question for counsel", 2.4),
                column("Models", 1.4),
            ],
            rows,
        }),
    ]
}
