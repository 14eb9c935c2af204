//! Bytes and text from a matrix or a report.

#[cfg(feature = "formats")]
pub mod clipboard;
#[cfg(feature = "formats")]
pub mod csv;
#[cfg(feature = "formats")]
pub mod docx;
pub mod html;
mod html_chart;
#[cfg(feature = "cli")]
pub mod json;
pub mod markdown;
mod palette;
#[cfg(feature = "pdf")]
pub mod pdf;
mod progress;
pub mod report_json;
#[cfg(feature = "cli")]
pub mod text;
mod web;
#[cfg(feature = "pdf")]
mod widths;
#[cfg(feature = "formats")]
mod write;
#[cfg(feature = "formats")]
pub mod xlsx;

pub use progress::{Canceled, Steps};
#[cfg(feature = "formats")]
pub use write::{ExportError, write};
