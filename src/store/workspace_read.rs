//! Reading a workspace: this version whole or not at all, an older one moved to
//! this version, of a newer one what is understood.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::de::DeserializeOwned;

use super::parse::parse_file;
use super::ron_parts::{Section, in_place, line_of, sections};
use super::workspace_shape::{DecisionLine, WorkspaceShape};
use super::workspace_text::{KIND, SCHEMA};
use crate::catalog::Problem;
use crate::scenario::Scenario;
use crate::workspace::{OpenScenario, Workspace};

/// A workspace as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadWorkspace {
    /// The workspace.
    pub workspace: Workspace,
    /// The version of the file, where that was older than the program's. The
    /// workspace is of this version; the file becomes so when it is saved.
    pub older: Option<u32>,
    /// Why it may be looked at and not be saved at its place, if that is so.
    pub read_only: Option<String>,
    /// What of a newer file was not understood; it is not in the workspace.
    pub left_out: Vec<Problem>,
}

const ADVICE: &str =
    "Correct it at this line, or take an older copy; README, \"File formats\", shows the shape";

/// Whether a text says that it is a workspace. What else it says is not looked
/// at.
pub fn is_workspace(text: &str) -> bool {
    let kind = |section: &Section<'_>| section.name == "kind";
    let found = sections(text);
    let kind = found.iter().find(|section| kind(section));
    kind.is_some_and(|kind| ron::from_str(&text[kind.value.clone()]) == Ok(KIND.to_owned()))
}

/// Reads the text of a file: a workspace of any version, or a scenario, which is
/// version 0. Answers are not held against the questions of a catalog; see
/// [`super::workspace_problems`].
///
/// # Errors
/// Every problem, with its line in the text and what to do.
pub fn read_workspace(name: &str, text: &str) -> Result<ReadWorkspace, Vec<Problem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let reader = Reader { name, text };
    if text.trim().is_empty() {
        return Err(vec![Problem {
            file: name.to_owned(),
            line: 0,
            what: "the file is empty".to_owned(),
            advice: "`workspace new FILE` writes a workspace, under another name".to_owned(),
        }]);
    }
    let mark = text.lines().position(|line| line.starts_with("<<<<<<< "));
    if let Some(line) = mark {
        let what = "two versions of the file stand in it, as git leaves them";
        let advice = "Take both versions out of git and put them together with `workspace merge`";
        return Err(vec![reader.problem(line + 1, what.to_owned(), advice)]);
    }
    let parts = sections(text);
    let version = if is_workspace(text) {
        reader.version(&parts)?
    } else {
        0
    };
    match version {
        0 => reader.scenario(),
        SCHEMA => reader.whole(&parts),
        newer => Ok(reader.newer(&parts, newer)),
    }
}

struct Reader<'a> {
    name: &'a str,
    text: &'a str,
}

