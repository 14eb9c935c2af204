//! The question put: the scenario, answer by answer.

use super::build::{Input, column, section, sentence};
use super::lineage::part_pairs;
use super::model::{Block, Section, Span, Table, TableCell};
use crate::scenario::{Actor, answer_words, short_summary, summary};

/// The scenario in a few sentences, for kinds that do not list every answer.
pub(super) fn summary_section(input: &Input<'_>) -> Section {
    told(input, summary(input.book, input.scenario))
}

/// Who, what and where, for those who do not look at the question itself.
pub(super) fn short_section(input: &Input<'_>) -> Section {
    told(input, short_summary(input.book, input.scenario))
}

fn told(input: &Input<'_>, sentences: Vec<String>) -> Section {
    let mut blocks = vec![Block::Paragraph(vec![Span::plain(
        &input.scenario.description,
    )])];
    blocks.push(Block::List(
        sentences
            .into_iter()
            .map(|sentence| vec![Span::plain(sentence)])
            .collect(),
    ));
    section("Question put", blocks)
}

/// The scenario, question by question, each answer with who gave it.
pub(super) fn question(input: &Input<'_>) -> Section {
    let given = input.book.fields().iter().filter_map(|field| {
        let words = answer_words(&field.kind, input.scenario.answer(&field.id))?;
        Some(vec![
            TableCell::plain(&field.question),
            TableCell::plain(words),
            TableCell::plain(sentence(input.scenario.source(&field.id).label())),
        ])
    });
    let mut blocks = vec![
        Block::Paragraph(vec![Span::plain(&input.scenario.description)]),
        Block::Table(Table {
            caption: String::new(),
            columns: vec![
                column("Question", 3.4),
                column("Answer", 3.0),
                column("Who gave it", 1.4),
            ],
            rows: given.collect(),
        }),
    ];
    for actor in Actor::ALL {
        blocks.extend(actor_blocks(input, actor));
    }
    let parts = part_pairs(input);
    if !parts.is_empty() {
        blocks.push(Block::Heading {
            level: 2,
            text: "Parts beside the model".to_owned(),
        });
        blocks.push(Block::KeyValues(parts));
    }
    let missing: Vec<&str> = input
        .scenario
        .unanswered(input.book)
        .map(|field| field.question.as_str())
        .collect();
    if !missing.is_empty() {
        blocks.push(Block::Heading {
            level: 2,
            text: "Facts not supplied".to_owned(),
        });
        blocks.push(Block::Paragraph(vec![Span::quiet(
            missing.join(" \u{b7} "),
        )]));
    }
    section("Question put", blocks)
}

/// Somebody else who is judged: the answers in which it differs.
fn actor_blocks(input: &Input<'_>, actor: Actor) -> Vec<Block> {
    let Some(differing) = input.scenario.differing(actor) else {
        return Vec::new();
    };
    let answers = differing
        .iter()
        .filter_map(|(id, answer)| {
            let field = input.book.field(id)?;
            let words = answer_words(&field.kind, answer).unwrap_or("Not answered".to_owned());
            Some((field.question.clone(), vec![Span::plain(words)]))
        })
        .collect();
    let acts = match actor {
        _ if differing.contains_key("acts") => "",
        Actor::Distributor => " It is judged for what passes on the weights.",
        Actor::Host => " It is judged for what runs the weights.",
        Actor::Licensee | Actor::Client => "",
    };
    vec![
        Block::Heading {
            level: 2,
            text: format!("{}, where it differs", sentence(actor.label())),
        },
        Block::KeyValues(answers),
        Block::Paragraph(vec![Span::quiet(format!(
            "All its other answers are taken to be the same as yours.{acts}"
        ))]),
    ]
}
