//! The end of the report: sources, what was not assessed, sign-off.

use std::collections::BTreeSet;

use super::build::{Input, column, section};
use super::model::{Block, Orientation, Section, Span, Table, TableCell};
use crate::catalog::{Catalog, Evidence};
use crate::matrix::Tone;

/// The documents behind the licenses shown.
pub(super) fn sources(input: &Input<'_>) -> Section {
    let mut ids = BTreeSet::new();
    for (model, evaluation) in input.models() {
        for license in input.catalog.weights_licenses(model) {
            ids.extend(license.documents.iter().cloned());
        }
        let findings = evaluation.findings.iter().chain(&evaluation.house_findings);
        let cited = findings.flat_map(|finding| &finding.citations);
        ids.extend(cited.map(|citation| citation.document.clone()));
    }
    source_table(input.catalog, &ids)
}

/// Documents with address, day of reading, evidence and fingerprint.
pub(super) fn source_table(catalog: &Catalog, ids: &BTreeSet<String>) -> Section {
    let rows = ids
        .iter()
        .filter_map(|id| catalog.source(id))
        .map(|source| {
            let address = match &source.url {
                Some(url) => vec![Span::link(url, url)],
                None => vec![Span::plain("no address recorded")],
            };
            vec![
                TableCell::plain(&source.id),
                TableCell::plain(&source.title),
                TableCell {
                    spans: address,
                    tone: Tone::Neutral,
                },
                TableCell::plain(
                    source
                        .read
                        .map_or("not read".to_owned(), |date| date.to_string()),
                ),
                TableCell::toned(
                    source.evidence.label(),
                    if source.evidence == Evidence::Primary {
                        Tone::Good
                    } else {
                        Tone::Review
                    },
                ),
                TableCell::plain(
                    source
                        .sha256
                        .as_deref()
                        .and_then(|h| h.get(..16))
                        .unwrap_or("none"),
                ),
            ]
        })
        .collect();
    Section {
        heading: "Sources".to_owned(),
        orientation: Orientation::Landscape,
        new_page: true,
        blocks: vec![Block::Table(Table {
            caption: "Fingerprint: the first 16 digits of the SHA-256 of the text that was read"
                .to_owned(),
            columns: vec![
                column("Id", 1.4),
                column("Title", 2.0),
                column("Address", 2.4),
                column("Read", 1.0),
                column("Evidence", 1.3),
                column("Fingerprint", 1.3),
            ],
            rows,
        })],
    }
}

/// What the report says nothing about.
pub(super) fn not_assessed() -> Section {
    let items = [
        "Protection of weights by copyright, and how the contract is formed",
        "Rights in training data and in outputs",
        "Privacy, security, consumer, labor and competition law, tax, export classification",
        "Public law on AI systems and models",
        "Whether use policies can be enforced",
        "Service contracts of hosts and publishers",
    ];
    section(
        "Not assessed",
        vec![Block::List(
            items.iter().map(|item| vec![Span::plain(*item)]).collect(),
        )],
    )
}

/// Where the reviewer signs.
pub(super) fn sign_off() -> Section {
    let lines = ["Name", "Role", "Date", "Valid until", "Signature"];
    section(
        "Review and sign-off",
        vec![
            Block::Checklist(vec![
                vec![Span::plain("Agree")],
                vec![Span::plain("Agree with conditions:")],
                vec![Span::plain("Differ, for these reasons:")],
                vec![Span::plain("More facts needed:")],
            ]),
            Block::SignatureLines(lines.iter().map(|line| (*line).to_owned()).collect()),
        ],
    )
}
