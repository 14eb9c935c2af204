//! Fonts and shaping: words become glyphs with positions. Each character is
//! set in the font asked for, else in the symbol font, else in the CJK font;
//! a character that no font has becomes [`MISSING`].

use std::collections::HashMap;
use std::sync::Arc;

use harfrust::{Direction, Feature, ShapeOptions, Shaper, ShaperData, Tag, UnicodeBuffer};
use skrifa::{FontRef, MetadataProvider};

use super::PdfError;
use crate::assets;

/// Stands for a character that no font has.
pub const MISSING: char = '▯';

/// A font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaceId {
    /// Upright.
    Regular,
    /// Bold.
    Bold,
    /// Slanted.
    Italic,
    /// Signs; a fallback.
    Symbols,
    /// Chinese, Japanese, Korean; a fallback.
    Cjk,
}

impl FaceId {
    /// All fonts.
    pub const ALL: [FaceId; 5] = [
        FaceId::Regular,
        FaceId::Bold,
        FaceId::Italic,
        FaceId::Symbols,
        FaceId::Cjk,
    ];

    /// The bytes of the font file.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            FaceId::Regular => assets::SANS,
            FaceId::Bold => assets::SANS_BOLD,
            FaceId::Italic => assets::SANS_ITALIC,
            FaceId::Symbols => assets::SYMBOLS,
            FaceId::Cjk => assets::CJK,
        }
    }

    /// The PostScript name.
    pub fn name(self) -> &'static str {
        match self {
            FaceId::Regular => "NotoSans-Regular",
            FaceId::Bold => "NotoSans-Bold",
            FaceId::Italic => "NotoSans-Italic",
            FaceId::Symbols => "DejaVuSans",
            FaceId::Cjk => "NotoSansCJKsc-Regular",
        }
    }
}

/// A glyph with its place, in em.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Number in the font.
    pub id: u16,
    /// How far the pen moves.
    pub advance: f32,
    /// Moved right before drawing.
    pub dx: f32,
    /// Moved up before drawing.
    pub dy: f32,
    /// The characters it stands for, as bytes of the word; empty for the
    /// second glyph of a cluster.
    pub text: std::ops::Range<u32>,
}

/// Glyphs of one font.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// The font.
    pub face: FaceId,
    /// The glyphs, left to right.
    pub glyphs: Vec<Glyph>,
}

/// A shaped word with the spaces after it.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// The characters.
    pub text: String,
    /// The glyphs by font.
    pub pieces: Vec<Piece>,
    /// Width in em, spaces included.
    pub width: f32,
    /// Width in em without the spaces at the end.
    pub ink_width: f32,
}

/// The fonts, read and ready for shaping.
pub struct FontSet {
    faces: Vec<(FaceId, FontRef<'static>, ShaperData)>,
}

impl FontSet {
    /// Reads the built-in fonts.
    ///
    /// # Errors
    /// When a font file cannot be read, which means a damaged program.
    pub fn load() -> Result<Self, PdfError> {
        let mut faces = Vec::with_capacity(FaceId::ALL.len());
        for id in FaceId::ALL {
            let font = FontRef::new(id.bytes())
                .map_err(|error| PdfError::Font(format!("{}: {error}", id.name())))?;
            let data = ShaperData::new(&font);
            faces.push((id, font, data));
        }
        Ok(Self { faces })
    }
}

struct Face<'a> {
    id: FaceId,
    shaper: Shaper<'a>,
    chars: skrifa::charmap::Charmap<'a>,
    units: f32,
}

/// Shapes words and remembers them.
pub struct Shaping<'a> {
    faces: Vec<Face<'a>>,
    features: Vec<Feature>,
    cache: HashMap<FaceId, HashMap<String, Arc<Word>>>,
    choice: HashMap<(FaceId, char), FaceId>,
}

impl<'a> Shaping<'a> {
    /// Over a set of fonts.
    pub fn new(fonts: &'a FontSet) -> Self {
        let faces = fonts
            .faces
            .iter()
            .map(|(id, font, data)| {
                let shaper = data.shaper(font).build();
                let units = shaper.units_per_em().max(1) as f32;
                Face {
                    id: *id,
                    shaper,
                    chars: font.charmap(),
                    units,
                }
            })
            .collect();
        // Ligatures are off so that each character keeps a glyph of its own
        // and copied text comes out as it was written.
        let features = [b"liga", b"clig", b"dlig", b"calt"]
            .map(|tag| Feature::new(Tag::new(tag), 0, ..))
            .to_vec();
        Self {
            faces,
            features,
            cache: HashMap::new(),
            choice: HashMap::new(),
        }
    }

    fn has(&self, id: FaceId, c: char) -> bool {
        self.faces
            .iter()
            .find(|face| face.id == id)
            .is_some_and(|face| face.chars.map(c).is_some_and(|gid| gid.to_u32() != 0))
    }

