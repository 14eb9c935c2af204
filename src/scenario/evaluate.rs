//! From a scenario and the licenses of a model to a verdict with its reasons.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::act::{Grant, act};
use super::answer::Answer;
use super::book::RuleBook;
use super::finding::{Evaluation, Finding, Obligation, OpenQuestion, Tag};
use super::predicate::Facts;
use super::rule::{Each, IfUnknown, Lane, Pred, Rule};
use super::subject::{Component, Subject};
use super::truth::Truth;
use super::{Scenario, Verdict};
use crate::catalog::Threshold;

/// Judges a subject in a scenario. Pure: the order of rules and components
/// does not matter.
pub fn evaluate(book: &RuleBook, scenario: &Scenario, subject: &Subject<'_>) -> Evaluation {
    let mut run = Run {
        book,
        subject,
        findings: Vec::new(),
        questions: BTreeMap::new(),
        not_triggered: BTreeSet::new(),
    };
    for (client, answers) in actors(scenario, subject) {
        for (index, component) in subject.components.iter().enumerate() {
            run.component(component, &answers, client, index == 0);
        }
    }
    if subject.components.is_empty() {
        run.findings.push((Lane::License, no_license()));
    }
    run.close(scenario);
    run.finish(scenario)
}

/// The licensee, and the client where there is one.
fn actors(scenario: &Scenario, subject: &Subject<'_>) -> Vec<(bool, BTreeMap<String, Answer>)> {
    let mut licensee = scenario.answers.clone();
    if let Some(multimodal) = subject.multimodal {
        licensee.insert("model_multimodal".to_owned(), Answer::Flag(multimodal));
    }
    let mut actors = vec![(false, licensee.clone())];
    if !scenario.client.is_empty() {
        licensee.extend(scenario.client.clone());
        actors.push((true, licensee));
    }
    actors
}

/// No rule can speak where there is no license: never permitted.
fn no_license() -> Finding {
    Finding {
        rule: "G01".to_owned(),
        rev: 1,
        title: "No license for weights is on file; the publisher's service terms are not in the catalog"
            .to_owned(),
        effect: Verdict::Unknown,
        potential: Verdict::NotPermitted,
        tag: Tag::Missing,
        license: String::new(),
        citations: Vec::new(),
        facts: Vec::new(),
        reading: None,
        client: false,
        duties: Vec::new(),
    }
}

struct Run<'a> {
    book: &'a RuleBook,
    subject: &'a Subject<'a>,
    findings: Vec<(Lane, Finding)>,
    questions: BTreeMap<String, OpenQuestion>,
    not_triggered: BTreeSet<String>,
}

