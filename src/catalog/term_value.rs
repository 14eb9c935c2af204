//! The value of a term, as a cell of the matrix shows it and queries match it.

use super::Threshold;

/// The value of one term of one license.
#[derive(Debug, Clone, PartialEq)]
pub enum TermValue {
    /// One value of the term's vocabulary, such as `conditional`.
    Id(&'static str),
    /// Words that the license prescribes, or a code such as `US-CA`.
    Words(String),
    /// Limits on file.
    Limits(Vec<Threshold>),
    /// Countries that are shut out.
    Territory(Territory),
}

/// Countries that a license shuts out, and what connects a case with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Territory {
    /// Where the model may not be used and its outputs may not go.
    pub places: Vec<String>,
    /// Whose seat there shuts a licensee out.
    pub seats: Vec<String>,
    /// Whether only multimodal models are concerned.
    pub multimodal_only: bool,
    /// Whether end users of a product are excepted.
    pub end_users_excepted: bool,
    /// Whether the licensor offers to talk about a permission.
    pub permission_foreseen: bool,
}

/// The ids of values that say nothing is known, or nothing is said.
pub const UNKNOWN: &str = "unknown";
/// The text says nothing about it.
pub const SILENT: &str = "silent";
/// Read, and there is none.
pub const NONE: &str = "none";

impl TermValue {
    /// The ids that queries match: one, or one for each limit.
    pub fn ids(&self) -> Vec<&str> {
        match self {
            TermValue::Id(id) => vec![id],
            TermValue::Words(words) => vec![words],
            TermValue::Limits(limits) => limits.iter().map(|limit| limit.effect.id()).collect(),
            TermValue::Territory(_) => vec!["restricted"],
        }
    }
}
