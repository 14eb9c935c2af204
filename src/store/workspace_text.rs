//! A workspace as text: one line for each small record and each answer, in a
//! fixed order, so that a change is a short difference.

use std::fmt::Write;

use serde::Serialize;

use super::workspace_shape::DecisionLine;
use crate::workspace::Workspace;

/// The version of the shape that is written.
pub(super) const SCHEMA: u32 = 1;

/// What the file says it is.
pub(super) const KIND: &str = "workspace";

/// The workspace as the text of a file. The same workspace gives the same text.
///
/// # Errors
/// A value that RON cannot write.
pub fn workspace_text(workspace: &Workspace) -> Result<String, String> {
    let mut out = String::from(
        "// A workspace of License Matrix. README, \"File formats\", says what is in it.\n(\n",
    );
    let _ = writeln!(out, " kind: {},\n schema: {SCHEMA},", line(KIND)?);
    let _ = writeln!(out, " title: {},", line(&workspace.title)?);
    let _ = writeln!(out, " catalog: {},", line(&workspace.catalog)?);
    let _ = writeln!(out, " active: {},", line(&workspace.active)?);
    let scenarios = workspace.scenarios.iter();
    let scenarios = scenarios.map(|open| {
        let id = line(&open.id)?;
        let body = grouped(&open.scenario, 2)?;
        Ok(format!("(id: {id}, scenario: {body})"))
    });
    list(&mut out, "scenarios", scenarios)?;
    let views = workspace.views.iter().map(|view| grouped(view, 1));
    list(&mut out, "views", views)?;
    let decisions = workspace.decisions.iter();
    let decisions = decisions.map(|(on, decision)| line(&DecisionLine::new(on, decision)));
    list(&mut out, "decisions", decisions)?;
    list(&mut out, "notes", workspace.notes.iter().map(line))?;
    let branding = grouped(&workspace.branding, 1)?;
    let _ = writeln!(out, " branding: {},", indented(&branding, 1));
    out.push_str(" texts: {\n");
    for (name, print) in &workspace.texts {
        let _ = writeln!(out, "  {}: {},", line(name)?, line(print)?);
    }
    out.push_str(" },\n");
    list(&mut out, "set_aside", workspace.set_aside.iter().map(line))?;
    out.push_str(")\n");
    Ok(out)
}

fn list(
    out: &mut String,
    name: &str,
    items: impl Iterator<Item = Result<String, String>>,
) -> Result<(), String> {
    let _ = writeln!(out, " {name}: [");
    for item in items {
        let _ = writeln!(out, "  {},", indented(&item?, 2));
    }
    out.push_str(" ],\n");
    Ok(())
}

/// A value on one line. Line breaks in texts are escaped.
fn line(value: &(impl Serialize + ?Sized)) -> Result<String, String> {
    written(value, 0)
}

/// A value with a line for each of its parts, down to a depth.
fn grouped(value: &impl Serialize, depth: usize) -> Result<String, String> {
    written(value, depth)
}

fn written(value: &(impl Serialize + ?Sized), depth: usize) -> Result<String, String> {
    let pretty = ron::ser::PrettyConfig::new()
        .indentor(" ")
        .new_line("\n")
        .escape_strings(true)
        .depth_limit(depth);
    ron::ser::to_string_pretty(value, pretty).map_err(|error| error.to_string())
}

/// The lines behind the first, moved to the right. Texts have no line breaks
/// that this could change, as they are escaped.
fn indented(text: &str, by: usize) -> String {
    text.replace('\n', &format!("\n{}", " ".repeat(by)))
}
