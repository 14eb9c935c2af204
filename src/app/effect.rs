//! What the program asks the shell to do: dialogs, files, threads.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Asked, Copied, FileOf, ReportRequest, SaveHow, Theme, Zoom};
use crate::report::{Branding, Format};
use crate::scenario::Scenario;
use crate::text::AttachedText;
use crate::workspace::{SavedView, Workspace};

/// Something the shell is asked to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask where to save, proposing a file name.
    AskWhere(String),
    /// Make a report and lay it out on another thread, so that its pages can be
    /// seen.
    MakeReport(Arc<ReportRequest>),
    /// Write the report on another thread.
    WriteReport {
        /// Which export it is; comes back with the answer.
        id: u64,
        /// Where to.
        path: PathBuf,
        /// In which format.
        format: Format,
        /// What.
        request: Arc<ReportRequest>,
    },
    /// Put cells on the clipboard.
    Copy(Box<Copied>),
    /// Change the looks.
    SetTheme(Theme),
    /// Whether things appear at once, without moving.
    SetMotion {
        /// Whether they do.
        reduced: bool,
    },
    /// Change the size.
    Zoom(Zoom),
    /// Stop writing.
    CancelReport,
    /// Ask which file the logo is in, or all of the branding.
    AskBranding {
        /// Whether it is the logo's.
        logo: bool,
    },
    /// Read a logo from a path as it was typed.
    ReadLogo(String),
    /// Read the branding.
    OpenBranding(PathBuf),
    /// Write the branding.
    SaveBranding(PathBuf, Box<Branding>),
    /// Ask where a workspace's file is, or is to be, proposing a name.
    AskWorkspaceFile {
        /// What of it.
        what: FileOf,
        /// Whether it is saved.
        save: bool,
        /// The name proposed.
        name: String,
    },
    /// Keep what was edited safe until it is saved.
    NoteWorkspace {
        /// The file it is kept in, if it has one.
        path: Option<PathBuf>,
        /// As it is now.
        workspace: Arc<Workspace>,
    },
    /// An empty workspace was begun.
    BeginWorkspace,
    /// Look what a file is, and open it.
    LookAtFile(PathBuf),
    /// Read a workspace.
    OpenWorkspace(PathBuf),
    /// Write a workspace.
    SaveWorkspace {
        /// Where to.
        path: PathBuf,
        /// What.
        workspace: Arc<Workspace>,
        /// What to do with what is there.
        how: SaveHow,
    },
    /// Go on with what was unsaved in an earlier run.
    RestoreLost(usize),
    /// Give up for good what was unsaved in an earlier run.
    DiscardLost(usize),
    /// Read the views of a workspace's file.
    ReadViews(PathBuf),
    /// Write a file with these views alone.
    SaveViews(PathBuf, Vec<SavedView>),
    /// Show everything in this size, in percent.
    SetZoom(u16),
    /// Close the window.
    CloseWindow,
    /// Look closer at a model, on another thread.
    LookInto(Box<Asked>),
    /// Ask where a scenario's file is, or is to be, proposing a name.
    AskScenarioFile {
        /// Whether it is saved.
        save: bool,
        /// The name proposed.
        name: String,
    },
    /// Write a scenario.
    SaveScenario(PathBuf, Box<Scenario>),
    /// Read a scenario.
    OpenScenario(PathBuf),
    /// Ask for license texts: files, or a folder of them.
    AskTexts {
        /// Whether a folder is chosen.
        folder: bool,
    },
    /// Read and recognize these files and folders on another thread.
    ReadTexts(Vec<PathBuf>),
    /// Recognize a pasted text on another thread.
    RecognizeText(String),
    /// Compare two texts on another thread; the ids say which.
    CompareTexts {
        /// Ids of the texts.
        ids: (String, String),
        /// The texts.
        texts: Box<(AttachedText, AttachedText)>,
    },
}
