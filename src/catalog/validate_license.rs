//! The rules that a license file has to keep.

use super::problem::Problem;
use super::raw::Parsed;
use super::validate::{Known, check_citations};
use super::{Evidence, Fact, License, Metric, Moment, TermEntry, vocabulary};

/// Terms that are derived from others and must not be entered.
const DERIVED: [&str; 2] = ["license_class", "enterprise_ready"];

pub(super) fn check_license(
    file: &Parsed<License>,
    known: &Known<'_>,
    problems: &mut Vec<Problem>,
) {
    let license = &file.value;
    for document in &license.documents {
        if !known.documents.contains(document.as_str()) {
            problems.push(file.problem(
                &["documents", &format!("\"{document}\"")],
                format!("the document \"{document}\" is not in sources.ron"),
                "Add it to sources.ron or correct the id",
            ));
        }
    }
    if license.documents.is_empty() && license.status != super::Status::Unread {
        problems.push(file.problem(
            &["documents"],
            "the license names no document",
            "Name the license text, as in sources.ron",
        ));
    }
    check_terms(file, known, problems);
    check_thresholds(file, known, problems);
    check_citations(
        &file.source,
        &["bottom_line_cite"],
        &license.bottom_line_cite,
        known,
        problems,
    );
    for (rule, citations) in &license.rule_clauses {
        check_citations(
            &file.source,
            &["rule_clauses", &format!("\"{rule}\"")],
            citations,
            known,
            problems,
        );
    }
}

fn check_terms(file: &Parsed<License>, known: &Known<'_>, problems: &mut Vec<Problem>) {
    let license = &file.value;
    for column in known.columns.iter().filter(|column| column.term) {
        let derived = DERIVED.contains(&column.id.as_str());
        match license.terms.get(&column.id) {
            None if !derived => problems.push(file.problem(
                &["terms"],
                format!("the term \"{}\" is missing", column.id),
                "Answer it with a value, Absent or Unknown, and say where it stands",
            )),
            Some(_) if derived => problems.push(file.problem(
                &["terms", &format!("\"{}\"", column.id)],
                format!("\"{}\" is derived and cannot be entered", column.id),
                "Remove it",
            )),
            Some(entry) => check_entry(file, &column.id, entry, &column.facts, known, problems),
            None => {}
        }
    }
    for term in license.terms.keys().filter(|_| known.columns_hold) {
        let is_it = |column: &super::Column| column.term && column.id == *term;
        if !known.columns.iter().any(is_it) {
            problems.push(file.problem(
                &["terms", &format!("\"{term}\"")],
                format!("no term is called \"{term}\""),
                "Use an id from columns.ron",
            ));
        }
    }
}

fn check_entry(
    file: &Parsed<License>,
    term: &str,
    entry: &TermEntry,
    expected: &[String],
    known: &Known<'_>,
    problems: &mut Vec<Problem>,
) {
    let quoted = format!("\"{term}\"");
    for attribute in expected.iter().filter(|_| known.columns_hold) {
        if !entry.facts.contains_key(attribute) {
            problems.push(file.problem(
                &["terms", &quoted],
                format!("\"{term}\" does not record the attribute \"{attribute}\""),
                "Add it with a value, Absent or Unknown",
            ));
        }
    }
    for (attribute, fact) in entry.facts.iter() {
        let place = format!("\"{attribute}\"");
        let place = ["terms", quoted.as_str(), place.as_str()];
        if known.columns_hold && !expected.contains(attribute) {
            problems.push(file.problem(
                &place,
                format!("\"{attribute}\" does not belong to \"{term}\""),
                "Move it to the term that lists it in columns.ron, or correct the name",
            ));
        } else if let Some(wanted) = vocabulary::misfit(attribute, fact) {
            problems.push(file.problem(
                &place,
                format!("the value of \"{attribute}\" is outside its type"),
                capitalized(&wanted),
            ));
        }
    }
    let nothing_known = entry.facts.values().all(|fact| *fact == Fact::Unknown);
    let unread = entry.evidence.unwrap_or(file.value.evidence) == Evidence::Unread;
    if entry.cite.is_empty() && !(nothing_known && (unread || entry.note.is_some())) {
        problems.push(file.problem(
            &["terms", &quoted],
            format!("\"{term}\" has a value but no citation"),
            "Say where it stands: cite: [(\"document\", \"section\")]",
        ));
    }
    check_citations(
        &file.source,
        &["terms", &quoted],
        &entry.cite,
        known,
        problems,
    );
}

fn check_thresholds(file: &Parsed<License>, known: &Known<'_>, problems: &mut Vec<Problem>) {
    for (index, limit) in file.value.thresholds.iter().enumerate() {
        // Each limit names its metric first; the landmark is the limit's own.
        let mut place = vec!["thresholds:"];
        place.extend(std::iter::repeat_n("metric:", index + 1));
        let mut report = |what: &str, advice: &str| {
            problems.push(file.problem(&place, what, advice));
        };
        match limit.value {
            None if limit.metric != Metric::None => report(
                "a limit has no value",
                "Write value: Some(..), or metric: None for a kind of business",
            ),
            Some(value) if !value.is_finite() || value <= 0.0 => report(
                "a limit is not a positive number",
                "Write a number above zero",
            ),
            _ => {}
        }
        if (limit.when == Moment::AtVersionRelease) != limit.month.is_some() {
            report(
                "the month of a limit and the time of its test do not fit",
                "Give a month to tests that are made once at the release, and to no other",
            );
        }
        if limit.cite.is_empty() {
            report("a limit has no citation", "Say where it stands");
        }
        check_citations(&file.source, &place, &limit.cite, known, problems);
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
