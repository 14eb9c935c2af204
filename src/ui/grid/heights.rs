//! How high lines are that take as much room as their cells need.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use egui::Ui;

use super::galleys::{Setting, lay_out};
use super::{CELL_PADDING, GridCell, GridLine, GridSource, LINE, MARK_ROOM, SIGN_ROOM, TEXT};

/// No letter is wider than so much of its size.
const WIDEST: f32 = 1.25;

/// The heights of lines, kept until something changes that they follow from.
#[derive(Default)]
pub struct Heights {
    made_of: Option<u64>,
    edges: Arc<[f64]>,
}

impl Heights {
    /// Where each line begins, and where the last one ends. Everything is
    /// measured when `made_of` changes, and not before.
    pub fn edges(
        &mut self,
        ui: &Ui,
        source: &dyn GridSource,
        widths: &[f32],
        made_of: u64,
    ) -> Arc<[f64]> {
        if self.made_of != Some(made_of) {
            self.edges = measure(ui, source, widths);
            self.made_of = Some(made_of);
        }
        self.edges.clone()
    }
}

/// A number for what heights follow from.
pub fn made_of(revision: u64, epoch: u64, pixels: f32, widths: &[f32]) -> u64 {
    let mut hasher = DefaultHasher::new();
    (revision, epoch, pixels.to_bits()).hash(&mut hasher);
    for width in widths {
        width.to_bits().hash(&mut hasher);
    }
    hasher.finish()
}

fn measure(ui: &Ui, source: &dyn GridSource, widths: &[f32]) -> Arc<[f64]> {
    let mut known = HashMap::new();
    let mut edges = Vec::with_capacity(source.lines() + 1);
    let mut edge = 0.0_f64;
    edges.push(edge);
    for line in 0..source.lines() {
        let mut height = LINE;
        if matches!(source.line(line), GridLine::Row { .. }) {
            for (column, width) in widths.iter().enumerate() {
                if let Some(cell) = source.cell(line, column) {
                    height = height.max(cell_height(ui, &cell, *width, &mut known));
                }
            }
        }
        // Whole points, so that lines end on pixels.
        edge += f64::from(height.ceil());
        edges.push(edge);
    }
    edges.into()
}

/// How a cell is set on several lines.
pub fn wrapped(cell: &GridCell<'_>, width: f32) -> Setting {
    let sign = if cell.tone.sign().is_empty() {
        0.0
    } else {
        SIGN_ROOM
    };
    let mark = if cell.mark.is_empty() { 0.0 } else { MARK_ROOM };
    Setting {
        strong: cell.strong,
        size: TEXT,
        room: width - 2.0 * CELL_PADDING - sign - mark,
        wrap: true,
    }
}

fn cell_height(
    ui: &Ui,
    cell: &GridCell<'_>,
    width: f32,
    known: &mut HashMap<(u64, u32, bool), f32>,
) -> f32 {
    let setting = wrapped(cell, width);
    // Most cells are short.
    let letters = cell.text.len() as f32;
    if letters * TEXT * WIDEST <= setting.room && !cell.text.contains('\n') {
        return LINE;
    }
    let mut hasher = DefaultHasher::new();
    cell.text.hash(&mut hasher);
    let key = (hasher.finish(), setting.room.to_bits(), cell.strong);
    let measured = || lay_out(ui, cell.text, setting).size().y + CELL_PADDING;
    *known.entry(key).or_insert_with(measured)
}
