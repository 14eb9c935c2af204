//! The clause index: where each clause of a document stands, and fingerprints
//! of its words. It holds no words.

use serde::{Deserialize, Serialize};

/// The steps that make a text comparable, by name. Another way of making it
/// gives other fingerprints, so a file made for it is refused.
pub const CANONICALIZATION: &str = "clause-canon-1";

/// The citation of something that a text does not contain.
pub const WHOLE_TEXT: &str = "whole text";

/// One document of the index, as in `data/clauses/<id>.ron`.
///
/// Positions count Unicode scalar values of the canonical text, the start
/// inside and the end outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexedDocument {
    /// Id in `sources.ron`; equal to the file's name.
    pub id: String,
    /// How the canonical text is made: [`CANONICALIZATION`].
    pub canonicalization: String,
    /// The document that this is another copy of, such as the same license with
    /// the copyright line filled in.
    pub copy_of: Option<String>,
    /// Whether the text is Markdown, whose emphasis marks do not count.
    pub markdown: bool,
    /// What to know about the copy that was indexed.
    pub caveat: Option<String>,
    /// SHA-256 over the bytes of the copies that were seen, in hex.
    pub raw_sha256: Vec<String>,
    /// SHA-256 over the canonical text, in hex.
    pub canonical_sha256: String,
    /// Length of the canonical text.
    pub length: usize,
    /// The clauses. A clause contains the clauses below it.
    pub clauses: Vec<Clause>,
}

/// A clause: a label and the place and fingerprints of its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// As citations name it: "1.b.i", "4(a)".
    pub label: String,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// SHA-256 over its words, in hex. Only this proves that words are the same.
    pub sha256: String,
    /// A quick hash to look for the clause in another text, see
    /// [`crate::text::rolling_hash`].
    pub rolling: u64,
}

impl Clause {
    /// Number of Unicode scalar values.
    pub fn length(&self) -> usize {
        self.end.saturating_sub(self.start)
    }
}

impl IndexedDocument {
    /// One clause.
    pub fn clause(&self, label: &str) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.label == label)
    }

    /// Whether a citation may name this section.
    pub fn has(&self, section: &str) -> bool {
        section == WHOLE_TEXT || self.clause(section).is_some()
    }
}
