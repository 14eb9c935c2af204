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

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use std::io::ErrorKind;
        let why = match self.reason.kind() {
            ErrorKind::NotFound => "the folder does not exist".to_owned(),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                "you may not write there".to_owned()
            }
            ErrorKind::StorageFull => "the disk is full".to_owned(),
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
    if path.is_dir() {
        return Err(fail(std::io::ErrorKind::IsADirectory.into()));
    }
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut file = tempfile::Builder::new()
        .prefix(".license-matrix-")
        .tempfile_in(folder)
        .map_err(fail)?;
    file.write_all(bytes).map_err(fail)?;
    file.as_file().sync_all().map_err(fail)?;
    share_like_a_new_file(&file).map_err(fail)?;
    file.persist(path).map_err(|error| fail(error.error))?;
    Ok(())
}

/// Temporary files are private; a saved document is as readable as any other.
#[cfg(unix)]
fn share_like_a_new_file(file: &tempfile::NamedTempFile) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file()
        .set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the unix version can fail")]
fn share_like_a_new_file(_file: &tempfile::NamedTempFile) -> std::io::Result<()> {
    Ok(())
}

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
