//! The texts that the user attached, and what they prove.

use std::ops::Range;
use std::sync::Arc;

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

    /// Whether the text counts as the user's copy of a document. A copy that was
    /// read as a document of its own, such as the license with its copyright
    /// line filled in, counts as one of the license, too.
    pub fn stands_for(&self, document: &str) -> bool {
        self.identified.as_ref().is_some_and(|known| {
            let is_it = known.document == document && known.share >= A_COPY;
            let other_copy = known.copy_of.as_deref() == Some(document);
            is_it || (other_copy && self.is_verified())
        })
    }

    /// Why the text is not held against the catalog; `None` if it is.
    pub fn set_aside(&self) -> Option<String> {
        match &self.identified {
            None => Some("no document of the catalog is like it".to_owned()),
            Some(known) if known.share < A_COPY => {
                Some(format!("too little of it agrees with {}", known.document))
            }
            Some(_) => None,
        }
    }

    /// What this copy says to a citation of its document.
    fn support(&self, citation: &Citation) -> Support {
        if self.clause(&citation.section).is_some() {
            Support::Holds
        } else if self.is_verified() {
            // Another copy, whose sections are counted in another way.
            Support::NoText
        } else {
            Support::Broken
        }
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
                    "Near version: it has other words, or none, at {}{more}. Every other section \
                     is word for word the same.",
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

/// The attached texts, each under a name of its own.
///
/// All copies of a document count: a clause that one of them has in other words
/// is broken, whatever another copy says, until that copy is removed.
#[derive(Debug, Clone, Default)]
pub struct AttachedTexts {
    /// Shared, as whoever looks at a moment holds the texts of that moment.
    texts: Arc<Vec<AttachedText>>,
}

impl PartialEq for AttachedTexts {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.texts, &other.texts) || self.texts == other.texts
    }
}

impl AttachedTexts {
    /// Takes a text and returns its name, which is made unique. The same text
    /// under the same name is taken once.
    pub fn attach(&mut self, text: AttachedText) -> String {
        if self.texts.contains(&text) {
            return text.name;
        }
        let taken = |name: &str| self.texts.iter().any(|other| other.name == name);
        let numbered = (2..).map(|n| format!("{} ({n})", text.name));
        let name = std::iter::once(text.name.clone())
            .chain(numbered)
            .find(|name| !taken(name))
            .unwrap_or_default();
        Arc::make_mut(&mut self.texts).push(AttachedText {
            name: name.clone(),
            ..text
        });
        name
    }

    /// Puts a text away.
    pub fn detach(&mut self, name: &str) {
        Arc::make_mut(&mut self.texts).retain(|text| text.name != name);
    }

    /// A text by its name.
    pub fn find(&self, name: &str) -> Option<&AttachedText> {
        self.texts.iter().find(|text| text.name == name)
    }

    /// All texts in the order in which they were attached.
    pub fn iter(&self) -> impl Iterator<Item = &AttachedText> {
        self.texts.iter()
    }

    /// Whether nothing is attached.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The copies of a document that are held against the catalog.
    pub fn copies<'a>(&'a self, document: &'a str) -> impl Iterator<Item = &'a AttachedText> {
        self.texts
            .iter()
            .filter(move |text| text.stands_for(document))
    }

    /// The copy in which a citation is shown: the one that does not bear it out,
    /// if there is one.
    pub fn shown_for(&self, citation: &Citation) -> Option<&AttachedText> {
        let is_copy = |text: &&AttachedText| text.stands_for(&citation.document);
        self.texts
            .iter()
            .filter(is_copy)
            .find(|text| text.support(citation) == Support::Broken)
            .or_else(|| self.texts.iter().find(is_copy))
    }

    /// What the user's copies say to a citation. What a text does not contain is
    /// proven by the whole text only.
    pub fn support(&self, citation: &Citation) -> Support {
        let mut support = Support::NoText;
        for text in self.copies(&citation.document) {
            match text.support(citation) {
                Support::Broken => return Support::Broken,
                Support::Holds => support = Support::Holds,
                Support::NoText => {}
            }
        }
        support
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
