//! Cells for the clipboard: tab-separated for spreadsheets, and a table in HTML
//! for mails and documents.

use super::csv::harmless;
use super::html::escape;

/// Cells with headings, which may be missing.
#[derive(Debug, Clone, Copy)]
pub struct Cells<'a> {
    /// Headings, or nothing.
    pub headings: &'a [String],
    /// The words of the cells, row by row.
    pub rows: &'a [Vec<String>],
}

/// Lines of cells with tabs between them. A cell that a spreadsheet would take
/// for a formula is made text, as in a CSV file.
pub fn tsv(cells: Cells<'_>) -> String {
    let mut lines = Vec::new();
    if !cells.headings.is_empty() {
        let headings: Vec<String> = cells.headings.iter().map(|one| field(one)).collect();
        lines.push(headings.join("\t"));
    }
    for row in cells.rows {
        let fields: Vec<String> = row.iter().map(|text| field(text)).collect();
        lines.push(fields.join("\t"));
    }
    lines.join("\n")
}

/// A cell as spreadsheets read it: quoted where it holds what parts cells.
fn field(text: &str) -> String {
    let text = harmless(text);
    if text.contains(['\t', '\n', '\r', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// A table. Its words say all that a tone says on screen.
pub fn html(cells: Cells<'_>) -> String {
    let mut out = String::from("<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\">\n");
    if !cells.headings.is_empty() {
        out.push_str("<tr>");
        for heading in cells.headings {
            out.push_str(&format!("<th scope=\"col\">{}</th>", escape(heading)));
        }
        out.push_str("</tr>\n");
    }
    for row in cells.rows {
        out.push_str("<tr>");
        for text in row {
            // Spreadsheets are told that this is text, whatever it begins with.
            out.push_str(&format!(
                "<td style='mso-number-format:\"\\@\"'>{}</td>",
                escape(text)
            ));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(rows: &[&[&str]]) -> Vec<Vec<String>> {
        let row = |row: &&[&str]| row.iter().map(|one| (*one).to_owned()).collect();
        rows.iter().map(row).collect()
    }

    #[test]
    fn what_parts_cells_is_quoted_and_formulas_are_text() {
        let headings = ["H".to_owned(), "I".to_owned()];
        let cells = Cells {
            headings: &headings,
            rows: &words(&[&["a\tb", "say \"x\""], &["=1+1", "two\nlines"]]),
        };
        assert_eq!(
            tsv(cells),
            "H\tI\n\"a\tb\"\t\"say \"\"x\"\"\"\n'=1+1\t\"two\nlines\""
        );
    }

    #[test]
    fn the_table_escapes_words() {
        let cells = Cells {
            headings: &[],
            rows: &words(&[&["<b>&"]]),
        };
        let html = html(cells);
        assert!(html.contains("&lt;b&gt;&amp;"), "{html}");
        assert!(!html.contains("<th"), "{html}");
    }
}
