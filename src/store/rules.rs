//! Reading a whole data folder, its rule book, and scenario files.

use std::path::Path;

use super::folder::{DataFolder, load_catalog};
use super::parse::parse_file;
use crate::catalog::{Catalog, License, Parsed, Problem};
use crate::scenario::{RawBook, RuleBook, RuleClauses, Scenario, check_scenario};

/// Reads and checks a whole data folder.
///
/// # Errors
/// Every problem found in the catalog and in the rules, sorted by file and line.
pub fn load(folder: &DataFolder) -> Result<(Catalog, RuleBook), Vec<Problem>> {
    let catalog = match load_catalog(folder) {
        Ok(catalog) => catalog,
        Err(problems) if folder.is_missing() => return Err(problems),
        Err(mut problems) => {
            // What cannot be read is told already.
            let licenses: Vec<Parsed<License>> = folder.files_in("licenses", &mut Vec::new());
            let named = licenses.iter().map(|file| &file.value);
            problems.extend(book(folder, named).err().unwrap_or_default());
            problems.sort();
            return Err(problems);
        }
    };
    let book = book(folder, catalog.licenses())?;
    Ok((catalog, book))
}

/// Reads and checks the rules, obligations, readings, questions and presets.
///
/// # Errors
/// Every problem found.
pub fn load_rules(folder: &DataFolder, catalog: &Catalog) -> Result<RuleBook, Vec<Problem>> {
    book(folder, catalog.licenses())
}

fn book<'a>(
    folder: &DataFolder,
    licenses: impl Iterator<Item = &'a License>,
) -> Result<RuleBook, Vec<Problem>> {
    let mut problems = Vec::new();
    let rules = folder.files_in("rules", &mut problems);
    let all_rules = problems.is_empty();
    let duties = folder.file("duties.ron", &mut problems);
    let readings = folder.file("readings.ron", &mut problems);
    let fields = folder.file("fields.ron", &mut problems);
    let presets = folder.files_in("presets", &mut problems);
    let (Some(duties), Some(readings), Some(fields)) = (duties, readings, fields) else {
        return Err(problems);
    };
    // Without some rules nobody can say which of them do not exist.
    let clauses = licenses.filter(|_| all_rules).map(|license| RuleClauses {
        source: folder.source(&format!("licenses/{}.ron", license.id)),
        rules: license
            .rule_clauses
            .keys()
            .chain(license.readings.keys())
            .cloned()
            .collect(),
    });
    let checked = RuleBook::validate(RawBook {
        rules,
        duties,
        readings,
        fields,
        presets,
        clauses: clauses.collect(),
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
    check_scenario(&parsed, &|id| book.field(id), &mut problems);
    if problems.is_empty() {
        Ok(parsed.value)
    } else {
        problems.sort();
        Err(problems)
    }
}
