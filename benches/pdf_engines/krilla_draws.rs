//! The draw list of our own layout, drawn by krilla: the same glyphs at the
//! same places, with outline, links and reading structure.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use krilla::Document;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope,
    Tag, TagGroup, TagKind, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use license_matrix::export::pdf::draw::{self, Color, Item, LinkArea, NodeId, Role, TextRun};
use license_matrix::export::pdf::shape::FaceId;
use license_matrix::export::pdf::{Laid, PageDraw};
use license_matrix::report::Report;

type Fonts = BTreeMap<FaceId, Font>;

/// Page and place of each anchor by name.
type Anchors<'l> = BTreeMap<&'l str, (usize, f32)>;

/// The file that krilla makes of a draw list.
pub fn pdf(report: &Report, laid: &Laid) -> Vec<u8> {
    let fonts: Fonts = FaceId::ALL
        .into_iter()
        .map(|face| (face, Font::new(face.bytes().into(), 0).unwrap()))
        .collect();
    let anchors = anchors(laid);
    let mut document = Document::new();
    let mut marks: Vec<Vec<Identifier>> = vec![Vec::new(); laid.nodes.len()];
    for page in &laid.pages {
        let settings = PageSettings::from_wh(page.width, page.height).unwrap();
        let mut target = document.start_page_with(settings);
        let mut surface = target.surface();
        let mut painter = Painter {
            fonts: &fonts,
            surface: &mut surface,
            open: None,
            marks: &mut marks,
        };
        painter.page(page);
        surface.finish();
        for item in &page.items {
            if let Item::Link(area) = item
                && let Some(link) = link(area, &anchors)
            {
                marks[area.node].push(target.add_tagged_annotation(link));
            }
        }
        target.finish();
    }
    document.set_outline(outline(laid));
    document.set_tag_tree(tree(laid, marks));
    let metadata = Metadata::new()
        .title(report.title.clone())
        .language("en-US".to_owned());
    document.set_metadata(metadata);
    document.finish().unwrap()
}

fn anchors(laid: &Laid) -> Anchors<'_> {
    let mut anchors = Anchors::new();
    for (index, page) in laid.pages.iter().enumerate() {
        for item in &page.items {
            if let Item::Anchor(anchor) = item {
                anchors.entry(&anchor.name).or_insert((index, anchor.y));
            }
        }
    }
    anchors
}

fn link(area: &LinkArea, anchors: &Anchors<'_>) -> Option<Annotation> {
    let target = match area.address.strip_prefix('#') {
        Some(name) => {
            let (page, y) = *anchors.get(name)?;
            let place = XyzDestination::new(page, Point::from_xy(0.0, y));
            Target::Destination(place.into())
        }
        None => Target::Action(Action::Link(LinkAction::new(area.address.to_string()))),
    };
    let rect = Rect::from_xywh(area.x, area.y, area.w, area.h)?;
    let words = Some(area.address.to_string());
    Some(Annotation::new_link(
        LinkAnnotation::new(rect, target),
        words,
    ))
}

struct Painter<'p, 's> {
    fonts: &'p Fonts,
    surface: &'p mut Surface<'s>,
    /// The marked content being drawn: a node, or decoration.
    open: Option<Option<NodeId>>,
    marks: &'p mut Vec<Vec<Identifier>>,
}

impl Painter<'_, '_> {
    fn page(&mut self, page: &PageDraw) {
        for item in &page.items {
            match item {
                Item::Text(run) => self.text(run),
                Item::Fill(fill) => self.filled(fill),
                Item::Stroke(stroke) => self.stroke(stroke),
                // The report has neither a picture nor fields.
                Item::Picture(_) | Item::Field(_) | Item::Link(_) | Item::Anchor(_) => {}
            }
        }
        if self.open.is_some() {
            self.surface.end_tagged();
        }
    }

    fn mark(&mut self, node: Option<NodeId>) {
        if self.open == Some(node) {
            return;
        }
        if self.open.is_some() {
            self.surface.end_tagged();
        }
        match node {
            Some(node) => {
                let span = ContentTag::Span(SpanTag::empty());
                self.marks[node].push(self.surface.start_tagged(span));
            }
            None => {
                let artifact = Artifact::with_kind(ArtifactType::Layout);
                self.surface.start_tagged(ContentTag::Artifact(artifact));
            }
        }
        self.open = Some(node);
    }

