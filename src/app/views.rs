//! Views of the matrix that are kept by name: filters, sorting, columns, size.

use std::path::PathBuf;
use std::sync::Arc;

use super::apply::show_sheet;
use super::workspace_desk::WorkspacePrompt;
use super::{Effect, FileOf, Layout, State};
use crate::workspace::SavedView;

/// Something a user did with the views that are kept by name.
#[derive(Debug, Clone, PartialEq)]
pub enum ViewCommand {
    /// Keep what is shown under this name; one of the same name is replaced.
    Keep(String),
    /// Show the view of this name.
    Show(String),
    /// Forget the view of this name.
    Remove(String),
    /// Ask which file to save the views in, or to read them from.
    Ask {
        /// Whether they are saved.
        save: bool,
    },
    /// The place is chosen.
    Chosen {
        /// Whether they are saved.
        save: bool,
        /// The place.
        path: PathBuf,
    },
    /// They were read.
    Arrived(Vec<SavedView>),
}

/// Carries out a command about the views.
pub(super) fn apply_view(state: &mut State, command: ViewCommand) -> Vec<Effect> {
    match command {
        ViewCommand::Keep(name) => {
            let name = name.trim();
            if !name.is_empty() {
                let view = state.view(name);
                Arc::make_mut(&mut state.kept).keep_view(view);
            }
        }
        ViewCommand::Show(name) => {
            if let Some(view) = state.kept.view(&name).cloned() {
                return show(state, view);
            }
        }
        ViewCommand::Remove(name) => {
            let kept = Arc::make_mut(&mut state.kept);
            kept.views.retain(|view| view.name != name);
        }
        ViewCommand::Ask { save } => {
            return vec![Effect::AskWorkspaceFile {
                what: FileOf::Views,
                save,
                name: "views.lmx".to_owned(),
            }];
        }
        ViewCommand::Chosen { save, path } => {
            state.workspace_desk.prompt = WorkspacePrompt::None;
            return vec![if save {
                Effect::SaveViews(path, state.kept.views.clone())
            } else {
                Effect::ReadViews(path)
            }];
        }
        ViewCommand::Arrived(views) => {
            let count = views.len();
            let kept = Arc::make_mut(&mut state.kept);
            for view in views {
                kept.keep_view(view);
            }
            state.workspace_desk.message = match count {
                0 => "The file has no views.".to_owned(),
                1 => "1 view was added.".to_owned(),
                count => format!("{count} views were added."),
            };
        }
    }
    Vec::new()
}

fn show(state: &mut State, view: SavedView) -> Vec<Effect> {
    show_sheet(state, view.sheet);
    state.start_open = false;
    state.layout = Layout::of_view(&view, &state.catalog);
    state.filter = view.filter;
    state.values = view.values;
    state.sort = view.sort;
    state.remake();
    vec![Effect::SetZoom(view.zoom)]
}

impl State {
    /// What is shown, as a view of this name.
    pub fn view(&self, name: &str) -> SavedView {
        let mut view = SavedView {
            sheet: self.sheet,
            filter: self.filter.clone(),
            values: self.values.clone(),
            sort: self.sort.clone(),
            zoom: self.looks.zoom,
            ..SavedView::new(name)
        };
        self.layout.keep_in(&mut view);
        view
    }
}
