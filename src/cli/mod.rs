//! The command line: one file for each subcommand. Results go to stdout,
//! everything else to stderr.

mod asked;
mod cases;
mod changes;
mod check;
mod claims;
mod compare;
mod compare_models;
mod diff;
mod evaluate;
mod flips;
mod matrix;
mod obligations;
mod project;
mod project_json;
mod regulation;
mod report;
mod scenario;
mod show;
mod substitute;
mod text;
mod verify;
mod workspace;

use std::io::Write;
use std::path::PathBuf;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::catalog::{Catalog, Problem};
use crate::matrix::View;
use crate::scenario::RuleBook;
use crate::store::{DataFolder, load_catalog, load_rules};

/// Exit codes, a part of the contract with scripts.
pub mod exit {
    /// Done; of an evaluation: everything is permitted.
    pub const OK: u8 = 0;
    /// Something failed.
    pub const FAILURE: u8 = 1;
    /// Something is not permitted or needs a separate license.
    pub const NOT_PERMITTED: u8 = 2;
    /// The input is not valid.
    pub const INVALID: u8 = 3;
    /// Something needs review or is unknown; of workspaces: a conflict is open.
    pub const REVIEW: u8 = 4;
    /// A decision record, or a decision of a workspace, does not hold any more as
    /// it was made.
    pub const DRIFTED: u8 = 5;
}

/// Which open-weight AI models may we use, and what do we owe for it?
#[derive(Debug, Parser)]
#[command(name = "license-matrix-cli", version, propagate_version = true)]
struct Cli {
    /// Use this data folder instead of the built-in one.
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Lay a folder of your own over the data: it adds or replaces licenses,
    /// models and claims, and adds rules.
    #[arg(long, global = true, value_name = "DIR")]
    overlay: Vec<PathBuf>,
    /// Judge by rules of your own as well, or by those of your house: a rule
    /// file. They can add to a verdict and never lighten it.
    #[arg(long, global = true, value_name = "FILE")]
    rules: Vec<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the licensing matrix.
    Matrix(matrix::Args),
    /// Print one model or one license.
    Show(show::Args),
    /// Judge every model in a scenario.
    Evaluate(evaluate::Args),
    /// List what is owed in a scenario: by when, by whom, and the words to use.
    Obligations(obligations::Args),
    /// Print the notes on public law that concern a scenario.
    Regulation(regulation::Args),
    /// Say what would make each verdict better or worse.
    Flips(flips::Args),
    /// Say when the limits of the licenses are crossed if figures go on growing.
    Project(project::Args),
    /// Name the closest permitted models for one that is not permitted, and what
    /// changes with them.
    Substitute(substitute::Args),
    /// Run worked cases.
    Cases(cases::Args),
    /// Write the comparison as a PDF, a workbook, a web page and more.
    Report(report::Args),
    /// Judge again what a decision record holds, and say what has changed.
    Verify(verify::Args),
    /// List the presets.
    Scenario(scenario::Args),
    /// Work with workspaces: show, check, merge, begin one.
    Workspace(workspace::Args),
    /// Check a data folder and print every problem.
    Check(check::Args),
    /// Hold license texts of your own against the catalog.
    Text(text::Args),
    /// Print what changed in the licensing of the families, and when.
    Changes(changes::Args),
    /// Print what secondary sources claim, and how it checks out.
    Claims(claims::Args),
    /// Compare the terms of two licenses, or two to six models side by side.
    Compare(compare::Args),
    /// Compare two data folders fact by fact.
    Diff(diff::Args),
}

/// How a result is printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// What stops a command, with its exit code.
#[derive(Debug)]
pub struct Stop {
    code: u8,
    message: String,
}

impl Stop {
    /// The input is not valid.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self {
            code: exit::INVALID,
            message: message.into(),
        }
    }

    /// Something failed.
    pub fn failure(message: impl Into<String>) -> Self {
        Self {
            code: exit::FAILURE,
            message: message.into(),
        }
    }
}

