//! The points of the Matterhorn protocol (PDF/UA-1) that a program can check,
//! on the written file. The numbers are those of the protocol.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

/// An element of the reading structure.
struct Element {
    id: ObjectId,
    role: String,
    kids: Vec<ObjectId>,
    /// Marked content: page and number.
    marks: Vec<(ObjectId, i64)>,
    annotations: Vec<ObjectId>,
}

/// Everything that is wrong, each with the number of the protocol.
pub fn faults(doc: &Document) -> Vec<String> {
    let mut found = Vec::new();
    document(doc, &mut found);
    let elements = elements(doc, &mut found);
    let marked = pages(doc, &mut found);
    structure(doc, &elements, &mut found);
    marks(doc, &elements, &marked, &mut found);
    annotations(doc, &elements, &mut found);
    fonts(doc, &mut found);
    found
}

fn name(dict: &Dictionary, key: &str) -> Option<String> {
    let name = dict.get(key.as_bytes()).ok()?.as_name().ok()?;
    Some(String::from_utf8_lossy(name).into_owned())
}

fn resolved<'a>(doc: &'a Document, dict: &'a Dictionary, key: &str) -> Option<&'a Object> {
    let value = dict.get(key.as_bytes()).ok()?;
    Some(doc.dereference(value).ok()?.1)
}

fn document(doc: &Document, found: &mut Vec<String>) {
    let catalog = doc.catalog().unwrap();
    let marked = resolved(doc, catalog, "MarkInfo")
        .and_then(|info| info.as_dict().ok()?.get(b"Marked").ok()?.as_bool().ok());
    if marked != Some(true) {
        found.push("06-002 the file does not say that it is marked".to_owned());
    }
    if !catalog.has(b"Lang") {
        found.push("11-006 the language is not named".to_owned());
    }
    let title = resolved(doc, catalog, "ViewerPreferences").and_then(|one| {
        one.as_dict()
            .ok()?
            .get(b"DisplayDocTitle")
            .ok()?
            .as_bool()
            .ok()
    });
    if title != Some(true) {
        found.push("07-001 viewers do not show the title".to_owned());
    }
    let metadata = resolved(doc, catalog, "Metadata")
        .and_then(|one| one.as_stream().ok())
        .map(|stream| String::from_utf8_lossy(&stream.content).into_owned())
        .unwrap_or_default();
    for (number, word) in [
        ("06-001", "<x:xmpmeta"),
        ("06-003", "<dc:title>"),
        ("06-004", "<pdfuaid:part>1<"),
    ] {
        if !metadata.contains(word) {
            found.push(format!("{number} the metadata lack {word}"));
        }
    }
}

/// Walks the reading structure.
fn elements(doc: &Document, found: &mut Vec<String>) -> Vec<Element> {
    let catalog = doc.catalog().unwrap();
    let Some(Ok(root)) = resolved(doc, catalog, "StructTreeRoot").map(Object::as_dict) else {
        found.push("01-007 there is no reading structure".to_owned());
        return Vec::new();
    };
    let mut all = Vec::new();
    let mut waiting: Vec<ObjectId> = list(root.get(b"K").ok())
        .iter()
        .filter_map(|kid| kid.as_reference().ok())
        .collect();
    waiting.reverse();
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            found.push(format!("09-001 {id:?} stands in the structure twice"));
            continue;
        }
        let dict = doc.get_dictionary(id).unwrap();
        let home = dict.get(b"Pg").and_then(Object::as_reference).ok();
        let mut element = Element {
            id,
            role: name(dict, "S").unwrap_or_default(),
            kids: Vec::new(),
            marks: Vec::new(),
            annotations: Vec::new(),
        };
        for kid in list(dict.get(b"K").ok()) {
            match kid {
                Object::Integer(number) => element.marks.extend(home.map(|page| (page, number))),
                Object::Reference(kid) => element.kids.push(kid),
                Object::Dictionary(one) => {
                    let page = one.get(b"Pg").and_then(Object::as_reference).ok();
                    let page = page.or(home).unwrap();
                    match name(&one, "Type").as_deref() {
                        Some("MCR") => {
                            let number = one.get(b"MCID").unwrap().as_i64().unwrap();
                            element.marks.push((page, number));
                        }
                        Some("OBJR") => {
                            let object = one.get(b"Obj").unwrap().as_reference().unwrap();
                            element.annotations.push(object);
                        }
                        other => found.push(format!("09-002 {other:?} is no kid")),
                    }
                }
                other => found.push(format!("09-002 {other:?} is no kid")),
            }
        }
        waiting.extend(element.kids.iter().rev());
        all.push(element);
    }
    all
}

fn list(object: Option<&Object>) -> Vec<Object> {
    match object {
        Some(Object::Array(list)) => list.clone(),
        Some(one) => vec![one.clone()],
        None => Vec::new(),
    }
}

