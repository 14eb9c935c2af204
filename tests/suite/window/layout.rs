//! Columns in order, groups of rows, and the cursor over their headings:
//! without a window.

use license_matrix::app::{Copied, Effect, GridCommand, Layout, LayoutCommand, Line, Spot};
use license_matrix::workspace::{Density, SavedView};

use super::*;

fn lay_out(state: &mut State, command: LayoutCommand) {
    apply(state, Command::Layout(command));
}

fn grid(state: &mut State, command: GridCommand) -> Vec<Effect> {
    apply(state, Command::Grid(command))
}

fn ids(state: &State) -> Vec<&str> {
    let columns = state.layout.columns.iter();
    columns.map(|column| column.id.as_str()).collect()
}

fn by(rows: isize, columns: isize, extend: bool) -> GridCommand {
    GridCommand::Move {
        rows,
        columns,
        extend,
    }
}

fn group(state: &mut State, column: &str) {
    lay_out(state, LayoutCommand::Group(Some(column.to_owned())));
}

fn fold(state: &mut State, label: &str, folded: bool) {
    let label = label.to_owned();
    lay_out(state, LayoutCommand::Fold { label, folded });
}

#[test]
fn columns_are_shown_hidden_and_put_in_order() {
    let mut state = first_state();
    let usual: Vec<String> = ids(&state).iter().map(|id| (*id).to_owned()).collect();
    assert_eq!(usual[..3], ["model", "release_date", "license"]);
    // A column comes in behind its neighbor in the catalog.
    lay_out(&mut state, LayoutCommand::Toggle("family".to_owned()));
    assert_eq!(ids(&state)[..3], ["model", "family", "release_date"]);
    let moved = |column: &str, before: Option<&str>| LayoutCommand::Move {
        column: column.to_owned(),
        before: before.map(str::to_owned),
    };
    lay_out(&mut state, moved("license", Some("family")));
    assert_eq!(ids(&state)[..3], ["model", "license", "family"]);
    lay_out(&mut state, moved("model", None));
    assert_eq!(ids(&state).last(), Some(&"model"));
    lay_out(&mut state, moved("no_column", Some("family")));
    lay_out(&mut state, moved("family", Some("no_column")));
    assert_eq!(ids(&state)[..2], ["license", "family"]);
    let column = "family".to_owned();
    lay_out(&mut state, LayoutCommand::Shift { column, by: -9 });
    assert_eq!(ids(&state)[..2], ["family", "license"]);
    // What is shown follows, cell by cell.
    let shown: Vec<&str> = state
        .columns()
        .into_iter()
        .map(|index| state.matrix.columns[index].id.as_str())
        .collect();
    assert_eq!(shown, ids(&state));
    lay_out(&mut state, LayoutCommand::Reset);
    assert_eq!(ids(&state), usual);
    for id in &usual {
        lay_out(&mut state, LayoutCommand::Toggle(id.clone()));
    }
    assert_eq!(ids(&state).len(), 1, "the last one stays");
}

#[test]
fn pinned_columns_stay_pinned_when_others_come_and_go() {
    let mut state = first_state();
    lay_out(&mut state, LayoutCommand::Pin("license".to_owned()));
    assert_eq!(state.layout.pinned, 3);
    lay_out(&mut state, LayoutCommand::Toggle("family".to_owned()));
    assert_eq!(state.layout.pinned, 4, "one more, between those");
    lay_out(&mut state, LayoutCommand::Toggle("release_date".to_owned()));
    assert_eq!(state.layout.pinned, 3);
    lay_out(&mut state, LayoutCommand::Pin("model".to_owned()));
    lay_out(&mut state, LayoutCommand::Toggle("model".to_owned()));
    assert_eq!(state.layout.pinned, 1, "at least one");
}

#[test]
fn widths_stay_within_bounds_and_the_verdict_comes_with_its_scenario() {
    let mut state = first_state();
    let mut width = |width| {
        let column = "license".to_owned();
        lay_out(&mut state, LayoutCommand::Width { column, width });
        state.layout.width("license")
    };
    assert_eq!(
        [width(Some(3)), width(Some(9999)), width(None)],
        [Some(48), Some(1200), None]
    );
    let preset = state.book.presets()[0].id.clone();
    let open = ScenarioCommand::Preset(preset);
    apply(&mut state, Command::Scenario(open));
    assert_eq!(ids(&state)[..2], ["model", "verdict"]);
    lay_out(&mut state, LayoutCommand::Reset);
    assert!(state.layout.is_shown("verdict"), "its scenario is in hand");
    apply(&mut state, Command::Scenario(ScenarioCommand::Go(None)));
    assert!(!state.layout.is_shown("verdict"));
}

#[test]
fn a_layout_is_kept_in_a_view_and_comes_back() {
    let mut state = first_state();
    lay_out(&mut state, LayoutCommand::Pin("license".to_owned()));
    lay_out(&mut state, LayoutCommand::Density(Density::Tall));
    group(&mut state, "family");
    let mut view = SavedView::new("mine");
    state.layout.keep_in(&mut view);
    assert_eq!(Layout::of_view(&view, &state.catalog), state.layout);
    let usual = Layout::of_view(&SavedView::new("usual"), &state.catalog);
    assert_eq!(usual, Layout::usual(&state.catalog));
}

