//! The rows of models. Models under the same licenses have the cells of their
//! terms in common, which are made once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::article::contradicted;
use super::cell::{Cell, model_cell, term_cell_under};
use super::table::Row;
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
    /// The cells of all columns that are terms, in their order.
    made: BTreeMap<Terms<'a>, Vec<Arc<Cell>>>,
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
        let mut terms = self.terms(model).into_iter();
        let verdict = || match self.verdicts.get(&model.id) {
            Some(verdict) => Arc::new(verdict.clone()),
            None => Arc::clone(&self.no_verdict),
        };
        let cells: Vec<Arc<Cell>> = catalog
            .columns()
            .iter()
            .filter_map(|column| match column.id.as_str() {
                _ if column.term => terms.next(),
                "verdict" => Some(verdict()),
                id => Some(self.property(family, model, id)),
            })
            .collect();
        let evidence = model
            .weights_license()
            .and_then(|id| catalog.license(id))
            .map(|license| license.evidence.max(model.evidence));
        let mut row = Row::new(&model.id, cells.clone(), evidence);
        row.changed = catalog.last_change(family, model);
        row.contradicted = contradicted(catalog, model);
        self.before = Some((family, model, cells));
        row
    }

    /// The cell of a column that is a property of the model.
    fn property(&self, family: &Family, model: &Model, column: &str) -> Arc<Cell> {
        let alike = self.before.as_ref().filter(|(of, before, _)| {
            let families = (family, *of);
            alike(column, families, (model, before))
        });
        let place = || self.catalog.columns().iter().position(|c| c.id == column);
        let shared = alike.and_then(|(_, _, cells)| cells.get(place()?));
        match shared {
            Some(cell) => Arc::clone(cell),
            None => Arc::new(model_cell(self.catalog, family, model, column)),
        }
    }

    fn terms(&mut self, model: &'a Model) -> Vec<Arc<Cell>> {
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
        made.or_insert_with(|| cells_under(catalog, model, &licenses))
            .clone()
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