/// Looks through what is painted; the numbers of marked content by page.
fn pages(doc: &Document, found: &mut Vec<String>) -> BTreeMap<ObjectId, Vec<i64>> {
    const PAINTS: [&str; 15] = [
        "Tj", "TJ", "'", "\"", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh",
    ];
    let mut marked = BTreeMap::new();
    for (number, page) in doc.get_pages() {
        let content = doc.get_and_decode_page_content(page).unwrap();
        // What is open: a number, or `None` for decoration.
        let mut open: Vec<Option<i64>> = Vec::new();
        let mut numbers = Vec::new();
        let mut unmarked = 0;
        for operation in &content.operations {
            match operation.operator.as_str() {
                "BDC" | "BMC" => {
                    let tag = operation.operands[0].as_name().unwrap_or_default();
                    let mark = operation
                        .operands
                        .get(1)
                        .and_then(|one| one.as_dict().ok()?.get(b"MCID").ok()?.as_i64().ok());
                    if !open.is_empty() {
                        found.push(format!("01-005 page {number}: marks stand in marks"));
                    }
                    if mark.is_none() && tag != b"Artifact" {
                        found.push(format!("01-006 page {number}: a mark without a number"));
                    }
                    numbers.extend(mark);
                    open.push(mark);
                }
                "EMC" => {
                    open.pop();
                }
                paint if PAINTS.contains(&paint) && open.is_empty() => unmarked += 1,
                _ => {}
            }
        }
        if unmarked > 0 {
            found.push(format!(
                "01-004 page {number}: {unmarked} pieces are not marked"
            ));
        }
        let dict = doc.get_dictionary(page).unwrap();
        if name(dict, "Tabs").as_deref() != Some("S") {
            found.push(format!(
                "28-008 page {number}: tabs do not follow the structure"
            ));
        }
        marked.insert(page, numbers);
    }
    marked
}

/// Headings, tables, lists, figures.
fn structure(doc: &Document, elements: &[Element], found: &mut Vec<String>) {
    let by_id: BTreeMap<ObjectId, &Element> = elements.iter().map(|one| (one.id, one)).collect();
    let kids = |element: &Element| -> Vec<&Element> {
        element
            .kids
            .iter()
            .filter_map(|id| by_id.get(id).copied())
            .collect()
    };
    let mut level = 0;
    for element in elements {
        let dict = doc.get_dictionary(element.id).unwrap();
        let roles: Vec<&str> = kids(element).iter().map(|kid| kid.role.as_str()).collect();
        let only = |allowed: &[&str]| roles.iter().all(|role| allowed.contains(role));
        match element.role.as_str() {
            heading if heading.len() == 2 && heading.starts_with('H') => {
                let now: u8 = heading[1..].parse().unwrap();
                if now > level + 1 {
                    found.push(format!(
                        "14-003 a heading of level {now} follows one of {level}"
                    ));
                }
                level = now;
            }
            "Figure" => {
                if !dict.has(b"Alt") {
                    found.push("13-004 a figure has no description".to_owned());
                }
                let layout = resolved(doc, dict, "A").and_then(|a| a.as_dict().ok());
                let edges = layout
                    .and_then(|layout| layout.get(b"BBox").ok()?.as_array().ok())
                    .map(|edges| edges.iter().filter_map(|edge| edge.as_float().ok()));
                let edges: Vec<f32> = edges.into_iter().flatten().collect();
                if edges.len() != 4 || edges[0] >= edges[2] || edges[1] >= edges[3] {
                    found.push(format!("13-004 a figure is nowhere: {edges:?}"));
                }
            }
            "L" if !only(&["LI", "Caption"]) => found.push(format!("09-005 a list of {roles:?}")),
            "LI" if !only(&["Lbl", "LBody"]) => found.push(format!("09-006 an entry of {roles:?}")),
            "Table" => {
                if !only(&["TR", "Caption"]) {
                    found.push(format!("09-004 a table of {roles:?}"));
                }
                let rows = kids(element).into_iter().filter(|kid| kid.role == "TR");
                let widths: BTreeSet<usize> = rows.map(|row| row.kids.len()).collect();
                if widths.len() > 1 {
                    found.push(format!("15-002 a table with rows of {widths:?} cells"));
                }
            }
            "TR" if !only(&["TH", "TD"]) => found.push(format!("09-004 a row of {roles:?}")),
            "TH" => {
                let scope = resolved(doc, dict, "A").and_then(|a| name(a.as_dict().ok()?, "Scope"));
                if scope.is_none() {
                    found.push("15-003 a header does not say what it heads".to_owned());
                }
            }
            _ => {}
        }
    }
}

