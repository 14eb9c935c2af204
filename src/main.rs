//! The window program.

use std::path::PathBuf;
use std::process::ExitCode;
use std::thread::JoinHandle;

use license_matrix::app::{Settings, State};
use license_matrix::catalog::{Catalog, Problem};
use license_matrix::scenario::RuleBook;
use license_matrix::store::{DataFolder, Places, load_branding, load_data, load_settings, today};
use license_matrix::ui::arguments::{Arguments, USAGE};
use license_matrix::ui::panels::is_ours;
use license_matrix::ui::settings::SettingsKeeper;
use license_matrix::ui::shell::{ShellOptions, WindowApp, run_to_exit_code};
use license_matrix::ui::window::MatrixWindow;

fn main() -> ExitCode {
    let arguments = match Arguments::read(std::env::args_os().skip(1)) {
        Ok(arguments) => arguments,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::FAILURE;
        }
    };
    if arguments.help || arguments.version {
        if arguments.help {
            print!("{USAGE}");
        } else {
            println!("license-matrix {}", env!("CARGO_PKG_VERSION"));
        }
        return ExitCode::SUCCESS;
    }
    let mut options = ShellOptions::from_process();
    let places = Places::find(arguments.settings.clone());
    let kept = places.map(|places| {
        let (settings, told) = load_settings::<Settings>(&places.settings);
        (places, settings, told)
    });
    if let Some((_, settings, _)) = &kept {
        options = options.with_settings(settings);
    }
    let opening = Opening::Waiting(Some(Start { arguments, kept }));
    run_to_exit_code(Box::new(opening), options)
}

/// What a window begins with.
struct Start {
    arguments: Arguments,
    /// Where things are kept, what is remembered, and what to tell about it.
    kept: Option<(Places, Settings, Option<String>)>,
}

/// A state on a thread of its own.
type Reading = JoinHandle<Result<State, Vec<Problem>>>;

/// A window that opens while what it shows is still being read, which takes
/// about as long.
enum Opening {
    Waiting(Option<Start>),
    Reading(Option<(Start, Reading)>),
    Open(Box<MatrixWindow>),
}

impl Start {
    fn read(self) -> (Self, Reading) {
        let arguments = self.arguments.clone();
        let reading = std::thread::spawn(move || {
            step_back();
            first_state(&arguments)
        });
        (self, reading)
    }

    fn window(self, reading: Reading) -> MatrixWindow {
        // A thread that panicked has said why.
        let state = reading.join().unwrap_or_else(|_| std::process::exit(1));
        let state = state.unwrap_or_else(|problems| {
            for problem in problems {
                eprintln!("{problem}");
            }
            // Only the built-in data can fail so, and there is nothing to show.
            std::process::exit(1)
        });
        let mut window = MatrixWindow::new(state);
        if let Some((places, settings, told)) = self.kept {
            window = window
                .with_settings(SettingsKeeper::new(places.settings, settings))
                .with_journals(places.journals)
                .with_notice(told);
        }
        with_files(window, self.arguments.texts)
    }
}

impl WindowApp for Opening {
    fn connected(&mut self) {
        if let Self::Waiting(start) = self {
            *self = Self::Reading(start.take().map(Start::read));
        }
    }

    fn setup(&mut self, ctx: &egui::Context) {
        self.connected();
        if let Self::Reading(reading) = self
            && let Some((start, reading)) = reading.take()
        {
            let mut window = start.window(reading);
            window.setup(ctx);
            *self = Self::Open(Box::new(window));
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        if let Self::Open(window) = self {
            window.ui(ui);
        }
    }

    fn may_close(&mut self) -> bool {
        match self {
            Self::Open(window) => window.may_close(),
            Self::Waiting(_) | Self::Reading(_) => true,
        }
    }

    fn on_exit(&mut self) {
        if let Self::Open(window) = self {
            window.on_exit();
        }
    }
}

/// Lets the window's own thread and the display go first where processors are
/// few: what this thread makes is needed only when both are ready.
#[cfg(target_os = "linux")]
fn step_back() {
    // Of this thread alone. Where it is refused, the window opens a little later.
    let _ = rustix::process::setpriority_process(None, 10);
}

#[cfg(not(target_os = "linux"))]
fn step_back() {}

/// What is shown at first.
fn first_state(arguments: &Arguments) -> Result<State, Vec<Problem>> {
    let (catalog, book, problems) = load(arguments)?;
    let mut state = State::new(catalog, book, problems, today());
    if let Some(path) = &arguments.branding {
        match load_branding(path) {
            Ok((branding, logo)) => {
                (state.branding, state.logo) = (branding, logo);
                state.branding_desk.file = path.display().to_string();
            }
            Err(problems) => state.problems.extend(problems),
        }
    }
    Ok(state)
}

/// The window with the files and texts that were named.
fn with_files(mut window: MatrixWindow, named: Vec<PathBuf>) -> MatrixWindow {
    let (files, texts): (Vec<PathBuf>, Vec<PathBuf>) =
        named.into_iter().partition(|path| is_ours(path));
    if !files.is_empty() || !texts.is_empty() {
        window = window.without_start_page();
    }
    window = window.with_texts(texts);
    for file in files {
        window = window.with_file(Some(file));
    }
    window
}

/// The data that is asked for. Where a folder of the user's has problems, the
/// built-in data is shown together with them.
fn load(arguments: &Arguments) -> Result<(Catalog, RuleBook, Vec<Problem>), Vec<Problem>> {
    let mut problems = Vec::new();
    let own = !arguments.overlays.is_empty() || !arguments.rules.is_empty();
    if arguments.data.is_some() || own {
        let base = match &arguments.data {
            Some(path) => DataFolder::read(path),
            None => DataFolder::built_in(),
        };
        let folder = arguments
            .overlays
            .iter()
            .fold(base, |folder, path| folder.with_overlay(path));
        let folder = arguments
            .rules
            .iter()
            .fold(folder, |folder, path| folder.with_rules(path));
        match load_data(&folder) {
            Ok((catalog, book)) => return Ok((catalog, book, problems)),
            Err(found) => problems = found,
        }
    }
    let (catalog, book) = load_data(&DataFolder::built_in())?;
    Ok((catalog, book, problems))
}
