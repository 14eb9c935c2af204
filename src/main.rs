//! The window program.

use std::path::PathBuf;
use std::process::ExitCode;

use license_matrix::app::State;
use license_matrix::catalog::{Catalog, Problem};
use license_matrix::scenario::RuleBook;
use license_matrix::store::{DataFolder, load_data, today};
use license_matrix::ui::shell::{ShellOptions, run_to_exit_code};
use license_matrix::ui::window::MatrixWindow;

fn main() -> ExitCode {
    let (catalog, book, problems) = match load() {
        Ok(loaded) => loaded,
        Err(problems) => {
            for problem in problems {
                eprintln!("{problem}");
            }
            return ExitCode::FAILURE;
        }
    };
    let state = State::new(catalog, book, problems, today());
    run_to_exit_code(
        Box::new(MatrixWindow::new(state)),
        ShellOptions::from_process(),
    )
}

/// The data folder named by `--data DIR`, or the built-in one. Where the named
/// one has problems, the built-in one is shown together with them.
fn load() -> Result<(Catalog, RuleBook, Vec<Problem>), Vec<Problem>> {
    let mut problems = Vec::new();
    if let Some(path) = data_folder() {
        match load_data(&DataFolder::read(&path)) {
            Ok((catalog, book)) => return Ok((catalog, book, problems)),
            Err(found) => problems = found,
        }
    }
    let (catalog, book) = load_data(&DataFolder::built_in())?;
    Ok((catalog, book, problems))
}

fn data_folder() -> Option<PathBuf> {
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--data" {
            return arguments.next().map(PathBuf::from);
        }
    }
    None
}
