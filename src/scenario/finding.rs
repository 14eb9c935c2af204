//! What an evaluation found: findings, obligations, open questions.

use super::{Answer, Verdict};
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
}

impl Tag {
    /// Id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Tag::Holds => "holds",
            Tag::Missing => "missing",
            Tag::Assumed => "assumed",
            Tag::OnFile => "on_file",
        }
    }
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
    /// The clauses it rests on.
    pub citations: Vec<Citation>,
    /// The answers it read.
    pub facts: Vec<(String, Answer)>,
    /// The reading it rests on.
    pub reading: Option<String>,
    /// Whether it concerns the client, not the licensee.
    pub client: bool,
    /// Obligations it raises.
    pub duties: Vec<String>,
}

impl Finding {
    /// What the rule found, in words. What only could be so, because an answer
    /// is missing, is not told as if it were.
    pub fn statement(&self) -> String {
        match self.tag {
            Tag::Holds | Tag::OnFile => self.title.clone(),
            Tag::Missing => format!("Not known whether this applies: {}", self.title),
            Tag::Assumed => format!("Listed to be safe: {}", self.title),
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
}

impl Obligation {
    /// Whether it is something to know or to watch, and nothing to do.
    pub fn is_note(&self) -> bool {
        // These two are promises, though no act is due at once.
        !matches!(self.duty.as_str(), "note.indemnity" | "note.output_destroy")
            && (self.duty.starts_with("note.") || self.duty.starts_with("watch."))
    }
}

/// A question whose answer is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuestion {
    /// The field.
    pub field: String,
    /// The rules that wait for it.
    pub rules: Vec<String>,
    /// The heaviest effect it could have.
    pub worst: Verdict,
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
    /// What is missing, heaviest first.
    pub open_questions: Vec<OpenQuestion>,
    /// The verdict under house policy, if the scenario has one.
    pub house: Option<Verdict>,
    /// What house policy says.
    pub house_findings: Vec<Finding>,
    /// Rules that were considered and did not hold.
    pub not_triggered: Vec<String>,
}
