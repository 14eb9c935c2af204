//! Scenario files: reading one whole or not at all, and writing one.

use std::path::Path;

use serde::Deserialize;

use super::bounded::read_at_most;
use super::parse::parse_file;
use super::ron_text::walk;
use crate::catalog::{Catalog, Parsed, Problem};
use crate::scenario::{
    Contradiction, RuleBook, Scenario, check_parts, check_scenario, contradiction_problems,
    contradictions,
};

/// The size of a scenario file, in bytes, above which it is none.
const LARGEST: u64 = 1 << 20;

/// A scenario as the text of a file, which [`load_scenario`] reads.
///
/// # Errors
/// A number that RON cannot write.
pub fn scenario_text(scenario: &Scenario) -> Result<String, String> {
    let pretty = ron::ser::PrettyConfig::new()
        .indentor(" ")
        .new_line("\n")
        .compact_arrays(true);
    let body = ron::ser::to_string_pretty(scenario, pretty).map_err(|error| error.to_string())?;
    Ok(format!(
        "// A scenario of License Matrix. The questions and their values are in data/fields.ron.\n{body}\n"
    ))
}

/// Reads a scenario file and checks it against the questions, and its parts
/// against the catalog. Answers that contradict each other are problems.
///
/// # Errors
/// Every problem, with its line; never half a scenario.
pub fn load_scenario(
    path: &Path,
    catalog: &Catalog,
    book: &RuleBook,
) -> Result<Scenario, Vec<Problem>> {
    let file = read(path, catalog, book)?;
    let mut problems = contradiction_problems(&file);
    if problems.is_empty() {
        return Ok(file.value);
    }
    problems.sort();
    Err(problems)
}

/// The same, with the contradictions beside the scenario, for a place where
/// they can be seen and mended.
///
/// # Errors
/// Every other problem, with its line.
pub fn open_scenario(
    path: &Path,
    catalog: &Catalog,
    book: &RuleBook,
) -> Result<(Scenario, Vec<Contradiction>), Vec<Problem>> {
    let scenario = read(path, catalog, book)?.value;
    let found = contradictions(&scenario);
    Ok((scenario, found))
}

/// Only the shape of a file, whatever else it says.
#[derive(Deserialize)]
struct Shape {
    schema: u32,
}

/// Reads a file and checks all but contradictions. The text that comes back has
/// no comments, so that a question in a comment is not taken for its answer.
fn read(path: &Path, catalog: &Catalog, book: &RuleBook) -> Result<Parsed<Scenario>, Vec<Problem>> {
    let name = path.display().to_string();
    let text = read_text(path, &name).map_err(|problem| vec![problem])?;
    let found = walk(&text);
    let parsed = parse_file::<Scenario>(&name, &text);
    let mut parsed = parsed.map_err(|mut problem| {
        // What a newer program wrote is no mistake of the user's.
        if let Ok(shape) = ron::from_str::<Shape>(&text) {
            let source = crate::catalog::SourceText {
                path: name.clone(),
                text: text.clone().into(),
            };
            if let Some(newer) = source.schema_problem(shape.schema) {
                return vec![newer];
            }
        }
        // A key that is there twice has a way out of its own.
        if problem.what.starts_with("the file cannot be read") {
            problem.advice =
                "Correct it at this line; `scenario new FILE` writes a file that shows the shape"
                    .to_owned();
        }
        vec![problem]
    })?;
    parsed.source.text = found.without_comments(&text).into();
    let mut problems = fit_problems(&parsed, catalog, book);
    if problems.is_empty() {
        Ok(parsed)
    } else {
        problems.sort();
        Err(problems)
    }
}

/// Where a scenario does not fit the questions and the models: answers to none of
/// them, or of another kind.
pub(super) fn fit_problems(
    file: &Parsed<Scenario>,
    catalog: &Catalog,
    book: &RuleBook,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let (field, reading) = (|id: &str| book.field(id), |id: &str| book.reading(id));
    check_scenario(file, &field, &reading, &mut problems);
    check_parts(file, catalog, &mut problems);
    problems
}

/// The text of a file that may be a scenario.
fn read_text(path: &Path, name: &str) -> Result<String, Problem> {
    let problem = |line: usize, what: String, advice: &str| Problem {
        file: name.to_owned(),
        line,
        what,
        advice: advice.to_owned(),
    };
    let another = "Name a preset (see `scenario list`) or a scenario file";
    let unread = |error: std::io::Error| {
        problem(0, format!("the scenario cannot be read: {error}"), another)
    };
    if path.is_dir() {
        return Err(problem(
            0,
            "this is a folder, not a scenario file".to_owned(),
            another,
        ));
    }
    let Some(bytes) = read_at_most(path, LARGEST).map_err(unread)? else {
        let what = "the file is larger than 1 MB, and a scenario is a few thousand letters";
        return Err(problem(0, what.to_owned(), another));
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let lines = error.as_bytes()[..good]
            .iter()
            .filter(|byte| **byte == b'\n');
        problem(
            lines.count() + 1,
            "the scenario is not UTF-8 text".to_owned(),
            "Save it as UTF-8 in your editor",
        )
    })?;
    // Some editors put a mark in front of UTF-8 text.
    let text = text
        .strip_prefix('\u{feff}')
        .map_or(text.clone(), str::to_owned);
    if text.trim().is_empty() {
        return Err(problem(
            0,
            "the file is empty".to_owned(),
            "`scenario new FILE` writes a scenario to begin with, under another name",
        ));
    }
    Ok(text)
}
