//! What can be known about the display before a window is opened.

use std::ffi::OsString;

use super::error::ShellError;
use super::libraries::{Library, Places, WAYLAND, X11};

/// How to go about opening the window.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Use X11 though Wayland is offered, since Wayland's libraries are not
    /// there.
    pub force_x11: bool,
    /// Libraries that seem to be missing; to explain a failure with.
    pub missing: Vec<Library>,
}

/// Looks at the environment (`variable` reads one of its variables).
///
/// # Errors
///
/// `NoDisplay` if there is no screen to open a window on.
pub fn plan(variable: &dyn Fn(&str) -> Option<OsString>) -> Result<Plan, ShellError> {
    if cfg!(target_os = "linux") {
        let places = Places::of_system(variable("LD_LIBRARY_PATH").as_deref());
        plan_on_linux(variable, &places)
    } else {
        Ok(Plan {
            force_x11: false,
            missing: Vec::new(),
        })
    }
}

fn plan_on_linux(
    variable: &dyn Fn(&str) -> Option<OsString>,
    places: &Places,
) -> Result<Plan, ShellError> {
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let wayland = set("WAYLAND_DISPLAY") || set("WAYLAND_SOCKET");
    let x11 = set("DISPLAY");
    match (wayland, x11) {
        (false, false) => Err(ShellError::NoDisplay),
        (true, false) => Ok(Plan {
            force_x11: false,
            missing: places.missing(WAYLAND),
        }),
        (false, true) => Ok(Plan {
            force_x11: false,
            missing: places.missing(X11),
        }),
        (true, true) => {
            let missing = places.missing(WAYLAND);
            let force_x11 = !missing.is_empty() && places.missing(X11).is_empty();
            Ok(Plan {
                force_x11,
                missing: if force_x11 { Vec::new() } else { missing },
            })
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn environment(pairs: &'static [(&str, &str)]) -> impl Fn(&str) -> Option<OsString> {
        move |name| {
            pairs
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| OsString::from(value))
        }
    }

    fn with(libraries: &[&[Library]]) -> (tempfile::TempDir, Places) {
        let folder = tempfile::tempdir().unwrap();
        for library in libraries.iter().copied().flatten() {
            std::fs::write(folder.path().join(library.file), "").unwrap();
        }
        let places = Places {
            folders: vec![folder.path().to_owned()],
            files: Vec::new(),
        };
        (folder, places)
    }

    #[test]
    fn no_display_is_an_error() {
        let (_folder, places) = with(&[X11, WAYLAND]);
        let result = plan_on_linux(&environment(&[("DISPLAY", "")]), &places);
        assert_eq!(result, Err(ShellError::NoDisplay));
    }

    #[test]
    fn all_libraries_there_means_no_explanation() {
        let (_folder, places) = with(&[X11]);
        let plan = plan_on_linux(&environment(&[("DISPLAY", ":0")]), &places).unwrap();
        assert_eq!(plan.missing, []);
        assert!(!plan.force_x11);
    }

    #[test]
    fn missing_libraries_are_kept_as_explanation() {
        let (_folder, places) = with(&[]);
        let plan = plan_on_linux(&environment(&[("DISPLAY", ":0")]), &places).unwrap();
        assert_eq!(plan.missing, X11);
    }

    #[test]
    fn x11_steps_in_for_wayland_without_libraries() {
        let (_folder, places) = with(&[X11]);
        let both = environment(&[("DISPLAY", ":0"), ("WAYLAND_DISPLAY", "wayland-0")]);
        let plan = plan_on_linux(&both, &places).unwrap();
        assert!(plan.force_x11);
        assert_eq!(plan.missing, []);
    }
}
