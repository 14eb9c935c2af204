//! The shape of `regulation.ron`: acts of public law and notes on them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::catalog::{Date, Evidence, Parsed, Problem};
use crate::scenario::rule::Pred;

/// `regulation.ron`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegulationFile {
    /// Version of the file's shape.
    pub schema: u32,
    /// The last day for which the sources were looked at.
    pub read: Date,
    /// Acts of public law and official guidance.
    pub acts: Vec<PublicAct>,
    /// What is said of them.
    pub notes: Vec<NoteText>,
}

/// An act of public law, or official guidance on one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicAct {
    /// Unique id.
    pub id: String,
    /// Whose law it is.
    pub regime: Regime,
    /// Title and official number.
    pub title: String,
    /// Its address or official reference, and what was read instead of it.
    pub source: String,
    /// How well it is known.
    pub evidence: Evidence,
}

/// Whose law it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Regime {
    /// European Union.
    Eu,
    /// United Kingdom.
    Uk,
    /// Japan.
    Jp,
    /// South Korea.
    Kr,
    /// United States.
    Us,
    /// China.
    Cn,
}

impl Regime {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Regime; 6] = [
        Regime::Eu,
        Regime::Uk,
        Regime::Jp,
        Regime::Kr,
        Regime::Us,
        Regime::Cn,
    ];

    /// The word used in answers and in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Regime::Eu => "EU",
            Regime::Uk => "UK",
            Regime::Jp => "JP",
            Regime::Kr => "KR",
            Regime::Us => "US",
            Regime::Cn => "CN",
        }
    }

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Regime::Eu => "European Union",
            Regime::Uk => "United Kingdom",
            Regime::Jp => "Japan",
            Regime::Kr => "South Korea",
            Regime::Us => "United States",
            Regime::Cn => "China",
        }
    }
}

/// What is said of an act, and when it concerns a scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteText {
    /// Unique id.
    pub id: String,
    /// The act it speaks of.
    pub act: String,
    /// Article or paragraph.
    pub article: String,
    /// What it is about.
    pub title: String,
    /// What it says, in our own words.
    pub text: String,
    /// When it concerns a scenario; it may read answers only.
    pub when: Pred,
    /// A test that cannot be said as data; the note speaks if both hold.
    #[serde(default)]
    pub test: Option<NoteTest>,
    /// What it comes to if it concerns the scenario.
    pub says: Says,
    /// The day from which it applies; `None`: at once.
    #[serde(default)]
    pub from: Option<Date>,
    /// Whoever began before a day has more time.
    #[serde(default)]
    pub later: Option<Transition>,
    /// Words that depend on the answer to one question.
    #[serde(default)]
    pub by_answer: Option<ByAnswer>,
    /// Days on which something begins.
    #[serde(default)]
    pub dates: Vec<NoteDate>,
    /// Where this was read, if not in the act.
    #[serde(default)]
    pub source: Option<String>,
    /// How well it is known, if otherwise than the act.
    #[serde(default)]
    pub evidence: Option<Evidence>,
}

impl NoteText {
    /// The questions it asks beside `when`, with the answers it waits for.
    pub(in crate::scenario) fn asked(&self) -> Vec<Pred> {
        let later = self
            .later
            .iter()
            .map(|later| Pred::Yes(later.field.clone()));
        let by = self.by_answer.iter().map(|by| {
            let answers = by.texts.keys().cloned().collect();
            Pred::Is(by.field.clone(), answers)
        });
        later.chain(by).collect()
    }
}

/// What a note comes to if it concerns the scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Says {
    /// It applies.
    Applies,
    /// Somebody has to look at it.
    NeedsReview,
    /// Something to know.
    Informs,
}

/// Tests that need more than answers to questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NoteTest {
    /// How a license stands to the exemption for open source.
    OpenSource,
    /// The license shuts the European Union out.
    ShutsOut,
    /// The model came before the duties of model providers.
    OldModel,
    /// The change took much of the original's training compute, which is known.
    ModifierKnown,
    /// The same with the value that stands in for an unknown compute.
    ModifierFallback,
    /// Weights cross a border.
    CrossesBorder,
}

