//! Deciding one note: whether it concerns the scenario, and from when.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use super::ModelFacts;
use super::data::{NoteDate, NoteTest, NoteText, PublicAct, Says, Transition};
use super::named::{Tested, test};
use super::note::{NoteStatus, RegulationNote, soon};
use crate::catalog::{Date, Evidence, License, Status};
use crate::scenario::answer::Answer;
use crate::scenario::predicate::Facts;
use crate::scenario::truth::Truth;
use crate::scenario::{Actor, Answers};

/// What notes are decided over.
pub(super) struct View<'a> {
    pub answers: &'a Answers<'a>,
    pub readings: &'a BTreeMap<String, String>,
    /// Stands where predicates look for a license; notes ask for answers only.
    pub blank: &'a License,
    pub model: Option<&'a ModelFacts<'a>>,
    /// The day for which it is judged; `None`: not known.
    pub day: Option<Date>,
}

/// A license of which nothing is known.
pub(super) fn no_license(read: Date) -> License {
    License {
        id: String::new(),
        title: String::new(),
        short: String::new(),
        licensor: String::new(),
        version_date: None,
        spdx_id: None,
        status: Status::Unread,
        documents: Vec::new(),
        evidence: Evidence::Unread,
        read,
        bottom_line: String::new(),
        bottom_line_cite: Vec::new(),
        terms: BTreeMap::new(),
        thresholds: Vec::new(),
        rule_clauses: BTreeMap::new(),
        readings: BTreeMap::new(),
        recorded: Default::default(),
    }
}

impl<'a> View<'a> {
    pub(super) fn answer(&self, field: &str) -> &'a Answer {
        self.answers.get(field).unwrap_or(&Answer::Unanswered)
    }

    pub(super) fn facts(&self) -> Facts<'a> {
        Facts {
            license: self.blank,
            answers: self.answers,
            limit: None,
            grant: None,
            composed: None,
            broken: &[],
            assignment: None,
            readings: self.readings,
            as_of: self.day,
            rate: 1.0,
            foreign: Cell::new(false),
            seen: RefCell::default(),
        }
    }
}

/// The questions that a note reads as the answers are.
pub(super) fn fields(view: &View<'_>, text: &NoteText) -> BTreeSet<String> {
    let facts = view.facts();
    let truth = facts.holds(&text.when);
    let seen = facts.seen.borrow();
    let mut fields: BTreeSet<String> = seen.iter().map(|one| (*one).to_owned()).collect();
    // What comes into play only where the note does.
    if truth != Truth::False {
        fields.extend(text.later.iter().map(|later| later.field.clone()));
        fields.extend(text.by_answer.iter().map(|by| by.field.clone()));
        let tested = text.test.map_or(&[][..], NoteTest::reads);
        fields.extend(tested.iter().map(|one| (*one).to_owned()));
    }
    fields
}

/// A note as it stands; `None`: it does not concern the scenario.
pub(super) fn decide(
    view: &View<'_>,
    act: &PublicAct,
    text: &NoteText,
    actor: Actor,
) -> Option<RegulationNote> {
    let facts = view.facts();
    let truth = facts.holds(&text.when);
    if truth == Truth::False {
        return None;
    }
    let tested = match text.test {
        Some(named) => test(named, view),
        None => Tested::Says(text.says, String::new()),
    };
    let mut dates = text.dates.clone();
    let (status, mut detail) = match tested {
        Tested::Silent => return None,
        Tested::Missing(fields, detail) => (NoteStatus::Unknown { fields }, detail),
        Tested::Says(says, detail) => (status(view, text, says, &mut dates), detail),
    };
    let status = if truth == Truth::Unknown {
        let seen = facts.seen.borrow();
        let open = seen.iter().filter(|field| !view.answer(field).is_given());
        let mut fields: Vec<String> = open.map(|field| (*field).to_owned()).collect();
        if let NoteStatus::Unknown { fields: more } = status {
            fields.extend(more);
        }
        NoteStatus::Unknown { fields }
    } else {
        status
    };
    if let Some(by) = &text.by_answer
        && let Answer::Text(answer) = view.answer(&by.field)
        && let Some(words) = by.texts.get(answer)
    {
        detail = words.clone();
    }
    dates.sort_by_key(|one| one.date);
    let ahead = match status {
        NoteStatus::AppliesFrom(date) => Some(date),
        _ => None,
    };
    Some(RegulationNote {
        id: text.id.clone(),
        regime: Some(act.regime),
        act: act.title.clone(),
        article: text.article.clone(),
        title: text.title.clone(),
        text: text.text.clone(),
        detail,
        soon: soon(dates.iter().map(|one| one.date).chain(ahead), view.day),
        status,
        dates,
        source: text.source.clone().unwrap_or_else(|| act.source.clone()),
        evidence: text.evidence.unwrap_or(act.evidence),
        actor,
    })
}

/// What a note that concerns the scenario comes to. Days that do not concern
/// whoever began early, or late, go.
fn status(view: &View<'_>, text: &NoteText, says: Says, dates: &mut Vec<NoteDate>) -> NoteStatus {
    let missing = |field: &str| NoteStatus::Unknown {
        fields: vec![field.to_owned()],
    };
    if let Some(by) = &text.by_answer
        && !view.answer(&by.field).is_given()
    {
        return missing(&by.field);
    }
    match says {
        Says::NeedsReview => return NoteStatus::NeedsReview,
        Says::Informs => return NoteStatus::Informs,
        Says::Applies => {}
    }
    let from = match (&text.later, text.from) {
        (None, None) => return NoteStatus::Applies,
        (None, Some(from)) => from,
        (Some(later), from) => match began_before(view, later) {
            Truth::True => {
                dates.retain(|one| Some(one.date) != from || one.date == later.from);
                later.from
            }
            Truth::False => {
                dates.retain(|one| one.date != later.from);
                match from {
                    Some(from) => from,
                    None => return NoteStatus::Applies,
                }
            }
            // Known for sure only before both days and after both.
            Truth::Unknown => match (view.day, from) {
                (Some(day), _) if day.is_in_or_after(later.from) => later.from,
                (Some(day), Some(from)) if !day.is_in_or_after(from) => from,
                _ => return missing(&later.field),
            },
        },
    };
    match view.day {
        None => missing("as_of"),
        Some(day) if day.is_in_or_after(from) => NoteStatus::Applies,
        Some(_) => NoteStatus::AppliesFrom(from),
    }
}

/// Whether it began before the day of a transition.
fn began_before(view: &View<'_>, later: &Transition) -> Truth {
    let began = match view.answer(&later.field) {
        Answer::Text(date) => Date::parse(date),
        _ => None,
    };
    match began {
        Some(date) => before(date, later.before),
        None => Truth::Unknown,
    }
}

/// Whether a date, perhaps not known to the day, is before a day.
pub(super) fn before(date: Date, day: Date) -> Truth {
    if !date.is_in_or_after(day) {
        Truth::True
    } else if date >= day {
        Truth::False
    } else {
        Truth::Unknown
    }
}
