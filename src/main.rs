//! The window program.

use std::path::PathBuf;
use std::process::ExitCode;

use license_matrix::app::{Settings, State};
use license_matrix::catalog::{Catalog, Problem};
use license_matrix::scenario::RuleBook;
use license_matrix::store::{DataFolder, Places, load_branding, load_data, load_settings, today};
use license_matrix::ui::arguments::{Arguments, USAGE};
use license_matrix::ui::panels::is_ours;
use license_matrix::ui::settings::SettingsKeeper;
use license_matrix::ui::shell::{ShellOptions, run_to_exit_code};
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
    let (catalog, book, problems) = match load(&arguments) {
        Ok(loaded) => loaded,
        Err(problems) => {
            for problem in problems {
                eprintln!("{problem}");
            }
            return ExitCode::FAILURE;
        }
    };
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
    let (files, texts): (Vec<PathBuf>, Vec<PathBuf>) =
        arguments.texts.into_iter().partition(|path| is_ours(path));
    let begins_elsewhere = !files.is_empty() || !texts.is_empty();
    let mut options = ShellOptions::from_process();
    let mut window = MatrixWindow::new(state);
    if let Some(places) = Places::find(arguments.settings) {
        let (settings, told) = load_settings::<Settings>(&places.settings);
        options = options.with_settings(&settings);
        window = window
            .with_settings(SettingsKeeper::new(places.settings, settings))
            .with_journals(places.journals)
            .with_notice(told);
    }
    if begins_elsewhere {
        window = window.without_start_page();
    }
    window = window.with_texts(texts);
    for file in files {
        window = window.with_file(Some(file));
    }
    run_to_exit_code(Box::new(window), options)
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
