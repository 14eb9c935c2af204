//! Where a statement stands, and how well it was read.

use serde::{Deserialize, Serialize};

/// A place in a document: its id in `sources.ron` and the section.
///
/// In data files a pair: `("llama-3.1", "1.b.i")`. The section is written as
/// the document counts it, without "section" or "§".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(String, String)", into = "(String, String)")]
pub struct Citation {
    /// Id of the document, as in `sources.ron`.
    pub document: String,
    /// The section, or a description of the place such as "whole text".
    pub section: String,
}

impl From<(String, String)> for Citation {
    fn from((document, section): (String, String)) -> Self {
        Self { document, section }
    }
}

impl From<Citation> for (String, String) {
    fn from(citation: Citation) -> Self {
        (citation.document, citation.section)
    }
}

impl Citation {
    /// "§ 1.b.i" for counted sections, the words themselves otherwise.
    pub fn place(&self) -> String {
        if self.section.starts_with(|c: char| c.is_ascii_digit()) {
            format!("§ {}", self.section)
        } else {
            self.section.clone()
        }
    }
}

/// How well a fact is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Evidence {
    /// Read in the text of the license itself.
    Primary,
    /// Read in the text, but only part of it was available.
    Partial,
    /// Known from somebody else's account.
    Secondary,
    /// Nobody has read the source.
    Unread,
}

impl Evidence {
    /// All grades, the best first.
    pub const ALL: [Evidence; 4] = [
        Evidence::Primary,
        Evidence::Partial,
        Evidence::Secondary,
        Evidence::Unread,
    ];

    /// Whether nobody of ours has read it in the source.
    pub fn in_doubt(self) -> bool {
        self >= Evidence::Secondary
    }

    /// Id in JSON and in queries.
    pub fn id(self) -> &'static str {
        match self {
            Evidence::Primary => "primary",
            Evidence::Partial => "partial",
            Evidence::Secondary => "secondary",
            Evidence::Unread => "unread",
        }
    }

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Evidence::Primary => "read in the original",
            Evidence::Partial => "read in part",
            Evidence::Secondary => "second hand",
            Evidence::Unread => "not read",
        }
    }
}
