//! How long the work behind the window takes on far more data than there is:
//! the built-in catalog, repeated. Each figure stands beside another way of
//! doing the same in the same run, so that they can be read as ratios on any
//! machine.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::ops::ControlFlow;

use criterion::{Criterion, criterion_group, criterion_main};
use license_matrix::catalog::{Catalog, Family, Parsed, RawCatalog, validate};
use license_matrix::export::pdf::{layout, write_pdf};
use license_matrix::matrix::{Cell, Matrix, MatrixColumn, Query, Row, SortKey, View};
use license_matrix::report::{Input, Kind, Report, build};
use license_matrix::scenario::{Answer, Evaluation, RuleBook, Scenario, Subject, evaluate, flips};
use license_matrix::store::{DataFolder, load_data, load_rules};
use license_matrix::text::AttachedTexts;
use license_matrix::verdicts::{groups, judge_all, verdict_cells};

/// The columns shown at first, over this many rows.
fn long_matrix(rows: usize) -> Matrix {
    let (catalog, _) = load_data(&DataFolder::built_in()).unwrap();
    let matrix = Matrix::of_texts(&catalog, &BTreeMap::new());
    let shown: Vec<usize> = (0..matrix.columns.len())
        .filter(|&index| {
            let column = catalog.column(&matrix.columns[index].id);
            column.is_some_and(|column| column.shown)
        })
        .collect();
    let columns: Vec<MatrixColumn> = shown
        .iter()
        .map(|&index| matrix.columns[index].clone())
        .collect();
    let rows = (0..rows)
        .map(|number| {
            let row = &matrix.rows[number % matrix.rows.len()];
            let mut cells: Vec<Cell> = shown
                .iter()
                .map(|&index| Cell {
                    // Neither filter nor sort looks at these.
                    note: None,
                    citations: Vec::new(),
                    ..Cell::clone(&row.cells[index])
                })
                .collect();
            cells[0].text.push_str(&format!(" copy {number}"));
            Row::new(format!("{}-{number}", row.id), cells, row.evidence)
        })
        .collect();
    Matrix { columns, rows }
}

/// The built-in catalog with its models repeated until there are so many.
fn large_catalog(models: usize) -> (Catalog, RuleBook) {
    let folder = DataFolder::built_in();
    let mut problems = Vec::new();
    let mut families: Vec<Parsed<Family>> = folder.files_in("models", &mut problems);
    let mut count: usize = families
        .iter()
        .map(|family| family.value.models.len())
        .sum();
    let originals: Vec<_> = families
        .iter()
        .enumerate()
        .flat_map(|(index, family)| {
            family
                .value
                .models
                .iter()
                .map(move |model| (index, model.clone()))
        })
        .collect();
    for (family, model) in originals.iter().cycle() {
        if count == models {
            break;
        }
        count += 1;
        let mut copy = model.clone();
        copy.id = format!("{}-{count}", model.id);
        families[*family].value.models.push(copy);
    }
    let raw = RawCatalog {
        columns: folder.file("columns.ron", &mut problems).unwrap(),
        readiness: folder.file("readiness.ron", &mut problems).unwrap(),
        sources: vec![folder.file("sources.ron", &mut problems).unwrap()],
        licenses: folder.files_in("licenses", &mut problems),
        families,
        clauses: folder.files_in("clauses", &mut problems),
        claims: Vec::new(),
        unread: Vec::new(),
        fingerprint: folder.fingerprint(),
        overlaid: Vec::new(),
    };
    assert_eq!(problems, Vec::new());
    let catalog = validate(raw).unwrap();
    assert_eq!(catalog.models().count(), models);
    let book = load_rules(&folder, Some(&catalog)).unwrap();
    (catalog, book)
}

fn preset(book: &RuleBook) -> Scenario {
    book.preset("consumer-app").unwrap().clone()
}

/// Filter and sort 100 000 rows.
fn rows(c: &mut Criterion) {
    let matrix = long_matrix(100_000);
    let all: Vec<usize> = (0..matrix.rows.len()).collect();
    let column = |id: &str| matrix.column_index(id).unwrap();

    let mut group = c.benchmark_group("filter 100 000 rows");
    group.sample_size(20);
    let word = Query::parse("qwen", &matrix).unwrap();
    group.bench_function("a word", |b| {
        b.iter(|| black_box(matrix.filter(&word)).len())
    });
    group.bench_function("a word, every cell searched anew", |b| {
        b.iter(|| {
            let says = |row: &&Row| {
                row.cells
                    .iter()
                    .any(|cell| cell.text.to_lowercase().contains("qwen"))
            };
            black_box(matrix.rows.iter().filter(says).count())
        });
    });
    let values = Query::parse("license:apache-2.0 release_date>=2025", &matrix).unwrap();
    group.bench_function("values of two columns", |b| {
        b.iter(|| black_box(matrix.filter(&values)).len());
    });
    group.finish();

    let mut group = c.benchmark_group("sort 100 000 rows");
    group.sample_size(10);
    let keys = |ids: &[&str]| -> Vec<SortKey> {
        let key = |id: &&str| SortKey {
            column: column(id),
            descending: false,
        };
        ids.iter().map(key).collect()
    };
    for (name, keys) in [
        ("by name", keys(&["model"])),
        ("by license, then name", keys(&["license", "model"])),
    ] {
        group.bench_function(name, |b| {
            b.iter(|| {
                let mut order = all.clone();
                matrix.sort(&mut order, &keys);
                black_box(order.len())
            });
        });
    }
    group.bench_function("by name, letter by letter", |b| {
        let model = column("model");
        b.iter(|| {
            let mut order = all.clone();
            order.sort_by(|a, b| {
                matrix.rows[*a].cells[model]
                    .text
                    .cmp(&matrix.rows[*b].cells[model].text)
            });
            black_box(order.len())
        });
    });
    group.finish();
}

