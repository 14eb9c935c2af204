//! The data the program works on: the built-in data, or a folder's.

use super::catalog_files::read_catalog;
use super::folder::DataFolder;
use super::rules::load_rules;
use crate::assets;
use crate::catalog::{Catalog, Problem};
use crate::scenario::RuleBook;

impl DataFolder {
    /// The folder compiled into the program.
    pub fn built_in() -> Self {
        let mut folder = Self::of(assets::DATA_FILES);
        folder.built_in = true;
        folder
    }
}

/// Reads and checks everything in a folder.
///
/// # Errors
/// Every problem found, also in the rules of a folder whose catalog has some.
pub fn load_data(folder: &DataFolder) -> Result<(Catalog, RuleBook), Vec<Problem>> {
    match load_catalog(folder) {
        Ok(catalog) => {
            let book = load_rules(folder, Some(&catalog))?;
            Ok((catalog, book))
        }
        Err(problems) if folder.is_missing() => Err(problems),
        Err(mut problems) => {
            if let Err(more) = load_rules(folder, None) {
                problems.extend(more);
            }
            problems.sort();
            problems.dedup();
            Err(problems)
        }
    }
}

/// Reads and checks a folder's catalog. That of the built-in data was checked
/// when the program was built and is taken as it was stored then.
///
/// # Errors
/// Every problem found. When files cannot be read, the checks across files
/// still run over the others, so that all problems come at once.
pub fn load_catalog(folder: &DataFolder) -> Result<Catalog, Vec<Problem>> {
    if folder.is_built_in() {
        stored_catalog().map_err(|problem| vec![problem])
    } else {
        read_catalog(folder)
    }
}

/// The catalog of the built-in data as the build stored it. A test holds it
/// against the files.
fn stored_catalog() -> Result<Catalog, Problem> {
    let stored: Result<Catalog, _> = postcard::from_bytes(assets::CATALOG);
    stored.map(Catalog::recorded).map_err(|error| Problem {
        file: "catalog.bin".to_owned(),
        line: 0,
        what: format!("the catalog in the program cannot be read: {error}"),
        advice: "Build the program anew, or name a data folder with --data".to_owned(),
    })
}
