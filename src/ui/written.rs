//! Files that the window writes and reads at once: scenarios and reports.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::app::FileCommand;
use crate::catalog::Catalog;
use crate::export::pdf::Standard;
use crate::export::{ExportError, write};
use crate::report::{Format, Report};
use crate::scenario::{RuleBook, Scenario};
use crate::store::{open_scenario, save_atomically, scenario_text};

/// Writes a scenario whole or not at all.
pub fn save_scenario(path: &Path, scenario: &Scenario) -> FileCommand {
    let written = scenario_text(scenario)
        .and_then(|text| save_atomically(path, text.as_bytes()).map_err(|error| error.to_string()));
    FileCommand::Ended(match written {
        Ok(()) => format!("Saved {}.", path.display()),
        Err(message) => message,
    })
}

/// Reads a scenario; one with a problem is not taken. Answers that do not fit
/// can be seen and mended in the window.
pub fn read_scenario(path: &Path, catalog: &Catalog, book: &RuleBook) -> FileCommand {
    match open_scenario(path, catalog, book) {
        Ok((scenario, _)) => FileCommand::Opened(Box::new(scenario)),
        Err(problems) => {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            FileCommand::Ended(lines.join("\n"))
        }
    }
}

/// Writes the report; `None` if the user stopped it.
pub fn export(
    (path, format): (&Path, Format),
    report: &Report,
    cancel: &AtomicBool,
    progress: &dyn Fn(f32),
) -> Option<Result<String, String>> {
    let mut shown = 0.0_f32;
    let result = write(report, format, Standard::default(), &mut |share| {
        // A message for each percent, not for each step.
        if share >= shown + 0.01 {
            shown = share;
            progress(share);
        }
        if cancel.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    Some(match result {
        Ok(bytes) => save_atomically(path, &bytes)
            .map(|()| format!("Saved {}.", path.display()))
            .map_err(|error| error.to_string()),
        Err(ExportError::Canceled) => return None,
        Err(error) => Err(error.to_string()),
    })
}
