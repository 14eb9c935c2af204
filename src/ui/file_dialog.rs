//! The system's dialogs that ask for a file.

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

/// Asks for a file, proposing a name. Waits for the answer.
pub type FileDialog = fn(&str) -> Chosen;

/// Asks with the system's dialog where to save. The name's ending tells which
/// kind of file it is.
pub fn system_dialog(name: &str) -> Chosen {
    let (title, kind, ending) = if name.ends_with(".ron") {
        ("Save scenario", "Scenario", "ron")
    } else {
        ("Export PDF", "PDF", "pdf")
    };
    answer(|| {
        rfd::FileDialog::new()
            .set_title(title)
            .set_file_name(name)
            .add_filter(kind, &[ending])
            .save_file()
    })
}

/// Asks with the system's dialog which scenario to open.
pub fn open_scenario_dialog(_name: &str) -> Chosen {
    answer(|| {
        rfd::FileDialog::new()
            .set_title("Open scenario")
            .add_filter("Scenario", &["ron"])
            .pick_file()
    })
}

/// What a dialog gave. Where no dialog service answers, nothing was asked.
fn answer(ask: impl FnOnce() -> Option<PathBuf>) -> Chosen {
    let asked = Instant::now();
    match ask() {
        Some(path) => Chosen::Path(path),
        None if asked.elapsed() < NO_DIALOG => Chosen::NoDialog,
        None => Chosen::Nothing,
    }
}
