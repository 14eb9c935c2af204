//! What the report says: from a view of the matrix and the verdicts to
//! sections. Which sections a kind has is decided here; each has a file of its
//! own.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::alike::alike;
use super::assumptions::assumptions;
use super::branding::Branding;
use super::clauses::{annex, one_place};
use super::closing::{not_assessed, sign_off, sources};
use super::comparison::comparison;
use super::dead_links::unlink;
use super::disputes::disputes;
use super::handover::handover;
use super::kind::Kind;
use super::limits::limits;
use super::lineage::lineage;
use super::matrix::matrix;
use super::model::{Block, Orientation, Report, Section, Span, TableColumn};
use super::not_triggered::not_triggered;
use super::obligations::{notices, obligations};
use super::open_questions::open_questions;
use super::overview::overview;
use super::question::{question, short_section, summary_section};
use super::reasons::model_section;
use super::regulation::regulation_section;
use super::reviewed::{Reviewed, reviewed};
use super::short_answer::answers;
use super::sign_off::{decisions, taken_over};
use super::topic::Topic;
use crate::catalog::{Catalog, Citation, Model};
use crate::matrix::View;
use crate::scenario::{Evaluation, RuleBook, Scenario, Verdict};
use crate::text::AttachedTexts;

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
    pub evaluations: &'a BTreeMap<String, Arc<Evaluation>>,
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
    /// What is left out.
    pub without: &'a [Topic],
    /// Other scenarios, for the verdicts of the same models in them.
    pub beside: &'a [Beside<'a>],
    /// What reviewers decided on what is shown.
    pub reviewed: &'a [Reviewed],
}

/// Another scenario, and the verdicts in it by model id.
pub type Beside<'a> = (&'a Scenario, &'a BTreeMap<String, Arc<Evaluation>>);

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
    identity.extend(shown(input.filter, input.view));
    identity.extend(own_texts(input.texts));
    identity.extend(left_out(input));
    Report {
        title: match input.kind {
            Kind::Handover => "AI model licenses: obligations",
            _ => "AI model license comparison",
        }
        .to_owned(),
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
        sections: sections(input, &models),
        attachment: None,
        logo: None,
        fillable: false,
        branding: Branding::default(),
    }
}

/// The sections of a kind, in their order, without those that are left out.
fn sections(input: &Input<'_>, models: &[(&Model, &Evaluation)]) -> Vec<Section> {
    let mut all: Vec<(Topic, Section)> = match input.kind {
        Kind::Brief => {
            let mut all = vec![
                (Topic::Core, answers(input, models)),
                (Topic::Question, summary_section(input)),
            ];
            all.extend(about(Topic::Overview, overview(input, models)));
            all.push((Topic::Matrix, matrix(input)));
            let open = open_questions(input, models);
            all.extend(about(Topic::OpenQuestions, open));
            all.extend([
                (Topic::Sources, sources(input)),
                (Topic::Core, not_assessed()),
                (Topic::SignOff, sign_off()),
            ]);
            all
        }
        Kind::Comparison => {
            let mut all = vec![(Topic::Core, answers(input, models))];
            all.extend(about(Topic::Core, comparison(input, models)));
            all.extend([
                (Topic::Question, summary_section(input)),
                (Topic::Sources, sources(input)),
                (Topic::Core, not_assessed()),
                (Topic::SignOff, sign_off()),
            ]);
            all
        }
        Kind::Handover => {
            let mut all: Vec<_> = about(Topic::Core, handover(input, models)).collect();
            all.extend(about(Topic::Notices, notices(input, models)));
            all.extend([
                (Topic::Question, short_section(input)),
                (Topic::SignOff, taken_over()),
            ]);
            all
        }
        Kind::Memo => memo(input, models),
    };
    if let Some(decided) = reviewed(input) {
        let end = all.iter().rposition(|(topic, _)| *topic == Topic::SignOff);
        all.insert(end.unwrap_or(all.len()), (Topic::SignOff, decided));
    }
    all.retain(|(topic, _)| !input.without.contains(topic));
    let mut sections: Vec<Section> = all.into_iter().map(|(_, section)| section).collect();
    if input.kind == Kind::Memo {
        sections.insert(0, contents(&sections));
    }
    if !input.without.is_empty() {
        unlink(&mut sections);
    }
    sections
}

