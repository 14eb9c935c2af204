//! The reading structure in the file: headings, paragraphs, lists, tables and
//! links for screen readers.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::draw::{Item, Laid, NodeId, Role};

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

/// Writes the structure tree and gives its id.
pub fn add(doc: &mut Document, laid: &Laid, places: &Places<'_>) -> ObjectId {
    let root = doc.new_object_id();
    let ids: Vec<ObjectId> = laid.nodes.iter().map(|_| doc.new_object_id()).collect();
    let mut kids = kids(laid, places);
    let extents = extents(laid);
    for (index, node) in laid.nodes.iter().enumerate() {
        let Some(id) = ids.get(index).copied() else {
            continue;
        };
        let own = kids.get_mut(index).map(std::mem::take).unwrap_or_default();
        let parent = node
            .parent
            .and_then(|at| ids.get(at).copied())
            .unwrap_or(root);
        let mut dict = dictionary! {
            "S" => Object::Name(role_name(node.role).into()),
            "P" => parent,
        };
        if node.role == Role::Header {
            dict.set(
                "A",
                dictionary! {
                    "O" => Object::Name(b"Table".to_vec()),
                    "Scope" => Object::Name(b"Column".to_vec()),
                },
            );
        }
        if let Some(description) = &node.description {
            dict.set("Alt", lopdf::text_string(description));
        }
        if let Some(extent) = extents.get(&index) {
            let edges: Vec<Object> = extent.iter().map(|edge| Object::Real(*edge)).collect();
            dict.set(
                "A",
                dictionary! {
                    "O" => Object::Name(b"Layout".to_vec()),
                    "Placement" => Object::Name(b"Block".to_vec()),
                    "BBox" => edges,
                },
            );
        }
        write_kids(&mut dict, own, &ids, places.pages);
        doc.set_object(id, dict);
    }
    let parents = parent_tree(doc, places, &ids);
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
    root
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

fn write_kids(dict: &mut Dictionary, kids: Vec<Kid>, ids: &[ObjectId], pages: &[ObjectId]) {
    let home = kids.iter().find_map(|kid| match kid {
        Kid::Mark(page, _) => Some(*page),
        _ => None,
    });
    if let Some(page) = home.and_then(|page| pages.get(page)) {
        dict.set("Pg", *page);
    }
    let mut list: Vec<Object> = Vec::with_capacity(kids.len());
    for kid in kids {
        match kid {
            Kid::Node(at) => list.extend(ids.get(at).map(|id| Object::Reference(*id))),
            Kid::Mark(page, number) if Some(page) == home => {
                list.push(Object::Integer(number as i64));
            }
            Kid::Mark(page, number) => {
                if let Some(page) = pages.get(page) {
                    list.push(Object::Dictionary(dictionary! {
                        "Type" => "MCR",
                        "Pg" => *page,
                        "MCID" => number as i64,
                    }));
                }
            }
            Kid::Link(annotation, page) => {
                if let Some(page) = pages.get(page) {
                    list.push(Object::Dictionary(dictionary! {
                        "Type" => "OBJR",
                        "Pg" => *page,
                        "Obj" => annotation,
                    }));
                }
            }
        }
    }
    if !list.is_empty() {
        dict.set("K", list);
    }
}

/// From pages and annotations back to the nodes. Page `n` has key `n`; the
/// annotations follow in order.
fn parent_tree(doc: &mut Document, places: &Places<'_>, ids: &[ObjectId]) -> ObjectId {
    let reference = |node: &NodeId| match ids.get(*node) {
        Some(id) => Object::Reference(*id),
        None => Object::Null,
    };
    let mut numbers = Vec::new();
    for (page, marks) in places.marks.iter().enumerate() {
        let list: Vec<Object> = marks.iter().map(reference).collect();
        let id = doc.add_object(Object::Array(list));
        numbers.push(Object::Integer(page as i64));
        numbers.push(Object::Reference(id));
    }
    let links = places.links.iter().flatten();
    for (key, (_, node)) in (places.pages.len() as i64..).zip(links) {
        numbers.push(Object::Integer(key));
        numbers.push(reference(node));
    }
    doc.add_object(dictionary! { "Nums" => numbers })
}
