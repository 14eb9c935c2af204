//! The fonts of the window.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily, FontId, RichText};

use super::tokens::size;
use crate::assets;
use crate::export::pdf::shape::FaceId;

/// The font files the window is drawn with.
#[derive(Debug, Clone, Copy)]
pub struct FontBytes {
    /// Ordinary text.
    pub sans: &'static [u8],
    /// Bold text.
    pub sans_bold: &'static [u8],
    /// Italic text.
    pub sans_italic: &'static [u8],
    /// Signs the others lack.
    pub symbols: &'static [u8],
    /// Chinese, Japanese and Korean, as far as names need them.
    pub cjk: &'static [u8],
}

impl FontBytes {
    /// The fonts that are compiled into the program.
    pub const BUNDLED: Self = Self {
        sans: assets::SANS,
        sans_bold: assets::SANS_BOLD,
        sans_italic: assets::SANS_ITALIC,
        symbols: assets::SYMBOLS,
        cjk: assets::CJK,
    };
}

const BOLD: &str = "bold";
const ITALIC: &str = "italic";

/// Installs the fonts in place of all others. What they lack comes from the
/// system's fonts, if the window was opened with those.
pub fn install_fonts(ctx: &Context, fonts: &FontBytes) {
    let mut definitions = FontDefinitions::empty();
    for (name, bytes) in [
        ("sans", fonts.sans),
        ("sans-bold", fonts.sans_bold),
        ("sans-italic", fonts.sans_italic),
        ("symbols", fonts.symbols),
        ("cjk", fonts.cjk),
    ] {
        definitions
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    for (family, first) in [
        (FontFamily::Proportional, "sans"),
        (FontFamily::Monospace, "sans"),
        (FontFamily::Name(BOLD.into()), "sans-bold"),
        (FontFamily::Name(ITALIC.into()), "sans-italic"),
    ] {
        // The upright face comes second, so that a letter missing in bold or
        // italic still looks like its neighbors.
        let mut chain = vec![first, "sans", "symbols", "cjk"];
        chain.dedup();
        let chain = chain.into_iter().map(str::to_owned).collect();
        definitions.families.insert(family, chain);
    }
    ctx.set_fonts(definitions);
}

/// The bold face at a size in points.
pub fn bold(points: f32) -> FontId {
    FontId::new(points, FontFamily::Name(BOLD.into()))
}

/// The italic face at a size in points.
pub fn italic(points: f32) -> FontId {
    FontId::new(points, FontFamily::Name(ITALIC.into()))
}

/// The family that a font of a report is painted with; what it lacks comes
/// from the same fonts as in the PDF.
pub fn report_family(face: FaceId) -> FontFamily {
    match face {
        FaceId::Bold => FontFamily::Name(BOLD.into()),
        FaceId::Italic => FontFamily::Name(ITALIC.into()),
        FaceId::Regular | FaceId::Symbols | FaceId::Cjk => FontFamily::Proportional,
    }
}

/// The title of a page.
pub fn heading(text: impl Into<String>) -> RichText {
    RichText::new(text).font(bold(size::TEXT_HEADING)).strong()
}

/// The title of a section.
pub fn section(text: impl Into<String>) -> RichText {
    RichText::new(text).font(bold(size::TEXT_SECTION)).strong()
}
