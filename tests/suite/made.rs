//! Reports made for tests, from the built-in data or from data of a test.

use license_matrix::catalog::Catalog;
use license_matrix::matrix::{Matrix, View};
use license_matrix::report::{Input, Kind, Report};
use license_matrix::scenario::{RuleBook, Scenario};
use license_matrix::store::{DataFolder, load_branding, load_data};
use license_matrix::text::AttachedTexts;
use license_matrix::verdicts::{judge_all, verdict_cells};

/// A catalog with its rules.
pub type Data = (Catalog, RuleBook);

/// The built-in data.
pub fn built_in() -> Data {
    load_data(&DataFolder::built_in()).unwrap()
}

/// Makes something of the input of a report: of the models that a filter lets
/// through, in the columns that are shown at first.
pub fn with_input<T>(
    (catalog, book): &Data,
    scenario: &Scenario,
    (kind, filter, sort): (Kind, &str, &str),
    make: impl FnOnce(&Input<'_>) -> T,
) -> T {
    let texts = AttachedTexts::default();
    let evaluations = judge_all(catalog, book, scenario, &texts);
    let matrix = Matrix::of_texts(catalog, &verdict_cells(&evaluations));
    let shown = |id: &str| catalog.column(id).is_none_or(|column| column.shown);
    let view = View::new(&matrix, filter, sort, None, &shown).unwrap();
    make(&Input {
        catalog,
        book,
        scenario,
        view: &view,
        evaluations: &evaluations,
        texts: &texts,
        filter,
        kind,
        date: "2026-11-28",
        version: "test",
        without: &[],
        beside: &[],
        reviewed: &[],
    })
}

/// The report of "Example & Sons", with a logo and a line at the head of every
/// page.
pub fn on_house_paper(report: Report) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("house.ron");
    let mark = r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10">
        <rect width="40" height="10" fill="#1b365d"/></svg>"##;
    std::fs::write(folder.path().join("mark.svg"), mark).unwrap();
    let words = "(organization: Some(\"Example & Sons\"), logo: Some(\"mark.svg\"), \
                 confidentiality: Some(\"Privileged <draft>\"))";
    std::fs::write(&file, words).unwrap();
    let (branding, logo) = load_branding(&file).unwrap();
    report.branded(&branding).with_logo(logo.as_ref())
}
