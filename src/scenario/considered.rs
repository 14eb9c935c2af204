//! Rules that were considered and did not hold, each with what made it so.

use super::cause::{Basis, Cause, cause};
use super::evaluate::evaluate;
use super::finding::FactRead;
use super::predicate::Facts;
use super::predicate_words::{leaf_words, predicate_words};
use super::reading::ChoiceEffect;
use super::rule::{Each, IfUnknown, Lane, Rule};
use super::ruling::{
    Ruling, answers_for, decide, fact_read, facts_of, grants, is_asked, is_idle, over, seats,
};
use super::subject::{Component, Subject};
use super::truth::Truth;
use super::{Actor, Answers, Evaluation, ReadingUsed, RuleBook, Scenario, Verdict};
use crate::catalog::{Citation, License};
use crate::matrix::limit_words;

/// A rule that did not hold for an actor under a license.
#[derive(Debug, Clone, PartialEq)]
pub struct Considered {
    /// The rule.
    pub rule: String,
    /// Its revision.
    pub rev: u32,
    /// What it would have said.
    pub title: String,
    /// Which verdict it belongs to.
    pub lane: Lane,
    /// The effect it would have had.
    pub then: Verdict,
    /// The license; empty for rules that look at what others found.
    pub license: String,
    /// The part whose license it is, where the scenario names parts.
    pub part: Option<String>,
    /// Whom it would have concerned.
    pub actor: Actor,
    /// The limit or the grant that was looked at, in words.
    pub over: Option<String>,
    /// What has to hold, in words.
    pub when: String,
    /// What kind of thing made it false.
    pub basis: Basis,
    /// What made it false, in words.
    pub why: String,
    /// Where the license says so, if it does.
    pub citations: Vec<Citation>,
    /// The answers behind it.
    pub facts: Vec<FactRead>,
    /// The reading it rests on.
    pub reading: Option<ReadingUsed>,
}

/// The rules that did not hold, in the order of actors, parts and the book.
pub fn considered(book: &RuleBook, scenario: &Scenario, subject: &Subject<'_>) -> Vec<Considered> {
    let found = evaluate(book, scenario, subject);
    let mut list = Vec::new();
    for seat in seats(scenario, subject) {
        for (index, component) in subject.components.iter().enumerate() {
            let answers = answers_for(component, &seat);
            let idle = is_idle(&seat, &answers);
            let look_with = |answers| Look {
                book,
                scenario,
                subject,
                component,
                answers,
                actor: seat.actor,
            };
            let look = look_with(&answers);
            let first = index == 0;
            for rule in book.rules() {
                let of_set = rule.each == Each::Composition && !rule.when.asks_for_assignment();
                if is_asked(rule, component, first, idle) {
                    look.at(rule, &mut list);
                } else if of_set && first {
                    // The set of parts is looked at once.
                    look_with(&seat.answers).at_set(rule, &found, &mut list);
                } else if !matches!(rule.each, Each::Composition | Each::Post) {
                    let mut reason = Cause::of(Basis::Model, NO_ACT.to_owned());
                    reason.fields.push("acts");
                    list.push(look.entry(rule, None, &reason, None));
                }
            }
        }
    }
    closing(book, &found, &mut list);
    list
}

/// Why a rule is not asked about a part.
const NO_ACT: &str = "nothing that is done concerns this part";

/// One license as one actor sees it.
struct Look<'a> {
    book: &'a RuleBook,
    scenario: &'a Scenario,
    subject: &'a Subject<'a>,
    component: &'a Component<'a>,
    answers: &'a Answers<'a>,
    actor: Actor,
}

