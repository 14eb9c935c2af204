//! The matrix itself: rows of models, columns, cells, and which rows are shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Tone;
use super::cell::Cell;
use super::fold::{fold, fold_onto};
use super::model_rows::ModelRows;
use super::natural::natural;
use super::query::Query;
use crate::catalog::{Catalog, Date, Evidence};
use crate::text::AttachedTexts;

/// A column of the matrix in hand.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixColumn {
    /// Id in queries and files.
    pub id: String,
    /// The heading.
    pub label: String,
}

impl MatrixColumn {
    /// Columns from pairs of id and heading.
    pub(super) fn list(pairs: &[(&str, &str)]) -> Vec<Self> {
        pairs
            .iter()
            .map(|(id, label)| Self {
                id: (*id).to_owned(),
                label: (*label).to_owned(),
            })
            .collect()
    }
}

/// A row of the matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The model's id.
    pub id: String,
    /// One cell for each column of the matrix, in its order. Rows may have some
    /// in common.
    pub cells: Vec<Arc<Cell>>,
    /// How well the license is known.
    pub evidence: Option<Evidence>,
    /// When the licensing of what it shows last changed, if that is recorded.
    pub changed: Option<Date>,
    /// Whether a secondary source says of it what the license texts contradict.
    pub contradicted: bool,
    /// What names the row, folded, one thing on a line: its id and what its
    /// first cell says.
    names: String,
    /// What its other cells say, likewise.
    words: String,
    /// What cells say that it has in common with other rows, likewise.
    shared_words: Arc<str>,
}

/// What cells say, folded, one thing on a line.
pub(super) fn words_of<'a>(cells: impl IntoIterator<Item = &'a Arc<Cell>>) -> String {
    let mut words = String::new();
    for line in cells.into_iter().flat_map(|cell| cell.says()) {
        fold_onto(&mut words, line);
        words.push('\n');
    }
    words
}

impl Row {
    /// Makes a row. Plain words are looked for in all its cells, and near
    /// words in its names: its id and its first cell.
    pub fn new<C: Into<Arc<Cell>>>(
        id: impl Into<String>,
        cells: Vec<C>,
        evidence: Option<Evidence>,
    ) -> Self {
        let cells: Vec<Arc<Cell>> = cells.into_iter().map(Into::into).collect();
        let words = words_of(cells.iter().skip(1));
        Self::with_words(id.into(), cells, evidence, (words, Arc::default()))
    }

    /// The same where it is known what the cells behind the first one say: its
    /// own, and those that it has in common with other rows.
    pub(super) fn with_words(
        id: String,
        cells: Vec<Arc<Cell>>,
        evidence: Option<Evidence>,
        (words, shared_words): (String, Arc<str>),
    ) -> Self {
        let mut names = fold(&id);
        names.push('\n');
        names.push_str(&words_of(cells.first()));
        Self {
            id,
            cells,
            evidence,
            changed: None,
            contradicted: false,
            names,
            words,
            shared_words,
        }
    }

    /// Whether the row says this word (folded).
    pub fn says(&self, word: &str) -> bool {
        let all = [&*self.names, &*self.words, &*self.shared_words];
        all.iter().any(|words| words.contains(word))
    }

    /// What names the row, folded.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.lines()
    }
}

/// All rows over all columns. Which rows and columns are shown, and in which
/// order, is chosen by the caller.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// The columns in their first order.
    pub columns: Vec<MatrixColumn>,
    /// The rows in the order of the catalog.
    pub rows: Vec<Row>,
}

impl Matrix {
    /// The matrix as the license texts say. `verdicts` fills the column
    /// `verdict` by model id.
    pub fn of_texts(catalog: &Catalog, verdicts: &BTreeMap<String, Cell>) -> Self {
        let mut rows = ModelRows::new(catalog, verdicts);
        Self {
            columns: catalog_columns(catalog),
            rows: catalog
                .models()
                .map(|(family, model)| rows.row(family, model))
                .collect(),
        }
    }

    /// The same of a few models, in the order of their ids; ids that the
    /// catalog does not have are left out.
    pub fn of_models(catalog: &Catalog, verdicts: &BTreeMap<String, Cell>, ids: &[&str]) -> Self {
        let models = ids.iter().filter_map(|id| catalog.model(id));
        let mut rows = ModelRows::new(catalog, verdicts);
        Self {
            columns: catalog_columns(catalog),
            rows: models
                .map(|(family, model)| rows.row(family, model))
                .collect(),
        }
    }

    /// The same matrix with the user's own texts held against every cell.
    pub fn held_against(mut self, texts: &AttachedTexts) -> Self {
        if texts.is_empty() {
            return self;
        }
        for row in &mut self.rows {
            if row.cells.iter().all(|cell| cell.holds(texts)) {
                continue;
            }
            let cells = std::mem::take(&mut row.cells);
            let cells = cells
                .into_iter()
                .map(|cell| Arc::unwrap_or_clone(cell).held_against(texts))
                .collect::<Vec<Cell>>();
            *row = Row {
                changed: row.changed,
                contradicted: row.contradicted,
                ..Row::new(std::mem::take(&mut row.id), cells, row.evidence)
            };
        }
        self
    }

