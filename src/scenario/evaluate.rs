//! From a scenario and the licenses of a model to a verdict with its reasons.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::Answer;
use super::book::RuleBook;
use super::closing::close;
use super::finding::{Evaluation, Finding, OpenQuestion, Tag, obligations};
use super::own_rules;
use super::predicate::Facts;
use super::rule::{Each, Lane, Pred, Rule};
use super::ruling::{
    Ruling, Seat, answers_for, decide, fact_read, facts_of, grants, is_asked, is_idle, over, seats,
};
use super::subject::{Component, Subject};
use super::truth::Truth;
use super::{Actor, Composed, Scenario, Verdict};

/// Judges a subject in a scenario. Pure: the order of rules and components
/// does not matter.
pub fn evaluate(book: &RuleBook, scenario: &Scenario, subject: &Subject<'_>) -> Evaluation {
    let mut run = Run {
        book,
        scenario,
        subject,
        findings: Vec::new(),
        questions: BTreeMap::new(),
        read: BTreeSet::new(),
    };
    for seat in seats(scenario, subject) {
        for (index, component) in subject.components.iter().enumerate() {
            run.component(component, &seat, index == 0);
        }
        run.composition(&seat);
    }
    if subject.components.iter().all(|one| one.part.is_some()) {
        run.findings.push((Lane::License, no_license(None)));
        if has_house(book, scenario) {
            run.findings.push((Lane::Policy, no_license(None)));
        }
    }
    for part in &subject.unlicensed {
        let finding = no_license(Some(part));
        run.findings.push((Lane::License, finding));
    }
    close(book, scenario, subject, &mut run.findings);
    run.finish(scenario)
}

/// Whether the scenario names built-in house rules.
fn chose_house_rules(scenario: &Scenario) -> bool {
    matches!(scenario.answer("house"), Answer::Set(rules) if !rules.is_empty())
}

/// Whether there is a house policy: chosen in the scenario, or the user's own.
fn has_house(book: &RuleBook, scenario: &Scenario) -> bool {
    chose_house_rules(scenario) || book.has_own_policy()
}

/// No rule can speak where there is no license: never permitted.
fn no_license(part: Option<&String>) -> Finding {
    let title = match part {
        Some(_) => "No license is on file",
        None => {
            "No license for weights is on file; the publisher's service terms are not in the catalog"
        }
    };
    Finding {
        rule: "G01".to_owned(),
        rev: 1,
        title: title.to_owned(),
        effect: Verdict::Unknown,
        potential: Verdict::NotPermitted,
        tag: Tag::Missing,
        license: String::new(),
        part: part.cloned(),
        citations: Vec::new(),
        facts: Vec::new(),
        reading: None,
        actor: Actor::Licensee,
        duties: Vec::new(),
        words: None,
        origin: None,
        house_clause: None,
    }
}

struct Run<'a> {
    book: &'a RuleBook,
    scenario: &'a Scenario,
    subject: &'a Subject<'a>,
    findings: Vec<(Lane, Finding)>,
    questions: BTreeMap<String, OpenQuestion>,
    read: BTreeSet<String>,
}

impl<'a> Run<'a> {
    /// Runs every rule over one component as one actor sees it.
    fn component(&mut self, component: &Component<'_>, seat: &Seat<'_>, first: bool) {
        let answers = answers_for(component, seat);
        let idle = is_idle(seat, &answers);
        let grants = grants(&answers);
        let book: &'a RuleBook = self.book;
        let asked = |rule: &&Rule| is_asked(rule, component, first, idle);
        let mut facts = facts_of(self.scenario, component, &answers, (None, None));
        for rule in book.rules().iter().filter(asked) {
            for case in over(rule, &component.license.thresholds, &grants) {
                facts.turn_to(case);
                let ruling = decide(book, rule, &mut facts);
                self.take(rule, ruling, &facts, component, seat.actor);
            }
        }
    }

