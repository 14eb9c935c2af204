//! Draw items become PDF objects. Only this file and `library.rs` name the PDF
//! library.

use std::collections::BTreeMap;

use printpdf::{
    Actions, BorderArray, Codepoint, ColorArray, Destination, DictItem, FontId, HighlightingMode,
    Line, LinkAnnotation, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFont, PdfFontHandle,
    PdfPage, PdfSaveOptions, Polygon, PolygonRing, Pt, Rect, TextItem, TextMatrix, WindingOrder,
    XObject, XObjectTransform,
};

use super::draw::{Color, Fill, Item, Laid, LinkArea, NodeId, PageDraw, Picture, Stroke, TextRun};
use super::embed::{self, Embedded};
use super::layout::one_line;
use super::library::{convert, corner, image, logo_id, pt, rounded};
use super::links::{Anchors, Target, anchors, target};
use super::shape::{FaceId, Glyph};
use super::{PdfError, Ticker};
use crate::report::Report;

/// Steps besides one for each page: fonts, objects, structure, compression.
pub const EXTRA_STEPS: usize = 4;

/// A document that lacks structure, outline and ids.
pub struct Written {
    /// The objects.
    pub doc: lopdf::Document,
    /// For each page the nodes of its marked content, by number.
    pub marks: Vec<Vec<NodeId>>,
    /// For each page the nodes of its links, in order.
    pub links: Vec<Vec<NodeId>>,
    /// The fonts by name, with how many glyphs each has.
    pub fonts: BTreeMap<String, usize>,
}

/// Writes the pages.
pub fn write(report: &Report, laid: &Laid, ticker: &mut Ticker<'_>) -> Result<Written, PdfError> {
    let mut pdf = PdfDocument::new(&one_line(&report.title));
    let mut fonts = BTreeMap::new();
    for font in embed::subsets(laid)? {
        add_font(&font, &mut pdf)?;
        fonts.insert(font.face, font);
    }
    if let Some(logo) = &report.branding.picture {
        let logos = &mut pdf.resources.xobjects.map;
        logos.insert(logo_id(), XObject::External(image(logo)));
    }
    ticker.tick()?;
    let mut marks = Vec::with_capacity(laid.pages.len());
    let mut links = Vec::with_capacity(laid.pages.len());
    let anchors = anchors(laid);
    for page in &laid.pages {
        let mut writer = PageWriter {
            fonts: &fonts,
            anchors: &anchors,
            height: page.height,
            ops: Vec::new(),
            marks: Vec::new(),
            open: None,
            fill: None,
        };
        writer.page(page);
        pdf.pages.push(PdfPage::new(
            Mm::from(Pt(page.width)),
            Mm::from(Pt(page.height)),
            writer.ops,
        ));
        marks.push(writer.marks);
        let areas = page.items.iter().filter_map(|item| match item {
            Item::Link(area) => target(area, &anchors).map(|_| area.node),
            _ => None,
        });
        links.push(areas.collect());
        ticker.tick()?;
    }
    let options = PdfSaveOptions {
        subset_fonts: false,
        image_optimization: None,
        ..PdfSaveOptions::default()
    };
    let doc = pdf.to_lopdf_document(&options, &mut Vec::new());
    ticker.tick()?;
    let fonts = fonts.into_values().map(|font| (font.name, font.count));
    Ok(Written {
        doc,
        marks,
        links,
        fonts: fonts.collect(),
    })
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

fn font_id(face: FaceId) -> FontId {
    let name = match face {
        FaceId::Regular => "R",
        FaceId::Bold => "B",
        FaceId::Italic => "I",
        FaceId::Symbols => "S",
        FaceId::Cjk => "C",
    };
    FontId(name.to_owned())
}

struct PageWriter<'f> {
    fonts: &'f BTreeMap<FaceId, Embedded>,
    anchors: &'f Anchors<'f>,
    height: f32,
    ops: Vec<Op>,
    marks: Vec<NodeId>,
    /// The marked content being written: a node, or decoration.
    open: Option<Option<NodeId>>,
    fill: Option<Color>,
}

