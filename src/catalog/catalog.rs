//! The checked catalog.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::raw::RawCatalog;
use super::term::term_value;
use super::term_value::TermValue;
use super::{
    Change, Citation, ClaimSource, Column, Date, Evidence, Family, IndexedDocument, License, Model,
    Overlaid, Readiness, ReadinessCondition, Source,
};

/// Licenses, models, sources and claims that passed every check.
///
/// It can be stored, so that what was checked once need not be checked again; a
/// stored one is to be made whole with [`Catalog::recorded`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Catalog {
    columns: Vec<Column>,
    readiness: Vec<ReadinessCondition>,
    licenses: BTreeMap<String, License>,
    families: Vec<Family>,
    /// Model id -> where it stands: family, model.
    places: BTreeMap<String, (usize, usize)>,
    sources: BTreeMap<String, Source>,
    clauses: BTreeMap<String, IndexedDocument>,
    claims: Vec<ClaimSource>,
    fingerprint: String,
    /// Only the built-in catalog is stored, and it has none.
    #[serde(skip)]
    overlaid: Vec<Overlaid>,
}

impl Catalog {
    /// Takes over files that [`super::validate`] found nothing against.
    pub(super) fn from_checked(raw: RawCatalog) -> Self {
        let mut families: Vec<Family> = Vec::new();
        for family in raw.families.into_iter().map(|f| f.value) {
            // A user's own file of a family joins the built-in one.
            match families.iter_mut().find(|known| known.id == family.id) {
                Some(known) => {
                    known.models.extend(family.models);
                    known.history.extend(family.history);
                    known.history.sort_by_key(|change| change.date);
                }
                None => families.push(family),
            }
        }
        families.sort_by(|a, b| a.name.cmp(&b.name));
        let places = families
            .iter()
            .enumerate()
            .flat_map(|(family, entry)| {
                let models = entry.models.iter().enumerate();
                models.map(move |(model, entry)| (entry.id.clone(), (family, model)))
            })
            .collect();
        let catalog = Self {
            columns: raw.columns.value.columns,
            readiness: raw.readiness.value.conditions,
            licenses: raw
                .licenses
                .into_iter()
                .map(|l| (l.value.id.clone(), l.value))
                .collect(),
            families,
            places,
            sources: raw
                .sources
                .into_iter()
                .flat_map(|file| file.value.sources)
                .map(|s| (s.id.clone(), s))
                .collect(),
            clauses: raw
                .clauses
                .into_iter()
                .map(|c| (c.value.id.clone(), c.value))
                .collect(),
            claims: raw.claims.into_iter().map(|c| c.value).collect(),
            fingerprint: raw.fingerprint,
            overlaid: raw.overlaid,
        };
        catalog.recorded()
    }

    /// Tells each license which term records what, which is not stored.
    #[must_use]
    pub fn recorded(mut self) -> Self {
        let columns = self.columns.iter();
        let recorded = columns.flat_map(|column| {
            let facts = column.facts.iter();
            facts.map(|attribute| (attribute.clone(), column.id.clone()))
        });
        let recorded = Arc::new(recorded.collect());
        for license in self.licenses.values_mut() {
            license.recorded = Arc::clone(&recorded);
        }
        self
    }

    /// The columns in their first order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// One column.
    pub fn column(&self, id: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// All licenses, by id.
    pub fn licenses(&self) -> impl Iterator<Item = &License> {
        self.licenses.values()
    }

    /// One license.
    pub fn license(&self, id: &str) -> Option<&License> {
        self.licenses.get(id)
    }

    /// All families, by name.
    pub fn families(&self) -> &[Family] {
        &self.families
    }

    /// One family.
    pub fn family(&self, id: &str) -> Option<&Family> {
        self.families.iter().find(|family| family.id == id)
    }

    /// What changed in all families, oldest first.
    pub fn changes(&self) -> Vec<(&Family, &Change)> {
        let mut changes: Vec<(&Family, &Change)> = self
            .families
            .iter()
            .flat_map(|family| family.history.iter().map(move |change| (family, change)))
            .collect();
        changes.sort_by_key(|(_, change)| change.date);
        changes
    }

    /// The last recorded change that concerns the license of a model.
    pub fn last_change(&self, family: &Family, model: &Model) -> Option<Date> {
        let license = model.weights_license()?;
        family
            .history
            .iter()
            .filter(|change| change.licenses.iter().any(|id| id == license))
            .map(|change| change.date)
            .max()
    }

    /// All models with their family, family by family, in the order of the files.
    pub fn models(&self) -> impl Iterator<Item = (&Family, &Model)> {
        self.families
            .iter()
            .flat_map(|family| family.models.iter().map(move |model| (family, model)))
    }

    /// One model and its family.
    pub fn model(&self, id: &str) -> Option<(&Family, &Model)> {
        let (family, model) = *self.places.get(id)?;
        let family = self.families.get(family)?;
        Some((family, family.models.get(model)?))
    }

    /// The licenses of a model's weights: its own, then those of the models it
    /// derives from, each once.
    pub fn weights_licenses(&self, model: &Model) -> Vec<&License> {
        let mut licenses: Vec<&License> = Vec::new();
        if model.weights_license().is_none() {
            return licenses;
        }
        let mut passed = vec![model.id.as_str()];
        let mut next = Some(model);
        while let Some(model) = next {
            let license = model.weights_license().and_then(|id| self.license(id));
            if let Some(license) = license
                && !licenses.iter().any(|known| known.id == license.id)
            {
                licenses.push(license);
            }
            next = model
                .base
                .as_deref()
                .and_then(|id| self.model(id))
                .map(|(_, base)| base)
                .filter(|base| !passed.contains(&base.id.as_str()));
            passed.extend(next.map(|base| base.id.as_str()));
        }
        licenses
    }

    /// The short names of the licenses that govern a model's weights.
    pub fn license_names(&self, model: &Model) -> String {
        let names: Vec<&str> = self
            .weights_licenses(model)
            .into_iter()
            .map(|license| license.short.as_str())
            .collect();
        if names.is_empty() {
            "No weights published".to_owned()
        } else {
            names.join(" + ")
        }
    }

    /// All documents, by id.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.sources.values()
    }