impl<'a> Look<'a> {
    fn at(&self, rule: &'a Rule, list: &mut Vec<Considered>) {
        let limits = &self.component.license.thresholds;
        let grants = grants(self.answers);
        let mut cases = over(rule, limits, &grants).peekable();
        // Each limit and each grant is looked at; where there are none, that is
        // the reason.
        let none = match rule.each {
            Each::Threshold => Some((Basis::Limit, "the license sets no limit on file")),
            Each::Grant => Some((Basis::Answer, "no act is named that needs a grant")),
            _ => None,
        };
        if let (true, Some((basis, words))) = (cases.peek().is_none(), none) {
            let mut reason = Cause::of(basis, words.to_owned());
            match rule.each {
                Each::Threshold => reason.attributes.push("limits_complete"),
                _ => reason.fields.push("acts"),
            }
            list.push(self.entry(rule, None, &reason, None));
        }
        for case in cases {
            let mut facts = facts_of(self.scenario, self.component, self.answers, case);
            let ruling = decide(self.book, rule, &mut facts);
            if let Some(reason) = self.reason(rule, &ruling, &facts) {
                let over = match case {
                    (Some(limit), _) => Some(limit_words(limit)),
                    (_, Some(grant)) => Some(grant.label().to_owned()),
                    _ => None,
                };
                list.push(self.entry(rule, over, &reason, ruling.reading_used()));
            }
        }
    }

    /// A rule on the set of parts: what is nearest to the user of all that
    /// keeps it from speaking, for every test of the set.
    fn at_set(&self, rule: &'a Rule, found: &Evaluation, list: &mut Vec<Considered>) {
        let all = found.findings.iter().chain(&found.house_findings);
        let mut of_rule = all.filter(|one| one.rule == rule.id && one.actor == self.actor);
        if of_rule.next().is_some() {
            return;
        }
        let held = self.subject.composition.iter().map(Some);
        let cases = held.chain([None]).map(|composed| {
            let none = (None, None);
            let mut facts = facts_of(self.scenario, self.component, self.answers, none);
            facts.composed = composed;
            let ruling = decide(self.book, rule, &mut facts);
            let reason = self.reason(rule, &ruling, &facts).unwrap_or_else(|| {
                // It would hold, if both licenses asked for what it rests on.
                let what = predicate_words(self.book, &rule.when);
                let words = format!("{what}, but not for what is done here");
                let mut reason = Cause::of(Basis::Answer, words);
                reason.fields.push("acts");
                reason
            });
            (reason, ruling)
        });
        if let Some((reason, ruling)) = cases.min_by_key(|(reason, _)| far(reason.basis)) {
            list.push(self.entry(rule, None, &reason, ruling.reading_used()));
        }
    }

    /// Why a rule does not speak; `None` if it does.
    fn reason(&self, rule: &'a Rule, ruling: &Ruling, facts: &Facts<'a>) -> Option<Cause<'a>> {
        let rate_speaks = ruling.rate_decides && ruling.then > Verdict::Permitted;
        let left_out = ruling.truth == Truth::Unknown
            && ruling.then == Verdict::Permitted
            && rule.if_unknown == IfUnknown::Ignore;
        if rate_speaks || !(ruling.truth == Truth::False || left_out) {
            return None;
        }
        if facts.holds(&rule.when) == Truth::False {
            return Some(cause(self.book, facts, &rule.when));
        }
        if left_out {
            let mut reason = cause(self.book, facts, &rule.when);
            reason.basis = Basis::NotKnown;
            reason.words = vec!["not known; it would only be a note".to_owned()];
            return Some(reason);
        }
        // The predicate is not false, so the reading made it so.
        let used = ruling.reading_used()?;
        let choice = self.book.reading(&used.id)?.choice(&used.choice)?;
        let mut words = format!(
            "the open wording \u{201c}{}\u{201d} is read as \u{201c}{}\u{201d}",
            used.id, choice.label
        );
        let mut reason = Cause::of(Basis::Reading, String::new());
        if let ChoiceEffect::OnlyIf(more) = &choice.does {
            words = format!("{words}, and {}", leaf_words(self.book, more, false));
            facts.seen.borrow_mut().clear();
            facts.holds(more);
            reason.fields = facts.fields_read();
        }
        reason.words = vec![words];
        Some(reason)
    }

    fn entry(
        &self,
        rule: &Rule,
        over: Option<String>,
        reason: &Cause<'_>,
        reading: Option<ReadingUsed>,
    ) -> Considered {
        let judged = (self.scenario, self.subject, self.component, self.actor);
        let mut facts: Vec<FactRead> = Vec::new();
        for field in &reason.fields {
            if !facts.iter().any(|fact| fact.field == *field) {
                facts.push(fact_read(field, self.answers, judged));
            }
        }
        Considered {
            rule: rule.id.clone(),
            rev: rule.rev,
            title: rule.title.clone(),
            lane: rule.lane,
            then: rule.then,
            license: self.component.license.id.clone(),
            part: self.component.part.clone(),
            actor: self.actor,
            over,
            when: predicate_words(self.book, &rule.when),
            basis: reason.basis,
            why: reason.words.join("; "),
            citations: places(self.component.license, &reason.attributes),
            facts,
            reading,
        }
    }
}

