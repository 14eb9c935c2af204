//! The report as a PDF.
//!
//! ```text
//! Report --layout--> Laid (pages of draw items) --write--> pages --post--> bytes
//! ```
//!
//! Only `write.rs` and `library.rs` name the PDF library; `post.rs` and `tags.rs` finish the
//! file: outline, language, reading structure, fixed ids. The same report
//! gives the same bytes.

mod attach;
mod blocks;
mod chart;
mod cid_set;
mod columns;
mod content;
pub mod draw;
mod embed;
mod fields;
mod flow;
mod layout;
mod library;
mod links;
mod metadata;
mod post;
mod save;
pub mod shape;
mod spans;
pub mod style;
mod table;
mod tags;
mod text;
mod write;

use std::fmt;
use std::ops::ControlFlow;

use crate::report::Report;
pub use attach::attachment;
pub use draw::{Laid, PageDraw};

/// The standard that a file is built to. No validator of the newer one was at
/// hand, so "built to" is all that is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standard {
    /// PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1): for keeping, with
    /// structure for readers who cannot see the pages.
    #[default]
    A3a,
    /// PDF/A-1b (ISO 19005-1): for archives that take nothing newer. It can
    /// hold no attachments.
    A1b,
}

impl Standard {
    /// The version of the file format.
    fn version(self) -> &'static str {
        match self {
            Standard::A3a => "1.7",
            Standard::A1b => "1.4",
        }
    }
}

/// How far the export is, in steps of about the same length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PdfProgress {
    /// Steps done.
    pub done: usize,
    /// Steps in all.
    pub total: usize,
}

/// Why there is no PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfError {
    /// The caller asked to stop.
    Cancelled,
    /// A built-in font could not be read or embedded.
    Font(String),
    /// The file could not be put together.
    Write(String),
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PdfError::Cancelled => f.write_str("The PDF export was canceled."),
            PdfError::Font(why) => write!(f, "A font for the PDF could not be used: {why}."),
            PdfError::Write(why) => write!(f, "The PDF could not be written: {why}."),
        }
    }
}

impl std::error::Error for PdfError {}

/// Counts steps and asks after each whether to go on. Laying out and writing
/// are phases, each with steps of its own length and its share of the whole.
struct Ticker<'p> {
    /// Done before this phase.
    before: usize,
    /// What this phase is of the total.
    share: usize,
    /// Steps of this phase, and how many of them are done.
    steps: usize,
    done: usize,
    total: usize,
    report: &'p mut dyn FnMut(PdfProgress) -> ControlFlow<()>,
}

/// Steps of writing besides one for each page and some nodes: which glyphs are
/// used, the fonts, what is not needed, the end of the file.
const EXTRA_STEPS: usize = 4;

/// How many times as long as laying out it takes to write what was laid out.
const WRITING: usize = 2;

impl<'p> Ticker<'p> {
    /// Begins with laying out.
    fn new(steps: usize, report: &'p mut dyn FnMut(PdfProgress) -> ControlFlow<()>) -> Self {
        Self {
            before: 0,
            share: steps,
            steps,
            done: 0,
            total: steps * (1 + WRITING),
            report,
        }
    }

    /// Goes on with writing in so many steps.
    fn writing(&mut self, steps: usize) {
        self.before = self.share;
        self.share = self.total - self.before;
        (self.steps, self.done) = (steps, 0);
    }

    fn tick(&mut self) -> Result<(), PdfError> {
        self.done = (self.done + 1).min(self.steps);
        self.tell()
    }

    fn tell(&mut self) -> Result<(), PdfError> {
        let progress = PdfProgress {
            done: self.before + self.share * self.done / self.steps.max(1),
            total: self.total,
        };
        match (self.report)(progress) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(PdfError::Cancelled),
        }
    }
}

/// Writes `report` as a PDF for keeping, with structure and attachments; see
/// [`write_pdf_to`].
///
/// # Errors
/// As there.
pub fn write_pdf(
    report: &Report,
    progress: &mut dyn FnMut(PdfProgress) -> ControlFlow<()>,
) -> Result<Vec<u8>, PdfError> {
    write_pdf_to(report, Standard::default(), progress)
}

/// Writes `report` as a PDF. `progress` is called after every step; when it
/// breaks, the export stops.
///
/// # Errors
/// [`PdfError::Cancelled`] when `progress` breaks; the others only when the
/// program itself is damaged.
pub fn write_pdf_to(
    report: &Report,
    standard: Standard,
    progress: &mut dyn FnMut(PdfProgress) -> ControlFlow<()>,
) -> Result<Vec<u8>, PdfError> {
    let mut ticker = Ticker::new(layout::steps(report), progress);
    ticker.tell()?;
    let laid = layout::run(report, &mut ticker)?;
    ticker.writing(EXTRA_STEPS + laid.pages.len() + laid.nodes.len() / tags::NODES_A_STEP);
    let written = write::write(report, &laid, standard, &mut ticker)?;
    post::finish(report, &laid, written, standard, &mut ticker)
}

/// Lays `report` out without writing a PDF: what the pages look like.
///
/// # Errors
/// When a built-in font cannot be read.
pub fn layout(report: &Report) -> Result<Laid, PdfError> {
    let mut go_on = |_: PdfProgress| ControlFlow::Continue(());
    let mut ticker = Ticker::new(layout::steps(report), &mut go_on);
    layout::run(report, &mut ticker)
}
