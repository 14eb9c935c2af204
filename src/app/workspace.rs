//! The workspace in hand: its file, whether it is saved, and the questions that
//! opening, saving and closing raise.

use std::path::PathBuf;
use std::sync::Arc;

use super::scenarios::arrived;
use super::workspace_desk::{
    ArrivedWorkspace, FileOf, Leave, SaveHow, WorkspaceCommand, WorkspacePrompt,
};
use super::{Effect, History, Scenarios, State};
use crate::scenario::Scenario;
use crate::workspace::{OpenScenario, SetAside, Workspace, merge};

/// The title of a workspace that was given none.
pub const UNTITLED: &str = "Untitled workspace";

/// Carries out a command about the workspace.
pub(super) fn apply_workspace(state: &mut State, command: WorkspaceCommand) -> Vec<Effect> {
    use WorkspaceCommand as W;
    match command {
        W::New => return leave(state, Leave::New),
        W::AskOpen => {
            return vec![Effect::AskWorkspaceFile {
                what: FileOf::Workspace,
                save: false,
                name: String::new(),
            }];
        }
        W::OpenFile(path) => {
            state.workspace_desk.prompt = WorkspacePrompt::None;
            return vec![Effect::LookAtFile(path)];
        }
        W::Open(path) => return leave(state, Leave::Open(path)),
        W::Restore(number) => return leave(state, Leave::Restore(number)),
        W::Close => return leave(state, Leave::Close),
        W::Save => return save(state),
        W::SaveAs => return vec![ask_where(state)],
        W::SaveTo(path) => return save_to(state, with_ending(path), SaveHow::Fresh),
        W::Rename(title) => Arc::make_mut(&mut state.kept).title = title,
        W::Type { what, save, path } => {
            state.workspace_desk.prompt = WorkspacePrompt::Typing { what, save, path };
        }
        W::Arrived(arrived) => arrive(state, *arrived),
        W::Saved {
            path,
            workspace,
            beside,
        } => return saved(state, path, workspace, beside),
        W::Changed(file) => {
            state.workspace_desk.prompt = WorkspacePrompt::Changed(file);
        }
        W::Merge => return merge_with_file(state),
        W::Replace => {
            if let WorkspacePrompt::Changed(file) = take_prompt(state) {
                return save_to(state, file.path, SaveHow::Over);
            }
        }
        W::Settle { aside, take } => settle(state, &aside, take),
        W::Failed(_) | W::Safe(_) | W::Found(..) => take_news(state, command),
        W::AskDiscard(number) => {
            state.workspace_desk.prompt = WorkspacePrompt::Discarding(number);
        }
        W::Discard(number) => {
            let desk = &mut state.workspace_desk;
            desk.prompt = WorkspacePrompt::None;
            desk.lost.retain(|one| one.number != number);
            return vec![Effect::DiscardLost(number)];
        }
        W::SaveAndLeave => {
            if let WorkspacePrompt::Leaving(then) = take_prompt(state) {
                state.workspace_desk.then = Some(then);
                return save(state);
            }
        }
        W::LeaveUnsaved => {
            if let WorkspacePrompt::Leaving(then) = take_prompt(state) {
                return go_on(state, then);
            }
        }
        W::Dismiss => {
            let desk = &mut state.workspace_desk;
            desk.prompt = WorkspacePrompt::None;
            desk.message.clear();
            desk.then = None;
        }
        W::Forget(path) => state.workspace_desk.recent.retain(|one| *one != path),
    }
    Vec::new()
}

/// What the disk has to tell.
fn take_news(state: &mut State, news: WorkspaceCommand) {
    let desk = &mut state.workspace_desk;
    match news {
        WorkspaceCommand::Failed(why) => {
            desk.message = why;
            desk.then = None;
        }
        WorkspaceCommand::Safe(safe) => desk.unsafe_because = safe.err(),
        WorkspaceCommand::Found(lost, problems) => {
            desk.lost = lost;
            desk.message = problems.join("\n");
        }
        _ => {}
    }
}

fn take_prompt(state: &mut State) -> WorkspacePrompt {
    std::mem::take(&mut state.workspace_desk.prompt)
}

/// Goes where it leads, or asks first if something would be lost.
fn leave(state: &mut State, then: Leave) -> Vec<Effect> {
    if state.would_lose() {
        state.workspace_desk.prompt = WorkspacePrompt::Leaving(then);
        return Vec::new();
    }
    go_on(state, then)
}

