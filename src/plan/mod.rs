//! What is owed over many models: each obligation once for its license, with
//! what raised it, who sees to it by when, and the words to use.

mod checks;
mod notices;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use checks::{Check, CheckSubject, Outcome, name_outcome};
pub use notices::{Notice, PLACEHOLDER, Paste, to_paste};

use crate::catalog::{Catalog, Citation};
use crate::scenario::{
    Actor, Answer, Due, Duty, Evaluation, FactRead, Finding, Pred, Respondent, RuleBook, Scenario,
    act, answer_words,
};

/// One line of the plan: an obligation of one license.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanItem {
    /// Key in `duties.ron` or in the user's own rules.
    pub duty: String,
    /// What is to be done.
    pub text: String,
    /// The license that asks for it.
    pub license: String,
    /// The attribute that holds the words it prescribes, if there is one.
    pub words: Option<String>,
    /// Where it stands.
    pub citations: Vec<Citation>,
    /// What raised it.
    pub triggers: Vec<Trigger>,
    /// Whom it concerns.
    pub actors: BTreeSet<Actor>,
    /// Who in the house sees to it.
    pub owner: Respondent,
    /// When it is due.
    pub due: Due,
    /// What to keep as evidence.
    pub evidence: String,
    /// Whether it is something to know or to watch, and nothing to do.
    pub note: bool,
    /// Listed to be safe because an answer is missing, for every model.
    pub assumed: bool,
    /// Whether the scenario says that it cannot be met.
    pub cannot: bool,
    /// If only a rule of the user's own asks for it: the file of the rule.
    pub origin: Option<String>,
    /// Ids of the models it is owed for, in the order given.
    pub models: Vec<String>,
    /// Whether the model itself owes it, and not only a part beside it.
    pub of_model: bool,
    /// The parts of the deployment that owe it, such as "safety filter guard".
    pub parts: BTreeSet<String>,
    /// The words to use, where the license prescribes some.
    pub notice: Option<Notice>,
    /// Whether an answer of the scenario meets it, where one can.
    pub check: Option<Check>,
}

/// A rule that raised an obligation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// The rule.
    pub rule: String,
    /// What it says.
    pub title: String,
    /// Of a rule of the user's own: "own rule, house.ron, AI policy section 4".
    pub own: Option<String>,
    /// The acts and answers behind it, in words.
    pub because: Vec<String>,
}

impl PlanItem {
    /// What is to be done, with what has to be said of it.
    pub fn statement(&self) -> String {
        let mut words = self.text.clone();
        let mut parts: Vec<&str> = self.parts.iter().map(String::as_str).collect();
        if !parts.is_empty() {
            if self.of_model {
                parts.insert(0, "the model");
            }
            words.push_str(&format!(" (for {})", parts.join(", ")));
        }
        if self.assumed {
            words.push_str(" (listed to be safe)");
        }
        if self.origin.is_some() {
            words.push_str(" (own rule)");
        }
        words
    }

    /// Who owes it and who in the house sees to it: "you, the client: legal".
    pub fn who(&self) -> String {
        let actors: Vec<&str> = self.actors.iter().map(|actor| actor.label()).collect();
        format!("{}: {}", actors.join(", "), self.owner.label())
    }

    /// How far it is: nothing is known to be done.
    pub fn state(&self) -> &'static str {
        match (self.cannot, self.note) {
            (true, _) => "Cannot be met",
            (false, true) => "Note",
            (false, false) => "Open",
        }
    }
}

impl Trigger {
    /// In one line: "Notice file with the prescribed sentence, because of: ...".
    pub fn in_words(&self) -> String {
        let mut words = self.title.clone();
        if let Some(own) = &self.own {
            words.push_str(&format!(", {own}"));
        }
        if !self.because.is_empty() {
            words.push_str(&format!(" ({})", self.because.join("; ")));
        }
        words
    }
}

/// The plan for the models with these ids, by due date and obligation. One
/// obligation of one license is one line over all its models; lines with other
/// prescribed words, or of another license, stay apart.
pub fn plan(
    catalog: &Catalog,
    book: &RuleBook,
    scenario: &Scenario,
    evaluations: &BTreeMap<String, Arc<Evaluation>>,
    models: &[&str],
) -> Vec<PlanItem> {
    let mut items: BTreeMap<(String, String, Option<String>), PlanItem> = BTreeMap::new();
    for &model in models {
        let Some(evaluation) = evaluations.get(model) else {
            continue;
        };
        for finding in owing(evaluation) {
            for duty in finding.duties.iter().filter_map(|key| book.duty(key)) {
                let words = finding.words_of(book, &duty.key);
                let key = (duty.key.clone(), finding.license.clone(), words.clone());
                let item = items
                    .entry(key)
                    .or_insert_with(|| begun(duty, finding, words));
                take(item, book, scenario, finding, model);
            }
        }
    }
    let mut items: Vec<PlanItem> = items.into_values().collect();
    for item in &mut items {
        item.notice = notices::notice(catalog, book, scenario, item);
    }
    let prefixes = checks::prefixes(catalog, book, &items);
    for item in &mut items {
        item.check = checks::check(catalog, book, scenario, item, &prefixes);
    }
    items.sort_by(|a, b| {
        let order = |item: &PlanItem| (item.note, item.due);
        (order(a), &a.duty, &a.license, &a.words).cmp(&(order(b), &b.duty, &b.license, &b.words))
    });
    items
}

