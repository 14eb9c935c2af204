//! The records of a workspace file as they stand in it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::report::Branding;
use crate::workspace::{
    Computed, Decision, Note, OpenScenario, Opinion, SavedView, SetAside, Subject, Workspace,
};

/// A file, whole.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WorkspaceShape {
    #[serde(rename = "kind")]
    pub _kind: String,
    #[serde(rename = "schema")]
    pub _schema: u32,
    pub title: String,
    #[serde(default)]
    pub catalog: String,
    #[serde(default)]
    pub active: Option<String>,
    #[serde(default)]
    pub scenarios: Vec<OpenScenario>,
    #[serde(default)]
    pub views: Vec<SavedView>,
    #[serde(default)]
    pub decisions: Vec<DecisionLine>,
    #[serde(default)]
    pub notes: Vec<Note>,
    #[serde(default)]
    pub branding: Branding,
    #[serde(default)]
    pub texts: BTreeMap<String, String>,
    #[serde(default)]
    pub set_aside: Vec<SetAside>,
}

impl From<WorkspaceShape> for Workspace {
    fn from(shape: WorkspaceShape) -> Self {
        let decisions = shape.decisions.into_iter();
        Self {
            title: shape.title,
            catalog: shape.catalog,
            scenarios: shape.scenarios,
            active: shape.active,
            views: shape.views,
            decisions: decisions.map(DecisionLine::into_pair).collect(),
            notes: shape.notes.into_iter().collect(),
            branding: shape.branding,
            texts: shape.texts,
            set_aside: shape.set_aside.into_iter().collect(),
        }
    }
}

/// A decision with what it is on.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionLine {
    pub on: Subject,
    opinion: Opinion,
    reviewer: String,
    date: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    computed: Computed,
}

impl DecisionLine {
    pub fn new(on: &Subject, decision: &Decision) -> Self {
        let decision = decision.clone();
        Self {
            on: on.clone(),
            opinion: decision.opinion,
            reviewer: decision.reviewer,
            date: decision.date,
            note: decision.note,
            computed: decision.computed,
        }
    }

    pub fn into_pair(self) -> (Subject, Decision) {
        let decision = Decision {
            opinion: self.opinion,
            reviewer: self.reviewer,
            date: self.date,
            note: self.note,
            computed: self.computed,
        };
        (self.on, decision)
    }
}
