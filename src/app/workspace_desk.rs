//! What is being done with the file of the workspace: questions, answers, and
//! what there is to tell.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Command, ViewCommand};
use crate::report::Logo;
use crate::workspace::{OpenScenario, SetAside, Workspace};

/// Files that are remembered.
const RECENT: usize = 12;

/// What is being done with the workspace's file.
#[derive(Debug, Clone, Default)]
pub struct WorkspaceDesk {
    /// The file it is kept in, if it has one.
    pub path: Option<PathBuf>,
    /// Why it can only be saved at another place, if that is so.
    pub read_only: Option<String>,
    /// Whether something was edited since it was saved.
    pub unsaved: bool,
    /// A question that waits for the user.
    pub prompt: WorkspacePrompt,
    /// What there is to tell about the file; empty if nothing.
    pub message: String,
    /// Why unsaved edits are not kept safe, if they are not.
    pub unsafe_because: Option<String>,
    /// Workspaces that were not saved when the program ended.
    pub lost: Vec<LostWorkspace>,
    /// Files opened or saved before, the last one first.
    pub recent: Vec<PathBuf>,
    /// What is on the disk.
    pub(super) saved: Arc<Workspace>,
    /// Scenarios of the file that do not fit the questions; they stay in it.
    pub(super) unfit: Vec<OpenScenario>,
    /// Where a save leads to once it is done.
    pub(super) then: Option<Leave>,
    /// Whether something was edited since the journal was told.
    pub(super) touched: bool,
}

/// A question about the workspace that waits for the user.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum WorkspacePrompt {
    /// None.
    #[default]
    None,
    /// No file dialog answers: the path is typed.
    Typing {
        /// What of it.
        what: FileOf,
        /// Whether it is saved there, or opened from there.
        save: bool,
        /// The path so far.
        path: String,
    },
    /// Somebody else changed the file meanwhile.
    Changed(Box<ChangedFile>),
    /// Edits that are not saved would be lost.
    Leaving(Leave),
    /// What was unsaved in an earlier run is to be given up for good.
    Discarding(usize),
}

/// What a file holds of the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileOf {
    /// All of it.
    Workspace,
    /// Its views alone.
    Views,
}

impl FileOf {
    /// What it means that a place for it was chosen.
    pub fn chosen(self, save: bool, path: PathBuf) -> Command {
        match (self, save) {
            (FileOf::Workspace, true) => Command::Workspace(WorkspaceCommand::SaveTo(path)),
            (FileOf::Workspace, false) => Command::Workspace(WorkspaceCommand::OpenFile(path)),
            (FileOf::Views, save) => Command::View(ViewCommand::Chosen { save, path }),
        }
    }
}

/// A file that somebody else changed since it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedFile {
    /// Which.
    pub path: PathBuf,
    /// What both sides began from.
    pub base: Workspace,
    /// What it holds now, or why that cannot be read.
    pub theirs: Result<Workspace, String>,
}

/// What leads away from the workspace in hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leave {
    /// An empty one.
    New,
    /// Another one.
    Open(PathBuf),
    /// What was unsaved in an earlier run, by its number.
    Restore(usize),
    /// Closing the window.
    Close,
}

/// A workspace that was not saved when the program ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostWorkspace {
    /// Its number.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// The file it was opened from, if it has one.
    pub path: Option<PathBuf>,
    /// When it was edited last.
    pub when: String,
    /// What could not be read of it, in a sentence.
    pub damage: Option<String>,
}

/// A workspace as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ArrivedWorkspace {
    /// Its file, if it has one.
    pub path: Option<PathBuf>,
    /// What was read.
    pub workspace: Workspace,
    /// What is on the disk, where that is something else: the edits were
    /// restored.
    pub saved: Option<Workspace>,
    /// The logo that its branding names.
    pub logo: Option<Logo>,
    /// Ids of scenarios that do not fit the questions.
    pub unfit: Vec<String>,
    /// Why it can only be saved at another place, if that is so.
    pub read_only: Option<String>,
    /// What there is to tell, a sentence a line.
    pub told: Vec<String>,
}

/// How a workspace is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveHow {
    /// Where it was read from, unless that changed; or at a new place, unless
    /// something is there.
    Fresh,
    /// Merged with what was found there.
    Merged,
    /// Over what was found there, which is kept beside it.
    Over,
}

/// Something a user did with the workspace, or an answer to it.
#[derive(Debug, Clone, PartialEq)]
pub enum WorkspaceCommand {
    /// Begin an empty one.
    New,
    /// Ask which one to open.
    AskOpen,
    /// Open a file: a workspace, or a scenario into the one in hand.
    OpenFile(PathBuf),
    /// Open this one.
    Open(PathBuf),
    /// Save it where it is kept, or ask where.
    Save,
    /// Ask where to save it.
    SaveAs,
    /// The place is chosen.
    SaveTo(PathBuf),
    /// Give it another name.
    Rename(String),
    /// The path typed so far.
    Type {
        /// What of it.
        what: FileOf,
        /// Whether it is saved there.
        save: bool,
        /// The path.
        path: String,
    },
    /// It was read.
    Arrived(Box<ArrivedWorkspace>),
    /// It was saved.
    Saved {
        /// Where.
        path: PathBuf,
        /// What is on the disk now.
        workspace: Arc<Workspace>,
        /// Where what was there before is kept.
        beside: Option<PathBuf>,
    },
    /// Somebody else changed the file meanwhile.
    Changed(Box<ChangedFile>),
    /// Take over what somebody else changed, and save both.
    Merge,
    /// Save over what somebody else changed, which is kept beside it.
    Replace,
    /// Take the other side of a difference, or let it go.
    Settle {
        /// What a merge set aside.
        aside: Box<SetAside>,
        /// Whether it is taken.
        take: bool,
    },
    /// It could not be read or saved, and why.
    Failed(String),
    /// Whether unsaved edits are kept safe; if not, why.
    Safe(Result<(), String>),
    /// What was unsaved when the program ended, and what could not be read.
    Found(Vec<LostWorkspace>, Vec<String>),
    /// Go on with what was unsaved, by its number.
    Restore(usize),
    /// Ask whether to give up what was unsaved.
    AskDiscard(usize),
    /// Give up what was unsaved, for good.
    Discard(usize),
    /// Close the window.
    Close,
    /// Save first, then go on with what leads away.
    SaveAndLeave,
    /// Go on with what leads away; what is not saved is given up.
    LeaveUnsaved,
    /// Close the question or the message.
    Dismiss,
    /// Take a file from the list of those opened before.
    Forget(PathBuf),
}

impl WorkspaceDesk {
    /// Puts a file first in the list of those opened before.
    pub fn remember(&mut self, path: &Path) {
        self.recent.retain(|one| one != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(RECENT);
    }
}
