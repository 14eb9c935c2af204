//! A license: one legal text in one version, and what is known of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Citation, Date, Evidence, Fact, Facts, Threshold};

/// One license, as in `data/licenses/<id>.ron`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct License {
    /// Equal to the file's name.
    pub id: String,
    /// The title the text gives itself.
    pub title: String,
    /// A short name for table cells, such as "Llama 3.1 Community".
    pub short: String,
    /// Who grants it; `*` for standard licenses that anybody may grant.
    pub licensor: String,
    /// The date the text gives itself; `None` where it gives none.
    pub version_date: Option<Date>,
    /// Identifier of the SPDX list, or `LicenseRef-...`; `None` if there is none.
    pub spdx_id: Option<String>,
    /// How much of the text was read.
    pub status: Status,
    /// Ids in `sources.ron`: the license text first, then its policies.
    pub documents: Vec<String>,
    /// Evidence of every term that does not say otherwise.
    pub evidence: Evidence,
    /// The day the text was read.
    pub read: Date,
    /// The conclusion in a sentence or two, in our own words.
    pub bottom_line: String,
    /// Clauses the bottom line rests on.
    pub bottom_line_cite: Vec<Citation>,
    /// Term id -> what the text says about it.
    pub terms: BTreeMap<String, TermEntry>,
    /// Limits of size, revenue and business.
    pub thresholds: Vec<Threshold>,
    /// Rule id -> the clause that the rule rests on in this license.
    pub rule_clauses: BTreeMap<String, Vec<Citation>>,
    /// Rule id -> the reading that this text's wording asks for.
    #[serde(default)]
    pub readings: BTreeMap<String, String>,
    /// The columns' attributes -> the terms that record them, for
    /// [`License::fact`]; empty as long as nobody has checked the license.
    #[serde(skip)]
    pub recorded: Arc<BTreeMap<String, String>>,
}

/// What a license says about one term. The value that people read and the
/// attributes that the rules read are both taken from `facts`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermEntry {
    /// Attribute -> value.
    #[serde(default)]
    pub facts: Facts,
    /// Where it stands.
    pub cite: Vec<Citation>,
    /// If it differs from the license's own.
    #[serde(default)]
    pub evidence: Option<Evidence>,
    /// A qualifier in our own words where the value alone would mislead.
    #[serde(default)]
    pub note: Option<String>,
}

/// How much of a license text was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Status {
    /// The whole text.
    Verified,
    /// Part of it.
    Partial,
    /// Only its name and where it is used.
    MetadataOnly,
    /// Nothing.
    Unread,
}

impl Status {
    /// The name used by rules.
    pub fn name(self) -> &'static str {
        match self {
            Status::Verified => "Verified",
            Status::Partial => "Partial",
            Status::MetadataOnly => "MetadataOnly",
            Status::Unread => "Unread",
        }
    }

    /// Id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Status::Verified => "verified",
            Status::Partial => "partial",
            Status::MetadataOnly => "metadata_only",
            Status::Unread => "unread",
        }
    }

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Status::Verified => "whole text read",
            Status::Partial => "text read in part",
            Status::MetadataOnly => "only its name is known",
            Status::Unread => "text not read",
        }
    }
}

impl License {
    /// The attribute a rule asks for. An attribute that no term records is
    /// [`Fact::Unknown`].
    pub fn fact(&self, attribute: &str) -> &Fact {
        // Rules ask for thousands of attributes, and terms are many.
        let term = self.recorded.get(attribute);
        let entry = term.and_then(|term| self.terms.get(term));
        let fact = entry.and_then(|entry| entry.facts.get(attribute));
        let elsewhere = || {
            let mut entries = self.terms.values();
            entries.find_map(|entry| entry.facts.get(attribute))
        };
        fact.or_else(elsewhere).unwrap_or(&Fact::Unknown)
    }

    /// Evidence of one term.
    pub fn term_evidence(&self, term: &str) -> Evidence {
        self.terms
            .get(term)
            .and_then(|entry| entry.evidence)
            .unwrap_or(self.evidence)
    }

    /// Every citation in the file.
    pub fn citations(&self) -> impl Iterator<Item = &Citation> {
        self.terms
            .values()
            .flat_map(|entry| &entry.cite)
            .chain(self.thresholds.iter().flat_map(|limit| &limit.cite))
            .chain(self.rule_clauses.values().flatten())
            .chain(&self.bottom_line_cite)
    }
}
