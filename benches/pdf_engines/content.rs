//! The report that all engines are given: a matrix of so many rows, and
//! detail sections with paragraphs, callouts, lists and small tables.

use std::collections::BTreeMap;
use std::sync::Arc;

use license_matrix::catalog::Catalog;
use license_matrix::matrix::{Matrix, View};
use license_matrix::report::{Block, Input, Kind, MATRIX, Report, Section, build};
use license_matrix::scenario::{Evaluation, RuleBook};
use license_matrix::store::{DataFolder, load_data};
use license_matrix::text::AttachedTexts;
use license_matrix::verdicts::{judge_all, verdict_cells};

/// How many detail sections follow the matrix.
pub const SECTIONS: usize = 50;

/// The built-in catalog's matrix, its rows repeated until there are `rows`,
/// and its detail sections, repeated until there are [`SECTIONS`].
pub fn report(rows: usize) -> Report {
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    let scenario = book.preset("consumer-app").unwrap();
    let evaluations = judge_all(&catalog, &book, scenario, &AttachedTexts::default());
    let brief = built(&catalog, &book, &evaluations, Kind::Brief);
    let memo = built(&catalog, &book, &evaluations, Kind::Memo);
    let mut matrix = brief
        .sections
        .into_iter()
        .find(|section| section.heading == MATRIX)
        .unwrap();
    for block in &mut matrix.blocks {
        if let Block::Table(table) = block {
            let all = std::mem::take(&mut table.rows);
            table.rows = all.iter().cycle().take(rows).cloned().collect();
            for (number, row) in table.rows.iter_mut().enumerate() {
                row[0].spans[0].text.push_str(&format!(" {}", number + 1));
            }
        }
    }
    let details: Vec<Section> = memo.sections.into_iter().filter(is_detail).collect();
    let details = (1..=SECTIONS)
        .zip(details.iter().cycle())
        .map(|(number, section)| Section {
            heading: format!("{number}. {}", section.heading),
            ..section.clone()
        });
    Report {
        sections: std::iter::once(matrix).chain(details).collect(),
        ..memo
    }
}

/// The section of a model is the one that gives reasons.
fn is_detail(section: &Section) -> bool {
    section.blocks.iter().any(|block| match block {
        Block::Heading { text, .. } => text == "Reasons",
        _ => false,
    })
}

fn built(
    catalog: &Catalog,
    book: &RuleBook,
    evaluations: &BTreeMap<String, Arc<Evaluation>>,
    kind: Kind,
) -> Report {
    let matrix = Matrix::of_texts(catalog, &verdict_cells(evaluations));
    let shown = |id: &str| catalog.column(id).is_none_or(|column| column.shown);
    let view = View::new(&matrix, "", "", None, &shown).unwrap();
    build(&Input {
        catalog,
        book,
        scenario: book.preset("consumer-app").unwrap(),
        view: &view,
        evaluations,
        texts: &AttachedTexts::default(),
        filter: "",
        kind,
        date: "2026-11-28",
        version: "bench",
        without: &[],
        beside: &[],
        reviewed: &[],
    })
}
