//! A scenario: the facts of one deployment, and who gave them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Actor, Answer, Part};
use crate::catalog::Date;

/// Id of a scenario that is the user's own.
pub const OWN_ID: &str = "own-scenario";

/// The facts of one deployment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Version of the file's shape.
    pub schema: u32,
    /// Unique id; for presets equal to the file's name.
    pub id: String,
    /// The name shown in lists.
    pub title: String,
    /// What it is about, in a sentence or two.
    pub description: String,
    /// Field id -> answer.
    pub answers: BTreeMap<String, Answer>,
    /// Field id -> who gave the answer, where it was not the user.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: BTreeMap<String, Source>,
    /// Reading id -> the choice made; a reading that is not here has its
    /// default.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub readings: BTreeMap<String, String>,
    /// A client who receives the model and is judged as well: the answers in
    /// which it differs.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub client: BTreeMap<String, Answer>,
    /// The same of who passes the weights on for the licensee.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub distributor: BTreeMap<String, Answer>,
    /// The same of who runs the weights for the licensee.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub host: BTreeMap<String, Answer>,
    /// What else is in it: adapters, teachers, data sets, filters, code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// Who gave an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Source {
    /// The user.
    User,
    /// A preset, as an example.
    Preset,
    /// The answers that a set of cases starts from.
    Baseline,
    /// The program, from other answers or from the catalog.
    Derived,
}

impl Source {
    /// Id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Source::User => "user",
            Source::Preset => "preset",
            Source::Baseline => "baseline",
            Source::Derived => "derived",
        }
    }

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Source::User => "given by you",
            Source::Preset => "example of the preset",
            Source::Baseline => "starting answer",
            Source::Derived => "derived",
        }
    }
}

impl Scenario {
    /// A scenario with no answers.
    pub fn empty(title: &str, description: &str) -> Self {
        Self {
            schema: 1,
            id: OWN_ID.to_owned(),
            title: title.to_owned(),
            description: description.to_owned(),
            answers: BTreeMap::new(),
            sources: BTreeMap::new(),
            readings: BTreeMap::new(),
            client: BTreeMap::new(),
            distributor: BTreeMap::new(),
            host: BTreeMap::new(),
            parts: Vec::new(),
        }
    }

    /// The answer to a field.
    pub fn answer(&self, field: &str) -> &Answer {
        self.answers.get(field).unwrap_or(&Answer::Unanswered)
    }

    /// Who gave the answer to a field.
    pub fn source(&self, field: &str) -> Source {
        self.sources.get(field).copied().unwrap_or(Source::User)
    }

    /// Answers a field for the user.
    pub fn set(&mut self, field: &str, answer: Answer) {
        self.answers.insert(field.to_owned(), answer);
        self.sources.remove(field);
    }

    /// Says of every answer that it is somebody's.
    pub fn mark(&mut self, source: Source) {
        let fields = self.answers.keys().cloned();
        self.sources = fields.map(|field| (field, source)).collect();
    }

    /// The answers in which an actor differs from the licensee.
    pub fn differing(&self, actor: Actor) -> Option<&BTreeMap<String, Answer>> {
        let answers = self.given_by(actor);
        (actor != Actor::Licensee && !answers.is_empty()).then_some(answers)
    }

    /// The answers that an actor gives itself; those of the licensee hold for
    /// all that an actor does not give.
    pub fn given_by(&self, actor: Actor) -> &BTreeMap<String, Answer> {
        match actor {
            Actor::Licensee => &self.answers,
            Actor::Client => &self.client,
            Actor::Distributor => &self.distributor,
            Actor::Host => &self.host,
        }
    }

    /// Who is judged.
    pub fn actors(&self) -> impl Iterator<Item = Actor> + use<> {
        let all = Actor::ALL.into_iter();
        let judged: Vec<Actor> = all
            .filter(|&actor| actor == Actor::Licensee || self.differing(actor).is_some())
            .collect();
        judged.into_iter()
    }

    /// The same as [`Scenario::given_by`], to be changed.
    pub fn answers_of(&mut self, actor: Actor) -> &mut BTreeMap<String, Answer> {
        match actor {
            Actor::Licensee => &mut self.answers,
            Actor::Client => &mut self.client,
            Actor::Distributor => &mut self.distributor,
            Actor::Host => &mut self.host,
        }
    }

    /// The day for which the scenario is judged, if it names one.
    pub fn as_of(&self) -> Option<Date> {
        match self.answer("as_of") {
            Answer::Text(date) => Date::parse(date),
            _ => None,
        }
    }
}
