//! A report as JSON, in the shape of `assets/report.schema.json`.

use std::cell::RefCell;

use serde::ser::{Error, Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value, json};

use super::progress::{Canceled, Steps};
use super::web::address;
use crate::report::{Block, Chart, Orientation, Report, Section, Span, Style, TableCell};

/// The JSON Schema of the shape.
#[cfg(feature = "cli")]
pub const SCHEMA: &str = crate::assets::REPORT_SCHEMA;

/// Counts up when the shape changes so that readers have to change.
const VERSION: u32 = 1;

/// The report as JSON; keys are in a fixed order. Rows are turned into JSON one
/// after the other: of a long table there is never more than one.
///
/// # Errors
/// [`Canceled`] when the caller of `steps` asked to stop.
pub fn write_json(report: &Report, steps: &mut Steps<'_>) -> Result<String, Canceled> {
    let whole = Whole(report, &RefCell::new(steps));
    // Words in memory can be written; only a caller who stops is in the way.
    let mut text = serde_json::to_string_pretty(&whole).map_err(|_| Canceled)?;
    text.push('\n');
    Ok(text)
}

/// Steps that are told from within the serializer.
type Telling<'t, 'p> = &'t RefCell<&'t mut Steps<'p>>;

fn step<E: Error>(steps: Telling<'_, '_>) -> Result<(), E> {
    let told = steps.borrow_mut().step();
    told.map_err(|Canceled| E::custom("canceled"))
}

struct Whole<'t, 'p>(&'t Report, Telling<'t, 'p>);

impl Serialize for Whole<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Whole(report, steps) = self;
        let identity: Vec<Value> = report
            .identity
            .iter()
            .map(|(label, value)| json!({ "label": label, "value": value }))
            .collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", "license-matrix/report")?;
        map.serialize_entry("version", &VERSION)?;
        map.serialize_entry("title", &report.title)?;
        map.serialize_entry("subtitle", &report.subtitle)?;
        map.serialize_entry("date", &report.date)?;
        map.serialize_entry("identity", &identity)?;
        map.serialize_entry("confidentiality", &report.branding.confidentiality)?;
        map.serialize_entry("draft", &report.draft)?;
        map.serialize_entry("footer", &report.footer)?;
        let section = |section| Part::Section(section, steps);
        map.serialize_entry("sections", &Parts(&report.sections, section))?;
        map.end()
    }
}

/// What is turned into JSON only when its turn comes.
enum Part<'t, 'p> {
    Section(&'t Section, Telling<'t, 'p>),
    Block(&'t Block, Telling<'t, 'p>),
    Row(&'t [TableCell], Telling<'t, 'p>),
}

impl<'t> Serialize for Part<'t, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Part::Section(section, steps) => {
                let mut map = serializer.serialize_map(None)?;
                let landscape = section.orientation == Orientation::Landscape;
                map.serialize_entry("heading", &section.heading)?;
                map.serialize_entry("place", &section.place())?;
                map.serialize_entry("landscape", &landscape)?;
                let block = |block| Part::Block(block, steps);
                map.serialize_entry("blocks", &Parts(&section.blocks, block))?;
                map.end()
            }
            Part::Block(Block::Table(table), steps) => {
                let columns = table.columns.iter();
                let columns: Vec<&str> = columns.map(|column| column.heading.as_str()).collect();
                let mut map = serializer.serialize_map(None)?;
                map.serialize_entry("type", "table")?;
                map.serialize_entry("caption", &table.caption)?;
                map.serialize_entry("columns", &columns)?;
                let row = |row: &'t Vec<TableCell>| Part::Row(row, steps);
                map.serialize_entry("rows", &Parts(&table.rows, row))?;
                step(steps)?;
                map.end()
            }
            Part::Block(other, steps) => {
                step(steps)?;
                block(other).serialize(serializer)
            }
            Part::Row(row, steps) => {
                step(steps)?;
                serializer.collect_seq(row.iter().map(cell))
            }
        }
    }
}

/// A list of parts.
struct Parts<'t, T, F>(&'t [T], F);

impl<'t, 'p: 't, T, F: Fn(&'t T) -> Part<'t, 'p>> Serialize for Parts<'t, T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(&self.1))
    }
}

/// A block that is no table; tables are told row by row.
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
        Block::Table(_) => Value::Null,
        Block::Chart(one) => chart(one),
        Block::SignatureLines(labels) => json!({ "type": "signature_lines", "labels": labels }),
    }
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
