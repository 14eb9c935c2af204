//! The values of the columns to choose from, each with how many rows would be
//! shown with it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Effect, State};
use crate::matrix::{Amount, Cell, Matrix, Sheet, Tone, fold};

/// Values of a column that are listed before "more".
const FIRST: usize = 6;

/// Values of a column that are listed at most; the field finds the others.
const MOST: usize = 200;

/// Columns with more values are folded at first, where no list says otherwise.
const FEW: usize = 8;

/// The columns of the license texts that are open at first: what is asked
/// first of a model.
const OPEN: [&str; 5] = [
    "verdict",
    "family",
    "license_class",
    "commercial_use",
    "output_training",
];

/// The panel of values.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// What is looked for among the values.
    pub text: String,
    /// How often the panel was opened by hand; each time keys go there.
    pub visits: u64,
    /// Columns that the user folded or unfolded: whether they are open.
    folds: BTreeMap<String, bool>,
    /// Columns of which all values are listed.
    whole: BTreeSet<String>,
    /// Whether there is room for it beside the table.
    fits: bool,
    /// Whether the user asked for it, room or not.
    asked: bool,
    columns: Vec<FacetColumn>,
}

/// A column with the values it has in any row.
#[derive(Debug, Clone)]
struct FacetColumn {
    column: usize,
    /// The texts with their tones, in the order of the texts.
    values: Vec<(String, Tone)>,
    /// For each row the place of its value.
    codes: Vec<usize>,
}

/// The values of a column as they are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Index of the column.
    pub column: usize,
    /// Whether its values are shown.
    pub open: bool,
    /// The values listed, those with the most rows first; the chosen ones are
    /// always among them.
    pub values: Vec<FacetValue>,
    /// How many more there are.
    pub more: usize,
    /// Whether all are listed that could be fewer.
    pub whole: bool,
    /// How many of them are chosen.
    pub chosen: usize,
}

/// A value to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// The words of the cells.
    pub text: String,
    /// How they are to be taken; neutral where rows differ in that.
    pub tone: Tone,
    /// How many rows would be shown with it: those that fit the typed filter
    /// and the values chosen in other columns.
    pub count: usize,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// Something a user did with the panel of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FacetsCommand {
    /// Show or hide the panel.
    Toggle,
    /// Whether there is room for it beside the table.
    Room(bool),
    /// Look for a value.
    Find(String),
    /// Fold or unfold a column by its id.
    Fold(String),
    /// List all values of a column by its id, or the first ones again.
    Whole(String),
    /// Choose no value of a column by its id.
    Clear(String),
}

/// Carries out a command about the panel of values.
pub(super) fn apply_facets(state: &mut State, command: FacetsCommand) -> Vec<Effect> {
    match command {
        FacetsCommand::Toggle => {
            let show = !state.shows_facets();
            state.facets_open = show;
            state.facets.asked = show;
            state.facets.visits += u64::from(show);
            // Keys that were in the panel go on in the table.
            state.table_asked += u64::from(!show);
        }
        FacetsCommand::Room(fits) => state.facets.fits = fits,
        FacetsCommand::Find(text) => state.facets.text = text,
        FacetsCommand::Fold(id) => {
            let open = state.facet_list().into_iter().find_map(|facet| {
                let same = state.matrix.columns[facet.column].id == id;
                same.then_some(facet.open)
            });
            state.facets.folds.insert(id, !open.unwrap_or(false));
        }
        FacetsCommand::Whole(id) => {
            if !state.facets.whole.remove(&id) {
                state.facets.whole.insert(id);
            }
        }
        FacetsCommand::Clear(id) => {
            state.values.remove(&id);
            state.arrange();
        }
    }
    Vec::new()
}

impl Facets {
    /// Takes in the columns of a matrix whose values are worth choosing from:
    /// not those in which each row, or nearly each, has a value of its own, nor
    /// dates, which are asked for by ranges.
    pub(super) fn read(&mut self, matrix: &Matrix) {
        let columns = 1..matrix.columns.len();
        self.columns = columns
            .map(|column| FacetColumn::of(matrix, column))
            .filter(|column| {
                let (values, rows) = (column.values.len(), column.codes.len());
                let dates = column
                    .values
                    .iter()
                    .filter(|(text, _)| Amount::date(text).is_some());
                values > 1 && values * 2 <= rows && dates.count() * 2 < values
            })
            .collect();
    }
}

impl Facets {
    /// Indices of the columns worth choosing from with a value that begins with
    /// this (folded).
    pub(super) fn columns_with(&self, begin: &str) -> impl Iterator<Item = usize> {
        let has = move |facet: &&FacetColumn| {
            let mut values = facet.values.iter();
            values.any(|(text, _)| fold(text).starts_with(begin))
        };
        self.columns.iter().filter(has).map(|facet| facet.column)
    }
}

