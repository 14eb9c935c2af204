//! The matrix in a report: rows and columns as they are on screen.

use super::build::{Input, column};
use super::model::{Block, Orientation, Section, Table, TableCell, TableColumn};
use crate::matrix::View;

/// The heading of the section that holds the matrix.
pub const MATRIX: &str = "Matrix";

/// The matrix, rows and columns as on screen.
pub(super) fn matrix(input: &Input<'_>) -> Section {
    let caption = "As the license texts say; the documents are listed under Sources.";
    Section {
        heading: MATRIX.to_owned(),
        orientation: Orientation::Landscape,
        new_page: true,
        blocks: vec![Block::Table(matrix_table(input.view, caption))],
    }
}

/// A view of the matrix as a table.
pub(super) fn matrix_table(view: &View<'_>, caption: &str) -> Table {
    let columns: Vec<TableColumn> = view
        .headings()
        .zip(&view.columns)
        .map(|(heading, &index)| column(heading, weight(view, index)))
        .collect();
    let rows = view
        .rows()
        .map(|row| {
            view.cells(row)
                .map(|cell| TableCell::toned(&cell.text, cell.tone))
                .collect()
        })
        .collect();
    Table {
        caption: caption.to_owned(),
        columns,
        rows,
    }
}

/// How wide a column is beside the others: long texts take several lines, so
/// the width grows with the root of their length.
fn weight(view: &View<'_>, column: usize) -> f32 {
    let longest = view
        .rows()
        .map(|row| row.cells[column].text.chars().count())
        .max()
        .unwrap_or(0);
    (longest as f32).sqrt().clamp(2.4, 7.5)
}
