//! Sources: the documents in which facts were read.

use serde::{Deserialize, Serialize};

use super::{Date, Evidence};

/// A document: a license text, a use policy, a publisher's page, an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Unique id, used in citations.
    pub id: String,
    /// The title it gives itself.
    pub title: String,
    /// What kind of document it is.
    pub kind: SourceKind,
    /// Who published it.
    pub publisher: String,
    /// Where it is published; `None` if no address is known.
    pub url: Option<String>,
    /// The date it gives itself.
    pub date: Option<Date>,
    /// The day it was read; `None` if it was not.
    pub read: Option<Date>,
    /// SHA-256 of the text that was read, in hex.
    pub sha256: Option<String>,
    /// How well it was read.
    pub evidence: Evidence,
    /// A remark in our own words, such as which copy was read.
    #[serde(default)]
    pub note: Option<String>,
}

/// Kinds of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SourceKind {
    /// The text of a license.
    LicenseText,
    /// A use policy that belongs to a license.
    UsePolicy,
    /// A page, model card or repository of the publisher.
    PublisherPage,
    /// Somebody else's account.
    Secondary,
}

impl SourceKind {
    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            SourceKind::LicenseText => "License text",
            SourceKind::UsePolicy => "Use policy",
            SourceKind::PublisherPage => "Publisher's page",
            SourceKind::Secondary => "Second-hand source",
        }
    }
}
