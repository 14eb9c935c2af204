//! A lock on a file, by which windows of this program keep out of each other's
//! way.

use std::fs::{File, TryLockError};

/// A lock that is held; let go when it is dropped or the process ends.
#[derive(Debug)]
pub(super) struct FileLock(File);

impl FileLock {
    /// Takes the lock if nobody has it.
    ///
    /// # Errors
    /// Somebody has it, or the place knows no locks.
    pub(super) fn try_on(file: File) -> Result<Self, TryLockError> {
        file.try_lock()?;
        Ok(Self(file))
    }

    /// Waits for the lock and takes it.
    ///
    /// # Errors
    /// The place knows no locks.
    #[cfg(unix)]
    pub(super) fn on(file: File) -> std::io::Result<Self> {
        file.lock()?;
        Ok(Self(file))
    }
}

impl Drop for FileLock {
    /// Closing the file would not be enough: a program that this process is just
    /// starting has it open, too, until it runs, and a lock lasts as long as
    /// anybody has its file open.
    fn drop(&mut self) {
        // What cannot be unlocked is let go with the file.
        let _ = self.0.unlock();
    }
}
