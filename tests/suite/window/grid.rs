//! The grid alone: how much work a frame is.

use std::cell::Cell;

use egui::{Id, Ui, pos2};
use egui_kittest::Harness;
use license_matrix::matrix::Tone;
use license_matrix::ui::grid::{
    Grid, GridCell, GridColumn, GridLine, GridOutput, GridSource, RowHeight,
};

use super::*;

/// Very many rows, and how often they were asked for.
struct Counted {
    rows: usize,
    asked: Cell<usize>,
}

impl GridSource for Counted {
    fn lines(&self) -> usize {
        self.rows
    }

    fn line(&self, _: usize) -> GridLine<'_> {
        self.asked.set(self.asked.get() + 1);
        GridLine::Row {
            selected: false,
            dimmed: false,
        }
    }

    fn cell(&self, line: usize, _: usize) -> Option<GridCell<'_>> {
        assert!(line < self.rows, "{line}");
        self.asked.set(self.asked.get() + 1);
        Some(GridCell {
            text: "Conditional",
            tone: Tone::Condition,
            strong: false,
            mark: "",
        })
    }

    fn spoken(&self, line: usize, column: usize) -> String {
        format!("{line} {column}")
    }
}

fn draw(ui: &mut Ui, source: &Counted, show: Option<usize>) -> GridOutput {
    let labels: Vec<String> = (0..20).map(|column| format!("Column {column}")).collect();
    let columns: Vec<GridColumn<'_>> = labels
        .iter()
        .map(|label| GridColumn {
            id: label,
            label,
            width: 120.0,
            limits: None,
            sorted: None,
            ranked: false,
            filtered: false,
            movable: false,
        })
        .collect();
    let grid = Grid {
        id: Id::unique("grid"),
        salt: 0,
        label: "Rows",
        columns: &columns,
        pinned: 1,
        height: RowHeight::Even(26.0),
        cursor: None,
        selection: None,
        show: (show, None),
        revision: 0,
    };
    grid.show(ui, source)
}

type Frames = Harness<'static, (Counted, Option<usize>)>;

fn frames(rows: usize) -> Frames {
    let source = Counted {
        rows,
        asked: Cell::new(0),
    };
    let mut harness = Harness::builder()
        .with_size(vec2(1600.0, 1000.0))
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, (source, show): &mut (Counted, Option<usize>)| {
                draw(ui, source, show.take());
            },
            (source, None),
        );
    harness.run();
    harness
}

#[test]
fn the_work_of_a_frame_does_not_grow_with_the_rows() {
    let mut asked = [100, 1_000_000].map(|rows| {
        let mut frames = frames(rows);
        frames.state_mut().0.asked.set(0);
        frames.step();
        let nodes = frames.query_all_by_role(Role::GridCell).count();
        (frames.state().0.asked.get(), nodes)
    });
    asked.sort_unstable();
    assert_eq!(asked[0], asked[1]);
    let (_, nodes) = asked[0];
    // 38 rows and 13 columns and a half are in sight.
    assert!((480..=540).contains(&nodes), "{nodes}");
}

#[test]
fn the_last_of_very_many_rows_is_reached_exactly() {
    let mut frames = frames(1_000_000);
    frames.state_mut().1 = Some(999_999);
    frames.run();
    let last = frames.get_by_label("999999 0").rect();
    let bottom = 1000.0;
    // Above the scroll bar, and not cut off.
    assert!((25.0..=27.0).contains(&last.height()), "{last:?}");
    assert!(last.bottom() <= bottom && last.bottom() > bottom - 40.0);
    assert!(frames.query_by_label("0 0").is_none());
    frames.state_mut().1 = Some(0);
    frames.run();
    assert!(frames.query_by_label("0 0").is_some());
}

#[test]
fn a_grid_without_rows_or_columns_is_drawn() {
    let mut empty = frames(0);
    empty.event(egui::Event::PointerMoved(pos2(300.0, 300.0)));
    empty.run();
    assert_eq!(empty.query_all_by_role(Role::GridCell).count(), 0);
    let build = Harness::builder().with_context_setup(theme::install);
    let no_columns = build.build_ui(|ui| {
        let source = Counted {
            rows: 5,
            asked: Cell::new(0),
        };
        let grid = Grid {
            id: Id::unique("grid"),
            salt: 0,
            label: "Rows",
            columns: &[],
            pinned: 1,
            height: RowHeight::Content,
            cursor: Some((7, 7)),
            selection: Some(((0, 9), (0, 9))),
            show: (Some(9), Some(9)),
            revision: 0,
        };
        grid.show(ui, &source);
    });
    assert_eq!(no_columns.query_all_by_role(Role::GridCell).count(), 0);
}
