//! Findings by rule: what one rule says of several parts and of everybody who
//! is judged is said once, with whom and which parts it concerns.

use std::collections::BTreeSet;

use super::{Actor, Finding};
use crate::catalog::Citation;

/// What one rule found, with everybody and every part that it concerns.
#[derive(Debug, Clone, PartialEq)]
pub struct SameRule<'a> {
    /// The first finding; all of them say the same.
    pub finding: &'a Finding,
    /// Whom and which parts it concerns, by the clauses that it rests on.
    pub concerns: Vec<Concern<'a>>,
}

/// Actors and parts under the same clauses.
#[derive(Debug, Clone, PartialEq)]
pub struct Concern<'a> {
    /// Who is judged.
    pub actors: BTreeSet<Actor>,
    /// The parts; `None` is the model itself.
    pub parts: Vec<Option<&'a str>>,
    /// The clauses.
    pub citations: &'a [Citation],
}

impl Finding {
    /// Whether it rests on the same clauses, answers and reading as another
    /// one of the same license.
    pub fn has_same_reasons(&self, other: &Finding) -> bool {
        (&self.license, &self.citations, &self.facts, &self.reading)
            == (
                &other.license,
                &other.citations,
                &other.facts,
                &other.reading,
            )
    }
}

impl Concern<'_> {
    /// Whether it is about the licensee and the model alone, which goes
    /// without saying.
    fn is_plain(&self) -> bool {
        self.is_of_the_licensee() && self.parts == [None]
    }

    fn is_of_the_licensee(&self) -> bool {
        self.actors.iter().eq([&Actor::Licensee])
    }

    /// "for you and the client; the model; part: adapter".
    pub fn words(&self) -> String {
        let actors: Vec<&str> = self.actors.iter().map(|actor| actor.label()).collect();
        let actors = match actors.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, others)) => format!("{} and {last}", others.join(", ")),
            None => String::new(),
        };
        // Names of parts may hold commas.
        let part = |part: &Option<&str>| match part {
            Some(name) => format!("part: {name}"),
            None => "the model".to_owned(),
        };
        let parts: Vec<String> = self.parts.iter().map(part).collect();
        let parts = parts.join("; ");
        match (self.is_of_the_licensee(), self.parts == [None]) {
            (true, _) => parts,
            (false, true) => format!("for {actors}"),
            (false, false) => format!("for {actors}; {parts}"),
        }
    }
}

impl<'a> SameRule<'a> {
    /// The clauses, if they are the same for all that it concerns.
    pub fn citations(&self) -> Option<&'a [Citation]> {
        let first = self.concerns.first()?.citations;
        let same = self.concerns.iter().all(|one| one.citations == first);
        same.then_some(first)
    }

    /// Whether it says nothing more than that the rule is about the licensee
    /// and the model.
    pub fn is_plain(&self) -> bool {
        self.concerns.iter().all(Concern::is_plain)
    }

    /// Whom and which parts it concerns, in one line: " (for you and the
    /// client; the model; part: adapter)"; empty where that goes without saying.
    pub fn concerns_words(&self) -> String {
        if self.is_plain() {
            return String::new();
        }
        let words: Vec<String> = self.concerns.iter().map(Concern::words).collect();
        format!(" ({})", words.join(", and "))
    }
}

/// Puts findings that say the same together, in the order of the first of
/// each. `also` says what else has to be the same.
pub fn by_rule<'a>(
    findings: impl IntoIterator<Item = &'a Finding>,
    also: impl Fn(&Finding, &Finding) -> bool,
) -> Vec<SameRule<'a>> {
    let mut groups: Vec<Vec<&'a Finding>> = Vec::new();
    for finding in findings {
        let same = |group: &&mut Vec<&Finding>| {
            let known = group[0];
            known.rule == finding.rule
                && known.effect == finding.effect
                && known.statement() == finding.statement()
                && also(known, finding)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    groups
        .into_iter()
        .map(|group| SameRule {
            finding: group[0],
            concerns: concerns(&group),
        })
        .collect()
}

/// First who is concerned by each part, then the parts that concern the same.
fn concerns<'a>(findings: &[&'a Finding]) -> Vec<Concern<'a>> {
    let mut of_parts: Vec<Concern<'a>> = Vec::new();
    for finding in findings {
        let part = finding.part.as_deref();
        let here = |one: &&mut Concern<'_>| {
            one.parts == [part] && one.citations == finding.citations.as_slice()
        };
        match of_parts.iter_mut().find(here) {
            Some(known) => {
                known.actors.insert(finding.actor);
            }
            None => of_parts.push(Concern {
                actors: BTreeSet::from([finding.actor]),
                parts: vec![part],
                citations: &finding.citations,
            }),
        }
    }
    let mut concerns: Vec<Concern<'a>> = Vec::new();
    for one in of_parts {
        let alike = |known: &&mut Concern<'_>| {
            known.actors == one.actors && known.citations == one.citations
        };
        match concerns.iter_mut().find(alike) {
            Some(known) => known.parts.extend(one.parts),
            None => concerns.push(one),
        }
    }
    // The model first, then its parts.
    for one in &mut concerns {
        one.parts.sort();
    }
    concerns.sort_by(|a, b| (&a.parts, &a.actors).cmp(&(&b.parts, &b.actors)));
    concerns
}
