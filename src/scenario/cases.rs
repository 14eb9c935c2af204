//! Worked cases: scenarios with the verdict they have to give.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::answer::us_spelling;
use super::evaluate::evaluate;
use super::subject::{Component, Subject};
use super::{Answer, Composed, Evaluation, RuleBook, Scenario, Source, Verdict};
use crate::catalog::License;

/// A file of worked cases.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// Version of the file's shape.
    pub schema: u32,
    /// Answers every case starts from.
    pub baseline: BTreeMap<String, Answer>,
    /// The cases.
    pub cases: Vec<Case>,
}

/// One worked case.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Unique id.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// License ids of the parts.
    pub components: Vec<String>,
    /// Answers that replace the baseline's.
    pub scenario: BTreeMap<String, Answer>,
    /// Answers in which a client differs.
    pub client: BTreeMap<String, Answer>,
    /// Acts of each part; empty: all acts for each.
    pub part_acts: Vec<Vec<String>>,
    /// Tests of composition that hold.
    pub composition: Vec<String>,
    /// The verdict.
    pub expect: Verdict,
    /// The verdict under house policy.
    pub house: Option<Verdict>,
    /// Rules that must speak.
    pub rules: Vec<String>,
    /// Rules that must not.
    pub not_rules: Vec<String>,
    /// Obligations that must be listed.
    pub duties: Vec<String>,
    /// Why.
    pub why: String,
}

/// What running a file of cases gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseReport {
    /// How many held.
    pub passed: usize,
    /// Those that did not: id, title, and each difference in words.
    pub failed: Vec<(String, String, Vec<String>)>,
}

/// Runs all cases of a file.
pub fn run_cases<'a>(
    book: &RuleBook,
    license: &dyn Fn(&str) -> Option<&'a License>,
    file: &CaseFile,
) -> CaseReport {
    let mut report = CaseReport::default();
    for case in &file.cases {
        let differences = run_case(book, license, &file.baseline, case);
        if differences.is_empty() {
            report.passed += 1;
        } else {
            report
                .failed
                .push((case.id.clone(), case.title.clone(), differences));
        }
    }
    report
}

/// American spelling of the keys and the words of answers.
fn canonical(answers: &BTreeMap<String, Answer>) -> impl Iterator<Item = (String, Answer)> + '_ {
    answers.iter().map(|(key, answer)| {
        let answer = match answer {
            Answer::Text(text) => Answer::Text(us_spelling(text)),
            Answer::Set(set) => Answer::Set(set.iter().map(|word| us_spelling(word)).collect()),
            other => other.clone(),
        };
        (us_spelling(key), answer)
    })
}

/// What a case asks: its answers upon the baseline, and the licenses in it.
///
/// # Errors
/// A license that the catalog does not have.
pub fn case_question<'a>(
    license: &dyn Fn(&str) -> Option<&'a License>,
    baseline: &BTreeMap<String, Answer>,
    case: &Case,
) -> Result<(Scenario, Subject<'a>), String> {
    let mut components = Vec::new();
    for (index, id) in case.components.iter().enumerate() {
        let Some(license) = license(&us_spelling(id)).or_else(|| license(id)) else {
            return Err(format!("the license \"{id}\" is not in the catalog"));
        };
        components.push(Component {
            acts: case
                .part_acts
                .get(index)
                .map(|acts| acts.iter().cloned().collect()),
            ..Component::of(license)
        });
    }
    let mut answers: BTreeMap<String, Answer> = canonical(baseline).collect();
    answers.extend(canonical(&case.scenario));
    let mut scenario = Scenario {
        id: case.id.clone(),
        answers,
        client: canonical(&case.client).collect(),
        ..Scenario::empty(&case.title, "")
    };
    let from_baseline = canonical(baseline).map(|(field, _)| (field, Source::Baseline));
    scenario.sources = from_baseline.collect();
    for (field, _) in canonical(&case.scenario) {
        scenario.sources.remove(&field);
    }
    let subject = Subject {
        components,
        multimodal: None,
        composition: case
            .composition
            .iter()
            .map(|test| Composed::of(test))
            .collect(),
        unlicensed: Vec::new(),
    };
    Ok((scenario, subject))
}

fn run_case<'a>(
    book: &RuleBook,
    license: &dyn Fn(&str) -> Option<&'a License>,
    baseline: &BTreeMap<String, Answer>,
    case: &Case,
) -> Vec<String> {
    match case_question(license, baseline, case) {
        Ok((scenario, subject)) => differences(case, &evaluate(book, &scenario, &subject)),
        Err(problem) => vec![problem],
    }
}

/// What a result lacks of what the case expects, and what it has too much.
fn differences(case: &Case, result: &Evaluation) -> Vec<String> {
    let mut differences = Vec::new();
    if result.verdict != case.expect {
        let deciding: Vec<&str> = result
            .findings
            .iter()
            .filter(|finding| finding.effect == result.verdict)
            .map(|finding| finding.rule.as_str())
            .collect();
        differences.push(format!(
            "expected {}, actual {} ({})",
            case.expect.label(),
            result.verdict.label(),
            deciding.join(", ")
        ));
    }
    if let Some(house) = case.house
        && result.house.unwrap_or(Verdict::Permitted) != house
    {
        differences.push(format!(
            "expected {} under house policy, actual {}",
            house.label(),
            result.house.map_or("none", Verdict::label)
        ));
    }
    let fired: BTreeSet<&str> = result
        .findings
        .iter()
        .chain(&result.house_findings)
        .map(|finding| finding.rule.as_str())
        .collect();
    let missing = case
        .rules
        .iter()
        .filter(|rule| !fired.contains(rule.as_str()));
    differences
        .extend(missing.map(|rule| format!("expected the rule {rule}, actual: it did not speak")));
    let extra = case
        .not_rules
        .iter()
        .filter(|rule| fired.contains(rule.as_str()));
    differences.extend(
        extra.map(|rule| format!("expected no word from the rule {rule}, actual: it spoke")),
    );
    for duty in case.duties.iter().map(|duty| us_spelling(duty)) {
        if !result
            .obligations
            .iter()
            .any(|obligation| obligation.duty == duty)
        {
            differences.push(format!(
                "expected the obligation {duty}, actual: not listed"
            ));
        }
    }
    differences
}
