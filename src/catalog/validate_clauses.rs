//! The checks of the clause index, and of citations against it.

use std::collections::BTreeSet;

use super::Citation;
use super::clause::{CANONICALIZATION, IndexedDocument};
use super::problem::Problem;
use super::raw::Parsed;
use super::validate::Known;

/// What is wrong with the section of a citation, if its document is indexed.
pub(super) fn unknown_section(known: &Known<'_>, citation: &Citation) -> Option<String> {
    let index = known.clauses.get(citation.document.as_str())?;
    if citation.section.trim().is_empty() || index.has(&citation.section) {
        return None;
    }
    Some(format!(
        "the clause index of \"{}\" has no section \"{}\"",
        citation.document, citation.section
    ))
}

/// Checks one file of the index.
pub(super) fn check_index(
    file: &Parsed<IndexedDocument>,
    known: &Known<'_>,
    problems: &mut Vec<Problem>,
) {
    let index = &file.value;
    let mut report = |place: &str, what: String, advice: &str| {
        problems.push(file.source.problem(&[place], what, advice));
    };
    if !known.documents.contains(index.id.as_str()) {
        report(
            "id:",
            format!("the document \"{}\" is not in sources.ron", index.id),
            "Add the document to sources.ron or correct the id",
        );
    }
    if let Some(original) = &index.copy_of
        && !known.clauses.contains_key(original.as_str())
    {
        report(
            "copy_of",
            format!("it is a copy of \"{original}\", which has no clause index"),
            "Correct the id, or write None",
        );
    }
    if index.canonicalization != CANONICALIZATION {
        report(
            "canonicalization",
            format!(
                "the fingerprints were made by \"{}\"; this program compares by \"{CANONICALIZATION}\"",
                index.canonicalization
            ),
            "Make the index anew, or use a newer version of the program",
        );
    }
    let mut hashes = vec![("canonical_sha256".to_owned(), &index.canonical_sha256)];
    hashes.extend(
        index
            .raw_sha256
            .iter()
            .map(|h| ("raw_sha256".to_owned(), h)),
    );
    let mut labels = BTreeSet::new();
    for clause in &index.clauses {
        let place = format!("label: \"{}\"", clause.label);
        if !labels.insert(clause.label.as_str()) {
            report(
                &place,
                format!("the section \"{}\" is there twice", clause.label),
                "Give one of them another label",
            );
        }
        if clause.start >= clause.end || clause.end > index.length {
            report(
                &place,
                format!(
                    "the section \"{}\" runs from {} to {}, outside the text",
                    clause.label, clause.start, clause.end
                ),
                "Correct the positions; they count letters of the canonical text",
            );
        }
        hashes.push((place, &clause.sha256));
    }
    for (place, hash) in hashes {
        if hash.len() != 64 || !hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            report(
                &place,
                format!("\"{hash}\" is not a SHA-256 in lower-case hex"),
                "Write 64 digits of 0-9 and a-f",
            );
        }
    }
}
