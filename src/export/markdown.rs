//! A report as Markdown (GitHub flavored). Words of data and users are words
//! only: nothing in them can become a heading, a link or a cell.

use std::fmt::Write as _;

use super::progress::{Canceled, Steps};
use super::web::{address, place};
use crate::matrix::Tone;
use crate::report::{Block, Report, Span, Style, Table, TableCell};

/// The report as one document.
///
/// # Errors
/// [`Canceled`] when the caller of `steps` asked to stop.
pub fn write_markdown(report: &Report, steps: &mut Steps<'_>) -> Result<String, Canceled> {
    let mut out = String::new();
    let mut line = |text: &str| {
        out.push_str(text);
        out.push_str("\n\n");
    };
    line(&format!("# {}", escape(&report.title)));
    let confidential = report.branding.confidentiality.clone().unwrap_or_default();
    for words in [&report.subtitle, &report.shown_date(), &confidential] {
        if !words.is_empty() {
            line(&escape(words));
        }
    }
    if let Some(reason) = &report.draft {
        line(&format!("**DRAFT: {}**", escape(reason)));
    }
    for (label, value) in &report.identity {
        let _ = writeln!(out, "- **{}:** {}", escape(label), escape(value));
    }
    out.push('\n');
    for section in &report.sections {
        let anchor = anchor(&section.place());
        let _ = writeln!(out, "{anchor}\n\n## {}\n", escape(&section.heading));
        for one in &section.blocks {
            block(&mut out, one, steps)?;
        }
    }
    if !report.footer.is_empty() {
        let _ = writeln!(out, "---\n\n{}", escape(&report.footer));
    }
    steps.nearly()?;
    Ok(out)
}

fn block(out: &mut String, block: &Block, steps: &mut Steps<'_>) -> Result<(), Canceled> {
    match block {
        Block::Heading { level, text } => {
            let marks = "#".repeat(usize::from(*level).clamp(2, 3) + 1);
            let _ = writeln!(out, "{marks} {}\n", escape(text));
        }
        Block::Paragraph(words) => {
            let _ = writeln!(out, "{}\n", spans(words));
        }
        Block::Callout { tone, text } => {
            let sign = tone.sign();
            let words = spans(text);
            let _ = writeln!(out, "> {}\n", format!("{sign} {words}").trim());
        }
        Block::List(items) => list(out, "-", items),
        Block::Checklist(items) => list(out, "- [ ]", items),
        Block::KeyValues(pairs) => {
            for (label, value) in pairs {
                let _ = writeln!(out, "- **{}:** {}", escape(label), spans(value));
            }
            out.push('\n');
        }
        Block::Table(one) => table(out, one, steps)?,
        Block::Chart(chart) => {
            let _ = writeln!(out, "_{}_\n", escape(chart.description()));
        }
        Block::SignatureLines(labels) => {
            for label in labels {
                let _ = writeln!(
                    out,
                    "{}: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\n",
                    escape(label)
                );
            }
        }
    }
    steps.step()
}

fn list(out: &mut String, mark: &str, items: &[Vec<Span>]) {
    for item in items {
        let _ = writeln!(out, "{mark} {}", spans(item));
    }
    out.push('\n');
}

fn table(out: &mut String, table: &Table, steps: &mut Steps<'_>) -> Result<(), Canceled> {
    if !table.caption.is_empty() {
        let _ = writeln!(out, "**{}**\n", escape(&table.caption));
    }
    if table.columns.is_empty() {
        return Ok(());
    }
    let mut row = |cells: &mut dyn Iterator<Item = String>| {
        out.push('|');
        for cell in cells {
            let _ = write!(out, " {cell} |");
        }
        out.push('\n');
    };
    row(&mut table.columns.iter().map(|column| escape(&column.heading)));
    row(&mut table.columns.iter().map(|_| "---".to_owned()));
    for cells in &table.rows {
        row(&mut cells.iter().map(cell));
        steps.step()?;
    }
    out.push('\n');
    Ok(())
}

