//! From files to a catalog: every rule that data has to keep, all problems at
//! once.

use std::collections::{BTreeMap, BTreeSet};

use super::problem::{Problem, SourceText};
use super::raw::{Parsed, RawCatalog};
use super::validate_clauses::{check_index, unknown_section};
use super::validate_license::check_license;
use super::{Catalog, Citation, Column, IndexedDocument, License};

/// What the checks look things up in.
pub(super) struct Known<'a> {
    pub columns: &'a [Column],
    /// Whether the columns have no problem. If they have one, every license
    /// would seem to have it too.
    pub columns_hold: bool,
    pub documents: BTreeSet<&'a str>,
    pub licenses: BTreeSet<&'a str>,
    pub models: BTreeSet<&'a str>,
    /// Whether `models` has the models of every file.
    pub models_whole: bool,
    pub families: BTreeSet<&'a str>,
    pub clauses: BTreeMap<&'a str, &'a IndexedDocument>,
}

/// Checks the files and makes the catalog.
///
/// # Errors
/// Every problem found, sorted by file and line. A catalog with a problem is
/// not made: a fact whose neighbor is wrong is not to be trusted either.
pub fn validate(raw: RawCatalog) -> Result<Catalog, Vec<Problem>> {
    let mut problems = Vec::new();
    check_columns(&raw, &mut problems);
    // A file is named after the id in it.
    let unread = |folder: &'static str| {
        let files = raw.unread.iter();
        files.filter_map(move |path| path.rsplit_once(folder)?.1.strip_suffix(".ron"))
    };
    let known = Known {
        columns: &raw.columns.value.columns,
        columns_hold: problems.is_empty(),
        documents: raw
            .sources
            .iter()
            .flat_map(|file| &file.value.sources)
            .map(|s| s.id.as_str())
            .collect(),
        licenses: raw
            .licenses
            .iter()
            .map(|l| l.value.id.as_str())
            .chain(unread("licenses/"))
            .collect(),
        models: raw
            .families
            .iter()
            .flat_map(|family| family.value.models.iter().map(|m| m.id.as_str()))
            .collect(),
        models_whole: unread("models/").next().is_none(),
        families: raw
            .families
            .iter()
            .map(|f| f.value.id.as_str())
            .chain(unread("models/"))
            .collect(),
        clauses: raw
            .clauses
            .iter()
            .map(|c| (c.value.id.as_str(), &c.value))
            .collect(),
    };
    check_schemas(&raw, &mut problems);
    check_sources(&raw, &mut problems);
    check_unique_ids(&raw, &mut problems);
    for license in &raw.licenses {
        check_file_name(&license.source, &license.value.id, &mut problems);
        check_license(license, &known, &mut problems);
    }
    for family in &raw.families {
        check_file_name(&family.source, &family.value.id, &mut problems);
        super::validate_models::check_family(family, &known, &mut problems);
    }
    for index in &raw.clauses {
        check_file_name(&index.source, &index.value.id, &mut problems);
        check_index(index, &known, &mut problems);
    }
    for claims in &raw.claims {
        check_file_name(&claims.source, &claims.value.id, &mut problems);
        super::validate_models::check_claims(claims, &known, &mut problems);
    }
    problems.sort();
    problems.dedup();
    if problems.is_empty() {
        Ok(Catalog::from_checked(raw))
    } else {
        Err(problems)
    }
}

/// Whether a citation names a document that is on file and a place in it.
pub(super) fn check_citations(
    source: &SourceText,
    landmarks: &[&str],
    citations: &[Citation],
    known: &Known<'_>,
    problems: &mut Vec<Problem>,
) {
    for citation in citations {
        let on_file = known.documents.contains(citation.document.as_str());
        let unknown = unknown_section(known, citation);
        let named = !citation.section.trim().is_empty();
        if on_file && unknown.is_none() && named {
            continue;
        }
        let mut place = landmarks.to_vec();
        let quoted = format!("\"{}\"", citation.document);
        place.push(&quoted);
        let section = format!("\"{}\"", citation.section);
        if !on_file {
            problems.push(source.problem(
                &place,
                format!(
                    "the citation names \"{}\", which is not in sources.ron",
                    citation.document
                ),
                "Add the document to sources.ron or correct the id",
            ));
        }
        if let Some(what) = unknown {
            place.push(&section);
            problems.push(source.problem(
                &place,
                what,
                "Use a label of the clause index (data/clauses), or \"whole text\"",
            ));
        }
        if !named {
            problems.push(source.problem(
                &place,
                "the citation names no section",
                "Write the section, or \"whole text\" for something that is not there",
            ));
        }
    }
}

fn check_schemas(raw: &RawCatalog, problems: &mut Vec<Problem>) {
    let mut files = vec![
        (&raw.columns.source, raw.columns.value.schema),
        (&raw.readiness.source, raw.readiness.value.schema),
    ];
    files.extend(raw.sources.iter().map(|s| (&s.source, s.value.schema)));
    problems.extend(
        files
            .into_iter()
            .filter_map(|(source, schema)| source.schema_problem(schema)),
    );
}

