//! The rules that the parts of a scenario have to keep.

use std::collections::BTreeSet;

use super::act::{ACTS, act};
use super::part::{MODEL_ID, Part};
use super::{Role, Scenario};
use crate::catalog::{Catalog, Parsed, Problem};

/// Checks the parts of a scenario: ids, what names their terms, and what they
/// are made from. Every problem has its line and a way out.
pub fn check_parts(file: &Parsed<Scenario>, catalog: &Catalog, problems: &mut Vec<Problem>) {
    let parts = &file.value.parts;
    let mut ids = BTreeSet::new();
    for part in parts {
        let twice = !ids.insert(part.id.as_str());
        let place = format!("\"{}\"", part.id);
        let mut report = |word: &str, what: String, advice: String| {
            // Where two have one id, the second is meant.
            let first = if twice { place.as_str() } else { "parts:" };
            let landmarks = ["parts:", first, place.as_str(), word];
            problems.push(file.source.problem(&landmarks, what, advice));
        };
        if twice {
            report(
                "",
                format!("two parts have the id \"{}\"", part.id),
                "Give one of them another id".to_owned(),
            );
        }
        check_id(part, &mut report);
        check_terms(part, catalog, &mut report);
        for from in &part.made_from {
            if from != MODEL_ID && !parts.iter().any(|known| known.id == *from) {
                report(
                    &format!("\"{from}\""),
                    format!(
                        "the part \"{}\" is made from \"{from}\", which is no part",
                        part.id
                    ),
                    "Name a part of this scenario, or \"model\" for the model that is judged"
                        .to_owned(),
                );
            }
        }
        for unknown in part.acts.iter().flatten().filter(|id| act(id).is_none()) {
            let known: Vec<&str> = ACTS.iter().map(|act| act.id).collect();
            report(
                &format!("\"{unknown}\""),
                format!(
                    "the part \"{}\" names the act \"{unknown}\", which does not exist",
                    part.id
                ),
                format!("Use one of {}", known.join(", ")),
            );
        }
    }
    if let Some(cycle) = cycle(parts) {
        let place = format!("\"{}\"", cycle[0]);
        problems.push(file.source.problem(
            &["parts:", &place, "made_from"],
            format!("parts are made from each other: {}", cycle.join(" -> ")),
            "Take one of these out of made_from; nothing is made from itself",
        ));
    }
}

fn check_id(part: &Part, report: &mut impl FnMut(&str, String, String)) {
    let id = &part.id;
    let plain = |letter: char| letter.is_alphanumeric() || "-_. ".contains(letter);
    let advice = "Write a short name such as \"guard\" or \"vision-tower\"";
    if id == MODEL_ID {
        report(
            "",
            "a part has the id \"model\", which is the model that is judged".to_owned(),
            "Give the part another id".to_owned(),
        );
    } else if id.trim().is_empty() || id.chars().count() > 60 || !id.chars().all(plain) {
        report(
            "",
            format!("\"{id}\" is no name for a part"),
            advice.to_owned(),
        );
    }
}

/// Exactly one of license and model is named, and what is named exists.
fn check_terms(part: &Part, catalog: &Catalog, report: &mut impl FnMut(&str, String, String)) {
    let id = &part.id;
    let one = "Write either license: Some(\"...\") or model: Some(\"...\")";
    match (&part.license, &part.model) {
        (None, None) => report(
            "",
            format!("the part \"{id}\" names neither a license nor a model"),
            one.to_owned(),
        ),
        (Some(_), Some(_)) => report(
            "model:",
            format!("the part \"{id}\" names both a license and a model"),
            one.to_owned(),
        ),
        _ => {}
    }
    for license in part.license.iter().chain(&part.declared) {
        if catalog.license(license).is_none() {
            report(
                &format!("\"{license}\""),
                format!("the part \"{id}\" names the license \"{license}\", which is not in the catalog"),
                "Correct the id; the files in data/licenses are named after the ids. For a text that nobody has read, write other-unread".to_owned(),
            );
        }
    }
    let Some(model) = &part.model else { return };
    let found = catalog.model(model).map(|(_, model)| model);
    let Some(found) = found else {
        report(
            &format!("\"{model}\""),
            format!("the part \"{id}\" names the model \"{model}\", which is not in the catalog"),
            "Correct the id, or name the license instead".to_owned(),
        );
        return;
    };
    if part.role == Role::Code && super::lineage::code_licenses(catalog, found).is_empty() {
        report(
            &format!("\"{model}\""),
            format!("no license of the code of \"{model}\" is in the catalog"),
            "Name the license of the code instead".to_owned(),
        );
    }
    if part.multimodal.is_some() {
        report(
            "multimodal",
            format!(
                "the part \"{id}\" says whether it is multimodal, which the catalog knows of its model"
            ),
            "Take the line out".to_owned(),
        );
    }
}

/// A way from a part back to itself: the ids on it, the first one at both ends.
fn cycle(parts: &[Part]) -> Option<Vec<&str>> {
    // Parts from which no cycle can be reached.
    let mut clear: BTreeSet<&str> = BTreeSet::new();
    for start in parts {
        // The way from the start, with what is left to try at each step.
        let mut way: Vec<(&Part, std::slice::Iter<'_, String>)> =
            vec![(start, start.made_from.iter())];
        while let Some((part, rest)) = way.last_mut() {
            let Some(next) = rest.next() else {
                clear.insert(part.id.as_str());
                way.pop();
                continue;
            };
            if let Some(begin) = way.iter().position(|(on, _)| on.id == *next) {
                let ids = way[begin..].iter().map(|(on, _)| on.id.as_str());
                return Some(ids.chain([next.as_str()]).collect());
            }
            let next = parts.iter().find(|known| known.id == *next);
            if let Some(next) = next.filter(|next| !clear.contains(next.id.as_str())) {
                way.push((next, next.made_from.iter()));
            }
        }
    }
    None
}
