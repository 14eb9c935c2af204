//! The system's dialog that asks where to save a file.

use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A file dialog that answers faster was never shown.
pub(super) const NO_DIALOG: Duration = Duration::from_millis(150);

/// What a dialog gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// A place.
    Path(PathBuf),
    /// The user wants none.
    Nothing,
    /// No dialog could be shown.
    NoDialog,
}

/// Asks where to save, proposing a file name. Waits for the answer.
pub type SaveDialog = fn(&str) -> Chosen;

/// Asks with the system's dialog.
pub fn system_dialog(name: &str) -> Chosen {
    let asked = Instant::now();
    let chosen = rfd::FileDialog::new()
        .set_title("Export PDF")
        .set_file_name(name)
        .add_filter("PDF", &["pdf"])
        .save_file();
    match chosen {
        Some(path) => Chosen::Path(path),
        // Where no dialog service answers, nothing was asked.
        None if asked.elapsed() < NO_DIALOG => Chosen::NoDialog,
        None => Chosen::Nothing,
    }
}
