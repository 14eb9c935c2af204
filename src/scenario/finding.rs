//! What an evaluation found: findings, obligations, open questions.

use std::collections::BTreeSet;

use super::reading::ReadingUsed;
use super::{Actor, Answer, RuleBook, Source, Verdict, own_rules};
use crate::catalog::Citation;

/// How firmly a finding stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tag {
    /// The rule holds.
    Holds,
    /// An answer or a fact is missing.
    Missing,
    /// An answer is missing; the obligation is listed to be safe.
    Assumed,
    /// It holds, and a separate license is on file.
    OnFile,
    /// A small move of a rate of exchange would change the result.
    RateDecides,
}

impl Tag {
    /// Id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Tag::Holds => "holds",
            Tag::Missing => "missing",
            Tag::Assumed => "assumed",
            Tag::OnFile => "on_file",
            Tag::RateDecides => "rate_decides",
        }
    }
}

/// An answer that a finding read.
#[derive(Debug, Clone, PartialEq)]
pub struct FactRead {
    /// The field.
    pub field: String,
    /// The answer.
    pub answer: Answer,
    /// Who gave it.
    pub source: Source,
}

/// What one rule says of one license.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: String,
    /// Its revision.
    pub rev: u32,
    /// What it says.
    pub title: String,
    /// Its effect on the verdict.
    pub effect: Verdict,
    /// What the effect could become.
    pub potential: Verdict,
    /// How firmly it stands.
    pub tag: Tag,
    /// The license it rests on.
    pub license: String,
    /// The part of the deployment whose license it is, where the scenario
    /// names parts.
    pub part: Option<String>,
    /// The clauses it rests on.
    pub citations: Vec<Citation>,
    /// The answers it read.
    pub facts: Vec<FactRead>,
    /// The reading it rests on.
    pub reading: Option<ReadingUsed>,
    /// Whom it concerns.
    pub actor: Actor,
    /// Obligations it raises.
    pub duties: Vec<String>,
    /// The attribute that holds the words they prescribe, if the rule names
    /// one of its own.
    pub words: Option<String>,
    /// Of a rule of the user's own: the file it comes from.
    pub origin: Option<String>,
    /// Of such a rule: where it stands in the house's own papers.
    pub house_clause: Option<String>,
}

impl Finding {
    /// Whom and which part it concerns: " (for the client; part: safety
    /// filter)"; empty where it is the licensee and the model itself.
    pub fn concerns(&self) -> String {
        let part = self.part.as_ref().map(|part| format!("part: {part}"));
        match (self.actor, part) {
            (Actor::Licensee, None) => String::new(),
            (Actor::Licensee, Some(part)) => format!(" ({part})"),
            (actor, None) => actor.note(),
            (actor, Some(part)) => format!(" (for {}; {part})", actor.label()),
        }
    }

    /// What the rule found, whom and which part it concerns.
    pub fn told(&self) -> String {
        format!("{}{}", self.statement(), self.concerns())
    }

    /// The attribute that holds the words which one of its obligations
    /// prescribes, if it prescribes some.
    pub fn words_of(&self, book: &RuleBook, duty: &str) -> Option<String> {
        let listed = || book.duty(duty)?.words.clone();
        self.words.clone().or_else(listed)
    }

    /// Whether its obligations are listed only to be safe.
    pub fn is_assumed(&self) -> bool {
        matches!(self.tag, Tag::Assumed | Tag::RateDecides)
    }

    /// For a rule of the user's own " (own rule, house.ron, AI policy section
    /// 4)"; nothing for a built-in one.
    pub fn origin_note(&self) -> String {
        let words = own_rules::note(self.origin.as_deref(), self.house_clause.as_deref());
        words.map_or(String::new(), |words| format!(" ({words})"))
    }

    /// What the rule found, in words. What only could be so, because an answer
    /// is missing, is not told as if it were.
    pub fn statement(&self) -> String {
        match self.tag {
            Tag::Holds | Tag::OnFile => self.title.clone(),
            Tag::Missing => format!("Not known whether this applies: {}", self.title),
            Tag::Assumed => format!("Listed to be safe: {}", self.title),
            Tag::RateDecides => format!(
                "A move of the rate of exchange by 5 % would decide whether this applies: {}",
                self.title
            ),
        }
    }
}

