//! The parts of what is deployed beside the model that is judged: adapters,
//! teachers, data sets, filters, code. Each has a license of its own.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::act::act;
use super::{Field, RuleBook, Scenario, answer_words};

/// The id by which parts name the model that is judged.
pub const MODEL_ID: &str = "model";

/// One part beside the model that is judged. Either `license` or `model` names
/// its terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Unique in the scenario; never [`MODEL_ID`].
    pub id: String,
    /// What it is to the deployment; decides which acts concern it.
    pub role: Role,
    /// Id of the license it is under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    /// Id of a model of the catalog; brings its license and those of what it
    /// derives from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// Id of the license its publisher declares, if another. It is judged as
    /// well and never loosens the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared: Option<String>,
    /// Ids of the parts it is made from, or [`MODEL_ID`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub made_from: Vec<String>,
    /// The acts that concern it, if others than its role says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acts: Option<BTreeSet<String>>,
    /// Whether it takes more than text; only where no model is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub multimodal: Option<bool>,
}

/// What a part is to the deployment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// A model that is used like the one judged.
    Base,
    /// Weights put upon a model.
    Adapter,
    /// Another model whose weights go into the same merge.
    MergeParent,
    /// A model whose outputs teach.
    Teacher,
    /// Data for training.
    DataSet,
    /// An encoder or vision tower.
    Encoder,
    /// A small model that drafts for a large one.
    DraftModel,
    /// A model that filters what goes in or comes out.
    SafetyFilter,
    /// Code that comes with the weights.
    Code,
}

impl Role {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Role; 9] = [
        Role::Base,
        Role::Adapter,
        Role::MergeParent,
        Role::Teacher,
        Role::DataSet,
        Role::Encoder,
        Role::DraftModel,
        Role::SafetyFilter,
        Role::Code,
    ];

    /// Id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Role::Base => "base",
            Role::Adapter => "adapter",
            Role::MergeParent => "merge_parent",
            Role::Teacher => "teacher",
            Role::DataSet => "data_set",
            Role::Encoder => "encoder",
            Role::DraftModel => "draft_model",
            Role::SafetyFilter => "safety_filter",
            Role::Code => "code",
        }
    }

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Role::Base => "base",
            Role::Adapter => "adapter",
            Role::MergeParent => "merge parent",
            Role::Teacher => "teacher",
            Role::DataSet => "data set",
            Role::Encoder => "encoder",
            Role::DraftModel => "draft model",
            Role::SafetyFilter => "safety filter",
            Role::Code => "code",
        }
    }

    /// Those acts of a deployment that concern a part in this role. An act
    /// that this program does not know concerns every part.
    pub fn acts_of(self, acts: &BTreeSet<String>) -> BTreeSet<String> {
        acts.iter()
            .filter_map(|id| self.concerned(id))
            .map(str::to_owned)
            .collect()
    }

    /// The act as it concerns a part in this role.
    fn concerned(self, id: &str) -> Option<&str> {
        if act(id).is_none() {
            return Some(id);
        }
        let teaches = matches!(id, "TrainOtherModel" | "SyntheticDataForTraining");
        let stays = match self {
            Role::Base | Role::Adapter | Role::MergeParent | Role::Encoder | Role::DraftModel => {
                true
            }
            Role::Teacher | Role::DataSet => teaches,
            // A filter goes along with changed weights as it is.
            Role::SafetyFilter if id == "RedistributeDerivative" => {
                return Some("RedistributeWeights");
            }
            Role::SafetyFilter => !teaches && !matches!(id, "FineTune" | "Quantise" | "Merge"),
            Role::Code => !teaches && id != "PublishOutputs",
        };
        stays.then_some(id)
    }

    /// Whether every act of a deployment concerns a part in this role.
    pub(super) fn takes_all_acts(self) -> bool {
        !matches!(
            self,
            Role::Teacher | Role::DataSet | Role::SafetyFilter | Role::Code
        )
    }

    /// Whether the terms of what is in role `from` go on in what is made from
    /// it: from weights to weights, from data to data, from code to code. A
    /// teacher and a data set bind the weights by rules of their own.
    pub(super) fn carries(self, from: Role) -> bool {
        let is_weights = |role| !matches!(role, Role::Teacher | Role::DataSet | Role::Code);
        // A teacher is a model too, and what it was made from binds it.
        let made = if self == Role::Teacher {
            Role::Base
        } else {
            self
        };
        made == from || is_weights(made) && is_weights(from)
    }
}

impl Part {
    /// A part of which only the name and the role are known yet.
    pub fn new(id: &str, role: Role) -> Self {
        Self {
            id: id.to_owned(),
            role,
            license: None,
            model: None,
            declared: None,
            made_from: Vec::new(),
            acts: None,
            multimodal: None,
        }
    }

    /// The words shown to people: "safety filter", "safety filter guard-4".
    pub fn label(&self) -> String {
        let role = self.role.label();
        if self.id.replace(['-', '_'], " ") == role {
            role.to_owned()
        } else {
            format!("{role} {}", self.id)
        }
    }
}

impl Scenario {
    /// One part.
    pub fn part(&self, id: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.id == id)
    }

    /// Adds a part, or replaces the one of the same id.
    pub fn add_part(&mut self, part: Part) {
        match self.parts.iter_mut().find(|known| known.id == part.id) {
            Some(known) => *known = part,
            None => self.parts.push(part),
        }
    }

    /// Takes a part away; what was made from it is no longer said to be.
    pub fn remove_part(&mut self, id: &str) {
        self.parts.retain(|part| part.id != id);
        for part in &mut self.parts {
            part.made_from.retain(|from| from != id);
        }
    }
}

impl Scenario {
    /// Whether a question needs no answer, because the catalog gives it for
    /// every model and for every part that is judged. It does not for a part
    /// that names a license only.
    pub fn is_told_by_catalog(&self, field: &str) -> bool {
        let open = |part: &Part| part.model.is_none() && part.multimodal.is_none();
        field == "model_multimodal" && !self.parts.iter().any(open)
    }

    /// The questions that are without an answer and need one, in the order in
    /// which they are asked.
    pub fn unanswered<'a>(&'a self, book: &'a RuleBook) -> impl Iterator<Item = &'a Field> {
        book.fields().iter().filter(|field| {
            answer_words(&field.kind, self.answer(&field.id)).is_none()
                && !self.is_told_by_catalog(&field.id)
        })
    }
}