/// Where a license says what its attributes record.
fn places(license: &License, attributes: &[&str]) -> Vec<Citation> {
    let mut list: Vec<Citation> = Vec::new();
    for attribute in attributes {
        let entries = license.terms.values();
        for entry in entries.filter(|entry| entry.facts.contains_key(attribute)) {
            for citation in &entry.cite {
                if !list.contains(citation) {
                    list.push(citation.clone());
                }
            }
        }
    }
    list
}

/// The rules that look at what others found.
fn closing(book: &RuleBook, found: &Evaluation, list: &mut Vec<Considered>) {
    let spoke = |rule: &Rule| {
        let mut all = found.findings.iter().chain(&found.house_findings);
        all.any(|finding| finding.rule == rule.id)
    };
    let silent = book
        .rules()
        .iter()
        .filter(|rule| rule.each == Each::Post && !spoke(rule));
    for rule in silent {
        list.push(Considered {
            rule: rule.id.clone(),
            rev: rule.rev,
            title: rule.title.clone(),
            lane: rule.lane,
            then: rule.then,
            license: String::new(),
            part: None,
            actor: Actor::Licensee,
            over: None,
            when: predicate_words(book, &rule.when),
            basis: Basis::Answer,
            why: leaf_words(book, &rule.when, false),
            citations: Vec::new(),
            facts: Vec::new(),
            reading: None,
        });
    }
}

/// Rules that one and the same reason rules out.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsideredGroup {
    /// Whom they would have concerned.
    pub actor: Actor,
    /// The part, where the scenario names parts.
    pub part: Option<String>,
    /// The license.
    pub license: String,
    /// What kind of thing the reason is.
    pub basis: Basis,
    /// The reason.
    pub why: String,
    /// The rules with what each would have said, in the order of the book.
    pub rules: Vec<(String, String)>,
    /// Where the license says so.
    pub citations: Vec<Citation>,
}

/// Puts together what one reason rules out, so that it is told once: answers
/// first, which the user can look at, then what the license says.
pub fn grouped(list: &[Considered]) -> Vec<ConsideredGroup> {
    let mut groups: Vec<ConsideredGroup> = Vec::new();
    for one in list {
        let rule = (one.rule.clone(), one.title.clone());
        let same = groups.iter_mut().find(|group| {
            (group.actor, &group.part, &group.license, &group.why)
                == (one.actor, &one.part, &one.license, &one.why)
        });
        match same {
            Some(group) => {
                if !group.rules.contains(&rule) {
                    group.rules.push(rule);
                }
                for citation in &one.citations {
                    if !group.citations.contains(citation) {
                        group.citations.push(citation.clone());
                    }
                }
            }
            None => groups.push(ConsideredGroup {
                actor: one.actor,
                part: one.part.clone(),
                license: one.license.clone(),
                basis: one.basis,
                why: one.why.clone(),
                rules: vec![rule],
                citations: one.citations.clone(),
            }),
        }
    }
    // A stable sort inside each license; `list` has these one after another.
    let licenses: Vec<_> = list
        .iter()
        .map(|one| (one.actor, &one.part, &one.license))
        .collect();
    groups.sort_by_key(|group| {
        let place = (group.actor, &group.part, &group.license);
        (
            licenses.iter().position(|known| *known == place),
            far(group.basis),
        )
    });
    groups
}

/// How far a reason is from what the user can look at and change.
fn far(basis: Basis) -> u8 {
    match basis {
        Basis::Reading => 0,
        Basis::Answer | Basis::NotKnown => 1,
        Basis::Limit => 2,
        Basis::Grant => 3,
        Basis::Model => 4,
        Basis::License => 5,
    }
}
