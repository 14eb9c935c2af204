//! A view of the matrix as CSV (RFC 4180, UTF-8).

use crate::matrix::View;

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

fn harmless(text: &str) -> String {
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
