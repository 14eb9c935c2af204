//! What is owed, over all models compared, and the words to paste.

use super::build::{Input, column, license_name, places, section};
use super::model::{Block, Orientation, Section, Span, Table, TableCell};
use crate::catalog::Model;
use crate::matrix::Tone;
use crate::plan::{Check, Paste, PlanItem, plan, to_paste};
use crate::scenario::Evaluation;

/// Models named in a cell or a line; more are counted.
const NAMED: usize = 4;

/// The plan as a table, the checks, and the notices to paste, if there are any.
pub(super) fn obligations(input: &Input<'_>, models: &[(&Model, &Evaluation)]) -> Vec<Section> {
    let ids: Vec<&str> = models.iter().map(|(model, _)| model.id.as_str()).collect();
    let items = plan(
        input.catalog,
        input.book,
        input.scenario,
        input.evaluations,
        &ids,
    );
    let mut blocks = vec![table(input, &items)];
    let checks: Vec<(&PlanItem, &Check)> = items
        .iter()
        .filter_map(|item| Some((item, item.check.as_ref()?)))
        .collect();
    if !checks.is_empty() {
        blocks.push(Block::Heading {
            level: 2,
            text: "Name and license of the changed model".to_owned(),
        });
        blocks.push(checks_table(input, &checks));
    }
    let mut sections = vec![Section {
        orientation: Orientation::Landscape,
        new_page: true,
        ..section("Obligations", blocks)
    }];
    let pastes = to_paste(&items);
    if !pastes.is_empty() {
        sections.push(Section {
            new_page: true,
            ..section(
                "Notices to paste",
                pastes
                    .iter()
                    .flat_map(|paste| paste_blocks(input, paste))
                    .collect(),
            )
        });
    }
    sections
}

fn table(input: &Input<'_>, items: &[PlanItem]) -> Block {
    let rows = items
        .iter()
        .map(|item| {
            let mut what = vec![Span::plain(item.statement())];
            if let Some(text) = item.notice.as_ref().and_then(|notice| notice.texts.first()) {
                // A long text stands in the next section only.
                if text.chars().count() <= 40 {
                    what.push(Span::plain(format!(": \u{201c}{text}\u{201d}")));
                }
            }
            let why: Vec<String> = item.triggers.iter().map(|one| one.in_words()).collect();
            vec![
                TableCell {
                    spans: what,
                    tone: Tone::Neutral,
                },
                TableCell {
                    spans: vec![
                        Span::plain(license_name(input.catalog, &item.license)),
                        Span::quiet(format!(" {}", places(&item.citations))),
                    ],
                    tone: Tone::Neutral,
                },
                TableCell::plain(why.join("; ")),
                TableCell::plain(item.due.label()),
                TableCell::plain(item.who()),
                TableCell::plain(&item.evidence),
                TableCell::plain(model_names(input, &item.models)),
                TableCell::plain(item.state()),
            ]
        })
        .collect();
    Block::Table(Table {
        caption: "What is owed, for the models compared".to_owned(),
        columns: vec![
            column("Obligation", 2.8),
            column("License and clause", 2.2),
            column("Why", 2.8),
            column("Due", 1.1),
            column("Who", 1.2),
            column("Evidence to keep", 1.4),
            column("Models", 1.9),
            column("State", 0.9),
        ],
        rows,
    })
}

fn checks_table(input: &Input<'_>, checks: &[(&PlanItem, &Check)]) -> Block {
    let rows = checks
        .iter()
        .map(|(item, check)| {
            vec![
                TableCell::plain(&item.text),
                TableCell::plain(license_name(input.catalog, &item.license)),
                TableCell::toned(check.outcome.label(), check.outcome.tone()),
                TableCell::plain(format!("{}.", check.words)),
            ]
        })
        .collect();
    Block::Table(Table {
        caption: "A check by the program; it does not change a verdict".to_owned(),
        columns: vec![
            column("Obligation", 2.4),
            column("License", 1.4),
            column("Check", 1.4),
            column("Why", 4.0),
        ],
        rows,
    })
}

/// Where a text has to stand, for which models, and the text.
fn paste_blocks(input: &Input<'_>, paste: &Paste) -> Vec<Block> {
    let licenses: Vec<&str> = paste
        .licenses
        .iter()
        .map(|id| license_name(input.catalog, id))
        .collect();
    let mut about = vec![
        Span::bold(format!("{}. ", licenses.join(", "))),
        Span::plain(format!("For {}.", model_names(input, &paste.models))),
    ];
    if paste.any_one {
        about.push(Span::plain(" One of these texts is enough."));
    }
    if let Some(missing) = &paste.missing {
        about.push(Span::plain(format!(" Missing: {missing}.")));
    }
    for remark in &paste.remarks {
        about.push(Span::quiet(format!(" {remark}")));
    }
    let mut blocks = vec![
        Block::Heading {
            level: 3,
            text: paste.place.clone(),
        },
        Block::Paragraph(about),
    ];
    blocks.extend(paste.texts.iter().map(|text| Block::Callout {
        tone: Tone::Neutral,
        text: vec![Span::plain(text)],
    }));
    blocks
}

/// The first models by name, and how many more there are.
fn model_names(input: &Input<'_>, ids: &[String]) -> String {
    let name = |id: &String| {
        let model = input.catalog.model(id);
        model.map_or(id.clone(), |(_, model)| model.name.clone())
    };
    // One left over takes no less room than its name.
    let named = if ids.len() <= NAMED + 1 {
        ids.len()
    } else {
        NAMED
    };
    let mut names: Vec<String> = ids.iter().take(named).map(name).collect();
    if ids.len() > named {
        names.push(format!("{} more", ids.len() - named));
    }
    names.join(", ")
}
