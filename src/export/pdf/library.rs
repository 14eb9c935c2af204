//! Fonts and pictures as the PDF library makes them. The only file that names
//! it: pages are written by `content.rs`, because the library's own copies of
//! everything a page shows take most of the time and memory on long reports.

use lopdf::{Document, Object, ObjectId};
use printpdf::{
    Codepoint, DictItem, ExternalStream, ExternalXObject, FontId, Mm, Op, ParsedFont, PdfDocument,
    PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, TextItem, XObject, XObjectId,
};

use super::PdfError;
use super::embed::Embedded;
use super::layout::one_line;
use super::shape::FaceId;
use crate::report::{Logo, Report};

/// What pages call the picture; a report has at most one.
pub const LOGO: &str = "Logo";

/// A document without pages.
pub struct Library {
    /// Its objects.
    pub doc: Document,
    /// The node that all pages hang on.
    pub pages: ObjectId,
    /// The fonts and pictures that all pages use.
    pub resources: Object,
}

/// What pages call a font.
pub fn font_name(face: FaceId) -> &'static str {
    match face {
        FaceId::Regular => "R",
        FaceId::Bold => "B",
        FaceId::Italic => "I",
        FaceId::Symbols => "S",
        FaceId::Cjk => "C",
    }
}

/// A document with the fonts and the picture of a report, and no pages.
///
/// # Errors
/// When a font cannot be read.
pub fn library(report: &Report, fonts: &[Embedded]) -> Result<Library, PdfError> {
    let mut pdf = PdfDocument::new(&one_line(&report.title));
    // The library embeds the glyphs that pages show: a page shows all of them.
    let mut specimen = Vec::new();
    for font in fonts {
        add_font(font, &mut pdf)?;
        specimen.push(Op::SetFont {
            font: PdfFontHandle::External(font_id(font.face)),
            size: Pt(1.0),
        });
        let glyphs = font.glyphs.values();
        let points = glyphs.map(|glyph| Codepoint::with_cid(glyph.id, 0.0, glyph.text.clone()));
        specimen.push(Op::ShowText {
            items: vec![TextItem::GlyphIds(points.collect())],
        });
    }
    if let Some(logo) = &report.logo {
        let logos = &mut pdf.resources.xobjects.map;
        logos.insert(XObjectId(LOGO.to_owned()), XObject::External(image(logo)));
    }
    pdf.pages.push(PdfPage::new(Mm(1.0), Mm(1.0), specimen));
    let options = PdfSaveOptions {
        subset_fonts: false,
        image_optimization: None,
        ..PdfSaveOptions::default()
    };
    let mut doc = pdf.to_lopdf_document(&options, &mut Vec::new());
    let fail = |error: lopdf::Error| PdfError::Write(error.to_string());
    let specimen = doc.page_iter().next().unwrap_or_default();
    let page = doc.get_dictionary(specimen).map_err(fail)?;
    let resources = page.get(b"Resources").map_err(fail)?.clone();
    let catalog = doc.catalog().map_err(fail)?;
    let pages = catalog.get(b"Pages").and_then(Object::as_reference);
    let pages = pages.map_err(fail)?;
    doc.objects.remove(&specimen);
    Ok(Library {
        doc,
        pages,
        resources,
    })
}

fn font_id(face: FaceId) -> FontId {
    FontId(font_name(face).to_owned())
}

fn add_font(font: &Embedded, pdf: &mut PdfDocument) -> Result<(), PdfError> {
    let mut parsed =
        ParsedFont::from_bytes(&font.program, 0, &mut Vec::new()).ok_or_else(|| {
            PdfError::Font(format!("{}: the subset cannot be read", font.face.name()))
        })?;
    parsed.font_name = Some(font.name.clone());
    parsed.codepoint_to_glyph = font
        .glyphs
        .values()
        .filter_map(|glyph| Some((glyph.char()? as u32, glyph.id)))
        .collect();
    let fonts = &mut pdf.resources.fonts.map;
    fonts.insert(font_id(font.face), PdfFont::new(parsed));
    Ok(())
}

/// A picture as the file holds it.
fn image(logo: &Logo) -> ExternalXObject {
    let name = |word: &str| DictItem::Name(word.as_bytes().to_vec());
    let entries = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(i64::from(logo.width))),
        ("Height", DictItem::Int(i64::from(logo.height))),
        ("ColorSpace", name("DeviceRGB")),
        ("BitsPerComponent", DictItem::Int(8)),
    ];
    let entries = entries.into_iter();
    ExternalXObject {
        stream: ExternalStream {
            dict: entries
                .map(|(key, value)| (key.to_owned(), value))
                .collect(),
            content: logo.rgb.to_vec(),
            compress: true,
        },
        width: None,
        height: None,
        dpi: None,
    }
}
