//! The journal: what is edited and not yet saved, on the disk after each edit,
//! so that a crash or a kill takes at most what was not acknowledged.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::file_lock::FileLock;
use super::journal_text::{Entry, head, line};
use super::save::{SaveError, save_atomically};
use super::workspace_file::Stamp;
use super::workspace_text::workspace_text;
use crate::workspace::Workspace;

/// Ending of a journal's file, and of the file that is held while it is in use.
pub(super) const JOURNAL: &str = "journal";
pub(super) const LOCK: &str = "lock";

/// The size in bytes below which a journal is never made shorter.
const SMALL: u64 = 1 << 20;

/// How often the newest record may stand in a journal, in size, before the older
/// ones are dropped.
const TIMES: u64 = 16;

/// The journal of one workspace that is open.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    /// Held as long as the workspace is open; the system lets it go when the
    /// process ends, however it ends.
    lock: FileLock,
    /// The file, open at its end; `None` after a write that failed and could not
    /// be taken back. It is written anew then.
    file: Option<File>,
    /// Its length with all acknowledged records.
    length: u64,
    /// What was on the disk, as a record.
    base: Vec<u8>,
    stamp: Option<Stamp>,
    number: u64,
}

impl Journal {
    /// Begins a journal in a folder, which is made if it is not there. `base` is
    /// what is on the disk of the workspace, if it has a file.
    ///
    /// # Errors
    /// The folder cannot be written to, or knows no locks.
    pub fn begin(folder: &Path, base: Option<&Stamp>) -> Result<Self, SaveError> {
        std::fs::create_dir_all(folder).map_err(|error| SaveError::new(folder, error))?;
        loop {
            let path = folder.join(format!("{}.{JOURNAL}", own_name()));
            let lock_path = path.with_extension(LOCK);
            let made = OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(&lock_path);
            let lock = match made {
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => continue,
                made => made.map_err(|error| SaveError::new(&lock_path, error))?,
            };
            match FileLock::try_on(lock) {
                Ok(lock) => return Self::on(path, lock, base, 0, None),
                // Somebody who looks for journals holds it for a moment.
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => return Err(SaveError::new(&lock_path, error)),
            }
        }
    }

    /// Goes on with a journal whose lock is held, from its newest record.
    pub(super) fn on(
        path: PathBuf,
        lock: FileLock,
        base: Option<&Stamp>,
        number: u64,
        newest: Option<&Entry>,
    ) -> Result<Self, SaveError> {
        let mut journal = Self {
            path,
            lock,
            file: None,
            length: 0,
            base: Vec::new(),
            stamp: None,
            number,
        };
        journal.set_base(base)?;
        let newest = newest.map(|entry| journal.line(entry)).transpose()?;
        journal.rewrite(&newest.unwrap_or_default())?;
        Ok(journal)
    }

    /// Notes the workspace as it is now, and acknowledges it: when this returns
    /// a number, the edit is on the disk. Numbers count up.
    ///
    /// # Errors
    /// It could not be written. What was acknowledged before is still there.
    pub fn note(
        &mut self,
        path: Option<&Path>,
        when: &str,
        workspace: &Workspace,
    ) -> Result<u64, SaveError> {
        let stamp = self.stamp.as_ref();
        let entry = Entry {
            is_base: false,
            number: self.number + 1,
            path: path.and_then(Path::to_str).map(str::to_owned),
            when: when.to_owned(),
            sha256: stamp.map(|stamp| stamp.sha256.clone()),
            older: stamp.and_then(|stamp| stamp.older),
            read_only: stamp.and_then(|stamp| stamp.read_only.clone()),
            text: workspace_text(workspace).map_err(|why| self.fail(std::io::Error::other(why)))?,
        };
        let line = self.line(&entry)?;
        let long = self.length > SMALL.max(TIMES * line.len() as u64);
        let done = if long || self.file.is_none() {
            self.rewrite(&line)
        } else {
            self.append(&line)
        };
        if let Err(error) = done {
            // A place too full for a second file may take one more line.
            if !long || self.append(&line).is_err() {
                return Err(error);
            }
        }
        self.number += 1;
        Ok(self.number)
    }

    /// The workspace was saved: nothing is unsaved any more.
    ///
    /// # Errors
    /// The journal could not be written. It still holds what was saved then,
    /// which is no harm.
    pub fn saved(&mut self, now: &Stamp) -> Result<(), SaveError> {
        self.set_base(Some(now))?;
        self.rewrite(&[])
    }

    /// The workspace was saved or given up, and is closed: takes the journal
    /// away.
    ///
    /// # Errors
    /// The file could not be taken away.
    pub fn close(self) -> Result<(), SaveError> {
        take_away(&self.path, self.lock)
    }

    fn set_base(&mut self, base: Option<&Stamp>) -> Result<(), SaveError> {
        self.base = match base {
            None => Vec::new(),
            Some(stamp) => {
                let text = workspace_text(&stamp.base);
                self.line(&Entry {
                    is_base: true,
                    number: 0,
                    path: None,
                    when: String::new(),
                    sha256: Some(stamp.sha256.clone()),
                    older: stamp.older,
                    read_only: stamp.read_only.clone(),
                    text: text.map_err(|why| self.fail(std::io::Error::other(why)))?,
                })?
            }
        };
        self.stamp = base.cloned();
        Ok(())
    }

    fn line(&self, entry: &Entry) -> Result<Vec<u8>, SaveError> {
        line(entry).map_err(|why| self.fail(std::io::Error::other(why)))
    }

    fn fail(&self, error: std::io::Error) -> SaveError {
        SaveError::new(&self.path, error)
    }

    /// Writes the journal anew, whole or not at all, with this record alone.
    fn rewrite(&mut self, record: &[u8]) -> Result<(), SaveError> {
        let bytes = [head().as_slice(), &self.base, record].concat();
        // On some systems a file that is open cannot be replaced.
        self.file = None;
        let saved = save_atomically(&self.path, &bytes);
        let file = OpenOptions::new().append(true).open(&self.path);
        self.file = file.ok();
        saved?;
        self.length = bytes.len() as u64;
        Ok(())
    }

    fn append(&mut self, line: &[u8]) -> Result<(), SaveError> {
        let Some(file) = &mut self.file else {
            return Err(self.fail(std::io::ErrorKind::NotFound.into()));
        };
        let written = file.write_all(line).and_then(|()| file.sync_data());
        match written {
            Ok(()) => {
                self.length += line.len() as u64;
                Ok(())
            }
            Err(error) => {
                // Half a line must not stand before the next one.
                if file.set_len(self.length).is_err() {
                    self.file = None;
                }
                Err(self.fail(error))
            }
        }
    }
}

/// Takes a journal and its lock away.
pub(super) fn take_away(path: &Path, lock: FileLock) -> Result<(), SaveError> {
    let gone = match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(SaveError::new(path, error))
        }
        _ => Ok(()),
    };
    drop(lock);
    if gone.is_ok() {
        // An empty file that stays behind is no harm.
        let _ = std::fs::remove_file(path.with_extension(LOCK));
    }
    gone
}

/// A name that no other journal has: the process and the moment it began.
fn own_name() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let nanos = now.map_or(0, |elapsed| elapsed.as_nanos());
    format!("{}-{nanos}", std::process::id())
}
