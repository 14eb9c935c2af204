//! Word documents and workbooks as the programs that open them see them: the
//! parts in the archive, what they refer to, and words that stay whole.

use std::collections::BTreeSet;

use license_matrix::export::pdf::Standard;
use license_matrix::export::write;
use license_matrix::matrix::Tone;
use license_matrix::record::report_with_record;
use license_matrix::report::{
    Block, Branding, Format, Kind, Orientation, Report, Section, Span, Table, TableCell,
    TableColumn,
};

use crate::made::{built_in, with_input};

const THREE: &str = "model:\"minimax-m2\" OR model:\"qwen2.5-3b\" OR model:\"gpt-oss-20b\"";

fn bytes(report: &Report, format: Format) -> Vec<u8> {
    let mut go_on = |_| std::ops::ControlFlow::Continue(());
    write(report, format, Standard::default(), &mut go_on).unwrap()
}

fn real(kind: Kind) -> Report {
    let data = built_in();
    let scenario = data.1.preset("consumer-app").unwrap();
    with_input(&data, scenario, (kind, THREE, ""), |input| {
        report_with_record(input, &[])
    })
}

/// All files of an archive: name and text.
fn files(archive: &[u8]) -> Vec<(String, String)> {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

fn part<'f>(files: &'f [(String, String)], name: &str) -> &'f str {
    let found = files.iter().find(|(one, _)| one == name);
    &found.unwrap_or_else(|| panic!("no {name}")).1
}

/// The values of an attribute wherever it stands.
fn values<'x>(xml: &'x str, attribute: &str) -> Vec<&'x str> {
    let start = format!(" {attribute}=\"");
    let parts = xml.split(start.as_str()).skip(1);
    parts.map(|rest| rest.split('"').next().unwrap()).collect()
}

/// The tags of XML open and close in pairs, and nothing else is amiss.
fn check_tags(name: &str, xml: &str) {
    let mut open = Vec::new();
    for piece in xml.split('<').skip(1) {
        let (tag, words) = piece
            .split_once('>')
            .unwrap_or_else(|| panic!("{name}: {piece}"));
        assert!(!words.contains('>'), "{name}: {words}");
        if tag.starts_with('?') || tag.ends_with('/') {
            continue;
        }
        match tag.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed), "{name}"),
            None => open.push(tag.split_whitespace().next().unwrap()),
        }
    }
    assert_eq!(open, Vec::<&str>::new(), "{name}");
    let held = |c: char| c >= ' ' || matches!(c, '\n' | '\r' | '\t');
    assert!(xml.chars().all(|c| held(c) && c != '\u{fffe}'), "{name}");
}

/// What a program that opens a Word document asks of it.
fn check_word(bytes: &[u8]) -> Vec<(String, String)> {
    let files = files(bytes);
    for (name, text) in &files {
        check_tags(name, text);
    }
    let document = part(&files, "word/document.xml");
    let relations = part(&files, "word/_rels/document.xml.rels");
    let types = part(&files, "[Content_Types].xml");
    let known: BTreeSet<&str> = values(relations, "Id").into_iter().collect();
    assert_eq!(
        known.len(),
        values(relations, "Id").len(),
        "ids are given once"
    );
    for id in values(document, "r:id") {
        assert!(known.contains(id), "{id} leads nowhere");
    }
    for entry in relations.split("<Relationship ").skip(1) {
        let target = values(entry, "Target")[0];
        if !entry.contains("External") {
            part(&files, &format!("word/{target}"));
            assert!(types.contains(&format!("\"/word/{target}\"")), "{target}");
        }
    }
    let starts: Vec<&str> = document.split("<w:bookmarkStart ").skip(1).collect();
    let ends = document.matches("<w:bookmarkEnd ").count();
    assert_eq!(starts.len(), ends);
    let names: Vec<&str> = starts.iter().map(|one| values(one, "w:name")[0]).collect();
    let once: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(once.len(), names.len(), "a place is there once");
    for anchor in values(document, "w:anchor") {
        assert!(once.contains(anchor), "{anchor} is no place");
    }
    // Each row of a table has as many cells as it has columns.
    for table in document.split("<w:tbl>").skip(1) {
        let table = table.split("</w:tbl>").next().unwrap();
        let columns = table.matches("<w:gridCol ").count();
        for row in table.split("<w:tr>").skip(1) {
            let cells = row.matches("<w:tc>").count();
            assert!(
                cells == columns || row.contains("<w:gridSpan"),
                "{row:.200}"
            );
        }
        // The bar of a chart is a table of one row that heads nothing.
        let rows = table.matches("<w:tr>").count();
        let headers = table.matches("<w:tblHeader />").count();
        assert!(
            headers == 1 || (headers, rows) == (0, 1),
            "{headers} {rows}"
        );
    }
    files
}

