//! One way to write a report in any of its formats.

use std::fmt;
use std::ops::ControlFlow;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use super::pdf::{PdfError, Standard, write_pdf_to};
use super::progress::{Canceled, Steps};
use super::{csv, docx, html, markdown, report_json, xlsx};
use crate::report::{Format, Report};

/// Why there is no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportError {
    /// The caller asked to stop.
    Canceled,
    /// The PDF could not be made.
    Pdf(PdfError),
    /// Another format could not be made.
    Other(Format, String),
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ExportError::Canceled => f.write_str("The export was canceled."),
            ExportError::Pdf(error) => error.fmt(f),
            ExportError::Other(format, why) => {
                write!(f, "The {} could not be written: {why}.", format.label())
            }
        }
    }
}

impl std::error::Error for ExportError {}

impl From<Canceled> for ExportError {
    fn from(_: Canceled) -> Self {
        ExportError::Canceled
    }
}

/// Writes `report` in a format. `progress` is called with the share that is
/// done, from 0 to 1; when it breaks, the export stops.
///
/// # Errors
/// [`ExportError::Canceled`] when `progress` breaks; the others only when the
/// program itself is damaged.
pub fn write(
    report: &Report,
    format: Format,
    standard: Standard,
    progress: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<Vec<u8>, ExportError> {
    let other = |why: String| ExportError::Other(format, why);
    if format == Format::Pdf {
        return write_pdf_to(report, standard, &mut |step| {
            progress(step.done as f32 / step.total.max(1) as f32)
        })
        .map_err(|error| match error {
            PdfError::Cancelled => ExportError::Canceled,
            error => ExportError::Pdf(error),
        });
    }
    let mut steps = Steps::of(report, progress);
    steps.ask()?;
    let bytes = match format {
        Format::Pdf => Vec::new(),
        Format::Xlsx => xlsx::write_xlsx(report, &mut steps)?,
        Format::Docx => {
            let report = report.clone();
            let written = aside(format, &mut steps, move || docx::write_docx(&report));
            written?.map_err(other)?
        }
        Format::Csv => csv::report_csv(report, &mut steps)?,
        Format::Json => report_json::write_json(report, &mut steps)?.into_bytes(),
        Format::Markdown => markdown::write_markdown(report, &mut steps)?.into_bytes(),
        Format::Html => html::write_html(report, &mut steps)?.into_bytes(),
        Format::Record => match &report.attachment {
            Some(attachment) => attachment.text.clone().into_bytes(),
            None => {
                return Err(other(
                    "a decision record needs a scenario with verdicts".to_owned(),
                ));
            }
        },
    };
    steps.nearly()?;
    steps.step()?;
    Ok(bytes)
}

/// How often somebody who waits is asked whether to go on.
const ASK: Duration = Duration::from_millis(50);

/// Does work that tells nothing of how far it is on a thread of its own: who
/// stops does not wait for it. Nobody takes what it gives then.
///
/// # Errors
/// [`ExportError::Canceled`] when the caller of `steps` asked to stop, another
/// when the work broke off.
pub(super) fn aside<T: Send + 'static>(
    format: Format,
    steps: &mut Steps<'_>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ExportError> {
    let broken = |why: &dyn fmt::Display| ExportError::Other(format, why.to_string());
    let (sender, receiver) = mpsc::channel();
    let thread = std::thread::Builder::new().spawn(move || {
        // An error says that nobody waits any more.
        let _ = sender.send(work());
    });
    thread.map_err(|error| broken(&error))?;
    loop {
        match receiver.recv_timeout(ASK) {
            Ok(given) => return Ok(given),
            Err(RecvTimeoutError::Timeout) => steps.ask()?,
            Err(error @ RecvTimeoutError::Disconnected) => return Err(broken(&error)),
        }
    }
}
