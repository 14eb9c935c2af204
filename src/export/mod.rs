//! Bytes from a report.
