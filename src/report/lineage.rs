//! Components and lineage: what the parts are under, and what things are made
//! from.

use super::build::{Input, license_name, section, sentence};
use super::model::{Block, Section, Span};
use crate::catalog::{Catalog, Model};
use crate::scenario::{MODEL_ID, Part, Scenario, act};

/// A part in words: "Llama Guard 4 12B (Llama 4 Community), made from the
/// model".
pub fn part_words(catalog: &Catalog, scenario: &Scenario, part: &Part) -> String {
    let model = part.model.as_deref().and_then(|id| catalog.model(id));
    let mut words = match (model, &part.model, &part.license) {
        (Some((_, model)), ..) => format!("{} ({})", model.name, catalog.license_names(model)),
        (None, Some(id), _) => format!("{id} (not in the catalog)"),
        (None, None, Some(id)) => license_name(catalog, id).to_owned(),
        (None, None, None) => "no license named".to_owned(),
    };
    if let Some(declared) = &part.declared {
        words.push_str(&format!(
            ", declared by its publisher as {}",
            license_name(catalog, declared)
        ));
    }
    let from: Vec<String> = part
        .made_from
        .iter()
        .map(|id| match scenario.part(id) {
            Some(from) => from.label(),
            None if id == MODEL_ID => "the model".to_owned(),
            None => id.clone(),
        })
        .collect();
    if !from.is_empty() {
        words.push_str(&format!(", made from {}", from.join(" and ")));
    }
    if let Some(acts) = &part.acts {
        let labels: Vec<&str> = acts
            .iter()
            .map(|id| act(id).map_or(id.as_str(), |act| act.label))
            .collect();
        words.push_str(&match labels.as_slice() {
            [] => "; nothing that is done concerns it".to_owned(),
            some => format!("; what concerns it: {}", some.join(", ")),
        });
    }
    words
}

/// The parts as label and words, in the order of the scenario.
pub(super) fn part_pairs(input: &Input<'_>) -> Vec<(String, Vec<Span>)> {
    let parts = input.scenario.parts.iter();
    parts
        .map(|part| {
            let words = part_words(input.catalog, input.scenario, part);
            (sentence(&part.label()), vec![Span::plain(words)])
        })
        .collect()
}

/// The parts of the scenario, and the models shown that derive from others;
/// `None` if there are neither.
pub(super) fn lineage(input: &Input<'_>, models: &[&Model]) -> Option<Section> {
    let parts = part_pairs(input);
    let derived: Vec<Vec<Span>> = models
        .iter()
        .filter_map(|model| derivation(input.catalog, model))
        .collect();
    if parts.is_empty() && derived.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::Paragraph(vec![Span::plain(
        "Each component is judged under its own license, under the license its publisher declares and under those of what it is made from. The heaviest verdict counts, and all obligations add up.",
    )])];
    if !parts.is_empty() {
        blocks.push(Block::KeyValues(parts));
    }
    if !derived.is_empty() {
        blocks.push(Block::Heading {
            level: 2,
            text: "Models that derive from others".to_owned(),
        });
        blocks.push(Block::List(derived));
    }
    Some(section("Components and lineage", blocks))
}

/// "X (MIT) derives from Y (Llama 3.3 Community)"; `None` for a model of its
/// own.
fn derivation(catalog: &Catalog, model: &Model) -> Option<Vec<Span>> {
    let mut passed = vec![model.id.as_str()];
    let mut chain = Vec::new();
    let mut at = model;
    while let Some((_, base)) = at.base.as_deref().and_then(|id| catalog.model(id)) {
        if passed.contains(&base.id.as_str()) {
            break;
        }
        passed.push(&base.id);
        chain.push(named(catalog, base));
        at = base;
    }
    (!chain.is_empty()).then(|| {
        vec![
            Span::bold(named(catalog, model)),
            Span::plain(format!(
                " derives from {}",
                chain.join(", which derives from ")
            )),
        ]
    })
}

/// A model with the license of its own weights.
fn named(catalog: &Catalog, model: &Model) -> String {
    match model.weights_license() {
        Some(license) => format!("{} ({})", model.name, license_name(catalog, license)),
        None => format!("{} (no weights published)", model.name),
    }
}