fn check_columns(raw: &RawCatalog, problems: &mut Vec<Problem>) {
    let source = &raw.columns.source;
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for column in &raw.columns.value.columns {
        let place = format!("id: \"{}\"", column.id);
        if !ids.insert(column.id.as_str()) {
            problems.push(source.problem(
                &[&place],
                format!("the column \"{}\" is there twice", column.id),
                "Remove one of them",
            ));
        }
        for fact in &column.facts {
            let quoted = format!("\"{fact}\"");
            if super::vocabulary::fact_type(fact).is_none() {
                problems.push(source.problem(
                    &[&place, &quoted],
                    format!("no attribute is called \"{fact}\""),
                    "Correct the name",
                ));
            }
            if let Some(other) = owners.insert(fact, &column.id) {
                problems.push(source.problem(
                    &[&place, &quoted],
                    format!("the attribute \"{fact}\" already belongs to \"{other}\""),
                    "List it under one column only, so that it is stored once",
                ));
            }
        }
    }
    for condition in &raw.readiness.value.conditions {
        if !ids.contains(condition.term.as_str()) {
            problems.push(raw.readiness.source.problem(
                &[&format!("\"{}\"", condition.term)],
                format!("no column is called \"{}\"", condition.term),
                "Use an id from columns.ron",
            ));
        }
    }
}

fn check_sources(raw: &RawCatalog, problems: &mut Vec<Problem>) {
    let sources = raw.sources.iter().flat_map(|parsed| {
        parsed
            .value
            .sources
            .iter()
            .map(move |s| (&parsed.source, s))
    });
    for (file, source) in sources {
        let place = format!("id: \"{}\"", source.id);
        if let Some(hash) = &source.sha256
            && (hash.len() != 64 || !hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
        {
            problems.push(file.problem(
                &[&place, "sha256"],
                format!(
                    "the fingerprint of \"{}\" is not a SHA-256 in lower-case hex",
                    source.id
                ),
                "Write 64 digits of 0-9 and a-f, or None",
            ));
        }
        if let Some(url) = &source.url
            && !(url.starts_with("https://") || url.starts_with("http://"))
        {
            problems.push(file.problem(
                &[&place, "url"],
                format!(
                    "the address of \"{}\" does not begin with https://",
                    source.id
                ),
                "Write the whole address, or None",
            ));
        }
    }
}

fn check_unique_ids(raw: &RawCatalog, problems: &mut Vec<Problem>) {
    unique(
        raw.sources.iter().flat_map(|file| {
            file.value
                .sources
                .iter()
                .map(move |s| (&file.source, s.id.as_str()))
        }),
        problems,
    );
    // A family may have a file in the built-in folder and one of the user's.
    unique(
        raw.families
            .iter()
            .filter(|f| !is_overlaid(raw, &f.source.path))
            .map(|f| (&f.source, f.value.id.as_str())),
        problems,
    );
    unique(
        raw.clauses.iter().map(|c| (&c.source, c.value.id.as_str())),
        problems,
    );
    unique(
        raw.claims.iter().map(|c| (&c.source, c.value.id.as_str())),
        problems,
    );
    // A model and a license are shown by their ids alone, so these differ, too.
    let licenses = raw
        .licenses
        .iter()
        .map(|l| (&l.source, l.value.id.as_str()));
    let models = raw.families.iter().flat_map(|f| {
        f.value
            .models
            .iter()
            .map(move |m| (&f.source, m.id.as_str()))
    });
    unique(licenses.chain(models), problems);
}

fn is_overlaid(raw: &RawCatalog, path: &str) -> bool {
    raw.overlaid.iter().any(|one| one.file == path)
}

fn unique<'a>(ids: impl Iterator<Item = (&'a SourceText, &'a str)>, problems: &mut Vec<Problem>) {
    let mut seen: BTreeMap<&str, &SourceText> = BTreeMap::new();
    for (source, id) in ids {
        if let Some(first) = seen.insert(id, source) {
            let place = format!("id: \"{id}\"");
            // In one file the second place is meant.
            let landmarks = [place.as_str(), place.as_str()];
            let in_one = first.path == source.path;
            problems.push(source.problem(
                if in_one { &landmarks } else { &landmarks[..1] },
                format!("the id \"{id}\" is used twice (also in {})", first.path),
                "Give one of them another id",
            ));
        }
    }
}

fn check_file_name(source: &SourceText, id: &str, problems: &mut Vec<Problem>) {
    let name = source.path.rsplit('/').next().unwrap_or_default();
    if name.strip_suffix(".ron") != Some(id) {
        problems.push(source.problem(
            &["id:"],
            format!("the id \"{id}\" differs from the file's name"),
            format!("Name the file {id}.ron or correct the id"),
        ));
    }
}

impl Parsed<License> {
    /// A problem in this license's file.
    pub(super) fn problem(
        &self,
        landmarks: &[&str],
        what: impl Into<String>,
        advice: impl Into<String>,
    ) -> Problem {
        self.source.problem(landmarks, what, advice)
    }
}
