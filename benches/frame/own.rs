//! The table drawn by the grid of the program.

use egui::{Id, Ui};
use license_matrix::ui::grid::{Grid, GridCell, GridColumn, GridLine, GridSource, RowHeight};

use super::data::Rows;

impl GridSource for Rows {
    fn lines(&self) -> usize {
        self.count()
    }

    fn line(&self, _: usize) -> GridLine<'_> {
        GridLine::Row {
            selected: false,
            dimmed: false,
        }
    }

    fn cell(&self, line: usize, column: usize) -> Option<GridCell<'_>> {
        let (text, tone) = Rows::cell(self, line, column);
        Some(GridCell {
            text,
            tone,
            strong: column == 0,
            mark: "",
        })
    }

    fn spoken(&self, line: usize, column: usize) -> String {
        Rows::spoken(self, line, column)
    }
}

pub fn draw(ui: &mut Ui, rows: &Rows) {
    let columns: Vec<GridColumn<'_>> = rows
        .labels
        .iter()
        .map(|label| GridColumn {
            id: label,
            label,
            width: 120.0,
            limits: Some((48.0, 1200.0)),
            sorted: None,
            ranked: false,
            filtered: false,
            movable: true,
        })
        .collect();
    let grid = Grid {
        id: Id::unique("bench"),
        salt: 0,
        label: "Rows",
        columns: &columns,
        pinned: 1,
        height: RowHeight::Even(20.0),
        cursor: None,
        selection: None,
        show: (None, None),
        revision: 0,
    };
    grid.show(ui, rows);
}