fn go_on(state: &mut State, then: Leave) -> Vec<Effect> {
    match then {
        Leave::New => {
            let empty = ArrivedWorkspace {
                path: None,
                workspace: Workspace::new(UNTITLED),
                saved: None,
                logo: None,
                unfit: Vec::new(),
                read_only: None,
                told: Vec::new(),
            };
            arrive(state, empty);
            vec![Effect::BeginWorkspace]
        }
        Leave::Open(path) => vec![Effect::OpenWorkspace(path)],
        Leave::Restore(number) => {
            let lost = &mut state.workspace_desk.lost;
            lost.retain(|one| one.number != number);
            vec![Effect::RestoreLost(number)]
        }
        Leave::Close => vec![Effect::CloseWindow],
    }
}

fn ask_where(state: &State) -> Effect {
    let name = match &state.workspace_desk.path {
        Some(path) => path.display().to_string(),
        None => format!("{}.lmx", file_stem(&state.kept.title)),
    };
    Effect::AskWorkspaceFile {
        what: FileOf::Workspace,
        save: true,
        name,
    }
}

fn file_stem(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    match words.join("-").to_lowercase() {
        stem if stem.is_empty() => "workspace".to_owned(),
        stem => stem,
    }
}

/// A workspace's file is known by its ending.
fn with_ending(path: PathBuf) -> PathBuf {
    match path.extension() {
        Some(_) => path,
        None => path.with_extension("lmx"),
    }
}

fn save(state: &mut State) -> Vec<Effect> {
    let desk = &state.workspace_desk;
    match (&desk.path, &desk.read_only) {
        (Some(path), None) => save_to(state, path.clone(), SaveHow::Fresh),
        _ => vec![ask_where(state)],
    }
}

fn save_to(state: &mut State, path: PathBuf, how: SaveHow) -> Vec<Effect> {
    state.workspace_desk.prompt = WorkspacePrompt::None;
    state.workspace_desk.message.clear();
    if state.kept.title == UNTITLED
        && let Some(stem) = path.file_stem().and_then(|stem| stem.to_str())
    {
        Arc::make_mut(&mut state.kept).title = stem.to_owned();
    }
    vec![Effect::SaveWorkspace {
        path,
        workspace: Arc::new(state.workspace()),
        how,
    }]
}

fn saved(
    state: &mut State,
    path: PathBuf,
    workspace: Arc<Workspace>,
    beside: Option<PathBuf>,
) -> Vec<Effect> {
    let now = state.workspace();
    let desk = &mut state.workspace_desk;
    desk.message = match beside {
        Some(beside) => format!(
            "Saved {}. What was there is kept as {}.",
            path.display(),
            beside.display()
        ),
        None => format!("Saved {}.", path.display()),
    };
    desk.remember(&path);
    desk.path = Some(path);
    desk.read_only = None;
    // Something may have been edited while it was written.
    desk.unsaved = !same_content(&now, &workspace);
    desk.touched |= desk.unsaved;
    desk.saved = workspace;
    match desk.then.take() {
        Some(then) => leave(state, then),
        None => Vec::new(),
    }
}

/// Puts a workspace in place of the one in hand.
fn arrive(state: &mut State, came: ArrivedWorkspace) {
    let ArrivedWorkspace {
        path,
        workspace,
        saved,
        logo,
        unfit,
        read_only,
        told,
    } = came;
    let desk = &mut state.workspace_desk;
    if let Some(path) = &path {
        desk.remember(path);
    }
    desk.unsaved = saved.is_some();
    desk.saved = Arc::new(saved.unwrap_or_else(|| workspace.clone()));
    desk.path = path;
    desk.read_only = read_only;
    desk.prompt = WorkspacePrompt::None;
    desk.message = told.join("\n");
    desk.then = None;
    desk.touched = false;
    (desk.unfit, _) = split_unfit(&workspace, &unfit);
    take(state, workspace, &unfit);
    state.logo = logo;
    state.history = History::default();
    state.start_open = false;
}

fn split_unfit(workspace: &Workspace, unfit: &[String]) -> (Vec<OpenScenario>, Vec<OpenScenario>) {
    let all = workspace.scenarios.iter().cloned();
    all.partition(|one| unfit.contains(&one.id))
}

