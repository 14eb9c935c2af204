//! What the report says: from a view of the matrix and the verdicts to
//! sections and tables. The short answer and the matrix are here; the other
//! sections have files of their own.

use std::sync::Arc;

use super::closing::{not_assessed, sign_off, sources};
use super::lineage::lineage;
use super::model::{Block, Orientation, Report, Section, Span, Table, TableCell, TableColumn};
use super::obligations::obligations;
use super::question::question;
use super::reasons::model_section;
use crate::catalog::{Catalog, Citation, Model};
use crate::matrix::{Tone, View};
use crate::scenario::{Evaluation, Finding, RuleBook, Scenario, Tag, Verdict};
use crate::text::AttachedTexts;

/// How much the report says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The question, the short answer for each model, the matrix.
    Brief,
    /// All of it, with reasons, obligations, sources and sign-off.
    Memo,
}

/// What a report is made from.
#[derive(Debug)]
pub struct Input<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// The rules.
    pub book: &'a RuleBook,
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Rows and columns as they are on screen.
    pub view: &'a View<'a>,
    /// Verdicts by model id.
    pub evaluations: &'a std::collections::BTreeMap<String, Arc<Evaluation>>,
    /// The user's own license texts that were held against the catalog.
    pub texts: &'a AttachedTexts,
    /// The filter on screen, in words; empty if there is none.
    pub filter: &'a str,
    /// How much to say.
    pub kind: Kind,
    /// The day printed on it, `YYYY-MM-DD`.
    pub date: &'a str,
    /// Version of the program.
    pub version: &'a str,
}

/// The notice that software made the report.
pub(super) const NOTICE: &str = "This report sets license texts against the facts listed in it. Software produced it, not a lawyer, and reading it creates no client relationship. It answers only the questions shown. Facts left open stay open, and a license that its publisher changed after the date of reading is not covered. Before anyone acts on it, a qualified lawyer should compare the clauses named here with the license that came with the copy in use.";

impl<'a> Input<'a> {
    /// The models shown, in order, with their verdicts.
    pub(super) fn models(&self) -> Vec<(&'a Model, &'a Evaluation)> {
        self.view
            .rows()
            .filter_map(|row| {
                let (_, model) = self.catalog.model(&row.id)?;
                Some((model, self.evaluations.get(&row.id)?.as_ref()))
            })
            .collect()
    }
}

/// Builds the report. Pure: the same input gives the same report.
pub fn build(input: &Input<'_>) -> Report {
    let models = input.models();
    let unknown = models
        .iter()
        .filter(|(_, e)| e.verdict == Verdict::Unknown)
        .count();
    let mut sections = vec![answers(input, &models), question(input), matrix(input)];
    if input.kind == Kind::Memo {
        sections.extend(obligations(input, &models));
        sections.extend(model_sections(input, &models));
        let shown: Vec<&Model> = models.iter().map(|(model, _)| *model).collect();
        sections.extend(lineage(input, &shown));
    }
    sections.push(sources(input));
    if input.kind == Kind::Memo {
        sections.push(super::regulation::regulation_section(input, &models));
    }
    sections.push(not_assessed());
    sections.push(sign_off());
    let mut identity = identity(input.catalog, input.version);
    if !input.book.own().is_empty() {
        identity.push(("Own rules".to_owned(), input.book.own_words()));
    }
    identity.extend([
        ("Scenario".to_owned(), input.scenario.id.clone()),
        (
            "Models compared".to_owned(),
            format!(
                "{} of {} in the catalog",
                models.len(),
                input.catalog.models().count()
            ),
        ),
    ]);
    if !input.filter.is_empty() {
        identity.push(("Filter".to_owned(), input.filter.to_owned()));
    }
    identity.extend(own_texts(input.texts));
    Report {
        title: "AI model license comparison".to_owned(),
        subtitle: format!("Scenario: {}", input.scenario.title),
        date: input.date.to_owned(),
        identity,
        draft: Some(if unknown > 0 {
            format!(
                "{unknown} of {} verdicts {} unknown. Unknown is not permission.",
                models.len(),
                if unknown == 1 { "is" } else { "are" }
            )
        } else {
            "not reviewed by a lawyer.".to_owned()
        }),
        footer: format!(
            "License Matrix, catalog {}",
            short_fingerprint(input.catalog)
        ),
        sections,
    }
}

