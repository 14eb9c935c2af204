//! `scenario list`: the presets.

use std::fmt::Write;
use std::path::Path;

use super::{Stop, catalog, exit, print, problem_lines, rules};
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
}

pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    let catalog = catalog(folder)?;
    let book = rules(folder, &catalog)?;
    match args.command {
        Command::List => {
            let mut out = String::new();
            for preset in book.presets() {
                let _ = writeln!(out, "{:<24}{}", preset.id, preset.title);
            }
            print(&out)?;
        }
    }
    Ok(exit::OK)
}

/// A preset by its id, or a scenario file.
pub(super) fn find(catalog: &Catalog, book: &RuleBook, name: &str) -> Result<Scenario, Stop> {
    if let Some(preset) = book.preset(name) {
        return Ok(preset.clone());
    }
    load_scenario(Path::new(name), catalog, book)
        .map_err(|problems| Stop::invalid(problem_lines(&problems)))
}
