//! Verdicts, from light to heavy.

use serde::{Deserialize, Serialize};

use crate::matrix::Tone;

/// What a rule, or all rules together, say of a use. The order is the order
/// of joining: the heaviest wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// Every act has an express grant and no rule found a burden.
    Permitted,
    /// As permitted, if the listed obligations are met.
    PermittedWithObligations,
    /// Wording or evidence leaves the answer open.
    NeedsReview,
    /// A fact, a term or the text is missing.
    Unknown,
    /// The public license does not cover it; a permission is foreseen.
    #[serde(alias = "SeparateLicence")]
    SeparateLicense,
    /// A term bars it, or a condition cannot be met.
    NotPermitted,
}

impl Verdict {
    /// All verdicts, lightest first.
    pub const ALL: [Verdict; 6] = [
        Verdict::Permitted,
        Verdict::PermittedWithObligations,
        Verdict::NeedsReview,
        Verdict::Unknown,
        Verdict::SeparateLicense,
        Verdict::NotPermitted,
    ];

    /// Id in JSON and in queries.
    pub fn id(self) -> &'static str {
        match self {
            Verdict::Permitted => "permitted",
            Verdict::PermittedWithObligations => "permitted_with_obligations",
            Verdict::NeedsReview => "needs_review",
            Verdict::Unknown => "unknown",
            Verdict::SeparateLicense => "separate_license",
            Verdict::NotPermitted => "not_permitted",
        }
    }

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Verdict::Permitted => "Permitted",
            Verdict::PermittedWithObligations => "Permitted with obligations",
            Verdict::NeedsReview => "Needs review",
            Verdict::Unknown => "Unknown",
            Verdict::SeparateLicense => "Separate license needed",
            Verdict::NotPermitted => "Not permitted",
        }
    }

    /// What the verdict means, and what it never means.
    pub fn meaning(self) -> &'static str {
        match self {
            Verdict::Permitted => {
                "Every act has a grant and no rule found a burden. It does not mean that there is no risk."
            }
            Verdict::PermittedWithObligations => {
                "Permitted if the listed obligations are met. It does not mean that they are met."
            }
            Verdict::NeedsReview => {
                "The facts are complete, but wording or evidence leaves the answer open. It does not mean that it is probably fine."
            }
            Verdict::Unknown => {
                "A fact, a license term or the text is missing. It never means permitted."
            }
            Verdict::SeparateLicense => {
                "The public license does not cover it; a permission from the licensor is foreseen. It does not mean that it will be given."
            }
            Verdict::NotPermitted => {
                "A term bars it and foresees no permission, or a condition cannot be met."
            }
        }
    }

    /// How the verdict is to be taken.
    pub fn tone(self) -> Tone {
        match self {
            Verdict::Permitted => Tone::Good,
            Verdict::PermittedWithObligations => Tone::Condition,
            Verdict::NeedsReview => Tone::Review,
            Verdict::Unknown => Tone::Unknown,
            Verdict::SeparateLicense | Verdict::NotPermitted => Tone::Bad,
        }
    }
}
