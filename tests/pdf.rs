//! The PDF export, judged by reading the written bytes back.
#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::ops::ControlFlow;

use license_matrix::export::pdf::draw::Item;
use license_matrix::export::pdf::{PdfError, PdfProgress, layout, write_pdf};
use license_matrix::matrix::Tone;
use license_matrix::report::{
    Block, Orientation, Report, Section, Span, Style, Table, TableCell, TableColumn,
};
use lopdf::{Dictionary, Document, Object};

const LONG_CJK: &str = "通义千问开源大规模语言模型系列许可协议";

fn report(sections: Vec<Section>) -> Report {
    Report {
        title: "Open-weight models for the Atlas assistant".into(),
        subtitle: "Comparison of license terms and scenario verdicts".into(),
        date: "2026-02-03".into(),
        identity: vec![
            (
                "Catalog".into(),
                "2026-02-01, 84 models, 31 licenses".into(),
            ),
            (
                "Scenario".into(),
                "Hosted assistant, EU and US, 2,000,000 users a month".into(),
            ),
            ("Program".into(), "License Matrix 0.1.0".into()),
        ],
        draft: None,
        footer: "Prepared with License Matrix. Not legal advice.".into(),
        sections,
    }
}

fn section(heading: &str, blocks: Vec<Block>) -> Section {
    Section {
        heading: heading.into(),
        orientation: Orientation::Portrait,
        new_page: false,
        blocks,
    }
}

fn plain(text: impl Into<String>) -> Block {
    Block::Paragraph(vec![Span::plain(text)])
}

fn table(columns: usize, rows: usize) -> Table {
    Table {
        caption: "Models by term".into(),
        columns: (0..columns)
            .map(|at| TableColumn {
                heading: if at == 0 {
                    "Model".into()
                } else {
                    format!("Term {at}")
                },
                weight: if at == 0 { 2.0 } else { 1.0 },
            })
            .collect(),
        rows: (0..rows)
            .map(|row| {
                (0..columns)
                    .map(|at| match at {
                        0 => TableCell::plain(format!("Model {row}-Instruct")),
                        _ => {
                            let tone = Tone::ALL[(row + at) % Tone::ALL.len()];
                            TableCell::toned(tone.word(), tone)
                        }
                    })
                    .collect()
            })
            .collect(),
    }
}

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

