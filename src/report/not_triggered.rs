//! Rules that were considered and do not apply, with the reason: an annex.

use super::alike::{Alike, named};
use super::build::{Input, column, license_name, places, section};
use super::model::{Block, Section, Span, Table, TableCell};
use crate::matrix::Tone;
use crate::scenario::{considered, grouped};

/// One table for each group of models that are judged alike.
pub(super) fn not_triggered(input: &Input<'_>, groups: &[Alike<'_>]) -> Section {
    let mut blocks = vec![Block::Paragraph(vec![Span::plain(
        "Every other rule was looked at, and this is why it does not apply.",
    )])];
    for group in groups {
        let list = grouped(&considered(input.book, input.scenario, &group.subject));
        if list.is_empty() {
            continue;
        }
        blocks.push(Block::Heading {
            level: 2,
            text: named(&group.models, 3),
        });
        let rows = list
            .iter()
            .map(|one| {
                let rules: Vec<&str> = one.rules.iter().map(|(id, _)| id.as_str()).collect();
                let mut whom = Vec::new();
                if !one.license.is_empty() {
                    whom.push(license_name(input.catalog, &one.license).to_owned());
                }
                whom.extend(one.part.iter().map(|part| format!("part: {part}")));
                vec![
                    TableCell {
                        spans: vec![
                            Span::plain(super::build::sentence(&one.why)),
                            Span::plain(one.actor.note()),
                            Span::quiet(match places(&one.citations) {
                                clause if clause.is_empty() => String::new(),
                                clause => format!(" {clause}"),
                            }),
                        ],
                        tone: Tone::Neutral,
                    },
                    TableCell::plain(whom.join(", ")),
                    TableCell::plain(rules.join(", ")),
                ]
            })
            .collect();
        blocks.push(Block::Table(Table {
            caption: String::new(),
            columns: vec![
                column("Why not", 4.0),
                column("License", 1.4),
                column("Rules", 2.2),
            ],
            rows,
        }));
    }
    Section {
        new_page: true,
        ..section("Annex: rules that do not apply", blocks)
    }
}
