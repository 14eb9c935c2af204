//! The closest permitted substitutes for models that are not permitted.

use std::collections::BTreeSet;

use super::alike::Alike;
use super::build::{Input, column};
use super::model::{Block, Span, Table, TableCell};
use crate::model_comparison::{Grounds, Substitute, Substitutes, needs_substitute, substitutes};

/// A line for each model of a group that is not permitted: the closest
/// substitute, or why there is none.
pub(super) fn substitutes_of(input: &Input<'_>, group: &Alike<'_>) -> Vec<Block> {
    if !needs_substitute(group.evaluation.verdict) {
        return Vec::new();
    }
    let grounds = Grounds {
        catalog: input.catalog,
        book: input.book,
        scenario: Some(input.scenario),
        evaluations: input.evaluations,
        texts: input.texts,
    };
    let models = group.models.iter();
    let found: Vec<Substitutes> = models
        .filter_map(|model| substitutes(&grounds, &model.id))
        .collect();
    if found.is_empty() {
        return Vec::new();
    }
    let remarks: BTreeSet<&str> = found
        .iter()
        .flat_map(|one| &one.remarks)
        .map(String::as_str)
        .collect();
    let mut blocks = vec![
        Block::Heading {
            level: 2,
            text: "Closest permitted substitute".to_owned(),
        },
        Block::Table(Table {
            caption: String::new(),
            columns: vec![
                column("Model", 1.5),
                column("Substitute", 2.0),
                column("How near it is", 3.0),
            ],
            rows: found.iter().map(row).collect(),
        }),
    ];
    if !remarks.is_empty() {
        let words: Vec<&str> = remarks.into_iter().collect();
        blocks.push(Block::Paragraph(vec![Span::quiet(words.join(" "))]));
    }
    blocks
}

fn row(found: &Substitutes) -> Vec<TableCell> {
    let (name, near) = match (found.list.first(), &found.none) {
        (Some(first), _) => (substitute(first), first.likeness.clone()),
        (None, Some(none)) => (TableCell::plain("None"), vec![none.clone()]),
        (None, None) => (TableCell::plain("None"), Vec::new()),
    };
    vec![
        TableCell::plain(&found.name),
        name,
        TableCell::plain(near.join(". ")),
    ]
}

/// The name with the verdict and the license.
fn substitute(one: &Substitute) -> TableCell {
    let mut cell = TableCell::toned(&one.name, one.verdict.tone());
    let label = one.verdict.label();
    let mut words = format!(" {label}, {}", one.license);
    if let Some(house) = one.house {
        words = format!("{words}; house policy: {}", house.label());
    }
    cell.spans.push(Span::quiet(words));
    cell
}
