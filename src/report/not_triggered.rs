//! Rules that were considered and do not apply, with the reason: an annex.

use super::alike::{Alike, named};
use super::build::{Input, column, license_name, places, section, sentence};
use super::model::{Block, Section, Span, Table, TableCell};
use crate::matrix::Tone;
use crate::scenario::{ConsideredGroup, considered, grouped};

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
        // Which license it is goes without saying where there is one.
        let first = whose(input, &list[0]);
        let several = list.iter().any(|one| whose(input, one) != first);
        let rows = list
            .iter()
            .map(|one| {
                let rules: Vec<&str> = one.rules.iter().map(|(id, _)| id.as_str()).collect();
                let mut row = vec![
                    TableCell {
                        spans: vec![
                            Span::plain(sentence(&one.why)),
                            Span::plain(one.actor.note()),
                            Span::quiet(match places(&one.citations) {
                                clause if clause.is_empty() => String::new(),
                                clause => format!(" {clause}"),
                            }),
                        ],
                        tone: Tone::Neutral,
                    },
                    TableCell::plain(rules.join(", ")),
                ];
                if several {
                    row.insert(1, TableCell::plain(whose(input, one)));
                }
                row
            })
            .collect();
        let mut columns = vec![column("Why not", 4.6), column("Rules", 2.4)];
        if several {
            columns.insert(1, column("License", 1.4));
        }
        blocks.push(Block::Table(Table {
            caption: String::new(),
            columns,
            rows,
        }));
    }
    Section {
        new_page: true,
        ..section("Annex: rules that do not apply", blocks)
    }
}

/// The license and the part that a reason speaks of.
fn whose(input: &Input<'_>, one: &ConsideredGroup) -> String {
    let license = (!one.license.is_empty()).then(|| license_name(input.catalog, &one.license));
    let part = one.part.as_ref().map(|part| format!("part: {part}"));
    let words: Vec<String> = license.map(str::to_owned).into_iter().chain(part).collect();
    words.join(", ")
}
