//! Any text as a workspace: it is read, or refused with a line that the file
//! has; what was read is written so that it is read again as the same.
//!
//! `cargo +nightly fuzz run --fuzz-dir tests/fuzz workspace -- -max_total_time=60`
#![no_main]

use libfuzzer_sys::fuzz_target;
use license_matrix::catalog::Problem;
use license_matrix::store::{read_workspace, workspace_text};
use license_matrix::workspace::merge;

fn look_at(problem: &Problem, lines: usize) {
    assert!(problem.line <= lines, "line of {lines}: {problem}");
    assert!(!problem.what.is_empty() && !problem.advice.is_empty());
}

fuzz_target!(|text: &str| {
    let lines = text.lines().count().max(1);
    match read_workspace("any.lmx", text) {
        Err(problems) => {
            assert!(!problems.is_empty());
            problems.iter().for_each(|problem| look_at(problem, lines));
        }
        Ok(read) => {
            read.left_out
                .iter()
                .for_each(|problem| look_at(problem, lines));
            let written = workspace_text(&read.workspace).expect("what was read can be written");
            let again = read_workspace("again.lmx", &written).expect("what was written is read");
            // Compared as text: a number that is none is not equal to itself.
            let (again, first) = (again.workspace, read.workspace);
            assert_eq!(workspace_text(&again).as_ref(), Ok(&written));
            // A scenario that is not there cannot be the active one after a merge.
            let mut expected = first.clone();
            if expected.active_scenario().is_none() {
                expected.active = None;
            }
            let merged = merge(&first, &again, &first).workspace;
            assert_eq!(workspace_text(&merged), workspace_text(&expected));
        }
    }
});
