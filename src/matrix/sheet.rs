//! The views of the matrix to choose from.

use serde::{Deserialize, Serialize};

/// A view of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Sheet {
    /// As the license texts say.
    #[default]
    Texts,
    /// As the article says.
    Article,
    /// Where they differ.
    Differences,
    /// What changed in the licensing of the families.
    Changes,
    /// The license texts that the user has.
    Yours,
    /// The scenarios that are open, side by side.
    Scenarios,
}

impl Sheet {
    /// All sheets in the order of their tabs.
    pub const ALL: [Sheet; 6] = [
        Sheet::Texts,
        Sheet::Article,
        Sheet::Differences,
        Sheet::Changes,
        Sheet::Yours,
        Sheet::Scenarios,
    ];

    /// What the view shows, as the title of a report.
    pub fn caption(self) -> &'static str {
        match self {
            Sheet::Texts => "As the license texts say",
            Sheet::Article => "As the article of April 2026 says, with a check of each value",
            Sheet::Differences => "Where the article of April 2026 and the license texts differ",
            Sheet::Changes => "What changed in the licensing of the families",
            Sheet::Yours => "Your texts",
            Sheet::Scenarios => "Scenarios side by side",
        }
    }

    /// The words on the tab.
    pub fn label(self) -> &'static str {
        match self {
            Sheet::Texts => "License texts",
            Sheet::Article => "Article of April 2026",
            Sheet::Differences => "Where they differ",
            Sheet::Changes => "What changed",
            Sheet::Yours => "Your texts",
            Sheet::Scenarios => "Side by side",
        }
    }

    /// Whether its rows are models.
    pub fn has_models(self) -> bool {
        matches!(self, Sheet::Texts | Sheet::Scenarios)
    }
}
