//! Writing a file whole or not at all.

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Why a file could not be written.
#[derive(Debug)]
pub struct SaveError {
    path: PathBuf,
    reason: std::io::Error,
}

impl SaveError {
    /// A file that cannot be written for this reason.
    pub(super) fn new(path: &Path, reason: std::io::Error) -> Self {
        Self {
            path: path.to_owned(),
            reason,
        }
    }
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use std::io::ErrorKind;
        let why = match self.reason.kind() {
            ErrorKind::NotFound => "the folder does not exist".to_owned(),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                "you may not write there".to_owned()
            }
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
            ErrorKind::FileTooLarge => "there is no room for a file of this size".to_owned(),
            ErrorKind::AlreadyExists => "there is a file of this name".to_owned(),
            ErrorKind::IsADirectory => "this is a folder; a file name is needed".to_owned(),
            _ => self.reason.to_string(),
        };
        write!(
            f,
            "\"{}\" was not written: {why}. Nothing was changed. Choose another place.",
            self.path.display()
        )
    }
}

impl std::error::Error for SaveError {}

/// Writes beside the target and renames, so that the target is either the old
/// file or the whole new one.
///
/// # Errors
/// The folder is missing or read-only, the disk is full, the target is a folder.
pub fn save_atomically(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let fail = |reason| SaveError {
        path: path.to_owned(),
        reason,
    };
    let file = beside(path, bytes)?;
    file.persist(path).map_err(|error| fail(error.error))?;
    keep_the_name(path);
    Ok(())
}

/// The same for a file that must not be there yet.
///
/// # Errors
/// As [`save_atomically`], and if there is a file of that name.
pub fn save_new(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let file = beside(path, bytes)?;
    let saved = file.persist_noclobber(path);
    saved.map_err(|error| SaveError {
        path: path.to_owned(),
        reason: error.error,
    })?;
    keep_the_name(path);
    Ok(())
}

/// Sees to it that the new name outlives a loss of power as well. The content
/// does already; where a folder cannot be synced, no more can be done.
fn keep_the_name(path: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = std::fs::File::open(folder_of(path)) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = path;
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Writes a file without a name of its own beside the target.
fn beside(path: &Path, bytes: &[u8]) -> Result<tempfile::NamedTempFile, SaveError> {
    let fail = |reason| SaveError {
        path: path.to_owned(),
        reason,
    };
    if path.is_dir() {
        return Err(fail(std::io::ErrorKind::IsADirectory.into()));
    }
    let folder = folder_of(path);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".license-matrix-");
    like_the_old_file(&mut builder, path);
    let mut file = builder.tempfile_in(folder).map_err(fail)?;
    file.write_all(bytes).map_err(fail)?;
    file.as_file().sync_all().map_err(fail)?;
    Ok(file)
}

/// A new file is as readable as any other that the user makes; one that takes
/// the place of another keeps its rights.
#[cfg(unix)]
fn like_the_old_file(builder: &mut tempfile::Builder<'_, '_>, path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).map_or(0o666, |old| old.permissions().mode() & 0o777);
    builder.permissions(std::fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn like_the_old_file(_builder: &mut tempfile::Builder<'_, '_>, _path: &Path) {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_failed_save_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("taken");
        std::fs::create_dir(&target).unwrap();
        let error = save_atomically(&target, b"x").unwrap_err().to_string();
        assert!(error.contains("this is a folder"), "{error}");
        let missing = folder.path().join("no/such/file.pdf");
        let error = save_atomically(&missing, b"x").unwrap_err().to_string();
        assert!(error.contains("the folder does not exist"), "{error}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn an_existing_file_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("report.pdf");
        save_atomically(&target, b"old").unwrap();
        save_atomically(&target, b"new").unwrap();
        assert_eq!(std::fs::read(&target).unwrap(), b"new");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
