//! The records of a workspace by name, and what a merge sets aside.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Decision, Subject, Workspace};
use crate::report::Branding;

/// The name of one record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RecordKey {
    /// The title of the workspace.
    Title,
    /// The catalog it was saved with.
    Catalog,
    /// A scenario, by its id in the workspace.
    Scenario(String),
    /// The order of the scenarios.
    ScenarioOrder,
    /// A view, by its name.
    View(String),
    /// The order of the views.
    ViewOrder,
    /// A decision, by what it is on.
    Decision(Subject),
    /// A field of what goes on reports.
    Branding(String),
    /// An attached text, by its name.
    Text(String),
}

impl fmt::Display for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RecordKey::Title => f.write_str("the title"),
            RecordKey::Catalog => f.write_str("the catalog's fingerprint"),
            RecordKey::Scenario(id) => write!(f, "scenario {id}"),
            RecordKey::ScenarioOrder => f.write_str("the order of the scenarios"),
            RecordKey::View(name) => write!(f, "view \"{name}\""),
            RecordKey::ViewOrder => f.write_str("the order of the views"),
            RecordKey::Decision(subject) => write!(f, "decision on {subject}"),
            RecordKey::Branding(field) => write!(f, "branding, {field}"),
            RecordKey::Text(name) => write!(f, "attached text \"{name}\""),
        }
    }
}

/// The other side of a record that both sides changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetAside {
    /// Which record.
    pub record: RecordKey,
    /// What the other side has there.
    pub value: AsideValue,
}

/// What is set aside.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AsideValue {
    /// A title, a fingerprint, a field of the branding.
    Words(String),
    /// A decision.
    Decision(Decision),
}

impl AsideValue {
    /// The words shown to people.
    pub fn words(&self) -> String {
        match self {
            AsideValue::Words(words) => words.clone(),
            AsideValue::Decision(decision) => decision.words(),
        }
    }
}

impl Workspace {
    /// Ends a conflict: takes what was set aside in place of what stands there,
    /// or lets it go. Gives whether it was there, and could be taken.
    pub fn settle(&mut self, aside: &SetAside, take: bool) -> bool {
        if !self.set_aside.contains(aside) || (take && !self.take(aside)) {
            return false;
        }
        self.set_aside.remove(aside)
    }

    fn take(&mut self, aside: &SetAside) -> bool {
        match (&aside.record, &aside.value) {
            (RecordKey::Title, AsideValue::Words(words)) => self.title.clone_from(words),
            (RecordKey::Catalog, AsideValue::Words(words)) => self.catalog.clone_from(words),
            (RecordKey::Text(name), AsideValue::Words(words)) => {
                self.texts.insert(name.clone(), words.clone());
            }
            (RecordKey::Branding(field), AsideValue::Words(words)) => {
                let mut fields = branding_fields(&self.branding);
                fields.insert(field.clone(), words.clone().into());
                match branding_of(fields) {
                    Some(branding) => self.branding = branding,
                    None => return false,
                }
            }
            (RecordKey::Decision(subject), AsideValue::Decision(decision)) => {
                self.decisions.insert(subject.clone(), decision.clone());
            }
            _ => return false,
        }
        true
    }
}

/// The fields of the branding by name; those left out are null.
pub(super) fn branding_fields(branding: &Branding) -> serde_json::Map<String, serde_json::Value> {
    match serde_json::to_value(branding) {
        Ok(serde_json::Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    }
}

/// The branding with these fields; `None` if one has a value it cannot have.
pub(super) fn branding_of(fields: serde_json::Map<String, serde_json::Value>) -> Option<Branding> {
    serde_json::from_value(serde_json::Value::Object(fields)).ok()
}
