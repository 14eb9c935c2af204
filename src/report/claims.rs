//! What a secondary source says, in a report: its reasons cell by cell, and its
//! statements, each with the check and the clause.

use super::build::{column, places, section};
use super::model::{Block, Section, Span, Table, TableCell};
use crate::catalog::{Catalog, ClaimSource, ClaimVerdict};
use crate::matrix::check_tone;

/// Which source it is, and what the signs mean.
pub(super) fn about(source: &ClaimSource) -> Vec<Block> {
    let address = match &source.url {
        Some(url) => format!(", {url}"),
        None => String::new(),
    };
    let signs = ClaimVerdict::ALL
        .iter()
        .map(|verdict| {
            (
                format!("{} {}", check_tone(*verdict).sign(), verdict.label()),
                vec![Span::plain(match verdict {
                    ClaimVerdict::Confirmed => "The license texts say the same.",
                    ClaimVerdict::Partly => "Right for some models or in part.",
                    ClaimVerdict::Contradicted => "The license texts say otherwise.",
                    ClaimVerdict::NotCheckable => "An opinion, or nothing to check it against.",
                })],
            )
        })
        .collect();
    vec![
        Block::Paragraph(vec![
            Span::bold("Source: "),
            Span::plain(format!(
                "{}, {}, {}{address}",
                source.title, source.publisher, source.date
            )),
        ]),
        Block::Paragraph(vec![Span::plain(
            "The values are the source's own. The sign before a value is the check of it against \
             the license texts:",
        )]),
        Block::KeyValues(signs),
    ]
}

/// The check of each cell of the source's matrix.
pub(super) fn cells(source: &ClaimSource) -> Section {
    let mut rows = Vec::new();
    for row in &source.matrix.rows {
        let name = row.cells.first().map_or("", |cell| cell.value.as_str());
        for (heading, cell) in source.matrix.columns.iter().zip(&row.cells).skip(1) {
            rows.push(vec![
                TableCell::plain(name),
                TableCell::plain(&heading.heading),
                TableCell::plain(&cell.value),
                TableCell::toned(cell.verdict.label(), check_tone(cell.verdict)),
                TableCell::plain(&cell.why),
                TableCell::plain(places(&cell.cite)),
            ]);
        }
    }
    Section {
        new_page: true,
        ..section(
            "The check of each value",
            vec![Block::Table(Table {
                caption: String::new(),
                columns: vec![
                    column("Models", 1.1),
                    column("Question", 1.3),
                    column("Value", 1.0),
                    column("Check", 1.2),
                    column("Why", 2.8),
                    column("Clause", 1.8),
                ],
                rows,
            })],
        )
    }
}

/// The source's statements.
pub(super) fn statements(catalog: &Catalog, source: &ClaimSource) -> Section {
    let rows = source
        .claims
        .iter()
        .map(|claim| {
            let about = catalog
                .family(&claim.about)
                .map_or("In general", |family| family.name.as_str());
            vec![
                TableCell::plain(about),
                TableCell::plain(&claim.statement),
                TableCell::toned(claim.verdict.label(), check_tone(claim.verdict)),
                TableCell::plain(&claim.why),
                TableCell::plain(places(&claim.cite)),
            ]
        })
        .collect();
    Section {
        new_page: true,
        ..section(
            "What the source says in its text",
            vec![Block::Table(Table {
                caption: String::new(),
                columns: vec![
                    column("About", 0.9),
                    column("Statement", 2.2),
                    column("Check", 1.2),
                    column("Why", 2.6),
                    column("Clause", 1.8),
                ],
                rows,
            })],
        )
    }
}

/// The documents that the checks rest on.
pub(super) fn documents(source: &ClaimSource) -> impl Iterator<Item = &str> {
    let cells = source
        .matrix
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .flat_map(|cell| &cell.cite);
    cells
        .chain(source.claims.iter().flat_map(|claim| &claim.cite))
        .map(|citation| citation.document.as_str())
}
