//! Reading the rule book of a data folder, and scenario files.

use std::path::Path;

use super::folder::DataFolder;
use super::parse::parse_file;
use crate::catalog::{Catalog, License, Parsed, Problem};
use crate::scenario::{RawBook, RuleBook, RuleClauses, Scenario, check_parts, check_scenario};

/// Reads and checks the rules, obligations, readings, questions and presets.
/// Without a catalog the license files are looked at as far as they can be read.
///
/// # Errors
/// Every problem found.
pub fn load_rules(
    folder: &DataFolder,
    catalog: Option<&Catalog>,
) -> Result<RuleBook, Vec<Problem>> {
    let mut problems = Vec::new();
    let rules = folder.files_in("rules", &mut problems);
    let own = folder.own_rules(&mut problems);
    let all_rules = problems.is_empty();
    let duties = folder.file("duties.ron", &mut problems);
    let readings = folder.file("readings.ron", &mut problems);
    let fields = folder.file("fields.ron", &mut problems);
    let regulation = folder.file("regulation.ron", &mut problems);
    let presets: Vec<Parsed<Scenario>> = folder.files_in("presets", &mut problems);
    if let Some(catalog) = catalog {
        for preset in &presets {
            check_parts(preset, catalog, &mut problems);
        }
    }
    let (Some(duties), Some(readings), Some(fields)) = (duties, readings, fields) else {
        return Err(problems);
    };
    let Some(regulation) = regulation else {
        return Err(problems);
    };
    let clauses = match catalog {
        // Without some rules nobody can say which of them do not exist.
        _ if !all_rules => Vec::new(),
        Some(catalog) => catalog
            .licenses()
            .map(|license| rule_clauses(folder, license))
            .collect(),
        None => {
            let licenses: Vec<Parsed<License>> = folder.readable("licenses");
            let files = licenses.iter();
            files
                .map(|file| rule_clauses(folder, &file.value))
                .collect()
        }
    };
    let checked = RuleBook::validate(RawBook {
        rules,
        own,
        duties,
        readings,
        fields,
        regulation,
        presets,
        clauses,
    });
    match checked {
        Ok(book) if problems.is_empty() => Ok(book),
        Ok(_) => Err(problems),
        Err(more) => {
            problems.extend(more);
            problems.sort();
            Err(problems)
        }
    }
}

/// The rules that a license gives clauses for.
fn rule_clauses(folder: &DataFolder, license: &License) -> RuleClauses {
    RuleClauses {
        source: folder.source(&format!("licenses/{}.ron", license.id)),
        rules: license
            .rule_clauses
            .keys()
            .chain(license.readings.keys())
            .cloned()
            .collect(),
        limits: license.thresholds.clone(),
    }
}

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
/// against the catalog.
///
/// # Errors
/// Every problem, with its line; never half a scenario.
pub fn load_scenario(
    path: &Path,
    catalog: &Catalog,
    book: &RuleBook,
) -> Result<Scenario, Vec<Problem>> {
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
    check_scenario(
        &parsed,
        &|id| book.field(id),
        &|id| book.reading(id),
        &mut problems,
    );
    check_parts(&parsed, catalog, &mut problems);
    if problems.is_empty() {
        Ok(parsed.value)
    } else {
        problems.sort();
        Err(problems)
    }
}
