//! Bytes from a report.

pub mod pdf;
