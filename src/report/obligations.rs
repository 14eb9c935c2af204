//! What is owed, over all models compared, and the words to paste.

use super::build::{Input, column, license_name, section};
use super::clauses::cited;
use super::model::{Block, Orientation, Section, Span, Table, TableCell};
use crate::catalog::Model;
use crate::matrix::Tone;
use crate::plan::{Check, Paste, PlanItem, plan, to_paste};
use crate::scenario::{Evaluation, Verdict};

/// Models named in a cell or a line; more are counted.
const NAMED: usize = 4;

/// Characters of a notice that is repeated in the table.
const SHORT: usize = 60;

/// The plan as a table, the checks, and the notices to paste, if there are any.
pub(super) fn obligations(input: &Input<'_>, models: &[(&Model, &Evaluation)]) -> Vec<Section> {
    let ids: Vec<&str> = models.iter().map(|(model, _)| model.id.as_str()).collect();
    let items = plan_of(input, &ids);
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
    sections.extend(notices_of(input, &items));
    sections
}

/// The notices to paste for the models that may be used.
pub(super) fn notices(input: &Input<'_>, models: &[(&Model, &Evaluation)]) -> Option<Section> {
    let ids: Vec<&str> = models
        .iter()
        .filter(|(_, evaluation)| evaluation.verdict <= Verdict::PermittedWithObligations)
        .map(|(model, _)| model.id.as_str())
        .collect();
    let items = plan_of(input, &ids);
    notices_of(input, &items)
}

/// What is owed for these models.
pub(super) fn plan_of(input: &Input<'_>, ids: &[&str]) -> Vec<PlanItem> {
    plan(
        input.catalog,
        input.book,
        input.scenario,
        input.evaluations,
        ids,
    )
}

fn notices_of(input: &Input<'_>, items: &[PlanItem]) -> Option<Section> {
    let pastes = to_paste(items);
    (!pastes.is_empty()).then(|| Section {
        new_page: true,
        ..section("Notices to paste", paste_blocks(input, &pastes))
    })
}

fn table(input: &Input<'_>, items: &[PlanItem]) -> Block {
    let rows = items
        .iter()
        .map(|item| {
            let mut what = vec![Span::plain(item.statement())];
            let texts = item.notice.iter().flat_map(|notice| &notice.texts);
            let quoted: Vec<String> = texts
                .map(|text| format!("\u{201c}{text}\u{201d}"))
                .collect();
            let quoted = quoted.join(" or ");
            // A long text stands in the next section only.
            if !quoted.is_empty() && quoted.chars().count() <= SHORT {
                what.push(Span::plain(format!(": {quoted}")));
            }
            let why: Vec<String> = item.triggers.iter().map(|one| one.in_words()).collect();
            vec![
                TableCell {
                    spans: what,
                    tone: Tone::Neutral,
                },
                TableCell {
                    spans: [Span::plain(format!(
                        "{} ",
                        license_name(input.catalog, &item.license)
                    ))]
                    .into_iter()
                    .chain(cited(input, &item.citations, true))
                    .collect(),
                    tone: Tone::Neutral,
                },
                TableCell::plain(why.join("; ")),
                TableCell::plain(item.due.label()),
                TableCell::plain(item.who()),
                TableCell::plain(&item.evidence),
                TableCell::plain(model_names(input, &item.models, NAMED)),
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

/// The texts, under the places where they have to stand.
fn paste_blocks(input: &Input<'_>, pastes: &[Paste]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut place = "";
    for paste in pastes {
        if paste.place != place {
            blocks.push(Block::Heading {
                level: 2,
                text: paste.place.clone(),
            });
            place = &paste.place;
        }
        blocks.extend(one_paste(input, paste));
    }
    blocks
}

/// For which licenses and models a text is, and the text.
fn one_paste(input: &Input<'_>, paste: &Paste) -> Vec<Block> {
    let licenses: Vec<&str> = paste
        .licenses
        .iter()
        .map(|id| license_name(input.catalog, id))
        .collect();
    // A heading stays with what follows, so a text is never on another page
    // than the license it is of.
    let mut blocks = vec![Block::Heading {
        level: 3,
        text: licenses.join(", "),
    }];
    blocks.extend(paste.texts.iter().map(|text| Block::Callout {
        tone: Tone::Neutral,
        text: vec![Span::plain(text)],
    }));
    let mut about = vec![Span::plain(format!(
        "For {}.",
        model_names(input, &paste.models, NAMED)
    ))];
    if paste.any_one {
        about.push(Span::plain(" One of these texts is enough."));
    }
    if let Some(missing) = &paste.missing {
        about.push(Span::bold(format!(" Missing: {missing}.")));
    }
    for remark in &paste.remarks {
        about.push(Span::quiet(format!(" {remark}")));
    }
    blocks.push(Block::Paragraph(about));
    blocks
}

/// The first models by name, and how many more there are.
pub(super) fn model_names(input: &Input<'_>, ids: &[String], most: usize) -> String {
    let name = |id: &String| {
        let model = input.catalog.model(id);
        model.map_or(id.clone(), |(_, model)| model.name.clone())
    };
    // One left over takes no less room than its name.
    let named = if ids.len() <= most.saturating_add(1) {
        ids.len()
    } else {
        most
    };
    let mut names: Vec<String> = ids.iter().take(named).map(name).collect();
    if ids.len() > named {
        names.push(format!("{} more", ids.len() - named));
    }
    names.join(", ")
}