/// Which program and which catalog a report was made with.
pub(super) fn identity(catalog: &Catalog, version: &str) -> Vec<(String, String)> {
    let read = catalog
        .date()
        .map_or("unknown".to_owned(), |date| date.to_string());
    let mut identity = vec![
        ("Program".to_owned(), format!("License Matrix {version}")),
        (
            "Catalog".to_owned(),
            format!("{}, sources read until {read}", short_fingerprint(catalog)),
        ),
    ];
    let overlaid = catalog.overlaid();
    if !overlaid.is_empty() {
        let replaced = overlaid.iter().filter(|one| one.replaces).count();
        identity.push((
            "Own data".to_owned(),
            format!(
                "adds {} and replaces {replaced} of the built-in catalog",
                overlaid.len() - replaced
            ),
        ));
    }
    identity
}

/// How many license texts of the user's own there are; Sources lists them.
pub(super) fn own_texts(texts: &AttachedTexts) -> Option<(String, String)> {
    let all = texts.iter().count();
    let aside = texts
        .iter()
        .filter(|text| text.set_aside().is_some())
        .count();
    (all > 0).then(|| {
        (
            "Own texts".to_owned(),
            format!(
                "{} held against the catalog, {aside} not; see Sources",
                all - aside
            ),
        )
    })
}

/// The first digits of the catalog's fingerprint.
pub(super) fn short_fingerprint(catalog: &Catalog) -> &str {
    let fingerprint = catalog.fingerprint();
    fingerprint.get(..16).unwrap_or(fingerprint)
}

/// An upright section that does not begin a page.
pub(super) fn section(heading: &str, blocks: Vec<Block>) -> Section {
    Section {
        heading: heading.to_owned(),
        orientation: Orientation::Portrait,
        new_page: false,
        blocks,
    }
}

/// A column of a table.
pub(super) fn column(heading: &str, weight: f32) -> TableColumn {
    TableColumn {
        heading: heading.to_owned(),
        weight,
    }
}

/// The short answer for each model.
fn answers(input: &Input<'_>, models: &[(&Model, &Evaluation)]) -> Section {
    let rows = models
        .iter()
        .map(|(model, evaluation)| {
            vec![
                TableCell::plain(&model.name),
                TableCell::plain(input.catalog.license_names(model)),
                TableCell::toned(evaluation.verdict.label(), evaluation.verdict.tone()),
                TableCell::plain(why(evaluation)),
                TableCell::plain(if evaluation.worst > evaluation.verdict {
                    evaluation.worst.label()
                } else {
                    "-"
                }),
                TableCell::plain(evaluation.house.map_or("-", Verdict::label)),
                TableCell::plain(evaluation.open_questions.len().to_string()),
            ]
        })
        .collect();
    let meanings = Verdict::ALL
        .iter()
        .map(|verdict| {
            (
                format!("{} {}", verdict.tone().sign(), verdict.label()),
                vec![Span::plain(verdict.meaning())],
            )
        })
        .collect();
    section(
        "Short answer",
        vec![
            Block::Callout {
                tone: Tone::Neutral,
                text: vec![Span::plain(NOTICE)],
            },
            Block::Table(Table {
                caption: String::new(),
                columns: vec![
                    column("Model", 2.0),
                    column("License", 1.8),
                    column("Verdict", 1.8),
                    column("Why", 3.4),
                    column("Could become", 1.5),
                    column("House policy", 1.3),
                    column("Open questions", 1.1),
                ],
                rows,
            }),
            Block::Heading {
                level: 2,
                text: "How to read the verdicts".to_owned(),
            },
            Block::KeyValues(meanings),
        ],
    )
}

