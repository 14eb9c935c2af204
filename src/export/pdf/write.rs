//! Pages become objects of the file. What a page shows is compressed and
//! written at once, so that no more than one page of it is held.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

use super::content::{Codes, FontCodes, content};
use super::draw::{Item, Laid, LinkArea, NodeId, PageDraw};
use super::embed;
use super::library::{Library, font_name, library};
use super::links::{Anchors, Target, anchors, target};
use super::save::Saver;
use super::{PdfError, Standard, Ticker};
use crate::report::Report;

/// A document that lacks structure, outline and ids.
pub struct Written {
    /// The objects that are not in the file yet.
    pub doc: lopdf::Document,
    /// The file so far: what the pages show.
    pub saver: Saver,
    /// The page objects.
    pub pages: Vec<ObjectId>,
    /// For each page the nodes of its marked content, by number.
    pub marks: Vec<Vec<NodeId>>,
    /// For each page the nodes of its links, in order.
    pub links: Vec<Vec<NodeId>>,
    /// The fonts by name, with how many glyphs each has.
    pub fonts: BTreeMap<String, usize>,
}

/// Writes the pages.
pub fn write(
    report: &Report,
    laid: &Laid,
    standard: Standard,
    ticker: &mut Ticker<'_>,
) -> Result<Written, PdfError> {
    let fonts = embed::subsets(laid)?;
    ticker.tick()?;
    let Library {
        mut doc,
        pages: root,
        resources,
    } = library(report, &fonts)?;
    ticker.tick()?;
    let codes: Codes<'_> = fonts
        .iter()
        .map(|font| (font.face, FontCodes::new(font, font_name(font.face))))
        .collect();
    let mut saver = Saver::new(standard);
    let mut marks = Vec::with_capacity(laid.pages.len());
    let mut links = Vec::with_capacity(laid.pages.len());
    let anchors = anchors(laid);
    let pages: Vec<ObjectId> = laid.pages.iter().map(|_| doc.new_object_id()).collect();
    for (page, id) in laid.pages.iter().zip(&pages) {
        let (shown, marked) = content(page, &codes);
        let contents = doc.new_object_id();
        saver.stream(contents, &Stream::new(Dictionary::new(), shown))?;
        marks.push(marked);
        let (annotations, nodes): (Vec<Object>, Vec<NodeId>) = page
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Link(area) => Some((link(area, page, &anchors, &pages)?, area.node)),
                _ => None,
            })
            .unzip();
        links.push(nodes);
        let edges = vec![
            0.into(),
            0.into(),
            Object::Real(page.width),
            Object::Real(page.height),
        ];
        let dict = dictionary! {
            "Type" => "Page",
            "MediaBox" => edges.clone(),
            "TrimBox" => edges.clone(),
            "CropBox" => edges,
            "Parent" => root,
            "Resources" => resources.clone(),
            "Contents" => contents,
            "Annots" => annotations,
        };
        doc.set_object(*id, dict);
        ticker.tick()?;
    }
    let kids: Vec<Object> = pages.iter().map(|id| Object::Reference(*id)).collect();
    let tree = dictionary! { "Type" => "Pages", "Count" => kids.len() as i64, "Kids" => kids };
    doc.set_object(root, tree);
    let fonts = fonts.into_iter().map(|font| (font.name, font.count));
    Ok(Written {
        doc,
        saver,
        pages,
        marks,
        links,
        fonts: fonts.collect(),
    })
}

/// A link as the file holds it; `None` where it leads nowhere.
fn link(
    area: &LinkArea,
    page: &PageDraw,
    anchors: &Anchors<'_>,
    pages: &[ObjectId],
) -> Option<Object> {
    let action = match target(area, anchors)? {
        Target::Address(address) => dictionary! {
            "S" => "URI",
            "URI" => Object::string_literal(address),
        },
        Target::Place(at, top) => {
            let place = vec![
                Object::Reference(*pages.get(at)?),
                Object::Name(b"XYZ".to_vec()),
                Object::Null,
                Object::Real(top.round()),
                Object::Null,
            ];
            dictionary! { "S" => "GoTo", "D" => place }
        }
    };
    let bottom = page.height - area.y - area.h;
    let edges = [area.x, bottom, area.x + area.w, bottom + area.h];
    let edges = edges.map(|edge| Object::Real((edge * 100.0).round() / 100.0));
    Some(Object::Dictionary(dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => edges.to_vec(),
        "A" => action,
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "C" => Vec::<Object>::new(),
        "H" => "I",
    }))
}
