//! The system's dialogs that ask for a file.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::report::Format;

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

/// Asks for the file of a workspace: whether it is saved, and the name proposed.
pub type WorkspaceDialog = fn(bool, &str) -> Chosen;

/// Asks with the system's dialog where to save. The name's ending tells which
/// kind of file it is; a report can be saved under another ending as well.
pub fn system_dialog(name: &str) -> Chosen {
    let mut dialog = rfd::FileDialog::new().set_file_name(name);
    match Format::of_path(Path::new(name)) {
        Some(format) => {
            let others = Format::ALL.into_iter().filter(|other| *other != format);
            dialog = dialog.set_title("Save report");
            for format in std::iter::once(format).chain(others) {
                dialog = dialog.add_filter(format.label(), &[format.extension()]);
            }
        }
        None => {
            dialog = dialog
                .set_title("Save scenario")
                .add_filter("Scenario", &["ron"]);
        }
    }
    answer(|| dialog.save_file())
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

/// Asks with the system's dialog which file a logo or a branding is in.
pub(super) fn branding_dialog(logo: bool) -> Chosen {
    let dialog = rfd::FileDialog::new();
    let dialog = if logo {
        dialog
            .set_title("Choose logo")
            .add_filter("Pictures", &["png", "jpg", "jpeg", "svg"])
    } else {
        dialog
            .set_title("Open branding")
            .add_filter("Branding", &["ron"])
    };
    answer(|| dialog.pick_file())
}

/// Asks with the system's dialog where a workspace or its views are, or are to
/// be.
pub fn workspace_dialog(save: bool, name: &str) -> Chosen {
    let dialog = rfd::FileDialog::new();
    if save {
        let path = Path::new(name);
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let dialog = dialog
            .set_title("Save workspace")
            .add_filter("Workspace", &["lmx"])
            .set_file_name(file);
        let folder = path.parent().filter(|folder| folder.is_dir());
        let dialog = match folder {
            Some(folder) => dialog.set_directory(folder),
            None => dialog,
        };
        answer(|| dialog.save_file())
    } else {
        let dialog = dialog
            .set_title("Open")
            .add_filter("Workspace or scenario", &["lmx", "ron"]);
        answer(|| dialog.pick_file())
    }
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
