//! A report as one HTML file: no script, nothing from elsewhere, readable with
//! a screen reader and on paper. Words of data and users are words only.

use std::fmt::Write as _;

use base64::Engine as _;

use super::html_chart::chart;
use super::palette;
use super::progress::{Canceled, Steps};
use super::web::{address, place};
use crate::matrix::Tone;
use crate::report::{Block, Orientation, Report, Section, Span, Style, Table, TableCell};

/// Colors have a contrast of 4.5:1 or more on their grounds; a tone is always
/// said by its sign and by words too.
const STYLE: &str = "\
:root{color-scheme:light}\
body{font:16px/1.5 'Noto Sans',system-ui,sans-serif;color:#1c212b;background:#fff;margin:0 auto;max-width:72rem;padding:1.5rem;overflow-wrap:anywhere}\
h1,h2,h3,h4{color:#1b365d;line-height:1.25}h2{margin-top:2.5rem;border-top:1px solid #cbd1d9;padding-top:1rem}\
a{color:#1552b0}:focus-visible{outline:3px solid #1552b0;outline-offset:2px}.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem}\
.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\
.draft{color:#961d16;font-weight:700}.quiet{color:#59626f;font-size:.88em}\
table{border-collapse:collapse;width:100%;margin:1rem 0;font-size:.9rem}caption{text-align:left;font-weight:700;padding:.3rem 0}\
th,td{border-bottom:1px solid #cbd1d9;padding:.35rem .5rem;text-align:left;vertical-align:top;overflow-wrap:break-word}tbody th{font-weight:400}\
thead th{background:#e9edf2;border-bottom:1px solid #8a95a5}.wide{overflow-x:auto}\
dl{display:grid;grid-template-columns:minmax(10rem,22rem) 1fr;gap:.2rem 1rem}dt{font-weight:700;color:#59626f}dd{margin:0}\
.callout{border-left:4px solid;padding:.6rem 1rem;margin:1rem 0}\
.badge,.callout{border-radius:3px}.badge{padding:.05rem .35rem;display:inline-block}\
.check{list-style:none;padding-left:0}.check li::before{content:'\\2610\\00a0\\00a0'}\
.sign{border-bottom:1px solid #1c212b;display:inline-block;width:22rem;height:1.6rem}figure{margin:1rem 0}\
@page{margin:18mm 15mm}@page sideways{size:landscape}\
@media print{body{max-width:none;padding:0;font-size:10pt}*{print-color-adjust:exact}thead{display:table-header-group}\
.sideways{page:sideways}.sideways table{font-size:7pt}.wide{overflow:visible}h2,h3,h4,caption{break-after:avoid}\
p,li{orphans:2;widows:2}tr,figure{break-inside:avoid}nav,.skip{display:none}a{color:inherit}}";

/// Tables of more columns may be wider than a window.
const WIDE: usize = 6;

/// The report as one file.
///
/// # Errors
/// [`Canceled`] when the caller of `steps` asked to stop.
pub fn write_html(report: &Report, steps: &mut Steps<'_>) -> Result<String, Canceled> {
    let title = escape(&report.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en-US\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}{}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#content\">Skip the contents</a>\n<header>\n{}<h1>{title}</h1>\n",
        tone_styles(),
        logo(report)
    );
    let confidential = report.branding.confidentiality.clone().unwrap_or_default();
    for words in [&report.subtitle, &report.shown_date(), &confidential] {
        if !words.is_empty() {
            let _ = writeln!(out, "<p>{}</p>", escape(words));
        }
    }
    if let Some(reason) = &report.draft {
        let _ = writeln!(out, "<p class=\"draft\">DRAFT: {}</p>", escape(reason));
    }
    if !report.identity.is_empty() {
        out.push_str("<dl>\n");
        for (label, value) in &report.identity {
            let _ = writeln!(out, "<dt>{}</dt><dd>{}</dd>", escape(label), escape(value));
        }
        out.push_str("</dl>\n");
    }
    out.push_str("</header>\n<nav aria-label=\"Contents\">\n<ol>\n");
    // Its own contents, with links, stand here already.
    let sections = || report.sections.iter().filter(|one| !one.is_contents());
    for section in sections() {
        let _ = writeln!(
            out,
            "<li><a href=\"#{}\">{}</a></li>",
            section.place(),
            escape(&section.heading)
        );
    }
    out.push_str("</ol>\n</nav>\n<main id=\"content\" tabindex=\"-1\">\n");
    for one in sections() {
        section(&mut out, one, steps)?;
    }
    let _ = write!(
        out,
        "</main>\n<footer><p class=\"quiet\">{}</p></footer>\n</body>\n</html>\n",
        escape(&report.footer)
    );
    steps.nearly()?;
    Ok(out)
}

