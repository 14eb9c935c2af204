//! What changes for somebody who takes one model instead of another: the terms
//! and the obligations, each with its clauses.

use super::Grounds;
use crate::catalog::{Citation, Model};
use crate::matrix::{Cell, Tone, compare_terms, term_cell};
use crate::scenario::Evaluation;
use crate::verdicts::obligation_words;

/// In which direction a term moves, seen from a user of the models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shift {
    /// It weighs less than before.
    Better,
    /// It weighs more than before.
    Worse,
    /// It is another one; which weighs more depends on the use.
    Other,
}

impl Shift {
    /// All of them.
    pub const ALL: [Shift; 3] = [Shift::Better, Shift::Worse, Shift::Other];

    /// Id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Shift::Better => "better",
            Shift::Worse => "worse",
            Shift::Other => "other",
        }
    }

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Shift::Better => "Better",
            Shift::Worse => "Worse",
            Shift::Other => "Different",
        }
    }

    /// Two plain facts, such as two places of jurisdiction, and two values of
    /// one tone, such as two limits, are not weighed against one another.
    fn between(from: Tone, to: Tone) -> Self {
        if from == Tone::Neutral || to == Tone::Neutral {
            return Shift::Other;
        }
        match to.cmp(&from) {
            std::cmp::Ordering::Less => Shift::Better,
            std::cmp::Ordering::Greater => Shift::Worse,
            std::cmp::Ordering::Equal => Shift::Other,
        }
    }
}

/// A term that is another one.
#[derive(Debug, Clone, PartialEq)]
pub struct TermChange {
    /// Id of the term.
    pub term: String,
    /// The column's heading.
    pub label: String,
    /// In which direction it moves.
    pub shift: Shift,
    /// What it was.
    pub from: Cell,
    /// What it is.
    pub to: Cell,
}

/// An obligation in words, with its clauses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// Key in `duties.ron`.
    pub duty: String,
    /// What is to be done.
    pub words: String,
    /// Where it stands.
    pub citations: Vec<Citation>,
}

/// What changes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Switch {
    /// Terms that are other ones: better, then worse, then different; each in
    /// the order of the columns.
    pub terms: Vec<TermChange>,
    /// Obligations that are new.
    pub added: Vec<Owed>,
    /// Obligations that are gone.
    pub dropped: Vec<Owed>,
}

impl Switch {
    /// The terms that move in a direction.
    pub fn terms_that_are(&self, shift: Shift) -> impl Iterator<Item = &TermChange> {
        self.terms.iter().filter(move |term| term.shift == shift)
    }
}

/// What changes from one model to another. `None` if no license of one of them
/// is on file: then it is not known what changes.
pub fn switch(grounds: &Grounds<'_>, from: &Model, to: &Model) -> Option<Switch> {
    let catalog = grounds.catalog;
    let unlicensed = |model: &Model| catalog.weights_licenses(model).is_empty();
    if unlicensed(from) || unlicensed(to) {
        return None;
    }
    let cell = |model, term: &str| term_cell(catalog, model, term).held_against(grounds.texts);
    let differences = compare_terms(catalog, &|term| cell(from, term), &|term| cell(to, term));
    let mut terms: Vec<TermChange> = differences
        .into_iter()
        .map(|difference| TermChange {
            term: difference.term,
            label: difference.label,
            shift: Shift::between(difference.first.tone, difference.second.tone),
            from: difference.first,
            to: difference.second,
        })
        .collect();
    terms.sort_by_key(|term| term.shift);
    let owed = |model: &Model| {
        let evaluation = grounds.evaluations.get(&model.id);
        evaluation.map_or_else(Vec::new, |evaluation| owed_by(grounds, evaluation))
    };
    let (before, after) = (owed(from), owed(to));
    let without = |list: &[Owed], others: &[Owed]| {
        let is_new = |one: &&Owed| !others.iter().any(|other| other.duty == one.duty);
        list.iter().filter(is_new).cloned().collect()
    };
    Some(Switch {
        terms,
        added: without(&after, &before),
        dropped: without(&before, &after),
    })
}

/// What is owed, without what is only to be known.
fn owed_by(grounds: &Grounds<'_>, evaluation: &Evaluation) -> Vec<Owed> {
    let mut list: Vec<Owed> = Vec::new();
    for obligation in evaluation.obligations.iter().filter(|one| !one.is_note()) {
        let words = obligation_words(grounds.catalog, grounds.book, obligation);
        match list
            .iter_mut()
            .find(|known| known.duty == obligation.duty && known.words == words)
        {
            Some(known) => add_new(&mut known.citations, &obligation.citations),
            None => list.push(Owed {
                duty: obligation.duty.clone(),
                words,
                citations: obligation.citations.clone(),
            }),
        }
    }
    list
}

/// Adds citations that are not there yet.
pub(super) fn add_new(list: &mut Vec<Citation>, more: &[Citation]) {
    for citation in more {
        if !list.contains(citation) {
            list.push(citation.clone());
        }
    }
}
