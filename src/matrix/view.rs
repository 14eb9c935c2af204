//! What is shown of a matrix: which rows, in which order, and which columns.

use std::fmt;

use super::cell::Cell;
use super::query::Query;
use super::query_columns::find_column;
use super::query_error::QueryError;
use super::table::{Matrix, Row, SortKey};

/// Chosen rows and columns of a matrix, in order.
#[derive(Debug, Clone)]
pub struct View<'a> {
    /// The matrix.
    pub matrix: &'a Matrix,
    /// Indices of the rows shown, in order.
    pub rows: Vec<usize>,
    /// Indices of the columns shown, in order.
    pub columns: Vec<usize>,
    /// What the rows are sorted by, first one first.
    pub order: Vec<SortKey>,
    /// Values the filter asks for that no model has, each in words.
    pub nowhere: Vec<String>,
}

/// Why a view cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ViewError {
    /// The filter is not a query.
    Filter {
        /// What is wrong with it, and where.
        error: QueryError,
        /// The filter as it was given.
        filter: String,
    },
    /// A column in the sort order or the selection does not exist.
    Column(String),
}

impl fmt::Display for ViewError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ViewError::Filter { error, filter } => {
                // The hint may end in a question mark.
                let said = error.to_string();
                let stop = if said.ends_with('?') { "" } else { "." };
                writeln!(f, "The filter cannot be read: {said}{stop}")?;
                let pointed = error.pointed(filter);
                write!(f, "    {}", pointed.replace('\n', "\n    "))
            }
            ViewError::Column(message) => write!(f, "{message}."),
        }
    }
}

impl<'a> View<'a> {
    /// Filters, sorts and selects. `sort` and `columns` are comma-separated;
    /// a `-` before a column sorts it downwards. Without `columns` those in
    /// `shown` are taken.
    ///
    /// # Errors
    /// A query that cannot be read, or a column that does not exist.
    pub fn new(
        matrix: &'a Matrix,
        filter: &str,
        sort: &str,
        columns: Option<&str>,
        shown: &dyn Fn(&str) -> bool,
    ) -> Result<Self, ViewError> {
        let query = Query::parse(filter, matrix).map_err(|error| ViewError::Filter {
            error,
            filter: filter.to_owned(),
        })?;
        let mut rows = matrix.filter(&query);
        let mut keys = Vec::new();
        for name in parts(sort) {
            let (name, descending) = match name.strip_prefix('-') {
                Some(name) => (name, true),
                None => (name, false),
            };
            let column = find_column(matrix, name).map_err(column_error)?;
            keys.push(SortKey { column, descending });
        }
        matrix.sort(&mut rows, &keys);
        let columns = match columns {
            Some(names) => parts(names)
                .map(|name| find_column(matrix, name).map_err(column_error))
                .collect::<Result<Vec<_>, _>>()?,
            None => (0..matrix.columns.len())
                .filter(|&index| shown(&matrix.columns[index].id))
                .collect(),
        };
        if columns.is_empty() {
            return Err(ViewError::Column("No column is named".to_owned()));
        }
        Ok(Self {
            matrix,
            rows,
            columns,
            order: keys,
            nowhere: query.values_nowhere(matrix),
        })
    }

    /// What the rows are sorted by: "License; Released, the last first". Empty
    /// if they are not sorted.
    pub fn order_words(&self) -> String {
        let keys = self.order.iter().map(|key| {
            let heading = &self.matrix.columns[key.column].label;
            match key.descending {
                true => format!("{heading}, the last first"),
                false => heading.clone(),
            }
        });
        keys.collect::<Vec<_>>().join("; ")
    }

    /// The headings of the columns shown.
    pub fn headings(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.columns
            .iter()
            .map(|&index| self.matrix.columns[index].label.as_str())
    }

    /// The rows shown.
    pub fn rows(&self) -> impl Iterator<Item = &'a Row> + '_ {
        self.rows.iter().map(|&index| &self.matrix.rows[index])
    }

    /// The cells of a row that are shown.
    pub fn cells<'r>(&'r self, row: &'r Row) -> impl Iterator<Item = &'r Cell> + 'r {
        self.columns.iter().map(|&index| &*row.cells[index])
    }
}

fn parts(list: &str) -> impl Iterator<Item = &str> {
    list.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

fn column_error(message: String) -> ViewError {
    let mut letters = message.chars();
    ViewError::Column(
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect())
            .unwrap_or_default(),
    )
}