    fn ink(&mut self, color: Color) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill {
            paint: rgb::Color::new(color.r, color.g, color.b).into(),
            ..Fill::default()
        }));
    }

    /// One call for each stretch in one font.
    fn text(&mut self, run: &TextRun) {
        self.mark(run.node);
        self.ink(run.color);
        let (mut x, mut start) = (run.x, run.x);
        let mut text = String::new();
        let mut glyphs: Vec<KrillaGlyph> = Vec::new();
        let mut face = None;
        for word in &run.words {
            let mut base = text.len();
            text.push_str(&word.text);
            for piece in &word.pieces {
                if face.is_some_and(|face| face != piece.face) {
                    self.glyphs(start, run, face, &glyphs, &text);
                    glyphs.clear();
                    text.clear();
                    text.push_str(&word.text);
                    (start, base) = (x, 0);
                }
                face = Some(piece.face);
                for glyph in &piece.glyphs {
                    let range = base + glyph.text.start as usize..base + glyph.text.end as usize;
                    x += glyph.advance * run.size;
                    glyphs.push(KrillaGlyph::new(
                        GlyphId::new(u32::from(glyph.id)),
                        glyph.advance,
                        glyph.dx,
                        glyph.dy,
                        0.0,
                        range,
                        None,
                    ));
                }
            }
        }
        self.glyphs(start, run, face, &glyphs, &text);
    }

    fn glyphs(
        &mut self,
        x: f32,
        run: &TextRun,
        face: Option<FaceId>,
        glyphs: &[KrillaGlyph],
        text: &str,
    ) {
        let Some(font) = face.and_then(|face| self.fonts.get(&face)) else {
            return;
        };
        let start = Point::from_xy(x, run.y);
        self.surface
            .draw_glyphs(start, glyphs, font.clone(), text, run.size, false);
    }

    fn filled(&mut self, fill: &draw::Fill) {
        self.mark(fill.node);
        self.ink(fill.color);
        let mut path = PathBuilder::new();
        let (x, y, right, low) = (fill.x, fill.y, fill.x + fill.w, fill.y + fill.h);
        if fill.radius <= 0.0 {
            path.push_rect(Rect::from_xywh(x, y, fill.w, fill.h).unwrap());
        } else {
            let r = fill.radius.min(fill.w / 2.0).min(fill.h / 2.0);
            let k = r * 0.448;
            path.move_to(x + r, y);
            path.line_to(right - r, y);
            path.cubic_to(right - k, y, right, y + k, right, y + r);
            path.line_to(right, low - r);
            path.cubic_to(right, low - k, right - k, low, right - r, low);
            path.line_to(x + r, low);
            path.cubic_to(x + k, low, x, low - k, x, low - r);
            path.line_to(x, y + r);
            path.cubic_to(x, y + k, x + k, y, x + r, y);
            path.close();
        }
        self.surface.draw_path(&path.finish().unwrap());
    }

    fn stroke(&mut self, stroke: &draw::Stroke) {
        self.mark(stroke.node);
        let color = stroke.color;
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke {
            paint: rgb::Color::new(color.r, color.g, color.b).into(),
            width: stroke.width,
            ..Stroke::default()
        }));
        let mut path = PathBuilder::new();
        path.move_to(stroke.from.0, stroke.from.1);
        path.line_to(stroke.to.0, stroke.to.1);
        self.surface.draw_path(&path.finish().unwrap());
    }
}

fn outline(laid: &Laid) -> Outline {
    let mut outline = Outline::new();
    // The entries on the way to the last one, with their levels.
    let mut open: Vec<(u8, OutlineNode)> = Vec::new();
    let mut close = |open: &mut Vec<(u8, OutlineNode)>, level: u8| {
        while open.last().is_some_and(|(last, _)| *last >= level) {
            let (_, node) = open.pop().unwrap();
            match open.last_mut() {
                Some((_, parent)) => parent.push_child(node),
                None => outline.push_child(node),
            }
        }
    };
    for entry in &laid.outline {
        close(&mut open, entry.level);
        let place = XyzDestination::new(entry.page, Point::from_xy(0.0, entry.y));
        open.push((entry.level, OutlineNode::new(entry.title.clone(), place)));
    }
    close(&mut open, 0);
    outline
}

/// The reading structure; a node comes after its parent.
fn tree(laid: &Laid, marks: Vec<Vec<Identifier>>) -> TagTree {
    let mut kids: Vec<Vec<Node>> = marks
        .into_iter()
        .map(|marks| marks.into_iter().map(Node::from).collect())
        .collect();
    let mut below: Vec<Vec<Node>> = laid.nodes.iter().map(|_| Vec::new()).collect();
    for (index, node) in laid.nodes.iter().enumerate().rev() {
        let mut own = std::mem::take(&mut kids[index]);
        own.extend(std::mem::take(&mut below[index]).into_iter().rev());
        match (node.parent, kind(node)) {
            (Some(parent), Some(kind)) => {
                below[parent].push(Node::from(TagGroup::with_children(kind, own)));
            }
            _ => return own.into(),
        }
    }
    TagTree::new()
}

fn kind(node: &draw::Node) -> Option<TagKind> {
    let heading = |level: u8| NonZeroU16::new(u16::from(level.clamp(1, 6))).unwrap();
    Some(match node.role {
        Role::Document => return None,
        Role::Section => Tag::Section.into(),
        Role::Heading(level) => Tag::Hn(heading(level), None).into(),
        Role::Paragraph => Tag::P.into(),
        Role::Callout => Tag::Div.into(),
        Role::List => Tag::L(ListNumbering::None).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Body => Tag::LBody.into(),
        Role::Caption => Tag::Caption.into(),
        Role::Table => Tag::Table.into(),
        Role::Row => Tag::TR.into(),
        Role::Header => Tag::TH(TableHeaderScope::Column).into(),
        Role::Cell => Tag::TD.into(),
        Role::Link => Tag::Link.into(),
        Role::Form => Tag::Form.into(),
        Role::Figure => Tag::Figure(node.description.clone()).into(),
    })
}
