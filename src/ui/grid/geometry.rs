//! Where rows and columns of a grid are: numbers only, nothing is drawn here.

use std::ops::Range;
use std::sync::Arc;

/// What pinned columns leave of the view at least, for the others.
const LEAST_ROOM: f32 = 120.0;

/// Where columns are.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// Where each begins, and where the last one ends.
    edges: Vec<f32>,
    pinned: usize,
    offset: f32,
    view: f32,
}

impl Columns {
    /// Columns of these widths, of which the first `pinned` do not scroll, in a
    /// view so wide that is scrolled by `offset`. Where the pinned ones leave
    /// no room for the others, fewer of them are pinned.
    pub fn new(widths: &[f32], pinned: usize, view: f32, offset: f32) -> Self {
        let mut edges = Vec::with_capacity(widths.len() + 1);
        let mut edge = 0.0;
        edges.push(edge);
        for width in widths {
            edge += width;
            edges.push(edge);
        }
        let fits = |count: &usize| edges[*count] + LEAST_ROOM <= view;
        let most = pinned.min(widths.len());
        let pinned = (0..=most).rev().find(fits).unwrap_or(0);
        Self {
            edges,
            pinned,
            offset,
            view,
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.edges.len() - 1
    }

    /// How many are pinned.
    pub fn pinned(&self) -> usize {
        self.pinned
    }

    /// How wide the pinned ones are together.
    pub fn pinned_width(&self) -> f32 {
        self.edges[self.pinned]
    }

    /// How wide all are together.
    pub fn total(&self) -> f32 {
        self.edges[self.count()]
    }

    /// Where a column begins in the view, and where it ends.
    pub fn span(&self, column: usize) -> Range<f32> {
        let shift = if column < self.pinned {
            0.0
        } else {
            self.offset
        };
        self.edges[column] - shift..self.edges[column + 1] - shift
    }

    /// The columns that scroll and of which something is in sight.
    pub fn in_sight(&self) -> Range<usize> {
        let from = self.offset + self.pinned_width();
        let to = self.offset + self.view;
        let first = self.edges.partition_point(|edge| *edge <= from);
        let first = first.saturating_sub(1).max(self.pinned);
        let last = self.edges.partition_point(|edge| *edge < to);
        first..last.min(self.count()).max(first)
    }

    /// The column at a place in the view.
    pub fn at(&self, x: f32) -> Option<usize> {
        let pinned = x < self.pinned_width();
        let x = if pinned { x } else { x + self.offset };
        let after = self.edges.partition_point(|edge| *edge <= x);
        let column = after.checked_sub(1)?;
        (column < self.count()).then_some(column)
    }

    /// The gap between columns that is nearest to a place in the view, by the
    /// column after it.
    pub fn gap_at(&self, x: f32) -> usize {
        if x < 0.0 {
            return 0;
        }
        match self.at(x) {
            Some(column) => {
                let span = self.span(column);
                column + usize::from(x > (span.start + span.end) / 2.0)
            }
            None => self.count(),
        }
    }

    /// The offset nearest to the present one at which a column is in sight.
    pub fn offset_to_show(&self, column: usize) -> f32 {
        if column < self.pinned || column >= self.count() {
            return self.offset;
        }
        let least = self.edges[column + 1] - self.view;
        let most = self.edges[column] - self.pinned_width();
        // Where it is wider than the view its beginning is shown.
        self.offset.max(least).min(most).max(0.0)
    }
}

/// Where lines are. Rows may be very many, so that places are `f64`.
#[derive(Debug, Clone, PartialEq)]
pub enum Lines {
    /// All are equally high.
    Even {
        /// How many there are.
        count: usize,
        /// How high each is.
        height: f32,
    },
    /// Where each begins, and where the last one ends.
    Edges(Arc<[f64]>),
}

impl Lines {
    /// How many there are.
    pub fn count(&self) -> usize {
        match self {
            Lines::Even { count, .. } => *count,
            Lines::Edges(edges) => edges.len().saturating_sub(1),
        }
    }

    /// Where a line begins; behind the last one where that ends.
    pub fn top(&self, line: usize) -> f64 {
        match self {
            Lines::Even { count, height } => line.min(*count) as f64 * f64::from(*height),
            Lines::Edges(edges) => edges.get(line).or(edges.last()).copied().unwrap_or(0.0),
        }
    }

    /// How high a line is.
    pub fn height(&self, line: usize) -> f32 {
        (self.top(line + 1) - self.top(line)) as f32
    }