/// Shows what is in a workspace.
fn take(state: &mut State, workspace: Workspace, unfit: &[String]) {
    let (_, fit) = split_unfit(&workspace, unfit);
    state.scenarios = Scenarios::of(fit, workspace.active.as_deref());
    state.branding = workspace.branding.clone();
    state.kept = Arc::new(Workspace {
        scenarios: Vec::new(),
        active: None,
        branding: Default::default(),
        ..workspace
    });
    arrived(state);
    state.remake();
}

/// Takes over what somebody else changed, and saves both.
fn merge_with_file(state: &mut State) -> Vec<Effect> {
    let WorkspacePrompt::Changed(file) = take_prompt(state) else {
        return Vec::new();
    };
    let Ok(theirs) = &file.theirs else {
        state.workspace_desk.prompt = WorkspacePrompt::Changed(file);
        return Vec::new();
    };
    let merged = merge(&file.base, &state.workspace(), theirs);
    let unfit: Vec<String> = {
        let unfit = &state.workspace_desk.unfit;
        unfit.iter().map(|one| one.id.clone()).collect()
    };
    let open = state.editor_open;
    take(state, merged.workspace, &unfit);
    state.editor_open &= open;
    let effects = save_to(state, file.path, SaveHow::Merged);
    if !merged.conflicts.is_empty() {
        state.start_open = true;
    }
    effects
}

fn settle(state: &mut State, aside: &SetAside, take_it: bool) {
    let mut workspace = state.workspace();
    if workspace.settle(aside, take_it) {
        let unfit: Vec<String> = {
            let unfit = &state.workspace_desk.unfit;
            unfit.iter().map(|one| one.id.clone()).collect()
        };
        let open = state.editor_open;
        take(state, workspace, &unfit);
        state.editor_open &= open;
    }
}

/// Whether two are the same to whoever made them. The catalog is the program's,
/// and where somebody was last is no content.
fn same_content(one: &Workspace, other: &Workspace) -> bool {
    let content = |workspace: &Workspace| Workspace {
        catalog: String::new(),
        active: None,
        ..workspace.clone()
    };
    content(one) == content(other)
}

impl State {
    /// Everything of the matter in hand, as it is saved.
    pub fn workspace(&self) -> Workspace {
        let mut workspace = (*self.kept).clone();
        workspace.catalog = self.catalog.fingerprint().to_owned();
        workspace.scenarios = self.scenarios.kept();
        let unfit = self.workspace_desk.unfit.iter().cloned();
        workspace.scenarios.extend(unfit);
        workspace.active = self.scenarios.current_id().map(str::to_owned);
        workspace.branding = self.branding.clone();
        workspace
    }

    /// Whether something of the user's own is not saved. Presets that were only
    /// opened are not lost.
    pub fn would_lose(&self) -> bool {
        let desk = &self.workspace_desk;
        if !desk.unsaved {
            return false;
        }
        if desk.path.is_some() {
            return true;
        }
        let own = |scenario: &Scenario| !self.book.presets().contains(scenario);
        let kept = &*self.kept;
        let is_empty = kept.title == UNTITLED
            && kept.views.is_empty()
            && kept.decisions.is_empty()
            && kept.notes.is_empty()
            && kept.texts.is_empty()
            && kept.set_aside.is_empty();
        self.scenarios.list.iter().any(own)
            || !is_empty
            || self.branding != desk.saved.branding
            || !self.texts.is_empty()
    }

    /// The name of the window.
    pub fn window_title(&self) -> String {
        let desk = &self.workspace_desk;
        match &desk.path {
            Some(_) if desk.unsaved => format!("{}, not saved - License Matrix", self.kept.title),
            Some(_) => format!("{} - License Matrix", self.kept.title),
            None => "License Matrix".to_owned(),
        }
    }

    /// The state the program starts with is no edit.
    pub fn begin_workspace(&mut self) {
        let now = self.workspace();
        self.workspace_desk.saved = Arc::new(now);
    }
}

/// Tells the journal what was edited.
pub(super) fn tell_journal(state: &mut State) -> Option<Effect> {
    if !std::mem::take(&mut state.workspace_desk.touched) {
        return None;
    }
    let workspace = Arc::new(state.workspace());
    let desk = &mut state.workspace_desk;
    desk.unsaved = !same_content(&workspace, &desk.saved);
    Some(Effect::NoteWorkspace {
        path: desk.path.clone(),
        workspace,
    })
}
