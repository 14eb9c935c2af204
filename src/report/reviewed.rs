//! What reviewers decided, beside what the program computed.

use super::build::{Input, column, section};
use super::model::{Block, Section, Span, Table, TableCell};

/// A decision of a reviewer on something that the report shows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reviewed {
    /// What it is on: a model, with a column or "verdict".
    pub about: String,
    /// What the program computes now; it stands whatever was decided.
    pub computed: String,
    /// The decision in words.
    pub decision: String,
    /// Reviewer and day.
    pub by: String,
    /// The reviewer's note, and notes on the same.
    pub note: String,
    /// What the program had computed when it was decided, if that is something
    /// else now.
    pub decided_on: Option<String>,
}

/// The decisions so far; nothing where there are none.
pub(super) fn reviewed(input: &Input<'_>) -> Option<Section> {
    if input.reviewed.is_empty() {
        return None;
    }
    let rows = input.reviewed.iter().map(|one| {
        let decision = match &one.decided_on {
            None => one.decision.clone(),
            Some(then) => format!(
                "{}; decided on \"{then}\", to be reviewed again",
                one.decision
            ),
        };
        vec![
            TableCell::plain(&one.about),
            TableCell::plain(&one.computed),
            TableCell::plain(decision),
            TableCell::plain(&one.by),
            TableCell::plain(&one.note),
        ]
    });
    Some(section(
        "Decisions of reviewers",
        vec![
            Block::Table(Table {
                caption: "What reviewers decided so far, beside the value of the program"
                    .to_owned(),
                columns: vec![
                    column("What", 2.2),
                    column("The program says", 1.8),
                    column("Decision", 2.2),
                    column("By", 1.4),
                    column("Note", 1.8),
                ],
                rows: rows.collect(),
            }),
            Block::Paragraph(vec![Span::plain(
                "A decision does not change a value or a verdict of this report.",
            )]),
        ],
    ))
}
