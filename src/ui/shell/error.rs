//! Why no window could be opened, in one sentence.

use std::fmt;

use super::libraries::Library;

/// What every message ends with.
const WAY_OUT: &str = "the command line program license-matrix-cli works without a display";

/// Why the window could not be opened or run.
#[derive(Debug, Clone, PartialEq)]
pub enum ShellError {
    /// No screen: neither `DISPLAY` nor `WAYLAND_DISPLAY` is set.
    NoDisplay,
    /// Shared libraries of the window system are not installed.
    MissingLibraries(Vec<Library>),
    /// The window system refused; with its reason.
    NoWindow(String),
    /// The program could not be started again for drawing without OpenGL.
    Restart(String),
    /// The second start (without OpenGL) ended with that exit code and has
    /// said why itself.
    SoftwareRun(u8),
}

impl ShellError {
    /// What to tell the user; nothing if that has been done already.
    pub fn sentence(&self) -> Option<String> {
        match self {
            Self::SoftwareRun(_) => None,
            other => Some(other.to_string()),
        }
    }

    /// The exit code of the program.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::SoftwareRun(code) => *code,
            _ => 1,
        }
    }
}

impl fmt::Display for ShellError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDisplay => write!(
                f,
                "License Matrix cannot open a window because there is no display (neither \
                 DISPLAY nor WAYLAND_DISPLAY is set); {WAY_OUT}."
            ),
            Self::MissingLibraries(missing) => {
                let names: Vec<&str> = missing.iter().map(|library| library.file).collect();
                let packages: Vec<&str> = missing.iter().map(|library| library.package).collect();
                let (noun, pronoun) = match missing.len() {
                    1 => ("library", "it"),
                    _ => ("libraries", "them"),
                };
                write!(
                    f,
                    "License Matrix cannot open a window because the system {noun} {} cannot be \
                     found (on Debian and Ubuntu, install {pronoun} with: apt install {}); \
                     {WAY_OUT}.",
                    names.join(", "),
                    packages.join(" "),
                )
            }
            Self::NoWindow(reason) => write!(
                f,
                "License Matrix cannot open a window ({}); {WAY_OUT}.",
                one_line(reason)
            ),
            Self::Restart(reason) => write!(
                f,
                "License Matrix found no OpenGL and could not start again without it ({}); \
                 {WAY_OUT}.",
                one_line(reason)
            ),
            Self::SoftwareRun(code) => {
                write!(f, "License Matrix ended with exit code {code}.")
            }
        }
    }
}

impl std::error::Error for ShellError {}

/// A reason from elsewhere as a part of our sentence. The window library puts
/// a place in its own source before the reason, which helps no user.
fn one_line(reason: &str) -> String {
    let words: Vec<&str> = reason.split_whitespace().collect();
    let line = words.join(" ");
    let told = match line.split_once("os error at ") {
        Some((_, rest)) => rest.split_once(": ").map_or(rest, |(_, told)| told),
        None => &line,
    };
    told.trim_end_matches(['.', '!']).to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn no_display_is_told_in_one_sentence_with_a_way_out() {
        let text = ShellError::NoDisplay.sentence().unwrap();
        assert!(text.contains("DISPLAY") && text.contains("license-matrix-cli"));
        assert!(!text.contains('\n'));
        assert_eq!(text.matches(". ").count(), 0);
    }

    #[test]
    fn missing_libraries_are_named_with_their_packages() {
        let library = Library {
            file: "libxkbcommon-x11.so.0",
            package: "libxkbcommon-x11-0",
        };
        let text = ShellError::MissingLibraries(vec![library])
            .sentence()
            .unwrap();
        assert!(text.contains("libxkbcommon-x11.so.0"));
        assert!(text.contains("apt install libxkbcommon-x11-0"));
        assert!(text.contains("license-matrix-cli"));
    }

    #[test]
    fn foreign_reasons_become_one_line() {
        let error = ShellError::NoWindow("first\n  second.".to_owned());
        assert!(error.to_string().contains("(first second)"));
    }

    #[test]
    fn places_in_foreign_source_are_left_out() {
        let reason = "winit EventLoopError: os error at /a/b/mod.rs:788: No connection to X";
        let error = ShellError::NoWindow(reason.to_owned());
        assert!(error.to_string().contains("(No connection to X)"));
    }

    #[test]
    fn a_second_start_has_spoken_for_itself() {
        assert_eq!(ShellError::SoftwareRun(3).sentence(), None);
        assert_eq!(ShellError::SoftwareRun(3).exit_code(), 3);
    }
}
