//! The question put: the scenario, answer by answer.

use super::build::{Input, section, sentence};
use super::lineage::part_pairs;
use super::model::{Block, Section, Span};
use crate::matrix::short_number;
use crate::scenario::{Actor, Answer, FieldKind, Money};

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

/// An answer in words; `None` if there is none.
pub fn answer_words(kind: &FieldKind, answer: &Answer) -> Option<String> {
    let label = |id: &String| match kind {
        FieldKind::Choice(values) | FieldKind::Choices(values) => values
            .iter()
            .find(|(known, _)| known == id)
            .map_or(id.clone(), |(_, label)| label.clone()),
        _ if id == "WORLD" => "the whole world".to_owned(),
        _ => id.clone(),
    };
    let unit = match kind {
        FieldKind::Number(unit) | FieldKind::NumberByMonth(unit) => unit.as_str(),
        _ => "",
    };
    let number = |n: f64| {
        format!("{} {unit}", crate::matrix::short_number(n))
            .trim()
            .to_owned()
    };
    Some(match answer {
        Answer::Unanswered => return None,
        Answer::NotApplicable => "Does not apply".to_owned(),
        Answer::Money(money) => money_words(money),
        Answer::Flag(true) => "Yes".to_owned(),
        Answer::Flag(false) => "No".to_owned(),
        Answer::Text(word) => label(word),
        Answer::Set(words) if words.is_empty() => "None".to_owned(),
        Answer::Set(words) => words.iter().map(label).collect::<Vec<_>>().join(", "),
        Answer::Num(n) => number(*n),
        Answer::Range(low, high) => format!("between {} and {}", number(*low), number(*high)),
        Answer::Map(months) if months.is_empty() => return None,
        Answer::Map(months) => months
            .iter()
            .map(|(month, n)| format!("{month}: {}", number(*n)))
            .collect::<Vec<_>>()
            .join(", "),
    })
}

/// "3bn EUR (1 EUR = 1.08 USD on 2026-11-20)".
fn money_words(money: &Money) -> String {
    let Money {
        currency,
        usd_rate,
        rate_date,
        ..
    } = money;
    let amount = short_number(money.amount);
    let sum = match money.to {
        Some(to) => format!("between {amount} and {}", short_number(to)),
        None => amount,
    };
    format!("{sum} {currency} (1 {currency} = {usd_rate} USD on {rate_date})")
}
