//! The table in the window: headings, menus, groups, and what a screen reader
//! is told.

use egui::{Event, PointerButton, Pos2};
use license_matrix::app::{GridCommand, LayoutCommand, Spot, TablePopup};
use license_matrix::workspace::Density;

use super::keyboard::{press, to_the_table};
use super::*;

/// Does what has this name in the list that finds anything.
fn do_by_name(window: &mut Window, name: &str) {
    press(window, Modifiers::COMMAND, Key::K);
    window
        .get_by_role_and_label(Role::TextInput, "Find anything")
        .type_text(name);
    window.run();
    press(window, Modifiers::NONE, Key::Enter);
}

fn columns(window: &Window) -> Vec<&str> {
    let columns = state(window).layout.columns.iter();
    columns.map(|column| column.id.as_str()).collect()
}

fn heading(window: &Window, label: &str) -> egui::Rect {
    window
        .get_by_role_and_label(Role::ColumnHeader, label)
        .rect()
}

fn button(window: &mut Window, place: Pos2, pressed: bool) {
    window.event(Event::PointerMoved(place));
    window.event(Event::PointerButton {
        pos: place,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    });
    window.step();
}

/// Drags from one place to another; the button is held at the end.
fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    window.event(Event::PointerMoved(from));
    window.step();
    button(window, from, true);
    for share in [0.2_f32, 0.6, 1.0] {
        window.event(Event::PointerMoved(from + (to - from) * share));
        window.step();
    }
}

fn drop_at(window: &mut Window, place: Pos2) {
    button(window, place, false);
    window.run();
}

/// Clicks the small button of a heading.
fn menu_of(window: &mut Window, column: &str) {
    let name = format!("Menu of {column}");
    window.get_by_role_and_label(Role::Button, &name).click();
    window.run();
}

#[test]
fn the_menu_of_a_column_sorts_hides_and_filters() {
    let mut window = window();
    window
        .get_by_role_and_label(Role::ColumnHeader, "License")
        .click_secondary();
    window.run();
    assert!(sees(&window, "Only rows with:"));
    click(&mut window, "Sort downwards");
    assert_eq!(state(&window).sort, [("license".to_owned(), true)]);
    assert_eq!(state(&window).table_popup, None);
    assert!(sees(&window, "License, sorted downwards"));
    // The small button opens it too; values are chosen with it open.
    menu_of(&mut window, "Released");
    click(&mut window, "Sort by this column as well");
    assert!(sees(&window, "Released, sorted upwards, number 2"));
    menu_of(&mut window, "License");
    field(&mut window, "Only rows with:", "apache-2.0");
    let (value, count) = {
        let column = state(&window).matrix.column_index("license").unwrap();
        state(&window).facet(column)[0].clone()
    };
    assert_eq!(value, "Apache-2.0");
    let value = format!("{value} ({count})");
    window.get_by_role_and_label(Role::CheckBox, &value).click();
    window.run();
    assert_eq!(state(&window).rows.len(), count);
    assert!(sees(
        &window,
        "License, sorted downwards, number 1, filtered"
    ));
    assert!(state(&window).table_popup.is_some());
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(state(&window).table_popup, None);
    menu_of(&mut window, "Released");
    menu_of(&mut window, "Released");
    assert_eq!(state(&window).table_popup, None, "a second click closes it");
    // From one menu to another takes one click, and the filter keeps its keys.
    menu_of(&mut window, "Released");
    menu_of(&mut window, "Model");
    let menu = TablePopup::of_column("model".to_owned());
    assert_eq!(state(&window).table_popup, Some(menu));
    let filter = window.get_by_role_and_label(Role::TextInput, "Filter:");
    filter.click();
    window.run();
    assert_eq!(state(&window).table_popup, None);
    let filter = window.get_by_role_and_label(Role::TextInput, "Filter:");
    assert!(filter.is_focused());
    menu_of(&mut window, "Released");
    click(&mut window, "Hide");
    assert!(!columns(&window).contains(&"release_date"));
}