/// A cell; its tone is said by its sign.
fn cell(cell: &TableCell) -> String {
    let words = spans(&cell.spans);
    let words = match words.trim() {
        // A tone is never told by its sign alone.
        "" if cell.tone != Tone::Neutral => cell.tone.word(),
        words => words,
    };
    format!("{} {words}", cell.tone.sign()).trim().to_owned()
}

/// A place that links lead to. Names of headings are made otherwise by each
/// reader of Markdown, so that a place has a name of its own.
fn anchor(name: &str) -> String {
    format!("<a id=\"{}\"></a>", place(name))
}

fn spans(spans: &[Span]) -> String {
    spans.iter().map(span).collect()
}

fn span(span: &Span) -> String {
    // Marks stand against words, never against spaces.
    let inner = span.text.trim();
    let here = span.anchor.as_deref().map(anchor).unwrap_or_default();
    if inner.is_empty() {
        return here + &escape(&span.text);
    }
    let words = escape(inner);
    let mut marked = match span.style {
        Style::Bold => format!("**{words}**"),
        Style::Italic => format!("_{words}_"),
        Style::Plain | Style::Quiet => words,
    };
    let link = span.link.as_deref();
    if let Some(name) = link.and_then(|link| link.strip_prefix('#')) {
        marked = format!("[{marked}](#{})", place(name));
    } else if let Some(address) = link.and_then(address) {
        marked = format!(
            "[{marked}](<{}>)",
            address.replace(['<', '>'], "").replace('|', "%7C")
        );
    }
    let start = span.text.len() - span.text.trim_start().len();
    let end = span.text.trim_end().len();
    let space = |text: &str| if text.is_empty() { "" } else { " " };
    format!(
        "{}{here}{marked}{}",
        space(&span.text[..start]),
        space(&span.text[end..])
    )
}

/// Words as words: one line, every sign that Markdown reads with a backslash.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = letters.next() {
        let after = letters.peek().copied().unwrap_or(' ');
        match c {
            // A line end would end a cell or begin a heading.
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            // Entities are read as well.
            '&' => out.push_str("&amp;"),
            // Two of them would be read as mathematics, also behind a backslash.
            '$' => out.push_str("&#36;"),
            // What looks like an address is one only where it is a link.
            ':' if after == '/' => out.push_str("\\:"),
            '/' if before == ':' => out.push_str("\\/"),
            '.' if ends_with_www(&out) => out.push_str("\\."),
            // A backslash does not help here: mail addresses are found in what
            // is left when those are gone.
            '@' if is_mail(before) && is_mail(after) => out.push_str("<!-- -->@"),
            c => out.push(c),
        }
        before = c;
    }
    // What would begin a list, a rule or a numbered line at the start.
    let first = out.chars().next();
    match first {
        Some('-' | '+' | '=') => out.insert(0, '\\'),
        Some(digit) if digit.is_ascii_digit() => {
            let end = out.find(|c: char| !c.is_ascii_digit()).unwrap_or(out.len());
            if out[end..].starts_with(['.', ')']) {
                out.insert(end, '\\');
            }
        }
        _ => {}
    }
    out
}

fn ends_with_www(text: &str) -> bool {
    let start = text.len().saturating_sub(3);
    text.get(start..)
        .is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// Whether a letter can stand beside the sign of a mail address.
fn is_mail(c: char) -> bool {
    c.is_ascii_alphanumeric() || "._+-".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_words_is_read_as_a_mark() {
        assert_eq!(escape("a|b\n# c"), "a\\|b \\# c");
        assert_eq!(escape("- x"), "\\- x");
        assert_eq!(escape("1. x"), "1\\. x");
        assert_eq!(escape("1.5 B"), "1\\.5 B");
        assert_eq!(escape("<b>&lt;"), "\\<b\\>&amp;lt;");
        assert_eq!(escape("[z](javascript:1)"), "\\[z\\](javascript:1)");
        assert_eq!(escape("$a$"), "&#36;a&#36;");
        assert_eq!(escape("https://x.y"), "https\\:\\//x.y");
        assert_eq!(escape("WWW.x.y"), "WWW\\.x.y");
        assert_eq!(escape("a@b.c @d"), "a<!-- -->@b.c @d");
    }
}
