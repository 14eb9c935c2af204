//! The reading structure in the file: headings, paragraphs, lists, tables and
//! links for screen readers.

use std::collections::BTreeMap;
use std::io::Write as _;

use lopdf::{Document, Object, ObjectId, dictionary};

use super::draw::{Item, Laid, NodeId, Role};
use super::save::{Saver, write_object};
use super::{PdfError, Ticker};

/// So many nodes take about as long as a page.
pub const NODES_A_STEP: usize = 500;

/// What a node holds, in reading order.
enum Kid {
    Node(NodeId),
    /// Marked content: page and number.
    Mark(usize, usize),
    /// An annotation.
    Link(ObjectId, usize),
}

/// Marks and links of the pages.
pub struct Places<'a> {
    /// The page objects.
    pub pages: &'a [ObjectId],
    /// For each page the nodes of its marked content.
    pub marks: &'a [Vec<NodeId>],
    /// For each page its links: annotation and node.
    pub links: &'a [Vec<(ObjectId, NodeId)>],
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Section => "Sect",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(_) => "H4",
        Role::Paragraph => "P",
        Role::Callout => "Div",
        Role::List => "L",
        Role::Item => "LI",
        Role::Label => "Lbl",
        Role::Body => "LBody",
        Role::Caption => "Caption",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::Header => "TH",
        Role::Cell => "TD",
        Role::Link => "Link",
        Role::Form => "Form",
        Role::Figure => "Figure",
    }
}

/// Writes the structure tree into the file and gives the id of its root, which
/// stays in `doc`.
pub fn add(
    doc: &mut Document,
    saver: &mut Saver,
    laid: &Laid,
    places: &Places<'_>,
    ticker: &mut Ticker<'_>,
) -> Result<ObjectId, PdfError> {
    let root = doc.new_object_id();
    let ids: Vec<ObjectId> = laid.nodes.iter().map(|_| doc.new_object_id()).collect();
    let mut kids = kids(laid, places);
    let extents = extents(laid);
    for (index, node) in laid.nodes.iter().enumerate() {
        let Some(id) = ids.get(index).copied() else {
            continue;
        };
        let own = kids.get_mut(index).map(std::mem::take).unwrap_or_default();
        let parent = node.parent.and_then(|at| ids.get(at).copied());
        saver.small(doc, id, |out| {
            let (number, _) = parent.unwrap_or(root);
            say(
                out,
                format_args!("<</S/{}/P {number} 0 R", role_name(node.role)),
            );
            if node.role == Role::Header {
                say(out, format_args!("/A<</O/Table/Scope/Column>>"));
            }
            if let Some(description) = &node.description {
                say(out, format_args!("/Alt "));
                write_object(out, &lopdf::text_string(description));
            }
            if let Some([left, low, right, high]) = extents.get(&index) {
                let edges = format_args!("[{left} {low} {right} {high}]").to_string();
                say(
                    out,
                    format_args!("/A<</O/Layout/Placement/Block/BBox{edges}>>"),
                );
            }
            write_kids(out, &own, &ids, places.pages);
            say(out, format_args!(">>"));
        })?;
        if (index + 1) % NODES_A_STEP == 0 {
            ticker.tick()?;
        }
    }
    let parents = parent_tree(doc, saver, places, &ids)?;
    let next = places.pages.len() + places.links.iter().map(Vec::len).sum::<usize>();
    let top: Vec<Object> = ids
        .first()
        .map(|id| Object::Reference(*id))
        .into_iter()
        .collect();
    doc.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => top,
            "ParentTree" => parents,
            "ParentTreeNextKey" => next as i64,
        },
    );
    Ok(root)
}

/// Writing to memory does not fail.
fn say(out: &mut Vec<u8>, words: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(words);
}

/// Where the figures are on their pages: left, lower, right and upper edge.
fn extents(laid: &Laid) -> BTreeMap<NodeId, [f32; 4]> {
    let mut extents = BTreeMap::new();
    for page in &laid.pages {
        let parts = page.items.iter().filter_map(Item::extent);
        for (node, [left, top, right, bottom]) in parts {
            if laid
                .nodes
                .get(node)
                .is_none_or(|node| node.role != Role::Figure)
            {
                continue;
            }
            let (low, high) = (page.height - bottom, page.height - top);
            extents
                .entry(node)
                .and_modify(|[l, b, r, t]: &mut [f32; 4]| {
                    (*l, *b) = (l.min(left), b.min(low));
                    (*r, *t) = (r.max(right), t.max(high));
                })
                .or_insert([left, low, right, high]);
        }
    }
    extents
}

