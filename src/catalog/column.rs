//! The columns of the matrix, as in `data/columns.ron`.

use serde::{Deserialize, Serialize};

/// A column: a property of the model, or a term of its license.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Id in queries, files and JSON.
    pub id: String,
    /// The heading.
    pub label: String,
    /// Columns with the same group stand together.
    pub group: String,
    /// What the column tells and how to read it.
    pub help: String,
    /// Whether it is shown until the user chooses otherwise.
    pub shown: bool,
    /// Width in points.
    pub width: f32,
    /// Whether it is a term of the license; otherwise a property of the model.
    pub term: bool,
    /// The attributes that a term's value is made from.
    #[serde(default)]
    pub facts: Vec<String>,
}
