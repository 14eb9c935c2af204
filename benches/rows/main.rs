//! Filters, counts and orders over very many rows: the index of the matrix,
//! beside SQLite and Polars doing the same on the same data in the same run.
//!
//! `cargo bench --features rows-bench --bench rows` measures 100 000 and
//! 1 000 000 rows of 20 columns; numbers of rows after `--` are taken instead.
//! Nothing is timed before all have given the same answer. SQLite is in this
//! program and in memory, with an index on each column and its statistics
//! gathered. Polars is the Python package, in a process of its own that times
//! itself; where Python has none its column stays empty. `POLARS_PYTHON` names
//! the interpreter, `python3` if it is not set.
//!
//! Before that, the catalog of this program: what a key costs the index and
//! what it costs the plain way, and what it costs to build the index.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod catalog;
mod data;
mod polars;
mod sqlite;

use std::hint::black_box;
use std::time::{Duration, Instant};

use license_matrix::matrix::{Index, Query, SortKey};

/// Values of a column that are counted: as many as a list shows.
const SHOWN: usize = 100;

/// One thing that is asked, in each language.
pub struct Task {
    pub name: &'static str,
    /// Our query.
    query: &'static str,
    /// Columns to sort by, with whether downwards; `None` gives rows in the
    /// order of the matrix.
    sort: &'static [(&'static str, bool)],
    /// Whether values are counted.
    facets: bool,
    /// The conditions in SQL, each with the column that it is about.
    sql: &'static [(&'static str, &'static str)],
}

const BY_LICENSE: &[(&str, bool)] = &[("license", false), ("release_date", true)];

const TASKS: [Task; 9] = [
    Task {
        name: "a word",
        query: "qwen",
        sort: &[],
        facets: false,
        sql: &[("", "instr(says, 'qwen') > 0")],
    },
    Task {
        name: "values of two columns",
        query: "license:license-03,license-07 family:qwen",
        sort: &[],
        facets: false,
        sql: &[
            ("license", "license IN ('license-03', 'license-07')"),
            ("family", "family = 'qwen'"),
        ],
    },
    Task {
        name: "a range of days and of numbers",
        query: "release>=2025-06 user_threshold<100M",
        sort: &[],
        facets: false,
        sql: &[
            ("release_date", "release_date >= '2025-06'"),
            ("user_threshold", "user_threshold_n < 1e8"),
        ],
    },
    Task {
        name: "OR and not",
        query: "(family:llama OR family:gemma) -license_class:class-2",
        sort: &[],
        facets: false,
        sql: &[
            ("family", "(family = 'llama' OR family = 'gemma')"),
            ("license_class", "license_class <> 'class-2'"),
        ],
    },
    Task {
        name: "all rows sorted by two columns",
        query: "",
        sort: BY_LICENSE,
        facets: false,
        sql: &[],
    },
    Task {
        name: "the same columns, the other first",
        query: "",
        sort: &[("release_date", true), ("license", false)],
        facets: false,
        sql: &[],
    },
    Task {
        name: "counts in 20 columns",
        query: "commercial_use:yes",
        sort: &[],
        facets: true,
        sql: &[("commercial_use", "commercial_use = 'yes'")],
    },
    Task {
        name: "a key: value, counts, order",
        query: "family:qwen commercial_use:yes",
        sort: BY_LICENSE,
        facets: true,
        sql: &[
            ("family", "family = 'qwen'"),
            ("commercial_use", "commercial_use = 'yes'"),
        ],
    },
    Task {
        name: "a key: word, counts, order",
        query: "qwen commercial_use:yes",
        sort: BY_LICENSE,
        facets: true,
        sql: &[
            ("", "instr(says, 'qwen') > 0"),
            ("commercial_use", "commercial_use = 'yes'"),
        ],
    },
];

/// What one way answers: the rows in order, and the counts by column.
#[derive(Debug, PartialEq)]
pub struct Answer {
    rows: usize,
    /// The rows with their places, in one number.
    order: u64,
    facets: Vec<Vec<(String, usize)>>,
}

impl Answer {
    fn of(rows: &[u32], facets: Vec<Vec<(String, usize)>>) -> Self {
        let places = rows.iter().zip(1_u64..);
        let order = places.fold(0_u64, |sum, (row, place)| {
            sum.wrapping_add(place.wrapping_mul(u64::from(*row) + 1))
        });
        Self {
            rows: rows.len(),
            order,
            facets,
        }
    }
}

fn main() {
    let asked: Vec<usize> = std::env::args()
        .filter_map(|argument| argument.replace('_', "").parse().ok())
        .collect();
    let sizes = match asked.is_empty() {
        true => vec![100_000, 1_000_000],
        false => asked,
    };
    catalog::measure();
    for rows in sizes {
        measure(rows);
    }
}

fn measure(rows: usize) {
    println!("\n{rows} rows of {} columns", data::COLUMNS.len());
    let start = Instant::now();
    let index = Index::build(data::headings(), (0..rows).map(|n| data::record(n).row()));
    println!("  index built in {:.1} s", start.elapsed().as_secs_f64());
    let start = Instant::now();
    let database = sqlite::Database::new(rows);
    println!("  SQLite filled in {:.1} s", start.elapsed().as_secs_f64());
    let polars = polars::measure(rows, &TASKS);
    if let Err(why) = &polars {
        println!("  Polars is left out: {why}");
    }
    println!(
        "  {:34} {:>9} {:>10} {:>10}   {:>12} {:>12}",
        "median of each, in ms", "ours", "SQLite", "Polars", "SQLite/ours", "Polars/ours"
    );
    for (place, task) in TASKS.iter().enumerate() {
        let (answer, ours) = timed(9, || ours(&index, task));
        let (other, sqlite) = timed(3, || database.answer(task));
        assert_eq!(answer, other, "{}: SQLite answers otherwise", task.name);
        let polars = polars.as_ref().ok().map(|all| {
            assert_eq!(
                answer, all[place].0,
                "{}: Polars answers otherwise",
                task.name
            );
            all[place].1
        });
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let ratio = |time: Duration| format!("{:.1}", time.as_secs_f64() / ours.as_secs_f64());
        println!(
            "  {:34} {:9.3} {:10.2} {:>10}   {:>12} {:>12}   {} rows",
            task.name,
            ms(ours),
            ms(sqlite),
            polars.map_or(String::new(), |time| format!("{:.2}", ms(time))),
            ratio(sqlite),
            polars.map_or(String::new(), ratio),
            answer.rows,
        );
    }
}

/// The answer, and the median time of so many passes.
fn timed(passes: usize, mut work: impl FnMut() -> (Vec<u32>, Facets)) -> (Answer, Duration) {
    let (rows, facets) = work();
    let answer = Answer::of(&rows, facets);
    let mut times: Vec<Duration> = (0..passes)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort();
    (answer, times[passes / 2])
}

/// For each column its values with how many rows have them.
type Facets = Vec<Vec<(String, usize)>>;

/// As for a key that is pressed: the text is read anew, too.
fn ours(index: &Index, task: &Task) -> (Vec<u32>, Facets) {
    let query = Query::parse_over(task.query, index.columns()).unwrap();
    let found = index.found(&query);
    let keys: Vec<SortKey> = task
        .sort
        .iter()
        .map(|(id, descending)| SortKey {
            column: data::place(id),
            descending: *descending,
        })
        .collect();
    let rows = index.sort(&found.rows, &keys);
    let facets = match task.facets {
        true => index.facets_of(&found, SHOWN),
        false => Vec::new(),
    };
    (rows, facets)
}
