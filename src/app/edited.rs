//! What a user edits, as one value: undo takes back a change of any part of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::review::ShownStates;
use super::scenarios::{self, arrived};
use super::{
    BrandingCommand, Command, CompletionCommand, FacetsCommand, FileCommand, Layout, Place,
    Scenarios, Sheet, State, TextCommand, ViewCommand, WorkspaceCommand, review,
};
use crate::report::{Branding, Logo};
use crate::text::AttachedTexts;
use crate::workspace::Workspace;

/// How one sheet is looked at; each keeps its own while others are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sifted {
    /// The filter as typed.
    pub filter: String,
    /// Values that rows must have, by column.
    pub values: BTreeMap<String, BTreeSet<String>>,
    /// Columns to sort by, first one first: id and whether downwards.
    pub sort: Vec<(String, bool)>,
}

/// Everything that can be taken back, as it was at a moment.
#[derive(Debug, Clone)]
pub struct Edited {
    scenarios: Scenarios,
    kept: Arc<Workspace>,
    branding: Branding,
    logo: Option<Logo>,
    texts: AttachedTexts,
    sheet: Sheet,
    sifted: Sifted,
    elsewhere: BTreeMap<Sheet, Sifted>,
    layout: Layout,
    states: ShownStates,
    picked: Vec<String>,
}

impl Edited {
    pub(super) fn of(state: &State) -> Self {
        Self {
            scenarios: state.scenarios.clone(),
            kept: state.kept.clone(),
            branding: state.branding.clone(),
            logo: state.logo.clone(),
            texts: state.texts.clone(),
            sheet: state.sheet,
            sifted: state.sifted(),
            elsewhere: state.elsewhere.clone(),
            layout: state.layout.clone(),
            states: state.states,
            picked: state.picks.models.clone(),
        }
    }

    /// Whether nothing was edited between the two. Going to another scenario or
    /// another sheet is no edit.
    fn is_same(&self, other: &Self) -> bool {
        self.has_same_content(other)
            && self.all_sifted() == other.all_sifted()
            && self.states == other.states
            && self.picked == other.picked
            // A scenario that comes or goes brings its column.
            && (self.layout == other.layout || self.scenarios.active != other.scenarios.active)
    }

    /// Whether the two are the same workspace.
    pub(super) fn has_same_content(&self, other: &Self) -> bool {
        self.scenarios.list == other.scenarios.list
            && (Arc::ptr_eq(&self.kept, &other.kept) || self.kept == other.kept)
            && self.branding == other.branding
            && self.logo == other.logo
            && self.texts == other.texts
    }

    fn all_sifted(&self) -> BTreeMap<Sheet, &Sifted> {
        let mut all: BTreeMap<Sheet, &Sifted> = self
            .elsewhere
            .iter()
            .map(|(sheet, sifted)| (*sheet, sifted))
            .collect();
        all.insert(self.sheet, &self.sifted);
        let nothing = Sifted::default();
        all.retain(|_, sifted| **sifted != nothing);
        all
    }

    /// Makes the state so again.
    fn put_back(self, state: &mut State) {
        let moved = state.scenarios != self.scenarios;
        let open = state.editor_open;
        state.scenarios = self.scenarios;
        state.kept = self.kept;
        state.branding = self.branding;
        state.logo = self.logo;
        state.texts = self.texts;
        state.sheet = self.sheet;
        state.elsewhere = self.elsewhere;
        if moved {
            arrived(state);
            state.editor_open &= open || state.scenario().is_none();
        }
        // After that: a scenario that arrives changes both.
        state.layout = self.layout;
        state.sift(self.sifted);
        state.states = self.states;
        state.picks.models = self.picked;
        state.picks.open &= state.picks.can_compare();
        state.remake();
    }
}

impl State {
    /// How the sheet is looked at.
    pub(super) fn sifted(&self) -> Sifted {
        Sifted {
            filter: self.filter.clone(),
            values: self.values.clone(),
            sort: self.sort.clone(),
        }
    }

