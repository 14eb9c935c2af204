//! How wide the columns of a table are, and which stand side by side when
//! there are too many for one page.

use super::PdfError;
use super::layout::Layouter;
use super::shape::FaceId;
use super::spans::StyledSpan;
use super::style;
use super::table::cell_spans;
use super::text::measure;
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
        Ok(split(&minimums, width).into_iter().map(group).collect())
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

/// Splits columns into groups that fit `width`; the first column is in each.
fn split(minimums: &[f32], width: f32) -> Vec<Vec<usize>> {
    let all: Vec<usize> = (0..minimums.len()).collect();
    let fits = minimums.iter().sum::<f32>() <= width && all.len() <= style::GROUP_COLUMNS;
    let Some((first, rest)) = minimums.split_first() else {
        return Vec::new();
    };
    if fits || rest.is_empty() {
        return vec![all];
    }
    let fill = |most: usize| {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut used = f32::INFINITY;
        for (at, least) in rest.iter().enumerate() {
            match groups.last_mut() {
                Some(group) if used + least <= width && group.len() <= most => {
                    group.push(at + 1);
                    used += least;
                }
                _ => {
                    groups.push(vec![0, at + 1]);
                    used = first + least;
                }
            }
        }
        groups
    };
    let greedy = fill(style::GROUP_COLUMNS - 1);
    // The same number of groups, but of about the same size.
    let even = fill(rest.len().div_ceil(greedy.len().max(1)));
    if even.len() == greedy.len() {
        even
    } else {
        greedy
    }
}

/// Shares `width` out by weight, but no column gets less than its minimum.
fn share(minimums: &[f32], weights: &[f32], width: f32) -> Vec<f32> {
    let needed: f32 = minimums.iter().sum();
    if needed >= width {
        return minimums
            .iter()
            .map(|least| least * width / needed)
            .collect();
    }
    let mut fixed = vec![false; minimums.len()];
    loop {
        let taken: f32 = minimums
            .iter()
            .zip(&fixed)
            .filter(|(_, f)| **f)
            .map(|(m, _)| m)
            .sum();
        let sum: f32 = weights
            .iter()
            .zip(&fixed)
            .filter(|(_, f)| !**f)
            .map(|(w, _)| w)
            .sum();
        let scale = if sum > 0.0 {
            (width - taken) / sum
        } else {
            0.0
        };
        let mut changed = false;
        for ((fix, least), weight) in fixed.iter_mut().zip(minimums).zip(weights) {
            if !*fix && weight * scale < *least {
                *fix = true;
                changed = true;
            }
        }
        if !changed {
            return fixed
                .iter()
                .zip(minimums.iter().zip(weights))
                .map(|(fix, (least, weight))| if *fix { *least } else { weight * scale })
                .collect();
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn shares_fill_the_width_and_respect_minimums() {
        let cases: [(&[f32], &[f32]); 4] = [
            (&[40.0, 40.0, 40.0], &[1.0, 1.0, 1.0]),
            (&[100.0, 30.0, 30.0], &[1.0, 5.0, 1.0]),
            (&[34.0], &[3.0]),
            (&[90.0, 90.0, 34.0, 34.0], &[0.1, 0.1, 9.0, 1.0]),
        ];
        for (minimums, weights) in cases {
            let widths = share(minimums, weights, 480.0);
            assert!(
                (widths.iter().sum::<f32>() - 480.0).abs() < 0.01,
                "{widths:?}"
            );
            for (width, least) in widths.iter().zip(minimums) {
                assert!(width >= least, "{widths:?}");
            }
        }
    }

    #[test]
    fn too_little_room_is_shared_fairly() {
        let widths = share(&[400.0, 200.0], &[1.0, 1.0], 300.0);
        assert_eq!(widths, [200.0, 100.0]);
    }

    #[test]
    fn groups_hold_every_column_once_after_the_first() {
        for count in 2..80 {
            let minimums = vec![61.0; count];
            let groups = split(&minimums, 700.0);
            let mut seen = Vec::new();
            for group in &groups {
                assert_eq!(group.first(), Some(&0));
                assert!(group.len() as f32 * 61.0 <= 700.0);
                seen.extend(group.iter().skip(1).copied());
            }
            assert_eq!(seen, (1..count).collect::<Vec<_>>());
        }
        assert_eq!(split(&[50.0], 10.0), [[0]]);
        assert!(split(&[], 10.0).is_empty());
    }
}
