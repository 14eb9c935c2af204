//! A note on public law as it stands for a scenario: status, dates, source.

use std::cmp::Ordering;

use super::data::{NoteDate, Regime};
use crate::catalog::{Date, Evidence};
use crate::matrix::Tone;
use crate::scenario::{Actor, RuleBook};

/// What a note comes to on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteStatus {
    /// It applies.
    Applies,
    /// It applies from a day to come.
    AppliesFrom(Date),
    /// Somebody has to look at it.
    NeedsReview,
    /// An answer or a fact is missing.
    Unknown {
        /// The questions without an answer; none if a fact is missing.
        fields: Vec<String>,
    },
    /// Something to know.
    Informs,
}

impl NoteStatus {
    /// Id in JSON.
    pub fn id(&self) -> &'static str {
        match self {
            NoteStatus::Applies => "applies",
            NoteStatus::AppliesFrom(_) => "applies_from",
            NoteStatus::NeedsReview => "needs_review",
            NoteStatus::Unknown { .. } => "unknown",
            NoteStatus::Informs => "informs",
        }
    }

    /// The words shown to people.
    pub fn words(&self) -> String {
        match self {
            NoteStatus::Applies => "Applies now".to_owned(),
            NoteStatus::AppliesFrom(date) => format!("Applies from {date}"),
            NoteStatus::NeedsReview => "Needs review".to_owned(),
            NoteStatus::Unknown { .. } => "Not known".to_owned(),
            NoteStatus::Informs => "For information".to_owned(),
        }
    }

    /// How it is to be taken.
    pub fn tone(&self) -> Tone {
        match self {
            NoteStatus::Applies | NoteStatus::AppliesFrom(_) => Tone::Condition,
            NoteStatus::NeedsReview => Tone::Review,
            NoteStatus::Unknown { .. } => Tone::Unknown,
            NoteStatus::Informs => Tone::Neutral,
        }
    }

    fn rank(&self) -> u8 {
        match self {
            NoteStatus::Applies => 0,
            NoteStatus::Unknown { .. } => 1,
            NoteStatus::NeedsReview => 2,
            NoteStatus::AppliesFrom(_) => 3,
            NoteStatus::Informs => 4,
        }
    }
}

/// A note on public law as it stands for a scenario. It is no verdict and
/// changes none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegulationNote {
    /// Id, as in `regulation.ron`; `E00` speaks of these notes themselves.
    pub id: String,
    /// Whose law it is; `None` for `E00`.
    pub regime: Option<Regime>,
    /// The act, with its official number.
    pub act: String,
    /// Article or paragraph.
    pub article: String,
    /// What it is about.
    pub title: String,
    /// What it says.
    pub text: String,
    /// What the scenario or the model makes of it; may be empty.
    pub detail: String,
    /// What it comes to.
    pub status: NoteStatus,
    /// Days on which something begins, earliest first.
    pub dates: Vec<NoteDate>,
    /// The first day to come within twelve months.
    pub soon: Option<Date>,
    /// Where it was read: an address or an official reference.
    pub source: String,
    /// How well it is known.
    pub evidence: Evidence,
    /// Whom it concerns.
    pub actor: Actor,
}

impl RegulationNote {
    /// Whose law and where: "European Union, Art. 50".
    pub fn place(&self) -> String {
        match self.regime {
            Some(regime) => format!("{}, {}", regime.label(), self.article),
            None => self.act.clone(),
        }
    }

    /// The questions that have no answer, in words.
    pub fn missing<'b>(&self, book: &'b RuleBook) -> Vec<&'b str> {
        let NoteStatus::Unknown { fields } = &self.status else {
            return Vec::new();
        };
        let words = |id: &String| book.field(id).map(|field| field.question.as_str());
        fields.iter().filter_map(words).collect()
    }

    /// Whether it says what another note says, whomever it concerns.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        let actor = self.actor;
        *self
            == Self {
                actor,
                ..other.clone()
            }
    }

    /// What comes within twelve months first, then what applies, what is not
    /// known, what needs review, what comes later, what only informs.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let key = |note: &Self| {
            let later = match note.status {
                NoteStatus::AppliesFrom(date) => Some(date),
                _ => None,
            };
            (note.soon.is_none(), note.soon, note.status.rank(), later)
        };
        key(self)
            .cmp(&key(other))
            .then_with(|| (&self.id, self.actor).cmp(&(&other.id, other.actor)))
    }
}

/// The first of some days that comes after `day`, within twelve months.
pub(super) fn soon(days: impl Iterator<Item = Date>, day: Option<Date>) -> Option<Date> {
    let day = day?;
    let end = day.a_year_later();
    days.filter(|one| !day.is_in_or_after(*one) && *one <= end)
        .min()
}
