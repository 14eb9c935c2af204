//! The questions that are open, by who in the house can answer them.

use super::build::{Input, column, section};
use super::model::{Block, Section, Span, Table, TableCell};
use crate::catalog::Model;
use crate::matrix::Tone;
use crate::scenario::{Evaluation, Respondent};
use crate::verdicts::waiting_questions;

/// Who can answer, in the order in which they are listed.
const ORDER: [Respondent; 4] = [
    Respondent::Product,
    Respondent::Finance,
    Respondent::Engineering,
    Respondent::Legal,
];

/// The questions that a verdict on a model shown waits for; `None` if there
/// is none.
pub(super) fn open_questions(
    input: &Input<'_>,
    models: &[(&Model, &Evaluation)],
) -> Option<Section> {
    let waiting = waiting_questions(models.iter().map(|(_, evaluation)| *evaluation));
    let mut rows = Vec::new();
    for who in ORDER {
        for question in &waiting {
            let Some(field) = input.book.field(&question.field) else {
                continue;
            };
            if field.who != who {
                continue;
            }
            rows.push(vec![
                TableCell::plain(super::build::sentence(who.label())),
                TableCell {
                    spans: vec![
                        Span::plain(&field.question),
                        Span::quiet(format!(" {}", field.why)),
                    ],
                    tone: Tone::Neutral,
                },
                TableCell::plain(question.models.to_string()),
                TableCell::toned(question.worst.label(), question.worst.tone()),
                TableCell::plain(question.rules.join(", ")),
            ]);
        }
    }
    (!rows.is_empty()).then(|| {
        section(
            "Open questions",
            vec![
                Block::Paragraph(vec![Span::plain(
                    "As long as these are not answered, the verdicts that wait for them stay open. \
                     What settles most comes first for each who can answer.",
                )]),
                Block::Table(Table {
                    caption: String::new(),
                    columns: vec![
                        column("Who can answer", 1.2),
                        column("Question", 4.0),
                        column("Models that wait", 1.0),
                        column("Could mean, at the worst", 1.7),
                        column("Rules", 1.2),
                    ],
                    rows,
                }),
            ],
        )
    })
}