impl NoteTest {
    /// All tests; each has to be used by a note.
    pub const ALL: [NoteTest; 6] = [
        NoteTest::OpenSource,
        NoteTest::ShutsOut,
        NoteTest::OldModel,
        NoteTest::ModifierKnown,
        NoteTest::ModifierFallback,
        NoteTest::CrossesBorder,
    ];

    /// The questions it reads.
    pub fn reads(self) -> &'static [&'static str] {
        match self {
            NoteTest::OpenSource => &["base_systemic_risk"],
            NoteTest::ShutsOut | NoteTest::OldModel => &[],
            NoteTest::ModifierKnown | NoteTest::ModifierFallback => {
                &["ft_compute_flop", "base_compute_flop", "base_systemic_risk"]
            }
            NoteTest::CrossesBorder => &["acts", "domicile", "establishments", "deploy_in"],
        }
    }

    /// Whether it looks at a model, not only at the scenario.
    pub fn of_model(self) -> bool {
        matches!(
            self,
            NoteTest::OpenSource | NoteTest::ShutsOut | NoteTest::OldModel
        )
    }
}

/// Whoever began before a day has more time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transition {
    /// The question that asks for the day on which it began.
    pub field: String,
    /// Before this day ...
    pub before: Date,
    /// ... it applies from that day.
    pub from: Date,
}

/// Words that depend on the answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByAnswer {
    /// The question.
    pub field: String,
    /// Answer -> words.
    pub texts: BTreeMap<String, String>,
}

/// A day on which something begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteDate {
    /// The day.
    pub date: Date,
    /// What begins.
    pub text: String,
}

/// The rules that the file keeps by itself: ids, acts, tests, days.
pub(in crate::scenario) fn check_regulation(
    file: &Parsed<RegulationFile>,
    problems: &mut Vec<Problem>,
) {
    let mut seen = BTreeSet::new();
    let RegulationFile { acts, notes, .. } = &file.value;
    let mut report = |id: &str, what: String, advice: &str| {
        let place = format!("id: \"{id}\"");
        problems.push(file.source.problem(&[&place], what, advice));
    };
    let ids = acts.iter().map(|act| &act.id);
    for id in ids.chain(notes.iter().map(|note| &note.id)) {
        if !seen.insert(id) {
            report(
                id,
                format!("\"{id}\" is there twice"),
                "Give one of them another id",
            );
        }
    }
    for note in notes {
        let id = &note.id;
        if !acts.iter().any(|act| act.id == note.act) {
            report(
                id,
                format!("the note {id} speaks of \"{}\", which is no act", note.act),
                "Add it to the acts or correct the id",
            );
        }
        if reads_more_than_answers(&note.when) {
            report(
                id,
                format!("the note {id} asks for more than answers"),
                "Use answers only; a license is looked at by a named test",
            );
        }
        let mut days = note.dates.iter().map(|one| one.date);
        if !days.all(Date::is_day) || !note.from.is_none_or(Date::is_day) {
            report(
                id,
                format!("a date of the note {id} is no day"),
                "Write YYYY-MM-DD",
            );
        }
    }
    for test in NoteTest::ALL {
        if notes.iter().filter(|note| note.test == Some(test)).count() != 1 {
            problems.push(file.source.problem(
                &["notes:"],
                format!("the test {test:?} is not used by exactly one note"),
                "Take over the notes of the built-in file",
            ));
        }
    }
}

/// Whether a predicate looks at something that is no answer of a scenario.
fn reads_more_than_answers(pred: &Pred) -> bool {
    match pred {
        Pred::All(parts) | Pred::Any(parts) => parts.iter().any(reads_more_than_answers),
        Pred::Not(part) => reads_more_than_answers(part),
        Pred::Is(..)
        | Pred::Has(..)
        | Pred::Yes(_)
        | Pred::Touches(..)
        | Pred::Exposes(_)
        | Pred::Modifies => false,
        _ => true,
    }
}
