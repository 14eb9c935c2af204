//! The runs of text of a section, wherever they stand.

use super::model::{Block, Section, Span};

impl Section {
    /// All runs of text, in reading order.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        self.blocks.iter().flat_map(|block| -> Vec<&Span> {
            match block {
                Block::Paragraph(spans) | Block::Callout { text: spans, .. } => {
                    spans.iter().collect()
                }
                Block::List(items) | Block::Checklist(items) => items.iter().flatten().collect(),
                Block::KeyValues(pairs) => pairs.iter().flat_map(|(_, spans)| spans).collect(),
                Block::Table(table) => {
                    let cells = table.rows.iter().flatten();
                    cells.flat_map(|cell| &cell.spans).collect()
                }
                Block::Heading { .. } | Block::Chart(_) | Block::SignatureLines(_) => Vec::new(),
            }
        })
    }

    /// The same, to be changed.
    pub fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        self.blocks.iter_mut().flat_map(|block| -> Vec<&mut Span> {
            match block {
                Block::Paragraph(spans) | Block::Callout { text: spans, .. } => {
                    spans.iter_mut().collect()
                }
                Block::List(items) | Block::Checklist(items) => {
                    items.iter_mut().flatten().collect()
                }
                Block::KeyValues(pairs) => pairs.iter_mut().flat_map(|(_, spans)| spans).collect(),
                Block::Table(table) => {
                    let cells = table.rows.iter_mut().flatten();
                    cells.flat_map(|cell| &mut cell.spans).collect()
                }
                Block::Heading { .. } | Block::Chart(_) | Block::SignatureLines(_) => Vec::new(),
            }
        })
    }
}
