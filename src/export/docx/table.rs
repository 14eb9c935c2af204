//! Tables: columns as wide as their words ask for, and side by side only as many
//! as the page has room for.

use docx_rs::{
    Docx, Paragraph, Shading, Table as DocTable, TableCell as DocCell, TableCellMargins,
    TableLayoutType, TableRow, WidthType,
};

use super::super::palette;
use super::super::widths::{share, split};
use super::words::{Places, hex, one_span, text};
use crate::matrix::Tone;
use crate::report::{Table, TableCell};

/// Type sizes in half points: of tables with few columns, and of others.
const SIZE: usize = 17;
const SMALL: usize = 14;

/// Tables of more columns are set smaller.
const WIDE: usize = 7;

/// At most this many columns side by side.
const MOST: usize = 12;

/// Space at the left and the right of a cell together, in twentieths of a point.
const PADDING: f32 = 170.0;

/// No column asks for more than this to keep a long word whole.
const MOST_ASKED: f32 = 2200.0;

/// Twentieths of a point that a letter takes for each half point of its size.
/// On the safe side: fonts differ from one machine to the next.
const LETTER: f32 = 5.2;

/// Adds a table to a document with this much room between its margins, in
/// twentieths of a point.
pub(super) fn add_table(doc: Docx, places: &Places, table: &Table, room: f32) -> Docx {
    if table.columns.is_empty() {
        return doc;
    }
    let size = if table.columns.len() > WIDE {
        SMALL
    } else {
        SIZE
    };
    let least: Vec<f32> = (0..table.columns.len())
        .map(|index| least_width(table, index, size))
        .collect();
    let groups = split(&least, room, MOST);
    let mut doc = doc;
    for (number, group) in groups.iter().enumerate() {
        let mut caption = table.caption.clone();
        if groups.len() > 1 {
            let part = format!("(part {} of {})", number + 1, groups.len());
            caption = format!("{caption} {part}").trim_start().to_owned();
        }
        if !caption.is_empty() {
            let words = text(&caption).bold();
            doc = doc.add_paragraph(Paragraph::new().keep_next(true).add_run(words));
        }
        let widths = shared(table, group, &least, room);
        doc = doc
            .add_table(one_table(places, table, group, &widths, size))
            .add_paragraph(Paragraph::new());
    }
    doc
}

/// What the longest word of a column takes.
fn least_width(table: &Table, index: usize, size: usize) -> f32 {
    let cells = table.rows.iter().filter_map(|row| row.get(index));
    let words = cells
        .flat_map(|cell| &cell.spans)
        .map(|span| span.text.as_str());
    let heading = table
        .columns
        .get(index)
        .map(|column| column.heading.as_str());
    let longest = words
        .chain(heading)
        // Lines are broken after hyphens as well.
        .flat_map(|text| text.split(|c: char| c.is_whitespace() || c == '-'))
        .map(|word| word.chars().count())
        .max()
        .unwrap_or_default();
    let toned = |row: &Vec<TableCell>| row.get(index).is_some_and(|one| one.tone != Tone::Neutral);
    let sign = if table.rows.iter().any(toned) { 2 } else { 0 };
    ((longest + sign) as f32 * LETTER * size as f32 + PADDING).min(MOST_ASKED)
}

/// The widths of the columns of a group.
fn shared(table: &Table, group: &[usize], least: &[f32], room: f32) -> Vec<usize> {
    let weight = |at: usize| {
        let weight = table.columns[at].weight;
        if weight.is_finite() && weight > 0.0 {
            weight
        } else {
            1.0
        }
    };
    let minimums: Vec<f32> = group.iter().map(|&at| least[at]).collect();
    let weights: Vec<f32> = group.iter().map(|&at| weight(at)).collect();
    let widths = share(&minimums, &weights, room).into_iter();
    // Positive, and far below the limits of the type.
    widths.map(|width| width.max(1.0) as usize).collect()
}

fn one_table(
    places: &Places,
    table: &Table,
    group: &[usize],
    widths: &[usize],
    size: usize,
) -> DocTable {
    let head = group.iter().zip(widths).map(|(&at, width)| {
        let words = text(&table.columns[at].heading).bold().size(size);
        DocCell::new()
            .add_paragraph(Paragraph::new().keep_next(true).add_run(words))
            .shading(Shading::new().fill(hex(palette::HEAD)))
            .width(*width, WidthType::Dxa)
    });
    let mut rows = vec![TableRow::new(head.collect()).cant_split()];
    for row in &table.rows {
        let cells = group
            .iter()
            .zip(widths)
            .map(|(&at, width)| match row.get(at) {
                Some(cell) => one_cell(places, cell, *width, size),
                None => DocCell::new().add_paragraph(Paragraph::new()),
            });
        rows.push(TableRow::new(cells.collect()).cant_split());
    }
    if table.rows.is_empty() {
        let words = Paragraph::new().add_run(text("No rows").size(size));
        let cell = DocCell::new().add_paragraph(words).grid_span(group.len());
        rows.push(TableRow::new(vec![cell]).cant_split());
    }
    DocTable::new(rows)
        .set_grid(widths.to_vec())
        .margins(TableCellMargins::new().margin(40, 80, 40, 80))
        .layout(TableLayoutType::Fixed)
}

fn one_cell(places: &Places, cell: &TableCell, width: usize, size: usize) -> DocCell {
    let mut paragraph = Paragraph::new();
    let mut made = DocCell::new().width(width, WidthType::Dxa);
    let mut ink = None;
    if cell.tone != Tone::Neutral {
        let (fill, color) = palette::tone(cell.tone);
        made = made.shading(Shading::new().fill(hex(fill)));
        let sign = text(&format!("{} ", cell.tone.sign()));
        paragraph = paragraph.add_run(sign.size(size).color(hex(color)));
        ink = Some(hex(color));
    }
    for span in &cell.spans {
        paragraph = one_span(places, paragraph, span, ink.as_deref(), Some(size));
    }
    made.add_paragraph(paragraph)
}
