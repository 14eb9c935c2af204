//! Opens the window and runs an app in it.
//!
//! The window is drawn by OpenGL through eframe. Where there is no OpenGL,
//! the program starts itself once more with `--software` (the window system
//! may be opened only once per process) and is then drawn by `ui::soft`.
//! Whatever keeps a window from opening ends in one sentence on standard
//! error and exit code 1, never in a panic message.

mod display;
mod error;
mod gl;
mod guard;
mod libraries;
mod system_fonts;

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use egui::ViewportBuilder;

use crate::app::Settings;

pub use error::ShellError;
pub(crate) use guard::Opened;

/// The argument that asks for drawing without OpenGL.
pub const SOFTWARE_ARGUMENT: &str = "--software";
/// Set to `1` in the environment it does the same as the argument.
pub const SOFTWARE_VARIABLE: &str = "LICENSE_MATRIX_SOFTWARE";
/// The name windows and desktop files know the program by.
pub const APP_ID: &str = "license-matrix";

/// What runs in the window.
pub trait WindowApp {
    /// Called once when the window system answers and the window is about to
    /// be made, which takes a while. The time to begin work on other threads:
    /// in a program that has some, libX11 reads its tables of keys, which it
    /// does before, at a third of the speed.
    fn connected(&mut self) {}

    /// Called once when the window is open, before the first frame: fonts,
    /// looks, anything that needs the context.
    fn setup(&mut self, ctx: &egui::Context);

    /// Draws one frame. The given `Ui` is the whole window without margin.
    fn ui(&mut self, ui: &mut egui::Ui);

    /// Called when the user wants to close the window. `false` keeps it open,
    /// so that the app can ask first; it may then send
    /// `ViewportCommand::Close` and answer `true`.
    fn may_close(&mut self) -> bool {
        true
    }

    /// Called once when the window has closed.
    fn on_exit(&mut self) {}
}

/// How the window is opened.
#[derive(Debug, Clone, PartialEq)]
pub struct ShellOptions {
    /// Text of the title bar.
    pub title: String,
    /// Size of the inside at first start, in points.
    pub size: [f32; 2],
    /// Smallest size of the inside, in points.
    pub min_size: [f32; 2],
    /// Whether it fills the screen.
    pub maximized: bool,
    /// Draw without OpenGL.
    pub software: bool,
}

impl Default for ShellOptions {
    fn default() -> Self {
        Self {
            title: "License Matrix".to_owned(),
            size: [1280.0, 800.0],
            min_size: [900.0, 600.0],
            maximized: false,
            software: false,
        }
    }
}

impl ShellOptions {
    /// The usual options, with `software` read from the arguments and the
    /// environment of this process.
    pub fn from_process() -> Self {
        let argument = std::env::args_os().any(|argument| argument == SOFTWARE_ARGUMENT);
        let variable = std::env::var_os(SOFTWARE_VARIABLE).is_some_and(|value| value == "1");
        Self {
            software: argument || variable,
            ..Self::default()
        }
    }

    /// The same, with size and place in the screen as they are remembered.
    #[must_use]
    pub fn with_settings(mut self, settings: &Settings) -> Self {
        if let Some((width, height)) = settings.size {
            self.size = [
                f32::from(width).max(self.min_size[0]),
                f32::from(height).max(self.min_size[1]),
            ];
        }
        self.maximized = settings.maximized;
        self
    }

    fn viewport(&self) -> ViewportBuilder {
        ViewportBuilder::default()
            .with_title(self.title.as_str())
            .with_app_id(APP_ID)
            .with_inner_size(self.size)
            .with_min_inner_size(self.min_size)
            .with_maximized(self.maximized)
            // An empty icon: else eframe shows its own.
            .with_icon(egui::IconData::default())
    }
}

/// Opens the window and runs `app` in it until it is closed.
///
/// # Errors
///
/// If no window can be opened. A panic of the app itself, once the window is
/// open, is not caught.
pub fn run(app: Box<dyn WindowApp>, options: ShellOptions) -> Result<(), ShellError> {
    let plan = display::plan(&|name: &str| std::env::var_os(name))?;
    let opened = Opened::default();
    let viewport = options.viewport();
    let failed = if options.software {
        guard::quietly(&opened, {
            let opened = opened.clone();
            || crate::ui::soft::run(app, viewport, plan.force_x11, opened)
        })
        .err()
    } else {
        match guard::quietly(&opened, {
            let opened = opened.clone();
            || gl::run(app, &options.title, viewport, plan.force_x11, opened)
        }) {
            Ok(()) => None,
            // A start from new is only fair as long as nothing was done yet.
            Err(gl::Failure::NoDrawing(_)) if plan.missing.is_empty() && !opened.is_set() => {
                return restart();
            }
            Err(gl::Failure::NoDrawing(reason) | gl::Failure::NoWindow(reason)) => Some(reason),
        }
    };
    failed.map_or(Ok(()), |reason| Err(explain(reason, plan.missing)))
}

/// Missing libraries explain a failure better than the window system does.
fn explain(reason: String, missing: Vec<libraries::Library>) -> ShellError {
    if missing.is_empty() {
        ShellError::NoWindow(reason)
    } else {
        ShellError::MissingLibraries(missing)
    }
}

/// Runs the app and turns the outcome into an exit code, with at most one
/// sentence on standard error.
pub fn run_to_exit_code(app: Box<dyn WindowApp>, options: ShellOptions) -> ExitCode {
    match run(app, options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if let Some(sentence) = error.sentence() {
                eprintln!("{sentence}");
            }
            ExitCode::from(error.exit_code())
        }
    }
}

/// One frame of an app: the same for both ways of drawing.
pub(crate) fn drive(app: &mut dyn WindowApp, ui: &mut egui::Ui) {
    if ui.input(|input| input.viewport().close_requested()) && !app.may_close() {
        ui.ctx()
            .send_viewport_cmd(egui::ViewportCommand::CancelClose);
    }
    app.ui(ui);
}

/// Starts this program once more, drawn without OpenGL, and waits for it.
fn restart() -> Result<(), ShellError> {
    let program =
        std::env::current_exe().map_err(|error| ShellError::Restart(error.to_string()))?;
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let status = Command::new(program)
        .args(arguments)
        .arg(SOFTWARE_ARGUMENT)
        .status()
        .map_err(|error| ShellError::Restart(error.to_string()))?;
    if status.success() {
        return Ok(());
    }
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Err(ShellError::SoftwareRun(code.unwrap_or(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_explained_by_missing_libraries_if_there_are_any() {
        let reason = "the window system said no".to_owned();
        let missing = vec![libraries::X11[0]];
        assert_eq!(
            explain(reason.clone(), missing.clone()),
            ShellError::MissingLibraries(missing)
        );
        assert_eq!(
            explain(reason.clone(), Vec::new()),
            ShellError::NoWindow(reason)
        );
    }
}
