//! `check [DIR]`: every problem of a data folder.

use std::path::PathBuf;

use super::{Stop, exit, print, problem_lines};
use crate::store::{DataFolder, load_data};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The data folder; the built-in one if none is named.
    directory: Option<PathBuf>,
}

impl Args {
    /// The folder to check, if one is named.
    pub(super) fn directory(&self) -> Option<&PathBuf> {
        self.directory.as_ref()
    }
}

pub(super) fn run(folder: &DataFolder) -> Result<u8, Stop> {
    match load_data(folder) {
        Ok((catalog, book)) => {
            print(&format!(
                "No problems: {} licenses, {} models, {} documents, {} secondary sources, {} rules.\n",
                catalog.licenses().count(),
                catalog.models().count(),
                catalog.sources().count(),
                catalog.claims().len(),
                book.rules().len(),
            ))?;
            for overlaid in catalog.overlaid().iter().chain(book.own()) {
                print(&format!("{overlaid}\n"))?;
            }
            Ok(exit::OK)
        }
        Err(problems) => {
            print(&format!("{}\n", problem_lines(&problems)))?;
            Err(Stop::failure(format!("{} problem(s).", problems.len())))
        }
    }
}
