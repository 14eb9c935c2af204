//! The command line of License Matrix.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(license_matrix::cli::run(std::env::args_os()))
}
