//! Fields to be filled in, and the logo: in the pages, in the file and in its
//! reading structure.

use license_matrix::export::pdf::draw::{FieldKind, Item};
use license_matrix::export::pdf::{Standard, layout, write_pdf_to};
use license_matrix::report::{Kind, Report, build};
use lopdf::{Dictionary, Document, Object};

use super::matterhorn::faults;
use super::{bytes, go_on, read, text};
use crate::made::{built_in, on_house_paper, with_input};

fn fillable(kind: Kind) -> Report {
    let data = built_in();
    let scenario = data.1.preset("consumer-app").unwrap();
    let filter = "model:\"minimax-m2\" OR model:\"gpt-oss-20b\"";
    let mut report = with_input(&data, scenario, (kind, filter, ""), build);
    report.fillable = true;
    report
}

fn widgets(doc: &Document) -> Vec<Dictionary> {
    let form = doc.catalog().unwrap().get(b"AcroForm");
    let Ok(form) = form.and_then(|form| doc.dereference(form)) else {
        return Vec::new();
    };
    let fields = form.1.as_dict().unwrap().get(b"Fields").unwrap();
    let fields = fields.as_array().unwrap().iter();
    fields
        .map(|id| {
            doc.get_dictionary(id.as_reference().unwrap())
                .unwrap()
                .clone()
        })
        .collect()
}

fn kind_of(widget: &Dictionary) -> String {
    let kind = widget.get(b"FT").and_then(Object::as_name).unwrap();
    String::from_utf8_lossy(kind).into_owned()
}

#[test]
fn boxes_and_lines_become_fields_only_on_request() {
    let mut report = fillable(Kind::Handover);
    let doc = read(&report);
    let kinds: Vec<String> = widgets(&doc).iter().map(kind_of).collect();
    let count = |kind: &str| kinds.iter().filter(|one| *one == kind).count();
    assert!(count("Btn") >= 3, "{kinds:?}");
    assert_eq!((count("Tx"), count("Sig")), (3, 1), "{kinds:?}");
    assert!(
        !text(&doc).contains('\u{2610}'),
        "a box stands under a field"
    );
    assert_eq!(faults(&doc), Vec::<String>::new());
    report.fillable = false;
    let doc = read(&report);
    assert_eq!(widgets(&doc).len(), 0);
    assert!(text(&doc).contains('\u{2610}'));
}

#[test]
fn every_field_has_its_own_name_words_and_place() {
    let report = fillable(Kind::Memo);
    let doc = read(&report);
    let widgets = widgets(&doc);
    let mut names: Vec<&[u8]> = widgets
        .iter()
        .map(|one| one.get(b"T").unwrap().as_str().unwrap())
        .collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
    assert_eq!(faults(&doc), Vec::<String>::new());
    // The same bytes again: names and looks depend on nothing else.
    assert_eq!(bytes(&report), bytes(&report));
    let laid = layout(&report).unwrap();
    for page in &laid.pages {
        for item in &page.items {
            let Item::Field(field) = item else { continue };
            assert!(field.x >= 0.0 && field.x + field.w <= page.width);
            assert!(field.y >= 0.0 && field.y + field.h <= page.height);
            assert!(!field.label.trim().is_empty(), "{:?}", field.kind);
            assert!(field.kind != FieldKind::Check || field.label.len() > 10);
        }
    }
}

#[test]
fn the_logo_heads_the_first_page_and_says_whose_it_is() {
    let report = on_house_paper(fillable(Kind::Brief));
    let laid = layout(&report).unwrap();
    let pictures = |page: usize| {
        let items = laid.pages[page].items.iter();
        items
            .filter(|item| matches!(item, Item::Picture(_)))
            .count()
    };
    assert_eq!((pictures(0), pictures(1)), (1, 0));
    let doc = read(&report);
    assert_eq!(faults(&doc), Vec::<String>::new());
    let said = |dict: &Dictionary| {
        let alt = dict.get(b"Alt").and_then(lopdf::decode_text_string);
        alt.is_ok_and(|alt| alt == "Logo of Example & Sons")
    };
    let objects = doc.objects.values().filter_map(|one| one.as_dict().ok());
    assert_eq!(objects.filter(|dict| said(dict)).count(), 1);
    assert_eq!(bytes(&report), bytes(&report));
    // The older standard takes it too: nothing in it is see-through.
    let older = write_pdf_to(&report, Standard::A1b, &mut go_on).unwrap();
    assert!(!String::from_utf8_lossy(&older).contains("/SMask"));
}
