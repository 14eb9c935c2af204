//! The closing steps: an obligation that cannot be met is a bar, and a
//! separate license on file turns its licensor's findings into questions.

use std::collections::BTreeSet;

use super::finding::{Finding, Tag};
use super::rule::{Each, Lane, Pred};
use super::{Actor, Answer, RuleBook, Scenario, Subject, Verdict};

/// Looks at what the other rules found.
pub(super) fn close(
    book: &RuleBook,
    scenario: &Scenario,
    subject: &Subject<'_>,
    findings: &mut Vec<(Lane, Finding)>,
) {
    // An actor has answers of its own, where it gives any.
    let words = |field: &str, actor: Actor| -> BTreeSet<String> {
        let own = scenario
            .differing(actor)
            .and_then(|answers| answers.get(field));
        match own.unwrap_or(scenario.answer(field)) {
            Answer::Set(set) => set.clone(),
            _ => BTreeSet::new(),
        }
    };
    for rule in book.rules().iter().filter(|rule| rule.each == Each::Post) {
        let mut closing = Vec::new();
        // Notes on public law have no conditions to be met.
        let judged = findings
            .iter_mut()
            .filter(|(lane, _)| *lane != Lane::Regulation);
        for (lane, finding) in judged {
            let licensor = subject
                .components
                .iter()
                .find(|component| component.license.id == finding.license)
                .map_or("", |component| component.license.licensor.as_str());
            let applies = match rule.when {
                Pred::UnmetDuty => {
                    let cannot = words("cannot", finding.actor);
                    finding.duties.iter().any(|duty| cannot.contains(duty))
                }
                Pred::SeparateOnFile => {
                    *lane == Lane::License
                        && finding.effect == Verdict::SeparateLicense
                        && words("separate_licenses", finding.actor).contains(licensor)
                }
                _ => false,
            };
            if !applies {
                continue;
            }
            if rule.when == Pred::SeparateOnFile {
                finding.effect = rule.then;
                finding.tag = Tag::OnFile;
            }
            // What bars a house rule bars under house policy only.
            let lane = match *lane {
                Lane::License => rule.lane,
                lane => lane,
            };
            let finding = Finding {
                rule: rule.id.clone(),
                rev: rule.rev,
                title: format!("{} ({})", rule.title, finding.title),
                effect: rule.then,
                potential: rule.then,
                tag: Tag::Holds,
                duties: Vec::new(),
                reading: None,
                words: None,
                ..finding.clone()
            };
            closing.push((lane, finding));
        }
        findings.extend(closing);
    }
}
