//! Where the reviewers decide and sign.

use super::alike::{Alike, named};
use super::build::{column, section};
use super::model::{Block, Section, Span, Table, TableCell};

/// Lines of the change log that are left free.
const FREE_LINES: usize = 3;

/// Who hands the obligations over, and who takes them.
pub(super) fn taken_over() -> Section {
    let lines = ["Handed over by", "Taken over by", "Date", "Signatures"];
    section(
        "Handed over",
        vec![Block::SignatureLines(
            lines.iter().map(|line| (*line).to_owned()).collect(),
        )],
    )
}

/// A decision for each verdict, the signatures of two reviewers, and a log of
/// changes. A signed version holds for the catalog, the rules and the answers
/// it names.
pub(super) fn decisions(groups: &[Alike<'_>]) -> Section {
    let blank = || TableCell::plain("");
    let rows = groups
        .iter()
        .map(|group| {
            let verdict = group.evaluation.verdict;
            vec![
                TableCell::plain(named(&group.models, 3)),
                TableCell::toned(verdict.label(), verdict.tone()),
                TableCell::plain("agree / differ / more facts"),
                blank(),
                blank(),
            ]
        })
        .collect();
    let log = (0..FREE_LINES)
        .map(|_| vec![blank(), blank(), blank()])
        .collect();
    let mut blocks = vec![
        Block::Table(Table {
            caption: "Decision of the reviewer, for each verdict of the program".to_owned(),
            columns: vec![
                column("Models", 2.4),
                column("Verdict", 1.8),
                column("Decision (strike out)", 1.6),
                column("Reason or conditions", 2.6),
                column("Valid until", 1.1),
            ],
            rows,
        }),
        Block::Paragraph(vec![Span::plain(
            "A decision holds for the catalog, the rules and the answers that this report names. \
             It has to be looked at again when one of them changes.",
        )]),
    ];
    for reviewer in ["Reviewer", "Second reviewer"] {
        blocks.push(Block::Heading {
            level: 2,
            text: reviewer.to_owned(),
        });
        let lines = ["Name", "Role", "Date", "Signature"];
        blocks.push(Block::SignatureLines(
            lines.iter().map(|line| (*line).to_owned()).collect(),
        ));
    }
    blocks.push(Block::Table(Table {
        caption: "Changes since the last signed version".to_owned(),
        columns: vec![
            column("Date", 1.0),
            column("What changed", 4.0),
            column("By", 1.4),
        ],
        rows: log,
    }));
    Section {
        new_page: true,
        ..section("Review and sign-off", blocks)
    }
}
