//! Completing the filter while it is typed: a list under the field of what can
//! stand where the cursor is, and what keys do with it.

use super::apply::carry_out;
use super::{Command, Effect, Place, State};
use crate::matrix::{Candidate, CandidateKind, Completion, Pattern, Query, fold, term_around};

/// How many values are offered where a word is typed.
const MOST_VALUES: usize = 6;

/// The filter's field while it is typed into.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completing {
    /// Whether the list is shown.
    pub open: bool,
    /// Place of the text cursor, in bytes of the filter.
    pub cursor: usize,
    /// What can be written there.
    pub found: Completion,
    /// The line of the list that Enter takes; none until one is chosen, so that
    /// Enter takes the filter as it is typed.
    pub at: Option<usize>,
    /// Where the program put the cursor last: what is selected, in bytes.
    pub put: (usize, usize),
    /// How often it did; each time the field takes the place over.
    pub puts: u64,
    /// Whether the examples of filters are shown.
    pub help: bool,
}

/// Something a user did in the filter's field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CompletionCommand {
    /// The text is this now, with the cursor at a place in bytes.
    Type {
        /// The text.
        text: String,
        /// The cursor.
        cursor: usize,
    },
    /// The cursor went to a place in bytes.
    Cursor(usize),
    /// Show what can be written, and choose a line up or down in it.
    Move(isize),
    /// Write the line at this place.
    Take(usize),
    /// Write the chosen line, or the first one if it completes what is typed.
    Complete,
    /// Write the chosen line; if none is chosen, go to the rows.
    Enter,
    /// Close the list; if it is closed, leave the field.
    Escape,
    /// Close the list.
    Close,
    /// Go to the place that cannot be read.
    ShowFault,
    /// Show or hide the examples of filters.
    Help,
    /// Filter by an example.
    Example(String),
    /// Take away one of the conditions that are typed, by its place.
    Drop(usize),
}

/// Carries out a command about the filter's field.
pub(super) fn apply_completion(state: &mut State, command: CompletionCommand) -> Vec<Effect> {
    match command {
        CompletionCommand::Type { text, cursor } => {
            set_filter(state, text);
            complete_at(state, cursor);
        }
        CompletionCommand::Cursor(cursor) if state.completing.open => complete_at(state, cursor),
        CompletionCommand::Cursor(cursor) => state.completing.cursor = cursor,
        CompletionCommand::Move(by) => choose(state, by),
        CompletionCommand::Take(at) => take(state, at),
        CompletionCommand::Complete => {
            if let Some(at) = state.completing.completes(&state.filter) {
                take(state, at);
            }
        }
        CompletionCommand::Enter => return enter(state),
        CompletionCommand::Escape if state.completing.open => state.completing.close(),
        CompletionCommand::Escape => return carry_out(state, Command::Go(Place::Table)),
        CompletionCommand::Close => state.completing.close(),
        CompletionCommand::ShowFault => {
            if let Some(fault) = state.filter_fault {
                state.completing.close();
                state.completing.put_at(fault);
            }
        }
        CompletionCommand::Help => state.completing.help = !state.completing.help,
        CompletionCommand::Example(filter) => {
            state.values.clear();
            write(state, filter);
        }
        CompletionCommand::Drop(place) => {
            let parts = Query::parts(&state.filter, &state.matrix.columns).unwrap_or_default();
            let left = parts.iter().enumerate().filter(|(at, _)| *at != place);
            let left: Vec<&str> = left
                .map(|(_, part)| &state.filter[part.start..part.end])
                .collect();
            let left = left.join(" ");
            set_filter(state, left);
        }
    }
    Vec::new()
}

impl Completing {
    /// Closes the list.
    pub(super) fn close(&mut self) {
        self.open = false;
        self.at = None;
    }

    fn put_at(&mut self, place: (usize, usize)) {
        self.put = place;
        self.cursor = place.1;
        self.puts += 1;
    }

