//! The rule book: rules and the texts of obligations, checked.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::book_check::check_book;
use super::reading::{Reading, ReadingsFile};
use super::rule::{Rule, RulesFile};
use super::{Scenario, Source};
use crate::catalog::{Parsed, Problem, SourceText, Threshold};

/// `duties.ron`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutiesFile {
    /// Version of the file's shape.
    pub schema: u32,
    /// The obligations that rules raise.
    pub duties: Vec<Duty>,
}

/// An obligation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Id in rules and scenarios.
    pub key: String,
    /// What is to be done, in our own words.
    pub text: String,
    /// When it is due.
    pub due: String,
    /// What to keep as evidence.
    pub evidence: String,
}

/// `fields.ron`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldsFile {
    /// Version of the file's shape.
    pub schema: u32,
    /// The questions in the order in which they are asked.
    pub fields: Vec<Field>,
}

/// A question of the scenario editor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Id in scenarios and rules.
    pub id: String,
    /// Who in the house can answer it.
    pub who: Respondent,
    /// Whether the user can decide it. Facts about the past and figures cannot
    /// be decided, so no other answer to them is ever suggested.
    #[serde(default)]
    pub decided: bool,
    /// Questions with the same group stand together.
    pub group: String,
    /// The question.
    pub question: String,
    /// Why it is asked.
    pub why: String,
    /// What an answer looks like.
    pub kind: FieldKind,
}

/// Who in the house can answer a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Respondent {
    /// Product management.
    Product,
    /// Finance.
    Finance,
    /// Engineering.
    Engineering,
    /// Legal.
    Legal,
}

impl Respondent {
    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Respondent::Product => "product",
            Respondent::Finance => "finance",
            Respondent::Engineering => "engineering",
            Respondent::Legal => "legal",
        }
    }
}

/// What an answer looks like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldKind {
    /// Yes or no.
    YesNo,
    /// One of these: id, label.
    Choice(Vec<(String, String)>),
    /// Any of these: id, label.
    Choices(Vec<(String, String)>),
    /// A number; the unit.
    Number(String),
    /// A rate of growth in % a month: a number, a range, or a series of
    /// figures by month in this unit, from which the rate is taken.
    Growth(String),
    /// Numbers by month; the unit.
    NumberByMonth(String),
    /// A country.
    Country,
    /// Countries.
    Countries,
    /// A date.
    Date,
    /// Any of these words as they are written in the licenses.
    Words,
    /// A line of free text.
    Line,
}

/// The files the book is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct RawBook {
    /// `rules/*.ron`
    pub rules: Vec<Parsed<RulesFile>>,
    /// `duties.ron`
    pub duties: Parsed<DutiesFile>,
    /// `readings.ron`
    pub readings: Parsed<ReadingsFile>,
    /// `fields.ron`
    pub fields: Parsed<FieldsFile>,
    /// `presets/*.ron`
    pub presets: Vec<Parsed<Scenario>>,
    /// The license files, which give clauses for rules.
    pub clauses: Vec<RuleClauses>,
}

/// A license file and the rules for which it gives clauses or readings.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleClauses {
    /// The file.
    pub source: SourceText,
    /// Ids of rules.
    pub rules: Vec<String>,
    /// The license's limits.
    pub limits: Vec<Threshold>,
}

/// Rules, obligations, readings, questions and presets that passed every check.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleBook {
    rules: Vec<Rule>,
    duties: BTreeMap<String, Duty>,
    readings: BTreeMap<String, Reading>,
    fields: Vec<Field>,
    presets: Vec<Scenario>,
}

impl RuleBook {
    /// Checks the files and makes the book.
    ///
    /// # Errors
    /// Every problem found, sorted by file and line.
    pub fn validate(raw: RawBook) -> Result<Self, Vec<Problem>> {
        let problems = check_book(&raw);
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self {
            rules: raw
                .rules
                .into_iter()
                .flat_map(|file| file.value.rules)
                .collect(),
            duties: raw
                .duties
                .value
                .duties
                .into_iter()
                .map(|d| (d.key.clone(), d))
                .collect(),
            readings: raw
                .readings
                .value
                .readings
                .into_iter()
                .map(|r| (r.id.clone(), r))
                .collect(),
            fields: raw.fields.value.fields,
            presets: raw
                .presets
                .into_iter()
                .map(|preset| {
                    let mut preset = preset.value;
                    preset.mark(Source::Preset);
                    preset
                })
                .collect(),
        })
    }

    /// The rules.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// One obligation.
    pub fn duty(&self, key: &str) -> Option<&Duty> {
        self.duties.get(key)
    }

    /// The readings by id.
    pub fn readings(&self) -> impl Iterator<Item = &Reading> {
        self.readings.values()
    }

    /// One reading.
    pub fn reading(&self, id: &str) -> Option<&Reading> {
        self.readings.get(id)
    }

    /// The questions in the order in which they are asked.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// One question.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// The presets.
    pub fn presets(&self) -> &[Scenario] {
        &self.presets
    }

    /// One preset.
    pub fn preset(&self, id: &str) -> Option<&Scenario> {
        self.presets.iter().find(|preset| preset.id == id)
    }
}
