//! The rule book: rules and the texts of obligations, checked.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::book_check::check_book;
use super::duty::{DutiesFile, Duty};
use super::own_rules;
use super::reading::{Reading, ReadingsFile};
use super::regulation::RegulationFile;
use super::rule::{Lane, Rule, RulesFile};
use super::{Scenario, Source};
use crate::catalog::{Overlaid, Parsed, Problem, SourceText, Threshold};

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
    /// Rule files of the user's own.
    pub own: Vec<Parsed<RulesFile>>,
    /// `duties.ron`
    pub duties: Parsed<DutiesFile>,
    /// `readings.ron`
    pub readings: Parsed<ReadingsFile>,
    /// `fields.ron`
    pub fields: Parsed<FieldsFile>,
    /// `regulation.ron`
    pub regulation: Parsed<RegulationFile>,
    /// `presets/*.ron`
    pub presets: Vec<Parsed<Scenario>>,
    /// The license files, which give clauses for rules.
    pub clauses: Vec<RuleClauses>,
}

impl RawBook {
    /// All rule files, the user's own last.
    pub(super) fn rule_files(&self) -> impl Iterator<Item = &Parsed<RulesFile>> {
        self.rules.iter().chain(&self.own)
    }

    /// All obligations, with the files they stand in.
    pub(super) fn all_duties(&self) -> impl Iterator<Item = (&SourceText, &Duty)> {
        let listed = &self.duties.value.duties;
        let with_rules = self.rule_files().flat_map(|file| {
            let duties = &file.value.duties;
            duties.iter().map(move |duty| (&file.source, duty))
        });
        let source = &self.duties.source;
        listed
            .iter()
            .map(move |duty| (source, duty))
            .chain(with_rules)
    }

    /// Lets the question for what cannot be met offer every obligation. A note
    /// is nothing to do, so nobody can fail at it.
    fn offer_duties(&mut self) {
        let duties = self.all_duties().filter(|(_, duty)| !duty.note);
        let mut offered: Vec<(String, String)> = duties
            .map(|(_, duty)| (duty.key.clone(), duty.text.clone()))
            .collect();
        offered.sort();
        let mut fields = self.fields.value.fields.iter_mut();
        let field = fields.find(|field| field.id == "cannot");
        if let Some(FieldKind::Choices(choices)) = field.map(|field| &mut field.kind) {
            *choices = offered;
        }
    }
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
    regulation: RegulationFile,
    presets: Vec<Scenario>,
    own: Vec<Overlaid>,
}

impl RuleBook {
    /// Checks the files and makes the book.
    ///
    /// # Errors
    /// Every problem found, sorted by file and line.
    pub fn validate(mut raw: RawBook) -> Result<Self, Vec<Problem>> {
        raw.offer_duties();
        let problems = check_book(&raw);
        if !problems.is_empty() {
            return Err(problems);
        }
        let own = own_rules::added(&raw);
        let duties: BTreeMap<String, Duty> = raw
            .all_duties()
            .map(|(_, duty)| (duty.key.clone(), duty.clone()))
            .collect();
        let built_in = raw.rules.into_iter().flat_map(|file| file.value.rules);
        Ok(Self {
            rules: built_in.chain(own_rules::rules(raw.own)).collect(),
            duties,
            own,
            readings: raw
                .readings
                .value
                .readings
                .into_iter()
                .map(|r| (r.id.clone(), r))
                .collect(),
            fields: raw.fields.value.fields,
            regulation: raw.regulation.value,
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

    /// What the user's own rule files add.
    pub fn own(&self) -> &[Overlaid] {
        &self.own
    }

    /// What the user's own rule files add, in words:
    /// "2 rules and 1 obligation from house.ron"; empty if there are none.
    pub fn own_words(&self) -> String {
        own_rules::in_words(&self.own)
    }

    /// How much that is: "2 rules and 1 obligation"; empty if nothing.
    pub fn own_counted(&self) -> String {
        let rules = self.own.iter().filter(|one| one.what == "rule").count();
        own_rules::counted(rules, self.own.len() - rules)
    }

    /// Of a rule of the user's own "own rule, house.ron, AI policy section 4";
    /// `None` for a built-in rule.
    pub fn own_note(&self, rule: &str) -> Option<String> {
        let rule = self.rules.iter().find(|known| known.id == rule)?;
        own_rules::note(rule.origin.as_deref(), rule.clause.as_deref())
    }

    /// Whether a rule of the user's own is one of house policy: then there is a
    /// house policy, whatever the scenario says.
    pub fn has_own_policy(&self) -> bool {
        let mut own = self.rules.iter().filter(|rule| rule.origin.is_some());
        own.any(|rule| rule.lane == Lane::Policy)
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

    /// What is known of public law.
    pub fn regulation(&self) -> &RegulationFile {
        &self.regulation
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
