//! `workspace merge`: puts two versions of a workspace together.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::{Stop, exit, opened, print};
use crate::store::{OpenedWorkspace, SaveOutcome, save_workspace};
use crate::workspace::{Merged, Workspace, merge};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What both versions began from; an empty file if there is none.
    base: PathBuf,
    /// My version.
    mine: PathBuf,
    /// The other version.
    theirs: PathBuf,
    /// The file to write: a new one, or one of the three.
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<u8, Stop> {
    // Git gives an empty file where both sides added one.
    let is_empty =
        std::fs::metadata(&args.base).is_ok_and(|about| about.is_file() && about.len() == 0);
    let base = if is_empty {
        None
    } else {
        Some(to_merge(&args.base)?)
    };
    let (mine, theirs) = (to_merge(&args.mine)?, to_merge(&args.theirs)?);
    let empty = Workspace::default();
    let begun = base.as_ref().map_or(&empty, |base| &base.read.workspace);
    let merged = merge(begun, &mine.read.workspace, &theirs.read.workspace);
    // One of the three may be written over, as it is all in the result; nothing
    // else may.
    let known = [
        (&args.mine, Some(&mine)),
        (&args.theirs, Some(&theirs)),
        (&args.base, base.as_ref()),
    ];
    let known = known
        .into_iter()
        .find(|(path, _)| is_same(path, &args.output))
        .and_then(|(_, opened)| opened);
    let stamp = known.map(|opened| &opened.stamp);
    let saved = save_workspace(&args.output, &merged.workspace, stamp)
        .map_err(|error| Stop::failure(error.to_string()))?;
    let output = args.output.display();
    match saved {
        SaveOutcome::Saved(_) => {}
        SaveOutcome::ReadOnly(why) => return Err(Stop::invalid(why)),
        SaveOutcome::ChangedMeanwhile(_) => {
            return Err(Stop::failure(format!(
                "\"{output}\" was not written: there is a file of this name that is none of the three, or that changed meanwhile. Nothing was changed. Name another."
            )));
        }
    }
    print(&text(&merged, &output.to_string()))?;
    Ok(if merged.conflicts.is_empty() {
        exit::OK
    } else {
        exit::REVIEW
    })
}

/// A workspace of this version or an older one. What of a newer one is not
/// understood would be lost.
fn to_merge(path: &Path) -> Result<OpenedWorkspace, Stop> {
    let opened = opened(path)?;
    match &opened.read.read_only {
        Some(why) => Err(Stop::invalid(why.clone())),
        None => Ok(opened),
    }
}

fn is_same(one: &Path, other: &Path) -> bool {
    match (std::fs::canonicalize(one), std::fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

fn text(merged: &Merged, output: &str) -> String {
    let count = merged.conflicts.len();
    if count == 0 {
        return format!("Merged into {output} without conflicts.\n");
    }
    let conflicts = if count == 1 { "conflict" } else { "conflicts" };
    let mut out = format!("Merged into {output} with {count} {conflicts}; nothing is lost:\n");
    let gone = || "taken away".to_owned();
    for conflict in &merged.conflicts {
        let _ = writeln!(out, "    {}: {}", conflict.record, conflict.kept);
        let mine = conflict.mine.clone().unwrap_or_else(gone);
        let theirs = conflict.theirs.clone().unwrap_or_else(gone);
        let _ = writeln!(out, "        mine:   {mine}\n        theirs: {theirs}");
    }
    out
}