#[test]
fn the_menu_is_reached_by_keys_and_gives_them_back() {
    let mut window = window();
    to_the_table(&mut window);
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    press(&mut window, Modifiers::ALT, Key::ArrowDown);
    let menu = TablePopup::of_column("release_date".to_owned());
    assert_eq!(state(&window).table_popup, Some(menu));
    assert!(window.get_by_label("Sort upwards").is_focused());
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert!(window.get_by_label("Sort downwards").is_focused());
    assert_eq!(state(&window).cursor_place(), Some((0, 1)), "it stays");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(state(&window).sort, [("release_date".to_owned(), true)]);
    // Keys go to the table again, and move the column.
    press(&mut window, Modifiers::ALT, Key::ArrowRight);
    assert_eq!(columns(&window)[1..3], ["license", "release_date"]);
    press(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(columns(&window)[1..3], ["release_date", "license"]);
    let row = state(&window).cursor_row().unwrap().to_owned();
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert_ne!(state(&window).cursor_row(), Some(row.as_str()));
}

#[test]
fn a_heading_is_dragged_elsewhere_unless_escape_is_pressed() {
    let mut window = window();
    let from = heading(&window, "Released").left_center() + vec2(20.0, 0.0);
    let to = heading(&window, "License class").right_center() - vec2(10.0, 0.0);
    drag(&mut window, from, to);
    press(&mut window, Modifiers::NONE, Key::Escape);
    drop_at(&mut window, to);
    assert_eq!(columns(&window)[1], "release_date");
    drag(&mut window, from, to);
    drop_at(&mut window, to);
    assert_eq!(
        columns(&window)[..4],
        ["model", "license", "license_class", "release_date"]
    );
    assert_eq!(state(&window).sort, [], "a drag is no click");
}

#[test]
fn a_border_is_dragged_and_the_menu_takes_it_back() {
    let mut window = window();
    let before = heading(&window, "License");
    let border = before.right_center() - vec2(1.0, 0.0);
    drag(&mut window, border, border + vec2(60.0, 0.0));
    window.step();
    // It is as wide at once; the layout knows when the border is let go.
    let during = heading(&window, "License").width();
    assert!((during - before.width() - 60.0).abs() < 2.0, "{during}");
    assert_eq!(state(&window).layout.width("license"), None);
    drop_at(&mut window, border + vec2(60.0, 0.0));
    let width = state(&window).layout.width("license").unwrap();
    assert!((f32::from(width) - during).abs() < 2.0, "{width}");
    menu_of(&mut window, "License");
    click(&mut window, "Usual width");
    assert_eq!(state(&window).layout.width("license"), None);
}

#[test]
fn pinned_columns_stay_while_the_others_scroll() {
    let mut window = window();
    do_by_name(&mut window, "go to the table");
    assert_eq!(state(&window).cursor_place(), Some((0, 0)));
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    do_by_name(&mut window, "pin columns up to");
    assert_eq!(state(&window).layout.pinned, 2);
    to_the_table(&mut window);
    let (model, released) = (heading(&window, "Model"), heading(&window, "Released"));
    press(&mut window, Modifiers::NONE, Key::End);
    assert!(
        window
            .query_by_role_and_label(Role::ColumnHeader, "License")
            .is_none()
    );
    assert_eq!(heading(&window, "Model"), model);
    assert_eq!(heading(&window, "Released"), released);
    // The cell that the cursor went to is beside them, not beneath.
    let (_, column) = state(&window).cursor_column().unwrap();
    let label = state(&window).matrix.columns[column].label.clone();
    assert!(heading(&window, &label).left() >= released.right());
}

#[test]
fn groups_fold_by_click_and_by_keys() {
    let mut window = window();
    field(&mut window, "Filter:", "family:gemma,phi");
    do_by_name(&mut window, "group by family");
    let groups = state(&window).lines.groups().to_vec();
    let gemma = format!("Gemma ({})", groups[0].count());
    let lines = state(&window).line_count();
    assert_eq!(lines, groups[0].count() + groups[1].count() + 2);
    let is_open = |window: &Window| {
        let node = window.get_by_label(&gemma);
        node.accesskit_node().data().is_expanded()
    };
    assert_eq!(is_open(&window), Some(true));
    click(&mut window, &gemma);
    assert_eq!(is_open(&window), Some(false));
    assert!(!sees(&window, "Gemma 3 27B, Model"));
    // The click gave the keys to the heading.
    for (key, open) in [
        (Key::ArrowRight, true),
        (Key::ArrowRight, true),
        (Key::ArrowLeft, false),
        (Key::Enter, true),
        (Key::Enter, false),
    ] {
        press(&mut window, Modifiers::NONE, key);
        assert_eq!(is_open(&window), Some(open), "{key:?}");
    }
    assert_eq!(state(&window).selected, None, "a group has no details");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    let row = state(&window).cursor_row().unwrap().to_owned();
    assert!(row.starts_with("phi"), "{row}");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(state(&window).selected, Some(row));
    do_by_name(&mut window, "no groups");
    assert!(!sees(&window, &gemma));
}

#[test]
fn columns_are_chosen_by_name() {
    let mut window = window();
    click(&mut window, "Columns");
    field(&mut window, "Find a column", "patent");
    click(&mut window, "Patent grant");
    assert!(columns(&window).contains(&"patent_grant"));
    field(&mut window, "Find a column", "no such column");
    assert!(sees(&window, "No column has this name."));
    field(&mut window, "Find a column", "released");
    click(&mut window, "Put Released later");
    assert_eq!(columns(&window)[1..3], ["license", "release_date"]);
    click(&mut window, "Put Released earlier");
    assert_eq!(columns(&window)[1..3], ["release_date", "license"]);
    click(&mut window, "Usual columns");
    assert!(!columns(&window).contains(&"patent_grant"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(state(&window).table_popup, None);
}

#[test]
fn rows_stand_close_or_are_as_high_as_their_text() {
    let mut window = window();
    field(&mut window, "Filter:", "model:bloom");
    let height = |window: &Window| {
        let cell = window.get_by_role_and_label(Role::GridCell, "BLOOM, Model");
        cell.rect().height()
    };
    let usual = height(&window);
    do_by_name(&mut window, "rows close together");
    assert!(height(&window) < usual);
    do_by_name(&mut window, "rows as high as their text");
    assert_eq!(state(&window).layout.density, Density::Tall);
    assert!(height(&window) > usual);
}

#[test]
fn a_screen_reader_is_told_value_clause_and_state() {
    let mut window = window();
    field(&mut window, "Filter:", "model:llama-3.1-8b");
    let cell = "Llama 3.1 8B, Commercial use, Conditional, clause 1.a";
    // A screen reader clicks what it names.
    window.get_by_label_contains(cell).click_accesskit();
    window.run();
    let node = window.get_by_label_contains(cell);
    assert_eq!(node.accesskit_node().is_selected(), Some(true));
    assert!(
        node.is_focused(),
        "as a part of the table that has the keys"
    );
    assert_eq!(state(&window).selected.as_deref(), Some("llama-3.1-8b"));
    click(&mut window, "Model");
    let header = window.get_by_role_and_label(Role::ColumnHeader, "Model, sorted upwards");
    assert_eq!(
        header.accesskit_node().data().sort_direction(),
        Some(egui::accesskit::SortDirection::Ascending)
    );
    assert_eq!(header.accesskit_node().data().column_index(), Some(0));
}

#[test]
fn rows_that_nearly_fit_say_so() {
    let mut state = first_state();
    apply(&mut state, Command::SetFilter("model:bloom".to_owned()));
    let near = state
        .matrix
        .rows
        .iter()
        .position(|row| row.id == "arcee-afm-4.5b");
    state.near = vec![near.unwrap()];
    let window = window_of(state, no_dialog);
    assert!(sees(&window, "AFM-4.5B, Model, does not match the filter"));
    assert!(!sees(&window, "BLOOM, Model, does not match"));
}

#[test]
fn an_idle_window_asks_for_no_frame() {
    let mut state = first_state();
    let fold = |label: &str| LayoutCommand::Fold {
        label: label.to_owned(),
        folded: true,
    };
    for command in [
        Command::Layout(LayoutCommand::Group(Some("family".to_owned()))),
        Command::Layout(fold("Gemma")),
        Command::Layout(LayoutCommand::Density(Density::Tall)),
        Command::Grid(GridCommand::Go {
            spot: Spot { row: 9, column: 5 },
            extend: false,
        }),
    ] {
        apply(&mut state, command);
    }
    let mut window = window_of(state, no_dialog);
    window.run();
    window.step();
    let output = &window.output().viewport_output;
    for viewport in output.values() {
        assert!(
            viewport.repaint_delay > Duration::from_secs(3600),
            "{:?}",
            viewport.repaint_delay
        );
    }
}