#[test]
fn groups_have_headings_with_counts_and_fold() {
    let mut state = first_state();
    apply(
        &mut state,
        Command::SetFilter("family:qwen,gemma,phi".to_owned()),
    );
    let sort = Command::Sort {
        column: "release_date".to_owned(),
        descending: true,
    };
    apply(&mut state, sort);
    let sorted = state.rows.clone();
    group(&mut state, "family");
    let groups = state.lines.groups().to_vec();
    let labels: Vec<&str> = groups.iter().map(|group| group.label.as_str()).collect();
    assert_eq!(labels, ["Gemma", "Phi", "Qwen"]);
    let family = state.matrix.column_index("family").unwrap();
    for group in &groups {
        // All of its rows and no others, in the order they were sorted in.
        let of_family = |row: &&usize| state.matrix.rows[**row].cells[family].text == group.label;
        let expected: Vec<usize> = sorted.iter().filter(of_family).copied().collect();
        assert_eq!(state.rows[group.rows.clone()], expected);
    }
    assert_eq!(state.line_count(), state.rows.len() + 3);
    fold(&mut state, "Phi", true);
    assert_eq!(state.line_count(), state.rows.len() + 3 - groups[1].count());
    for line in 0..state.line_count() {
        match state.line(line).unwrap() {
            Line::Heading(at) => assert_eq!(state.lines.groups()[at].line, line),
            Line::Row { place, row } => {
                assert_eq!(state.line_of(place), line);
                assert_eq!(state.place_of_row(row), Some(place));
                assert!(state.is_unfolded(place));
            }
        }
    }
    assert_eq!(state.line(state.line_count()), None);
    lay_out(&mut state, LayoutCommand::FoldAll(true));
    assert_eq!(state.line_count(), 3);
    lay_out(&mut state, LayoutCommand::FoldAll(false));
    assert_eq!(state.line_count(), state.rows.len() + 3);
    lay_out(&mut state, LayoutCommand::Group(None));
    assert_eq!(state.rows, sorted);
}

#[test]
fn the_cursor_goes_over_headings_and_a_selection_past_them() {
    let mut state = first_state();
    apply(
        &mut state,
        Command::SetFilter("family:gemma,phi".to_owned()),
    );
    group(&mut state, "family");
    grid(&mut state, by(0, 0, false));
    let heading = |state: &State| state.cursor_heading().map(|group| group.label.clone());
    assert_eq!(heading(&state).as_deref(), Some("Gemma"));
    assert_eq!(
        state.cursor_row(),
        None,
        "no row that details could be shown of"
    );
    grid(&mut state, by(1, 2, false));
    assert_eq!(
        (heading(&state), state.cursor_place()),
        (None, Some((0, 2)))
    );
    let gemmas = state.lines.groups()[0].count();
    let down = isize::try_from(gemmas).unwrap();
    grid(&mut state, by(down, 0, false));
    assert_eq!(heading(&state).as_deref(), Some("Phi"));
    grid(&mut state, by(-1, 0, false));
    assert_eq!(state.cursor_place(), Some((gemmas - 1, 2)));
    // With Shift it goes on to the next row, over the heading.
    grid(&mut state, by(1, 0, true));
    assert_eq!(state.selection(), Some(((gemmas - 1, gemmas), (2, 2))));
    let copied = copied(grid(&mut state, GridCommand::CopyCells));
    assert_eq!(copied.rows.len(), 2, "headings are no cells");
    grid(&mut state, by(isize::MAX / 2, 0, false));
    assert_eq!(state.cursor_line(), Some(state.line_count() - 1));
}

fn copied(effects: Vec<Effect>) -> Copied {
    match effects.as_slice() {
        [Effect::Copy(copied)] => (**copied).clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_folded_is_neither_reached_nor_copied() {
    let mut state = first_state();
    apply(
        &mut state,
        Command::SetFilter("family:gemma,phi".to_owned()),
    );
    group(&mut state, "family");
    // The cursor stands on a row that is folded away.
    let first = state.rows[0];
    let spot = Spot {
        row: first,
        column: 0,
    };
    grid(
        &mut state,
        GridCommand::Go {
            spot,
            extend: false,
        },
    );
    fold(&mut state, "Gemma", true);
    assert_eq!((state.cursor_line(), state.cursor_place()), (Some(0), None));
    assert_eq!(
        grid(&mut state, GridCommand::CopyCells),
        [],
        "a heading is no cell"
    );
    grid(&mut state, GridCommand::TypeAhead("gemma".to_owned()));
    assert_eq!(state.cursor_place(), None, "letters pass what is folded");
    let phis = state.lines.groups()[1].count();
    grid(&mut state, GridCommand::SelectAll);
    for command in [GridCommand::CopyRows, GridCommand::CopyView] {
        let copied = copied(grid(&mut state, command));
        assert_eq!(copied.rows.len(), phis);
    }
    grid(
        &mut state,
        GridCommand::Go {
            spot,
            extend: false,
        },
    );
    fold(&mut state, "Gemma", false);
    assert_eq!(state.cursor_place(), Some((0, 0)), "it is on its row again");
}

#[test]
fn a_group_that_no_view_has_makes_no_groups() {
    let mut state = first_state();
    group(&mut state, "family");
    apply(&mut state, Command::ShowSheet(Sheet::Article));
    assert!(state.lines.groups().is_empty());
    assert_eq!(state.line_count(), state.rows.len());
    apply(&mut state, Command::ShowSheet(Sheet::Texts));
    assert!(!state.lines.groups().is_empty());
}

#[test]
fn rows_that_nearly_fit_stand_behind_all_others() {
    let mut state = first_state();
    apply(&mut state, Command::SetFilter("family:phi".to_owned()));
    group(&mut state, "family");
    state.near = vec![3, 5];
    let lines = state.line_count();
    assert_eq!(lines, state.rows.len() + 1 + 2);
    let count = state.rows.len();
    for (back, (place, row)) in [(2, (count, 3)), (1, (count + 1, 5))] {
        assert_eq!(state.line(lines - back), Some(Line::Row { place, row }));
        assert_eq!(state.line_of(place), lines - back);
    }
    assert_eq!(state.line(lines), None);
}
