//! Layout at the edges: nothing, too much, too wide, strange characters.

use license_matrix::export::pdf::draw::Item;
use license_matrix::export::pdf::layout;
use license_matrix::matrix::Tone;
use license_matrix::report::{Block, Span, Table, TableCell};
use proptest::prelude::*;

use super::samples::{plain, report, section, table};
use super::{assert_inside, bytes, page_count, read, text};

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
    let address = format!("https://example.org/{}", "path/and-more/".repeat(142));
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever the words and however many columns: pages come out, nothing
    /// lies outside of them, and the file can be read.
    #[test]
    fn any_words_in_any_table(
        words in prop::collection::vec("(\\PC|[ \n\t]){0,60}", 1..12),
        columns in 1_usize..20,
        rows in 0_usize..8,
        weight in -1.0_f32..9.0,
    ) {
        let pick = |n: usize| words[n % words.len()].clone();
        let mut table = table(columns, rows);
        table.columns[0].weight = weight;
        table.columns[columns / 2].heading = pick(1);
        for (r, row) in table.rows.iter_mut().enumerate() {
            for (c, cell) in row.iter_mut().enumerate() {
                cell.spans = vec![Span::plain(pick(r + c)), Span::bold(pick(r))];
                cell.tone = Tone::ALL[(r * 3 + c) % Tone::ALL.len()];
            }
        }
        let mut report = report(vec![section(&pick(0), vec![
            Block::Paragraph(words.iter().map(Span::quiet).collect()),
            Block::KeyValues(vec![(pick(2), vec![Span::link(pick(3), "https://example.org")])]),
            Block::Table(table),
            Block::SignatureLines(vec![pick(4)]),
        ])]);
        report.title = pick(5);
        report.draft = Some(pick(6));
        assert_inside(&report);
        let bytes = bytes(&report);
        prop_assert!(lopdf::Document::load_mem(&bytes).is_ok());
    }
}
