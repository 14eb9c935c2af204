//! A report as PDF by three engines on the same content: ours, krilla drawing
//! what our own layout laid out, and Typst, which sets the report by itself.
//!
//! Each run is a process of its own, so that its peak of memory is its own, and
//! starts cold: fonts are read anew. Engines alternate, so that all see the
//! same machine; of each figure the median counts, and ratios are what can be
//! compared between machines.
//!
//! What is not the same, and in whose favor:
//! - All three write outline, links, a reading structure and fonts that are cut
//!   down. Ours also writes what PDF/A-3a and PDF/UA-1 ask for; krilla and Typst
//!   are not asked to check a standard. That favors them.
//! - krilla is given our layout, which is the same work in both and is timed in
//!   both; what writing takes beyond it is shown as well. The adapter that turns
//!   our glyphs into krilla's is a part of krilla's time. That favors us a little.
//! - Typst reads, evaluates and lays out markup with a layout of its own: sizes,
//!   margins and colors are ours, line and page breaks are not. It is a general
//!   typesetter and can do much more than we need. Its time has no start of
//!   Python in it; its memory has the interpreter (about 10 MB).
//! - The memory of ours and of krilla holds the catalog that the report was made
//!   from, as far as the allocator kept it; Typst's does not. That favors Typst.
//! - Typst may use all cores; ours and krilla use one. That favors Typst.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod content;
mod krilla_draws;
mod measure;
mod typst_sets;

use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use license_matrix::export::pdf::{layout, write_pdf};

use self::measure::{Cost, Done, measure};

/// Rows of the matrix, and how often each engine runs.
const RUNS: [(usize, usize); 3] = [(10, 7), (1000, 7), (10_000, 3)];

/// Asks this program to run one engine.
const ENGINE: &str = "--engine";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|one| one == ENGINE) {
        let rows = arguments[at + 2].parse().unwrap();
        println!("{}", one_run(&arguments[at + 1], rows).line());
        return;
    }
    let typst = typst_sets::version();
    match &typst {
        Ok(version) => println!("krilla 0.8, typst {version}"),
        Err(why) => println!("krilla 0.8; without Typst: {why}"),
    }
    println!("ratios: how many times the figure of ours");
    for (rows, runs) in RUNS {
        let folder = tempfile::tempdir().unwrap();
        compare(rows, runs, typst.is_ok(), folder.path());
    }
}

fn one_run(engine: &str, rows: usize) -> Cost {
    let report = content::report(rows);
    match engine {
        "ours" => measure(|| Done {
            bytes: write_pdf(&report, &mut |_| ControlFlow::Continue(())).unwrap(),
            layout: None,
        }),
        "krilla" => measure(|| {
            let start = Instant::now();
            let laid = layout(&report).unwrap();
            let layout = Some(start.elapsed());
            let bytes = krilla_draws::pdf(&report, &laid);
            Done { bytes, layout }
        }),
        other => panic!("no engine {other}"),
    }
}

fn compare(rows: usize, runs: usize, with_typst: bool, folder: &Path) {
    let report = content::report(rows);
    let this = std::env::current_exe().unwrap();
    let ourselves = |engine: &str| {
        let mut command = Command::new(&this);
        command.args([ENGINE, engine, &rows.to_string()]);
        command
    };
    let mut engines = vec![("ours", ourselves("ours")), ("krilla", ourselves("krilla"))];
    if with_typst {
        engines.push(("typst", typst_sets::command(&report, folder)));
    }
    drop(report);
    let mut costs: Vec<Vec<Cost>> = vec![Vec::new(); engines.len()];
    for _ in 0..runs {
        for ((name, command), costs) in engines.iter_mut().zip(&mut costs) {
            let output = command.output().unwrap();
            let printed = String::from_utf8_lossy(&output.stdout);
            let Some(cost) = Cost::read(&printed) else {
                panic!("{name}: {}", String::from_utf8_lossy(&output.stderr));
            };
            costs.push(cost);
        }
    }
    let medians: Vec<Cost> = costs.iter().map(|costs| Cost::median(costs)).collect();
    let names = engines.iter().map(|(name, _)| *name);
    println!(
        "\n{rows} matrix rows and {} sections, {runs} runs",
        content::SECTIONS
    );
    table(&names.collect::<Vec<_>>(), &medians);
}

fn table(names: &[&str], costs: &[Cost]) {
    println!("          time          peak memory    file size");
    let ours = costs[0];
    let times = |one: f64, of: f64| format!("x {:.2}", one / of);
    for (name, cost) in names.iter().zip(costs) {
        let (ms, our_ms) = (cost.time.as_secs_f64() * 1e3, ours.time.as_secs_f64() * 1e3);
        let memory = match (cost.peak, ours.peak) {
            (Some(peak), Some(our_peak)) => format!(
                "{:5.0} MB {:7}",
                peak as f64 / 1024.0,
                times(peak as f64, our_peak as f64)
            ),
            _ => "   not known   ".to_owned(),
        };
        println!(
            "{name:7} {ms:6.0} ms {:7} {memory} {:6.0} KB {}",
            times(ms, our_ms),
            cost.size as f64 / 1024.0,
            times(cost.size as f64, ours.size as f64)
        );
    }
    // The same layout is a part of both.
    if let Some(layout) = costs.iter().find_map(|cost| cost.layout) {
        let beyond = |cost: &Cost| cost.time.saturating_sub(layout).as_secs_f64() * 1e3;
        println!(
            "beyond laying out ({:.0} ms): ours {:.0} ms, krilla {:.0} ms, {}",
            layout.as_secs_f64() * 1e3,
            beyond(&ours),
            beyond(&costs[1]),
            times(beyond(&costs[1]), beyond(&ours))
        );
    }
}
