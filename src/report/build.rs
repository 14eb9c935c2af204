//! What the report says: from a view of the matrix and the verdicts to
//! sections and tables.

use super::model::{Block, Orientation, Report, Section, Span, Table, TableCell, TableColumn};
use super::reasons::model_section;
use crate::catalog::{Catalog, Citation, Evidence, Model};
use crate::matrix::{Tone, View};
use crate::scenario::{Answer, Evaluation, FieldKind, RuleBook, Scenario, Verdict};
use crate::verdicts::obligation_words;

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
    pub evaluations: &'a std::collections::BTreeMap<String, Evaluation>,
    /// How much to say.
    pub kind: Kind,
    /// The day printed on it, `YYYY-MM-DD`.
    pub date: &'a str,
    /// Version of the program.
    pub version: &'a str,
}

/// The notice that software made the report.
const NOTICE: &str = "This report sets license texts against the facts listed in it. Software produced it, not a lawyer, and reading it creates no client relationship. It answers only the questions shown. Facts left open stay open, and a license that its publisher changed after the date of reading is not covered. Before anyone acts on it, a qualified lawyer should compare the clauses named here with the license that came with the copy in use.";

impl<'a> Input<'a> {
    /// The models shown, in order, with their verdicts.
    pub(super) fn models(&self) -> Vec<(&'a Model, &'a Evaluation)> {
        self.view
            .rows()
            .filter_map(|row| {
                let (_, model) = self.catalog.model(&row.id)?;
                Some((model, self.evaluations.get(&row.id)?))
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
        sections.push(obligations(input, &models));
        sections.extend(model_sections(input, &models));
        sections.push(sources(input));
        sections.push(not_assessed());
        sections.push(sign_off());
    }
    let fingerprint = input.catalog.fingerprint();
    let short = fingerprint.get(..16).unwrap_or(fingerprint);
    let read = input
        .catalog
        .date()
        .map_or("unknown".to_owned(), |date| date.to_string());
    Report {
        title: "AI model license comparison".to_owned(),
        subtitle: format!("Scenario: {}", input.scenario.title),
        date: input.date.to_owned(),
        identity: vec![
            (
                "Program".to_owned(),
                format!("License Matrix {}", input.version),
            ),
            (
                "Catalog".to_owned(),
                format!("{short}, sources read until {read}"),
            ),
            ("Scenario".to_owned(), input.scenario.id.clone()),
            ("Models compared".to_owned(), models.len().to_string()),
        ],
        draft: Some(if unknown > 0 {
            format!(
                "{unknown} of {} verdicts are unknown. Unknown is not permission.",
                models.len()
            )
        } else {
            "not reviewed by a lawyer.".to_owned()
        }),
        footer: format!("License Matrix, catalog {short}"),
        sections,
    }
}

fn section(heading: &str, blocks: Vec<Block>) -> Section {
    Section {
        heading: heading.to_owned(),
        orientation: Orientation::Portrait,
        new_page: false,
        blocks,
    }
}

fn column(heading: &str, weight: f32) -> TableColumn {
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
            let license = model
                .weights_license()
                .and_then(|id| input.catalog.license(id));
            vec![
                TableCell::plain(&model.name),
                TableCell::plain(license.map_or("No weights published", |l| &l.short)),
                TableCell::toned(evaluation.verdict.label(), evaluation.verdict.tone()),
                TableCell::plain(evaluation.worst.label()),
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
                    column("Model", 2.2),
                    column("License", 2.0),
                    column("Verdict", 2.0),
                    column("Could become", 1.8),
                    column("House policy", 1.4),
                    column("Open questions", 1.0),
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

/// The scenario, question by question.
fn question(input: &Input<'_>) -> Section {
    let mut given = Vec::new();
    let mut missing = Vec::new();
    for field in input.book.fields() {
        match answer_words(&field.kind, input.scenario.answer(&field.id)) {
            Some(words) => given.push((field.question.clone(), vec![Span::plain(words)])),
            None => missing.push(vec![Span::plain(&field.question)]),
        }
    }
    let mut blocks = vec![
        Block::Paragraph(vec![Span::plain(&input.scenario.description)]),
        Block::KeyValues(given),
    ];
    if !input.scenario.client.is_empty() {
        let differing = input
            .scenario
            .client
            .iter()
            .filter_map(|(id, answer)| {
                let field = input.book.field(id)?;
                Some((
                    field.question.clone(),
                    vec![Span::plain(answer_words(&field.kind, answer)?)],
                ))
            })
            .collect();
        blocks.push(Block::Heading {
            level: 2,
            text: "The client, where it differs".to_owned(),
        });
        blocks.push(Block::KeyValues(differing));
    }
    if !missing.is_empty() {
        blocks.push(Block::Heading {
            level: 2,
            text: "Not answered".to_owned(),
        });
        blocks.push(Block::List(missing));
    }
    section("Question put", blocks)
}

/// An answer in words; `None` if there is none.
pub fn answer_words(kind: &FieldKind, answer: &Answer) -> Option<String> {
    let label = |id: &String| match kind {
        FieldKind::Choice(values) | FieldKind::Choices(values) => values
            .iter()
            .find(|(known, _)| known == id)
            .map_or(id.clone(), |(_, label)| label.clone()),
        _ => id.clone(),
    };
    let unit = match kind {
        FieldKind::Number(unit) | FieldKind::NumberByMonth(unit) => unit.as_str(),
        _ => "",
    };
    let number = |n: f64| {
        format!("{} {unit}", crate::matrix::short_number(n))
            .trim()
            .to_owned()
    };
    Some(match answer {
        Answer::Unanswered => return None,
        Answer::Flag(true) => "Yes".to_owned(),
        Answer::Flag(false) => "No".to_owned(),
        Answer::Text(word) => label(word),
        Answer::Set(words) if words.is_empty() => "None".to_owned(),
        Answer::Set(words) => words.iter().map(label).collect::<Vec<_>>().join(", "),
        Answer::Num(n) => number(*n),
        Answer::Range(low, high) => format!("between {} and {}", number(*low), number(*high)),
        Answer::Map(months) if months.is_empty() => return None,
        Answer::Map(months) => months
            .iter()
            .map(|(month, n)| format!("{month}: {}", number(*n)))
            .collect::<Vec<_>>()
            .join(", "),
    })
}

/// The matrix, rows and columns as on screen.
fn matrix(input: &Input<'_>) -> Section {
    let view = input.view;
    let columns: Vec<TableColumn> = view
        .headings()
        .enumerate()
        .map(|(index, heading)| column(heading, if index == 0 { 1.6 } else { 1.2 }))
        .collect();
    let rows = view
        .rows()
        .map(|row| {
            view.cells(row)
                .map(|cell| TableCell::toned(&cell.text, cell.tone))
                .collect()
        })
        .collect();
    Section {
        heading: "Matrix".to_owned(),
        orientation: Orientation::Landscape,
        new_page: true,
        blocks: vec![Block::Table(Table {
            caption: "As the license texts say. Sources are listed with each license.".to_owned(),
            columns,
            rows,
        })],
    }
}

/// One table of obligations over all models.
fn obligations(input: &Input<'_>, models: &[(&Model, &Evaluation)]) -> Section {
    let mut seen = std::collections::BTreeSet::new();
    let mut rows = Vec::new();
    for (_, evaluation) in models {
        for obligation in &evaluation.obligations {
            if !seen.insert((obligation.duty.clone(), obligation.license.clone())) {
                continue;
            }
            let duty = input.book.duty(&obligation.duty);
            rows.push(vec![
                TableCell::plain(obligation_words(input.catalog, input.book, obligation)),
                TableCell::plain(license_name(input.catalog, &obligation.license)),
                TableCell::plain(places(&obligation.citations)),
                TableCell::plain(duty.map_or("", |d| d.due.as_str())),
                TableCell::plain(duty.map_or("", |d| d.evidence.as_str())),
                TableCell::plain("Open"),
            ]);
        }
    }
    rows.sort_by(|a, b| a[0].spans[0].text.cmp(&b[0].spans[0].text));
    section(
        "Obligations",
        vec![Block::Table(Table {
            caption: "What is owed, for the models compared".to_owned(),
            columns: vec![
                column("Obligation", 3.0),
                column("License", 1.6),
                column("Clause", 1.8),
                column("Due", 1.2),
                column("Evidence to keep", 1.6),
                column("State", 0.8),
            ],
            rows,
        })],
    )
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

/// The documents behind the licenses shown.
fn sources(input: &Input<'_>) -> Section {
    let mut ids = std::collections::BTreeSet::new();
    for (model, _) in input.models() {
        if let Some(license) = model
            .weights_license()
            .and_then(|id| input.catalog.license(id))
        {
            ids.extend(license.documents.iter().cloned());
        }
    }
    let rows = ids
        .iter()
        .filter_map(|id| input.catalog.source(id))
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

fn not_assessed() -> Section {
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

fn sign_off() -> Section {
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