impl PageWriter<'_> {
    fn page(&mut self, page: &PageDraw) {
        for item in &page.items {
            match item {
                Item::Text(run) => self.text(run),
                Item::Fill(fill) => self.filled(fill),
                Item::Stroke(stroke) => self.stroke(stroke),
                Item::Picture(picture) => self.picture(picture),
                Item::Link(area) => self.link(area),
                // The fields are added when all pages are there.
                Item::Field(_) | Item::Anchor(_) => {}
            }
        }
        self.close();
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// Opens marked content for `node`, or as decoration.
    fn mark(&mut self, node: Option<NodeId>) {
        if self.open == Some(node) {
            return;
        }
        self.close();
        let mut map = BTreeMap::new();
        let tag = match node {
            Some(id) => {
                map.insert("MCID".to_owned(), DictItem::Int(self.marks.len() as i64));
                self.marks.push(id);
                "Span"
            }
            None => {
                map.insert("Type".to_owned(), DictItem::Name(b"Layout".to_vec()));
                "Artifact"
            }
        };
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: tag.to_owned(),
            properties: DictItem::Dict { map },
        });
        self.open = Some(node);
    }

    fn fill_color(&mut self, color: Color) {
        if self.fill != Some(color) {
            self.fill = Some(color);
            self.ops.push(Op::SetFillColor {
                col: convert(color),
            });
        }
    }

    fn text(&mut self, run: &TextRun) {
        self.mark(run.node);
        self.fill_color(run.color);
        self.ops.push(Op::StartTextSection);
        let mut line = LineWriter {
            x: run.x,
            start: run.x,
            pen: 0.0,
            items: Vec::new(),
            face: None,
        };
        let baseline = self.height - run.y;
        for word in &run.words {
            for piece in &word.pieces {
                let Some(font) = self.fonts.get(&piece.face) else {
                    continue;
                };
                if line.face != Some(piece.face) {
                    line.flush(&mut self.ops, baseline);
                    line.face = Some(piece.face);
                    self.ops.push(Op::SetFont {
                        font: PdfFontHandle::External(font_id(piece.face)),
                        size: pt(run.size),
                    });
                }
                for glyph in &piece.glyphs {
                    if glyph.dy == 0.0 {
                        line.glyph(font, glyph, run.size);
                        continue;
                    }
                    // A raised mark is shown on its own.
                    line.flush(&mut self.ops, baseline);
                    line.glyph(font, glyph, run.size);
                    line.flush(&mut self.ops, baseline + glyph.dy * run.size);
                }
            }
        }
        line.flush(&mut self.ops, baseline);
        self.ops.push(Op::EndTextSection);
    }

    fn filled(&mut self, fill: &Fill) {
        self.mark(fill.node);
        self.fill_color(fill.color);
        let y = self.height - fill.y - fill.h;
        if fill.radius <= 0.0 {
            let mut rectangle = Rect::from_xywh(pt(fill.x), pt(y), pt(fill.w), pt(fill.h));
            rectangle.mode = Some(PaintMode::Fill);
            self.ops.push(Op::DrawRectangle { rectangle });
            return;
        }
        let points = rounded(fill.x, y, fill.w, fill.h, fill.radius);
        self.ops.push(Op::DrawPolygon {
            polygon: Polygon {
                rings: vec![PolygonRing { points }],
                mode: PaintMode::Fill,
                winding_order: WindingOrder::NonZero,
            },
        });
    }

    fn picture(&mut self, picture: &Picture) {
        self.mark(Some(picture.node));
        self.ops.push(Op::UseXobject {
            id: logo_id(),
            transform: XObjectTransform {
                translate_x: Some(pt(picture.x)),
                translate_y: Some(pt(self.height - picture.y - picture.h)),
                scale_x: Some(picture.w),
                scale_y: Some(picture.h),
                no_auto_scale: true,
                ..XObjectTransform::default()
            },
        });
    }

    fn stroke(&mut self, stroke: &Stroke) {
        self.mark(stroke.node);
        self.ops.push(Op::SetOutlineColor {
            col: convert(stroke.color),
        });
        self.ops.push(Op::SetOutlineThickness {
            pt: pt(stroke.width),
        });
        let point = |(x, y): (f32, f32)| corner(x, self.height - y, false);
        let line = Line {
            points: vec![point(stroke.from), point(stroke.to)],
            is_closed: false,
        };
        self.ops.push(Op::DrawLine { line });
    }

    fn link(&mut self, area: &LinkArea) {
        let action = match target(area, self.anchors) {
            Some(Target::Address(address)) => Actions::Uri(address),
            Some(Target::Place(page, top)) => Actions::Goto(Destination::Xyz {
                page: page + 1,
                left: None,
                top: Some(top.round()),
                zoom: None,
            }),
            None => return,
        };
        let y = self.height - area.y - area.h;
        let rect = Rect::from_xywh(pt(area.x), pt(y), pt(area.w), pt(area.h));
        let link = LinkAnnotation::new(
            rect,
            action,
            Some(BorderArray::Solid([0.0, 0.0, 0.0])),
            Some(ColorArray::Transparent),
            Some(HighlightingMode::Invert),
        );
        self.ops.push(Op::LinkAnnotation { link });
    }
}

/// A line of text being written. The pen of a viewer moves by the rounded
/// widths in the file; where it strays from the true place, it is pulled back.
struct LineWriter {
    /// True place of the pen.
    x: f32,
    /// Where the pending items start.
    start: f32,
    /// Thousandths of an em that a viewer's pen has moved since `start`.
    pen: f32,
    items: Vec<TextItem>,
    face: Option<FaceId>,
}

impl LineWriter {
    fn glyph(&mut self, font: &Embedded, glyph: &Glyph, size: f32) {
        let Some(subset) = font.glyphs.get(&glyph.id) else {
            return;
        };
        let x = self.x + glyph.dx * size;
        let stray = self.pen - (x - self.start) * 1000.0 / size;
        if stray.abs() >= 1.5 {
            let offset = stray.round();
            if !self.items.is_empty() {
                self.items.push(TextItem::Offset(offset));
                self.pen -= offset;
            } else {
                self.start = x;
                self.pen = 0.0;
            }
        }
        match (subset.char(), self.items.last_mut()) {
            (Some(c), Some(TextItem::Text(run))) => run.push(c),
            (Some(c), _) => self.items.push(TextItem::Text(c.to_string())),
            (None, _) => {
                let point = Codepoint::with_cid(subset.id, 0.0, subset.text.clone());
                self.items.push(TextItem::GlyphIds(vec![point]));
            }
        }
        self.pen += subset.width as f32;
        self.x += glyph.advance * size;
    }

    fn flush(&mut self, ops: &mut Vec<Op>, baseline: f32) {
        if !self.items.is_empty() {
            ops.push(Op::SetTextMatrix {
                matrix: TextMatrix::Translate(pt(self.start), pt(baseline)),
            });
            ops.push(Op::ShowText {
                items: std::mem::take(&mut self.items),
            });
        }
        self.start = self.x;
        self.pen = 0.0;
    }
}
