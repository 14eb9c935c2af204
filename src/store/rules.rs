//! Reading the rule book of a data folder.

use super::folder::DataFolder;
use super::parse::parse_file_without;
use crate::catalog::{Catalog, License, Parsed, Problem};
use crate::scenario::{
    NOT_IN_OWN_RULES, RawBook, RuleBook, RuleClauses, RulesFile, Scenario, check_parts,
};

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
    let own = own_rules(folder, &mut problems);
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

/// The rule files of the user's own.
fn own_rules(folder: &DataFolder, problems: &mut Vec<Problem>) -> Vec<Parsed<RulesFile>> {
    let mut own = Vec::new();
    for (path, text) in folder.own_rule_texts() {
        match parse_file_without(&path, text.clone(), NOT_IN_OWN_RULES) {
            Ok(parsed) => own.push(parsed),
            Err(problem) => problems.push(problem),
        }
    }
    own
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
