//! The built-in data and the worked cases.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use license_matrix::catalog::Catalog;
use license_matrix::matrix::{Matrix, Query, term_cell};
use license_matrix::scenario::{
    Answer, CaseFile, Component, RuleBook, Scenario, Subject, Verdict, evaluate, run_cases,
};
use license_matrix::store::{DataFolder, load_catalog, load_rules, parse_file};

fn built_in() -> (Catalog, RuleBook) {
    let folder = DataFolder::built_in();
    let catalog = load_catalog(&folder).expect("the built-in catalog has no problems");
    let book = load_rules(&folder, Some(&catalog)).expect("the built-in rules have no problems");
    (catalog, book)
}

/// What the build stored is what the files say, to the last citation.
#[test]
fn the_stored_catalog_is_that_of_the_files() {
    let stored = load_catalog(&DataFolder::built_in()).unwrap();
    let read = load_catalog(&DataFolder::read(Path::new("data"))).unwrap();
    assert!(stored == read);
    assert!(
        stored
            .licenses()
            .all(|license| !license.recorded.is_empty())
    );
}

#[test]
fn the_worked_cases_pass() {
    let (catalog, book) = built_in();
    let text = std::fs::read_to_string("tests/cases/worked.ron").unwrap();
    let file = parse_file::<CaseFile>("worked.ron", &text).unwrap().value;
    let report = run_cases(&book, &|id| catalog.license(id), &file);
    assert_eq!(report.failed, Vec::new());
    assert_eq!(report.passed, 91);
}

/// Blanking any one answer of a permitted case either keeps asking, or every
/// answer to it is permitted too; at least: nothing answered permits nothing.
#[test]
fn an_empty_scenario_permits_nothing() {
    let (catalog, book) = built_in();
    let mut scenario = book.presets()[0].clone();
    scenario.answers.clear();
    for (_, model) in catalog.models() {
        let result = evaluate(&book, &scenario, &Subject::of_model(&catalog, model));
        assert!(
            result.verdict >= Verdict::Unknown,
            "{}: {:?}",
            model.id,
            result.verdict
        );
    }
}

/// An answer taken away never makes a verdict lighter than the heaviest that
/// some answer to the same question would give.
#[test]
fn a_missing_flag_is_never_read_as_the_better_answer() {
    let (catalog, book) = built_in();
    let flags = [
        "affiliates_joined_later",
        "removes_safeguards",
        "maas_business",
        "discloses_ai",
        "sanctions_flag",
    ];
    for preset in book.presets() {
        for license in catalog.licenses() {
            let subject = |scenario: &Scenario| {
                let subject = Subject {
                    components: vec![Component::of(license)],
                    ..Subject::default()
                };
                evaluate(&book, scenario, &subject).verdict
            };
            for flag in flags {
                let with = |answer: Answer| {
                    let mut scenario = preset.clone();
                    scenario.answers.insert(flag.to_owned(), answer);
                    subject(&scenario)
                };
                let blank = with(Answer::Unanswered);
                if blank <= Verdict::PermittedWithObligations {
                    for value in [true, false] {
                        let given = with(Answer::Flag(value));
                        assert!(
                            given <= Verdict::PermittedWithObligations,
                            "{} {} {flag}={value}: {given:?} although blank is {blank:?}",
                            preset.id,
                            license.id
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn the_articles_matrix_is_value_for_value() {
    let (catalog, _) = built_in();
    let matrix = Matrix::of_article(&catalog.claims()[0]);
    let printed: Vec<Vec<&str>> = matrix
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect())
        .collect();
    assert_eq!(
        printed,
        [
            ["Qwen 2.5+", "Apache 2.0", "Yes", "Yes", "Yes", "Yes"],
            ["Mistral (small)", "Apache 2.0", "Yes", "Yes", "Yes", "Yes"],
            [
                "Mistral (large)",
                "Proprietary",
                "Yes",
                "No",
                "No",
                "Review needed"
            ],
            ["Gemma 4+", "Apache 2.0", "Yes", "Yes", "Yes", "Yes"],
            [
                "LLaMA 3.x",
                "Custom (Llama CLA)",
                "Yes",
                "700M MAU limit",
                "No",
                "Review needed"
            ],
        ]
    );
}

#[test]
fn models_under_one_license_share_cells_and_none_gets_those_of_another() {
    let (catalog, _) = built_in();
    let matrix = Matrix::of_texts(&catalog, &BTreeMap::new());
    let columns = matrix.columns.iter().enumerate();
    let terms: Vec<(usize, &str)> = columns
        .filter(|(_, column)| catalog.column(&column.id).is_some_and(|known| known.term))
        .map(|(place, column)| (place, column.id.as_str()))
        .collect();
    assert!(terms.len() > 20, "{terms:?}");
    for row in &matrix.rows {
        let (_, model) = catalog.model(&row.id).unwrap();
        for (place, term) in &terms {
            // Made for this model alone.
            let own = term_cell(&catalog, model, term);
            assert_eq!(*row.cells[*place], own, "{term} of {}", row.id);
        }
    }
    let row = |id: &str| matrix.rows.iter().find(|row| row.id == id).unwrap();
    let (place, _) = terms[0];
    let shared = |a, b| Arc::ptr_eq(&row(a).cells[place], &row(b).cells[place]);
    assert!(shared("llama-3.1-8b", "llama-3.1-70b"));
    assert!(!shared("llama-3.1-8b", "qwen2.5-3b"));
}

#[test]
fn queries_find_what_they_ask_for() {
    let (catalog, _) = built_in();
    let matrix = Matrix::of_texts(&catalog, &BTreeMap::new());
    let found = |query: &str| -> Vec<&str> {
        let query = Query::parse(query, &matrix).unwrap();
        matrix
            .filter(&query)
            .into_iter()
            .map(|row| matrix.rows[row].id.as_str())
            .collect()
    };
    assert!(found("license:qwen-research").contains(&"qwen2.5-3b"));
    assert!(!found("family:qwen -license:apache-2.0").contains(&"qwen2.5-7b"));
    assert!(found("user_threshold<200M").contains(&"qwen2.5-72b"));
    assert!(!found("user_threshold<200M").contains(&"llama-3.1-8b"));
    assert_eq!(found("").len(), matrix.rows.len());
    assert!(Query::parse("nonsense:1", &matrix).is_err());
    assert!(Query::parse("(a", &matrix).is_err());
    assert_eq!(
        found("NOT family:qwen AND license:apache-2.0"),
        found("-family:qwen license:apache-2.0")
    );
    for halved in [
        "OR family:qwen",
        "family:qwen OR",
        "family:qwen OR OR mit",
        "NOT",
    ] {
        assert!(Query::parse(halved, &matrix).is_err(), "{halved}");
    }
    assert!(Query::parse("user_threshold<many", &matrix).is_err());
    // A month asked for has all its days, from both sides.
    let with = |query: &str| found(query).len();
    assert_eq!(
        with("changed<=2026-08") + with("changed>2026-08"),
        with("changed>=2000")
    );
    assert!(with("changed<=2026-08") > with("changed<2026-08"));
    let typing_error = Query::parse("family:qwn OR -family:qwen", &matrix).unwrap();
    assert_eq!(
        typing_error.values_nowhere(&matrix),
        ["no model has \"qwn\" in Family"]
    );
}