fn table(columns: usize, rows: usize, words: &str) -> Block {
    let cell = |row: usize, column: usize| match (row + column) % 3 {
        0 => TableCell::toned(words, Tone::Bad),
        1 => TableCell::toned("", Tone::Review),
        _ => TableCell::plain(words),
    };
    Block::Table(Table {
        caption: String::new(),
        columns: (0..columns)
            .map(|column| TableColumn {
                heading: format!("Column {column}"),
                weight: if column == 3 { f32::NAN } else { 1.0 },
            })
            .collect(),
        rows: (0..rows)
            .map(|row| (0..columns).map(|column| cell(row, column)).collect())
            .collect(),
    })
}

fn report_of(blocks: Vec<Block>) -> Report {
    Report {
        title: "Title".to_owned(),
        subtitle: String::new(),
        date: "soon".to_owned(),
        identity: Vec::new(),
        draft: None,
        attachment: None,
        logo: None,
        fillable: false,
        branding: Branding::default(),
        footer: "Foot".to_owned(),
        sections: vec![Section {
            heading: "Tables".to_owned(),
            orientation: Orientation::Portrait,
            new_page: false,
            blocks,
        }],
    }
}

#[test]
fn links_inside_a_word_document_lead_to_its_places() {
    let report = real(Kind::Memo);
    let files = check_word(&bytes(&report, Format::Docx));
    let document = part(&files, "word/document.xml");
    let spans = report.sections.iter().flat_map(|section| &section.blocks);
    let contents = spans.filter_map(|block| match block {
        Block::List(items) => Some(items.iter().flatten()),
        _ => None,
    });
    let leading = contents.flatten().filter(|span| {
        let link = span.link.as_deref();
        link.is_some_and(|link| link.starts_with("#section-"))
    });
    // The contents, the clauses cited and the ways back.
    let anchors = values(document, "w:anchor").len();
    assert!(leading.count() > 5 && anchors > 40, "{anchors}");
    let evil = Span::plain("nowhere").leading_to("no-such-place");
    let place = Span::plain("here").at("x\" y=\"");
    let there = Span::plain("there").leading_to("x\" y=\"");
    let report = report_of(vec![Block::Paragraph(vec![
        evil,
        there,
        place.clone(),
        place,
    ])]);
    let files = check_word(&bytes(&report, Format::Docx));
    let document = part(&files, "word/document.xml");
    assert_eq!(values(document, "w:anchor"), ["place2"]);
}

#[test]
fn a_word_document_is_compressed_and_always_the_same() {
    let report = real(Kind::Memo);
    let one = bytes(&report, Format::Docx);
    let whole: usize = files(&one).iter().map(|(_, text)| text.len()).sum();
    assert!(one.len() * 5 < whole, "{} of {whole}", one.len());
    assert!(one == bytes(&report, Format::Docx));
}

#[test]
fn columns_are_as_wide_as_their_words_and_none_is_lost() {
    for (columns, rows) in [(1, 0), (1, 5), (5, 3), (13, 2), (60, 4)] {
        let report = report_of(vec![table(columns, rows, "non-commercial obligations")]);
        let files = check_word(&bytes(&report, Format::Docx));
        let document = part(&files, "word/document.xml");
        for column in 0..columns {
            let heading = format!(">Column {column}<");
            let times = document.matches(&heading).count();
            let groups = document.matches("<w:tbl>").count();
            // The first column names the rows of every group.
            assert_eq!(
                times,
                if column == 0 { groups } else { 1 },
                "{columns}: {column}"
            );
        }
        assert_eq!(document.contains(">No rows<"), rows == 0);
        assert_eq!(document.contains("w:orient=\"landscape\""), columns > 12);
        let room = if columns > 12 { 16_838 } else { 11_906 } - 2 * 1_100;
        for grid in document.split("<w:tblGrid>").skip(1) {
            let grid = grid.split("</w:tblGrid>").next().unwrap();
            let widths: Vec<u32> = values(grid, "w:w")
                .iter()
                .map(|one| one.parse().unwrap())
                .collect();
            assert!(widths.iter().sum::<u32>() <= room, "{widths:?}");
            // "obligations" in the smallest size takes some 40 points.
            assert!(widths.iter().all(|width| *width >= 700), "{widths:?}");
        }
    }
}

