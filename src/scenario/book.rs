//! The rule book: rules and the texts of obligations, checked.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::rule::{IfUnknown, Pred, Rule, RulesFile};
use super::{Scenario, Verdict};
use crate::catalog::{Catalog, Parsed, Problem, fact_type};

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

/// `readings.ron`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingsFile {
    /// Version of the file's shape.
    pub schema: u32,
    /// The readings.
    pub readings: Vec<Reading>,
}

/// A named choice where a license's wording is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// Unique id.
    pub id: String,
    /// The choice the program works with.
    pub default: String,
    /// Other choices.
    pub others: Vec<String>,
    /// Why the wording is open.
    pub why: String,
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
    /// Questions with the same group stand together.
    pub group: String,
    /// The question.
    pub question: String,
    /// Why it is asked.
    pub why: String,
    /// What an answer looks like.
    pub kind: FieldKind,
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
    /// Every problem found.
    pub fn validate(raw: RawBook, catalog: Option<&Catalog>) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let duties: BTreeSet<&str> = raw
            .duties
            .value
            .duties
            .iter()
            .map(|d| d.key.as_str())
            .collect();
        let readings: BTreeSet<&str> = raw
            .readings
            .value
            .readings
            .iter()
            .map(|r| r.id.as_str())
            .collect();
        let fields: BTreeSet<&str> = raw
            .fields
            .value
            .fields
            .iter()
            .map(|f| f.id.as_str())
            .collect();
        let mut ids = BTreeSet::new();
        for file in &raw.rules {
            for rule in &file.value.rules {
                let place = format!("id: \"{}\"", rule.id);
                let mut report = |what: String, advice: &str| {
                    problems.push(file.source.problem(&[&place], what, advice));
                };
                if !ids.insert(rule.id.clone()) {
                    report(
                        format!("the rule {} is there twice", rule.id),
                        "Give one another id",
                    );
                }
                for duty in rule
                    .duties
                    .iter()
                    .filter(|duty| !duties.contains(duty.as_str()))
                {
                    report(
                        format!("the rule {} raises \"{duty}\", which has no text", rule.id),
                        "Add it to duties.ron or correct the key",
                    );
                }
                if let Some(reading) = &rule.reading
                    && !readings.contains(reading.as_str())
                {
                    report(
                        format!(
                            "the rule {} rests on the reading \"{reading}\", which does not exist",
                            rule.id
                        ),
                        "Add it to readings.ron or correct the id",
                    );
                }
                if rule.if_unknown == IfUnknown::Ignore && rule.then != Verdict::Permitted {
                    report(
                        format!(
                            "the rule {} ignores missing answers although it burdens",
                            rule.id
                        ),
                        "Only rules whose effect is Permitted may ignore them",
                    );
                }
                let mut names = Names::default();
                names.collect(&rule.when);
                for attribute in names.attributes.iter().filter(|name| **name != "status") {
                    if fact_type(attribute).is_none() {
                        report(
                            format!(
                                "the rule {} reads the attribute \"{attribute}\", which does not exist",
                                rule.id
                            ),
                            "Correct the name",
                        );
                    }
                }
                for field in names
                    .fields
                    .iter()
                    .filter(|field| !fields.contains(**field))
                {
                    report(
                        format!(
                            "the rule {} reads the answer \"{field}\", which is not asked",
                            rule.id
                        ),
                        "Add the question to fields.ron or correct the name",
                    );
                }
            }
        }
        for preset in &raw.presets {
            for field in preset
                .value
                .answers
                .keys()
                .filter(|f| !fields.contains(f.as_str()))
            {
                problems.push(preset.source.problem(
                    &[&format!("\"{field}\"")],
                    format!("the preset answers \"{field}\", which is not asked"),
                    "Correct the name",
                ));
            }
        }
        if let Some(catalog) = catalog {
            for license in catalog.licenses() {
                for rule in license.rule_clauses.keys().chain(license.readings.keys()) {
                    if !ids.contains(rule) {
                        problems.push(Problem {
                            file: format!("licenses/{}.ron", license.id),
                            line: 0,
                            what: format!(
                                "a clause is given for the rule \"{rule}\", which does not exist"
                            ),
                            advice: "Correct the rule's id".to_owned(),
                        });
                    }
                }
            }
        }
        if !problems.is_empty() {
            problems.sort();
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
            presets: raw.presets.into_iter().map(|preset| preset.value).collect(),
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

/// The names a predicate uses.
#[derive(Default)]
struct Names<'a> {
    attributes: Vec<&'a str>,
    fields: Vec<&'a str>,
}

impl<'a> Names<'a> {
    fn collect(&mut self, pred: &'a Pred) {
        match pred {
            Pred::All(parts) | Pred::Any(parts) => parts.iter().for_each(|part| self.collect(part)),
            Pred::Not(part) => self.collect(part),
            Pred::Lic(attribute, _) => self.attributes.push(attribute),
            Pred::LicHas(attribute, field) => {
                self.attributes.push(attribute);
                self.fields.push(field);
            }
            Pred::Is(field, _) | Pred::Has(field, _) | Pred::Yes(field) => self.fields.push(field),
            Pred::TouchesExcluded(fields) => self.fields.extend(fields.iter().map(String::as_str)),
            _ => {}
        }
    }
}
