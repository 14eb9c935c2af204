//! Finishes the file: links, outline, language, properties, ids, and no
//! object that nothing refers to.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::attach;
use super::cid_set;
use super::draw::{Laid, NodeId, OutlineEntry};
use super::fields::Fields;
use super::metadata::{info, metadata, output_intent, text};
use super::tags::{self, Places};
use super::write::Written;
use super::{PdfError, Standard, Ticker};
use crate::report::Report;

/// Completes `written` and gives the bytes of the file.
pub fn finish(
    report: &Report,
    laid: &Laid,
    written: Written,
    standard: Standard,
    ticker: &mut Ticker<'_>,
) -> Result<Vec<u8>, PdfError> {
    let Written {
        mut doc,
        mut saver,
        pages,
        marks,
        links,
        fonts,
    } = written;
    let fail = |error: lopdf::Error| PdfError::Write(error.to_string());
    let mut fields = Fields::default();
    let links = finish_pages(&mut doc, (&pages, laid), &links, &mut fields).map_err(fail)?;
    let form = fields.form(&mut doc);
    let places = Places {
        pages: &pages,
        marks: &marks,
        links: &links,
    };
    let structure = tags::add(&mut doc, &mut saver, laid, &places, ticker)?;
    let outline = add_outline(&mut doc, laid, &pages);
    info(&mut doc, report);
    let metadata = metadata(&mut doc, report, standard);
    let intent = output_intent(&mut doc);
    let catalog = doc.catalog_mut().map_err(fail)?;
    catalog.set("Lang", Object::string_literal("en-US"));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", structure);
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", vec![Object::Reference(intent)]);
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    catalog.set("PageLayout", Object::Name(b"SinglePage".to_vec()));
    if let Some(form) = form {
        catalog.set("AcroForm", form);
    }
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", Object::Name(b"UseOutlines".to_vec()));
    }
    match standard {
        Standard::A1b => cid_set::add(&mut doc, &fonts),
        // The older standard takes no files inside.
        Standard::A3a => attach::add(&mut doc, report),
    }
    prune(&mut doc);
    ticker.tick()?;
    for (id, object) in std::mem::take(&mut doc.objects) {
        saver.add(&mut doc, id, &object)?;
        // A font or an attachment takes its time.
        if object.as_stream().is_ok() {
            ticker.tell()?;
        }
    }
    let bytes = saver.finish(&mut doc)?;
    ticker.tick()?;
    Ok(bytes)
}

/// Gives links an object of their own, a name and a place in the structure, and
/// adds the fields.
fn finish_pages(
    doc: &mut Document,
    (pages, laid): (&[ObjectId], &Laid),
    nodes: &[Vec<NodeId>],
    fields: &mut Fields,
) -> Result<Vec<Vec<(ObjectId, NodeId)>>, lopdf::Error> {
    let mut key = pages.len() as i64;
    let mut all = Vec::with_capacity(pages.len());
    let drawn = nodes.iter().zip(&laid.pages);
    for (index, (page, (nodes, draw))) in pages.iter().zip(drawn).enumerate() {
        let dict = doc.get_dictionary_mut(*page)?;
        let annotations = dict.remove(b"Annots").and_then(|list| match list {
            Object::Array(list) => Some(list),
            _ => None,
        });
        dict.set("StructParents", index as i64);
        dict.set("Tabs", Object::Name(b"S".to_vec()));
        let mut links = Vec::new();
        for (annotation, node) in annotations.unwrap_or_default().into_iter().zip(nodes) {
            let Object::Dictionary(mut link) = annotation else {
                continue;
            };
            let address = link
                .get(b"A")
                .and_then(Object::as_dict)
                .and_then(|action| action.get(b"URI"))
                .cloned();
            let inside = || Object::string_literal("Go to this place in the document");
            link.set("Contents", address.unwrap_or_else(|_| inside()));
            link.set("F", 4);
            link.set("P", *page);
            link.set("StructParent", key);
            key += 1;
            links.push((doc.add_object(link), *node));
        }
        links.extend(fields.add(doc, (*page, draw), &mut key));
        if !links.is_empty() {
            let list: Vec<Object> = links.iter().map(|(id, _)| Object::Reference(*id)).collect();
            doc.get_dictionary_mut(*page)?.set("Annots", list);
        }
        all.push(links);
    }
    Ok(all)
}