    pub(super) fn sift(&mut self, sifted: Sifted) {
        self.filter = sifted.filter;
        self.values = sifted.values;
        self.sort = sifted.sort;
    }
}

/// Takes back the last change, or does again what was taken back.
pub(super) fn step(state: &mut State, back: bool) {
    let now = Edited::of(state);
    let history = &mut state.history;
    let (label, word) = if back {
        (history.undo_label(), "Undone")
    } else {
        (history.redo_label(), "Done again")
    };
    let told = label.map(|label| format!("{word}: {label}"));
    let other = if back {
        history.undo(now)
    } else {
        history.redo(now)
    };
    if let Some(other) = other {
        other.put_back(state);
        state.undone = told;
        state.workspace_desk.touched = true;
    }
}

/// A change as undo names it.
pub(super) struct Step {
    label: String,
    /// Changes of one key that follow each other are taken back together.
    key: Option<String>,
}

/// Notes a change, if there was one.
pub(super) fn record(state: &mut State, step: Step, before: Edited) {
    let now = Edited::of(state);
    if now.is_same(&before) {
        return;
    }
    state.workspace_desk.touched |= !now.has_same_content(&before);
    state.history.record(step.label, step.key, before);
}

/// What a command changes, for undo; `None` for one that edits nothing.
pub(super) fn step_of(state: &State, command: &Command) -> Option<Step> {
    let label_of = |column: &str| {
        let column = state.matrix.column_index(column);
        column.map_or("a column", |index| &state.matrix.columns[index].label)
    };
    let plain = |label: &str| (label.to_owned(), None);
    let typed = |label: &str| (label.to_owned(), Some(label.to_owned()));
    let (label, key) = match command {
        Command::Completion(CompletionCommand::Example(_) | CompletionCommand::Drop(_)) => {
            plain("filter")
        }
        Command::SetFilter(_) | Command::Completion(_) => typed("filter"),
        Command::ToggleValue { column, value } => {
            plain(&format!("filter \"{}: {value}\"", label_of(column)))
        }
        Command::Facets(FacetsCommand::Clear(column)) => {
            plain(&format!("no value of \"{}\"", label_of(column)))
        }
        Command::ClearFilters => plain("clearing the filters"),
        Command::SortBy(column) | Command::SortAlsoBy(column) | Command::Sort { column, .. } => {
            plain(&format!("sorting by {}", label_of(column)))
        }
        Command::Go(Place::Column(_)) => plain("columns shown"),
        Command::Layout(command) => command.step_words(),
        Command::Go(Place::License(_)) => plain("filter"),
        Command::Scenario(command) => (
            scenarios::label(state, command),
            scenarios::typed_key(state, command),
        ),
        Command::File(FileCommand::Opened(_)) => plain("opening a scenario"),
        Command::Branding(command) => match command {
            BrandingCommand::Set(_) => typed("branding"),
            BrandingCommand::Logo(_) | BrandingCommand::LogoRead { .. } => plain("logo"),
            BrandingCommand::Opened(_) => plain("branding from a file"),
            _ => return None,
        },
        Command::Texts(TextCommand::Arrived { .. }) => plain("attaching license texts"),
        Command::Texts(TextCommand::Remove(_)) => plain("putting a license text away"),
        Command::Workspace(WorkspaceCommand::Rename(_)) => typed("name of the workspace"),
        Command::Workspace(WorkspaceCommand::Merge) => plain("merging with the file"),
        Command::Workspace(WorkspaceCommand::Settle { .. }) => plain("settling a difference"),
        Command::Models(_) => plain("models picked"),
        Command::Review(command) => review::step_words(command)?,
        Command::View(ViewCommand::Show(name)) => plain(&format!("view \"{name}\"")),
        Command::View(ViewCommand::Keep(name)) => plain(&format!("keeping view \"{name}\"")),
        Command::View(ViewCommand::Remove(name)) => plain(&format!("removing view \"{name}\"")),
        Command::View(ViewCommand::Arrived(_)) => plain("views from a file"),
        _ => return None,
    };
    Some(Step { label, key })
}
