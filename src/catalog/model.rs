//! Models: released artifacts, each under the licenses that govern it.

use serde::{Deserialize, Serialize};

use super::{Citation, Date, Evidence};

/// A family of models, as in `data/models/<id>.ron`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// Equal to the file's name.
    pub id: String,
    /// "Llama", "Qwen" ...
    pub name: String,
    /// Who publishes it.
    pub publisher: String,
    /// What changed when, oldest first.
    pub history: Vec<Change>,
    /// The models, oldest first.
    pub models: Vec<Model>,
}

/// A dated change in how a family is licensed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// When.
    pub date: Date,
    /// What, in our own words.
    pub text: String,
    /// In which direction.
    pub direction: Direction,
    /// Licenses it concerns.
    #[serde(default)]
    pub licenses: Vec<String>,
    /// Where it was read.
    pub cite: Vec<Citation>,
    /// How well it is known.
    pub evidence: Evidence,
}

/// The direction of a change, seen from a user of the models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Direction {
    /// Something new, neither looser nor tighter than before.
    New,
    /// More is allowed than before.
    Relaxed,
    /// Less is allowed than before, or more is asked.
    Tightened,
    /// Some of it looser, some tighter.
    Mixed,
}

impl Direction {
    /// The word shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Direction::New => "New",
            Direction::Relaxed => "Relaxed",
            Direction::Tightened => "Tightened",
            Direction::Mixed => "Mixed",
        }
    }
}

/// One model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Lowercase id, such as `qwen2.5-3b`.
    pub id: String,
    /// The name its publisher uses, such as "Qwen2.5-3B".
    pub name: String,
    /// Generation inside the family, such as "Qwen2.5".
    pub generation: String,
    /// When it was released, as precisely as is known.
    pub release_date: Option<Date>,
    /// `text`, `image`, `audio`, `video`, `code`, `embedding`, `safety` ...
    pub modality: Vec<String>,
    /// Whether it takes more than text (some clauses apply to these only).
    pub multimodal: bool,
    /// Such as "3B" or "235B-A22B"; `None` if not published.
    pub parameters: Option<String>,
    /// Whether there are weights to download.
    pub availability: Availability,
    /// The licenses that govern it, by role. Empty without weights.
    pub licenses: Vec<LicenseRole>,
    /// The model it derives from.
    #[serde(default)]
    pub base: Option<String>,
    /// Addresses for more.
    #[serde(default)]
    pub links: Vec<String>,
    /// Where the assignment of the license was read: document, place.
    pub cite: Vec<Citation>,
    /// How well the assignment is known.
    pub evidence: Evidence,
    /// A remark in our own words.
    #[serde(default)]
    pub note: Option<String>,
}

/// A license in its role for a model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LicenseRole {
    /// What it governs.
    pub role: Role,
    /// Id of a license; for [`Role::UsePolicy`], id of a document in `sources.ron`.
    pub license: String,
}

/// What a license governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    /// The weights.
    Weights,
    /// How the weights may be used; part of the license or beside it.
    UsePolicy,
    /// The code published with the weights.
    Code,
}

impl Role {
    /// Id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Role::Weights => "weights",
            Role::UsePolicy => "use_policy",
            Role::Code => "code",
        }
    }
}

/// Whether there are weights to download.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Availability {
    /// Published.
    Weights,
    /// The publisher's service only.
    ApiOnly,
    /// Announced, not seen.
    Announced,
}

impl Availability {
    /// Id in JSON and in queries.
    pub fn id(self) -> &'static str {
        match self {
            Availability::Weights => "weights",
            Availability::ApiOnly => "api_only",
            Availability::Announced => "announced",
        }
    }

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Availability::Weights => "Weights",
            Availability::ApiOnly => "Service only",
            Availability::Announced => "Announced",
        }
    }
}

impl Model {
    /// Whether it was released only after this day, as far as its date tells.
    pub fn came_after(&self, day: Date) -> bool {
        self.release_date
            .is_some_and(|date| date.is_after_all_of(day))
    }

    /// The license of the weights.
    pub fn weights_license(&self) -> Option<&str> {
        self.licenses
            .iter()
            .find(|role| role.role == Role::Weights)
            .map(|role| role.license.as_str())
    }
}
