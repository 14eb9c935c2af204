//! The matrix: rows of models, columns of terms, and cells that say where
//! they come from.

mod article;
mod cell;
mod changes;
mod diff;
mod fold;
mod groups;
mod index;
mod model_rows;
mod natural;
mod qualify;
mod query;
mod query_candidate;
mod query_columns;
mod query_complete;
mod query_error;
mod query_parser;
mod query_spans;
mod query_test;
mod query_tokens;
mod query_words;
mod sheet;
mod table;
mod tone;
mod upstream;
mod view;
mod words;

pub use article::{check_tone, covered};
pub use cell::{Cell, countries, license_term_cell, parameter_count, term_cell};
pub use changes::direction_tone;
pub use diff::{
    FactChange, FactChangeKind, TermDifference, compare_catalogs, compare_licenses, compare_terms,
};
pub use fold::{NearWord, Nearness, fold};
pub use groups::{Group, PartialRow};
pub use index::{Found, Index, RowSet};
pub use qualify::{display_condition, prescribed_words};
pub use query::Query;
pub use query_candidate::{Candidate, CandidateKind, Completion};
pub use query_columns::{QUERY_WORDS, find_column};
pub use query_complete::{TermPlace, term_around};
pub use query_error::QueryError;
pub use query_parser::QueryPart;
pub use query_spans::query_spans;
pub use query_test::{Amount, Comparison, Pattern, Test, parse_number};
pub use query_tokens::{QuerySpan, SpanKind};
pub use sheet::Sheet;
pub use table::{Matrix, MatrixColumn, Row, SortKey};
pub use tone::Tone;
pub use view::{View, ViewError};
pub use words::{id_words, limit_tone, limit_words, place_name, short_number};
