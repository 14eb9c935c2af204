//! A view of the matrix as CSV (RFC 4180, UTF-8).

use super::progress::Steps;
use super::write::ExportError;
use crate::matrix::View;
use crate::report::{Block, Format, MATRIX, Report, Section, Table, TableCell};

/// The view as CSV with a header line. Cells that a spreadsheet would take
/// for a formula are made text by a leading apostrophe.
///
/// # Errors
/// None in practice: writing to memory does not fail.
pub fn write_csv(view: &View<'_>) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(view.headings())?;
    for row in view.rows() {
        writer.write_record(view.cells(row).map(|cell| harmless(&cell.text)))?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The matrix of a report as CSV; of a report without one the first table.
///
/// # Errors
/// [`ExportError::Canceled`] when the caller of `steps` asked to stop,
/// [`ExportError::Other`] where there is no table.
pub fn report_csv(report: &Report, steps: &mut Steps<'_>) -> Result<Vec<u8>, ExportError> {
    let other = |why: String| ExportError::Other(Format::Csv, why);
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let mut sections = report.sections.iter();
    let matrix = sections.clone().find(|one| one.heading == MATRIX);
    let table = matrix
        .and_then(first_table)
        .or_else(|| sections.find_map(first_table));
    let Some(table) = table else {
        let why = "this kind of report has no table; choose another format";
        return Err(other(why.to_owned()));
    };
    steps.only(table.rows.len());
    // Writing to memory does not fail.
    let fail = |error: csv::Error| other(error.to_string());
    let headings = table.columns.iter().map(|one| harmless(&one.heading));
    writer.write_record(headings).map_err(fail)?;
    for row in &table.rows {
        let text = |cell: &TableCell| -> String {
            cell.spans.iter().map(|span| span.text.as_str()).collect()
        };
        let cells = row.iter().map(|cell| harmless(&text(cell)));
        writer.write_record(cells).map_err(fail)?;
        steps.step()?;
    }
    let bytes = writer.into_inner();
    bytes.map_err(|error| other(error.into_error().to_string()))
}

fn first_table(section: &Section) -> Option<&Table> {
    section.blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

/// A text that a spreadsheet takes for no formula.
pub(super) fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("Apache-2.0"), "Apache-2.0");
    }
}
