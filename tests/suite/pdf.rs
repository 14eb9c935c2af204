//! The PDF export, judged by reading the written bytes back.

mod accessible;
mod edges;
mod filled_in;
mod matterhorn;
mod samples;

use std::ops::ControlFlow;

use license_matrix::export::pdf::draw::Item;
use license_matrix::export::pdf::{PdfError, PdfProgress, layout, write_pdf};
use license_matrix::report::{Block, Branding, DateStyle, Paper, Report, Span};
use lopdf::{Dictionary, Document, Object};
use samples::{LONG_CJK, edge, full, plain, report, section, table};

fn go_on(_: PdfProgress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn bytes(report: &Report) -> Vec<u8> {
    write_pdf(report, &mut go_on).unwrap()
}

fn read(report: &Report) -> Document {
    Document::load_mem(&bytes(report)).unwrap()
}

fn page_count(doc: &Document) -> usize {
    doc.get_pages().len()
}

fn text(doc: &Document) -> String {
    let pages: Vec<u32> = doc.get_pages().into_keys().collect();
    doc.extract_text(&pages).unwrap()
}

fn dict<'a>(doc: &'a Document, value: &'a Object) -> &'a Dictionary {
    doc.dereference(value).unwrap().1.as_dict().unwrap()
}

fn catalog(doc: &Document) -> &Dictionary {
    doc.catalog().unwrap()
}

/// The right edge of the content must not be crossed by any text.
fn assert_inside(report: &Report) {
    for (number, page) in layout(report).unwrap().pages.iter().enumerate() {
        for item in &page.items {
            if let Item::Text(run) = item {
                let all: f32 = run.words.iter().map(|word| word.width).sum();
                let last = run.words.last().map_or(0.0, |w| w.width - w.ink_width);
                let end = run.x + (all - last) * run.size;
                assert!(
                    end < page.width - 50.0,
                    "page {number}: {} ends at {end}",
                    run.text()
                );
                assert!(run.x > 50.0 && run.y > 20.0 && run.y < page.height - 20.0);
            }
        }
    }
}

#[test]
fn fonts_are_embedded_and_text_can_be_read_back() {
    let doc = read(&full());
    let mut seen = 0;
    for object in doc.objects.values() {
        let Ok(font) = object.as_dict() else { continue };
        if font.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Type0") {
            continue;
        }
        seen += 1;
        assert!(font.has(b"ToUnicode"));
        let kids = font.get(b"DescendantFonts").unwrap();
        let kids = doc.dereference(kids).unwrap().1.as_array().unwrap();
        let descriptor = dict(&doc, dict(&doc, &kids[0]).get(b"FontDescriptor").unwrap());
        let file = descriptor
            .get(b"FontFile2")
            .or(descriptor.get(b"FontFile3"))
            .unwrap();
        let stream = doc.dereference(file).unwrap().1.as_stream().unwrap();
        assert!(stream.content.len() > 200);
    }
    assert_eq!(seen, 5, "regular, bold, italic, symbols, CJK");
    let text = text(&doc);
    for words in [
        LONG_CJK,
        "Ελληνικά",
        "Page 1 of",
        "DRAFT: two licenses",
        "Apache-2.0",
        "☐",
    ] {
        assert!(text.contains(words), "{words} is missing");
    }
}

#[test]
fn outline_is_nested() {
    let doc = read(&full());
    let outlines = dict(&doc, catalog(&doc).get(b"Outlines").unwrap());
    let summary = dict(&doc, outlines.get(b"First").unwrap());
    assert_eq!(summary.get(b"Title").unwrap().as_str().unwrap(), b"Summary");
    let inner = dict(&doc, summary.get(b"First").unwrap());
    assert_eq!(
        inner.get(b"Title").unwrap().as_str().unwrap(),
        b"What to do"
    );
    let deep = dict(&doc, inner.get(b"First").unwrap());
    assert_eq!(
        deep.get(b"Title").unwrap().as_str().unwrap(),
        b"Terms in Chinese"
    );
    let matrix = dict(&doc, summary.get(b"Next").unwrap());
    assert_eq!(matrix.get(b"Title").unwrap().as_str().unwrap(), b"Matrix");
    let place = matrix.get(b"Dest").unwrap().as_array().unwrap();
    assert_eq!(place[0].as_reference().unwrap(), doc.get_pages()[&2]);
}

