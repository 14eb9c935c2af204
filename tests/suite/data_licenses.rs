//! The license files of this repository: every one can be read, names itself,
//! records each attribute once under its term, and says where it stands.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use license_matrix::catalog::{Citation, Column, Evidence, Fact, License, Status};
use serde::Deserialize;

/// Terms that are worked out from others and stand in no file.
const DERIVED: [&str; 2] = ["license_class", "enterprise_ready"];

#[derive(Deserialize)]
struct Columns {
    #[allow(dead_code)]
    schema: u32,
    columns: Vec<Column>,
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

fn term_columns() -> Vec<Column> {
    let text = fs::read_to_string(data().join("columns.ron")).unwrap();
    let file: Columns = ron::from_str(&text).unwrap();
    file.columns
        .into_iter()
        .filter(|c| c.term && !DERIVED.contains(&c.id.as_str()))
        .collect()
}

fn licenses() -> Vec<(String, String, License)> {
    let mut files: Vec<PathBuf> = fs::read_dir(data().join("licenses"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "ron"))
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let license =
                ron::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, text, license)
        })
        .collect()
}

/// Runs `check` over every file and shows all that it found at once.
fn every_license(check: impl Fn(&License, &str, &mut Vec<String>)) {
    let mut found = Vec::new();
    for (name, text, license) in licenses() {
        let mut here = Vec::new();
        check(&license, &text, &mut here);
        found.extend(here.into_iter().map(|problem| format!("{name}: {problem}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_file_is_read_and_named_after_its_id() {
    let all = licenses();
    assert!(all.len() >= 70, "only {} license files", all.len());
    for (name, _, license) in &all {
        assert_eq!(name, &license.id);
    }
    let shorts: BTreeSet<&str> = all.iter().map(|(_, _, l)| l.short.as_str()).collect();
    assert_eq!(shorts.len(), all.len(), "two licenses share a short name");
}

#[test]
fn every_attribute_stands_once_under_its_own_term() {
    let columns = term_columns();
    every_license(|license, _, found| {
        for column in &columns {
            let Some(entry) = license.terms.get(&column.id) else {
                found.push(format!("no term {}", column.id));
                continue;
            };
            let has: BTreeSet<&str> = entry.facts.keys().map(String::as_str).collect();
            let wants: BTreeSet<&str> = column.facts.iter().map(String::as_str).collect();
            if has != wants {
                found.push(format!("{} has {has:?}, wants {wants:?}", column.id));
            }
        }
        for term in license.terms.keys() {
            if !columns.iter().any(|c| &c.id == term) {
                found.push(format!("term {term} is no column"));
            }
        }
    });
}

#[test]
fn nothing_stands_without_its_place() {
    every_license(|license, _, found| {
        for (id, entry) in &license.terms {
            let unread = entry.evidence == Some(Evidence::Unread);
            let unknown = entry.facts.values().all(|fact| *fact == Fact::Unknown);
            let noted = entry.note.as_ref().is_some_and(|n| !n.trim().is_empty());
            if entry.cite.is_empty() && !(unread && unknown && noted) {
                found.push(format!("{id} has no place and does not say why"));
            }
            if unread && !unknown {
                found.push(format!("{id} is unread and yet says something"));
            }
            check_places(&entry.cite, id, found);
        }
        for threshold in &license.thresholds {
            if threshold.cite.is_empty() {
                found.push("a threshold has no place".to_owned());
            }
            check_places(&threshold.cite, "threshold", found);
        }
        for (rule, places) in &license.rule_clauses {
            if places.is_empty() {
                found.push(format!("rule {rule} has no place"));
            }
            check_places(places, rule, found);
        }
        check_places(&license.bottom_line_cite, "bottom line", found);
        if license.status != Status::Unread && license.bottom_line_cite.is_empty() {
            found.push("the bottom line has no place".to_owned());
        }
    });
}

fn check_places(places: &[Citation], what: &str, found: &mut Vec<String>) {
    for place in places {
        if place.document.trim().is_empty() || place.section.trim().is_empty() {
            found.push(format!("{what}: an empty citation"));
        }
        if place.section.starts_with('§') {
            found.push(format!("{what}: write the section as a bare number"));
        }
    }
}

#[test]
fn cited_documents_are_the_documents_of_the_license() {
    every_license(|license, _, found| {
        let terms = license.terms.values().flat_map(|entry| &entry.cite);
        let limits = license.thresholds.iter().flat_map(|limit| &limit.cite);
        let rules = license.rule_clauses.values().flatten();
        for place in terms
            .chain(limits)
            .chain(rules)
            .chain(&license.bottom_line_cite)
        {
            if !license.documents.contains(&place.document) {
                found.push(format!("{} is not among its documents", place.document));
            }
        }
    });
}

#[test]
fn texts_for_people_are_short_and_in_us_spelling() {
    every_license(|license, text, found| {
        if license.short.chars().count() > 28 || license.short.trim().is_empty() {
            found.push(format!("short name \"{}\"", license.short));
        }
        for (what, words) in [
            ("title", &license.title),
            ("licensor", &license.licensor),
            ("bottom line", &license.bottom_line),
        ] {
            if words.trim().is_empty() {
                found.push(format!("empty {what}"));
            }
        }
        if text.to_lowercase().contains("licence") {
            found.push("write \"license\"".to_owned());
        }
        let notes = license.terms.values().filter_map(|e| e.note.as_ref());
        for words in notes.chain([&license.bottom_line]) {
            if words.chars().count() > 480 {
                found.push(format!("too long: {words}"));
            }
        }
    });
}

#[test]
fn limits_stand_with_the_terms_that_show_them() {
    use license_matrix::catalog::{Metric, Moment};
    every_license(|license, _, found| {
        for threshold in &license.thresholds {
            if (threshold.metric == Metric::None) != threshold.value.is_none() {
                found.push("a limit without a value, or a value without a limit".to_owned());
            }
            if (threshold.when == Moment::AtVersionRelease) != threshold.month.is_some() {
                found.push("a test made once names its month, others none".to_owned());
            }
            let released = license.version_date;
            let month = threshold.month.map(|m| m.to_string());
            let before = released
                .and_then(|d| d.preceding_month())
                .map(|(year, month)| format!("{year:04}-{month:02}"));
            if month.is_some() && month != before {
                found.push(format!("counts {month:?}, released after {before:?}"));
            }
        }
        if license.fact("limits_complete") == &Fact::Flag(true) && license.status == Status::Unread
        {
            found.push("an unread text cannot be known to set no limit".to_owned());
        }
    });
}

#[test]
fn the_limits_of_the_best_known_licenses_are_theirs() {
    let all = licenses();
    let limits = |id: &str| -> Vec<(f64, &'static str)> {
        all.iter()
            .find(|(name, _, _)| name == id)
            .unwrap_or_else(|| panic!("no {id}"))
            .2
            .thresholds
            .iter()
            .map(|t| (t.value.unwrap_or(0.0), t.when.id()))
            .collect()
    };
    for id in [
        "llama-2",
        "llama-3",
        "llama-3.1",
        "llama-3.2",
        "llama-3.3",
        "llama-4",
    ] {
        assert_eq!(limits(id), [(700e6, "at_version_release")], "{id}");
    }
    assert_eq!(limits("qwen-2024"), [(100e6, "continuous")]);
    assert_eq!(limits("mistral-modified-mit"), [(20e6, "preceding_month")]);
    assert!(limits("apache-2.0").is_empty());
    assert!(limits("gemma-tou-2026-04-01").is_empty());
}
