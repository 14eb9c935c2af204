//! Claims: what a secondary source says, checked against the license texts.

use serde::{Deserialize, Serialize};

use super::{Citation, Date};

/// A secondary source with its claims, as in `data/claims/<id>.ron`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimSource {
    /// Equal to the file's name.
    pub id: String,
    /// Title of the source.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When.
    pub date: Date,
    /// Where; `None` if no address is known.
    pub url: Option<String>,
    /// Its matrix, if it has one.
    pub matrix: ClaimMatrix,
    /// Its statements, in our own words.
    pub claims: Vec<Claim>,
}

/// A matrix as the source prints it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimMatrix {
    /// The source's own headings; the first is the row's name.
    pub columns: Vec<ClaimColumn>,
    /// The source's own rows.
    pub rows: Vec<ClaimRow>,
}

/// A column of the source's matrix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimColumn {
    /// The heading as printed.
    pub heading: String,
    /// The columns of ours that answer the same question.
    pub terms: Vec<String>,
}

/// A row of the source's matrix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimRow {
    /// Models the row speaks of: ids, with `*` for any ending.
    pub models: Vec<String>,
    /// One cell for each column, the row's name first.
    pub cells: Vec<ClaimCell>,
}

impl ClaimRow {
    /// Whether the texts contradict a cell of it. The first cell names the row
    /// and claims nothing.
    pub fn is_contradicted(&self) -> bool {
        let mut claims = self.cells.iter().skip(1);
        claims.any(|cell| cell.verdict == ClaimVerdict::Contradicted)
    }
}

/// A cell of the source's matrix and its check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimCell {
    /// The value as printed.
    pub value: String,
    /// What the check gave.
    pub verdict: ClaimVerdict,
    /// One line of why.
    pub why: String,
    /// The clauses that decide it.
    pub cite: Vec<Citation>,
}

/// One statement and its check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Unique within the source.
    pub id: String,
    /// Family id, or `all`.
    pub about: String,
    /// Terms it speaks of.
    #[serde(default)]
    pub terms: Vec<String>,
    /// The statement in our own words.
    pub statement: String,
    /// What the check gave.
    pub verdict: ClaimVerdict,
    /// One line of why.
    pub why: String,
    /// The clauses that decide it.
    pub cite: Vec<Citation>,
}

/// What checking a claim gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ClaimVerdict {
    /// The texts say the same.
    Confirmed,
    /// Right for some models or in part.
    Partly,
    /// The texts say otherwise.
    Contradicted,
    /// An opinion, or nothing to check it against.
    NotCheckable,
}

impl ClaimVerdict {
    /// All, from the best to the least certain.
    pub const ALL: [ClaimVerdict; 4] = [
        ClaimVerdict::Confirmed,
        ClaimVerdict::Partly,
        ClaimVerdict::Contradicted,
        ClaimVerdict::NotCheckable,
    ];

    /// Id in JSON and in queries.
    pub fn id(self) -> &'static str {
        match self {
            ClaimVerdict::Confirmed => "confirmed",
            ClaimVerdict::Partly => "partly",
            ClaimVerdict::Contradicted => "contradicted",
            ClaimVerdict::NotCheckable => "not_checkable",
        }
    }

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            ClaimVerdict::Confirmed => "Confirmed",
            ClaimVerdict::Partly => "Partly right",
            ClaimVerdict::Contradicted => "Contradicted",
            ClaimVerdict::NotCheckable => "Not checkable",
        }
    }
}