fn section(out: &mut String, section: &Section, steps: &mut Steps<'_>) -> Result<(), Canceled> {
    let class = match section.lies() {
        Orientation::Portrait => "",
        Orientation::Landscape => " class=\"sideways\"",
    };
    let _ = writeln!(
        out,
        "<section{class}>\n<h2 id=\"{}\">{}</h2>",
        section.place(),
        escape(&section.heading)
    );
    let mut heading = section.heading.as_str();
    for one in &section.blocks {
        if let Block::Heading { text, .. } = one {
            heading = text;
        }
        block(out, one, heading, steps)?;
    }
    out.push_str("</section>\n");
    Ok(())
}

/// The logo as a part of the page.
fn logo(report: &Report) -> String {
    let Some(logo) = &report.logo else {
        return String::new();
    };
    let (width, height) = logo.on_paper();
    let data = base64::engine::general_purpose::STANDARD.encode(&logo.png);
    format!(
        "<p><img alt=\"{}\" style=\"width:{width:.0}pt;height:{height:.0}pt\" src=\"data:image/png;base64,{data}\"></p>\n",
        escape(&report.branding.logo_words())
    )
}

/// A class for each tone.
fn tone_styles() -> String {
    let hex = |color: palette::Rgb| -> String {
        color.iter().map(|part| format!("{part:02x}")).collect()
    };
    let rule = |tone: Tone| {
        let (fill, ink) = palette::tone(tone);
        let class = class(tone);
        format!(".{class}{{background:#{};color:#{}}}", hex(fill), hex(ink))
    };
    Tone::ALL.map(rule).concat()
}

fn block(
    out: &mut String,
    block: &Block,
    heading: &str,
    steps: &mut Steps<'_>,
) -> Result<(), Canceled> {
    match block {
        Block::Heading { level, text } => {
            let level = u8::clamp(*level, 2, 3) + 1;
            let _ = writeln!(out, "<h{level}>{}</h{level}>", escape(text));
        }
        Block::Paragraph(words) => {
            let _ = writeln!(out, "<p>{}</p>", spans(words));
        }
        Block::Callout { tone, text } => {
            let sign = sign(*tone);
            let class = class(*tone);
            let _ = writeln!(
                out,
                "<div class=\"callout {class}\"><p>{sign}{}</p></div>",
                spans(text)
            );
        }
        Block::List(items) => list(out, "<ul>", items),
        Block::Checklist(items) => list(out, "<ul class=\"check\">", items),
        Block::KeyValues(pairs) => {
            out.push_str("<dl>\n");
            for (label, value) in pairs {
                let _ = writeln!(out, "<dt>{}</dt><dd>{}</dd>", escape(label), spans(value));
            }
            out.push_str("</dl>\n");
        }
        Block::Table(one) => table(out, one, heading, steps)?,
        Block::Chart(one) => out.push_str(&chart(one)),
        Block::SignatureLines(labels) => {
            for label in labels {
                let _ = writeln!(
                    out,
                    "<p>{}: <span class=\"sign\"></span></p>",
                    escape(label)
                );
            }
        }
    }
    steps.step()
}

fn list(out: &mut String, open: &str, items: &[Vec<Span>]) {
    let _ = writeln!(out, "{open}");
    for item in items {
        let _ = writeln!(out, "<li>{}</li>", spans(item));
    }
    out.push_str("</ul>\n");
}

