//! The data files as they were read, before anything is checked.

use serde::{Deserialize, Serialize};

use super::{
    ClaimSource, Column, Family, IndexedDocument, License, ReadinessCondition, Source,
    overlay::Overlaid, problem::SourceText,
};

/// A value together with the text it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed<T> {
    /// The text, for naming lines.
    pub source: SourceText,
    /// What it says.
    pub value: T,
}

/// `columns.ron`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnsFile {
    /// Version of this file's shape.
    pub schema: u32,
    /// The columns in their first order.
    pub columns: Vec<Column>,
}

/// `readiness.ron`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadinessFile {
    /// Version of this file's shape.
    pub schema: u32,
    /// The conditions, in the order in which reasons are listed.
    pub conditions: Vec<ReadinessCondition>,
}

/// `sources.ron`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourcesFile {
    /// Version of this file's shape.
    pub schema: u32,
    /// The documents.
    pub sources: Vec<Source>,
}

/// All files of a data folder that the catalog is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct RawCatalog {
    /// `columns.ron`
    pub columns: Parsed<ColumnsFile>,
    /// `readiness.ron`
    pub readiness: Parsed<ReadinessFile>,
    /// `sources.ron`, the folder's own and those laid over it
    pub sources: Vec<Parsed<SourcesFile>>,
    /// `licenses/*.ron`
    pub licenses: Vec<Parsed<License>>,
    /// `models/*.ron`
    pub families: Vec<Parsed<Family>>,
    /// `clauses/*.ron`
    pub clauses: Vec<Parsed<IndexedDocument>>,
    /// `claims/*.ron`
    pub claims: Vec<Parsed<ClaimSource>>,
    /// Paths of files that are there and could not be read. What refers to one
    /// of them is no mistake of its own.
    pub unread: Vec<String>,
    /// Hash over all files, in hex.
    pub fingerprint: String,
    /// What the user's own folders added or replaced.
    pub overlaid: Vec<Overlaid>,
}