    /// How high all are together.
    pub fn total(&self) -> f64 {
        self.top(self.count())
    }

    /// The line at a place; none before the first and behind the last.
    pub fn at(&self, y: f64) -> Option<usize> {
        if y < 0.0 {
            return None;
        }
        let line = match self {
            Lines::Even { height, .. } => (y / f64::from(*height)) as usize,
            Lines::Edges(edges) => edges.partition_point(|edge| *edge <= y).checked_sub(1)?,
        };
        (line < self.count()).then_some(line)
    }

    /// The lines of which something is between two places.
    pub fn between(&self, from: f64, to: f64) -> Range<usize> {
        let first = self.at(from.max(0.0)).unwrap_or(self.count());
        let last = match self.at(to) {
            // One that only begins where the view ends is not in sight.
            Some(line) => line + usize::from(self.top(line) < to),
            None => self.count(),
        };
        first..last.max(first)
    }

    /// The offset nearest to the present one at which a line is in sight.
    pub fn offset_to_show(&self, line: usize, offset: f64, view: f64) -> f64 {
        let least = self.top(line + 1) - view;
        offset.max(least).min(self.top(line)).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(offset: f32) -> Columns {
        Columns::new(&[100.0, 50.0, 60.0, 70.0, 80.0], 1, 250.0, offset)
    }

    #[test]
    fn only_what_is_in_sight_is_named() {
        assert_eq!(columns(0.0).in_sight(), 1..4);
        // The second column is beneath the pinned one.
        assert_eq!(columns(50.0).in_sight(), 2..5);
        assert_eq!(columns(110.0).in_sight(), 3..5);
        assert_eq!(columns(0.0).total(), 360.0);
        let none = Columns::new(&[], 1, 250.0, 0.0);
        assert_eq!((none.in_sight(), none.at(3.0)), (0..0, None));
    }

    #[test]
    fn a_place_names_the_pinned_column_before_one_beneath_it() {
        assert_eq!(columns(50.0).at(20.0), Some(0));
        assert_eq!(columns(50.0).at(101.0), Some(2));
        assert_eq!(columns(0.0).at(101.0), Some(1));
        assert_eq!(columns(110.0).at(251.0), None);
        assert_eq!(columns(0.0).gap_at(124.0), 1);
        assert_eq!(columns(0.0).gap_at(126.0), 2);
        assert_eq!(columns(0.0).gap_at(-5.0), 0);
        assert_eq!(columns(110.0).gap_at(900.0), 5);
    }

    #[test]
    fn a_column_is_brought_into_sight_by_the_shortest_way() {
        assert_eq!(columns(0.0).offset_to_show(4), 110.0);
        assert_eq!(columns(110.0).offset_to_show(1), 0.0);
        assert_eq!(columns(20.0).offset_to_show(2), 20.0);
        assert_eq!(columns(20.0).offset_to_show(0), 20.0);
    }

    #[test]
    fn pinned_columns_leave_room_in_a_narrow_window() {
        let widths = [100.0, 100.0, 100.0];
        let pinned = |view| Columns::new(&widths, 2, view, 0.0).pinned();
        assert_eq!((pinned(400.0), pinned(300.0), pinned(150.0)), (2, 1, 0));
    }

    #[test]
    fn even_lines_and_measured_ones_agree() {
        let even = Lines::Even {
            count: 4,
            height: 10.0,
        };
        let edges = Lines::Edges(Arc::from([0.0, 10.0, 20.0, 30.0, 40.0]));
        for lines in [even, edges] {
            assert_eq!(lines.total(), 40.0);
            assert_eq!(lines.between(5.0, 20.0), 0..2);
            assert_eq!(lines.between(10.0, 21.0), 1..3);
            assert_eq!(lines.between(35.0, 90.0), 3..4);
            assert_eq!((lines.at(40.0), lines.at(-1.0)), (None, None));
            assert_eq!(lines.offset_to_show(3, 0.0, 20.0), 20.0);
            assert_eq!(lines.offset_to_show(0, 25.0, 20.0), 0.0);
            assert_eq!(lines.offset_to_show(2, 15.0, 20.0), 15.0);
        }
    }

    #[test]
    fn the_last_of_very_many_lines_is_where_it_ends() {
        let lines = Lines::Even {
            count: 1_000_000,
            height: 26.0,
        };
        let top = lines.top(999_999);
        assert_eq!(lines.at(top + 1.0), Some(999_999));
        assert_eq!(lines.between(top - 26.0, top + 26.0), 999_998..1_000_000);
    }
}
