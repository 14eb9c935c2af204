//! Deciding on cells, verdicts and models: agree, differ, more facts needed;
//! notes; going to the next one; showing rows by the state of their review.

use std::sync::Arc;

use super::grid::{Spot, go};
use super::{Mark, Review, State};
use crate::workspace::{Decision, Note, Opinion, Subject};

/// Which rows are shown by the state of their review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ShownStates {
    /// All.
    #[default]
    All,
    /// Those with something left to review.
    Open,
    /// Those with nothing left to review.
    Reviewed,
    /// Those where a reviewer decided otherwise.
    Differs,
    /// Those that wait for facts.
    Waiting,
    /// Those with a value that changed since it was decided on.
    Stale,
}

impl ShownStates {
    /// All, in the order of the list to choose from.
    pub const ALL: [Self; 6] = [
        Self::All,
        Self::Open,
        Self::Reviewed,
        Self::Differs,
        Self::Waiting,
        Self::Stale,
    ];

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::All => "All rows",
            Self::Open => "Rows left to review",
            Self::Reviewed => "Rows reviewed",
            Self::Differs => "Rows decided otherwise",
            Self::Waiting => "Rows waiting for facts",
            Self::Stale => "Rows to review again",
        }
    }

    /// As a filter in words; none if it lets all through.
    pub(super) fn words(self) -> Option<String> {
        (self != Self::All).then(|| self.label().to_lowercase())
    }

    /// Whether it lets a row through.
    pub(super) fn fits(self, review: &Review, row: usize, columns: &[usize]) -> bool {
        match self {
            Self::All => true,
            Self::Open => !review.row_is_reviewed(row, columns),
            Self::Reviewed => review.row_is_reviewed(row, columns),
            Self::Differs => review.row_has(row, columns, Mark::Differs),
            Self::Waiting => review.row_has(row, columns, Mark::Waiting),
            Self::Stale => review.row_has(row, columns, Mark::Stale),
        }
    }
}

/// Which opinion is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DraftKind {
    /// None; a note at most.
    #[default]
    Note,
    /// The value should be another one.
    Differ,
    /// It cannot be said yet.
    MoreFacts,
}

/// What is being written on a subject.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Which opinion.
    pub kind: DraftKind,
    /// The reviewer's own value.
    pub value: String,
    /// Why, or what is missing.
    pub reason: String,
    /// A note.
    pub note: String,
}

/// Something a user did to review.
#[derive(Debug, Clone, PartialEq)]
pub enum ReviewCommand {
    /// Show or hide the panel.
    Toggle,
    /// Who decides.
    Reviewer(String),
    /// Decide on all that the matrix says of a model, or on one cell.
    Whole(bool),
    /// What is written so far.
    Write(Box<(Subject, Draft)>),
    /// The value under the cursor is right. Opens the panel, so that what was
    /// decided is seen.
    Agree,
    /// Take what is written as the decision.
    Decide,
    /// Take the decision back.
    Withdraw,
    /// Take what is written as a note.
    AddNote,
    /// Take a note away.
    RemoveNote(Box<Note>),
    /// Go to the next cell without a decision.
    Next,
    /// Show rows by the state of their review.
    Show(ShownStates),
}

/// What a command changes, for undo.
pub(super) fn step_words(command: &ReviewCommand) -> Option<(String, Option<String>)> {
    let words = match command {
        ReviewCommand::Agree | ReviewCommand::Decide => "review decision",
        ReviewCommand::Withdraw => "withdrawing a review decision",
        ReviewCommand::AddNote => "note",
        ReviewCommand::RemoveNote(_) => "removing a note",
        ReviewCommand::Show(_) => "rows by review",
        _ => return None,
    };
    Some((words.to_owned(), None))
}

/// Carries out a command about the review.
pub(super) fn apply_review(state: &mut State, command: ReviewCommand) {
    state.review.message.clear();
    match command {
        ReviewCommand::Toggle => state.review.open = !state.review.open,
        ReviewCommand::Reviewer(name) => state.review.reviewer = name,
        ReviewCommand::Whole(whole) => state.review.whole = whole,
        ReviewCommand::Write(draft) => state.review.draft = Some(*draft),
        ReviewCommand::Agree => {
            state.review.open = true;
            decide(state, Opinion::Agree);
        }
        ReviewCommand::Decide => {
            let Some((_, draft)) = &state.review.draft else {
                return;
            };
            let (value, reason) = (draft.value.trim(), draft.reason.trim());
            match draft.kind {
                DraftKind::Differ if value.is_empty() => {
                    state.review.message = "Write the value that you would put there.".to_owned();
                }
                DraftKind::Differ => {
                    let opinion = Opinion::Differ {
                        value: value.to_owned(),
                        reason: reason.to_owned(),
                    };
                    decide(state, opinion);
                }
                DraftKind::MoreFacts => {
                    let opinion = Opinion::MoreFacts(reason.to_owned());
                    decide(state, opinion);
                }
                DraftKind::Note => {}
            }
        }
        ReviewCommand::Withdraw => {
            if let Some((subject, _)) = state.review_subject() {
                Arc::make_mut(&mut state.kept).withdraw(&subject);
                state.arrange();
            }
        }
        ReviewCommand::AddNote => add_note(state),
        ReviewCommand::RemoveNote(note) => {
            Arc::make_mut(&mut state.kept).notes.remove(&note);
        }
        ReviewCommand::Next => next(state),
        ReviewCommand::Show(states) => {
            state.states = states;
            state.arrange();
        }
    }
}

/// Who decides has a name, else nobody could be asked later.
fn reviewer(state: &mut State) -> Option<String> {
    let name = state.review.reviewer.trim().to_owned();
    if name.is_empty() {
        state.review.open = true;
        state.review.name_asked += 1;
        state.review.message = "Write your name first, so that others know who decided.".to_owned();
        return None;
    }
    Some(name)
}

fn decide(state: &mut State, opinion: Opinion) {
    let Some((subject, computed)) = state.review_subject() else {
        state.review.message = "Go to a cell of the table first.".to_owned();
        return;
    };
    let Some(reviewer) = reviewer(state) else {
        return;
    };
    let draft = state.review.draft.take();
    let note = draft.filter(|(about, _)| *about == subject);
    let decision = Decision {
        opinion,
        reviewer,
        date: state.date.clone(),
        note: note.map_or(String::new(), |(_, draft)| draft.note.trim().to_owned()),
        computed,
    };
    Arc::make_mut(&mut state.kept).decide(subject, decision);
    state.arrange();
}

fn add_note(state: &mut State) {
    let Some((subject, draft)) = state.review.draft.clone() else {
        return;
    };
    let text = draft.note.trim().to_owned();
    if text.is_empty() {
        state.review.message = "Write the note first.".to_owned();
        return;
    }
    let Some(author) = reviewer(state) else {
        return;
    };
    let note = Note {
        about: subject,
        date: state.date.clone(),
        author,
        text,
    };
    Arc::make_mut(&mut state.kept).notes.insert(note);
    state.review.draft = None;
}

fn next(state: &mut State) {
    match state.next_unreviewed() {
        Some((row, column)) => {
            // One cell is gone to, so one cell is decided on.
            state.review.whole = false;
            state.review.open = true;
            go(state, Spot { row, column }, false);
        }
        None => {
            state.review.message = "Everything shown is reviewed.".to_owned();
        }
    }
}
