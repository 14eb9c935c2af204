//! The decision record: what a decision rests on, in one file that can be
//! checked later. It holds the scenario, the facts used, the rules by
//! fingerprint, and the verdicts; [`verify`] judges the same again and says what
//! has changed since, and because of what.

mod build;
mod drift;
mod verify;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use build::{RecordInput, build, report_with_record};
pub use drift::{Drift, ModelDrift};
pub use verify::verify;

use crate::report::{Attachment, Report};
use crate::scenario::{Scenario, Verdict};
use crate::text::sha256_hex;

/// What the file says it is.
const SCHEMA: &str = "license-matrix/decision-record";

/// Counts up when the shape changes so that it cannot be read as before.
const VERSION: u32 = 1;

/// The name of the record inside a PDF.
pub const FILE_NAME: &str = "decision-record.json";

/// What a decision rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionRecord {
    /// What the file is.
    pub schema: String,
    /// Version of its shape.
    pub version: u32,
    /// SHA-256 of all that follows; tells whether it was changed afterwards.
    pub id: String,
    /// Version of the program.
    pub program: String,
    /// The day of the record, `YYYY-MM-DD`.
    pub date: String,
    /// Fingerprint of the catalog.
    pub catalog: String,
    /// Notes of the reviewer.
    pub notes: Vec<String>,
    /// The filter that chose the models.
    pub filter: String,
    /// The facts of the deployment, with who gave them and how open wording is
    /// read.
    pub scenario: Scenario,
    /// Models with their verdicts, in the order of the report.
    pub models: Vec<RecordedModel>,
    /// The licenses involved, with the facts about them.
    pub licenses: BTreeMap<String, RecordedLicense>,
    /// Rule id -> fingerprint.
    pub rules: BTreeMap<String, String>,
    /// Reading id -> fingerprint.
    pub readings: BTreeMap<String, String>,
    /// The user's own license texts: name -> fingerprint.
    pub texts: BTreeMap<String, String>,
}

/// A model and its verdict.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordedModel {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its licenses, its own first.
    pub licenses: Vec<String>,
    /// The verdict.
    pub verdict: Verdict,
    /// What it could become.
    pub worst: Verdict,
    /// The verdict under house policy, if there is one.
    pub house: Option<Verdict>,
    /// What the rules said.
    pub findings: Vec<RecordedFinding>,
    /// The matrix as shown: column id -> words.
    pub cells: BTreeMap<String, String>,
}

/// What one rule said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordedFinding {
    /// The rule.
    pub rule: String,
    /// Its revision.
    pub revision: u32,
    /// The license it looked at.
    pub license: String,
    /// The part, where the scenario names parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Whom it concerns.
    pub actor: String,
    /// Its effect.
    pub effect: Verdict,
    /// How firmly it stood.
    pub state: String,
    /// What it said.
    pub says: String,
    /// The clauses it rests on: document and section.
    pub clauses: Vec<String>,
    /// The answers it read, by field.
    pub answers: Vec<String>,
    /// The reading it rests on, and the choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<String>,
    /// Obligations it raised.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub obligations: Vec<String>,
}

/// The facts about a license.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordedLicense {
    /// How much of the text was read.
    pub status: String,
    /// The day it was read.
    pub read: String,
    /// Attribute -> value.
    pub facts: BTreeMap<String, Value>,
    /// Its limits.
    pub limits: Vec<Value>,
    /// Documents with the fingerprint of what was read, if there is one.
    pub documents: BTreeMap<String, Option<String>>,
}

impl DecisionRecord {
    /// The record as a file: JSON with keys in a fixed order.
    pub fn to_json(&self) -> String {
        // Numbers of scenarios are finite, so there is always a text.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Reads a record.
    ///
    /// # Errors
    /// A sentence: what it is instead, or where it cannot be read.
    pub fn from_json(text: &str) -> Result<Self, String> {
        let value: Value =
            serde_json::from_str(text).map_err(|error| format!("it is no JSON ({error})"))?;
        match value["schema"].as_str() {
            Some(SCHEMA) => {}
            Some(other) => return Err(format!("it is a \"{other}\", not a decision record")),
            None => return Err("it is no decision record".to_owned()),
        }
        if value["version"] != VERSION {
            return Err(format!(
                "it has version {}, and this program reads version {VERSION}; use the program that made it, or a newer one",
                value["version"]
            ));
        }
        // From the text, where a key that is there twice is seen.
        serde_json::from_str(text).map_err(|error| format!("a part of it is wrong ({error})"))
    }

    /// The id that its content asks for.
    pub fn own_id(&self) -> String {
        let bare = Self {
            id: String::new(),
            ..self.clone()
        };
        sha256_hex(bare.to_json().as_bytes())
    }

    /// Whether it was changed after it was made.
    pub fn is_altered(&self) -> bool {
        self.id != self.own_id()
    }

    /// The first digits of the id, for people.
    pub fn short_id(&self) -> &str {
        self.id.get(..16).unwrap_or(&self.id)
    }

    /// Names the record in a report and puts it inside.
    pub fn attach_to(&self, report: &mut Report) {
        let identity = ("Decision record".to_owned(), self.short_id().to_owned());
        report.identity.push(identity);
        report.attachment = Some(Attachment {
            name: FILE_NAME.to_owned(),
            kind: "application/json".to_owned(),
            description: "What this report rests on, to be checked later".to_owned(),
            text: self.to_json(),
        });
    }
}
