//! The rules that model files and claim files have to keep.

use super::problem::Problem;
use super::raw::Parsed;
use super::validate::{Known, check_citations};
use super::{Availability, ClaimSource, Family, Model, Role, catalog::matches_pattern};

pub(super) fn check_family(file: &Parsed<Family>, known: &Known<'_>, problems: &mut Vec<Problem>) {
    for model in &file.value.models {
        check_model(file, model, known, problems);
    }
    for change in &file.value.history {
        let date = change.date.to_string();
        let place = ["history", date.as_str()];
        for license in &change.licenses {
            if !known.licenses.contains(license.as_str()) {
                problems.push(file.source.problem(
                    &place,
                    format!("the history of {date} names the license \"{license}\", which does not exist"),
                    "Correct the id or add the license",
                ));
            }
        }
        check_citations(&file.source, &place, &change.cite, known, problems);
    }
}

fn check_model(
    file: &Parsed<Family>,
    model: &Model,
    known: &Known<'_>,
    problems: &mut Vec<Problem>,
) {
    let place = format!("id: \"{}\"", model.id);
    for role in &model.licenses {
        let exists = match role.role {
            Role::UsePolicy => known.documents.contains(role.license.as_str()),
            Role::Weights | Role::Code => known.licenses.contains(role.license.as_str()),
        };
        if !exists {
            problems.push(file.source.problem(
                &[&place, &format!("\"{}\"", role.license)],
                format!(
                    "\"{}\" names \"{}\", which does not exist",
                    model.id, role.license
                ),
                "Correct the id, or add the license or the policy's document",
            ));
        }
    }
    let has_weights = model.weights_license().is_some();
    if has_weights != (model.availability == Availability::Weights)
        && model.availability != Availability::Announced
    {
        problems.push(file.source.problem(
            &[&place, "availability"],
            format!(
                "the availability and the licenses of \"{}\" do not fit",
                model.id
            ),
            "Weights need a license with the role Weights; a service without weights has none",
        ));
    }
    if let Some(base) = &model.base
        && known.models_whole
        && !known.models.contains(base.as_str())
    {
        problems.push(file.source.problem(
            &[&place, "base"],
            format!(
                "\"{}\" derives from \"{base}\", which does not exist",
                model.id
            ),
            "Correct the id or add the base model",
        ));
    }
    if model.cite.is_empty() {
        problems.push(file.source.problem(
            &[&place],
            format!("\"{}\" does not say where its license was read", model.id),
            "Add cite: [(\"document\", \"place\")]",
        ));
    }
    check_citations(&file.source, &[&place], &model.cite, known, problems);
}

pub(super) fn check_claims(
    file: &Parsed<ClaimSource>,
    known: &Known<'_>,
    problems: &mut Vec<Problem>,
) {
    let claims = &file.value;
    let width = claims.matrix.columns.len();
    for row in &claims.matrix.rows {
        let name = row.cells.first().map_or("", |cell| cell.value.as_str());
        let place = format!("\"{name}\"");
        if row.cells.len() != width {
            problems.push(file.source.problem(
                &["rows", &place],
                format!(
                    "the row {place} has {} cells, the matrix has {width} columns",
                    row.cells.len()
                ),
                "Give every column a cell",
            ));
        }
        for pattern in row.models.iter().filter(|_| known.models_whole) {
            if !known.models.iter().any(|id| matches_pattern(id, pattern)) {
                problems.push(file.source.problem(
                    &["rows", &format!("\"{pattern}\"")],
                    format!("the pattern \"{pattern}\" fits no model"),
                    "Correct it; * stands for any ending",
                ));
            }
        }
        for cell in &row.cells {
            check_citations(&file.source, &["rows", &place], &cell.cite, known, problems);
        }
    }
    let terms = claims
        .matrix
        .columns
        .iter()
        .flat_map(|column| &column.terms)
        .chain(claims.claims.iter().flat_map(|claim| &claim.terms));
    for term in terms {
        if !known.columns.iter().any(|column| column.id == *term) {
            problems.push(file.source.problem(
                &[&format!("\"{term}\"")],
                format!("no column is called \"{term}\""),
                "Use an id from columns.ron",
            ));
        }
    }
    for claim in &claims.claims {
        let place = format!("id: \"{}\"", claim.id);
        if claim.about != "all" && !known.families.contains(claim.about.as_str()) {
            problems.push(file.source.problem(
                &[&place, "about"],
                format!("the claim is about \"{}\", which is no family", claim.about),
                "Use a family's id, or \"all\"",
            ));
        }
        check_citations(&file.source, &[&place], &claim.cite, known, problems);
    }
}
