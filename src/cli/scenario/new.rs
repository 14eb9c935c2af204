//! `scenario new`: a file with every question, to fill in.

use std::path::PathBuf;

use super::{Stop, print};
use crate::scenario::{OWN_ID, RuleBook, Scenario};
use crate::store::{save_new, scenario_template};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The file to write.
    file: PathBuf,
    /// Begin with the answers of this preset.
    #[arg(long, value_name = "PRESET")]
    from: Option<String>,
    /// The title of the scenario.
    #[arg(long)]
    title: Option<String>,
}

pub(super) fn run(args: &Args, book: &RuleBook) -> Result<(), Stop> {
    let mut scenario = match &args.from {
        Some(id) => book.preset(id).cloned().ok_or_else(|| {
            let ids: Vec<&str> = book.presets().iter().map(|p| p.id.as_str()).collect();
            Stop::invalid(format!(
                "There is no preset \"{id}\". Use one of {}.",
                ids.join(", ")
            ))
        })?,
        None => Scenario::empty("Own scenario", "Say in a sentence or two what it is about."),
    };
    scenario.id = id_of(args);
    if let Some(title) = &args.title {
        if title.trim().is_empty()
            || title.chars().count() > 200
            || title.chars().any(char::is_control)
        {
            return Err(Stop::invalid("--title: write one short line."));
        }
        scenario.title = title.trim().to_owned();
    }
    let text = scenario_template(book, &scenario).map_err(Stop::failure)?;
    save_new(&args.file, text.as_bytes()).map_err(|error| Stop::failure(error.to_string()))?;
    print(&format!(
        "Wrote {}. Answer its questions in an editor, then try: scenario show, scenario questions, evaluate --scenario.\n",
        args.file.display()
    ))
}

/// The file's name, as far as it can be an id.
fn id_of(args: &Args) -> String {
    let stem = args.file.file_stem().map(|stem| stem.to_string_lossy());
    let id: String = stem
        .unwrap_or_default()
        .chars()
        .map(|c| {
            if c.is_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .take(100)
        .collect();
    match id.trim_matches('-') {
        "" => OWN_ID.to_owned(),
        id => id.to_owned(),
    }
}
