//! Obligations handed over to the people who see to them: lists to tick off,
//! by who in the house does it.

use super::build::{Input, license_name, places, section, sentence};
use super::model::{Block, Section, Span};
use super::obligations::{model_names, plan_of};
use crate::catalog::Model;
use crate::plan::PlanItem;
use crate::scenario::{Evaluation, Respondent, Verdict};

/// Who sees to it, in the order of the lists.
const ORDER: [Respondent; 4] = [
    Respondent::Engineering,
    Respondent::Product,
    Respondent::Legal,
    Respondent::Finance,
];

/// What is handed over, and the lists. Models that may not be used, or of which
/// it is not known, are named and left out.
pub(super) fn handover(input: &Input<'_>, models: &[(&Model, &Evaluation)]) -> Vec<Section> {
    let usable = |evaluation: &Evaluation| evaluation.verdict <= Verdict::PermittedWithObligations;
    let ids: Vec<&str> = models
        .iter()
        .filter(|(_, evaluation)| usable(evaluation))
        .map(|(model, _)| model.id.as_str())
        .collect();
    let items = plan_of(input, &ids);
    let mut about = vec![Block::Paragraph(vec![Span::plain(if ids.is_empty() {
        "No model shown may be used as the scenario says, so there is nothing to hand over."
    } else {
        "What has to be done so that these models may be used as the scenario says."
    })])];
    let of = |ids: Vec<String>| vec![Span::plain(model_names(input, &ids, usize::MAX))];
    let mut pairs = Vec::new();
    if !ids.is_empty() {
        let ids = ids.iter().map(|id| (*id).to_owned()).collect();
        pairs.push(("Models".to_owned(), of(ids)));
    }
    for verdict in Verdict::ALL {
        let left_out: Vec<String> = models
            .iter()
            .filter(|(_, evaluation)| evaluation.verdict == verdict && !usable(evaluation))
            .map(|(model, _)| model.id.clone())
            .collect();
        if !left_out.is_empty() {
            pairs.push((
                format!("Left out: {}", verdict.label().to_lowercase()),
                of(left_out),
            ));
        }
    }
    about.push(Block::KeyValues(pairs));
    let mut sections = vec![section("What is handed over", about)];
    sections.extend(to_do(input, &items));
    sections
}

fn to_do(input: &Input<'_>, items: &[PlanItem]) -> Option<Section> {
    let mut blocks = Vec::new();
    for owner in ORDER {
        let mut owned: Vec<&PlanItem> = items
            .iter()
            .filter(|item| item.owner == owner && !item.note)
            .collect();
        // The first to be due comes first.
        owned.sort_by_key(|item| item.due);
        if owned.is_empty() {
            continue;
        }
        blocks.push(Block::Heading {
            level: 2,
            text: sentence(owner.label()),
        });
        blocks.push(Block::Checklist(
            owned.into_iter().map(|item| line(input, item)).collect(),
        ));
    }
    let notes: Vec<Vec<Span>> = items
        .iter()
        .filter(|item| item.note)
        .map(|item| line(input, item))
        .collect();
    if !notes.is_empty() {
        blocks.push(Block::Heading {
            level: 2,
            text: "To know and to watch".to_owned(),
        });
        blocks.push(Block::List(notes));
    }
    (!blocks.is_empty()).then(|| section("To do", blocks))
}

fn line(input: &Input<'_>, item: &PlanItem) -> Vec<Span> {
    let mut line = vec![Span::plain(format!("{}. ", item.statement()))];
    let mut more = vec![format!("due {}", item.due.label())];
    if !item.evidence.is_empty() {
        more.push(format!("keep: {}", item.evidence));
    }
    more.push(format!(
        "{} {}",
        license_name(input.catalog, &item.license),
        places(&item.citations)
    ));
    more.push(format!("for {}", model_names(input, &item.models, 4)));
    line.push(Span::quiet(sentence(&more.join("; "))));
    line
}
