//! Exporting what is on screen: asking where, writing, telling how it ended.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Effect, ExportCommand, Sheet, State};
use crate::report::Report;

/// Where an export is. The report is made when it is asked for, so that it shows
/// what was on screen then.
#[derive(Debug, Clone, PartialEq)]
pub enum Export {
    /// Nothing is exported.
    Idle,
    /// A file dialog is open.
    Asking(Arc<Report>),
    /// The path is typed in the window.
    Typing {
        /// The path so far.
        path: String,
        /// What is exported.
        report: Arc<Report>,
    },
    /// It is written.
    Running {
        /// Which export it is.
        id: u64,
        /// How much is done, 0 to 1.
        done: f32,
        /// Where to.
        path: PathBuf,
        /// What is exported.
        report: Arc<Report>,
    },
    /// It could not be written; another place may do.
    Failed {
        /// Why.
        message: String,
        /// Where it was to be.
        path: PathBuf,
        /// What is exported.
        report: Arc<Report>,
    },
    /// It ended; what to tell.
    Ended(String),
}

/// Carries out a command about the export.
pub(super) fn apply_export(state: &mut State, command: ExportCommand) -> Vec<Effect> {
    match command {
        ExportCommand::Ask => return ask(state),
        ExportCommand::AskPath(proposed) => match &state.export {
            Export::Asking(report) | Export::Failed { report, .. } => {
                state.export = Export::Typing {
                    path: proposed,
                    report: report.clone(),
                };
            }
            _ => {}
        },
        ExportCommand::TypePath(typed) => {
            if let Export::Typing { path, .. } = &mut state.export {
                *path = typed;
            }
        }
        ExportCommand::To(path) => {
            let (Export::Asking(report) | Export::Typing { report, .. }) = &state.export else {
                return Vec::new();
            };
            let report = report.clone();
            state.exports += 1;
            state.export = Export::Running {
                id: state.exports,
                done: 0.0,
                path: path.clone(),
                report: report.clone(),
            };
            return vec![Effect::WritePdf {
                id: state.exports,
                path,
                report,
            }];
        }
        ExportCommand::Progress {
            id: late,
            done: now,
        } => {
            if let Export::Running { id, done, .. } = &mut state.export
                && *id == late
            {
                *done = now;
            }
        }
        ExportCommand::Written { id: late, result } => {
            if let Export::Running {
                id, path, report, ..
            } = &state.export
                && *id == late
            {
                state.export = match result {
                    Ok(message) => Export::Ended(message),
                    Err(message) => Export::Failed {
                        message,
                        path: path.clone(),
                        report: report.clone(),
                    },
                };
            }
        }
        ExportCommand::DialogClosed => {
            if matches!(state.export, Export::Asking(_)) {
                state.export = Export::Idle;
            }
        }
        ExportCommand::Close => {
            let running = matches!(state.export, Export::Running { .. });
            // An open dialog has the word.
            if !matches!(state.export, Export::Asking(_)) {
                state.export = Export::Idle;
            }
            if running {
                return vec![Effect::CancelPdf];
            }
        }
    }
    Vec::new()
}

/// Makes the report and asks where to save it. One export goes on at a time.
fn ask(state: &mut State) -> Vec<Effect> {
    if !matches!(state.export, Export::Idle | Export::Ended(_)) {
        return Vec::new();
    }
    let Some(report) = state.report() else {
        state.export = Export::Ended(
            "A report is made of the matrix. Show one of the other views first.".to_owned(),
        );
        return Vec::new();
    };
    state.export = Export::Asking(Arc::new(report));
    let name = match (state.scenario(), state.sheet) {
        (Some(scenario), Sheet::Texts) => scenario.id.as_str(),
        (None, Sheet::Texts) => "matrix",
        (_, Sheet::Article) => "article",
        (_, Sheet::Changes) => "changes",
        _ => "differences",
    };
    vec![Effect::AskWhere(format!("license-comparison-{name}.pdf"))]
}
