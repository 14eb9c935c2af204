//! Finding: the query language, and the index against the plain way.

#[cfg(feature = "store")]
mod choosing;
#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "store")]
mod completing;
mod counts;
mod index;
#[cfg(feature = "store")]
mod language;
#[cfg(feature = "store")]
mod nearly;
mod parser;

use license_matrix::catalog::{Date, Evidence};
use license_matrix::matrix::{Cell, Matrix, MatrixColumn, Row, Tone};
use proptest::prelude::*;
use proptest::sample::select;

/// Columns of made matrices: one of names, some of few values, one of dates,
/// one of numbers. One is the beginning of another.
const COLUMNS: [(&str, &str); 6] = [
    ("model", "Model"),
    ("license", "License"),
    ("license_class", "Class"),
    ("release_date", "Released"),
    ("user_threshold", "User limit"),
    ("modality", "Takes"),
];

pub(crate) fn columns() -> Vec<MatrixColumn> {
    COLUMNS
        .iter()
        .map(|(id, label)| MatrixColumn {
            id: (*id).to_owned(),
            label: (*label).to_owned(),
        })
        .collect()
}

fn cell(text: &str, ids: &[&str]) -> Cell {
    Cell {
        ids: ids.iter().map(|id| (*id).to_owned()).collect(),
        ..Cell::plain(text)
    }
}

fn name() -> impl Strategy<Value = Cell> {
    let stems = select(vec![
        "Qwen2.5",
        "Llama 3.1",
        "Mistral Général",
        "ＤｅｅｐＳｅｅｋ",
        "모델",
    ]);
    (stems, 0_u32..40, any::<bool>()).prop_map(|(stem, size, two)| {
        let text = format!("{stem}-{size}B");
        let id = text.to_lowercase().replace(' ', "-");
        match two {
            true => cell(&text, &[&text.to_lowercase(), &id]),
            false => Cell::plain(text),
        }
    })
}

fn license() -> impl Strategy<Value = Cell> {
    select(vec![
        cell("Apache 2.0", &["apache-2.0", "apache 2.0"]),
        cell("MIT", &["mit"]),
        // The same words for another value, and the same value otherwise.
        cell("MIT", &["mit", "expat"]),
        cell("Gemma, terms", &["gemma"]),
        Cell::unknown("Nobody looked."),
        Cell::plain(""),
    ])
}

fn limit() -> impl Strategy<Value = Cell> {
    let of = |number: f64| Cell {
        number: Some(number),
        ..Cell::plain(format!("{number} users"))
    };
    prop_oneof![
        select(vec![1e6, 1e8, 7e8, 2025.0]).prop_map(of),
        Just(Cell::plain("None")),
        Just(Cell::unknown("")),
        // Not known in words, but a number that sorts.
        Just(Cell {
            tone: Tone::Unknown,
            ..of(5.0)
        }),
    ]
}

fn row(number: usize) -> impl Strategy<Value = Row> {
    let class = select(vec!["Permissive", "Custom", "Non-commercial", "PERMISSIVE"]);
    let date = prop_oneof![
        select(vec![
            "2024-12",
            "2025-01-31",
            "2025",
            "2025-06",
            "2026-02-01",
            "soon"
        ])
        .prop_map(Cell::plain),
        Just(Cell::unknown("")),
    ];
    let takes = select(vec![
        cell("text", &["text"]),
        cell("text, image", &["text", "image"]),
        cell("image", &["image"]),
    ]);
    let evidence = select(vec![
        None,
        Some(Evidence::Primary),
        Some(Evidence::Secondary),
        Some(Evidence::Unread),
    ]);
    let changed = select(vec![
        None,
        Date::parse("2025-11"),
        Date::parse("2026-01-15"),
    ]);
    let cells = (
        name(),
        license(),
        class.prop_map(Cell::plain),
        date,
        limit(),
        takes,
    );
    (cells, evidence, changed, any::<bool>(), any::<bool>()).prop_map(
        move |((a, b, c, d, e, f), evidence, changed, contradicted, own)| {
            let id = match own {
                true => format!("row-{number}"),
                false => a.ids.last().cloned().unwrap_or_default(),
            };
            let mut row = Row::new(id, vec![a, b, c, d, e, f], evidence);
            row.changed = changed;
            row.contradicted = contradicted;
            row
        },
    )
}

/// Matrices of up to so many rows.
pub(crate) fn matrices(most: usize) -> impl Strategy<Value = Matrix> {
    (0..=most)
        .prop_flat_map(|count| (0..count).map(row).collect::<Vec<_>>())
        .prop_map(|rows| Matrix {
            columns: columns(),
            rows,
        })
}

/// Single conditions that can be read.
fn condition() -> impl Strategy<Value = String> {
    select(vec![
        "qwen",
        "LLAMA",
        "qwen25",
        "mistrl",
        "general",
        "nothing-of-the-kind",
        "row-1",
        "\"3.1-2\"",
        "b",
        "모델",
        "license:mit",
        "license:Apache-2.0,gemma",
        "license:apache*",
        "license:*it",
        "license:unknown",
        "license:none",
        "license:\"gemma, terms\"",
        "license:\"\"",
        "class:permissive",
        "license_class:non-commercial",
        "released:2025..",
        "release<2025-06",
        "release>=2025-01",
        "release:2024..2025-05",
        "release>2025",
        "release_date<=2025-01-31",
        "user_threshold<100M",
        "user:1M..700M",
        "user_threshold>=2025",
        "user_threshold:none",
        "modality:image",
        "takes:text,image",
        "model:qwen*",
        "evidence:secondary",
        "evidence:\"read in\",none",
        "changed>=2026-01",
        "changed:..2025-12",
        "changed<2026",
        "differs:article",
        "license:nowhere",
    ])
    .prop_map(str::to_owned)
}

/// Queries that can be read.
pub(crate) fn queries() -> impl Strategy<Value = String> {
    let leaf = condition().boxed();
    let whole = leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            inner.clone().prop_map(|one| format!("-({one})")),
            inner.clone().prop_map(|one| format!("NOT ({one})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) OR {b}")),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|all| all.join(" ")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("{a} ({b})")),
        ]
    });
    prop_oneof![1 => Just(String::new()), 20 => whole]
}
