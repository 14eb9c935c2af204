//! `workspace check`: what does not fit, what has changed, what is open.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{
    Format, Looked, Stop, exit, now, opened, pretty, print, problem_lines, problems_of, set_aside,
};
use crate::catalog::Catalog;
use crate::scenario::RuleBook;
use crate::workspace::{Stale, Workspace};

pub(super) fn run(args: &Looked, catalog: &Catalog, book: &RuleBook) -> Result<u8, Stop> {
    let opened = opened(&args.file)?;
    if let Some(why) = &opened.read.read_only {
        let mut message = why.clone();
        if !opened.read.left_out.is_empty() {
            let _ = write!(message, "\n{}", problem_lines(&opened.read.left_out));
        }
        return Err(Stop::invalid(message));
    }
    let problems = problems_of(&args.file, &opened, catalog, book);
    if !problems.is_empty() {
        return Err(Stop::invalid(problem_lines(&problems)));
    }
    let workspace = &opened.read.workspace;
    let stale = now::stale(workspace, catalog, book, &args.texts)?;
    print(&match args.format {
        Format::Text => text(workspace, &stale),
        Format::Json => pretty(&value(workspace, &stale)),
    })?;
    Ok(if !stale.is_empty() {
        exit::DRIFTED
    } else if !workspace.set_aside.is_empty() {
        exit::REVIEW
    } else {
        exit::OK
    })
}

fn text(workspace: &Workspace, stale: &[Stale<'_>]) -> String {
    let count = |number: usize, one: &str, many: &str| match number {
        1 => format!("1 {one}"),
        number => format!("{number} {many}"),
    };
    let mut out = format!(
        "No problems: {}, {}, {}, {}.\n",
        count(workspace.scenarios.len(), "scenario", "scenarios"),
        count(workspace.views.len(), "view", "views"),
        count(workspace.decisions.len(), "decision", "decisions"),
        count(workspace.notes.len(), "note", "notes"),
    );
    if !stale.is_empty() {
        let _ = writeln!(
            out,
            "\nTo review again ({}), the value changed:",
            stale.len()
        );
        for one in stale {
            let _ = writeln!(
                out,
                "    {}: {}; {} decided on {}",
                one.subject,
                now::words(one),
                one.decision.reviewer,
                one.decision.date
            );
        }
    }
    if !workspace.set_aside.is_empty() {
        let open = workspace.set_aside.len();
        let _ = writeln!(out, "\nSet aside by a merge, to be settled ({open}):");
        for one in &workspace.set_aside {
            let _ = writeln!(out, "    {}: {}", one.record, one.value.words());
        }
    }
    out
}

fn value(workspace: &Workspace, stale: &[Stale<'_>]) -> Value {
    let stale: Vec<Value> = stale
        .iter()
        .map(|one| {
            json!({
                "on": one.subject,
                "then": one.decision.computed.value,
                "now": one.now.as_ref().map(|now| &now.value),
                "reviewer": one.decision.reviewer,
                "date": one.decision.date,
            })
        })
        .collect();
    json!({
        "scenarios": workspace.scenarios.len(),
        "views": workspace.views.len(),
        "decisions": workspace.decisions.len(),
        "notes": workspace.notes.len(),
        "review_again": stale,
        "set_aside": set_aside(workspace),
    })
}