/// The findings that raise an obligation: those on the license, and those of
/// the user's own house rules.
fn owing(evaluation: &Evaluation) -> impl Iterator<Item = &Finding> {
    let house = evaluation.house_findings.iter();
    evaluation
        .findings
        .iter()
        .chain(house.filter(|finding| finding.origin.is_some()))
}

/// A line with nothing taken in yet.
fn begun(duty: &Duty, finding: &Finding, words: Option<String>) -> PlanItem {
    PlanItem {
        duty: duty.key.clone(),
        text: duty.text.clone(),
        license: finding.license.clone(),
        words,
        citations: Vec::new(),
        triggers: Vec::new(),
        actors: BTreeSet::new(),
        owner: duty.owner,
        due: duty.due,
        evidence: duty.evidence.clone(),
        note: duty.note,
        assumed: true,
        cannot: false,
        origin: finding.origin.clone(),
        models: Vec::new(),
        of_model: false,
        parts: BTreeSet::new(),
        notice: None,
        check: None,
    }
}

/// Takes a finding on a model into a line.
fn take(item: &mut PlanItem, book: &RuleBook, scenario: &Scenario, finding: &Finding, model: &str) {
    item.assumed &= finding.is_assumed();
    item.actors.insert(finding.actor);
    item.cannot |= cannot(scenario, finding.actor, &item.duty);
    if finding.origin.is_none() {
        item.origin = None;
    }
    match &finding.part {
        Some(part) => {
            item.parts.insert(part.clone());
        }
        None => item.of_model = true,
    }
    if item.models.last().is_none_or(|last| last != model) {
        item.models.push(model.to_owned());
    }
    for citation in &finding.citations {
        if !item.citations.contains(citation) {
            item.citations.push(citation.clone());
        }
    }
    let because = because(book, finding);
    let known = item
        .triggers
        .iter_mut()
        .find(|known| known.rule == finding.rule && known.title == finding.title);
    match known {
        Some(known) => {
            for words in because {
                if !known.because.contains(&words) {
                    known.because.push(words);
                }
            }
        }
        None => item.triggers.push(Trigger {
            rule: finding.rule.clone(),
            title: finding.title.clone(),
            own: book.own_note(&finding.rule),
            because,
        }),
    }
}

/// Whether an actor says that an obligation cannot be met.
fn cannot(scenario: &Scenario, actor: Actor, duty: &str) -> bool {
    let own = scenario
        .differing(actor)
        .and_then(|answers| answers.get("cannot"));
    matches!(own.unwrap_or(scenario.answer("cannot")), Answer::Set(set) if set.contains(duty))
}

/// The acts and answers that a finding rests on, in words.
fn because(book: &RuleBook, finding: &Finding) -> Vec<String> {
    let rule = book.rules().iter().find(|rule| rule.id == finding.rule);
    finding
        .facts
        .iter()
        .map(|fact| match &fact.answer {
            Answer::Set(acts) if fact.field == "acts" && !acts.is_empty() => {
                acts_in_words(acts, rule.map(|rule| &rule.when))
            }
            _ => fact_in_words(book, fact),
        })
        .collect()
}

/// The acts that a rule looks at; all of them where it looks at none of these.
fn acts_in_words(acts: &BTreeSet<String>, when: Option<&Pred>) -> String {
    let label = |id: &String| act(id).map_or(id.as_str(), |act| act.label).to_owned();
    let looked_at: Vec<String> = acts
        .iter()
        .filter(|id| when.is_some_and(|when| looks_at(when, id)))
        .map(label)
        .collect();
    if looked_at.is_empty() {
        acts.iter().map(label).collect::<Vec<_>>().join(", ")
    } else {
        looked_at.join(", ")
    }
}

/// Whether a predicate asks for this act.
fn looks_at(pred: &Pred, id: &str) -> bool {
    match pred {
        Pred::All(parts) | Pred::Any(parts) => parts.iter().any(|part| looks_at(part, id)),
        Pred::Exposes(exposure) => act(id).is_some_and(|act| act.exposes == Some(*exposure)),
        Pred::Modifies => act(id).is_some_and(|act| act.modifies),
        Pred::Has(field, acts) | Pred::Is(field, acts) => {
            field == "acts" && acts.iter().any(|one| one == id)
        }
        _ => false,
    }
}

fn fact_in_words(book: &RuleBook, fact: &FactRead) -> String {
    let field = book.field(&fact.field);
    let question = field.map_or(fact.field.as_str(), |field| field.question.as_str());
    match field.and_then(|field| answer_words(&field.kind, &fact.answer)) {
        Some(words) => format!("{question} {words}"),
        None => format!("{question} Not answered"),
    }
}