/// The nested outline; `None` when there is no entry.
fn add_outline(doc: &mut Document, laid: &Laid, pages: &[ObjectId]) -> Option<ObjectId> {
    let entries = &laid.outline;
    if entries.is_empty() {
        return None;
    }
    let root = doc.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| doc.new_object_id()).collect();
    let parents = outline_parents(entries);
    let children = |of: Option<usize>| -> Vec<usize> {
        let own = parents
            .iter()
            .enumerate()
            .filter(|(_, parent)| **parent == of);
        own.map(|(index, _)| index).collect()
    };
    let link = |dict: &mut Dictionary, kids: &[usize]| {
        for (key, kid) in [("First", kids.first()), ("Last", kids.last())] {
            if let Some(id) = kid.and_then(|at| ids.get(*at)) {
                dict.set(key, *id);
            }
        }
    };
    let top = children(None);
    let mut dict = dictionary! { "Type" => "Outlines", "Count" => top.len() as i64 };
    link(&mut dict, &top);
    doc.set_object(root, dict);
    for (index, entry) in entries.iter().enumerate() {
        let (Some(id), parent) = (ids.get(index), parents.get(index).copied().flatten()) else {
            continue;
        };
        let parent_id = parent.and_then(|at| ids.get(at).copied()).unwrap_or(root);
        let mut dict = dictionary! { "Title" => text(&entry.title), "Parent" => parent_id };
        let siblings = parents
            .iter()
            .enumerate()
            .filter(|(_, other)| **other == parent);
        for (at, _) in siblings {
            if let Some(sibling) = ids.get(at) {
                if at < index {
                    dict.set("Prev", *sibling);
                } else if at > index {
                    dict.set("Next", *sibling);
                    break;
                }
            }
        }
        let kids = children(Some(index));
        if !kids.is_empty() {
            // Negative: closed until somebody opens it.
            dict.set("Count", -(kids.len() as i64));
            link(&mut dict, &kids);
        }
        if let (Some(page), Some(draw)) = (pages.get(entry.page), laid.pages.get(entry.page)) {
            let top = Object::Real((draw.height - entry.y + 4.0).round());
            let place = vec![
                Object::Reference(*page),
                Object::Name(b"XYZ".to_vec()),
                Object::Null,
                top,
                Object::Null,
            ];
            dict.set("Dest", place);
        }
        doc.set_object(*id, dict);
    }
    Some(root)
}

/// For each entry the nearest one above it that has a lower level.
fn outline_parents(entries: &[OutlineEntry]) -> Vec<Option<usize>> {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut parents = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        while open.last().is_some_and(|(level, _)| *level >= entry.level) {
            open.pop();
        }
        parents.push(open.last().map(|(_, at)| *at));
        open.push((entry.level, index));
    }
    parents
}

/// Drops objects that nothing refers to. The library's own pruning takes
/// minutes on long reports.
fn prune(doc: &mut Document) {
    let mut reached: BTreeSet<ObjectId> = BTreeSet::new();
    let mut waiting: Vec<ObjectId> = Vec::new();
    doc.trailer
        .iter()
        .for_each(|(_, value)| references(value, &mut waiting));
    while let Some(id) = waiting.pop() {
        if reached.insert(id)
            && let Some(object) = doc.objects.get(&id)
        {
            references(object, &mut waiting);
        }
    }
    doc.objects.retain(|id, _| reached.contains(id));
}

fn references(object: &Object, found: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => found.push(*id),
        Object::Array(list) => list.iter().for_each(|item| references(item, found)),
        Object::Dictionary(dict) => dict.iter().for_each(|(_, value)| references(value, found)),
        Object::Stream(stream) => {
            stream
                .dict
                .iter()
                .for_each(|(_, value)| references(value, found));
        }
        _ => {}
    }
}
