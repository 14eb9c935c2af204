//! The texts that the user attached, and what they prove.

use std::collections::BTreeMap;
use std::ops::Range;

use super::canonical::Canonical;
use super::identify::{Identified, Sameness, identify};
use crate::catalog::{Citation, IndexedDocument, License, WHOLE_TEXT};

/// Sections named in a sentence.
const MISSING_SHOWN: usize = 12;

/// Share of a document that has to agree for a text to count as a copy of it
/// with changes, and not as another text with some of the same clauses.
const A_COPY: f64 = 0.5;

/// A text of the user's, held against the clause index.
#[derive(Debug, Clone, PartialEq)]
pub struct AttachedText {
    /// Where it came from: a file's name, or "pasted text".
    pub name: String,
    /// The text.
    pub canonical: Canonical,
    /// What it is; `None` if no known document is like it.
    pub identified: Option<Identified>,
}

/// What the user's own copy says to a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// No copy of the document is attached, or it has no clause index.
    NoText,
    /// The cited words stand in the copy as they were read.
    Holds,
    /// The copy has other words there: the citation proves nothing.
    Broken,
}

impl AttachedText {
    /// Recognizes a text.
    pub fn new<'a>(
        name: impl Into<String>,
        text: &str,
        raw_sha256: Option<&str>,
        index: impl Iterator<Item = &'a IndexedDocument>,
    ) -> Self {
        let (canonical, identified) = identify(text, raw_sha256, index);
        Self {
            name: name.into(),
            canonical,
            identified,
        }
    }

    /// Whether the whole text is the one that was read.
    pub fn is_verified(&self) -> bool {
        self.identified
            .as_ref()
            .is_some_and(|known| known.sameness != Sameness::Near)
    }

    /// What was found out about the text, in a sentence or two.
    pub fn in_words(&self) -> String {
        let Some(known) = &self.identified else {
            return "No document of the catalog is like it.".to_owned();
        };
        match known.sameness {
            Sameness::Bytes => "Verified: the same file as the copy that was read.".to_owned(),
            Sameness::Words => "Verified: the same words as the copy that was read; only white \
                space, quotation marks or dashes differ."
                .to_owned(),
            Sameness::Near if known.missing.is_empty() => "Near version: every section is word \
                for word the same, but the text has other words around them."
                .to_owned(),
            Sameness::Near => {
                let shown = known.missing.iter().take(MISSING_SHOWN);
                let names: Vec<&str> = shown.map(String::as_str).collect();
                let more = known.missing.len().saturating_sub(MISSING_SHOWN);
                let more = match more {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                format!(
                    "Near version: {:.0} % of the text is word for word the same. Other words, or \
                     none, at {}{more}.",
                    // Rounding must not call a changed text the same.
                    (known.share * 100.0).clamp(0.0, 99.0).floor(),
                    names.join(", ")
                )
            }
        }
    }

    /// A clause's place in the shown text, in bytes, if its words are the same.
    pub fn clause(&self, label: &str) -> Option<Range<usize>> {
        let known = self.identified.as_ref()?;
        if label == WHOLE_TEXT {
            return self.is_verified().then_some(0..self.canonical.shown.len());
        }
        known
            .found
            .get(label)
            .map(|part| self.canonical.place(part))
    }

    /// Where a clause that is not the same would stand: between the clauses
    /// around it that are.
    pub fn expected_place(&self, document: &IndexedDocument, label: &str) -> Option<Range<usize>> {
        let clause = document.clause(label)?;
        let found = &self.identified.as_ref()?.found;
        let known = || {
            document
                .clauses
                .iter()
                .filter_map(|other| found.get(&other.label).map(|part| (other, part)))
        };
        let start = known()
            .filter(|(other, _)| other.end <= clause.start)
            .map(|(_, part)| part.end)
            .max()
            .unwrap_or(0);
        let end = known()
            .filter(|(other, _)| other.start >= clause.end)
            .map(|(_, part)| part.start)
            .filter(|&at| at >= start)
            .min()
            .unwrap_or(self.canonical.letters.len());
        Some(self.canonical.place(&(start..end)))
    }
}

/// The attached texts by the document they are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachedTexts {
    texts: BTreeMap<String, AttachedText>,
    others: Vec<AttachedText>,
}

impl AttachedTexts {
    /// Takes a text. A later copy of the same document replaces an earlier one;
    /// but a text that is only like a document is not taken for the user's copy
    /// of it where too little agrees, or where a copy that agrees is there.
    /// Returns the id that [`Self::find`] takes.
    pub fn attach(&mut self, text: AttachedText) -> String {
        let copy_of = text.identified.as_ref().filter(|known| {
            let verified_is_there = self
                .texts
                .get(&known.document)
                .is_some_and(AttachedText::is_verified);
            text.is_verified() || (known.share >= A_COPY && !verified_is_there)
        });
        match copy_of {
            Some(known) => {
                let id = known.document.clone();
                self.texts.insert(id.clone(), text);
                id
            }
            None => {
                let id = text.name.clone();
                self.others.retain(|other| other.name != id);
                self.others.push(text);
                id
            }
        }
    }

    /// Puts a document's text, or another text of this name, away.
    pub fn detach(&mut self, id: &str) {
        self.texts.remove(id);
        self.others.retain(|text| text.name != id);
    }

    /// The user's copy of a document. A copy that was read as a document of its
    /// own, such as the license with its copyright line filled in, will do.
    pub fn get(&self, document: &str) -> Option<&AttachedText> {
        self.texts.get(document).or_else(|| {
            self.texts.values().find(|text| {
                let known = text.identified.as_ref();
                text.is_verified()
                    && known.is_some_and(|known| known.copy_of.as_deref() == Some(document))
            })
        })
    }

    /// A copy by its document's id, or another text by its name.
    pub fn find(&self, id: &str) -> Option<&AttachedText> {
        self.texts
            .get(id)
            .or_else(|| self.others.iter().find(|text| text.name == id))
    }

    /// All texts that are known, by document, and then the others; each
    /// with the id that [`Self::find`] takes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &AttachedText)> {
        self.texts
            .iter()
            .map(|(id, text)| (id.as_str(), text))
            .chain(self.others.iter().map(|text| (text.name.as_str(), text)))
    }

    /// Whether nothing is attached.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.others.is_empty()
    }

    /// What the user's copy says to a citation. What a text does not contain
    /// is proven by the whole text only.
    pub fn support(&self, citation: &Citation) -> Support {
        let Some(text) = self.get(&citation.document) else {
            return Support::NoText;
        };
        if text.clause(&citation.section).is_some() {
            Support::Holds
        } else if text.is_verified() {
            // Another copy, whose sections are counted in another way.
            Support::NoText
        } else {
            Support::Broken
        }
    }

    /// The citations of a license that the user's copies do not bear out, each
    /// once, in the order of its terms.
    pub fn broken(&self, license: &License) -> Vec<Citation> {
        let mut broken: Vec<Citation> = Vec::new();
        if self.texts.is_empty() {
            return broken;
        }
        for citation in license.citations() {
            if self.support(citation) == Support::Broken && !broken.contains(citation) {
                broken.push(citation.clone());
            }
        }
        broken
    }
}
