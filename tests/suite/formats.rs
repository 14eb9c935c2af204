//! The formats of a report besides PDF: the same content, and words of data and
//! users that stay words.

mod schema;
mod stopped;

use std::ops::ControlFlow;

use license_matrix::export::pdf::Standard;
use license_matrix::export::{ExportError, write};
use license_matrix::matrix::Tone;
use license_matrix::record::report_with_record;
use license_matrix::report::{
    Block, Format, Kind, Orientation, Report, Section, Span, Table, TableCell, TableColumn,
};

use crate::made::{built_in, with_input};

fn bytes(report: &Report, format: Format) -> Vec<u8> {
    let mut go_on = |_| ControlFlow::Continue(());
    write(report, format, Standard::default(), &mut go_on).unwrap()
}

fn text(report: &Report, format: Format) -> String {
    String::from_utf8(bytes(report, format)).unwrap()
}

fn real(kind: Kind, filter: &str) -> Report {
    let data = built_in();
    let scenario = data.1.preset("consumer-app").unwrap();
    with_input(&data, scenario, (kind, filter, ""), |input| {
        report_with_record(input, &[])
    })
}

const THREE: &str = "model:\"minimax-m2\" OR model:\"qwen2.5-3b\" OR model:\"gpt-oss-20b\"";

/// Words that would be something else if they were not kept words.
const HOSTILE: [&str; 13] = [
    "=HYPERLINK(\"http://x\")",
    "+1",
    "-1",
    "@SUM(A1)",
    "</td><script>alert(1)</script>",
    "a|b\n# c",
    "*x* _y_ [z](javascript:1) `q`",
    "\u{0}\u{b}\u{1b}\u{fffe}end",
    "שלום עולם",
    "🙂 emoji",
    "]]> &amp; <![CDATA[",
    "'quoted' \"twice\"",
    "see r:id=\"rIdHyperlink99 and rIdHyperlink7",
];

fn hostile() -> Report {
    let long = "Model".repeat(60);
    let words = || HOSTILE.iter().copied().chain([long.as_str()]);
    let mut evil = Span::link("click", "javascript:alert(1)");
    evil.anchor = Some("x\" onclick=\"y".to_owned());
    let rows = words()
        .map(|one| vec![TableCell::plain(one), TableCell::toned(one, Tone::Bad)])
        .collect();
    Report {
        title: HOSTILE.concat(),
        subtitle: HOSTILE[4].to_owned(),
        date: "2026-11-28".to_owned(),
        identity: words()
            .map(|one| (one.to_owned(), one.to_owned()))
            .collect(),
        draft: Some(HOSTILE[5].to_owned()),
        attachment: None,
        logo: None,
        fillable: false,
        branding: Default::default(),
        footer: HOSTILE[0].to_owned(),
        sections: vec![Section {
            heading: HOSTILE[5].to_owned(),
            orientation: Orientation::Portrait,
            new_page: false,
            blocks: vec![
                Block::Heading {
                    level: 2,
                    text: HOSTILE[4].to_owned(),
                },
                Block::Paragraph(vec![
                    evil,
                    Span::link("one", "https://example.org/a|b"),
                    Span::link("two", "https://example.org/c"),
                ]),
                Block::List(words().map(|one| vec![Span::bold(one)]).collect()),
                Block::KeyValues(
                    words()
                        .map(|one| (one.to_owned(), vec![Span::plain(one)]))
                        .collect(),
                ),
                Block::Table(Table {
                    caption: HOSTILE[6].to_owned(),
                    columns: words()
                        .take(2)
                        .map(|one| TableColumn {
                            heading: one.to_owned(),
                            weight: 1.0,
                        })
                        .collect(),
                    rows,
                }),
                Block::SignatureLines(vec![HOSTILE[5].to_owned()]),
            ],
        }],
    }
}

/// All words of the cells of a report.
fn cells(report: &Report) -> Vec<String> {
    let blocks = report.sections.iter().flat_map(|section| &section.blocks);
    let tables = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables
        .flat_map(|table| table.rows.iter().flatten())
        .map(|cell| cell.spans.iter().map(|span| span.text.as_str()).collect())
        .collect()
}