/// What decides a verdict, with the clause: the heaviest findings.
fn why(evaluation: &Evaluation) -> String {
    const SHOWN: usize = 2;
    let deciding: Vec<_> = evaluation
        .findings
        .iter()
        .filter(|finding| finding.effect == evaluation.verdict)
        .collect();
    if deciding.is_empty() {
        return "Every act has an express grant and no rule found a burden".to_owned();
    }
    // What holds comes before what only could be; the latter is said once.
    let (holds, could): (Vec<_>, Vec<_>) = deciding
        .into_iter()
        .partition(|finding| finding.tag != Tag::Missing);
    let mut reasons = heaviest(&holds, Finding::told, SHOWN);
    let left = SHOWN.saturating_sub(holds.len());
    if left > 0 && !could.is_empty() {
        let listed = heaviest(
            &could,
            |finding| format!("{}{}", finding.title, finding.concerns()),
            left,
        );
        reasons.push(format!(
            "not known whether it applies: {}",
            listed.join("; ")
        ));
    } else if !could.is_empty() {
        reasons.push(format!("not known whether {} more apply", could.len()));
    }
    sentence(&reasons.join("; "))
}

/// The first findings with their clauses, and how many more there are.
fn heaviest(
    findings: &[&Finding],
    words: impl Fn(&Finding) -> String,
    shown: usize,
) -> Vec<String> {
    let mut list: Vec<String> = findings
        .iter()
        .take(shown)
        .map(|finding| match places(&finding.citations) {
            clause if clause.is_empty() => words(finding),
            clause => format!("{} [{clause}]", words(finding)),
        })
        .collect();
    if findings.len() > shown {
        list.push(format!("{} more", findings.len() - shown));
    }
    list
}

/// With a capital at the beginning.
pub(super) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// The matrix, rows and columns as on screen.
fn matrix(input: &Input<'_>) -> Section {
    let caption = "As the license texts say; the documents are listed under Sources.";
    Section {
        heading: "Matrix".to_owned(),
        orientation: Orientation::Landscape,
        new_page: true,
        blocks: vec![Block::Table(matrix_table(input.view, caption))],
    }
}

/// A view of the matrix as a table.
pub(super) fn matrix_table(view: &View<'_>, caption: &str) -> Table {
    let columns: Vec<TableColumn> = view
        .headings()
        .zip(&view.columns)
        .map(|(heading, &index)| column(heading, weight(view, index)))
        .collect();
    let rows = view
        .rows()
        .map(|row| {
            view.cells(row)
                .map(|cell| TableCell::toned(&cell.text, cell.tone))
                .collect()
        })
        .collect();
    Table {
        caption: caption.to_owned(),
        columns,
        rows,
    }
}

/// How wide a column is beside the others: long texts take several lines, so
/// the width grows with the root of their length.
fn weight(view: &View<'_>, column: usize) -> f32 {
    let longest = view
        .rows()
        .map(|row| row.cells[column].text.chars().count())
        .max()
        .unwrap_or(0);
    (longest as f32).sqrt().clamp(2.4, 7.5)
}

/// The name of a license for a cell.
pub(super) fn license_name<'c>(catalog: &'c Catalog, id: &'c str) -> &'c str {
    catalog
        .license(id)
        .map_or(id, |license| license.short.as_str())
}

/// Documents and sections in one line.
pub(super) fn places(citations: &[Citation]) -> String {
    let list: Vec<String> = citations
        .iter()
        .map(|c| format!("{} {}", c.document, c.place()))
        .collect();
    list.join("; ")
}

/// Models under one license that are judged alike share a section.
fn model_sections(input: &Input<'_>, models: &[(&Model, &Evaluation)]) -> Vec<Section> {
    let mut groups: Vec<(Vec<&Model>, &Evaluation)> = Vec::new();
    for (model, evaluation) in models {
        let same = groups.iter_mut().find(|(members, known)| {
            members[0].weights_license() == model.weights_license() && *known == *evaluation
        });
        match same {
            Some((members, _)) => members.push(model),
            None => groups.push((vec![model], evaluation)),
        }
    }
    groups
        .iter()
        .map(|(members, evaluation)| model_section(input, members, evaluation))
        .collect()
}