fn about(
    topic: Topic,
    sections: impl IntoIterator<Item = Section>,
) -> impl Iterator<Item = (Topic, Section)> {
    sections.into_iter().map(move |section| (topic, section))
}

/// The sections of the full review, but for its contents.
fn memo(input: &Input<'_>, models: &[(&Model, &Evaluation)]) -> Vec<(Topic, Section)> {
    let groups = alike(input, models);
    let shown: Vec<&Model> = models.iter().map(|(model, _)| *model).collect();
    let mut all = vec![
        (Topic::Core, answers(input, models)),
        (Topic::Question, question(input)),
        (Topic::Assumptions, assumptions(input, &groups)),
    ];
    let open = open_questions(input, models);
    all.extend(about(Topic::OpenQuestions, open));
    all.extend(about(Topic::Overview, overview(input, models)));
    all.push((Topic::Matrix, matrix(input)));
    let owed = obligations(input, models).into_iter().enumerate();
    all.extend(owed.map(|(index, section)| match index {
        0 => (Topic::Obligations, section),
        _ => (Topic::Notices, section),
    }));
    all.extend(about(Topic::Limits, limits(input, &groups)));
    let reasons = groups.iter().map(|group| model_section(input, group));
    all.extend(about(Topic::Reasons, reasons));
    all.extend(about(Topic::Lineage, lineage(input, &shown)));
    all.extend(about(Topic::Disputes, disputes(input.catalog, &shown)));
    all.push((Topic::Regulation, regulation_section(input, models)));
    // These follow on the same pages, which lie sideways for wide tables.
    let follow = [
        (Topic::Core, not_assessed()),
        (Topic::Sources, sources(input)),
    ];
    all.extend(follow.map(|(topic, section)| {
        let sideways = Section {
            orientation: Orientation::Landscape,
            new_page: false,
            ..section
        };
        (topic, sideways)
    }));
    all.push((Topic::Clauses, annex(input, &groups)));
    all.push((Topic::SilentRules, not_triggered(input, &groups)));
    all.push((Topic::SignOff, decisions(&groups)));
    all
}

/// What was left out of what the report would have, in words.
fn left_out(input: &Input<'_>) -> Option<(String, String)> {
    let topics = input.kind.topics().iter();
    let left: Vec<&str> = topics
        .filter(|topic| input.without.contains(topic))
        .map(|topic| topic.label())
        .collect();
    (!left.is_empty()).then(|| ("Left out".to_owned(), left.join("; ")))
}

/// More sections than these are in the outline only.
const LISTED: usize = 40;

/// The sections as links.
fn contents(sections: &[Section]) -> Section {
    let entry =
        |section: &Section| vec![Span::plain(&section.heading).leading_to(&section.place())];
    let mut blocks = vec![Block::List(
        sections.iter().take(LISTED).map(entry).collect(),
    )];
    if sections.len() > LISTED {
        blocks.push(Block::Paragraph(vec![Span::quiet(format!(
            "and {} more sections; the outline has all of them",
            sections.len() - LISTED
        ))]));
    }
    section("Contents", blocks)
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

/// The filter and the sort order on screen, where there are some.
pub(super) fn shown(filter: &str, view: &View<'_>) -> impl Iterator<Item = (String, String)> {
    let order = view.order_words();
    [("Filter", filter.to_owned()), ("Sorted by", order)]
        .into_iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(label, words)| (label.to_owned(), words))
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

/// With a capital at the beginning.
pub(super) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// The name of a license for a cell.
pub(super) fn license_name<'c>(catalog: &'c Catalog, id: &'c str) -> &'c str {
    catalog
        .license(id)
        .map_or(id, |license| license.short.as_str())
}

/// Documents and sections in one line.
pub(super) fn places(citations: &[Citation]) -> String {
    let list: Vec<String> = citations.iter().map(one_place).collect();
    list.join("; ")
}
