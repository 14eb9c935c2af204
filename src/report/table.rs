//! The report of a view without a scenario: the table as it is on screen, the
//! licenses in it, and the documents behind it. It judges nothing.

use std::collections::BTreeSet;

use super::branding::Branding;
use super::build::{NOTICE, identity, own_texts, places, section, short_fingerprint, shown};
use super::claims;
use super::closing::{not_assessed, sign_off, source_table};
use super::matrix::matrix_table;
use super::model::{Block, Orientation, Report, Section, Span};
use crate::catalog::{Catalog, ClaimSource};
use crate::matrix::{Tone, View};
use crate::text::AttachedTexts;

/// What such a report is made from.
#[derive(Debug)]
pub struct TableInput<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// Rows and columns as they are on screen.
    pub view: &'a View<'a>,
    /// What the view shows, such as "As the license texts say".
    pub title: &'a str,
    /// The secondary source whose view it is, if it is one.
    pub source: Option<&'a ClaimSource>,
    /// The user's own license texts that were held against the catalog.
    pub texts: &'a AttachedTexts,
    /// The filter on screen, in words; empty if there is none.
    pub filter: &'a str,
    /// The day printed on it, `YYYY-MM-DD`.
    pub date: &'a str,
    /// Version of the program.
    pub version: &'a str,
}

/// Builds the report. Pure: the same input gives the same report.
pub fn build_table(input: &TableInput<'_>) -> Report {
    let mut identity = identity(input.catalog, input.version);
    identity.extend(shown(input.filter, input.view));
    identity.push((
        "Rows".to_owned(),
        format!(
            "{} of {}",
            input.view.rows.len(),
            input.view.matrix.rows.len()
        ),
    ));
    identity.extend(own_texts(input.texts));
    let mut sections = vec![
        section(
            "What this is",
            vec![
                Block::Callout {
                    tone: Tone::Neutral,
                    text: vec![Span::plain(NOTICE)],
                },
                Block::Paragraph(vec![Span::plain(
                    "This view judges no deployment: nothing here is a verdict.",
                )]),
            ]
            .into_iter()
            .chain(input.source.into_iter().flat_map(claims::about))
            .collect(),
        ),
        Section {
            heading: "Matrix".to_owned(),
            orientation: Orientation::Landscape,
            new_page: true,
            blocks: vec![Block::Table(matrix_table(input.view, input.title))],
        },
    ];
    sections.extend(licenses(input));
    if let Some(source) = input.source {
        sections.push(claims::cells(source));
        sections.push(claims::statements(input.catalog, source));
    }
    sections.push(source_table(input.catalog, &documents(input), input.texts));
    sections.push(not_assessed());
    sections.push(sign_off());
    Report {
        title: "AI model license comparison".to_owned(),
        subtitle: input.title.to_owned(),
        date: input.date.to_owned(),
        identity,
        draft: Some("not reviewed by a lawyer.".to_owned()),
        footer: format!(
            "License Matrix, catalog {}",
            short_fingerprint(input.catalog)
        ),
        sections,
        attachment: None,
        logo: None,
        fillable: false,
        branding: Branding::default(),
    }
}

/// The licenses of the models shown, each with its bottom line.
fn licenses(input: &TableInput<'_>) -> Option<Section> {
    let mut seen = BTreeSet::new();
    let mut blocks = Vec::new();
    for row in input.view.rows() {
        let Some((_, model)) = input.catalog.model(&row.id) else {
            continue;
        };
        for license in input.catalog.weights_licenses(model) {
            if !seen.insert(license.id.as_str()) {
                continue;
            }
            blocks.push(Block::Heading {
                level: 2,
                text: license.title.clone(),
            });
            blocks.push(Block::Paragraph(vec![
                Span::plain(&license.bottom_line),
                Span::quiet(format!("  {}", places(&license.bottom_line_cite))),
            ]));
        }
    }
    (!blocks.is_empty()).then(|| Section {
        new_page: true,
        ..section("Licenses in this comparison", blocks)
    })
}

/// The documents that the cells shown rest on.
fn documents(input: &TableInput<'_>) -> BTreeSet<String> {
    let view = input.view;
    view.rows()
        .flat_map(|row| {
            view.cells(row)
                .flat_map(|cell| &cell.citations)
                .collect::<Vec<_>>()
        })
        .map(|citation| citation.document.as_str())
        .chain(input.source.into_iter().flat_map(claims::documents))
        .map(str::to_owned)
        .collect()
}