    /// One document.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.get(id)
    }

    /// Places in words for people: each document's title once, with all the
    /// places in it, in the order given: "Gemma Terms of Use: § 2.2, § 3.1".
    pub fn cited(&self, citations: &[Citation]) -> Vec<String> {
        self.cited_by_document(citations)
            .into_iter()
            .map(|(title, places)| {
                let places: Vec<String> = places.into_iter().map(Citation::place).collect();
                format!("{title}: {}", places.join(", "))
            })
            .collect()
    }

    /// Citations by the title of their document, each place once.
    pub fn cited_by_document<'a>(
        &'a self,
        citations: &'a [Citation],
    ) -> Vec<(&'a str, Vec<&'a Citation>)> {
        let mut documents: Vec<(&str, Vec<&Citation>)> = Vec::new();
        for citation in citations {
            match documents
                .iter_mut()
                .find(|(id, _)| *id == citation.document)
            {
                Some((_, places)) if places.contains(&citation) => {}
                Some((_, places)) => places.push(citation),
                None => documents.push((&citation.document, vec![citation])),
            }
        }
        documents
            .into_iter()
            .map(|(id, places)| {
                let title = self.source(id).map_or(id, |source| source.title.as_str());
                (title, places)
            })
            .collect()
    }

    /// The license that a document belongs to: one that lists it, or lists the
    /// document that it is a copy of.
    pub fn license_of(&self, document: &str) -> Option<&License> {
        let lists = |id: &str| {
            self.licenses()
                .find(|license| license.documents.iter().any(|d| d == id))
        };
        lists(document).or_else(|| lists(self.indexed(document)?.copy_of.as_deref()?))
    }

    /// The documents of the clause index, by id.
    pub fn clause_index(&self) -> impl Iterator<Item = &IndexedDocument> {
        self.clauses.values()
    }

    /// The clause index of one document.
    pub fn indexed(&self, document: &str) -> Option<&IndexedDocument> {
        self.clauses.get(document)
    }

    /// Secondary sources with their claims.
    pub fn claims(&self) -> &[ClaimSource] {
        &self.claims
    }

    /// Hash over all data files, in hex.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The first digits of the fingerprint, for showing.
    pub fn short_fingerprint(&self) -> &str {
        self.fingerprint.get(..12).unwrap_or(&self.fingerprint)
    }

    /// What the user's own folders added or replaced.
    pub fn overlaid(&self) -> &[Overlaid] {
        &self.overlaid
    }

    /// The newest day on which a source was read: how current the catalog is.
    pub fn date(&self) -> Option<Date> {
        self.sources.values().filter_map(|source| source.read).max()
    }

    /// The conditions of enterprise readiness.
    pub fn readiness_conditions(&self) -> &[ReadinessCondition] {
        &self.readiness
    }

    /// Enterprise readiness of a license, and the conditions that hold,
    /// heaviest first. A license that nobody has read is never ready.
    pub fn readiness(&self, license: &License) -> (Readiness, Vec<&ReadinessCondition>) {
        let mut holding: Vec<&ReadinessCondition> = self
            .readiness
            .iter()
            .filter(|condition| holds(license, condition))
            .collect();
        holding.sort_by_key(|condition| std::cmp::Reverse(condition.gives));
        let unread = license.evidence == Evidence::Unread;
        let value = match holding.first() {
            Some(condition) => condition.gives,
            None if unread => Readiness::Review,
            None => Readiness::Ready,
        };
        (value, holding)
    }
}

fn holds(license: &License, condition: &ReadinessCondition) -> bool {
    let value = term_value(license, &condition.term);
    let any_limit =
        matches!(value, TermValue::Limits(_)) && condition.any.iter().any(|id| id == "*");
    let ids = value.ids();
    any_limit || condition.any.iter().any(|id| ids.contains(&id.as_str()))
}

/// Whether an id fits a pattern: equal, or equal up to a closing `*`.
pub fn matches_pattern(id: &str, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => id.starts_with(start),
        None => id == pattern,
    }
}