/// A table. Where it has no caption, those who hear it are told the heading
/// it stands under. A wide one can be scrolled with the keyboard.
fn table(
    out: &mut String,
    table: &Table,
    heading: &str,
    steps: &mut Steps<'_>,
) -> Result<(), Canceled> {
    if table.columns.is_empty() {
        return Ok(());
    }
    let name = match table.caption.as_str() {
        "" => heading,
        caption => caption,
    };
    let _ = match table.columns.len() > WIDE {
        true => writeln!(
            out,
            "<div class=\"wide\" role=\"region\" aria-label=\"{}\" tabindex=\"0\"><table>",
            escape(name)
        ),
        false => writeln!(out, "<div class=\"wide\"><table>"),
    };
    let class = if table.caption.is_empty() {
        " class=\"heard\""
    } else {
        ""
    };
    let _ = writeln!(out, "<caption{class}>{}</caption>", escape(name));
    out.push_str("<thead><tr>");
    for column in &table.columns {
        let _ = match column.heading.as_str() {
            // The corner of a table of models side by side heads nothing.
            "" => write!(out, "<td></td>"),
            heading => write!(out, "<th scope=\"col\">{}</th>", breakable(heading)),
        };
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    if table.rows.is_empty() {
        let columns = table.columns.len();
        let _ = writeln!(out, "<tr><td colspan=\"{columns}\">No rows</td></tr>");
    }
    // The first cell names its row; where there is nothing else, it is the row.
    let several = table.columns.len() > 1;
    for row in &table.rows {
        out.push_str("<tr>");
        for (index, cell) in row.iter().enumerate() {
            let _ = match (several, index) {
                (true, 0) => write!(out, "<th scope=\"row\">{}</th>", cell_words(cell)),
                _ => write!(out, "<td>{}</td>", cell_words(cell)),
            };
        }
        out.push_str("</tr>\n");
        steps.step()?;
    }
    out.push_str("</tbody>\n</table></div>\n");
    Ok(())
}

/// The words of a cell, as a badge where it has a tone.
fn cell_words(cell: &TableCell) -> String {
    let words = |spans: &[Span]| -> String {
        spans
            .iter()
            .map(|one| marked(one, breakable(&one.text)))
            .collect()
    };
    let badge = |tone: Tone, inner: &str, rest: &[Span]| {
        format!(
            "<span class=\"badge {}\">{}{inner}</span>{}",
            class(tone),
            sign(tone),
            words(rest)
        )
    };
    match (cell.tone, cell.spans.split_first()) {
        (Tone::Neutral, _) => words(&cell.spans),
        (tone, None) => badge(tone, tone.word(), &[]),
        (tone, Some((first, rest))) if first.text.trim().is_empty() => {
            badge(tone, tone.word(), rest)
        }
        (tone, Some((first, rest))) => badge(tone, &words(std::slice::from_ref(first)), rest),
    }
}

/// Words in which very long ones may be broken. Others stay whole, however
/// narrow their column is.
fn breakable(text: &str) -> String {
    const LONG: usize = 32;
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let letters: Vec<char> = word.chars().collect();
        let step = if letters.len() > LONG { LONG / 2 } else { LONG };
        for (index, part) in letters.chunks(step).enumerate() {
            if index > 0 {
                out.push_str("<wbr>");
            }
            out.push_str(&escape(&part.iter().collect::<String>()));
        }
    }
    out
}

/// The class of a tone.
pub(super) fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Neutral => "neutral",
        Tone::Good => "good",
        Tone::Condition => "condition",
        Tone::Review => "review",
        Tone::Unknown => "unknown",
        Tone::Bad => "bad",
    }
}

/// The sign before the words of a tone; the words say the same to those who
/// hear them.
fn sign(tone: Tone) -> String {
    match tone.sign() {
        "" => String::new(),
        sign => format!("<span aria-hidden=\"true\">{sign}</span> "),
    }
}

fn spans(spans: &[Span]) -> String {
    spans.iter().map(span).collect()
}

fn span(span: &Span) -> String {
    marked(span, escape(&span.text))
}

/// Words with the style, the link and the place of a span.
fn marked(span: &Span, words: String) -> String {
    let mut words = match span.style {
        Style::Plain => words,
        Style::Bold => format!("<strong>{words}</strong>"),
        Style::Italic => format!("<em>{words}</em>"),
        Style::Quiet => format!("<span class=\"quiet\">{words}</span>"),
    };
    if let Some(link) = span.link.as_deref() {
        if let Some(name) = link.strip_prefix('#') {
            words = format!("<a href=\"#{}\">{words}</a>", place(name));
        } else if let Some(address) = address(link) {
            words = format!("<a href=\"{}\">{words}</a>", escape(address));
        }
    }
    if let Some(name) = &span.anchor {
        words = format!("<span id=\"{}\">{words}</span>", place(name));
    }
    words
}

/// Words as words, also inside quotation marks.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            // No HTML may hold these.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
