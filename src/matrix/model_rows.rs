//! The rows of models. Models under the same licenses have the cells of their
//! terms in common, which are made once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::article::contradicted;
use super::cell::{Cell, model_cell, term_cell_under};
use super::table::{Row, words_of};
use crate::catalog::{Catalog, Citation, Evidence, Family, License, Model};

/// What the cells of a model's terms depend on: its licenses, and how well it
/// is known that it is under them, where that leaves doubt; without licenses,
/// how it is known that there are none.
type Terms<'a> = (Vec<&'a str>, Option<Evidence>, &'a [Citation]);

/// Makes rows as the license texts say.
pub(super) struct ModelRows<'a> {
    catalog: &'a Catalog,
    /// Fills the column `verdict` by model id.
    verdicts: &'a BTreeMap<String, Cell>,
    /// Stands there where there is none.
    no_verdict: Arc<Cell>,
    /// The cells of all columns that are terms, in their order, and what they
    /// say.
    made: BTreeMap<Terms<'a>, (Vec<Arc<Cell>>, Arc<str>)>,
    /// The model before with its cells: models that follow one another have
    /// much in common.
    before: Option<(&'a Family, &'a Model, Vec<Arc<Cell>>)>,
}

impl<'a> ModelRows<'a> {
    pub fn new(catalog: &'a Catalog, verdicts: &'a BTreeMap<String, Cell>) -> Self {
        Self {
            catalog,
            verdicts,
            no_verdict: Arc::new(Cell::unknown("No scenario is chosen.")),
            made: BTreeMap::new(),
            before: None,
        }
    }

    /// The row of one model.
    pub fn row(&mut self, family: &'a Family, model: &'a Model) -> Row {
        let catalog = self.catalog;
        let (terms, shared_words) = self.terms(model);
        let mut terms = terms.into_iter();
        let verdict = || match self.verdicts.get(&model.id) {
            Some(verdict) => Arc::new(verdict.clone()),
            None => Arc::clone(&self.no_verdict),
        };
        let columns = catalog.columns();
        let mut cells: Vec<Arc<Cell>> = Vec::with_capacity(columns.len());
        cells.extend(columns.iter().enumerate().filter_map(|(place, column)| {
            match column.id.as_str() {
                _ if column.term => terms.next(),
                "verdict" => Some(verdict()),
                id => Some(self.property(family, model, (place, id))),
            }
        }));
        let evidence = model
            .weights_license()
            .and_then(|id| catalog.license(id))
            .map(|license| license.evidence.max(model.evidence));
        let own = columns.iter().zip(&cells).skip(1);
        let own = own.filter(|(column, _)| !column.term);
        let words = words_of(own.map(|(_, cell)| cell));
        let words = (words, shared_words);
        let mut row = Row::with_words(model.id.clone(), cells.clone(), evidence, words);
        row.changed = catalog.last_change(family, model);
        row.contradicted = contradicted(catalog, model);
        self.before = Some((family, model, cells));
        row
    }

    /// The cell of a column that is a property of the model.
    fn property(&self, family: &Family, model: &Model, column: (usize, &str)) -> Arc<Cell> {
        let (place, id) = column;
        let shared = self.before.as_ref().and_then(|(of, before, cells)| {
            let cell = cells.get(place)?;
            alike(id, (family, of), (model, before)).then(|| Arc::clone(cell))
        });
        shared.unwrap_or_else(|| Arc::new(model_cell(self.catalog, family, model, id)))
    }

    fn terms(&mut self, model: &'a Model) -> (Vec<Arc<Cell>>, Arc<str>) {
        let catalog = self.catalog;
        let licenses = catalog.weights_licenses(model);
        let ids = licenses.iter().map(|license| license.id.as_str());
        let terms: Terms<'a> = if licenses.is_empty() {
            (Vec::new(), Some(model.evidence), &model.cite)
        } else {
            let doubt = model.evidence.in_doubt().then_some(model.evidence);
            (ids.collect(), doubt, &[])
        };
        let made = self.made.entry(terms);
        let make = || {
            let cells = cells_under(catalog, model, &licenses);
            let words = words_of(&cells);
            (cells, words.into())
        };
        made.or_insert_with(make).clone()
    }
}

/// Whether two models surely have the same cell in a column that is a property
/// of models.
fn alike(column: &str, families: (&Family, &Family), (a, b): (&Model, &Model)) -> bool {
    match column {
        "family" | "publisher" => families.0.id == families.1.id,
        "generation" => a.generation == b.generation,
        "release_date" => a.release_date == b.release_date,
        "parameters" => a.parameters == b.parameters,
        "modality" => a.modality == b.modality,
        "availability" => a.availability == b.availability,
        "license" => {
            (&a.licenses, &a.base, a.evidence) == (&b.licenses, &b.base, b.evidence)
                && (&a.cite, &a.note) == (&b.cite, &b.note)
        }
        _ => false,
    }
}

/// The cells of all columns that are terms.
fn cells_under(catalog: &Catalog, model: &Model, licenses: &[&License]) -> Vec<Arc<Cell>> {
    let columns = catalog.columns().iter().filter(|column| column.term);
    columns
        .map(|column| Arc::new(term_cell_under(catalog, model, licenses, &column.id)))
        .collect()
}