impl Reader<'_> {
    /// A problem at a line, which is one of the file's.
    fn problem(&self, line: usize, what: String, advice: &str) -> Problem {
        Problem {
            file: self.name.to_owned(),
            line: line.clamp(1, self.text.lines().count().max(1)),
            what,
            advice: advice.to_owned(),
        }
    }

    fn parsed<T: DeserializeOwned>(&self, text: &str) -> Result<T, Problem> {
        parse_file::<T>(self.name, text)
            .map(|parsed| parsed.value)
            .map_err(|problem| {
                let advice = match problem.what.starts_with("the file cannot be read") {
                    true => ADVICE,
                    false => problem.advice.as_str(),
                };
                self.problem(problem.line, problem.what, advice)
            })
    }

    fn version(&self, parts: &[Section<'_>]) -> Result<u32, Vec<Problem>> {
        let schema = parts.iter().find(|section| section.name == "schema");
        let number = schema.and_then(|schema| {
            let number = ron::from_str::<u32>(&self.text[schema.value.clone()]).ok();
            number.filter(|number| *number > 0)
        });
        number.ok_or_else(|| {
            let line = schema.map_or(1, |schema| line_of(self.text, schema.value.start));
            let what = "the file does not say which version of a workspace it is".to_owned();
            let advice = format!("Write `schema: {SCHEMA},` behind the kind");
            vec![self.problem(line, what, &advice)]
        })
    }

    /// Version 0: a scenario alone.
    fn scenario(&self) -> Result<ReadWorkspace, Vec<Problem>> {
        let scenario = self.parsed::<Scenario>(self.text).map_err(|problem| {
            let what = format!(
                "this is neither a workspace nor a scenario: {}",
                problem.what
            );
            vec![Problem { what, ..problem }]
        })?;
        Ok(ReadWorkspace {
            workspace: Workspace::of_scenario(scenario),
            older: Some(0),
            read_only: None,
            left_out: Vec::new(),
        })
    }

    fn whole(&self, parts: &[Section<'_>]) -> Result<ReadWorkspace, Vec<Problem>> {
        let shape = self
            .parsed::<WorkspaceShape>(self.text)
            .map_err(|problem| vec![problem])?;
        let twice = [
            self.twice(
                parts,
                "scenarios",
                shape.scenarios.iter().map(|one| &one.id),
            ),
            self.twice(parts, "views", shape.views.iter().map(|one| &one.name)),
            self.twice(
                parts,
                "decisions",
                shape.decisions.iter().map(|one| &one.on),
            ),
        ];
        let problems = twice.concat();
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(ReadWorkspace {
            workspace: shape.into(),
            older: None,
            read_only: None,
            left_out: Vec::new(),
        })
    }

    /// Records that have a name that another one has.
    fn twice<T: Ord + std::fmt::Debug>(
        &self,
        parts: &[Section<'_>],
        list: &str,
        names: impl Iterator<Item = T>,
    ) -> Vec<Problem> {
        let section = parts.iter().find(|section| section.name == list);
        let line = |place: usize| {
            let item = section.and_then(|section| section.items.get(place));
            item.map_or(1, |item| line_of(self.text, item.start))
        };
        let mut seen = BTreeMap::new();
        let mut problems = Vec::new();
        for (place, name) in names.enumerate() {
            if let Some(first) = seen.get(&name) {
                let what = format!(
                    "{list}: {name:?} is there twice; it stands in line {} already",
                    line(*first)
                );
                let advice = "Take one of them away, or give it a name of its own";
                problems.push(self.problem(line(place), what, advice));
            } else {
                seen.insert(name, place);
            }
        }
        problems
    }

    /// What is understood of a file that a newer program wrote.
    fn newer(&self, parts: &[Section<'_>], version: u32) -> ReadWorkspace {
        let mut out = Vec::new();
        let mut workspace = Workspace::default();
        for part in parts {
            self.take(&mut workspace, part, &mut out);
        }
        out.sort();
        ReadWorkspace {
            workspace,
            older: None,
            read_only: Some(format!(
                "\"{}\" was written by a newer version of this program (shape {version}; this one writes shape {SCHEMA}). It is open to be read only, so that nothing of it is lost. Use the newer version to change it, or save a copy under another name.",
                self.name
            )),
            left_out: out,
        }
    }

    fn take(&self, to: &mut Workspace, part: &Section<'_>, out: &mut Vec<Problem>) {
        match part.name {
            "kind" | "schema" => {}
            "title" => to.title = self.one(&part.value, out).unwrap_or_default(),
            "catalog" => to.catalog = self.one(&part.value, out).unwrap_or_default(),
            "active" => to.active = self.one(&part.value, out).flatten(),
            "branding" => to.branding = self.one(&part.value, out).unwrap_or_default(),
            "texts" => to.texts = self.one(&part.value, out).unwrap_or_default(),
            "notes" => to.notes = self.each(part, out).into_iter().collect(),
            "set_aside" => to.set_aside = self.each(part, out).into_iter().collect(),
            "scenarios" => {
                for open in self.each::<OpenScenario>(part, out) {
                    if to.scenario(&open.id).is_none() {
                        to.scenarios.push(open);
                    }
                }
            }
            "views" => {
                for view in self.each(part, out) {
                    to.keep_view(view);
                }
            }
            "decisions" => {
                let lines = self.each::<DecisionLine>(part, out).into_iter();
                to.decisions = lines.map(DecisionLine::into_pair).collect();
            }
            other => {
                let what = format!("this program does not know what \"{other}\" is");
                let line = line_of(self.text, part.value.start);
                out.push(self.problem(line, what, "Use the newer version to see it"));
            }
        }
    }

    fn each<T: DeserializeOwned>(&self, part: &Section<'_>, out: &mut Vec<Problem>) -> Vec<T> {
        let items = part.items.iter();
        items.filter_map(|item| self.one(item, out)).collect()
    }

    fn one<T: DeserializeOwned>(&self, part: &Range<usize>, out: &mut Vec<Problem>) -> Option<T> {
        match self.parsed(&in_place(self.text, part)) {
            Ok(value) => Some(value),
            Err(problem) => {
                let advice = "Use the newer version to see it".to_owned();
                out.push(Problem { advice, ..problem });
                None
            }
        }
    }
}
