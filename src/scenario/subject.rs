//! What is judged: a model, or the parts of something built from several.

use std::collections::BTreeSet;

use crate::catalog::{Catalog, Citation, Evidence, License, Model, TermValue, term_value};
use crate::text::AttachedTexts;

/// One part of what is used: the model itself, a base, a filter.
#[derive(Debug, Clone)]
pub struct Component<'a> {
    /// Its license.
    pub license: &'a License,
    /// The acts that concern this part; `None`: all acts of the scenario.
    pub acts: Option<BTreeSet<String>>,
    /// Clauses of the license that the user's own copy does not bear out.
    pub broken: Vec<Citation>,
    /// The name of the part, where the scenario names parts.
    pub part: Option<String>,
}

impl<'a> Component<'a> {
    /// A part that all acts of the scenario concern.
    pub fn of(license: &'a License) -> Self {
        Self {
            license,
            acts: None,
            broken: Vec::new(),
            part: None,
        }
    }
}

/// What is judged.
#[derive(Debug, Clone, Default)]
pub struct Subject<'a> {
    /// The parts; each is judged alone and the worst wins.
    pub components: Vec<Component<'a>>,
    /// Whether the model is multimodal; `None`: as the scenario says.
    pub multimodal: Option<bool>,
    /// Tests of composition that hold.
    pub composition: Vec<String>,
    /// How well it is known that the model is under its license, and where that
    /// is said; `None` where licenses are judged without a model.
    pub assignment: Option<(Evidence, Vec<Citation>)>,
}

impl<'a> Subject<'a> {
    /// A model of the catalog under the license of its weights, together with
    /// the models it derives from: a publisher cannot give away more than it
    /// got, so their terms go on.
    pub fn of_model(catalog: &'a Catalog, model: &Model) -> Self {
        let licenses = catalog.weights_licenses(model);
        let open = |license: &&License| {
            matches!(
                term_value(license, "license_class"),
                TermValue::Id("osi_approved" | "permissive")
            )
        };
        let mut composition = Vec::new();
        if let Some((own, upstream)) = licenses.split_first()
            && open(own)
            && !upstream.iter().all(open)
        {
            composition.push("DeclaredWider".to_owned());
        }
        Self {
            components: licenses.into_iter().map(Component::of).collect(),
            multimodal: Some(model.multimodal),
            composition,
            assignment: Some((model.evidence, model.cite.clone())),
        }
    }

    /// The same with the user's own texts held against the licenses.
    pub fn with_texts(mut self, texts: &AttachedTexts) -> Self {
        for component in &mut self.components {
            component.broken = texts.broken(component.license);
        }
        self
    }
}