/// A file of a workbook.
fn part(workbook: &[u8], name: &str) -> String {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn parts(workbook: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect()
}

fn xml(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[test]
fn every_format_says_the_same() {
    let report = real(Kind::Memo, THREE);
    let workbook = bytes(&report, Format::Xlsx);
    let strings = part(&workbook, "xl/sharedStrings.xml");
    let word = part(&bytes(&report, Format::Docx), "word/document.xml");
    let spans = report
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .filter_map(|block| match block {
            Block::Table(table) => Some(table.rows.iter().flatten()),
            _ => None,
        });
    for span in spans.flatten().flat_map(|cell| &cell.spans) {
        let spoken = xml(&span.text)
            .replace('\'', "&apos;")
            .replace('"', "&quot;");
        assert!(word.contains(&spoken), "docx lacks {}", span.text);
    }
    let tables = word.matches("<w:tbl>").count();
    assert!(tables > 10 && word.matches("tblHeader").count() == tables);
    let html = text(&report, Format::Html);
    let json = text(&report, Format::Json);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let markdown = text(&report, Format::Markdown).replace('\\', "");
    for words in cells(&report)
        .iter()
        .filter(|words| !words.trim().is_empty())
    {
        let spoken = words.trim();
        let typed = spoken.chars().all(|c| c.is_ascii_digit() || c == '-');
        assert!(
            typed || strings.contains(&xml(spoken)),
            "xlsx lacks {spoken}"
        );
    }
    for section in &report.sections {
        let heading = section.heading.as_str();
        assert!(
            html.contains(&format!(">{}</h2>", xml(heading))) || heading == "Contents",
            "{heading}"
        );
        assert!(markdown.contains(&format!("## {heading}\n")), "{heading}");
        let in_json = value["sections"].as_array().unwrap().iter();
        assert!(
            in_json.clone().any(|one| one["heading"] == heading),
            "{heading}"
        );
    }
    for verdict in ["Permitted with obligations", "Separate license needed"] {
        assert!(html.contains(verdict) && markdown.contains(verdict) && strings.contains(verdict));
    }
    let csv = text(&report, Format::Csv);
    assert_eq!(csv.lines().count(), 1 + 3, "{csv}");
    assert!(csv.starts_with("Model,Verdict,"), "{csv}");
}

#[test]
fn two_runs_give_the_same_bytes() {
    let report = real(Kind::Brief, THREE);
    for format in Format::ALL {
        assert!(
            bytes(&report, format) == bytes(&report, format),
            "{format:?}"
        );
    }
}

#[test]
fn words_stay_words() {
    let report = hostile();
    let html = text(&report, Format::Html);
    assert!(!html.contains("<script") && !html.contains("javascript:alert(1)\""));
    assert!(!html.contains("onclick=\"y"));
    assert_eq!(html.matches("<td>").count(), HOSTILE.len() + 1);
    assert_eq!(
        html.matches("<th scope=\"row\">").count(),
        HOSTILE.len() + 1
    );
    assert!(!html.contains('\u{0}') && !html.contains('\u{fffe}'));
    let markdown = text(&report, Format::Markdown);
    // A bracket with a backslash is no end of a link.
    assert!(!markdown.replace("\\]", "").contains("](javascript"));
    assert!(!markdown.contains("\n# c"), "{markdown}");
    assert!(markdown.contains("https://example.org/a%7Cb"));
    let rows: Vec<&str> = markdown
        .lines()
        .filter(|line| line.starts_with('|'))
        .collect();
    assert_eq!(rows.len(), 2 + HOSTILE.len() + 1, "{rows:#?}");
    for row in rows {
        let bars = row.replace("\\|", "").matches('|').count();
        assert_eq!(bars, 3, "{row}");
    }
    let csv = text(&report, Format::Csv);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.as_bytes());
    for record in reader.records() {
        for field in &record.unwrap() {
            assert!(
                !field.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{field}"
            );
        }
    }
    let word = part(&bytes(&report, Format::Docx), "word/document.xml");
    assert!(!word.contains("<script") && !word.contains('\u{0}') && !word.contains('\u{b}'));
    assert!(word.contains("&lt;script&gt;"));
    // Two links at least, so that numbers are given anew.
    assert!(word.contains("rIdHyperlink99 and rIdHyperlink7<"));
    let captions = part(&bytes(&report, Format::Xlsx), "xl/sharedStrings.xml");
    assert!(captions.contains("*x* _y_"), "the caption of a table");
    let links = part(
        &bytes(&report, Format::Docx),
        "word/_rels/document.xml.rels",
    );
    assert!(!links.contains("javascript"));
    let workbook = bytes(&report, Format::Xlsx);
    for name in parts(&workbook)
        .iter()
        .filter(|name| name.starts_with("xl/worksheets/sheet"))
    {
        assert!(
            !part(&workbook, name).contains("<f>"),
            "{name} has a formula"
        );
    }
    let value: serde_json::Value = serde_json::from_str(&text(&report, Format::Json)).unwrap();
    assert_eq!(value["title"], report.title.as_str());
}

#[test]
fn a_workbook_has_typed_cells_a_header_that_stays_and_filters() {
    let workbook = bytes(&real(Kind::Memo, THREE), Format::Xlsx);
    let names = part(&workbook, "xl/workbook.xml");
    for name in [
        "Summary",
        "Short answer",
        "Matrix",
        "Obligations",
        "Reasons",
        "Sources",
    ] {
        assert!(
            names.contains(&format!("name=\"{name}\"")),
            "{name}: {names}"
        );
    }
    let sheets: Vec<String> = parts(&workbook)
        .into_iter()
        .filter(|name| name.starts_with("xl/worksheets/sheet"))
        .collect();
    let mut dates = 0;
    for name in &sheets {
        let sheet = part(&workbook, name);
        assert!(sheet.contains("state=\"frozen\""), "{name}");
        // Charts are nothing to filter.
        if sheet.contains("<drawing ") {
            continue;
        }
        // Charts are no table to be filtered.
        if sheet.contains("<drawing ") {
            continue;
        }
        assert!(sheet.contains("<autoFilter"), "{name}");
        // 2026-11-23 as a number of days.
        dates += sheet.matches("<v>46349</v>").count();
    }
    assert!(dates > 0, "no day is typed");
}

#[test]
fn a_web_page_is_told_to_those_who_hear_it_and_leads_to_its_places() {
    let report = real(Kind::Memo, THREE);
    let html = text(&report, Format::Html);
    let tables = html.matches("<table>").count();
    assert!(tables > 10 && html.matches("<caption").count() == tables);
    for what in [
        "<html lang=\"en-US\">",
        "class=\"skip\" href=\"#content\"",
        ":focus-visible{",
        "@media print{",
        "<th scope=\"col\">",
        "<th scope=\"row\">",
        "<desc>Chart. ",
    ] {
        assert!(html.contains(what), "{what}");
    }
    // Nothing is loaded from elsewhere, and every link inside leads somewhere.
    assert!(!html.contains(" src=") && !html.contains("<link") && !html.contains("url("));
    let markdown = text(&report, Format::Markdown);
    let ids = |text: &str| -> Vec<String> {
        let parts = text.split("id=\"").skip(1);
        parts
            .filter_map(|one| Some(one.split_once('"')?.0.to_owned()))
            .collect()
    };
    for (text, start, end) in [(&html, "href=\"#", '"'), (&markdown, "](#", ')')] {
        let there = ids(text);
        let links: Vec<&str> = text
            .split(start)
            .skip(1)
            .map(|one| one.split(end).next().unwrap())
            .collect();
        assert!(links.len() > 40, "{}", links.len());
        for link in links {
            assert!(there.iter().any(|id| id == link), "{link} is no place");
        }
    }
}

#[test]
fn nothing_to_show_is_still_a_file() {
    let empty = Report {
        title: String::new(),
        subtitle: String::new(),
        date: String::new(),
        identity: Vec::new(),
        draft: None,
        attachment: None,
        logo: None,
        fillable: false,
        branding: Default::default(),
        footer: String::new(),
        sections: Vec::new(),
    };
    // Where nothing is decided there is no record of it.
    let formats = Format::ALL.into_iter();
    for format in formats.filter(|one| !matches!(one, Format::Record | Format::Csv)) {
        assert!(!bytes(&empty, format).is_empty(), "{format:?}");
    }
    // An empty file would look like a matrix without models.
    for report in [empty, real(Kind::Handover, THREE)] {
        let mut go_on = |_| ControlFlow::Continue(());
        let error = write(&report, Format::Csv, Standard::default(), &mut go_on).unwrap_err();
        assert!(error.to_string().contains("has no table"), "{error}");
    }
}
