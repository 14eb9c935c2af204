//! The matrix: rows of models, columns of terms, and cells that say where
//! they come from.

mod article;
mod cell;
mod changes;
mod diff;
mod qualify;
mod query;
mod query_parser;
mod table;
mod tone;
mod upstream;
mod view;
mod words;

pub use article::{check_tone, covered};
pub use cell::{Cell, countries, license_term_cell, term_cell};
pub use changes::direction_tone;
pub use diff::{
    FactChange, FactChangeKind, TermDifference, compare_catalogs, compare_licenses, compare_terms,
};
pub use qualify::{display_condition, prescribed_words};
pub use query::{Comparison, Query, QueryError, Test, parse_number};
pub use query_parser::find_column;
pub use table::{Matrix, MatrixColumn, Row, SortKey};
pub use tone::Tone;
pub use view::{View, ViewError};
pub use words::{id_words, limit_tone, limit_words, place_name, short_number};