#[test]
fn links_can_be_clicked() {
    let doc = read(&full());
    let page = doc.get_dictionary(doc.get_pages()[&1]).unwrap();
    let list = doc.dereference(page.get(b"Annots").unwrap()).unwrap().1;
    let addresses: Vec<String> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|link| {
            let link = dict(&doc, link);
            let action = dict(&doc, link.get(b"A").unwrap());
            assert!(link.has(b"Contents") && link.has(b"StructParent"));
            String::from_utf8(action.get(b"URI").unwrap().as_str().unwrap().to_vec()).unwrap()
        })
        .collect();
    assert_eq!(
        addresses,
        [
            "https://example.org/license?a=1&b=%C3%BC",
            "https://www.apache.org/licenses/LICENSE-2.0"
        ]
    );
}

#[test]
fn a_script_is_not_a_link() {
    let evil = Span::link("click", "javascript:alert(1)");
    let doc = read(&report(vec![section(
        "S",
        vec![Block::Paragraph(vec![evil])],
    )]));
    let page = doc.get_dictionary(doc.get_pages()[&1]).unwrap();
    assert!(!page.has(b"Annots"));
}

#[test]
fn properties_language_and_structure() {
    let doc = read(&full());
    let catalog = catalog(&doc);
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en-US");
    let viewer = dict(&doc, catalog.get(b"ViewerPreferences").unwrap());
    assert!(viewer.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    let info = dict(&doc, doc.trailer.get(b"Info").unwrap());
    assert_eq!(
        info.get(b"Author").unwrap().as_str().unwrap(),
        b"License Matrix"
    );
    assert_eq!(
        info.get(b"CreationDate").unwrap().as_str().unwrap(),
        b"D:20260203000000Z"
    );
    let title = info.get(b"Title").unwrap().as_str().unwrap();
    assert_eq!(title, full().title.as_bytes());
    let tree = dict(&doc, catalog.get(b"StructTreeRoot").unwrap());
    let numbers = dict(&doc, tree.get(b"ParentTree").unwrap());
    let numbers = numbers.get(b"Nums").unwrap().as_array().unwrap();
    assert_eq!(numbers.len() / 2, page_count(&doc) + 2, "pages and links");
    let roles: Vec<&[u8]> = doc
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"S").ok()?.as_name().ok())
        .collect();
    for role in [
        "H1", "H2", "H3", "H4", "P", "L", "Table", "TH", "TD", "Link",
    ] {
        assert!(roles.contains(&role.as_bytes()), "{role}");
    }
}

#[test]
fn a_space_stays_a_space_beside_no_break_spaces() {
    let text = text(&read(&report(vec![section(
        "S",
        vec![plain("10\u{a0}000 users or more")],
    )])));
    assert!(text.contains("users or more"), "{text}");
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert!(bytes(&full()) == bytes(&full()));
    let mut other = full();
    other.title.push('!');
    assert!(bytes(&full()) != bytes(&other));
}

