//! Looks for the shared libraries that the window system loads while running.
//!
//! They are only looked for as files: a library that is found may still fail
//! to load, and one in an unusual place may be missed. The result therefore
//! explains a failure; it never causes one.

use std::path::{Path, PathBuf};

/// A library by its file name and by the Debian package that brings it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Library {
    /// File name, such as `libX11.so.6`.
    pub file: &'static str,
    /// Debian package, such as `libx11-6`.
    pub package: &'static str,
}

const fn library(file: &'static str, package: &'static str) -> Library {
    Library { file, package }
}

/// What a window on X11 needs.
pub const X11: &[Library] = &[
    library("libX11.so.6", "libx11-6"),
    library("libX11-xcb.so.1", "libx11-xcb1"),
    library("libxcb.so.1", "libxcb1"),
    library("libXcursor.so.1", "libxcursor1"),
    library("libXi.so.6", "libxi6"),
    library("libxkbcommon.so.0", "libxkbcommon0"),
    library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
];

/// What a window on Wayland needs.
pub const WAYLAND: &[Library] = &[
    library("libwayland-client.so.0", "libwayland-client0"),
    library("libxkbcommon.so.0", "libxkbcommon0"),
];

/// Where libraries are looked for.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// Folders.
    pub folders: Vec<PathBuf>,
    /// Single files, from the cache of the system's loader.
    pub files: Vec<PathBuf>,
}

impl Places {
    /// The places of this computer. `search` is the value of
    /// `LD_LIBRARY_PATH`.
    pub fn of_system(search: Option<&std::ffi::OsStr>) -> Self {
        let mut folders: Vec<PathBuf> = search
            .map(|value| std::env::split_paths(value).collect())
            .unwrap_or_default();
        let triple = format!("{}-linux-gnu", std::env::consts::ARCH);
        for root in ["/lib", "/usr/lib", "/usr/local/lib", "/lib64", "/usr/lib64"] {
            folders.push(PathBuf::from(root));
            folders.push(Path::new(root).join(&triple));
        }
        let cache = std::fs::read("/etc/ld.so.cache").unwrap_or_default();
        Self {
            folders,
            files: paths_in_cache(&cache),
        }
    }

    fn has(&self, library: &Library) -> bool {
        let in_folder = self
            .folders
            .iter()
            .any(|folder| folder.join(library.file).is_file());
        in_folder
            || self
                .files
                .iter()
                .any(|file| file.ends_with(library.file) && file.is_file())
    }

    /// Those of `wanted` that are nowhere.
    pub fn missing(&self, wanted: &[Library]) -> Vec<Library> {
        wanted
            .iter()
            .filter(|library| !self.has(library))
            .copied()
            .collect()
    }
}

/// The full paths in the loader's cache: zero-ended strings after a header
/// that needs no reading for this.
fn paths_in_cache(cache: &[u8]) -> Vec<PathBuf> {
    cache
        .split(|byte| *byte == 0)
        .filter(|part| part.starts_with(b"/"))
        .filter_map(|part| std::str::from_utf8(part).ok())
        .map(PathBuf::from)
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn an_empty_folder_lacks_everything() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places {
            folders: vec![folder.path().to_owned()],
            files: Vec::new(),
        };
        assert_eq!(places.missing(X11), X11);
    }

    #[test]
    fn found_libraries_are_not_named() {
        let folder = tempfile::tempdir().unwrap();
        for library in X11 {
            if library.file != "libxkbcommon-x11.so.0" {
                std::fs::write(folder.path().join(library.file), "").unwrap();
            }
        }
        let places = Places {
            folders: vec![folder.path().to_owned()],
            files: Vec::new(),
        };
        let missing = places.missing(X11);
        assert_eq!(missing.len(), 1);
        assert_eq!(missing[0].package, "libxkbcommon-x11-0");
    }

    #[test]
    fn the_loaders_cache_counts_if_the_file_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("libXi.so.6");
        std::fs::write(&file, "").unwrap();
        let cache = format!(
            "glibc-ld.so.cache1.1\0libXi.so.6\0{}\0libX11.so.6\0/nowhere/libX11.so.6\0",
            file.display()
        );
        let places = Places {
            folders: Vec::new(),
            files: paths_in_cache(cache.as_bytes()),
        };
        let wanted = [
            library("libXi.so.6", "libxi6"),
            library("libX11.so.6", "libx11-6"),
        ];
        assert_eq!(places.missing(&wanted), [wanted[1]]);
    }
}