impl FacetColumn {
    fn of(matrix: &Matrix, column: usize) -> Self {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let mut values: Vec<(&str, Tone)> = Vec::new();
        let mut last: Option<(&Arc<Cell>, usize)> = None;
        let mut codes = vec![usize::MAX; matrix.rows.len()];
        for (of_row, row) in codes.iter_mut().zip(&matrix.rows) {
            let Some(cell) = row.cells.get(column) else {
                continue;
            };
            // Rows that follow one another often share their cells.
            if let Some((_, code)) = last.filter(|(same, _)| Arc::ptr_eq(same, cell)) {
                *of_row = code;
                continue;
            }
            let code = *places.entry(&cell.text).or_insert_with(|| {
                values.push((&cell.text, cell.tone));
                values.len() - 1
            });
            if values[code].1 != cell.tone {
                // The same words may be checked with different results.
                values[code].1 = Tone::Neutral;
            }
            last = Some((cell, code));
            *of_row = code;
        }
        let mut order = vec![0; values.len()];
        let values = places.into_values().enumerate().map(|(place, code)| {
            order[code] = place;
            (values[code].0.to_owned(), values[code].1)
        });
        let values = values.collect();
        for code in &mut codes {
            *code = order.get(*code).copied().unwrap_or(usize::MAX);
        }
        Self {
            column,
            values,
            codes,
        }
    }

    fn counts(&self, rows: &[usize]) -> Vec<usize> {
        let mut counts = vec![0; self.values.len()];
        for &row in rows {
            if let Some(count) = self.codes.get(row).and_then(|code| counts.get_mut(*code)) {
                *count += 1;
            }
        }
        counts
    }
}

impl State {
    /// Whether the panel of values is shown: where there is room, or where the
    /// user wants it.
    pub fn shows_facets(&self) -> bool {
        self.facets_open && self.has_facets() && (self.facets.fits || self.facets.asked)
    }

    /// Whether there are values to choose from in this view.
    pub fn has_facets(&self) -> bool {
        self.sheet != Sheet::Yours && !self.facets.columns.is_empty()
    }

    /// Whether it was told that the panel has room.
    pub fn facets_fit(&self) -> bool {
        self.facets.fits
    }

    /// The columns with their values as they are listed: first those that the
    /// table shows and those that are open at first. While a value is looked for, only columns and values that
    /// have the words.
    pub fn facet_list(&self) -> Vec<Facet> {
        let shown = self.columns();
        let (first, behind): (Vec<&FacetColumn>, Vec<&FacetColumn>) =
            self.facets.columns.iter().partition(|facet| {
                let id = self.matrix.columns[facet.column].id.as_str();
                shown.contains(&facet.column) || OPEN.contains(&id)
            });
        let wanted = fold(self.facets.text.trim());
        let all = first.into_iter().chain(behind);
        all.filter_map(|facet| self.listed(facet, &wanted))
            .collect()
    }

    fn listed(&self, facet: &FacetColumn, wanted: &str) -> Option<Facet> {
        let column = &self.matrix.columns[facet.column];
        let chosen = self.values.get(&column.id);
        let counts = match chosen {
            Some(_) => facet.counts(&self.rows_with_values(Some(facet.column))),
            None => facet.counts(&self.rows),
        };
        let named = fold(&column.label).contains(wanted);
        let values = facet.values.iter().zip(counts);
        let mut values: Vec<FacetValue> = values
            .filter(|((text, _), _)| named || fold(text).contains(wanted))
            .map(|((text, tone), count)| FacetValue {
                chosen: chosen.is_some_and(|chosen| chosen.contains(text)),
                text: text.clone(),
                tone: *tone,
                count,
            })
            .collect();
        if values.is_empty() {
            return None;
        }
        // A stable order: values stay in the order of their texts. What is
        // chosen in the column changes none of its counts, so no value moves
        // under the pointer.
        values.sort_by_key(|value| std::cmp::Reverse(value.count));
        let total = values.len();
        let looked_for = !wanted.is_empty();
        let whole = looked_for || self.facets.whole.contains(&column.id);
        let chosen = values.iter().filter(|value| value.chosen).count();
        let first = if whole { MOST } else { FIRST };
        // One more line would be as long as the line that offers it.
        if total > first + 1 {
            let mut place = 0;
            values.retain(|value| {
                place += 1;
                place <= first || value.chosen
            });
        }
        let fold = self.facets.folds.get(&column.id).copied();
        Some(Facet {
            column: facet.column,
            open: looked_for || fold.unwrap_or_else(|| self.opens_at_first(facet)),
            more: total - values.len(),
            whole: whole && !looked_for && total > FIRST + 1,
            chosen,
            values,
        })
    }

    fn opens_at_first(&self, facet: &FacetColumn) -> bool {
        let id = self.matrix.columns[facet.column].id.as_str();
        match self.sheet {
            _ if self.values.contains_key(id) => true,
            Sheet::Texts => OPEN.contains(&id),
            _ => facet.values.len() <= FEW,
        }
    }
}
