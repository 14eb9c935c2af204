//! Making a catalog from the files of a data folder.

use super::folder::DataFolder;
use crate::catalog::{Catalog, Problem, RawCatalog, RawOverlay, validate};

/// Reads and checks a folder's catalog.
///
/// # Errors
/// Every problem found. When files cannot be read, the checks across files
/// still run over the others, so that all problems come at once.
pub(super) fn read_catalog(folder: &DataFolder) -> Result<Catalog, Vec<Problem>> {
    let mut problems = folder.problems.clone();
    if folder.is_missing() {
        return Err(problems);
    }
    let mut overlays = Vec::new();
    for over in &folder.over {
        problems.extend(over.problems.clone());
        let sources = over
            .has("sources.ron")
            .then(|| over.file("sources.ron", &mut problems))
            .flatten();
        overlays.push(RawOverlay {
            sources,
            licenses: over.files_in("licenses", &mut problems),
            families: over.files_in("models", &mut problems),
            clauses: over.files_in("clauses", &mut problems),
            claims: over.files_in("claims", &mut problems),
        });
    }
    let columns = folder.file("columns.ron", &mut problems);
    let readiness = folder.file("readiness.ron", &mut problems);
    let sources = folder.file("sources.ron", &mut problems);
    let licenses = folder.files_in("licenses", &mut problems);
    let families = folder.files_in("models", &mut problems);
    let clauses = folder.files_in("clauses", &mut problems);
    let claims = folder.files_in("claims", &mut problems);
    let (Some(columns), Some(readiness), Some(sources)) = (columns, readiness, sources) else {
        return Err(problems);
    };
    let unread = problems
        .iter()
        .map(|problem| problem.file.clone())
        .collect();
    let mut raw = RawCatalog {
        columns,
        readiness,
        sources: vec![sources],
        licenses,
        families,
        clauses,
        claims,
        unread,
        fingerprint: folder.fingerprint(),
        overlaid: Vec::new(),
    };
    for over in overlays {
        raw.lay_over(over);
    }
    match validate(raw) {
        Ok(catalog) if problems.is_empty() => Ok(catalog),
        Ok(_) => Err(problems),
        Err(more) => {
            problems.extend(more);
            problems.sort();
            Err(problems)
        }
    }
}
