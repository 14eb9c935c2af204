//! Which known document a text is, and how much of it is word for word the same.

use std::collections::BTreeMap;
use std::ops::Range;

use super::canonical::Canonical;
use super::fingerprint::Rolling;
use crate::catalog::IndexedDocument;

/// Canonical letters above which no license text lies.
pub const TOO_LONG: usize = 300_000;

/// Share of a document's letters that has to be found for a near version.
const NEAR: f64 = 0.25;

/// How well a text agrees with a known document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sameness {
    /// The same bytes as a copy that was read.
    Bytes,
    /// The same words; white space, quotation marks and dashes may differ.
    Words,
    /// Some clauses are the same, the text as a whole is not.
    Near,
}

/// A text that was recognized.
#[derive(Debug, Clone, PartialEq)]
pub struct Identified {
    /// Id of the document.
    pub document: String,
    /// Id of the document that it is another copy of.
    pub copy_of: Option<String>,
    /// How well it agrees.
    pub sameness: Sameness,
    /// Where each clause stands in the text, in canonical letters.
    pub found: BTreeMap<String, Range<usize>>,
    /// The smallest clauses that are not in the text word for word, in the
    /// order of the document.
    pub missing: Vec<String>,
    /// Share of the document's letters that lies in clauses that were found.
    pub share: f64,
    /// Other documents that agree nearly as well, best first.
    pub also: Vec<String>,
}

/// Recognizes a text. `raw_sha256` is the fingerprint of its bytes, if there
/// are any. Returns the canonical form it was recognized in, too.
pub fn identify<'a>(
    text: &str,
    raw_sha256: Option<&str>,
    index: impl Iterator<Item = &'a IndexedDocument>,
) -> (Canonical, Option<Identified>) {
    let plain = Text::new(text, false);
    let markdown = Text::new(text, true);
    let hashes = [plain.canonical.sha256(), markdown.canonical.sha256()];
    let too_long = plain.canonical.letters.len() > TOO_LONG;
    let mut near: Vec<(&IndexedDocument, Found)> = Vec::new();
    for document in index {
        let (form, hash) = if document.markdown {
            (&markdown, &hashes[1])
        } else {
            (&plain, &hashes[0])
        };
        if *hash == document.canonical_sha256 {
            let identified = same(document, raw_sha256);
            let canonical = form.canonical.clone();
            return (canonical, Some(identified));
        }
        if too_long {
            continue;
        }
        let found = form.find(document);
        if found.share >= NEAR {
            near.push((document, found));
        }
    }
    near.sort_by(|(a, found_a), (b, found_b)| {
        let distance = |d: &IndexedDocument| d.length.abs_diff(plain.canonical.letters.len());
        found_b
            .share
            .total_cmp(&found_a.share)
            .then(distance(a).cmp(&distance(b)))
            .then(a.id.cmp(&b.id))
    });
    if near.is_empty() {
        return (plain.canonical, None);
    }
    // The license itself is the better answer than another copy of it.
    let original = near
        .first()
        .and_then(|(best, _)| best.copy_of.as_deref())
        .and_then(|original| near.iter().position(|(other, _)| other.id == original));
    let (document, found) = near.remove(original.unwrap_or(0));
    let form = if document.markdown { markdown } else { plain };
    let identified = Identified {
        document: document.id.clone(),
        copy_of: document.copy_of.clone(),
        sameness: Sameness::Near,
        missing: smallest_missing(document, &found.clauses),
        also: near
            .iter()
            .filter(|(_, other)| other.share >= found.share - 0.1)
            .take(3)
            .map(|(other, _)| other.id.clone())
            .collect(),
        share: found.share,
        found: found.clauses,
    };
    (form.canonical, Some(identified))
}

fn same(document: &IndexedDocument, raw_sha256: Option<&str>) -> Identified {
    let bytes = raw_sha256.is_some_and(|hash| document.raw_sha256.iter().any(|raw| raw == hash));
    Identified {
        document: document.id.clone(),
        copy_of: document.copy_of.clone(),
        sameness: if bytes {
            Sameness::Bytes
        } else {
            Sameness::Words
        },
        found: document
            .clauses
            .iter()
            .map(|clause| (clause.label.clone(), clause.start..clause.end))
            .collect(),
        missing: Vec::new(),
        share: 1.0,
        also: Vec::new(),
    }
}

/// Clauses that were not found and contain no other such clause: where a
/// number was changed, its paragraph, not the whole section around it.
fn smallest_missing(
    document: &IndexedDocument,
    found: &BTreeMap<String, Range<usize>>,
) -> Vec<String> {
    let missing: Vec<_> = document
        .clauses
        .iter()
        .filter(|clause| !found.contains_key(&clause.label))
        .collect();
    missing
        .iter()
        .filter(|outer| {
            !missing.iter().any(|inner| {
                inner.start >= outer.start
                    && inner.end <= outer.end
                    && inner.length() < outer.length()
            })
        })
        .map(|clause| clause.label.clone())
        .collect()
}

/// A text that clauses are looked for in.
struct Text {
    canonical: Canonical,
    rolling: Rolling,
    /// Where words begin: no clause begins elsewhere.
    words: Vec<usize>,
}

struct Found {
    clauses: BTreeMap<String, Range<usize>>,
    share: f64,
}

impl Text {
    fn new(text: &str, markdown: bool) -> Self {
        let canonical = Canonical::new(text, markdown);
        let letters = &canonical.letters;
        let words = (0..letters.len())
            .filter(|&at| at == 0 || letters[at - 1] == ' ')
            .collect();
        Self {
            rolling: Rolling::new(letters),
            words,
            canonical,
        }
    }

    fn find(&self, document: &IndexedDocument) -> Found {
        let mut clauses = BTreeMap::new();
        let mut covered = vec![false; document.length];
        for clause in &document.clauses {
            let length = clause.length();
            let hit = self.words.iter().copied().find(|&start| {
                self.rolling.part(start, length) == Some(clause.rolling)
                    && self.canonical.part_sha256(start..start + length) == clause.sha256
            });
            if let Some(start) = hit {
                clauses.insert(clause.label.clone(), start..start + length);
                if let Some(part) = covered.get_mut(clause.start..clause.end) {
                    part.fill(true);
                }
            }
        }
        let share =
            covered.iter().filter(|&&yes| yes).count() as f64 / document.length.max(1) as f64;
        Found { clauses, share }
    }
}
