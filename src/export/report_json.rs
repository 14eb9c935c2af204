//! A report as JSON, in the shape of `assets/report.schema.json`.

use serde_json::{Map, Value, json};

use super::web::address;
use crate::report::{Block, Chart, Orientation, Report, Section, Span, Style, Table, TableCell};

/// The JSON Schema of the shape.
#[cfg(feature = "cli")]
pub const SCHEMA: &str = crate::assets::REPORT_SCHEMA;

/// Counts up when the shape changes so that readers have to change.
const VERSION: u32 = 1;

/// The report as a JSON value; keys are in a fixed order.
pub fn report_json(report: &Report) -> Value {
    let identity: Vec<Value> = report
        .identity
        .iter()
        .map(|(label, value)| json!({ "label": label, "value": value }))
        .collect();
    json!({
        "schema": "license-matrix/report",
        "version": VERSION,
        "title": report.title,
        "subtitle": report.subtitle,
        "date": report.date,
        "identity": identity,
        "confidentiality": report.branding.confidentiality,
        "draft": report.draft,
        "footer": report.footer,
        "sections": report.sections.iter().map(section).collect::<Vec<_>>(),
    })
}

fn section(section: &Section) -> Value {
    json!({
        "heading": section.heading,
        "place": section.place(),
        "landscape": section.orientation == Orientation::Landscape,
        "blocks": section.blocks.iter().map(block).collect::<Vec<_>>(),
    })
}

fn block(block: &Block) -> Value {
    let items = |items: &[Vec<Span>]| items.iter().map(|item| spans(item)).collect::<Vec<_>>();
    match block {
        Block::Heading { level, text } => {
            json!({ "type": "heading", "level": level, "text": text })
        }
        Block::Paragraph(words) => json!({ "type": "paragraph", "spans": spans(words) }),
        Block::Callout { tone, text } => {
            json!({ "type": "callout", "tone": tone.word(), "spans": spans(text) })
        }
        Block::List(list) => json!({ "type": "list", "items": items(list) }),
        Block::Checklist(list) => json!({ "type": "checklist", "items": items(list) }),
        Block::KeyValues(pairs) => {
            let pairs: Vec<Value> = pairs
                .iter()
                .map(|(label, value)| json!({ "label": label, "spans": spans(value) }))
                .collect();
            json!({ "type": "key_values", "pairs": pairs })
        }
        Block::Table(one) => table(one),
        Block::Chart(one) => chart(one),
        Block::SignatureLines(labels) => json!({ "type": "signature_lines", "labels": labels }),
    }
}

fn table(table: &Table) -> Value {
    let columns: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.heading.as_str())
        .collect();
    let rows: Vec<Vec<Value>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(cell).collect())
        .collect();
    json!({ "type": "table", "caption": table.caption, "columns": columns, "rows": rows })
}

fn cell(cell: &TableCell) -> Value {
    json!({ "tone": cell.tone.word(), "spans": spans(&cell.spans) })
}

fn chart(chart: &Chart) -> Value {
    let mut told = json!({
        "type": "chart",
        "title": chart.title(),
        "description": chart.description(),
    });
    let more = match chart {
        Chart::Lines(chart) => {
            let lines: Vec<Value> = chart
                .lines
                .iter()
                .map(|line| json!({ "at_the_least": line.broken, "points": line.points }))
                .collect();
            let crossing = chart.crossing.as_ref().map(|((month, figure), words)| {
                json!({ "month": month, "figure": figure, "label": words })
            });
            json!({ "kind": "lines", "limit": chart.limit.0, "lines": lines, "crossing": crossing })
        }
        Chart::Bar(chart) => {
            let parts: Vec<Value> = chart
                .parts
                .iter()
                .map(|(tone, label, count)| {
                    json!({ "tone": tone.word(), "label": label, "count": count })
                })
                .collect();
            json!({ "kind": "bar", "parts": parts })
        }
    };
    if let (Value::Object(told), Value::Object(more)) = (&mut told, more) {
        told.extend(more);
    }
    told
}

fn spans(spans: &[Span]) -> Vec<Value> {
    spans.iter().map(span).collect()
}

/// A run of text; what says nothing is left out.
fn span(span: &Span) -> Value {
    let mut told = Map::new();
    told.insert("text".to_owned(), json!(span.text));
    let style = match span.style {
        Style::Plain => None,
        Style::Bold => Some("bold"),
        Style::Italic => Some("italic"),
        Style::Quiet => Some("quiet"),
    };
    // Nothing that runs.
    let opens = |link: &&str| link.starts_with('#') || address(link).is_some();
    let link = span.link.as_deref().filter(opens);
    for (key, value) in [
        ("style", style),
        ("link", link),
        ("anchor", span.anchor.as_deref()),
    ] {
        if let Some(value) = value {
            told.insert(key.to_owned(), json!(value));
        }
    }
    Value::Object(told)
}
