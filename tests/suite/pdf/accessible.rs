//! Readers who cannot see the pages get the same: every kind of report passes
//! the checks, and the checks find faults that are put in.

use std::collections::BTreeMap;

use license_matrix::export::pdf::{Standard, write_pdf_to};
use license_matrix::report::{Kind, Report, build};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::matterhorn::faults;
use super::{full, go_on, read};
use crate::made::{built_in, with_input};

/// A report of every kind on models with and without limits.
fn reports() -> Vec<(Kind, Report)> {
    let data = built_in();
    let scenario = data.1.preset("consumer-app").unwrap();
    let filter = "model:\"minimax-m2\" OR model:\"llama 3.1 8b\" OR model:\"gpt-oss-20b\"";
    let kinds = Kind::ALL.into_iter();
    kinds
        .map(|kind| (kind, with_input(&data, scenario, (kind, filter, ""), build)))
        .collect()
}

#[test]
fn every_kind_passes_the_checks_a_program_can_make() {
    for (kind, report) in reports() {
        let found = faults(&read(&report));
        assert_eq!(found, Vec::<String>::new(), "{kind:?}");
    }
    assert_eq!(faults(&read(&full())), Vec::<String>::new());
}

/// A file of the older standard says so, and has what that standard wants.
#[test]
fn the_older_archive_standard_is_another_file() {
    let bytes = write_pdf_to(&full(), Standard::A1b, &mut go_on).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.4"));
    let doc = Document::load_mem(&bytes).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    assert!(text.contains("<pdfaid:part>1</pdfaid:part>") && !text.contains("pdfuaid"));
    let descriptors: Vec<&Dictionary> = doc
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dict| dict.has(b"FontFile2") || dict.has(b"FontFile3"))
        .collect();
    assert!(!descriptors.is_empty());
    assert!(descriptors.iter().all(|dict| dict.has(b"CIDSet")));
    assert!(!text.contains("/ObjStm"));
}

/// The first object of a kind, to be damaged.
fn find(doc: &Document, fits: impl Fn(&Dictionary) -> bool) -> ObjectId {
    let fitting = |(id, object): (&ObjectId, &Object)| fits(object.as_dict().ok()?).then_some(*id);
    doc.objects.iter().find_map(fitting).unwrap()
}

fn is(dict: &Dictionary, key: &str, name: &str) -> bool {
    let value = dict.get(key.as_bytes()).and_then(Object::as_name);
    value.is_ok_and(|value| value == name.as_bytes())
}

fn dict(doc: &mut Document, id: ObjectId) -> &mut Dictionary {
    doc.get_dictionary_mut(id).unwrap()
}

fn first_page(doc: &Document) -> ObjectId {
    doc.get_pages()[&1]
}

/// What is damaged, the fault it has to be told as, and how.
type Seed = (&'static str, &'static str, fn(&mut Document));

const SEEDS: &[Seed] = &[
    ("the language is gone", "11-006", |doc| {
        doc.catalog_mut().unwrap().remove(b"Lang");
    }),
    ("the title is not shown", "07-001", |doc| {
        doc.catalog_mut().unwrap().remove(b"ViewerPreferences");
    }),
    ("the metadata are gone", "06-004", |doc| {
        doc.catalog_mut().unwrap().remove(b"Metadata");
    }),
    ("the structure is gone", "01-007", |doc| {
        doc.catalog_mut().unwrap().remove(b"StructTreeRoot");
    }),
    ("a header heads nothing", "15-003", |doc| {
        let id = find(doc, |dict| is(dict, "S", "TH"));
        dict(doc, id).remove(b"A");
    }),
    ("a row lacks a cell", "15-002", |doc| {
        let id = find(doc, |dict| is(dict, "S", "TR"));
        if let Ok(Object::Array(kids)) = dict(doc, id).get_mut(b"K") {
            kids.pop();
        }
    }),
    ("a list holds a paragraph", "09-005", |doc| {
        let id = find(doc, |dict| is(dict, "S", "LI"));
        dict(doc, id).set("S", Object::Name(b"P".to_vec()));
    }),
    ("a chart is not described", "13-004", |doc| {
        let id = find(doc, |dict| is(dict, "S", "Figure"));
        dict(doc, id).remove(b"Alt");
    }),
    ("a chart is nowhere", "13-004", |doc| {
        let id = find(doc, |dict| is(dict, "S", "Figure"));
        dict(doc, id).remove(b"A");
    }),
    ("a field has no name to read", "28-005", |doc| {
        let id = find(doc, |dict| is(dict, "Subtype", "Widget"));
        dict(doc, id).remove(b"TU");
    }),
    ("a field is in no form", "28-010", |doc| {
        let id = find(doc, |dict| is(dict, "S", "Form"));
        dict(doc, id).set("S", Object::Name(b"P".to_vec()));
    }),
    ("a field cannot be seen", "28-006", |doc| {
        let id = find(doc, |dict| is(dict, "Subtype", "Widget"));
        dict(doc, id).remove(b"AP");
    }),
    ("a heading skips a level", "14-003", |doc| {
        let id = find(doc, |dict| is(dict, "S", "H2"));
        dict(doc, id).set("S", Object::Name(b"H5".to_vec()));
    }),
    ("a link says nothing", "28-012", |doc| {
        let id = find(doc, |dict| is(dict, "Subtype", "Link"));
        dict(doc, id).remove(b"Contents");
    }),
    ("a link leads back elsewhere", "28-010", |doc| {
        let id = find(doc, |dict| is(dict, "Subtype", "Link"));
        dict(doc, id).set("StructParent", 0);
    }),
    ("tabs follow the page", "28-008", |doc| {
        let page = first_page(doc);
        dict(doc, page).remove(b"Tabs");
    }),
    ("a page leads back nowhere", "01-003", |doc| {
        let page = first_page(doc);
        dict(doc, page).set("StructParents", 100_000);
    }),
    ("something is painted without a mark", "01-004", |doc| {
        let page = first_page(doc);
        let mut content = doc.get_page_content(page);
        content.extend(b"\n0 0 1 1 re f\n");
        doc.change_page_content(page, content).unwrap();
    }),
    ("a font is not embedded", "31-009", |doc| {
        let id = find(doc, |dict| dict.has(b"FontFile2"));
        dict(doc, id).remove(b"FontFile2");
    }),
    ("glyphs mean nothing", "31-027", |doc| {
        let id = find(doc, |dict| dict.has(b"ToUnicode"));
        dict(doc, id).remove(b"ToUnicode");
    }),
];

#[test]
fn faults_that_are_put_in_are_found() {
    let (_, memo) = reports()
        .into_iter()
        .find(|(kind, _)| *kind == Kind::Memo)
        .unwrap();
    let sound = read(&Report {
        fillable: true,
        ..memo
    });
    let mut missed = BTreeMap::new();
    for (what, number, damage) in SEEDS {
        let mut doc = sound.clone();
        damage(&mut doc);
        let found = faults(&doc);
        if !found.iter().any(|fault| fault.starts_with(number)) {
            missed.insert(*what, found);
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}