#[test]
fn canceling_stops_at_every_step() {
    let mut calls = 0;
    let mut last = None;
    write_pdf(&full(), &mut |progress| {
        calls += 1;
        assert!(progress.done <= progress.total);
        last = Some(progress);
        ControlFlow::Continue(())
    })
    .unwrap();
    let last = last.unwrap();
    assert_eq!(last.done, last.total);
    for stop in [1, 2, calls / 2, calls - 1] {
        let mut left = stop;
        let result = write_pdf(&full(), &mut |_| {
            left -= 1;
            if left == 0 {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        assert_eq!(result, Err(PdfError::Cancelled), "after {stop} of {calls}");
    }
    assert_eq!(
        PdfError::Cancelled.to_string(),
        "The PDF export was canceled."
    );
}

#[test]
fn the_draft_line_is_on_every_page_and_only_on_drafts() {
    let doc = read(&full());
    for number in doc.get_pages().into_keys() {
        let text = doc.extract_text(&[number]).unwrap();
        assert!(text.contains("DRAFT: two licenses"), "page {number}");
        assert!(text.contains(&format!("Page {number} of {}", page_count(&doc))));
    }
    let mut done = full();
    done.draft = None;
    assert!(!text(&read(&done)).contains("DRAFT"));
}

/// Writes sample files to look at: `cargo test --test pdf -- --ignored`.
#[test]
#[ignore = "writes files to look at"]
fn sample_files() {
    let folder = std::env::temp_dir().join("license-matrix-pdf");
    std::fs::create_dir_all(&folder).unwrap();
    let sixty = report(vec![section(
        "Sixty columns",
        vec![Block::Table(table(60, 4))],
    )]);
    let thousand = report(vec![section(
        "A thousand rows",
        vec![Block::Table(table(6, 1000))],
    )]);
    for (name, report) in [
        ("edge", edge()),
        ("full", full()),
        ("sixty", sixty),
        ("thousand", thousand),
    ] {
        std::fs::write(folder.join(format!("{name}.pdf")), bytes(&report)).unwrap();
    }
    eprintln!("{}", folder.display());
}

#[test]
fn links_inside_lead_to_the_page_of_their_place() {
    let target = Block::Paragraph(vec![Span::plain("Here").at("goal")]);
    let mut away = section("Away", vec![target]);
    away.new_page = true;
    let link = Span::plain("Go there").leading_to("goal");
    let nowhere = Span::plain("Go nowhere").leading_to("no such place");
    let doc = read(&report(vec![
        section("S", vec![Block::Paragraph(vec![link, nowhere])]),
        away,
    ]));
    let pages = doc.get_pages();
    let page = doc.get_dictionary(pages[&1]).unwrap();
    let annotations = page.get(b"Annots").unwrap().as_array().unwrap();
    let [link] = annotations.as_slice() else {
        panic!("a link that leads nowhere is no link: {annotations:?}");
    };
    let action = dict(&doc, dict(&doc, link).get(b"A").unwrap());
    assert_eq!(action.get(b"S").unwrap().as_name().unwrap(), b"GoTo");
    let place = action.get(b"D").unwrap().as_array().unwrap();
    assert_eq!(place[0].as_reference().unwrap(), pages[&2]);
}

#[test]
fn a_house_has_its_own_paper_color_and_line_on_every_page() {
    let house = Branding {
        organization: Some("Example LLP".to_owned()),
        client: Some("Client GmbH".to_owned()),
        confidentiality: Some("Privileged and confidential".to_owned()),
        accent: Some("#7a0019".to_owned()),
        paper: Paper::Letter,
        dates: DateStyle::Long,
        ..Branding::default()
    };
    let plain = full();
    let report = plain.clone().branded(&house);
    let doc = read(&report);
    for page in doc.get_pages().into_values() {
        let size = doc.get_dictionary(page).unwrap().get(b"MediaBox").unwrap();
        let size: Vec<f32> = size
            .as_array()
            .unwrap()
            .iter()
            .map(|side| side.as_float().unwrap())
            .collect();
        let (short, long) = (size[2].min(size[3]), size[2].max(size[3]));
        assert!(
            (short - 612.0).abs() < 0.5 && (long - 792.0).abs() < 0.5,
            "{size:?}"
        );
    }
    for (number, laid) in layout(&report).unwrap().pages.iter().enumerate() {
        let says = |words: &str| {
            laid.items
                .iter()
                .any(|item| matches!(item, Item::Text(run) if run.text().contains(words)))
        };
        assert!(says("Privileged and confidential"), "page {number}");
    }
    let text = text(&doc);
    assert!(text.contains("Example LLP") && text.contains("Client GmbH"));
    assert!(text.contains("February 3, 2026"), "{text:.300}");
    let ink = |report: &Report| match &layout(report).unwrap().pages[0].items[0] {
        Item::Text(run) => (run.color.r, run.color.g, run.color.b),
        other => panic!("{other:?}"),
    };
    assert_eq!(ink(&report), (0x7a, 0x00, 0x19));
    assert_ne!(ink(&plain), ink(&report));
    assert_inside(&report);
}
