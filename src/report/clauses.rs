//! The clauses that a memo rests on: citations that lead to an annex, and the
//! annex, which leads back.

use std::collections::BTreeMap;

use super::alike::{Alike, named};
use super::build::{Input, column, section};
use super::kind::Kind;
use super::model::{Block, Orientation, Section, Span, Table, TableCell, place_name};
use crate::catalog::Citation;
use crate::matrix::Tone;
use crate::text::Support;

fn clause_place(citation: &Citation) -> String {
    place_name(
        "clause",
        &format!("{} {}", citation.document, citation.section),
    )
}

/// The name of the place where the reasons of a group stand.
pub(super) fn group_place(group: &Alike<'_>) -> String {
    place_name("model", &group.models[0].id)
}

/// Document and section in words; the sign stays with its number.
pub(super) fn one_place(citation: &Citation) -> String {
    let place = citation.place().replace("\u{a7} ", "\u{a7}\u{a0}");
    format!("{} {place}", citation.document)
}

/// Citations in one line. In a memo each leads to the annex.
pub(super) fn cited(input: &Input<'_>, citations: &[Citation], quiet: bool) -> Vec<Span> {
    let span = |text: String| match quiet {
        true => Span::quiet(text),
        false => Span::plain(text),
    };
    let mut spans = Vec::new();
    for citation in citations {
        if !spans.is_empty() {
            spans.push(span("; ".to_owned()));
        }
        let words = span(one_place(citation));
        spans.push(match input.kind {
            Kind::Memo => words.leading_to(&clause_place(citation)),
            _ => words,
        });
    }
    spans
}

/// The annex: every clause cited, where it was read, and for which models.
pub(super) fn annex(input: &Input<'_>, groups: &[Alike<'_>]) -> Section {
    let mut clauses: BTreeMap<(&str, &str), (&Citation, Vec<usize>)> = BTreeMap::new();
    for (index, group) in groups.iter().enumerate() {
        let evaluation = group.evaluation;
        let findings = evaluation.findings.iter().chain(&evaluation.house_findings);
        let of_findings = findings.flat_map(|finding| &finding.citations);
        let of_duties = evaluation.obligations.iter().flat_map(|one| &one.citations);
        let licenses = group.subject.components.iter().map(|one| one.license);
        let of_licenses = licenses.flat_map(|license| {
            let limits = license.thresholds.iter().flat_map(|limit| &limit.cite);
            license.bottom_line_cite.iter().chain(limits)
        });
        for citation in of_findings.chain(of_duties).chain(of_licenses) {
            let key = (citation.document.as_str(), citation.section.as_str());
            let (_, cited_by) = clauses.entry(key).or_insert((citation, Vec::new()));
            if cited_by.last() != Some(&index) {
                cited_by.push(index);
            }
        }
    }
    let rows = clauses
        .values()
        .map(|(citation, cited_by)| row(input, groups, citation, cited_by))
        .collect();
    Section {
        orientation: Orientation::Landscape,
        new_page: true,
        ..section(
            "Annex: clauses",
            vec![
                Block::Paragraph(vec![Span::plain(
                    "The wording is in the documents, not in this report; where you attached a copy \
                     that holds the words that were read, it is quoted with the reasons. Compare each \
                     clause with the license that came with the copy in use.",
                )]),
                Block::Table(Table {
                    caption: String::new(),
                    columns: vec![
                        column("Clause", 2.2),
                        column("Document", 2.4),
                        column("Read", 1.5),
                        column("Fingerprint", 1.4),
                        column("Your copy", 1.4),
                        column("Cited for", 2.4),
                    ],
                    rows,
                }),
            ],
        )
    }
}

fn row(
    input: &Input<'_>,
    groups: &[Alike<'_>],
    citation: &Citation,
    cited_by: &[usize],
) -> Vec<TableCell> {
    let source = input.catalog.source(&citation.document);
    let plain = |spans| TableCell {
        spans,
        tone: Tone::Neutral,
    };
    let mut document = vec![Span::plain(
        source.map_or(citation.document.as_str(), |source| source.title.as_str()),
    )];
    if let Some(url) = source.and_then(|source| source.url.as_ref()) {
        document.push(Span::plain(" "));
        document.push(Span::link("open", url));
    }
    let read = source.map_or("not read".to_owned(), |source| {
        let day = source.read.map(|day| format!(", {day}"));
        format!("{}{}", source.evidence.label(), day.unwrap_or_default())
    });
    let fingerprint = source
        .and_then(|source| source.sha256.as_deref()?.get(..16))
        .unwrap_or("none");
    let mut back = Vec::new();
    for group in cited_by.iter().filter_map(|index| groups.get(*index)) {
        if !back.is_empty() {
            back.push(Span::plain("; "));
        }
        back.push(Span::plain(named(&group.models, 2)).leading_to(&group_place(group)));
    }
    vec![
        plain(vec![
            Span::plain(one_place(citation)).at(clause_place(citation)),
        ]),
        plain(document),
        TableCell::plain(read),
        TableCell::plain(fingerprint),
        match input.texts.support(citation) {
            Support::Holds => TableCell::toned("Same words", Tone::Good),
            Support::Broken => TableCell::toned("Other words", Tone::Bad),
            Support::NoText => TableCell::plain("none attached"),
        },
        plain(back),
    ]
}
