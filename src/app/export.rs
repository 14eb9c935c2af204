//! Exporting what is on screen: asking where, writing, telling how it ended.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Effect, ExportCommand, ReportRequest, Sheet, State};
use crate::report::{Format, Report, Topic};

/// Where an export is. The report is made when it is asked for, so that it shows
/// what was on screen then.
#[derive(Debug, Clone, PartialEq)]
pub enum Export {
    /// Nothing is exported.
    Idle,
    /// Kind and format are chosen, and the pages looked at.
    Choosing {
        /// What there is to export, or why there is no such report.
        request: Result<Arc<ReportRequest>, String>,
        /// The report, when it is made.
        report: Option<Arc<Report>>,
    },
    /// A file dialog is open.
    Asking(Arc<ReportRequest>),
    /// The path is typed in the window.
    Typing {
        /// The path so far.
        path: String,
        /// What is exported.
        request: Arc<ReportRequest>,
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
        request: Arc<ReportRequest>,
    },
    /// It could not be written; another place may do.
    Failed {
        /// Why.
        message: String,
        /// Where it was to be.
        path: PathBuf,
        /// What is exported.
        request: Arc<ReportRequest>,
    },
    /// It ended; what to tell.
    Ended(String),
}

/// Carries out a command about the export.
pub(super) fn apply_export(state: &mut State, command: ExportCommand) -> Vec<Effect> {
    match command {
        ExportCommand::Ask => return ask(state),
        ExportCommand::Made { request, report } => made(state, &request, report),
        ExportCommand::Kind(kind) => {
            if matches!(state.export, Export::Choosing { .. }) {
                state.report_kind = kind;
            }
            return look_again(state);
        }
        ExportCommand::Format(format) => state.report_format = format,
        ExportCommand::LeaveOut(topic) => {
            leave_out(&mut state.report_without, topic);
            return look_again(state);
        }
        ExportCommand::Fillable(fillable) => {
            state.report_fillable = fillable;
            return look_again(state);
        }
        ExportCommand::Note(note) => state.report_note = note,
        ExportCommand::Save => return ask_where(state),
        ExportCommand::AskPath(proposed) => match &state.export {
            Export::Asking(request) | Export::Failed { request, .. } => {
                state.export = Export::Typing {
                    path: proposed,
                    request: request.clone(),
                };
            }
            _ => {}
        },
        ExportCommand::TypePath(typed) => {
            if let Export::Typing { path, .. } = &mut state.export {
                *path = typed;
            }
        }
        ExportCommand::To(path) => return write_to(state, path),
        ExportCommand::Progress { id, done } => progressed(state, id, done),
        ExportCommand::Written { id, result } => written(state, id, result),
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
                return vec![Effect::CancelReport];
            }
        }
    }
    Vec::new()
}

/// Has the report written in the format that its file's name says.
fn write_to(state: &mut State, path: PathBuf) -> Vec<Effect> {
    let (Export::Asking(request) | Export::Typing { request, .. }) = &state.export else {
        return Vec::new();
    };
    let request = request.clone();
    let format = match Format::of_path(&path) {
        Some(format) => format,
        // A name without an ending leaves it to the choice that was made.
        None if path.extension().is_none() => state.report_format,
        None => {
            let message = format!(
                "{}: the ending says no format that a report can have. Use one of {}.",
                path.display(),
                Format::endings()
            );
            state.export = Export::Failed {
                message,
                path,
                request,
            };
            return Vec::new();
        }
    };
    state.exports += 1;
    state.export = Export::Running {
        id: state.exports,
        done: 0.0,
        path: path.clone(),
        request: request.clone(),
    };
    vec![Effect::WriteReport {
        id: state.exports,
        path,
        format,
        request,
    }]
}

/// Makes the report to look at. One export goes on at a time.
fn ask(state: &mut State) -> Vec<Effect> {
    if !matches!(state.export, Export::Idle | Export::Ended(_)) {
        return Vec::new();
    }
    state.choose_kind_at_first();
    choose(state)
}

/// The report that is looked at was made, or one that nobody waits for any more.
fn made(state: &mut State, of: &Arc<ReportRequest>, made: Arc<Report>) {
    if let Export::Choosing {
        request: Ok(request),
        report,
    } = &mut state.export
        && request == of
    {
        *report = Some(made);
    }
}

fn progressed(state: &mut State, late: u64, now: f32) {
    if let Export::Running { id, done, .. } = &mut state.export
        && *id == late
    {
        *done = now;
    }
}

fn written(state: &mut State, late: u64, result: Result<String, String>) {
    if let Export::Running {
        id, path, request, ..
    } = &state.export
        && *id == late
    {
        state.export = match result {
            Ok(message) => Export::Ended(message),
            Err(message) => Export::Failed {
                message,
                path: path.clone(),
                request: request.clone(),
            },
        };
    }
}

/// Leaves a part out, or no longer.
fn leave_out(without: &mut Vec<Topic>, topic: Topic) {
    match without.iter().position(|one| *one == topic) {
        Some(place) => drop(without.remove(place)),
        None => without.push(topic),
    }
}

/// Makes the report that is looked at anew, if one is.
pub(super) fn look_again(state: &mut State) -> Vec<Effect> {
    match state.export {
        Export::Choosing { .. } => choose(state),
        _ => Vec::new(),
    }
}

/// Makes the report of the kind that is chosen.
fn choose(state: &mut State) -> Vec<Effect> {
    let request = match (state.kind_refused(), state.report_request()) {
        (Some(why), _) => Err(why),
        (None, Some(request)) => Ok(Arc::new(request)),
        (None, None) => {
            state.export = Export::Ended(
                "A report is made of the matrix. Show one of the other views first.".to_owned(),
            );
            return Vec::new();
        }
    };
    state.export = Export::Choosing {
        request: request.clone(),
        report: None,
    };
    request.into_iter().map(Effect::MakeReport).collect()
}

/// Asks where to save the report that was looked at.
fn ask_where(state: &mut State) -> Vec<Effect> {
    if !matches!(&state.export, Export::Choosing { request: Ok(_), .. }) {
        return Vec::new();
    }
    // With the note that was typed meanwhile.
    let Some(request) = state.report_request() else {
        return Vec::new();
    };
    state.export = Export::Asking(Arc::new(request));
    let name = match (state.scenario(), state.reported_sheet()) {
        (Some(scenario), Sheet::Texts) => scenario.id.as_str(),
        (None, Sheet::Texts) => "matrix",
        (_, Sheet::Article) => "article",
        (_, Sheet::Changes) => "changes",
        _ => "differences",
    };
    let kind = match state.judges() {
        true => state.report_kind.id(),
        false => "comparison",
    };
    let ending = state.report_format.extension();
    vec![Effect::AskWhere(format!("license-{kind}-{name}.{ending}"))]
}
