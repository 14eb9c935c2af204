//! `scenario`: the presets, and files of one's own.

mod new;
mod questions;
mod show;

use std::fmt::Write;
use std::path::Path;

use super::{Format, Stop, catalog, exit, pretty, print, problem_lines, rules, warn_of_values};
use crate::catalog::Catalog;
use crate::scenario::{RuleBook, Scenario};
use crate::store::{DataFolder, load_scenario};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// The presets, one a line, id first.
    List,
    /// Write a scenario file to fill in; a file that is there is left alone.
    New(new::Args),
    /// Print a scenario in plain language.
    Show(show::Args),
    /// Print the questions that are open, the one that settles most first.
    Questions(questions::Args),
}

pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    let catalog = catalog(folder)?;
    let book = rules(folder, &catalog)?;
    match &args.command {
        Command::List => {
            let mut out = String::new();
            for preset in book.presets() {
                let _ = writeln!(out, "{:<24}{}", preset.id, preset.title);
            }
            print(&out)?;
        }
        Command::New(args) => new::run(args, &book)?,
        Command::Show(args) => show::run(args, &catalog, &book)?,
        Command::Questions(args) => questions::run(args, &catalog, &book)?,
    }
    Ok(exit::OK)
}

/// A preset by its id, a scenario file, or a scenario of a workspace: the active
/// one, or the one that `FILE#ID` names.
pub(in crate::cli) fn find(
    catalog: &Catalog,
    book: &RuleBook,
    name: &str,
) -> Result<Scenario, Stop> {
    if let Some(preset) = book.preset(name) {
        return Ok(preset.clone());
    }
    if let Some(found) = super::workspace::scenario_in(catalog, book, name) {
        return found;
    }
    if !Path::new(name).exists() {
        let presets: Vec<&str> = book.presets().iter().map(|one| one.id.as_str()).collect();
        return Err(Stop::invalid(format!(
            "\"{name}\" is neither a preset nor a file. The presets (see `scenario list`) are {}. `scenario new FILE` writes a file of your own to fill in.",
            presets.join(", ")
        )));
    }
    load_scenario(Path::new(name), catalog, book)
        .map_err(|problems| Stop::invalid(problem_lines(&problems)))
}