/// An obligation that follows.
#[derive(Debug, Clone, PartialEq)]
pub struct Obligation {
    /// Key in `duties.ron`.
    pub duty: String,
    /// The license that asks for it.
    pub license: String,
    /// The rule that raised it.
    pub rule: String,
    /// Where it stands.
    pub citations: Vec<Citation>,
    /// Listed to be safe because an answer is missing.
    pub assumed: bool,
    /// The attribute of the license that holds the words it prescribes, if it
    /// prescribes some.
    pub words: Option<String>,
    /// Whether it is something to know or to watch, and nothing to do.
    pub note: bool,
    /// If only a rule of the user's own asks for it: the file of the rule.
    pub origin: Option<String>,
}

impl Obligation {
    /// Whether it is something to know or to watch, and nothing to do.
    pub fn is_note(&self) -> bool {
        self.note
    }
}

/// A question whose answer is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuestion {
    /// The field.
    pub field: String,
    /// The rules that wait for it.
    pub rules: Vec<String>,
    /// The heaviest effect it could have: on the license, or, if only house
    /// policy waits for it, on that.
    pub worst: Verdict,
    /// Whether only rules of house policy wait for it.
    pub house_only: bool,
}

/// What is said of questions that only house policy waits for.
pub const HOUSE_ONLY: &str = "for house policy only; never changes the license verdict";

impl OpenQuestion {
    /// What stands before it in a list: "open", and whether for the house only.
    pub fn heading(&self) -> String {
        match self.house_only {
            true => format!("open {HOUSE_ONLY}"),
            false => "open".to_owned(),
        }
    }

    /// Takes in that a rule waits for it. House policy says nothing of how
    /// heavy the answer may weigh on the license.
    pub(super) fn take(&mut self, rule: &str, house: bool, then: Verdict) {
        if self.house_only && !house {
            self.house_only = false;
            self.worst = Verdict::Permitted;
        }
        if self.house_only == house {
            self.worst = self.worst.max(then);
        }
        if !self.rules.iter().any(|known| known == rule) {
            self.rules.push(rule.to_owned());
        }
    }
}

/// The verdict on a model, with everything that led to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// The verdict: the heaviest effect.
    pub verdict: Verdict,
    /// The heaviest effect that missing answers could bring.
    pub worst: Verdict,
    /// What the rules say, heaviest first.
    pub findings: Vec<Finding>,
    /// What follows from them.
    pub obligations: Vec<Obligation>,
    /// What is missing, heaviest first; what only house policy waits for last.
    pub open_questions: Vec<OpenQuestion>,
    /// The verdict under house policy, if the scenario has one.
    pub house: Option<Verdict>,
    /// What house policy says.
    pub house_findings: Vec<Finding>,
    /// Fields that some rule read.
    pub read: BTreeSet<String>,
}

/// The union of all obligations; one line for each obligation, license and
/// prescribed line.
pub(super) fn obligations<'a>(
    book: &RuleBook,
    findings: impl Iterator<Item = &'a Finding>,
) -> Vec<Obligation> {
    let mut list: Vec<Obligation> = Vec::new();
    for finding in findings {
        for duty in &finding.duties {
            let words = finding.words_of(book, duty);
            match list
                .iter_mut()
                .find(|o| o.duty == *duty && o.license == finding.license && o.words == words)
            {
                Some(known) => {
                    known.assumed &= finding.is_assumed();
                    if finding.origin.is_none() {
                        known.origin = None;
                    }
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
                    assumed: finding.is_assumed(),
                    words,
                    note: book.duty(duty).is_some_and(|duty| duty.note),
                    origin: finding.origin.clone(),
                }),
            }
        }
    }
    list.sort_by(|a, b| (&a.duty, &a.license, &a.words).cmp(&(&b.duty, &b.license, &b.words)));
    list
}