    /// Runs the rules over the set of components, once for each test that
    /// holds of it.
    fn composition(&mut self, seat: &Seat<'_>) {
        let (book, subject): (&'a RuleBook, &'a Subject<'a>) = (self.book, self.subject);
        let Some(first) = subject.components.first() else {
            return;
        };
        let held: Vec<&Composed> = subject
            .composition
            .iter()
            .filter(|composed| self.is_owed(composed, seat.actor))
            .collect();
        for rule in book.rules() {
            if rule.each != Each::Composition || rule.when.asks_for_assignment() {
                continue;
            }
            let cases = held.iter().map(|composed| Some(*composed)).chain([None]);
            for composed in cases {
                let license = composed.and_then(|composed| composed.license.as_ref());
                let of_license = |one: &&Component<'_>| Some(&one.license.id) == license;
                let found = subject.components.iter().find(of_license);
                let component = Component {
                    part: composed.and_then(|composed| composed.part.clone()),
                    acts: None,
                    ..found.unwrap_or(first).clone()
                };
                let mut facts = facts_of(self.scenario, &component, &seat.answers, (None, None));
                facts.composed = composed;
                let ruling = decide(book, rule, &mut facts);
                self.take(rule, ruling, &facts, &component, seat.actor);
            }
        }
    }

    /// Whether the obligation that a test rests on is there from all its
    /// licenses.
    fn is_owed(&self, composed: &Composed, actor: Actor) -> bool {
        let Some((duty, licenses)) = &composed.owed else {
            return true;
        };
        let owes = |license: &String| {
            self.findings.iter().any(|(_, finding)| {
                finding.actor == actor
                    && finding.license == *license
                    && finding.duties.contains(duty)
            })
        };
        licenses.iter().all(owes)
    }

    /// Turns what a rule came to into a finding.
    fn take(
        &mut self,
        rule: &'a Rule,
        ruling: Ruling<'_>,
        facts: &Facts<'_>,
        component: &Component<'_>,
        actor: Actor,
    ) {
        for field in facts.seen.borrow().iter() {
            if !self.read.contains(*field) {
                self.read.insert((*field).to_owned());
            }
        }
        let then = ruling.then;
        let Some((effect, tag)) = ruling.says(rule) else {
            return;
        };
        let seen = facts.fields_read();
        // House rules that nobody chose ask for nothing.
        let chosen = rule.origin.is_some() || chose_house_rules(self.scenario);
        if ruling.truth == Truth::Unknown && (rule.lane != Lane::Policy || chosen) {
            self.ask(rule, then, facts, &seen);
        }
        let citations = match facts.limit {
            Some(limit) => limit.cite.clone(),
            None if rule.when == Pred::ClauseBroken => facts.broken.to_vec(),
            None if rule.when.asks_for_assignment() => match &component.assignment {
                Some((_, cite)) => cite.clone(),
                None => Vec::new(),
            },
            None => match (facts.license.rule_clauses.get(&rule.id), facts.composed) {
                (_, Some(composed)) if !composed.citations.is_empty() => composed.citations.clone(),
                (None, _) if rule.origin.is_some() => own_rules::citations(rule, facts.license),
                (own, _) => own.cloned().unwrap_or_default(),
            },
        };
        let title = match facts.grant {
            Some(grant) => format!("{} ({})", rule.title, grant.label()),
            None => rule.title.clone(),
        };
        let finding = Finding {
            rule: rule.id.clone(),
            rev: rule.rev,
            title,
            effect,
            potential: effect.max(then),
            tag,
            license: facts.license.id.clone(),
            part: component.part.clone(),
            citations,
            facts: seen
                .iter()
                .map(|&field| {
                    let judged = (self.scenario, self.subject, component, actor);
                    fact_read(field, facts.answers, judged)
                })
                .collect(),
            reading: ruling.reading_used(),
            actor,
            duties: rule.duties.clone(),
            words: rule.words.clone(),
            origin: rule.origin.clone(),
            house_clause: rule.clause.clone(),
        };
        self.findings.push((rule.lane, finding));
    }

    /// Notes the unanswered fields that a rule waits for.
    fn ask(&mut self, rule: &Rule, then: Verdict, facts: &Facts<'_>, seen: &[&str]) {
        for &field in seen {
            let open = match facts.answers.get(field) {
                None | Some(Answer::Unanswered | Answer::NotApplicable) => true,
                Some(Answer::Map(months)) => {
                    // The month of this limit is missing in the history.
                    let month = facts.limit.and_then(|limit| limit.month);
                    month.is_some_and(|month| !months.contains_key(&month.to_string()))
                }
                // The limit lies inside the range: it has to be narrowed.
                Some(Answer::Range(low, high)) => low < high,
                Some(Answer::Money(money)) => money.to.is_some_and(|to| money.amount < to),
                Some(_) => false,
            };
            if !open {
                continue;
            }
            let question = self
                .questions
                .entry(field.to_owned())
                .or_insert_with(|| OpenQuestion {
                    field: field.to_owned(),
                    rules: Vec::new(),
                    worst: Verdict::Permitted,
                    house_only: true,
                });
            question.take(&rule.id, rule.lane == Lane::Policy, then);
        }
    }

    fn finish(self, scenario: &Scenario) -> Evaluation {
        let (mut findings, mut house_findings) = (Vec::new(), Vec::new());
        for (lane, finding) in self.findings {
            match lane {
                Lane::License => findings.push(finding),
                Lane::Policy => house_findings.push(finding),
                Lane::Regulation => {}
            }
        }
        for list in [&mut findings, &mut house_findings] {
            list.sort_by(|a, b| {
                (b.effect, &a.rule, &a.license, &a.title, a.actor, &a.part)
                    .cmp(&(a.effect, &b.rule, &b.license, &b.title, b.actor, &b.part))
            });
            list.dedup();
        }
        let heaviest = |list: &[Finding]| {
            list.iter()
                .map(|f| f.effect)
                .max()
                .unwrap_or(Verdict::Permitted)
        };
        let has_house = has_house(self.book, scenario);
        if has_house && !chose_house_rules(scenario) {
            // The built-in ones wait for an answer that nobody gave.
            house_findings.retain(|f| f.origin.is_some() || f.license.is_empty());
        }
        let mut open_questions: Vec<OpenQuestion> = self.questions.into_values().collect();
        for question in &mut open_questions {
            question.rules.sort();
        }
        // The question that settles most comes first.
        open_questions.sort_by(|a, b| {
            (a.house_only, b.worst, b.rules.len(), &a.field).cmp(&(
                b.house_only,
                a.worst,
                a.rules.len(),
                &b.field,
            ))
        });
        Evaluation {
            verdict: heaviest(&findings),
            worst: findings
                .iter()
                .map(|f| f.potential)
                .max()
                .unwrap_or(Verdict::Permitted),
            // What a house rule asks for is owed to the house.
            obligations: obligations(
                self.book,
                findings
                    .iter()
                    .chain(house_findings.iter().filter(|f| f.origin.is_some())),
            ),
            house: has_house.then(|| heaviest(&house_findings)),
            findings,
            house_findings,
            open_questions,
            read: self.read,
        }
    }
}
