//! The question put: the scenario, answer by answer.

use super::build::{Input, section};
use super::model::{Block, Section, Span};
use crate::scenario::answer_words;

/// The scenario, question by question.
pub(super) fn question(input: &Input<'_>) -> Section {
    let mut given = Vec::new();
    let mut missing = Vec::new();
    for field in input.book.fields() {
        match answer_words(&field.kind, input.scenario.answer(&field.id)) {
            Some(words) => given.push((field.question.clone(), vec![Span::plain(words)])),
            None => missing.push(vec![Span::plain(&field.question)]),
        }
    }
    let mut blocks = vec![
        Block::Paragraph(vec![Span::plain(&input.scenario.description)]),
        Block::KeyValues(given),
    ];
    if !input.scenario.client.is_empty() {
        let differing = input
            .scenario
            .client
            .iter()
            .filter_map(|(id, answer)| {
                let field = input.book.field(id)?;
                Some((
                    field.question.clone(),
                    vec![Span::plain(answer_words(&field.kind, answer)?)],
                ))
            })
            .collect();
        blocks.push(Block::Heading {
            level: 2,
            text: "The client, where it differs".to_owned(),
        });
        blocks.push(Block::KeyValues(differing));
    }
    if !missing.is_empty() {
        blocks.push(Block::Heading {
            level: 2,
            text: "Not answered".to_owned(),
        });
        blocks.push(Block::List(missing));
    }
    section("Question put", blocks)
}
