//! The part of each font that a report uses.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::PdfError;
use super::draw::{Item, Laid};
use super::shape::{FaceId, Glyph, Word};

/// A font as it is embedded.
pub struct Embedded {
    /// The font.
    pub face: FaceId,
    /// Name with the tag of the subset.
    pub name: String,
    /// The font program: only the used glyphs.
    pub program: Vec<u8>,
    /// How many glyphs the program has, those included that others are made of.
    pub count: usize,
    /// The glyphs by their number in the whole font.
    pub glyphs: BTreeMap<u16, Subset>,
}

/// A glyph of a subset.
pub struct Subset {
    /// Its number in the subset.
    pub id: u16,
    /// Its width as the file states it: whole thousandths of an em, cut off.
    pub width: i64,
    /// The characters it stands for. Where characters share a glyph (space and
    /// no-break space), the first in Unicode order, because a PDF knows only one.
    pub text: String,
}

impl Subset {
    /// The one character it stands for.
    pub fn char(&self) -> Option<char> {
        let mut chars = self.text.chars();
        chars.next().filter(|_| chars.next().is_none())
    }
}

/// Each word once; most words come many times.
fn words(laid: &Laid) -> impl Iterator<Item = &Word> {
    let mut seen: HashSet<*const Word> = HashSet::new();
    laid.pages
        .iter()
        .flat_map(|page| &page.items)
        .filter_map(|item| match item {
            Item::Text(run) => Some(run),
            _ => None,
        })
        .flat_map(|run| &run.words)
        .filter(move |word| seen.insert(Arc::as_ptr(word)))
        .map(AsRef::as_ref)
}

/// The subsets of all fonts that `laid` uses.
pub fn subsets(laid: &Laid) -> Result<Vec<Embedded>, PdfError> {
    let mut used: BTreeMap<FaceId, BTreeMap<u16, &str>> = BTreeMap::new();
    for word in words(laid) {
        for piece in &word.pieces {
            let glyphs = used.entry(piece.face).or_default();
            for glyph in &piece.glyphs {
                let text = cluster(word, glyph);
                let known = glyphs.entry(glyph.id).or_insert(text);
                if rank(text) < rank(known) {
                    *known = text;
                }
            }
        }
    }
    used.iter()
        .map(|(face, glyphs)| subset(*face, glyphs))
        .collect()
}

/// One character is better than several, several better than none.
fn rank(text: &str) -> (usize, &str) {
    match text.chars().count() {
        0 => (usize::MAX, text),
        count => (count, text),
    }
}

fn subset(face: FaceId, used: &BTreeMap<u16, &str>) -> Result<Embedded, PdfError> {
    let fail = |why: String| PdfError::Font(format!("{}: {why}", face.name()));
    let font = FontRef::new(face.bytes()).map_err(|error| fail(error.to_string()))?;
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let all = font.metrics(Size::unscaled(), LocationRef::default());
    let units = f32::from(all.units_per_em.max(1));
    let mut remapper = subsetter::GlyphRemapper::new();
    let glyphs: BTreeMap<u16, Subset> = used
        .iter()
        .map(|(old, text)| {
            let width = metrics.advance_width(GlyphId::from(*old)).unwrap_or(0.0);
            let glyph = Subset {
                id: remapper.remap(*old),
                width: (width * 1000.0 / units) as i64,
                text: (*text).to_owned(),
            };
            (*old, glyph)
        })
        .collect();
    let program =
        subsetter::subset(face.bytes(), 0, &remapper).map_err(|error| fail(error.to_string()))?;
    let count = FontRef::new(&program)
        .and_then(|font| font.maxp())
        .map_err(|error| fail(error.to_string()))?
        .num_glyphs();
    Ok(Embedded {
        face,
        count: usize::from(count),
        name: format!("{}+{}", tag(face, &glyphs), face.name()),
        program,
        glyphs,
    })
}

/// Six capital letters that differ between subsets and are the same in every run.
fn tag(face: FaceId, glyphs: &BTreeMap<u16, Subset>) -> String {
    let mut hash = face as u64 + 7;
    for glyph in glyphs.keys() {
        hash = hash
            .wrapping_mul(1_099_511_628_211)
            .wrapping_add(u64::from(*glyph) + 1);
    }
    (0..6)
        .map(|_| {
            let letter = b'A' + (hash % 26) as u8;
            hash /= 26;
            char::from(letter)
        })
        .collect()
}

fn cluster<'w>(word: &'w Word, glyph: &Glyph) -> &'w str {
    word.text
        .get(glyph.text.start as usize..glyph.text.end as usize)
        .unwrap_or_default()
}
