//! Reading the rule book of a data folder, and scenario files.

use std::path::Path;

use super::folder::DataFolder;
use super::parse::parse_file;
use crate::catalog::{Catalog, Problem};
use crate::scenario::{Answer, RawBook, RuleBook, Scenario};

/// Reads and checks the rules, obligations, readings, questions and presets.
///
/// # Errors
/// Every problem found.
pub fn load_rules(
    folder: &DataFolder,
    catalog: Option<&Catalog>,
) -> Result<RuleBook, Vec<Problem>> {
    let mut problems = Vec::new();
    let rules = folder.files_in("rules", &mut problems);
    let duties = folder.file("duties.ron", &mut problems);
    let readings = folder.file("readings.ron", &mut problems);
    let fields = folder.file("fields.ron", &mut problems);
    let presets = folder.files_in("presets", &mut problems);
    let (Some(duties), Some(readings), Some(fields)) = (duties, readings, fields) else {
        return Err(problems);
    };
    if !problems.is_empty() {
        return Err(problems);
    }
    let raw = RawBook {
        rules,
        duties,
        readings,
        fields,
        presets,
    };
    RuleBook::validate(raw, catalog)
}

/// Reads a scenario file and checks it against the questions.
///
/// # Errors
/// Every problem, with its line; never half a scenario.
pub fn load_scenario(path: &Path, book: &RuleBook) -> Result<Scenario, Vec<Problem>> {
    let name = path.display().to_string();
    let whole = |what: String| {
        vec![Problem {
            file: name.clone(),
            line: 0,
            what,
            advice: "Name a preset (see `scenario list`) or a scenario file".to_owned(),
        }]
    };
    let bytes = std::fs::read(path)
        .map_err(|error| whole(format!("the scenario cannot be read: {error}")))?;
    let text =
        String::from_utf8(bytes).map_err(|_| whole("the scenario is not UTF-8 text".to_owned()))?;
    let parsed = parse_file::<Scenario>(&name, &text).map_err(|problem| vec![problem])?;
    let mut problems = Vec::new();
    let scenario = &parsed.value;
    if scenario.schema != 1 {
        problems.push(parsed.source.problem(
            &["schema"],
            format!(
                "the scenario has shape {}; this program reads shape 1",
                scenario.schema
            ),
            "Use a newer version of the program",
        ));
    }
    for (field, answer) in scenario.answers.iter().chain(&scenario.client) {
        let place = format!("\"{field}\"");
        let mut report = |what: String, advice: String| {
            problems.push(parsed.source.problem(&[&place], what, advice));
        };
        let Some(question) = book.field(field) else {
            report(
                format!("there is no question \"{field}\""),
                "Correct the name; data/fields.ron lists the questions".to_owned(),
            );
            continue;
        };
        if let Err((what, advice)) = question.kind.check(answer) {
            report(format!("the answer to \"{field}\" {what}"), advice);
        }
    }
    if !matches!(scenario.answer("acts"), Answer::Set(_) | Answer::Unanswered) {
        problems.push(parsed.source.problem(
            &["\"acts\""],
            "the acts are not a set",
            "Write Set([\"SaasFeature\"])",
        ));
    }
    if problems.is_empty() {
        Ok(parsed.value)
    } else {
        problems.sort();
        Err(problems)
    }
}
