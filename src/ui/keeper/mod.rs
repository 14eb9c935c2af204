//! The thread that keeps the workspace: it reads and writes its file, and writes
//! the journal, so that the window never waits for the disk.

mod files;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::text_files::Answers;
use crate::app::{Command, LostWorkspace, SaveHow, WorkspaceCommand};
use crate::catalog::Catalog;
use crate::scenario::RuleBook;
use crate::store::{Journal, Stamp, Unsaved, is_workspace_file, now_words, recover};
use crate::workspace::{SavedView, Workspace};

/// Least time between two entries of the journal. What is edited within it is on
/// the disk at its end.
const PAUSE: Duration = Duration::from_millis(500);

/// Something to be done with the workspace's files.
pub enum Task {
    /// Look for what was unsaved when the program ended.
    Look,
    /// Keep this safe until it is saved.
    Note {
        /// The file it is kept in, if it has one.
        path: Option<PathBuf>,
        /// The workspace.
        workspace: Arc<Workspace>,
    },
    /// An empty one was begun.
    Begin,
    /// Look what a file is: a workspace, or a scenario to be opened into this one.
    LookAt(PathBuf),
    /// Read one.
    Open(PathBuf),
    /// Write one.
    Save {
        /// Where to.
        path: PathBuf,
        /// The workspace.
        workspace: Arc<Workspace>,
        /// What to do with what is there.
        how: SaveHow,
    },
    /// Go on with what was unsaved.
    Restore(usize),
    /// Give up what was unsaved.
    Discard(usize),
    /// Read views.
    ReadViews(PathBuf),
    /// Write views.
    SaveViews(PathBuf, Vec<SavedView>),
    /// The window closes: nothing is unsaved, or it was given up.
    End,
}

/// The window's end of the thread.
pub struct Keeper {
    tasks: Sender<Task>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Starts the thread. Without a folder nothing is kept safe.
    pub fn start(
        folder: Option<PathBuf>,
        (catalog, book): (Arc<Catalog>, Arc<RuleBook>),
        answers: Answers,
    ) -> Self {
        let (tasks, receiver) = channel();
        let thread = std::thread::spawn(move || {
            let mut desk = Desk {
                folder,
                catalog,
                book,
                answers,
                journal: None,
                stamp: None,
                found: None,
                lost: BTreeMap::new(),
                pending: None,
                written: None,
                told: false,
            };
            desk.work(&receiver);
        });
        Self {
            tasks,
            thread: Some(thread),
        }
    }

    /// Gives it something to do.
    pub fn give(&self, task: Task) {
        // It ends with the window, or by a failure that its end has told.
        let _ = self.tasks.send(task);
    }

    /// Ends the thread when all is done.
    pub fn end(&mut self) {
        self.give(Task::End);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What the thread knows.
struct Desk {
    folder: Option<PathBuf>,
    catalog: Arc<Catalog>,
    book: Arc<RuleBook>,
    answers: Answers,
    journal: Option<Journal>,
    /// What is on the disk, with its place.
    stamp: Option<(PathBuf, Stamp)>,
    /// What somebody else had written there, when saving found it.
    found: Option<Stamp>,
    /// What was unsaved in earlier runs, by number.
    lost: BTreeMap<usize, Unsaved>,
    /// What the journal has yet to be told.
    pending: Option<(Option<PathBuf>, Arc<Workspace>)>,
    /// When it was told last.
    written: Option<Instant>,
    /// Whether it was told that edits are not safe.
    told: bool,
}

impl Desk {
    fn work(&mut self, tasks: &Receiver<Task>) {
        loop {
            let task = match self.due() {
                None => tasks.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(wait) => tasks.recv_timeout(wait),
            };
            match task {
                Ok(Task::End) => return self.close_journal(),
                Ok(task) => self.carry_out(task),
                Err(RecvTimeoutError::Timeout) => self.write_pending(),
                // The window is gone without having closed.
                Err(RecvTimeoutError::Disconnected) => return self.write_pending(),
            }
        }
    }

    /// How long until the journal is to be written; `None`: there is nothing to
    /// write.
    fn due(&self) -> Option<Duration> {
        self.pending.as_ref()?;
        let since = self.written.map_or(PAUSE, |at| at.elapsed());
        Some(PAUSE.saturating_sub(since))
    }

    fn carry_out(&mut self, task: Task) {
        match task {
            Task::Look => self.look(),
            Task::Note { path, workspace } => {
                self.pending = Some((path, workspace));
                if self.due() == Some(Duration::ZERO) {
                    self.write_pending();
                }
            }
            Task::Begin => {
                self.close_journal();
                self.stamp = None;
            }
            // Whether this one may be left is asked before another is opened.
            Task::LookAt(path) if is_workspace_file(&path) => {
                self.answer(WorkspaceCommand::Open(path));
            }
            Task::LookAt(path) => self.open_scenario(&path),
            Task::Open(path) => self.open(&path),
            Task::Save {
                path,
                workspace,
                how,
            } => self.save(path, workspace, how),
            Task::Restore(number) => self.restore(number),
            Task::Discard(number) => {
                if let Some(unsaved) = self.lost.remove(&number)
                    && let Err(error) = unsaved.discard()
                {
                    self.answer(WorkspaceCommand::Failed(error.to_string()));
                }
            }
            Task::ReadViews(path) => self.read_views(&path),
            Task::SaveViews(path, views) => self.save_views(&path, views),
            Task::End => {}
        }
    }

    fn answer(&self, command: WorkspaceCommand) {
        self.answers.give(Command::Workspace(command));
    }

    fn write_pending(&mut self) {
        let Some((path, workspace)) = self.pending.take() else {
            return;
        };
        self.written = Some(Instant::now());
        let Some(folder) = &self.folder else {
            return;
        };
        let stamp = self.stamp.as_ref().map(|(_, stamp)| stamp);
        let journal = match &mut self.journal {
            Some(journal) => Ok(journal),
            none => Journal::begin(folder, stamp).map(|journal| none.insert(journal)),
        };
        let noted =
            journal.and_then(|journal| journal.note(path.as_deref(), &now_words(), &workspace));
        match noted {
            Ok(_) if self.told => {
                self.told = false;
                self.answer(WorkspaceCommand::Safe(Ok(())));
            }
            Ok(_) => {}
            Err(error) => {
                self.told = true;
                self.answer(WorkspaceCommand::Safe(Err(error.to_string())));
            }
        }
    }

    /// Nothing is unsaved any more.
    fn close_journal(&mut self) {
        self.pending = None;
        if let Some(journal) = self.journal.take() {
            // One that stays is offered again, which loses nothing.
            let _ = journal.close();
        }
    }

    fn look(&mut self) {
        let Some(folder) = &self.folder else {
            return;
        };
        let found = recover(folder);
        let mut lost = Vec::new();
        for (number, unsaved) in found.unsaved.into_iter().enumerate() {
            lost.push(LostWorkspace {
                number,
                title: unsaved.title.clone(),
                path: unsaved.path.clone(),
                when: unsaved.when.clone(),
                damage: unsaved.damage.clone(),
            });
            self.lost.insert(number, unsaved);
        }
        if !lost.is_empty() || !found.problems.is_empty() {
            self.answer(WorkspaceCommand::Found(lost, found.problems));
        }
    }
}
