//! Finding what was unsaved when the program ended, however it ended.

use std::fs::{OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::file_lock::FileLock;
use super::journal::{JOURNAL, Journal, LOCK, take_away};
use super::journal_text::{Entry, Records, records};
use super::save::SaveError;
use super::workspace_file::Stamp;
use super::workspace_read::read_workspace;
use crate::text::sha256_hex;
use crate::workspace::Workspace;

/// What was found in a folder of journals.
#[derive(Debug, Default)]
pub struct Recovery {
    /// What was unsaved.
    pub unsaved: Vec<Unsaved>,
    /// How many journals belong to windows that are open.
    pub in_use: usize,
    /// Journals that gave nothing, each in a sentence. They are left where they
    /// are.
    pub problems: Vec<String>,
}

/// A workspace that was edited and not saved. While this value is there, no
/// other window is offered the same.
#[derive(Debug)]
pub struct Unsaved {
    /// The file it was opened from, if it has one.
    pub path: Option<PathBuf>,
    /// Its title.
    pub title: String,
    /// When it was edited last, as the program said it then.
    pub when: String,
    /// The workspace as it was edited last.
    pub workspace: Workspace,
    /// What was on the disk when it was opened or saved last; for saving it.
    pub stamp: Option<Stamp>,
    /// What could not be read of the journal, in a sentence.
    pub damage: Option<String>,
    newest: Entry,
    journal: PathBuf,
    lock: FileLock,
}

impl Unsaved {
    /// Goes on with it, in the same journal.
    ///
    /// # Errors
    /// The journal cannot be written. It is left as it was.
    pub fn resume(self) -> Result<Journal, SaveError> {
        let (number, newest) = (self.newest.number, Some(&self.newest));
        Journal::on(self.journal, self.lock, self.stamp.as_ref(), number, newest)
    }

    /// Gives it up for good.
    ///
    /// # Errors
    /// The journal could not be taken away.
    pub fn discard(self) -> Result<(), SaveError> {
        take_away(&self.journal, self.lock)
    }
}

/// Everything in a folder of journals that was not saved, in the order of the
/// journals' names. What turns out to be saved is tidied away; so nothing is
/// found where nothing was lost.
pub fn recover(folder: &Path) -> Recovery {
    let mut found = Recovery::default();
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return found,
        Err(error) => {
            let folder = folder.display();
            let words = format!(
                "\"{folder}\" cannot be read ({error}), so it is not known whether something was unsaved."
            );
            found.problems.push(words);
            return found;
        }
    };
    let mut journals: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == JOURNAL))
        .collect();
    journals.sort();
    for journal in journals {
        look(journal, &mut found);
    }
    found
}

fn look(journal: PathBuf, found: &mut Recovery) {
    let lock = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(journal.with_extension(LOCK));
    let name = journal.display().to_string();
    let lock = lock.map_err(TryLockError::Error);
    let lock = match lock.and_then(FileLock::try_on) {
        Ok(lock) => lock,
        Err(TryLockError::WouldBlock) => {
            found.in_use += 1;
            return;
        }
        Err(TryLockError::Error(error)) => {
            let words = format!(
                "The journal \"{name}\" cannot be held ({error}), so it is not known whether another window uses it. It is left as it is."
            );
            found.problems.push(words);
            return;
        }
    };
    let bytes = match std::fs::read(&journal) {
        Ok(bytes) => bytes,
        // Its window was closed a moment ago.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let _ = take_away(&journal, lock);
            return;
        }
        Err(error) => {
            found
                .problems
                .push(format!("The journal \"{name}\" cannot be read: {error}."));
            return;
        }
    };
    let records = records(&bytes);
    let damage = damage_words(&name, &records);
    match (&records.newest, damage) {
        (None, None) => {
            // Nothing was edited since it was saved.
            let _ = take_away(&journal, lock);
        }
        (None, Some(damage)) => found.problems.push(format!(
            "{damage} No edit in it is whole; the file is left as it is."
        )),
        (Some(newest), None) if is_saved(newest, records.base.as_ref()) => {
            let _ = take_away(&journal, lock);
        }
        (Some(newest), damage) => match read_workspace(&name, &newest.text) {
            Ok(read) => found.unsaved.push(Unsaved {
                path: newest.path.clone().map(PathBuf::from),
                title: read.workspace.title.clone(),
                when: newest.when.clone(),
                workspace: read.workspace,
                stamp: stamp(&records),
                damage,
                newest: newest.clone(),
                journal,
                lock,
            }),
            Err(problems) => {
                let why = problems.first().map_or(String::new(), ToString::to_string);
                found.problems.push(format!(
                    "What was unsaved cannot be read: {why} The file is left as it is."
                ));
            }
        },
    }
}

/// What is wrong with a journal, in a sentence. A last record that was cut off
/// was never acknowledged; where nothing else is there, nothing was lost.
fn damage_words(name: &str, records: &Records) -> Option<String> {
    match (records.damaged, records.is_cut_off) {
        (0, false) => None,
        (0, true) if records.newest.is_none() => None,
        (0, true) => Some(format!(
            "The last entry of the journal \"{name}\" was cut off when the program ended; all before it is there."
        )),
        (1, _) => Some(format!(
            "An entry of the journal \"{name}\" is damaged; this is the newest that is whole."
        )),
        (many, _) => Some(format!(
            "{many} entries of the journal \"{name}\" are damaged; this is the newest that is whole."
        )),
    }
}

/// Whether the newest edit is what is on the disk: the program ended between
/// saving and clearing the journal, or everything was undone.
fn is_saved(newest: &Entry, base: Option<&Entry>) -> bool {
    let Some(path) = &newest.path else {
        return false;
    };
    let Ok(bytes) = std::fs::read(path) else {
        return false;
    };
    let same = |base: &Entry| {
        base.text == newest.text && base.sha256.as_deref() == Some(&sha256_hex(&bytes))
    };
    bytes == newest.text.as_bytes() || base.is_some_and(same)
}

fn stamp(records: &Records) -> Option<Stamp> {
    let base = records.base.as_ref()?;
    let read = read_workspace("", &base.text).ok()?;
    Some(Stamp {
        sha256: base.sha256.clone()?,
        older: base.older,
        read_only: base.read_only.clone(),
        base: Box::new(read.workspace),
    })
}