    /// The line that Tab writes: the chosen one, or the first one if it goes on
    /// from what is typed. Somebody who types words and leaves the field with
    /// Tab keeps them.
    pub fn completes(&self, filter: &str) -> Option<usize> {
        if !self.open {
            return None;
        }
        if self.at.is_some() {
            return self.at;
        }
        let first = self.found.candidates.first()?;
        let typed = filter.get(self.found.start..self.cursor)?;
        let goes_on =
            !typed.is_empty() && first.text.to_lowercase().starts_with(&typed.to_lowercase());
        (goes_on && first.kind != CandidateKind::Name).then_some(0)
    }
}

/// However the filter is written, it is one command that changes it.
fn set_filter(state: &mut State, text: String) {
    carry_out(state, Command::SetFilter(text));
}

/// Shows what can be written at a place.
fn complete_at(state: &mut State, cursor: usize) {
    let found = state.completion_at(cursor);
    let completing = &mut state.completing;
    completing.cursor = cursor;
    completing.at = None;
    completing.open = !found.candidates.is_empty() && !is_written(&found, &state.filter);
    completing.found = found;
}

/// Whether what stands there is whole: one of the values, or all that can be
/// written.
fn is_written(found: &Completion, filter: &str) -> bool {
    let there = filter.get(found.start..found.end).unwrap_or_default();
    let there = Pattern::new(there, there.starts_with('"'));
    let is_there = |candidate: &Candidate| {
        let value = candidate.kind == CandidateKind::Value;
        there.fits(&candidate.text) || (value && there.fits(&candidate.label))
    };
    !there.typed.is_empty() && found.candidates.iter().any(is_there)
}

fn choose(state: &mut State, by: isize) {
    if !state.completing.open {
        // The first key down only shows the list.
        complete_at(state, state.completing.cursor);
        return;
    }
    let completing = &mut state.completing;
    let last = completing.found.candidates.len().saturating_sub(1);
    completing.at = match completing.at {
        None if by > 0 => Some(0),
        None => Some(last),
        // Up from the first line is back in the field.
        Some(0) if by < 0 => None,
        Some(at) => Some(at.saturating_add_signed(by).min(last)),
    };
}

fn take(state: &mut State, at: usize) {
    let Completion {
        start,
        end,
        candidates,
    } = state.completing.found.clone();
    let Some(candidate) = candidates.into_iter().nth(at) else {
        return;
    };
    let mut text = state.filter.clone();
    if !text.is_char_boundary(start) || !text.is_char_boundary(end) || end < start {
        return;
    }
    let written = written(&candidate, &text[end..]);
    let cursor = start + written.len();
    text.replace_range(start..end, &written);
    set_filter(state, text);
    state.completing.put_at((cursor, cursor));
    match candidate.kind {
        // What is written whole needs nothing more.
        CandidateKind::Value | CandidateKind::Name => state.completing.close(),
        _ => complete_at(state, cursor),
    }
}

/// What is written for a candidate: a word between others has a space after it.
fn written(candidate: &Candidate, after: &str) -> String {
    let space = match candidate.kind {
        CandidateKind::Logic if !after.starts_with(char::is_whitespace) => " ",
        _ => "",
    };
    format!("{}{space}", candidate.text)
}

/// A whole filter in the place of what is typed.
fn write(state: &mut State, filter: String) {
    set_filter(state, filter);
    let end = state.filter.len();
    state.completing.put_at((end, end));
    state.completing.help = false;
}

fn enter(state: &mut State) -> Vec<Effect> {
    if let (true, Some(at)) = (state.completing.open, state.completing.at) {
        take(state, at);
        return Vec::new();
    }
    state.completing.close();
    // Where there is nothing to go to, or something to mend, keys stay.
    if state.filter_fault.is_some() || state.rows.is_empty() {
        return Vec::new();
    }
    carry_out(state, Command::Go(Place::Table))
}

