//! Workspace files: opening one, and saving one so that nothing that somebody
//! else wrote in between is lost.

use std::path::{Path, PathBuf};

use super::bounded::read_at_most;
#[cfg(unix)]
use super::file_lock::FileLock;
use super::save::{SaveError, save_atomically, save_new};
use super::workspace_read::{ReadWorkspace, is_workspace, read_workspace};
use super::workspace_text::workspace_text;
use crate::catalog::Problem;
use crate::text::sha256_hex;
use crate::workspace::Workspace;

/// The size of a workspace file, in bytes, above which it is none. No larger one
/// is written.
pub(super) const LARGEST: u64 = 64 << 20;

/// A workspace file that is open.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedWorkspace {
    /// What was read.
    pub read: ReadWorkspace,
    /// The text it was read from, for the lines of problems.
    pub text: String,
    /// What is on the disk, to tell when that changes.
    pub stamp: Stamp,
}

/// What was on the disk when a file was read or saved last.
#[derive(Debug, Clone, PartialEq)]
pub struct Stamp {
    /// SHA-256 of its bytes.
    pub(super) sha256: String,
    /// Its version, where it was an older one.
    pub(super) older: Option<u32>,
    /// Why it may not be written to.
    pub(super) read_only: Option<String>,
    /// The workspace in it: what both sides of a merge began from.
    pub(super) base: Box<Workspace>,
}

impl Stamp {
    /// What both sides of a merge began from.
    pub fn base(&self) -> &Workspace {
        &self.base
    }

    /// Why the file may not be written to, if that is so.
    pub fn read_only(&self) -> Option<&str> {
        self.read_only.as_deref()
    }
}

/// Whether a file is a workspace by its ending or by what it says itself.
pub fn is_workspace_file(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    if ending.is_some_and(|ending| ending.eq_ignore_ascii_case("lmx")) {
        return true;
    }
    let bytes = read_at_most(path, LARGEST).ok().flatten();
    bytes
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .is_some_and(|text| is_workspace(&text))
}

/// What came of saving.
#[derive(Debug, Clone, PartialEq)]
pub enum SaveOutcome {
    /// The file is on the disk.
    Saved(Stamp),
    /// Nothing was written: the file on the disk is not the one that was read.
    /// It can be merged, replaced, or the workspace saved under another name.
    ChangedMeanwhile(Box<Meanwhile>),
    /// Nothing was written: the file may only be read, and why.
    ReadOnly(String),
}

/// A file that somebody else changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Meanwhile {
    /// What both sides began from; empty where a file is new to this program.
    pub base: Workspace,
    /// What is on the disk now, or why that is no workspace.
    pub theirs: Result<OpenedWorkspace, Vec<Problem>>,
}

/// Opens a file: a workspace, or a scenario as a workspace around it.
///
/// # Errors
/// Every problem, with its line and what to do.
pub fn open_workspace(path: &Path) -> Result<OpenedWorkspace, Vec<Problem>> {
    let name = path.display().to_string();
    let bytes = read_bytes(path, &name)?;
    opened(&name, &bytes)
}

/// Saves a workspace where it was read, or at a new place (`before: None`).
///
/// A file of an older version is kept beside it first, as `NAME.v0.bak`.
///
/// # Errors
/// The file cannot be written. Nothing was changed then.
pub fn save_workspace(
    path: &Path,
    workspace: &Workspace,
    before: Option<&Stamp>,
) -> Result<SaveOutcome, SaveError> {
    if let Some(why) = before.and_then(|stamp| stamp.read_only.clone()) {
        return Ok(SaveOutcome::ReadOnly(why));
    }
    let text = text_of(path, workspace)?;
    let place = Place::of(path)?;
    if let Some(bytes) = place.bytes()? {
        let known = before.is_some_and(|stamp| stamp.sha256 == sha256_hex(&bytes));
        // Who wrote the very same took nothing away.
        if !known && bytes != text.as_bytes() {
            let name = path.display().to_string();
            return Ok(SaveOutcome::ChangedMeanwhile(Box::new(Meanwhile {
                base: before.map_or_else(Workspace::default, |stamp| stamp.base().clone()),
                theirs: opened(&name, &bytes),
            })));
        }
        if let Some(version) = before.and_then(|stamp| stamp.older) {
            place.keep(&bytes, &|number| match number {
                1 => format!(".v{version}.bak"),
                number => format!(".v{version}-{number}.bak"),
            })?;
        }
    }
    place.write(text.as_bytes())?;
    Ok(SaveOutcome::Saved(stamp(&text, workspace)))
}

