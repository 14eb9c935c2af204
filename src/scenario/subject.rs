//! What is judged: a model, or the parts of something built from several.

use std::collections::BTreeSet;

use super::composition::is_wider;
use super::{Answer, Composed, Role};
use crate::catalog::{Catalog, Citation, Evidence, License, Model};
use crate::text::AttachedTexts;

/// One part of what is used: the model itself, a base, a filter.
#[derive(Debug, Clone)]
pub struct Component<'a> {
    /// Its license.
    pub license: &'a License,
    /// The acts that concern this part; `None`: those of the scenario that
    /// its role says.
    pub acts: Option<BTreeSet<String>>,
    /// What it is to the deployment; `None`: what is judged itself.
    pub role: Option<Role>,
    /// Whether it is multimodal; `None`: as what is judged is.
    pub multimodal: Option<Answer>,
    /// How well it is known that the model is under its license, and where that
    /// is said; `None` where no model is named.
    pub assignment: Option<(Evidence, Vec<Citation>)>,
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
            role: None,
            multimodal: None,
            assignment: None,
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
    pub composition: Vec<Composed>,
    /// Parts whose license is not on file, in words.
    pub unlicensed: Vec<String>,
}

impl<'a> Subject<'a> {
    /// A model of the catalog under the license of its weights, together with
    /// the models it derives from: a publisher cannot give away more than it
    /// got, so their terms go on.
    pub fn of_model(catalog: &'a Catalog, model: &Model) -> Self {
        let licenses = catalog.weights_licenses(model);
        let mut composition = Vec::new();
        if let Some((own, upstream)) = licenses.split_first()
            && upstream.iter().any(|license| is_wider(own, license))
        {
            composition.push(Composed::of("DeclaredWider"));
        }
        let mut components: Vec<_> = licenses.into_iter().map(Component::of).collect();
        if let Some(own) = components.first_mut() {
            own.assignment = Some((model.evidence, model.cite.clone()));
        }
        Self {
            components,
            multimodal: Some(model.multimodal),
            composition,
            unlicensed: Vec::new(),
        }
    }

    /// Whether a license is missing, so that no rule can speak of all there is.
    pub fn has_no_license(&self) -> bool {
        !self.unlicensed.is_empty() || self.components.iter().all(|one| one.part.is_some())
    }

    /// The same with the user's own texts held against the licenses.
    pub fn with_texts(mut self, texts: &AttachedTexts) -> Self {
        for component in &mut self.components {
            component.broken = texts.broken(component.license);
        }
        self
    }
}
