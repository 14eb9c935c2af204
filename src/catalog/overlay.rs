//! A user's own folder laid over the built-in catalog: it adds or replaces
//! licenses, models and claims without touching the built-in files.

use std::collections::BTreeSet;

use super::raw::{Parsed, RawCatalog, SourcesFile};
use super::{ClaimSource, Family, IndexedDocument, License};

/// The files of a folder that is laid over another one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RawOverlay {
    /// `sources.ron`, if there is one.
    pub sources: Option<Parsed<SourcesFile>>,
    /// `licenses/*.ron`
    pub licenses: Vec<Parsed<License>>,
    /// `models/*.ron`; of a family that is there already, only the models named
    /// are replaced.
    pub families: Vec<Parsed<Family>>,
    /// `clauses/*.ron`
    pub clauses: Vec<Parsed<IndexedDocument>>,
    /// `claims/*.ron`
    pub claims: Vec<Parsed<ClaimSource>>,
}

/// One thing that comes from the user's own folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Overlaid {
    /// What it is: "license", "model", "source" ...
    pub what: &'static str,
    /// Its id.
    pub id: String,
    /// Whether it took the place of a built-in one.
    pub replaces: bool,
    /// The file it comes from.
    pub file: String,
}

impl std::fmt::Display for Overlaid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let verb = if self.replaces {
            "replaces the built-in"
        } else {
            "adds the"
        };
        write!(f, "{}: {verb} {} \"{}\"", self.file, self.what, self.id)
    }
}

impl RawCatalog {
    /// Lays a folder over this one.
    pub fn lay_over(&mut self, over: RawOverlay) {
        let noted = &mut self.overlaid;
        if let Some(sources) = over.sources {
            let ids = sources
                .value
                .sources
                .iter()
                .map(|s| s.id.as_str())
                .collect();
            let mut replaced = BTreeSet::new();
            for base in &mut self.sources {
                take_out(&mut base.value.sources, |s| &s.id, &ids, &mut replaced);
            }
            note("source", &ids, &replaced, &sources.source.path, noted);
            self.sources.push(sources);
        }
        replace(
            &mut self.licenses,
            over.licenses,
            "license",
            |l| &l.id,
            noted,
        );
        replace(
            &mut self.clauses,
            over.clauses,
            "clause index",
            |c| &c.id,
            noted,
        );
        replace(
            &mut self.claims,
            over.claims,
            "secondary source",
            |c| &c.id,
            noted,
        );
        for family in over.families {
            let ids = family.value.models.iter().map(|m| m.id.as_str()).collect();
            let mut replaced = BTreeSet::new();
            for base in &mut self.families {
                take_out(&mut base.value.models, |m| &m.id, &ids, &mut replaced);
            }
            note("model", &ids, &replaced, &family.source.path, noted);
            self.families.push(family);
        }
    }
}

/// Removes what has one of the ids, and says which were there.
fn take_out<T>(
    list: &mut Vec<T>,
    id: impl Fn(&T) -> &String,
    ids: &BTreeSet<&str>,
    replaced: &mut BTreeSet<String>,
) {
    list.retain(|item| {
        let hit = ids.contains(id(item).as_str());
        if hit {
            replaced.insert(id(item).clone());
        }
        !hit
    });
}

/// Files of one record each.
fn replace<T>(
    base: &mut Vec<Parsed<T>>,
    over: Vec<Parsed<T>>,
    what: &'static str,
    id: impl Fn(&T) -> &String,
    noted: &mut Vec<Overlaid>,
) {
    for file in over {
        let ids = BTreeSet::from([id(&file.value).as_str()]);
        let mut replaced = BTreeSet::new();
        take_out(base, |parsed| id(&parsed.value), &ids, &mut replaced);
        note(what, &ids, &replaced, &file.source.path, noted);
        base.push(file);
    }
}

fn note(
    what: &'static str,
    ids: &BTreeSet<&str>,
    replaced: &BTreeSet<String>,
    file: &str,
    noted: &mut Vec<Overlaid>,
) {
    noted.extend(ids.iter().map(|id| Overlaid {
        what,
        id: (*id).to_owned(),
        replaces: replaced.contains(*id),
        file: file.to_owned(),
    }));
}
