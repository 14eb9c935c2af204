//! The question put: the scenario, answer by answer.

use super::build::{Input, section, sentence};
use super::lineage::part_pairs;
use super::model::{Block, Section, Span};
use crate::scenario::{Actor, answer_words};

/// The scenario, question by question.
pub(super) fn question(input: &Input<'_>) -> Section {
    let given = input.book.fields().iter().filter_map(|field| {
        let words = answer_words(&field.kind, input.scenario.answer(&field.id))?;
        Some((field.question.clone(), vec![Span::plain(words)]))
    });
    let given = given.collect();
    let missing = input.scenario.unanswered(input.book);
    let missing: Vec<_> = missing
        .map(|field| vec![Span::plain(&field.question)])
        .collect();
    let mut blocks = vec![
        Block::Paragraph(vec![Span::plain(&input.scenario.description)]),
        Block::KeyValues(given),
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
    if !missing.is_empty() {
        blocks.push(Block::Heading {
            level: 2,
            text: "Not answered".to_owned(),
        });
        blocks.push(Block::List(missing));
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
