//! A view of the matrix as a plain table or as Markdown.

use crate::matrix::View;

/// No column of a plain table is wider; longer cells are cut with "…".
const MAX_WIDTH: usize = 48;

/// The view as an aligned table for a terminal.
pub fn write_table(view: &View<'_>) -> String {
    let headings: Vec<String> = view.headings().map(str::to_owned).collect();
    let rows: Vec<Vec<String>> = view
        .rows()
        .map(|row| view.cells(row).map(|cell| cut(&cell.with_sign())).collect())
        .collect();
    let widths: Vec<usize> = headings
        .iter()
        .enumerate()
        .map(|(column, heading)| {
            rows.iter()
                .map(|row| row[column].chars().count())
                .chain([heading.chars().count()])
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut out = String::new();
    push_line(&mut out, &headings, &widths);
    let rule: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
    push_line(&mut out, &rule, &widths);
    for row in &rows {
        push_line(&mut out, row, &widths);
    }
    out
}

fn push_line(out: &mut String, cells: &[String], widths: &[usize]) {
    let mut line = String::new();
    for (cell, &width) in cells.iter().zip(widths) {
        if !line.is_empty() {
            line.push_str("  ");
        }
        line.push_str(cell);
        line.extend(std::iter::repeat_n(
            ' ',
            width.saturating_sub(cell.chars().count()),
        ));
    }
    out.push_str(line.trim_end());
    out.push('\n');
}

fn cut(text: &str) -> String {
    if text.chars().count() <= MAX_WIDTH {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(MAX_WIDTH - 1).collect();
    short.push('…');
    short
}

/// The view as a Markdown table.
pub fn write_markdown(view: &View<'_>) -> String {
    let mut out = String::new();
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&line(view.headings().map(escaped).collect()));
    out.push_str(&line(
        view.columns.iter().map(|_| "---".to_owned()).collect(),
    ));
    for row in view.rows() {
        out.push_str(&line(
            view.cells(row).map(|cell| escaped(&cell.text)).collect(),
        ));
    }
    out
}

/// Text that Markdown would read as markup is escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}