/// Saves a workspace over whatever is there. That is kept beside it, as
/// `NAME.other-1.lmx`, and its place is given.
///
/// # Errors
/// A file cannot be written. What was there is still there then.
pub fn replace_workspace(
    path: &Path,
    workspace: &Workspace,
) -> Result<(Stamp, Option<PathBuf>), SaveError> {
    let text = text_of(path, workspace)?;
    let place = Place::of(path)?;
    let mut kept = None;
    if let Some(bytes) = place.bytes()?
        && bytes != text.as_bytes()
    {
        kept = Some(place.keep(&bytes, &|number| format!(".other-{number}.lmx"))?);
    }
    place.write(text.as_bytes())?;
    Ok((stamp(&text, workspace), kept))
}

fn opened(name: &str, bytes: &[u8]) -> Result<OpenedWorkspace, Vec<Problem>> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        let what = "the workspace is not UTF-8 text";
        problem(name, line, what, "Save it as UTF-8 in your editor")
    })?;
    let read = read_workspace(name, text)?;
    let stamp = Stamp {
        sha256: sha256_hex(bytes),
        older: read.older,
        read_only: read.read_only.clone(),
        base: Box::new(read.workspace.clone()),
    };
    Ok(OpenedWorkspace {
        read,
        text: text.to_owned(),
        stamp,
    })
}

fn read_bytes(path: &Path, name: &str) -> Result<Vec<u8>, Vec<Problem>> {
    let another = "Name a workspace (.lmx) or a scenario file";
    if path.is_dir() {
        return Err(problem(
            name,
            0,
            "this is a folder, not a workspace",
            another,
        ));
    }
    let unread = |error: std::io::Error| {
        let what = format!("the workspace cannot be read: {error}");
        problem(name, 0, &what, another)
    };
    let bytes = read_at_most(path, LARGEST).map_err(unread)?;
    bytes.ok_or_else(|| {
        let what = "the file is larger than 64 MB, and no workspace is";
        problem(name, 0, what, another)
    })
}

fn problem(name: &str, line: usize, what: &str, advice: &str) -> Vec<Problem> {
    vec![Problem {
        file: name.to_owned(),
        line,
        what: what.to_owned(),
        advice: advice.to_owned(),
    }]
}

fn text_of(path: &Path, workspace: &Workspace) -> Result<String, SaveError> {
    let fail = |why: String| SaveError::new(path, std::io::Error::other(why));
    let text = workspace_text(workspace).map_err(fail)?;
    if text.len() as u64 > LARGEST {
        let why = "the workspace is larger than 64 MB, and could not be opened again";
        return Err(fail(why.to_owned()));
    }
    Ok(text)
}

fn stamp(text: &str, workspace: &Workspace) -> Stamp {
    Stamp {
        sha256: sha256_hex(text.as_bytes()),
        older: None,
        read_only: None,
        base: Box::new(workspace.clone()),
    }
}

/// A place to write to, which no other window of this program writes to
/// meanwhile.
struct Place {
    /// The file itself, where the name is a link to it.
    path: PathBuf,
    /// Held from the look at what is there until it is replaced. Where a place
    /// has no locks, the look alone has to do. On Windows a file that is held
    /// could not be replaced.
    #[cfg(unix)]
    _lock: Option<FileLock>,
}

impl Place {
    fn of(path: &Path) -> Result<Self, SaveError> {
        let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        // A new file takes the place of one that may not be written to without
        // asking the system for it.
        let is_locked = std::fs::metadata(&path)
            .is_ok_and(|about| about.is_file() && about.permissions().readonly());
        if is_locked {
            let denied = std::io::ErrorKind::PermissionDenied;
            return Err(SaveError::new(&path, denied.into()));
        }
        Ok(Self {
            #[cfg(unix)]
            _lock: std::fs::File::open(&path).and_then(FileLock::on).ok(),
            path,
        })
    }

    /// What is there; `None` if nothing is.
    fn bytes(&self) -> Result<Option<Vec<u8>>, SaveError> {
        match std::fs::read(&self.path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(SaveError::new(&self.path, error)),
        }
    }

    fn write(&self, bytes: &[u8]) -> Result<(), SaveError> {
        save_atomically(&self.path, bytes)
    }

    /// Keeps what is there under the first name of its own that is free. The
    /// same bytes are kept once.
    fn keep(&self, bytes: &[u8], ending: &dyn Fn(u32) -> String) -> Result<PathBuf, SaveError> {
        for number in 1_u32.. {
            let ending = ending(number);
            let mut name = match ending.strip_suffix(".lmx") {
                Some(_) => self.path.with_extension("").into_os_string(),
                None => self.path.clone().into_os_string(),
            };
            name.push(&ending);
            let other = PathBuf::from(name);
            match std::fs::read(&other) {
                Ok(there) if there == bytes => return Ok(other),
                Ok(_) => continue,
                Err(_) => {}
            }
            match save_new(&other, bytes) {
                Ok(()) => return Ok(other),
                // Somebody else was faster, or something unreadable is there.
                Err(_) if other.exists() => {}
                Err(error) => return Err(error),
            }
        }
        Err(SaveError::new(
            &self.path,
            std::io::ErrorKind::AlreadyExists.into(),
        ))
    }
}
