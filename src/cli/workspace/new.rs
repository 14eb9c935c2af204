//! `workspace new`: a workspace to begin with.

use std::path::PathBuf;

use super::{Stop, exit, print};
use crate::catalog::Catalog;
use crate::scenario::RuleBook;
use crate::store::{save_new, workspace_text};
use crate::workspace::Workspace;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The file to write, such as matter.lmx.
    file: PathBuf,
    /// Put a scenario into it: a preset's id or a file; the first one becomes the
    /// active one.
    #[arg(long, value_name = "PRESET|FILE")]
    scenario: Vec<String>,
    /// The title; without it, the file's name.
    #[arg(long)]
    title: Option<String>,
}

pub(super) fn run(args: &Args, catalog: &Catalog, book: &RuleBook) -> Result<u8, Stop> {
    let stem = args.file.file_stem().map(|stem| stem.to_string_lossy());
    let title = match &args.title {
        Some(title) => title.trim().to_owned(),
        None => stem.unwrap_or_default().trim().to_owned(),
    };
    let is_line = !title.chars().any(char::is_control) && title.chars().count() <= 200;
    if title.is_empty() || !is_line {
        return Err(Stop::invalid("--title: write one short line."));
    }
    let mut workspace = Workspace::new(&title);
    catalog.fingerprint().clone_into(&mut workspace.catalog);
    for name in &args.scenario {
        let scenario = crate::cli::scenario::find(catalog, book, name)?;
        let id = workspace.add_scenario(scenario);
        workspace.active.get_or_insert(id);
    }
    let text = workspace_text(&workspace).map_err(Stop::failure)?;
    save_new(&args.file, text.as_bytes()).map_err(|error| Stop::failure(error.to_string()))?;
    print(&format!(
        "Wrote {}. Try: workspace show, workspace check, evaluate --scenario.\n",
        args.file.display()
    ))?;
    Ok(exit::OK)
}