    /// The place of a column.
    pub fn column_index(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// Whether a query as it is written lets any row through.
    pub fn any(&self, query: &Query) -> bool {
        self.rows.iter().any(|row| query.matches(row))
    }

    /// Indices of the rows a query lets through, in the matrix's order.
    pub fn filter(&self, query: &Query) -> Vec<usize> {
        let query = query.settled(&|query| self.any(query));
        (0..self.rows.len())
            .filter(|&index| query.matches(&self.rows[index]))
            .collect()
    }

    /// Sorts row indices by columns, the first one first. Rows that are equal
    /// in all of them keep their order. Unknown values come last either way.
    pub fn sort(&self, rows: &mut [usize], keys: &[SortKey]) {
        let compare = |a: &usize, b: &usize| {
            for key in keys {
                let (left, right) = (
                    &self.rows[*a].cells[key.column],
                    &self.rows[*b].cells[key.column],
                );
                let order = SortValue::of(left).compare(SortValue::of(right), key.descending);
                if order != std::cmp::Ordering::Equal {
                    return order;
                }
            }
            std::cmp::Ordering::Equal
        };
        rows.sort_by(compare);
    }

    /// The values of a column with the number of rows that have them, among
    /// the rows given; most frequent first.
    pub fn facet(&self, column: usize, rows: &[usize]) -> Vec<(String, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for &row in rows {
            *counts
                .entry(&self.rows[row].cells[column].text)
                .or_default() += 1;
        }
        let mut list: Vec<(String, usize)> = counts
            .into_iter()
            .map(|(text, count)| (text.to_owned(), count))
            .collect();
        list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        list
    }
}

fn catalog_columns(catalog: &Catalog) -> Vec<MatrixColumn> {
    let columns = catalog.columns().iter();
    columns
        .map(|column| MatrixColumn {
            id: column.id.clone(),
            label: column.label.clone(),
        })
        .collect()
}

/// One column to sort by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortKey {
    /// Index of the column.
    pub column: usize,
    /// Whether the largest value comes first.
    pub descending: bool,
}

impl Cell {
    /// What plain words find in it: its words, and the ids that names have
    /// beside them, of the model, of its licenses.
    fn says(&self) -> impl Iterator<Item = &str> {
        said(&self.text, &self.ids)
    }

    /// Whether it comes last in every order.
    pub(super) fn sorts_last(&self) -> bool {
        self.tone == Tone::Unknown && self.number.is_none()
    }
}

/// What plain words find in a cell with this text and these ids.
pub(super) fn said<'a>(text: &'a str, ids: &'a [String]) -> impl Iterator<Item = &'a str> {
    let ids = if ids.len() > 1 { ids } else { &[] };
    std::iter::once(text).chain(ids.iter().map(String::as_str))
}

/// What the order of rows looks at in a cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct SortValue<'a> {
    /// Whether it comes last in every order.
    pub last: bool,
    pub number: Option<f64>,
    pub text: &'a str,
}

impl<'a> SortValue<'a> {
    pub fn of(cell: &'a Cell) -> Self {
        Self {
            last: cell.sorts_last(),
            number: cell.number,
            text: &cell.text,
        }
    }

    pub fn compare(self, other: Self, descending: bool) -> std::cmp::Ordering {
        self.compare_with(other, descending, natural)
    }

    /// The same with another way to compare texts that comes to the same.
    pub fn compare_with(
        self,
        other: Self,
        descending: bool,
        texts: impl FnOnce(&str, &str) -> std::cmp::Ordering,
    ) -> std::cmp::Ordering {
        match (self.last, other.last) {
            (true, true) => return std::cmp::Ordering::Equal,
            (true, false) => return std::cmp::Ordering::Greater,
            (false, true) => return std::cmp::Ordering::Less,
            (false, false) => {}
        }
        let order = match (self.number, other.number) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            (None, Some(_)) => std::cmp::Ordering::Less,
            (Some(_), None) => std::cmp::Ordering::Greater,
            (None, None) => texts(self.text, other.text),
        };
        if descending { order.reverse() } else { order }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_comes_last_in_both_directions() {
        let rows: Vec<Row> = [Cell::plain("b"), Cell::unknown(""), Cell::plain("a")]
            .into_iter()
            .enumerate()
            .map(|(i, cell)| Row::new(i.to_string(), vec![cell], None))
            .collect();
        let matrix = Matrix {
            columns: vec![MatrixColumn {
                id: "x".into(),
                label: "X".into(),
            }],
            rows,
        };
        for (descending, expected) in [(false, [2, 0, 1]), (true, [0, 2, 1])] {
            let mut order = vec![0, 1, 2];
            matrix.sort(
                &mut order,
                &[SortKey {
                    column: 0,
                    descending,
                }],
            );
            assert_eq!(order, expected);
        }
    }
}
