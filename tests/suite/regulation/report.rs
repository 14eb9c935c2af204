//! The section on public law in the report.

use std::collections::BTreeMap;

use license_matrix::matrix::{Matrix, View};
use license_matrix::report::{Block, Input, Kind, Report, Section, TableCell, build};

use super::*;

fn report(kind: Kind) -> Report {
    let (catalog, book) = data();
    let scenario = book.preset("eu-enterprise").unwrap();
    let texts = AttachedTexts::default();
    let matrix = Matrix::of_texts(catalog, &BTreeMap::new());
    let filter = "model:qwen2.5-7b,hunyuan3d-2.0";
    let view = View::new(&matrix, filter, "", None, &|_| true).unwrap();
    build(&Input {
        catalog,
        book,
        scenario,
        view: &view,
        evaluations: &judge_all(catalog, book, scenario, &texts),
        texts: &texts,
        filter,
        kind,
        date: "2026-11-24",
        version: "0",
        without: &[],
        beside: &[],
        reviewed: &[],
    })
}

fn words(cell: &TableCell) -> String {
    cell.spans.iter().map(|span| span.text.as_str()).collect()
}

/// The rows of a section's tables, each as the words of its cells.
fn rows(section: &Section) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for block in &section.blocks {
        if let Block::Table(table) = block {
            for row in &table.rows {
                assert_eq!(row.len(), table.columns.len());
                rows.push(row.iter().map(words).collect());
            }
        }
    }
    rows
}

#[test]
fn a_memo_has_the_notes_before_what_was_not_assessed() {
    let memo = report(Kind::Memo);
    let place = |heading: &str| memo.sections.iter().position(|one| one.heading == heading);
    let at = place("Public law: notes").unwrap();
    assert_eq!(place("Not assessed"), Some(at + 1));
    let rows = rows(&memo.sections[at]);
    let high_risk = rows.iter().find(|row| row[0].contains("(E06)")).unwrap();
    assert_eq!(high_risk[2], "Applies from 2027-12-02");
    assert!(high_risk[3].starts_with("2027-12-02: "));
    assert!(high_risk[4].ends_with("(second hand)"));
    let hunyuan: Vec<&str> = rows
        .iter()
        .filter(|row| row[0] == "Hunyuan3D-2.0")
        .map(|row| row[4].as_str())
        .collect();
    assert!(hunyuan.contains(&"Applies now"), "{hunyuan:?}");
    let brief = report(Kind::Brief);
    assert!(
        brief
            .sections
            .iter()
            .all(|one| one.heading != "Public law: notes")
    );
}
