//! The end of the report: sources, what was not assessed, sign-off.

use std::collections::BTreeSet;

use super::build::{Input, column, section};
use super::model::{Block, Orientation, Section, Span, Table, TableCell};
use crate::catalog::{Catalog, Evidence};
use crate::matrix::Tone;
use crate::text::AttachedTexts;

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
    source_table(input.catalog, &ids, input.texts)
}

/// Documents with address, day of reading, evidence and fingerprint.
pub(super) fn source_table(
    catalog: &Catalog,
    ids: &BTreeSet<String>,
    texts: &AttachedTexts,
) -> Section {
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
    let mut blocks = vec![Block::Table(Table {
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
    })];
    blocks.extend(own_copies(ids, texts));
    Section {
        heading: "Sources".to_owned(),
        orientation: Orientation::Landscape,
        new_page: true,
        blocks,
    }
}

/// The user's own copies of these documents, each with how it agrees, and how
/// many other texts there are.
fn own_copies(ids: &BTreeSet<String>, texts: &AttachedTexts) -> Vec<Block> {
    let mut rows = Vec::new();
    let mut others = 0;
    for text in texts.iter() {
        let known = text.identified.as_ref();
        match known.filter(|known| {
            ids.iter()
                .any(|id| text.stands_for(id) || *id == known.document)
        }) {
            Some(known) => {
                let (words, tone) = match text.set_aside() {
                    Some(why) => (format!("Not held against the catalog: {why}"), Tone::Review),
                    None if text.is_verified() => (text.in_words(), Tone::Good),
                    None => (text.in_words(), Tone::Bad),
                };
                rows.push(vec![
                    TableCell::plain(&text.name),
                    TableCell::plain(&known.document),
                    TableCell::toned(words, tone),
                ]);
            }
            None => others += 1,
        }
    }
    let mut blocks = Vec::new();
    if !rows.is_empty() {
        blocks.push(Block::Table(Table {
            caption: "Own copies of these documents".to_owned(),
            columns: vec![
                column("Text", 2.0),
                column("Document", 1.4),
                column("How it agrees", 4.0),
            ],
            rows,
        }));
    }
    if others > 0 {
        blocks.push(Block::Paragraph(vec![Span::plain(format!(
            "Own texts of other documents, or of none that is known: {others}."
        ))]));
    }
    blocks
}

/// What the report says nothing about.
pub(super) fn not_assessed() -> Section {
    let items = [
        "Protection of weights by copyright, and how the contract is formed",
        "Rights in training data and in outputs",
        "Privacy, security, consumer, labor and competition law, tax, export classification",
        "Public law on AI systems and models: notes at most, no verdict",
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