fn full() -> Report {
    let mut wide = section("Matrix", vec![Block::Table(table(9, 40))]);
    wide.orientation = Orientation::Landscape;
    wide.new_page = true;
    let summary = section(
        "Summary",
        vec![
            Block::Callout {
                tone: Tone::Condition,
                text: vec![
                    Span::bold("Three of five models may be used with conditions. "),
                    Span::plain("The conditions are listed below; one model needs a look."),
                ],
            },
            plain("The scenario was checked against every license. ".repeat(8)),
            Block::Heading {
                level: 2,
                text: "What to do".into(),
            },
            Block::List(vec![
                vec![Span::plain("Show the notice beside the product name.")],
                vec![
                    Span::plain("Keep "),
                    Span::link("the license text", "https://example.org/license?a=1&b=ü"),
                    Span::plain(" with every copy of the weights."),
                ],
            ]),
            Block::Heading {
                level: 3,
                text: "Terms in Chinese".into(),
            },
            Block::Paragraph(vec![
                Span::plain(format!("{LONG_CJK}, ")),
                Span::styled("in Greek Ελληνικά, ", Style::Italic),
                Span::quiet("section 4(b), read 2026-01-20"),
            ]),
            Block::KeyValues(vec![
                (
                    "License".into(),
                    vec![Span::link(
                        "Apache-2.0",
                        "https://www.apache.org/licenses/LICENSE-2.0",
                    )],
                ),
                ("Model".into(), vec![Span::plain("Qwen/Qwen3-8B-Instruct")]),
            ]),
        ],
    );
    let sign_off = section(
        "Sign-off",
        vec![
            Block::Checklist(vec![
                vec![Span::plain("License text is in the repository")],
                vec![Span::plain("Attribution is shown")],
            ]),
            Block::SignatureLines(vec![
                "Name".into(),
                "Role".into(),
                "Date".into(),
                "Signature".into(),
            ]),
        ],
    );
    let mut report = report(vec![summary, wide, sign_off]);
    report.draft = Some("two licenses have not been reviewed".into());
    report
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

#[test]
fn no_sections_and_no_words_still_give_a_page() {
    let mut empty = report(Vec::new());
    (empty.title, empty.subtitle, empty.date) = (String::new(), String::new(), String::new());
    (empty.identity, empty.footer) = (Vec::new(), String::new());
    assert_eq!(page_count(&read(&empty)), 1);
    let blocks = vec![
        plain(""),
        Block::List(vec![vec![]]),
        Block::Checklist(vec![]),
        Block::KeyValues(vec![]),
        Block::SignatureLines(vec![]),
        Block::Callout {
            tone: Tone::Neutral,
            text: vec![],
        },
        Block::Table(Table {
            caption: String::new(),
            columns: vec![],
            rows: vec![vec![]],
        }),
    ];
    assert_eq!(page_count(&read(&report(vec![section("", blocks)]))), 1);
}

#[test]
fn a_table_without_rows_says_so() {
    let text = text(&read(&report(vec![section(
        "S",
        vec![Block::Table(table(3, 0))],
    )])));
    assert!(text.contains("Term 2") && text.contains("No rows"));
}

#[test]
fn one_column() {
    let report = report(vec![section("S", vec![Block::Table(table(1, 3))])]);
    assert_inside(&report);
    assert!(text(&read(&report)).contains("Model 2-Instruct"));
}

#[test]
fn sixty_columns_are_split_and_the_first_is_repeated() {
    let report = report(vec![section("S", vec![Block::Table(table(60, 3))])]);
    assert_inside(&report);
    let laid = layout(&report).unwrap();
    assert!(
        laid.pages.iter().all(|page| page.width > page.height),
        "sideways"
    );
    let text = text(&read(&report));
    for column in 1..60 {
        assert!(text.contains(&format!("Term {column}")), "column {column}");
    }
    assert!(text.matches("2-Instruct").count() >= 5);
    assert!(text.contains("of 60"));
}

#[test]
fn long_words_break_inside() {
    let word = "Qx".repeat(150);
    let address = format!("https://example.org/{}", "path/and-more/".repeat(25));
    let mut table = table(8, 2);
    table.rows[0][0] = TableCell::plain(word.clone());
    table.rows[1][3] = TableCell::toned(word.clone(), Tone::Bad);
    let mut report = report(vec![section(
        &word,
        vec![
            plain(word.clone()),
            Block::Paragraph(vec![
                Span::plain("Source: "),
                Span::link(&address, &address),
            ]),
            Block::KeyValues(vec![(word.clone(), vec![Span::plain(word.clone())])]),
            Block::Table(table),
        ],
    )]);
    report.title = word.clone();
    report.footer = word.clone();
    report.draft = Some(word.clone());
    assert_inside(&report);
    let letters: String = text(&read(&report)).split_whitespace().collect();
    assert!(letters.matches("Qx").count() > 6 * 140);
}

#[test]
fn a_row_taller_than_a_page_is_split_between_lines() {
    let mut table = table(3, 3);
    table.rows[1][1] = TableCell::plain(
        (0..3000)
            .map(|n| format!("word{n}"))
            .collect::<Vec<_>>()
            .join(" "),
    );
    table.rows[1][2] = TableCell::toned("needs a look ".repeat(900), Tone::Review);
    let report = report(vec![section("S", vec![Block::Table(table)])]);
    assert_inside(&report);
    let doc = read(&report);
    assert!(page_count(&doc) > 3);
    let text = text(&doc);
    for n in [0, 1499, 2999] {
        assert!(text.contains(&format!("word{n}")), "word{n}");
    }
    assert!(text.contains("Model 2-Instruct"));
}

#[test]
fn a_thousand_rows_repeat_the_header() {
    let report = report(vec![section("S", vec![Block::Table(table(6, 1000))])]);
    let started = std::time::Instant::now();
    let doc = read(&report);
    eprintln!(
        "1,000 rows: {:?}, {} pages",
        started.elapsed(),
        page_count(&doc)
    );
    for number in doc.get_pages().into_keys() {
        let text = doc.extract_text(&[number]).unwrap();
        assert!(text.contains("Term 4"), "page {number} has no header");
    }
    let all = text(&doc);
    for row in 0..1000 {
        assert!(all.contains(&format!("Model {row}-Instruct")), "row {row}");
    }
}

#[test]
fn a_heading_stays_with_what_follows() {
    for lines in 30..52 {
        let report = report(vec![section(
            "S",
            vec![
                plain("line\n".repeat(lines)),
                Block::Heading {
                    level: 2,
                    text: "Alone".into(),
                },
                plain("one\ntwo\nthree"),
            ],
        )]);
        for page in &layout(&report).unwrap().pages {
            let words: Vec<String> = page
                .items
                .iter()
                .filter_map(|item| match item {
                    Item::Text(run) if run.node.is_some() => Some(run.text()),
                    _ => None,
                })
                .collect();
            assert_ne!(
                words.last().map(String::as_str),
                Some("Alone"),
                "{lines} lines"
            );
            assert_ne!(
                words.last().map(String::as_str),
                Some("one"),
                "{lines} lines"
            );
            assert_ne!(
                words.first().map(String::as_str),
                Some("three"),
                "{lines} lines"
            );
        }
    }
}

#[test]
fn strange_characters_break_nothing() {
    let odd = "a\u{0}b\u{7}c\tد\u{202e}עברית العربية \u{1F600} \u{10FFFD} e\u{301} \u{FE0F}🇩🇪 हिन्दी x\u{300}\u{323}";
    let mut report = report(vec![section(odd, vec![plain(odd)])]);
    report.title = odd.into();
    report.footer = odd.into();
    assert_inside(&report);
    let text = text(&read(&report));
    assert!(text.contains("abc"), "control characters are dropped");
    assert!(
        text.contains('▯'),
        "a character without a font leaves a mark"
    );
    assert!(text.contains("عربي") || text.contains("العربية"));
}

/// Writes sample files to look at: `cargo test --test pdf -- --ignored`.
#[test]
#[ignore = "writes files to look at"]
fn samples() {
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
    let word = "Qx".repeat(150);
    let mut tall = table(3, 3);
    tall.rows[1][1] = TableCell::plain("A tall cell goes on and on. ".repeat(300));
    tall.rows[1][2] = TableCell::toned("needs a look ".repeat(200), Tone::Review);
    let mut long = table(8, 2);
    long.rows[0][0] = TableCell::plain(word.clone());
    long.rows[1][3] = TableCell::toned(word.clone(), Tone::Bad);
    let mut with_note = table(4, 3);
    for (row, cells) in with_note.rows.iter_mut().enumerate() {
        cells[2].spans.push(Span::quiet("LICENSE, section 4(b)"));
        cells[3] =
            TableCell::plain("A longer remark about what the license asks for in this case.");
        cells[1]
            .spans
            .push(Span::link(format!("source {row}"), "https://example.org/"));
    }
    let mut edge = report(vec![section(
        "Edge cases",
        vec![
            plain(word.clone()),
            Block::Table(with_note),
            Block::Table(long),
            Block::Table(table(3, 0)),
            Block::Callout {
                tone: Tone::Bad,
                text: vec![Span::plain("Not allowed. ".repeat(40))],
            },
            Block::Callout {
                tone: Tone::Neutral,
                text: vec![Span::plain("A plain note.")],
            },
            Block::Table(tall),
            Block::Checklist(vec![vec![Span::plain(
                "A long point to check off. ".repeat(8),
            )]]),
            plain(
                "ab\u{0}c עברית العربية \u{1F600} → ≥ ✓ e\u{301} 한국어 日本語のモデル hi\u{10FFFD}",
            ),
        ],
    )]);
    edge.draft = Some("because ".repeat(60));
    edge.footer = word.clone();
    for (name, report) in [
        ("edge", edge),
        ("full", full()),
        ("sixty", sixty),
        ("thousand", thousand),
    ] {
        std::fs::write(folder.join(format!("{name}.pdf")), bytes(&report)).unwrap();
    }
    eprintln!("{}", folder.display());
}
