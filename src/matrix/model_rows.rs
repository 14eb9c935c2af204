//! The rows of models. Models under the same licenses have the cells of their
//! terms in common, which are made once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::article::contradicted;
use super::cell::{Cell, model_cell, term_cell_under};
use super::table::Row;
use crate::catalog::{Catalog, Evidence, Family, License, Model};

/// What the cells of a model's terms depend on: its licenses, and how well it
/// is known that it is under them.
type Terms<'a> = (Vec<&'a str>, Evidence);

/// Makes rows as the license texts say.
pub(super) struct ModelRows<'a> {
    catalog: &'a Catalog,
    /// Fills the column `verdict` by model id.
    verdicts: &'a BTreeMap<String, Cell>,
    /// The cells of all columns that are terms, in their order.
    made: BTreeMap<Terms<'a>, Vec<Arc<Cell>>>,
}

impl<'a> ModelRows<'a> {
    pub fn new(catalog: &'a Catalog, verdicts: &'a BTreeMap<String, Cell>) -> Self {
        Self {
            catalog,
            verdicts,
            made: BTreeMap::new(),
        }
    }

    /// The row of one model.
    pub fn row(&mut self, family: &Family, model: &Model) -> Row {
        let catalog = self.catalog;
        let mut terms = self.terms(model).into_iter();
        let verdict = || {
            let verdict = self.verdicts.get(&model.id).cloned();
            verdict.unwrap_or_else(|| Cell::unknown("No scenario is chosen."))
        };
        let cells: Vec<Arc<Cell>> = catalog
            .columns()
            .iter()
            .filter_map(|column| match column.id.as_str() {
                _ if column.term => terms.next(),
                "verdict" => Some(Arc::new(verdict())),
                id => Some(Arc::new(model_cell(catalog, family, model, id))),
            })
            .collect();
        let evidence = model
            .weights_license()
            .and_then(|id| catalog.license(id))
            .map(|license| license.evidence.max(model.evidence));
        let mut row = Row::new(&model.id, cells, evidence);
        row.changed = catalog.last_change(family, model);
        row.contradicted = contradicted(catalog, model);
        row
    }

    fn terms(&mut self, model: &Model) -> Vec<Arc<Cell>> {
        let catalog = self.catalog;
        let licenses = catalog.weights_licenses(model);
        if licenses.is_empty() {
            return cells_under(catalog, model, &licenses);
        }
        let ids = licenses.iter().map(|license| license.id.as_str());
        let terms = (ids.collect(), model.evidence);
        let made = self.made.entry(terms);
        made.or_insert_with(|| cells_under(catalog, model, &licenses))
            .clone()
    }
}

/// The cells of all columns that are terms.
fn cells_under(catalog: &Catalog, model: &Model, licenses: &[&License]) -> Vec<Arc<Cell>> {
    let columns = catalog.columns().iter().filter(|column| column.term);
    columns
        .map(|column| Arc::new(term_cell_under(catalog, model, licenses, &column.id)))
        .collect()
}