/// Runs the command line and returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> u8 {
    let arguments: Vec<std::ffi::OsString> = arguments.into_iter().collect();
    let mut command = Cli::command();
    // The catalog is read only if its version is asked for.
    if arguments.iter().any(|a| a == "--version" || a == "-V") {
        command = command.version(version(&arguments));
    }
    let parsed = command
        .try_get_matches_from(arguments)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are results; a wrong call is invalid input.
            let code = if error.use_stderr() {
                exit::INVALID
            } else {
                exit::OK
            };
            return if error.print().is_ok() {
                code
            } else {
                exit::FAILURE
            };
        }
    };
    // `check DIR` checks that folder, with the overlays upon it.
    let named = match &cli.command {
        Command::Check(args) => args.directory(),
        _ => None,
    };
    let folder = match named.or(cli.data.as_ref()) {
        Some(path) => DataFolder::read(path),
        None => DataFolder::built_in(),
    };
    let folder = with_own(folder, &cli.overlay, &cli.rules);
    let result = match cli.command {
        Command::Matrix(args) => matrix::run(&args, &folder),
        Command::Show(args) => show::run(&args, &folder),
        Command::Evaluate(args) => evaluate::run(&args, &folder),
        Command::Flips(args) => flips::run(&args, &folder),
        Command::Obligations(args) => obligations::run(&args, &folder),
        Command::Regulation(args) => regulation::run(&args, &folder),
        Command::Project(args) => project::run(&args, &folder),
        Command::Substitute(args) => substitute::run(&args, &folder),
        Command::Cases(args) => cases::run(&args, &folder),
        Command::Report(args) => report::run(&args, &folder),
        Command::Verify(args) => verify::run(&args, &folder),
        Command::Scenario(args) => scenario::run(&args, &folder),
        Command::Workspace(args) => workspace::run(&args, &folder),
        Command::Check(_) => check::run(&folder),
        Command::Text(args) => text::run(&args, &folder),
        Command::Changes(args) => changes::run(&args, &folder),
        Command::Claims(args) => claims::run(&args, &folder),
        Command::Compare(args) => compare::run(&args, &folder),
        Command::Diff(args) => diff::run(&args),
    };
    match result {
        Ok(code) => code,
        Err(stop) => report_stop(stop),
    }
}

/// A data folder with the user's own folders and rule files.
fn with_own(folder: DataFolder, overlays: &[PathBuf], rules: &[PathBuf]) -> DataFolder {
    let folder = overlays
        .iter()
        .fold(folder, |folder, path| folder.with_overlay(path));
    rules
        .iter()
        .fold(folder, |folder, path| folder.with_rules(path))
}

/// Says what stopped a command and gives its exit code.
fn report_stop(stop: Stop) -> u8 {
    let _ = writeln!(std::io::stderr(), "{}", stop.message);
    stop.code
}

/// Program and catalog: "0.1.0 (catalog 0123456789ab of 2026-11-23)". The
/// version is printed before the other options are read, so they are looked for.
fn version(arguments: &[std::ffi::OsString]) -> String {
    let program = env!("CARGO_PKG_VERSION");
    let folders = |option: &str| -> Vec<PathBuf> {
        let joined = format!("{option}=");
        let apart = arguments
            .windows(2)
            .filter(|pair| pair[0] == option)
            .map(|pair| PathBuf::from(&pair[1]));
        let together = arguments
            .iter()
            .filter_map(|one| Some(one.to_str()?.strip_prefix(&joined)?.into()));
        apart.chain(together).collect()
    };
    let data = folders("--data").pop();
    let folder = data.map_or_else(DataFolder::built_in, |path| DataFolder::read(&path));
    let folder = with_own(folder, &folders("--overlay"), &folders("--rules"));
    match load_catalog(&folder) {
        Ok(catalog) => {
            let date = catalog
                .date()
                .map_or(String::new(), |date| format!(" of {date}"));
            format!("{program} (catalog {}{date})", catalog.short_fingerprint())
        }
        Err(_) => program.to_owned(),
    }
}

/// The catalog of a folder, or all its problems.
fn catalog(folder: &DataFolder) -> Result<Catalog, Stop> {
    load_catalog(folder).map_err(|problems| data_problems(&problems))
}

/// The rule book of a folder, or all its problems.
fn rules(folder: &DataFolder, catalog: &Catalog) -> Result<RuleBook, Stop> {
    load_rules(folder, Some(catalog)).map_err(|problems| data_problems(&problems))
}

fn data_problems(problems: &[Problem]) -> Stop {
    Stop::invalid(format!(
        "The data folder has {} problem(s):\n{}",
        problems.len(),
        problem_lines(problems)
    ))
}

fn problem_lines(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
    lines.join("\n")
}

/// Writes a result to stdout. A reader that has gone away is no failure.
fn print(text: &str) -> Result<(), Stop> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Stop::failure(
            format!("The result cannot be written: {error}."),
        )),
        _ => Ok(()),
    }
}

/// Says on stderr which values of a filter no model has.
fn warn_of_values(view: &View<'_>) {
    for value in &view.nowhere {
        eprintln!("Note: the filter: {value}.");
    }
}

/// A JSON value, indented, with a line end.
fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}
