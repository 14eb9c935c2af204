//! How wide the columns of a table are, and which stand side by side when
//! there are too many for one page.

use super::PdfError;
use super::layout::Layouter;
use super::shape::FaceId;
use super::spans::StyledSpan;
use super::style;
use super::table::cell_spans;
use super::text::measure;
use crate::export::widths::{share, split};
use crate::report::Table;

/// Columns that stand side by side.
pub struct Group {
    /// Columns of the table, from 0.
    pub columns: Vec<usize>,
    /// Their widths.
    pub widths: Vec<f32>,
}

impl Layouter<'_, '_> {
    /// Decides which columns stand side by side and how wide they are.
    pub(super) fn groups(&mut self, table: &Table) -> Result<Vec<Group>, PdfError> {
        let width = self.flow.content_width();
        let (mut minimums, wants) = self.extents(table)?;
        let one = minimums.iter().sum::<f32>() <= width;
        if let (false, Some(first), Some(want)) = (one, minimums.first_mut(), wants.first()) {
            // The first column names the rows: it is repeated, so not squeezed.
            *first = *want;
        }
        let weights: Vec<f32> = table
            .columns
            .iter()
            .map(|column| column.weight)
            .map(|weight| {
                if weight.is_finite() && weight > 0.0 {
                    weight
                } else {
                    1.0
                }
            })
            .collect();
        let group = |columns: Vec<usize>| {
            let pick = |from: &[f32]| -> Vec<f32> {
                columns
                    .iter()
                    .filter_map(|at| from.get(*at).copied())
                    .collect()
            };
            let (least, wanted, weights) = (pick(&minimums), pick(&wants), pick(&weights));
            // Short texts stay on one line when all columns can have that.
            let least = if wanted.iter().sum::<f32>() <= width {
                wanted
            } else {
                least
            };
            let widths = share(&least, &weights, width);
            Group { columns, widths }
        };
        Ok(split(&minimums, width, style::GROUP_COLUMNS)
            .into_iter()
            .map(group)
            .collect())
    }

    /// For each column the least width that keeps its words whole, and the
    /// width that keeps short texts on one line.
    fn extents(&mut self, table: &Table) -> Result<(Vec<f32>, Vec<f32>), PdfError> {
        let mut minimums = Vec::with_capacity(table.columns.len());
        let mut wants = Vec::with_capacity(table.columns.len());
        for (index, column) in table.columns.iter().enumerate() {
            let heading =
                StyledSpan::new(&column.heading, FaceId::Bold, style::CELL.font, style::INK);
            let heading = measure(&mut self.shaping, &[heading]);
            let (mut least, mut want) = (heading.least, heading.whole.min(heading.least * 1.5));
            for cell in table.rows.iter().filter_map(|row| row.get(index)) {
                if least >= style::COLUMN_MIN_CAP && want >= style::COLUMN_WANT_CAP {
                    break;
                }
                let (badge, rest) = cell_spans(cell);
                if !badge.is_empty() {
                    let inner = measure(&mut self.shaping, &badge);
                    least = least.max(inner.least + 2.0 * style::BADGE_PAD_X);
                    want = want.max(inner.whole + 2.0 * style::BADGE_PAD_X);
                }
                let inner = measure(&mut self.shaping, &rest);
                least = least.max(inner.least);
                want = want.max(inner.whole);
            }
            let pad = 2.0 * style::CELL_PAD_X + 0.5;
            let least = (least + pad).clamp(style::COLUMN_MIN, style::COLUMN_MIN_CAP);
            let want = (want + pad).clamp(least, style::COLUMN_WANT_CAP);
            minimums.push(least);
            wants.push(want);
            self.ticker.tell()?;
        }
        Ok((minimums, wants))
    }
}

/// Says which columns of the table a group shows.
pub fn columns_note(group: &Group, total: usize, index: usize) -> String {
    let shown = group
        .columns
        .get(usize::from(index > 0)..)
        .unwrap_or_default();
    let first = shown.first().map_or(0, |at| at + 1);
    let last = shown.last().map_or(0, |at| at + 1);
    if first == last {
        format!("column {first} of {total}")
    } else {
        format!("columns {first} to {last} of {total}")
    }
}