/// Every number on a page stands in the structure once, and the way back from
/// it leads to the same element.
fn marks(
    doc: &Document,
    elements: &[Element],
    marked: &BTreeMap<ObjectId, Vec<i64>>,
    found: &mut Vec<String>,
) {
    let mut owners: BTreeMap<(ObjectId, i64), ObjectId> = BTreeMap::new();
    for element in elements {
        for mark in &element.marks {
            if owners.insert(*mark, element.id).is_some() {
                found.push(format!("01-003 {mark:?} belongs to two elements"));
            }
        }
    }
    let back = parent_tree(doc);
    for (page, numbers) in marked {
        let dict = doc.get_dictionary(*page).unwrap();
        let key = dict.get(b"StructParents").and_then(Object::as_i64).ok();
        let list = key.and_then(|key| back.get(&key)).cloned();
        let list = list
            .and_then(|one| one.as_array().cloned().ok())
            .unwrap_or_default();
        for number in numbers {
            let owner = owners.remove(&(*page, *number));
            let way_back = usize::try_from(*number)
                .ok()
                .and_then(|at| list.get(at)?.as_reference().ok());
            if owner.is_none() || owner != way_back {
                found.push(format!(
                    "01-003 {page:?} {number}: {owner:?} is not {way_back:?}"
                ));
            }
        }
    }
    for mark in owners.keys() {
        found.push(format!("01-003 {mark:?} is on no page"));
    }
}

/// The way back from pages and annotations, by key.
fn parent_tree(doc: &Document) -> BTreeMap<i64, Object> {
    let catalog = doc.catalog().unwrap();
    let numbers = resolved(doc, catalog, "StructTreeRoot")
        .and_then(|root| resolved(doc, root.as_dict().ok()?, "ParentTree"))
        .and_then(|tree| tree.as_dict().ok()?.get(b"Nums").ok()?.as_array().ok());
    let pairs = numbers.map_or(&[][..], |list| list.as_slice()).chunks(2);
    pairs
        .filter_map(|pair| {
            let value = match &pair[1] {
                Object::Reference(id) => match doc.get_object(*id).ok()? {
                    Object::Array(list) => Object::Array(list.clone()),
                    // An annotation leads back to its element.
                    _ => Object::Reference(*id),
                },
                other => other.clone(),
            };
            Some((pair[0].as_i64().ok()?, value))
        })
        .collect()
}

fn annotations(doc: &Document, elements: &[Element], found: &mut Vec<String>) {
    let owners: BTreeMap<ObjectId, &Element> = elements
        .iter()
        .flat_map(|element| element.annotations.iter().map(move |id| (*id, element)))
        .collect();
    let back = parent_tree(doc);
    for (number, page) in doc.get_pages() {
        let dict = doc.get_dictionary(page).unwrap();
        let annots = resolved(doc, dict, "Annots").and_then(|list| list.as_array().ok());
        for annotation in annots.into_iter().flatten() {
            let id = annotation.as_reference().unwrap();
            let dict = doc.get_dictionary(id).unwrap();
            let field = name(dict, "Subtype").as_deref() == Some("Widget");
            let owner = owners.get(&id);
            if field {
                if !dict.has(b"TU") {
                    found.push(format!("28-005 page {number}: a field has no name to read"));
                }
                if owner.is_none_or(|owner| owner.role != "Form") {
                    found.push(format!("28-010 page {number}: a field is in no form"));
                }
                let printed = dict.get(b"F").and_then(Object::as_i64).unwrap_or(0) & 4 == 4;
                if !printed || !dict.has(b"AP") {
                    found.push(format!("28-006 page {number}: a field cannot be seen"));
                }
            } else {
                if !dict.has(b"Contents") {
                    found.push(format!("28-012 page {number}: a link says nothing"));
                }
                if owner.is_none_or(|owner| owner.role != "Link") {
                    found.push(format!(
                        "28-011 page {number}: a link is not in the structure"
                    ));
                }
            }
            let key = dict.get(b"StructParent").and_then(Object::as_i64).ok();
            let way_back = key.and_then(|key| back.get(&key)?.as_reference().ok());
            if way_back != owner.map(|owner| owner.id) {
                found.push(format!("28-010 page {number}: a link leads back elsewhere"));
            }
        }
    }
}

fn fonts(doc: &Document, found: &mut Vec<String>) {
    for object in doc.objects.values() {
        let Ok(dict) = object.as_dict() else {
            continue;
        };
        let font = name(dict, "BaseFont").unwrap_or_default();
        match (
            name(dict, "Type").as_deref(),
            name(dict, "Subtype").as_deref(),
        ) {
            (Some("Font"), Some("Type0")) if !dict.has(b"ToUnicode") => {
                found.push(format!("31-027 {font} does not say what its glyphs mean"));
            }
            (Some("FontDescriptor"), _) if !dict.has(b"FontFile2") && !dict.has(b"FontFile3") => {
                found.push("31-009 a font is not embedded".to_owned());
            }
            _ => {}
        }
    }
}
