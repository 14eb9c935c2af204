//! The closing steps: an obligation that cannot be met is a bar, and a
//! separate license on file turns its licensor's findings into questions.

use std::collections::BTreeSet;

use super::finding::{Finding, Tag};
use super::rule::{Each, Lane, Pred};
use super::{Actor, Answer, RuleBook, Scenario, Subject, Verdict};

/// The words of a set that an actor answers with.
fn words<'a>(scenario: &'a Scenario, field: &str, actor: Actor) -> Option<&'a BTreeSet<String>> {
    // An actor has answers of its own, where it gives any.
    let own = scenario
        .differing(actor)
        .and_then(|answers| answers.get(field));
    match own.unwrap_or(scenario.answer(field)) {
        Answer::Set(set) => Some(set),
        _ => None,
    }
}

/// Whether a closing rule applies to what another rule found: its effect, the
/// obligations it raises, and the licensor of its license.
pub(super) fn applies(
    when: &Pred,
    scenario: &Scenario,
    actor: Actor,
    (effect, duties): (Verdict, &[String]),
    licensor: &str,
) -> bool {
    let holds = |field: &str, word: &str| {
        words(scenario, field, actor).is_some_and(|words| words.contains(word))
    };
    match when {
        Pred::UnmetDuty => duties.iter().any(|duty| holds("cannot", duty)),
        Pred::SeparateOnFile => {
            effect == Verdict::SeparateLicense && holds("separate_licenses", licensor)
        }
        _ => false,
    }
}

/// Looks at what the other rules found.
pub(super) fn close(
    book: &RuleBook,
    scenario: &Scenario,
    subject: &Subject<'_>,
    findings: &mut Vec<(Lane, Finding)>,
) {
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
            // A separate license is one from a licensor, not from house policy.
            let of_license = *lane == Lane::License || rule.when != Pred::SeparateOnFile;
            let applies = of_license
                && applies(
                    &rule.when,
                    scenario,
                    finding.actor,
                    (finding.effect, &finding.duties),
                    licensor,
                );
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
