//! `diff OLD_DIR NEW_DIR`: the facts that differ between two data folders.

use std::fmt::Write;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::{Format, Stop, catalog, exit, pretty, print};
use crate::matrix::{FactChange, compare_catalogs};
use crate::store::DataFolder;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The earlier data folder.
    old: PathBuf,
    /// The later data folder.
    new: PathBuf,
    /// How to print it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(args: &Args) -> Result<u8, Stop> {
    let old = catalog(&DataFolder::read(&args.old))?;
    let new = catalog(&DataFolder::read(&args.new))?;
    let changes = compare_catalogs(&old, &new);
    print(&match args.format {
        Format::Text => text(&changes),
        Format::Json => pretty(&json!({
            "old": { "fingerprint": old.fingerprint() },
            "new": { "fingerprint": new.fingerprint() },
            "changes": changes.iter().map(value).collect::<Vec<_>>(),
        })),
    })?;
    Ok(exit::OK)
}

fn text(changes: &[FactChange]) -> String {
    let mut out = String::new();
    if changes.is_empty() {
        out.push_str("The facts are the same.\n");
    }
    for change in changes {
        let _ = write!(out, "{} {}: ", change.subject, change.id);
        let kind = change.kind.id().replace('_', " ");
        let _ = match &change.column {
            None => writeln!(out, "{kind}"),
            Some(column) => {
                let side = |side: &Option<String>| side.clone().unwrap_or("nothing".to_owned());
                if change.old == change.new {
                    writeln!(out, "{column}: {kind}: {}", side(&change.new))
                } else {
                    writeln!(
                        out,
                        "{column}: {kind}: {} -> {}",
                        side(&change.old),
                        side(&change.new)
                    )
                }
            }
        };
    }
    out
}

fn value(change: &FactChange) -> Value {
    json!({
        "subject": change.subject,
        "id": change.id,
        "term": change.column,
        "kind": change.kind.id(),
        "old": change.old,
        "new": change.new,
    })
}
