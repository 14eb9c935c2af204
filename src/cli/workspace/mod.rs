//! `workspace`: files that hold everything of one matter.

mod check;
mod merge;
mod new;
mod now;
mod show;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{Format, Stop, catalog, exit, pretty, print, problem_lines, rules};
use crate::catalog::{Catalog, Problem};
use crate::scenario::{RuleBook, Scenario};
use crate::store::{
    DataFolder, OpenedWorkspace, is_workspace, open_workspace, workspace_problems,
    workspace_scenario_problems,
};
use crate::workspace::Workspace;

/// Bytes above which a file is not looked into to see whether it is a workspace.
const LARGEST: u64 = 64 << 20;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Print what a workspace holds, and which decisions are on values that have
    /// changed since.
    Show(Looked),
    /// Find what does not fit: exit code 3 if something is wrong, 5 if a decision
    /// is on a value that has changed since, 4 if a conflict of a merge is open.
    Check(Looked),
    /// Merge two versions of a workspace, record by record: exit code 4 if both
    /// changed the same. Both versions are kept then.
    Merge(merge::Args),
    /// Write a workspace; a file that is there is left alone.
    New(new::Args),
}

/// A workspace to look at.
#[derive(Debug, clap::Args)]
struct Looked {
    /// A workspace (.lmx), or a scenario file.
    file: PathBuf,
    /// Your own license texts, as when it was reviewed.
    #[arg(long, value_name = "FILE|DIR")]
    texts: Vec<PathBuf>,
    /// How to print it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    // Merging needs no catalog; it is done by git, many times.
    if let Command::Merge(args) = &args.command {
        return merge::run(args);
    }
    let catalog = catalog(folder)?;
    let book = rules(folder, &catalog)?;
    match &args.command {
        Command::Show(args) => show::run(args, &catalog, &book),
        Command::Check(args) => check::run(args, &catalog, &book),
        Command::Merge(args) => merge::run(args),
        Command::New(args) => new::run(args, &catalog, &book),
    }
}

fn opened(path: &Path) -> Result<OpenedWorkspace, Stop> {
    open_workspace(path).map_err(|problems| Stop::invalid(problem_lines(&problems)))
}

/// What of a workspace does not fit the catalog.
fn problems_of(
    path: &Path,
    opened: &OpenedWorkspace,
    catalog: &Catalog,
    book: &RuleBook,
) -> Vec<Problem> {
    let name = path.display().to_string();
    let workspace = &opened.read.workspace;
    workspace_problems(&name, &opened.text, workspace, catalog, book)
}

/// What a merge set aside, for other programs.
fn set_aside(workspace: &Workspace) -> Vec<Value> {
    let conflicts = workspace.set_aside.iter();
    conflicts
        .map(|one| json!({ "record": one.record.to_string(), "value": one.value.words() }))
        .collect()
}

/// A scenario of a workspace that a name means: `FILE` or `FILE#ID`; `None` if
/// the name means no workspace.
pub(super) fn scenario_in(
    catalog: &Catalog,
    book: &RuleBook,
    name: &str,
) -> Option<Result<Scenario, Stop>> {
    let (file, id) = if Path::new(name).is_file() {
        (name, None)
    } else {
        let (file, id) = name.rsplit_once('#')?;
        (file, Some(id))
    };
    // What cannot be read is told by whoever reads it as a scenario.
    let size = std::fs::metadata(file).ok()?.len();
    if size > LARGEST {
        return None;
    }
    let text = std::fs::read_to_string(file).ok()?;
    let is_one = is_workspace(&text) || id.is_some();
    is_one.then(|| scenario_by_id(Path::new(file), id, (catalog, book)))
}

/// The workspace that a name of a scenario leads to, if it leads to one, with the
/// id of the scenario in it. For who has read the scenario from it already.
pub(super) fn kept_in(name: &str) -> Option<(Workspace, String)> {
    let (file, id) = match Path::new(name).is_file() {
        true => (name, None),
        false => name.rsplit_once('#').map(|(file, id)| (file, Some(id)))?,
    };
    let text = std::fs::read_to_string(file).ok()?;
    let workspace = is_workspace(&text)
        .then(|| open_workspace(Path::new(file)).ok())??
        .read
        .workspace;
    let only = match workspace.scenarios.as_slice() {
        [only] => Some(only.id.as_str()),
        _ => None,
    };
    let id = id.or(workspace.active.as_deref()).or(only)?.to_owned();
    Some((workspace, id))
}

fn scenario_by_id(
    path: &Path,
    id: Option<&str>,
    (catalog, book): (&Catalog, &RuleBook),
) -> Result<Scenario, Stop> {
    let file = path.display();
    let opened = opened(path)?;
    if let Some(why) = &opened.read.read_only {
        eprintln!("Note: {why}");
    }
    let workspace = &opened.read.workspace;
    let ids: Vec<&str> = workspace
        .scenarios
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    let only = match ids.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let Some(id) = id.or(workspace.active.as_deref()).or(only) else {
        return Err(Stop::invalid(if ids.is_empty() {
            format!("The workspace \"{file}\" has no scenario. Name a preset or a scenario file.")
        } else {
            format!(
                "No scenario of the workspace \"{file}\" is the active one. Name one as \"{file}#ID\": {}.",
                ids.join(", ")
            )
        }));
    };
    let Some(scenario) = workspace.scenario(id) else {
        return Err(Stop::invalid(format!(
            "The workspace \"{file}\" has no scenario \"{id}\". It has: {}.",
            if ids.is_empty() {
                "none".to_owned()
            } else {
                ids.join(", ")
            }
        )));
    };
    let name = file.to_string();
    let problems = workspace_scenario_problems(&name, &opened.text, id, scenario, (catalog, book));
    if problems.is_empty() {
        Ok(scenario.clone())
    } else {
        Err(Stop::invalid(problem_lines(&problems)))
    }
}
