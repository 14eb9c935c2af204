//! Any text as a query: it is read or refused, what is said of it lies within
//! it, and the index finds what the plain way finds.
//!
//! `cargo +nightly fuzz run --fuzz-dir tests/fuzz query -- -max_total_time=60`
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use license_matrix::catalog::{Date, Evidence};
use license_matrix::matrix::{Cell, Index, Matrix, MatrixColumn, Query, Row, query_spans};

static MATRIX: LazyLock<(Matrix, Index)> = LazyLock::new(|| {
    let columns = [
        ("model", "Model"),
        ("license", "License"),
        ("license_class", "Class"),
        ("release_date", "Released"),
        ("user_threshold", "User limit"),
    ];
    let row = |number: usize, name: &str, license: &str, date: &str, limit: Option<f64>| {
        let limit = Cell {
            number: limit,
            ..Cell::plain(limit.map_or("None".to_owned(), |limit| limit.to_string()))
        };
        let cells = vec![
            Cell::plain(name),
            Cell::plain(license),
            Cell::unknown("Nobody looked."),
            Cell::plain(date),
            limit,
        ];
        let evidence = [None, Some(Evidence::Primary), Some(Evidence::Unread)][number % 3];
        let mut row = Row::new(name.to_lowercase().replace(' ', "-"), cells, evidence);
        row.changed = Date::parse(date);
        row.contradicted = number % 2 == 0;
        row
    };
    let matrix = Matrix {
        columns: columns
            .map(|(id, label)| MatrixColumn {
                id: id.to_owned(),
                label: label.to_owned(),
            })
            .to_vec(),
        rows: vec![
            row(0, "Qwen2.5-7B", "Apache 2.0", "2025-06-01", None),
            row(1, "Llama 3.1 8B", "“Llama”, terms", "2024-07", Some(7e8)),
            row(2, "Mistral Général", "MIT", "2023", Some(1e6)),
            row(3, "모델 ９", "", "soon", Some(2025.0)),
        ],
    };
    let index = Index::of(&matrix);
    (matrix, index)
});

fuzz_target!(|text: &str| {
    let (matrix, index) = &*MATRIX;
    let mut end = 0;
    for span in query_spans(text, &matrix.columns) {
        assert_eq!(span.start, end);
        assert!(text.get(span.start..span.end).is_some_and(|part| !part.is_empty()));
        end = span.end;
    }
    assert_eq!(end, text.len());
    for cursor in [0, text.len() / 2, text.len()] {
        let done = matrix.complete(text, cursor);
        assert!(text.get(done.start..done.end).is_some());
        assert_eq!(done, index.complete(text, cursor));
    }
    match Query::parse(text, matrix) {
        Ok(query) => {
            let plain = matrix.filter(&query);
            let rows: Vec<usize> = index.filter(&query).iter().map(|row| row as usize).collect();
            assert_eq!(plain, rows);
            assert_eq!(matrix.facets(&query), index.facets(&query, usize::MAX));
            query.in_words(&matrix.columns);
        }
        Err(error) => {
            assert!(text.get(error.start..error.end).is_some());
            error.pointed(text);
        }
    }
});