impl Run<'_> {
    /// Runs every rule over one component as one actor sees it.
    fn component(
        &mut self,
        component: &Component<'_>,
        answers: &BTreeMap<String, Answer>,
        client: bool,
        first: bool,
    ) {
        let mut answers = answers.clone();
        if let Some(acts) = &component.acts {
            answers.insert("acts".to_owned(), Answer::Set(acts.clone()));
        }
        let license = component.license;
        let grants: BTreeSet<Grant> = match answers.get("acts") {
            Some(Answer::Set(acts)) => acts
                .iter()
                .filter_map(|id| act(id))
                .flat_map(|act| act.needs.iter().copied())
                .collect(),
            _ => BTreeSet::new(),
        };
        for rule in self.book.rules() {
            let mut cases: Vec<(Option<&Threshold>, Option<Grant>)> = Vec::new();
            match rule.each {
                Each::Once => cases.push((None, None)),
                // The set of parts is looked at once, not once for each part.
                Each::Composition if first => cases.push((None, None)),
                Each::Composition => {}
                Each::Threshold => cases.extend(license.thresholds.iter().map(|l| (Some(l), None))),
                Each::Grant => cases.extend(grants.iter().map(|&grant| (None, Some(grant)))),
                Each::Post => {}
            }
            for (limit, grant) in cases {
                let facts = Facts {
                    license,
                    answers: &answers,
                    limit,
                    grant,
                    composition: &self.subject.composition,
                    broken: &component.broken,
                    assignment: self.subject.assignment.as_ref().map(|(known, _)| *known),
                    seen: RefCell::default(),
                };
                self.decide(rule, &facts, client);
            }
        }
    }

    fn decide(&mut self, rule: &Rule, facts: &Facts<'_>, client: bool) {
        let truth = facts.holds(&rule.when);
        let (effect, tag) = match (truth, rule.then, rule.if_unknown) {
            (Truth::False, ..) | (Truth::Unknown, Verdict::Permitted, IfUnknown::Ignore) => {
                self.not_triggered.insert(rule.id.clone());
                return;
            }
            (Truth::True, then, _) => (then, Tag::Holds),
            // Listing an obligation too many is safe.
            (Truth::Unknown, Verdict::PermittedWithObligations, _) => {
                (Verdict::PermittedWithObligations, Tag::Assumed)
            }
            (Truth::Unknown, ..) => (Verdict::Unknown, Tag::Missing),
        };
        let seen = facts.seen.borrow();
        if truth == Truth::Unknown {
            self.ask(rule, facts, &seen);
        }
        let citations = match facts.limit {
            Some(limit) => limit.cite.clone(),
            None if rule.when == Pred::ClauseBroken => facts.broken.to_vec(),
            None if rule.when.asks_for_assignment() => match &self.subject.assignment {
                Some((_, cite)) => cite.clone(),
                None => Vec::new(),
            },
            None => facts
                .license
                .rule_clauses
                .get(&rule.id)
                .cloned()
                .unwrap_or_default(),
        };
        let reading = facts
            .license
            .readings
            .get(&rule.id)
            .or(rule.reading.as_ref());
        let title = match facts.grant {
            Some(grant) => format!("{} ({})", rule.title, grant.label()),
            None => rule.title.clone(),
        };
        let finding = Finding {
            rule: rule.id.clone(),
            rev: rule.rev,
            title,
            effect,
            potential: effect.max(rule.then),
            tag,
            license: facts.license.id.clone(),
            citations,
            facts: seen
                .iter()
                .map(|field| {
                    let answer = facts.answers.get(field).cloned().unwrap_or_default();
                    (field.clone(), answer)
                })
                .collect(),
            reading: reading.cloned(),
            client,
            duties: rule.duties.clone(),
        };
        self.findings.push((rule.lane, finding));
    }

    /// Notes the unanswered fields that a rule waits for.
    fn ask(&mut self, rule: &Rule, facts: &Facts<'_>, seen: &BTreeSet<String>) {
        for field in seen {
            let open = match facts.answers.get(field) {
                None | Some(Answer::Unanswered) => true,
                Some(Answer::Map(months)) => {
                    // The month of this limit is missing in the history.
                    let month = facts.limit.and_then(|limit| limit.month);
                    month.is_some_and(|month| !months.contains_key(&month.to_string()))
                }
                // The limit lies inside the range: it has to be narrowed.
                Some(Answer::Range(low, high)) => low < high,
                Some(_) => false,
            };
            if !open {
                continue;
            }
            let question = self
                .questions
                .entry(field.clone())
                .or_insert_with(|| OpenQuestion {
                    field: field.clone(),
                    rules: Vec::new(),
                    worst: Verdict::Permitted,
                });
            question.worst = question.worst.max(rule.then);
            if !question.rules.contains(&rule.id) {
                question.rules.push(rule.id.clone());
            }
        }
    }

    /// The closing steps: an obligation that cannot be met is a bar, and a
    /// separate license on file turns its licensor's findings into questions.
    fn close(&mut self, scenario: &Scenario) {
        // The client has answers of its own, where it gives any.
        let words = |field: &str, client: bool| -> BTreeSet<String> {
            let own = client.then(|| scenario.client.get(field)).flatten();
            match own.unwrap_or(scenario.answer(field)) {
                Answer::Set(set) => set.clone(),
                _ => BTreeSet::new(),
            }
        };
        let both = |field: &str| [words(field, false), words(field, true)];
        let (cannot, on_file) = (both("cannot"), both("separate_licenses"));
        for rule in self
            .book
            .rules()
            .iter()
            .filter(|rule| rule.each == Each::Post)
        {
            let mut closing = Vec::new();
            for (_, finding) in self
                .findings
                .iter_mut()
                .filter(|(lane, _)| *lane == Lane::License)
            {
                let licensor = self
                    .subject
                    .components
                    .iter()
                    .find(|component| component.license.id == finding.license)
                    .map_or("", |component| component.license.licensor.as_str());
                let actor = usize::from(finding.client);
                let applies = match rule.when {
                    Pred::UnmetDuty => {
                        let duties = &mut finding.duties.iter();
                        duties.any(|duty| cannot[actor].contains(duty))
                    }
                    Pred::SeparateOnFile => {
                        finding.effect == Verdict::SeparateLicense
                            && on_file[actor].contains(licensor)
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
                closing.push(Finding {
                    rule: rule.id.clone(),
                    rev: rule.rev,
                    title: format!("{} ({})", rule.title, finding.title),
                    effect: rule.then,
                    potential: rule.then,
                    tag: Tag::Holds,
                    duties: Vec::new(),
                    reading: None,
                    ..finding.clone()
                });
            }
            let lane = rule.lane;
            self.findings
                .extend(closing.into_iter().map(|finding| (lane, finding)));
        }
    }

    fn finish(self, scenario: &Scenario) -> Evaluation {
        let lane = |wanted: Lane| {
            let mut list: Vec<Finding> = self
                .findings
                .iter()
                .filter(|(lane, _)| *lane == wanted)
                .map(|(_, finding)| finding.clone())
                .collect();
            list.sort_by(|a, b| {
                (b.effect, &a.rule, &a.license, &a.title)
                    .cmp(&(a.effect, &b.rule, &b.license, &b.title))
            });
            list.dedup();
            list
        };
        let heaviest = |list: &[Finding]| {
            list.iter()
                .map(|f| f.effect)
                .max()
                .unwrap_or(Verdict::Permitted)
        };
        let (findings, house_findings) = (lane(Lane::License), lane(Lane::Policy));
        let has_house = matches!(scenario.answer("house"), Answer::Set(rules) if !rules.is_empty());
        let mut open_questions: Vec<OpenQuestion> = self.questions.into_values().collect();
        for question in &mut open_questions {
            question.rules.sort();
        }
        open_questions.sort_by(|a, b| b.worst.cmp(&a.worst).then_with(|| a.field.cmp(&b.field)));
        let fired: BTreeSet<&str> = findings.iter().map(|f| f.rule.as_str()).collect();
        Evaluation {
            verdict: heaviest(&findings),
            worst: findings
                .iter()
                .map(|f| f.potential)
                .max()
                .unwrap_or(Verdict::Permitted),
            obligations: obligations(&findings),
            house: has_house.then(|| heaviest(&house_findings)),
            not_triggered: self
                .not_triggered
                .iter()
                .filter(|rule| !fired.contains(rule.as_str()))
                .cloned()
                .collect(),
            findings,
            house_findings,
            open_questions,
        }
    }
}

/// The union of all obligations; one line for each obligation and license.
fn obligations(findings: &[Finding]) -> Vec<Obligation> {
    let mut list: Vec<Obligation> = Vec::new();
    for finding in findings {
        for duty in &finding.duties {
            let assumed = finding.tag == Tag::Assumed;
            match list
                .iter_mut()
                .find(|o| o.duty == *duty && o.license == finding.license)
            {
                Some(known) => {
                    known.assumed &= assumed;
                    for citation in &finding.citations {
                        if !known.citations.contains(citation) {
                            known.citations.push(citation.clone());
                        }
                    }
                }
                None => list.push(Obligation {
                    duty: duty.clone(),
                    license: finding.license.clone(),
                    rule: finding.rule.clone(),
                    citations: finding.citations.clone(),
                    assumed,
                }),
            }
        }
    }
    list.sort_by(|a, b| a.duty.cmp(&b.duty).then_with(|| a.license.cmp(&b.license)));
    list
}