/// Judge 10 000 models in one scenario.
fn verdicts(c: &mut Criterion) {
    let (catalog, book) = large_catalog(10_000);
    let scenario = preset(&book);
    let texts = AttachedTexts::default();
    let mut group = c.benchmark_group("judge 10 000 models");
    group.sample_size(10);
    group.bench_function("models under the same licenses share a verdict", |b| {
        b.iter(|| black_box(judge_all(&catalog, &book, &scenario, &texts)).len());
    });
    group.bench_function("each model by itself", |b| {
        b.iter(|| {
            let judged: BTreeMap<String, Evaluation> = catalog
                .models()
                .map(|(_, model)| {
                    let subject = Subject::of_model(&catalog, model);
                    (model.id.clone(), evaluate(&book, &scenario, &subject))
                })
                .collect();
            black_box(judged).len()
        });
    });
    group.finish();
}

/// Judge 100 000 models, and the built-in catalog after one answer was edited.
fn edits(c: &mut Criterion) {
    let texts = AttachedTexts::default();
    let (many, book) = large_catalog(100_000);
    let mut group = c.benchmark_group("judge after an edit");
    group.sample_size(10);
    let scenario = preset(&book);
    group.bench_function("100 000 models", |b| {
        b.iter(|| black_box(judge_all(&many, &book, &scenario, &texts)).len());
    });
    drop(many);
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    group.sample_size(50);
    group.bench_function("the built-in catalog", |b| {
        let mut scenario = preset(&book);
        let mut yes = false;
        b.iter(|| {
            yes = !yes;
            scenario.set("discloses_ai", Answer::Flag(yes));
            black_box(judge_all(&catalog, &book, &scenario, &texts)).len()
        });
    });
    group.finish();
}

/// What would change each verdict of the built-in catalog: thousands of other
/// answers are tried, beside what one judgment of each costs.
fn changes(c: &mut Criterion) {
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    let scenario = preset(&book);
    let texts = AttachedTexts::default();
    let groups = groups(&catalog, &scenario, &texts);
    let judged: Vec<Evaluation> = groups
        .iter()
        .map(|group| evaluate(&book, &scenario, &group.subject))
        .collect();
    let mut group = c.benchmark_group("what would change each verdict of the built-in catalog");
    group.sample_size(10);
    group.bench_function("found", |b| {
        b.iter(|| {
            let found = groups.iter().zip(&judged).map(|(group, evaluation)| {
                let found = flips(&book, &scenario, &group.subject, evaluation);
                found.better.len() + found.worse.len()
            });
            black_box(found.sum::<usize>())
        });
    });
    group.bench_function("one judgment of each, for comparison", |b| {
        b.iter(|| {
            for group in &groups {
                black_box(evaluate(&book, &scenario, &group.subject));
            }
        });
    });
    group.finish();
}

/// A report over this many models.
fn long_report(models: usize) -> Report {
    let (catalog, book) = large_catalog(models);
    let scenario = preset(&book);
    let evaluations = judge_all(&catalog, &book, &scenario, &AttachedTexts::default());
    let matrix = Matrix::of_texts(&catalog, &verdict_cells(&evaluations));
    let shown = |id: &str| catalog.column(id).is_none_or(|column| column.shown);
    let view = View::new(&matrix, "", "", None, &shown).unwrap();
    build(&Input {
        catalog: &catalog,
        book: &book,
        scenario: &scenario,
        view: &view,
        evaluations: &evaluations,
        texts: &AttachedTexts::default(),
        filter: "",
        kind: Kind::Brief,
        date: "2026-11-24",
        version: "bench",
        without: &[],
        beside: &[],
        reviewed: &[],
    })
}

/// Build the PDF of 1000 rows.
fn pdf(c: &mut Criterion) {
    let report = long_report(1000);
    let mut group = c.benchmark_group("PDF of 1000 rows");
    group.sample_size(10);
    group.bench_function("laid out and written", |b| {
        b.iter(|| {
            write_pdf(black_box(&report), &mut |_| ControlFlow::Continue(()))
                .unwrap()
                .len()
        });
    });
    group.bench_function("laid out only", |b| {
        b.iter(|| layout(black_box(&report)).unwrap().pages.len());
    });
    group.finish();
}

criterion_group!(benches, rows, verdicts, edits, changes, pdf);
criterion_main!(benches);
