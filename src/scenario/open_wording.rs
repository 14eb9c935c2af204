//! The verdict under each way to read an open wording.

use std::collections::BTreeSet;

use super::evaluate::evaluate;
use super::{Evaluation, Reading, RuleBook, Scenario, Subject, Verdict};

/// What the choices of one reading lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingOutcome {
    /// The reading.
    pub reading: String,
    /// The choice that the verdict rests on.
    pub used: String,
    /// Whether it is the default.
    pub default: bool,
    /// Each choice with the verdict it leads to, the default first.
    pub verdicts: Vec<(String, Verdict)>,
    /// Whether the verdicts differ, so that counsel has to choose.
    pub differs: bool,
}

/// The readings that some finding rests on, or that would make a rule speak
/// under another choice, by id. All other readings stay as they are chosen.
pub fn under_readings(
    book: &RuleBook,
    scenario: &Scenario,
    subject: &Subject<'_>,
) -> Vec<ReadingOutcome> {
    let now = evaluate(book, scenario, subject);
    let used: BTreeSet<&str> = now
        .findings
        .iter()
        .chain(&now.house_findings)
        .filter_map(|finding| Some(finding.reading.as_ref()?.id.as_str()))
        .collect();
    book.readings()
        .filter(|reading| used.contains(reading.id.as_str()) || may_matter(book, subject, reading))
        .filter_map(|reading| {
            let made = reading.made(&scenario.readings)?;
            let mut speaks = used.contains(reading.id.as_str());
            let mut verdicts = Vec::new();
            for choice in &reading.choices {
                if choice.id == made.id {
                    verdicts.push((choice.id.clone(), now.verdict));
                    continue;
                }
                let mut other = scenario.clone();
                other.readings.insert(reading.id.clone(), choice.id.clone());
                let then = evaluate(book, &other, subject);
                speaks |= says(&then) != says(&now);
                verdicts.push((choice.id.clone(), then.verdict));
            }
            speaks.then(|| ReadingOutcome {
                reading: reading.id.clone(),
                used: made.id.clone(),
                default: reading.default_choice() == Some(made),
                differs: verdicts.iter().any(|(_, verdict)| *verdict != now.verdict),
                verdicts,
            })
        })
        .collect()
}

/// Whether a rule rests on the reading under one of the licenses.
fn may_matter(book: &RuleBook, subject: &Subject<'_>, reading: &Reading) -> bool {
    reading.choices.len() > 1
        && subject.components.iter().any(|component| {
            let own = &component.license.readings;
            own.values().any(|id| *id == reading.id)
                || book.rules().iter().any(|rule| {
                    let rests_on = own.get(&rule.id).or(rule.reading.as_ref());
                    rests_on == Some(&reading.id)
                })
        })
}

/// What an evaluation says, without the choices it rests on.
fn says(evaluation: &Evaluation) -> Vec<(&str, &str, Verdict, Verdict)> {
    evaluation
        .findings
        .iter()
        .chain(&evaluation.house_findings)
        .map(|f| (f.rule.as_str(), f.license.as_str(), f.effect, f.potential))
        .collect()
}