    /// The font that `c` is set in when `wanted` is asked for; `None` when no
    /// font has it.
    pub fn face_for(&mut self, wanted: FaceId, c: char) -> Option<FaceId> {
        if let Some(found) = self.choice.get(&(wanted, c)) {
            return Some(*found);
        }
        let found = [wanted, FaceId::Regular, FaceId::Symbols, FaceId::Cjk]
            .into_iter()
            .find(|id| self.has(*id, c))?;
        self.choice.insert((wanted, c), found);
        Some(found)
    }

    /// Shapes `text` (clean, without line breaks) in the font asked for.
    pub fn word(&mut self, wanted: FaceId, text: &str) -> Arc<Word> {
        if let Some(word) = self.cache.get(&wanted).and_then(|words| words.get(text)) {
            return Arc::clone(word);
        }
        let word = Arc::new(self.shape(wanted, text));
        self.cache
            .entry(wanted)
            .or_default()
            .insert(text.to_owned(), Arc::clone(&word));
        word
    }

    fn shape(&mut self, wanted: FaceId, text: &str) -> Word {
        let mut pieces = Vec::new();
        let mut width = 0.0;
        for (face, range) in self.runs(wanted, text) {
            let glyphs = self.shape_run(face, text, range);
            width += glyphs.iter().map(|glyph| glyph.advance).sum::<f32>();
            pieces.push(Piece { face, glyphs });
        }
        let ink_end = text.trim_end_matches(' ').len() as u32;
        let blank: f32 = pieces
            .iter()
            .flat_map(|piece| &piece.glyphs)
            .filter(|glyph| glyph.text.start >= ink_end)
            .map(|glyph| glyph.advance)
            .sum();
        Word {
            text: text.to_owned(),
            pieces,
            width,
            ink_width: width - blank,
        }
    }

    /// Splits `text` where the font changes. Marks stay with their letter.
    fn runs(&mut self, wanted: FaceId, text: &str) -> Vec<(FaceId, std::ops::Range<usize>)> {
        let mut runs: Vec<(FaceId, std::ops::Range<usize>)> = Vec::new();
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            let current = runs.last().map(|(face, _)| *face);
            let face = match current {
                Some(face) if is_mark(c) && self.has(face, c) => face,
                _ => self.face_for(wanted, c).unwrap_or(FaceId::Symbols),
            };
            match runs.last_mut() {
                Some((last, range)) if *last == face => range.end = end,
                _ => runs.push((face, at..end)),
            }
        }
        runs
    }

    fn shape_run(&self, id: FaceId, text: &str, range: std::ops::Range<usize>) -> Vec<Glyph> {
        let Some(face) = self.faces.iter().find(|face| face.id == id) else {
            return Vec::new();
        };
        let Some(part) = text.get(range.clone()) else {
            return Vec::new();
        };
        let mut buffer = UnicodeBuffer::new();
        for (at, c) in part.char_indices() {
            buffer.add(c, (range.start + at) as u32);
        }
        buffer.guess_segment_properties();
        // Right-to-left text is set left to right: order in the file and on
        // the page stay the same, and nothing overlaps.
        buffer.set_direction(Direction::LeftToRight);
        let shaped = face
            .shaper
            .shape(buffer, ShapeOptions::new().features(&self.features));
        let infos = shaped.glyph_infos();
        let mut starts: Vec<u32> = infos.iter().map(|info| info.cluster).collect();
        starts.sort_unstable();
        starts.dedup();
        let mut seen = None;
        infos
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, place)| {
                let next = starts.partition_point(|start| *start <= info.cluster);
                let end = starts.get(next).copied().unwrap_or(range.end as u32);
                let end = if seen == Some(info.cluster) {
                    info.cluster
                } else {
                    end
                };
                seen = Some(info.cluster);
                Glyph {
                    id: u16::try_from(info.glyph_id).unwrap_or(0),
                    advance: place.x_advance as f32 / face.units,
                    dx: place.x_offset as f32 / face.units,
                    dy: place.y_offset as f32 / face.units,
                    text: info.cluster..end,
                }
            })
            .collect()
    }

    /// `text` without control characters and invisible marks; tabs become
    /// spaces, line ends become `\n`, and characters that no font has become
    /// [`MISSING`].
    pub fn clean(&mut self, wanted: FaceId, text: &str) -> String {
        let mut clean = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\n' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
                '\t' => clean.push(' '),
                _ if c.is_control() || is_invisible(c) => {}
                _ if self.face_for(wanted, c).is_some() => clean.push(c),
                _ => clean.push(MISSING),
            }
        }
        clean
    }
}

fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x0300..=0x036F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF
        | 0x3099..=0x309A | 0xFE20..=0xFE2F)
}

/// Characters that only steer other programs: soft hyphen, joiners, direction
/// marks, variation selectors, tags.
fn is_invisible(c: char) -> bool {
    matches!(c as u32, 0x00AD | 0x034F | 0x061C | 0x115F | 0x1160 | 0x180B..=0x180F
        | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF
        | 0xFFF9..=0xFFFB | 0xE0000..=0xE0FFF)
}