/// The children of each node. Children come in the order in which the pages
/// show them; nodes that show nothing keep their place.
fn kids(laid: &Laid, places: &Places<'_>) -> Vec<Vec<Kid>> {
    let mut kids: Vec<Vec<Kid>> = laid.nodes.iter().map(|_| Vec::new()).collect();
    for (page, marks) in places.marks.iter().enumerate() {
        for (number, node) in marks.iter().enumerate() {
            if let Some(list) = kids.get_mut(*node) {
                list.push(Kid::Mark(page, number));
            }
        }
    }
    for (page, links) in places.links.iter().enumerate() {
        for (annotation, node) in links {
            if let Some(list) = kids.get_mut(*node) {
                list.push(Kid::Link(*annotation, page));
            }
        }
    }
    // A link inside a paragraph belongs between the words around it.
    let first: Vec<Option<(usize, usize)>> = kids
        .iter()
        .map(|list| match list.first() {
            Some(Kid::Mark(page, number)) => Some((*page, *number)),
            _ => None,
        })
        .collect();
    for (index, node) in laid.nodes.iter().enumerate() {
        let Some(list) = node.parent.and_then(|parent| kids.get_mut(parent)) else {
            continue;
        };
        let here = first.get(index).copied().flatten();
        let at = match here {
            Some(here) if node.role == Role::Link => list
                .iter()
                .position(|kid| match kid {
                    Kid::Mark(page, number) => (*page, *number) > here,
                    _ => false,
                })
                .unwrap_or(list.len()),
            _ => list.len(),
        };
        list.insert(at, Kid::Node(index));
    }
    kids
}

fn write_kids(out: &mut Vec<u8>, kids: &[Kid], ids: &[ObjectId], pages: &[ObjectId]) {
    let number = |page: &usize| pages.get(*page).map_or(0, |(number, _)| *number);
    let home = kids.iter().find_map(|kid| match kid {
        Kid::Mark(page, _) => Some(*page),
        _ => None,
    });
    if let Some(page) = home {
        say(out, format_args!("/Pg {} 0 R", number(&page)));
    }
    if kids.is_empty() {
        return;
    }
    say(out, format_args!("/K["));
    for (index, kid) in kids.iter().enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        match kid {
            Kid::Node(at) => {
                let node = ids.get(*at).map_or(0, |(number, _)| *number);
                say(out, format_args!("{node} 0 R"));
            }
            Kid::Mark(page, mark) if Some(*page) == home => say(out, format_args!("{mark}")),
            Kid::Mark(page, mark) => {
                let page = number(page);
                say(out, format_args!("<</Type/MCR/Pg {page} 0 R/MCID {mark}>>"));
            }
            Kid::Link((annotation, _), page) => {
                let page = number(page);
                let dict = format_args!("<</Type/OBJR/Pg {page} 0 R/Obj {annotation} 0 R>>");
                say(out, dict);
            }
        }
    }
    out.push(b']');
}

/// From pages and annotations back to the nodes. Page `n` has key `n`; the
/// annotations follow in order.
fn parent_tree(
    doc: &mut Document,
    saver: &mut Saver,
    places: &Places<'_>,
    ids: &[ObjectId],
) -> Result<ObjectId, PdfError> {
    let number = |node: &NodeId| ids.get(*node).map_or(0, |(number, _)| *number);
    let mut numbers = Vec::new();
    for (page, marks) in places.marks.iter().enumerate() {
        let id = doc.new_object_id();
        saver.small(doc, id, |out| {
            out.push(b'[');
            for node in marks {
                say(out, format_args!("{} 0 R ", number(node)));
            }
            out.push(b']');
        })?;
        numbers.push(Object::Integer(page as i64));
        numbers.push(Object::Reference(id));
    }
    let links = places.links.iter().flatten();
    for (key, (_, node)) in (places.pages.len() as i64..).zip(links) {
        numbers.push(Object::Integer(key));
        numbers.push(Object::Reference((number(node), 0)));
    }
    Ok(doc.add_object(dictionary! { "Nums" => numbers }))
}
