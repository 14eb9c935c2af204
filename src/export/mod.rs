//! Bytes and text from a matrix or a report.

#[cfg(feature = "cli")]
pub mod csv;
#[cfg(feature = "cli")]
pub mod json;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(feature = "cli")]
pub mod text;
