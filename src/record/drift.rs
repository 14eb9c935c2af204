//! What has changed since a record was made.

use crate::scenario::Verdict;

/// What judging the same again gave.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drift {
    /// Models whose verdict, reasons or cells are other ones now.
    pub models: Vec<ModelDrift>,
    /// Models that are in the record and not in the catalog any more.
    pub gone: Vec<String>,
    /// Answers to questions that are not asked any more: the verdicts do not
    /// rest on them.
    pub unknown_fields: Vec<String>,
    /// What is different and changed no verdict and no reason here, in words.
    pub without_effect: Vec<String>,
}

/// What has changed for a model.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelDrift {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The verdict in the record, and now.
    pub verdict: (Verdict, Verdict),
    /// The verdict of house policy in the record, and now.
    pub house: (Option<Verdict>, Option<Verdict>),
    /// Reasons that are other ones now, in words.
    pub reasons: Vec<String>,
    /// Cells that are other ones now: column, words in the record, words now.
    pub cells: Vec<(String, String, String)>,
    /// What made the difference, in words: a fact, a rule, a text.
    pub causes: Vec<String>,
}

impl ModelDrift {
    /// Whether its verdict, also that of house policy, is another one.
    pub fn has_other_verdict(&self) -> bool {
        self.verdict.0 != self.verdict.1 || self.house.0 != self.house.1
    }
}

impl Drift {
    /// Whether everything is as it was.
    pub fn is_none(&self) -> bool {
        self.models.is_empty() && self.gone.is_empty() && self.unknown_fields.is_empty()
    }
}
