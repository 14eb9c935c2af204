//! `cases FILE`: runs worked cases.

use std::fmt::Write;
use std::path::PathBuf;

use super::{Stop, catalog, exit, print, rules};
use crate::scenario::{CaseFile, run_cases};
use crate::store::{DataFolder, parse_file};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A file of worked cases.
    file: PathBuf,
}

pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    let catalog = catalog(folder)?;
    let book = rules(folder, &catalog)?;
    let text = std::fs::read_to_string(&args.file).map_err(|error| {
        Stop::invalid(format!(
            "{}: the cases cannot be read: {error}.",
            args.file.display()
        ))
    })?;
    let file = parse_file::<CaseFile>(&args.file.display().to_string(), &text)
        .map_err(|problem| Stop::invalid(problem.to_string()))?;
    let report = run_cases(&book, &|id| catalog.license(id), &file.value);
    let mut out = String::new();
    for (id, title, differences) in &report.failed {
        let _ = writeln!(out, "FAILED {id}: {title}");
        for difference in differences {
            let _ = writeln!(out, "    {difference}");
        }
    }
    let _ = writeln!(
        out,
        "{} passed, {} failed",
        report.passed,
        report.failed.len()
    );
    print(&out)?;
    Ok(if report.failed.is_empty() {
        exit::OK
    } else {
        exit::FAILURE
    })
}
