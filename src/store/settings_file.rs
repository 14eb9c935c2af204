//! Where this program keeps what it remembers: its settings, and the journals of
//! what is not saved yet.

use std::path::{Path, PathBuf};

use etcetera::app_strategy::choose_native_strategy;
use etcetera::{AppStrategy, AppStrategyArgs};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::bounded::text_at_most;
use super::save::{SaveError, save_atomically};

/// Names another place, for a program that is carried about, and for tests.
pub const SETTINGS_VARIABLE: &str = "LICENSE_MATRIX_SETTINGS";

/// The size of the file, in bytes, above which it is none.
const LARGEST: u64 = 1 << 20;

/// The places of this user's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The file of the settings.
    pub settings: PathBuf,
    /// The folder of the journals.
    pub journals: PathBuf,
}

impl Places {
    /// In a folder that is named, else in those that the system has for it.
    /// `None` if the system names none, such as for a user without a home: then
    /// nothing is remembered.
    pub fn find(named: Option<PathBuf>) -> Option<Self> {
        let named = named.or_else(|| {
            let named = std::env::var_os(SETTINGS_VARIABLE)?;
            (!named.is_empty()).then(|| PathBuf::from(named))
        });
        if let Some(folder) = named {
            return Some(Self {
                settings: folder.join("settings.ron"),
                journals: folder.join("journals"),
            });
        }
        let system = choose_native_strategy(AppStrategyArgs {
            top_level_domain: "org".to_owned(),
            author: "License Matrix".to_owned(),
            app_name: "License Matrix".to_owned(),
        })
        .ok()?;
        let state = system.state_dir().unwrap_or_else(|| system.data_dir());
        Some(Self {
            settings: system.config_dir().join("settings.ron"),
            journals: state.join("journals"),
        })
    }
}

/// Reads settings; those at first where there is no file. A file that cannot be
/// read is put aside under another name, and that is told in a sentence.
pub fn load_settings<T: DeserializeOwned + Default>(path: &Path) -> (T, Option<String>) {
    if !path.exists() {
        return (T::default(), None);
    }
    let read = text_at_most(path, LARGEST, "1 MB")
        .and_then(|text| ron::from_str(&text).map_err(|error| error.to_string()));
    match read {
        Ok(settings) => (settings, None),
        Err(why) => {
            let aside = path.with_extension("unread.ron");
            let kept = match std::fs::rename(path, &aside) {
                Ok(()) => format!("It is kept as {}", aside.display()),
                Err(_) => "It is replaced when something changes".to_owned(),
            };
            let told = format!(
                "The settings in {} cannot be read ({why}), so everything is as at first. {kept}.",
                path.display()
            );
            (T::default(), Some(told))
        }
    }
}

/// Writes settings whole or not at all.
///
/// # Errors
/// The file or its folder cannot be written.
pub fn save_settings<T: Serialize>(path: &Path, settings: &T) -> Result<(), SaveError> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| SaveError::new(folder, error))?;
    }
    let pretty = ron::ser::PrettyConfig::new().indentor(" ").new_line("\n");
    let body = ron::ser::to_string_pretty(settings, pretty)
        .map_err(|error| SaveError::new(path, std::io::Error::other(error)))?;
    let text = format!("// What License Matrix remembers of its window.\n{body}\n");
    save_atomically(path, text.as_bytes())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn settings_are_kept_and_a_broken_file_is_put_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/settings.ron");
        assert_eq!(load_settings::<Vec<u8>>(&path), (Vec::new(), None));
        save_settings(&path, &vec![1_u8, 2]).unwrap();
        assert_eq!(load_settings::<Vec<u8>>(&path), (vec![1, 2], None));
        std::fs::write(&path, "[1, \"").unwrap();
        let (read, told) = load_settings::<Vec<u8>>(&path);
        assert!(read.is_empty());
        assert!(told.unwrap().contains("cannot be read"));
        let aside = folder.path().join("deep/settings.unread.ron");
        assert_eq!(std::fs::read_to_string(aside).unwrap(), "[1, \"");
        assert_eq!(load_settings::<Vec<u8>>(&path), (Vec::new(), None));
    }

    #[test]
    fn a_folder_that_is_named_has_all() {
        let places = Places::find(Some("here".into())).unwrap();
        assert_eq!(places.settings, Path::new("here/settings.ron"));
        assert_eq!(places.journals, Path::new("here/journals"));
    }
}