impl State {
    /// The conditions that are typed, in words; each can be dropped by its
    /// place.
    pub fn typed_conditions(&self) -> Vec<String> {
        let columns = &self.matrix.columns;
        let parts = Query::parts(&self.filter, columns).unwrap_or_default();
        let words = parts.iter().map(|part| part.query.in_words(columns));
        words.collect()
    }

    /// Whether what cannot be read is only what is not yet written: the list
    /// shows how it can go on.
    pub fn is_being_written(&self) -> bool {
        let completing = &self.completing;
        let at_cursor = |fault: (usize, usize)| fault.1 == completing.cursor;
        completing.open && self.filter_fault.is_some_and(at_cursor)
    }

    /// What can be written into the filter at a place in bytes, each value with
    /// how many rows the rest of the filter leaves it. Where a word is typed also
    /// the values that begin so, each with its column; names of rows are not
    /// among it, for the rows themselves are on screen.
    pub fn completion_at(&self, cursor: usize) -> Completion {
        let term = term_around(&self.filter, cursor);
        let rest = term.map(|term| {
            let (before, after) = (&self.filter[..term.start], &self.filter[term.end..]);
            format!("{before} {after}")
        });
        let others = rest.and_then(|rest| Query::parse(&rest, &self.matrix).ok());
        // What stands around it may make no sense without it.
        let rows = match others {
            Some(query) => self.among_chosen(self.matrix.filter(&query), None),
            None => (0..self.matrix.rows.len()).collect(),
        };
        let mut found = self.matrix.complete_among(&self.filter, cursor, &rows);
        found
            .candidates
            .retain(|one| one.kind != CandidateKind::Name);
        let typed = self.filter.get(found.start..found.end.min(cursor));
        let typed = typed.unwrap_or_default();
        match term.and_then(|term| Some((term.start, term.values?))) {
            Some((start, values)) if cursor >= values => {
                self.count(&mut found.candidates, &self.filter[start..values], &rows);
                if typed.is_empty() {
                    let fewer = |one: &Candidate| std::cmp::Reverse(one.count);
                    found.candidates.sort_by_key(fewer);
                }
            }
            None if !typed.contains('"') && typed.chars().count() > 1 => {
                let values = self.values_that_begin(typed, &rows);
                found.candidates.extend(values);
            }
            _ => {}
        }
        found
    }

    /// Counts among these rows those that each value lets through behind a
    /// column and its sign.
    fn count(&self, candidates: &mut [Candidate], asked: &str, rows: &[usize]) {
        let values = candidates.iter_mut();
        for value in values.filter(|one| one.kind == CandidateKind::Value) {
            let condition = format!("{asked}{}", value.text);
            value.count = Query::parse(&condition, &self.matrix).ok().map(|query| {
                let fits = |row: &&usize| query.matches(&self.matrix.rows[**row]);
                rows.iter().filter(fits).count()
            });
        }
    }

    /// Conditions on values that begin with a word: `family:qwen`.
    fn values_that_begin(&self, typed: &str, rows: &[usize]) -> Vec<Candidate> {
        let mut list: Vec<Candidate> = Vec::new();
        let wanted = fold(typed);
        for column in self.facets.columns_with(&wanted) {
            let column = &self.matrix.columns[column];
            let asked = format!("{}:{typed}", column.id);
            let found = self.matrix.complete_among(&asked, asked.len(), rows);
            let begins = found.candidates.into_iter().filter(|one| {
                fold(&one.text).starts_with(&wanted) || fold(&one.label).starts_with(&wanted)
            });
            list.extend(begins.map(|one| Candidate {
                text: format!("{}:{}", column.id, one.text),
                label: format!("{}: {}", column.label, one.label),
                ..one
            }));
        }
        self.count(&mut list, "", rows);
        list.sort_by_key(|one| std::cmp::Reverse(one.count));
        list.truncate(MOST_VALUES);
        list
    }
}
