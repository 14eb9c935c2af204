//! The Word document: its links lead somewhere, its pages have head and foot,
//! wide tables have room, and it is as small as it can be.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;

use license_matrix::export::pdf::Standard;
use license_matrix::export::write;
use license_matrix::report::{Format, Kind, Report, build};

use crate::made::{built_in, on_house_paper, with_input};

fn report(kind: Kind, filter: &str) -> Report {
    let data = built_in();
    let scenario = data.1.preset("consumer-app").unwrap();
    with_input(&data, scenario, (kind, filter, ""), build)
}

fn docx(report: &Report) -> Vec<u8> {
    let mut go_on = |_| ControlFlow::Continue(());
    write(report, Format::Docx, Standard::default(), &mut go_on).unwrap()
}

fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    let mut part = archive.by_name(name).unwrap();
    part.read_to_string(&mut text).unwrap();
    text
}

/// The values of an attribute, in order.
fn values(xml: &str, attribute: &str) -> Vec<String> {
    let mark = format!("{attribute}=\"");
    let parts = xml.split(mark.as_str()).skip(1);
    parts
        .map(|part| part.split('"').next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn links_inside_lead_to_places_that_are_there() {
    let memo = report(Kind::Memo, "model:minimax-m2 OR model:gpt-oss-20b");
    let document = part(&docx(&memo), "word/document.xml");
    let names: Vec<String> = document
        .split("<w:bookmarkStart ")
        .skip(1)
        .map(|start| values(start, "w:name")[0].clone())
        .collect();
    let all: BTreeSet<&String> = names.iter().collect();
    assert_eq!(all.len(), names.len(), "two places share a name");
    assert!(names.iter().all(|name| name.len() <= 40));
    let anchors = values(&document, "w:anchor");
    assert!(anchors.len() > memo.sections.len(), "{}", anchors.len());
    for anchor in anchors {
        assert!(all.contains(&anchor), "{anchor} is no place");
    }
}

#[test]
fn every_page_has_its_head_and_foot() {
    let memo = on_house_paper(report(Kind::Memo, "model:minimax-m2"));
    let file = docx(&memo);
    let document = part(&file, "word/document.xml");
    let sections = document.matches("<w:sectPr").count();
    assert!(sections > 3, "pages lie two ways: {sections}");
    assert_eq!(document.matches("<w:headerReference ").count(), sections);
    assert_eq!(document.matches("<w:footerReference ").count(), sections);
    assert!(document.contains("w:orient=\"landscape\""));
    let head = part(&file, "word/header1.xml");
    assert!(head.contains("DRAFT: ") && head.contains("Privileged &lt;draft&gt;"));
    let foot = part(&file, "word/footer1.xml");
    assert!(foot.contains("PAGE") && foot.contains("NUMPAGES"));
    let about = part(&file, "docProps/core.xml");
    assert!(about.contains("<dc:title>AI model license comparison</dc:title>"));
    assert!(about.contains("Example &amp; Sons"));
    assert!(part(&file, "word/styles.xml").contains("w:lang w:val=\"en-US\""));
}

#[test]
fn tables_repeat_their_header_rows_stay_whole_and_columns_fit_the_page() {
    let memo = report(Kind::Memo, "family:qwen");
    let document = part(&docx(&memo), "word/document.xml");
    let mut tables = document.split("<w:tbl>").skip(1).peekable();
    assert!(tables.peek().is_some());
    for table in tables {
        let table = table.split("</w:tbl>").next().unwrap();
        let rows = table.matches("<w:tr>").count() + table.matches("<w:tr ").count();
        // The bar of a chart is a table of one row that heads nothing.
        if rows > 1 {
            assert_eq!(table.matches("<w:tblHeader />").count(), 1);
            assert_eq!(table.matches("<w:cantSplit />").count(), rows);
        }
        let grid = table.split("</w:tblGrid>").next().unwrap();
        let columns: Vec<u32> = grid
            .split("<w:gridCol ")
            .skip(1)
            .map(|column| values(column, "w:w")[0].parse().unwrap())
            .collect();
        // The long side of the paper less its margins.
        assert!(columns.iter().sum::<u32>() <= 16_838 - 2_200, "{columns:?}");
        assert!(columns.len() <= 12);
    }
}

#[test]
fn the_same_report_gives_the_same_bytes_also_with_a_logo() {
    let brief = on_house_paper(report(Kind::Brief, "model:gpt-oss-20b"));
    let one = docx(&brief);
    assert_eq!(one, docx(&brief));
    let mut archive = zip::ZipArchive::new(Cursor::new(one.as_slice())).unwrap();
    assert!(archive.by_name("word/media/rIdImage1.png").is_ok());
    let whole: u64 = (0..archive.len())
        .map(|index| archive.by_index(index).unwrap().size())
        .sum();
    assert!(
        whole > 4 * one.len() as u64,
        "{whole} bytes in {}",
        one.len()
    );
}
