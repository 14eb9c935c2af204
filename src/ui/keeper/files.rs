//! The files of workspaces: opening, saving, going on with what was unsaved.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Desk;
use crate::app::{
    ArrivedWorkspace, ChangedFile, Command, FileCommand, SaveHow, ViewCommand, WorkspaceCommand,
};
use crate::store::{
    OpenedWorkspace, SaveOutcome, Stamp, load_logo, open_scenario, open_workspace,
    replace_workspace, save_workspace, unfit_problems, workspace_problems,
};
use crate::workspace::{SavedView, Workspace};

impl Desk {
    pub(super) fn open(&mut self, path: &Path) {
        match open_workspace(path) {
            Ok(opened) => {
                self.close_journal();
                let mut told = opened_words(&opened);
                let name = path.display().to_string();
                let workspace = &opened.read.workspace;
                let (catalog, book) = (&self.catalog, &self.book);
                let problems = workspace_problems(&name, &opened.text, workspace, catalog, book);
                told.extend(problems.iter().map(ToString::to_string));
                let arrived = self.arrived(
                    Some(path.to_owned()),
                    workspace.clone(),
                    opened.read.read_only.clone(),
                    told,
                );
                self.stamp = Some((path.to_owned(), opened.stamp));
                self.answer(WorkspaceCommand::Arrived(Box::new(arrived)));
            }
            Err(problems) => self.answer(WorkspaceCommand::Failed(lines(&problems))),
        }
    }

    pub(super) fn open_scenario(&self, path: &Path) {
        match open_scenario(path, &self.catalog, &self.book) {
            Ok((scenario, _)) => {
                let opened = FileCommand::Opened(Box::new(scenario));
                self.answers.give(Command::File(opened));
            }
            Err(problems) => self.answer(WorkspaceCommand::Failed(lines(&problems))),
        }
    }

    fn arrived(
        &self,
        path: Option<PathBuf>,
        workspace: Workspace,
        read_only: Option<String>,
        mut told: Vec<String>,
    ) -> ArrivedWorkspace {
        let unfit: Vec<String> = workspace
            .scenarios
            .iter()
            .filter(|open| !unfit_problems(&open.scenario, &self.catalog, &self.book).is_empty())
            .map(|open| open.id.clone())
            .collect();
        for id in &unfit {
            told.push(format!(
                "Scenario \"{id}\" does not fit the questions; it stays in the file and is not shown."
            ));
        }
        let logo = workspace.branding.logo.as_deref().and_then(|named| {
            let beside = path.as_deref().and_then(Path::parent);
            let file = beside.map_or_else(|| PathBuf::from(named), |folder| folder.join(named));
            load_logo(&file).map_err(|why| told.push(why)).ok()
        });
        ArrivedWorkspace {
            path,
            workspace,
            saved: None,
            logo,
            unfit,
            read_only,
            told,
        }
    }

    pub(super) fn save(&mut self, path: PathBuf, workspace: Arc<Workspace>, how: SaveHow) {
        if how == SaveHow::Over {
            return match replace_workspace(&path, &workspace) {
                Ok((stamp, beside)) => self.saved(path, workspace, stamp, beside),
                Err(error) => self.answer(WorkspaceCommand::Failed(error.to_string())),
            };
        }
        let known = self.stamp.as_ref().filter(|(place, _)| *place == path);
        let before = match how {
            SaveHow::Merged => self.found.as_ref(),
            _ => known.map(|(_, stamp)| stamp),
        };
        match save_workspace(&path, &workspace, before) {
            Ok(SaveOutcome::Saved(stamp)) => self.saved(path, workspace, stamp, None),
            Ok(SaveOutcome::ReadOnly(why)) => self.answer(WorkspaceCommand::Failed(why)),
            Ok(SaveOutcome::ChangedMeanwhile(meanwhile)) => {
                let theirs = match meanwhile.theirs {
                    Ok(opened) => {
                        self.found = Some(opened.stamp);
                        Ok(opened.read.workspace)
                    }
                    Err(problems) => Err(lines(&problems)),
                };
                let changed = ChangedFile {
                    path,
                    base: meanwhile.base,
                    theirs,
                };
                self.answer(WorkspaceCommand::Changed(Box::new(changed)));
            }
            Err(error) => self.answer(WorkspaceCommand::Failed(error.to_string())),
        }
    }

    fn saved(
        &mut self,
        path: PathBuf,
        workspace: Arc<Workspace>,
        stamp: Stamp,
        beside: Option<PathBuf>,
    ) {
        // What was edited since is noted again by the window.
        self.pending = None;
        if let Some(journal) = &mut self.journal {
            // If that fails it is offered once more, which loses nothing.
            let _ = journal.saved(&stamp);
        }
        self.stamp = Some((path.clone(), stamp));
        self.found = None;
        self.answer(WorkspaceCommand::Saved {
            path,
            workspace,
            beside,
        });
    }

    pub(super) fn save_views(&self, path: &Path, views: Vec<SavedView>) {
        let only = Workspace {
            views,
            ..Workspace::new("Views")
        };
        let message = match save_workspace(path, &only, None) {
            Ok(SaveOutcome::Saved(_)) => format!("Saved {}.", path.display()),
            Ok(_) => format!(
                "There is a file {} already, and it is left as it is. Name another one.",
                path.display()
            ),
            Err(error) => error.to_string(),
        };
        self.answer(WorkspaceCommand::Failed(message));
    }

    pub(super) fn restore(&mut self, number: usize) {
        let Some(unsaved) = self.lost.remove(&number) else {
            return;
        };
        self.close_journal();
        let told = unsaved.damage.clone().into_iter().collect();
        let read_only = unsaved.stamp.as_ref().and_then(Stamp::read_only);
        let mut arrived = self.arrived(
            unsaved.path.clone(),
            unsaved.workspace.clone(),
            read_only.map(str::to_owned),
            told,
        );
        let base = unsaved.stamp.as_ref().map(|stamp| stamp.base().clone());
        arrived.saved = Some(base.unwrap_or_default());
        self.stamp = unsaved.path.clone().zip(unsaved.stamp.clone());
        match unsaved.resume() {
            Ok(journal) => self.journal = Some(journal),
            Err(error) => arrived.told.push(error.to_string()),
        }
        self.answer(WorkspaceCommand::Arrived(Box::new(arrived)));
    }

    /// Reads the views of a file.
    pub(super) fn read_views(&self, path: &Path) {
        match open_workspace(path) {
            Ok(opened) => {
                let views = opened.read.workspace.views;
                self.answers
                    .give(Command::View(ViewCommand::Arrived(views)));
            }
            Err(problems) => self.answer(WorkspaceCommand::Failed(lines(&problems))),
        }
    }
}

/// What there is to tell of a workspace of another version.
fn opened_words(opened: &OpenedWorkspace) -> Vec<String> {
    let read = &opened.read;
    let older = read.older.map(|version| {
        format!("The file is of an older version ({version}). Saving keeps it beside the new one.")
    });
    let left_out = read.left_out.iter().map(ToString::to_string);
    read.read_only
        .clone()
        .into_iter()
        .chain(older)
        .chain(left_out)
        .collect()
}

fn lines(problems: &[crate::catalog::Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}