#[test]
fn a_workbook_has_charts_of_its_own() {
    let report = real(Kind::Memo);
    let book = self::files(&bytes(&report, Format::Xlsx));
    assert!(part(&book, "xl/workbook.xml").contains("name=\"Charts\""));
    let chart = part(&book, "xl/charts/chart1.xml");
    assert!(
        chart.contains("<c:scatterChart>") && chart.contains("Charts!$A$"),
        "{chart}"
    );
    let drawing = part(&book, "xl/drawings/drawing1.xml");
    assert!(values(drawing, "descr")[0].starts_with("Chart. "));
}

#[test]
fn a_linked_cell_of_a_workbook_wraps_and_keeps_the_color_of_its_tone() {
    let linked = |tone| TableCell {
        spans: vec![Span::link("text", "https://example.org/")],
        tone,
    };
    let mut block = table(2, 0, "");
    if let Block::Table(table) = &mut block {
        table.rows = vec![vec![linked(Tone::Bad), linked(Tone::Neutral)]];
        table.rows.push(vec![
            TableCell::toned(" ", Tone::Review),
            TableCell::plain(""),
        ]);
    }
    let book = files(&bytes(&report_of(vec![block]), Format::Xlsx));
    let sheet = part(&book, "xl/worksheets/sheet2.xml");
    let styles = part(&book, "xl/styles.xml");
    let formats = styles.split("<cellXfs").nth(1).unwrap();
    let formats: Vec<&str> = formats.split("<xf ").skip(1).collect();
    let mut fonts = Vec::new();
    for cell in ["A2", "B2"] {
        let start = sheet.find(&format!("r=\"{cell}\"")).unwrap();
        let index: usize = values(&sheet[start..], "s")[0].parse().unwrap();
        assert!(formats[index].contains("wrapText=\"1\""), "{cell}");
        let font: usize = values(&format!(" {}", formats[index]), "fontId")[0]
            .parse()
            .unwrap();
        fonts.push(styles.split("<font>").nth(font + 1).unwrap());
    }
    assert!(
        fonts[0].contains("<u/>") && fonts[0].contains("FF961D16"),
        "{}",
        fonts[0]
    );
    assert!(
        fonts[1].contains("<u/>") && fonts[1].contains("FF1552B0"),
        "{}",
        fonts[1]
    );
    let words = part(&book, "xl/sharedStrings.xml");
    assert!(words.contains("! needs review"), "{words}");
    for what in [
        "state=\"frozen\"",
        "<autoFilter",
        "orientation=\"landscape\"",
        "fitToPage=\"1\"",
    ] {
        assert!(sheet.contains(what), "{what}");
    }
    assert!(part(&book, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
}

#[test]
fn long_and_strange_words_stay_whole() {
    let name = "Modell\u{e4}\u{2013}".repeat(38);
    let address = format!("https://example.org/{}", "a1/".repeat(700));
    let hebrew = "\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{5e2}\u{5d5}\u{5dc}\u{5dd}";
    let strange = [
        name.as_str(),
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} e\u{301}",
        hebrew,
        "$x^2$ and https://example.org/?a=1&b=2",
        "_x0041_",
        "=1+1",
    ];
    let mut blocks: Vec<Block> = strange.iter().map(|words| table(14, 2, words)).collect();
    blocks.push(Block::Paragraph(vec![Span::link(&address, &address)]));
    blocks.push(table(2, 1, &address));
    let report = report_of(blocks);
    let word = check_word(&bytes(&report, Format::Docx));
    let document = part(&word, "word/document.xml");
    let book = files(&bytes(&report, Format::Xlsx));
    let strings = part(&book, "xl/sharedStrings.xml");
    for words in strange {
        let words = words.replace('&', "&amp;");
        assert!(document.contains(&format!(">{words}<")), "{words}");
        // What looks like an escape of Excel is escaped itself.
        let cell = words.replace("_x0041_", "_x005F_x0041_");
        assert!(strings.contains(&cell), "{cell}");
    }
    assert!(part(&word, "word/_rels/document.xml.rels").contains(&address));
    assert!(strings.contains(&address));
    let text = |format| String::from_utf8(bytes(&report, format)).unwrap();
    let html = text(Format::Html);
    assert!(html.replace("<wbr>", "").contains(&format!(">{name}<")));
    let markdown = text(Format::Markdown);
    assert!(
        markdown.contains("&#36;x^2&#36; and https\\:\\//example.org"),
        "{markdown}"
    );
}
