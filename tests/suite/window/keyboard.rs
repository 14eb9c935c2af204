//! The keyboard: finding anything by name, going from cell to cell, copying.

use license_matrix::app::{Effect, GridCommand, Palette};

use super::*;

pub fn press(window: &mut Window, held: Modifiers, key: Key) {
    window.key_press_modifiers(held, key);
    window.run();
}

pub fn to_the_table(window: &mut Window) {
    press(window, Modifiers::COMMAND, Key::G);
}

#[test]
fn anything_is_found_by_name_and_taken_with_enter() {
    let mut window = window();
    press(&mut window, Modifiers::COMMAND, Key::K);
    assert_eq!(state(&window).palette, Some(Palette::default()));
    let find = |window: &Window| {
        window
            .get_by_role_and_label(Role::TextInput, "Find anything")
            .is_focused()
    };
    assert!(find(&window));
    window
        .get_by_role_and_label(Role::TextInput, "Find anything")
        .type_text("qwen25 3b");
    window.run();
    let first = state(&window).hits()[0].label.clone();
    assert_eq!(first, "Qwen2.5-3B");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(state(&window).palette, None);
    assert_eq!(state(&window).selected.as_deref(), Some("qwen2.5-3b"));
    assert_eq!(state(&window).cursor_row(), Some("qwen2.5-3b"));
    // A preset, a license, a column, something to do.
    for (text, done) in [
        ("eu strict", "a scenario"),
        ("gemma terms of use", "a filter"),
        ("patent", "a column"),
        ("what changed", "a view"),
    ] {
        press(&mut window, Modifiers::COMMAND, Key::K);
        window
            .get_by_role_and_label(Role::TextInput, "Find anything")
            .type_text(text);
        window.run();
        press(&mut window, Modifiers::NONE, Key::Enter);
        let state = state(&window);
        let so = match done {
            "a scenario" => state
                .scenario()
                .is_some_and(|one| one.id == "eu-enterprise"),
            "a filter" => state.filter.starts_with("license:") && !state.rows.is_empty(),
            "a column" => state.layout.is_shown("patent_grant"),
            _ => state.sheet == Sheet::Changes,
        };
        assert!(so, "{text}: no {done}, but {:?}", state.filter);
    }
}

#[test]
fn escape_closes_the_list_and_changes_nothing() {
    let mut window = window();
    press(&mut window, Modifiers::COMMAND, Key::K);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(state(&window).palette, None);
    assert_eq!(state(&window).sheet, Sheet::Texts);
    assert_eq!(state(&window).selected, None);
}

#[test]
fn the_list_of_keys_names_every_key() {
    let mut window = window();
    press(&mut window, Modifiers::NONE, Key::F1);
    assert!(sees(&window, "List of keys"));
    for action in license_matrix::app::actions() {
        assert!(
            action.keys.is_none() || sees(&window, action.label),
            "{}",
            action.label
        );
    }
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!state(&window).keys_open);
}

#[test]
fn arrows_go_from_cell_to_cell_and_enter_shows_the_row() {
    let mut window = window();
    field(&mut window, "Filter:", "family:qwen");
    to_the_table(&mut window);
    assert_eq!(state(&window).cursor_place(), Some((0, 0)));
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(state(&window).cursor_place(), Some((1, 1)));
    press(&mut window, Modifiers::NONE, Key::Home);
    assert_eq!(state(&window).cursor_place(), Some((1, 0)));
    let rows = state(&window).rows.len();
    press(&mut window, Modifiers::COMMAND, Key::End);
    assert_eq!(state(&window).cursor_place(), Some((rows - 1, 0)));
    press(&mut window, Modifiers::NONE, Key::PageUp);
    let (row, _) = state(&window).cursor_place().unwrap();
    assert!(row < rows - 5, "{row}");
    // What the cursor is on can be seen.
    let id = state(&window).cursor_row().unwrap().to_owned();
    let (_, model) = state(&window).catalog.model(&id).unwrap();
    assert!(sees(&window, &format!("{}, Model", model.name)), "{id}");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(state(&window).selected, Some(id));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(state(&window).selected, None);
}

#[test]
fn letters_go_to_the_row_that_begins_so() {
    let mut window = window();
    to_the_table(&mut window);
    window.event(egui::Event::Text("phi".to_owned()));
    window.run();
    let id = state(&window).cursor_row().unwrap();
    assert!(id.starts_with("phi"), "{id}");
    // The filter is not typed into.
    assert_eq!(state(&window).filter, "");
}

#[test]
fn the_cursor_stays_on_its_model_when_rows_are_sorted() {
    let mut window = window();
    to_the_table(&mut window);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    let id = state(&window).cursor_row().unwrap().to_owned();
    click(&mut window, "Model");
    click(&mut window, "Model, sorted upwards");
    assert_eq!(state(&window).cursor_row(), Some(id.as_str()));
    assert_ne!(state(&window).cursor_place().unwrap().0, 1);
    field(&mut window, "Filter:", "family:qwen");
    assert_eq!(state(&window).cursor_place(), None);
}

#[test]
fn cells_rows_and_the_view_are_copied() {
    let mut window = window();
    field(&mut window, "Filter:", "model:qwen2.5-3b,qwen2.5-7b");
    to_the_table(&mut window);
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    window.event(egui::Event::Copy);
    window.step();
    let commands = &window.output().platform_output.commands;
    let text = commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.as_str()),
        _ => None,
    });
    assert_eq!(text, Some("Qwen2.5-3B\nQwen2.5-7B"));

    let columns = state(&window).columns().len();
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    let mut alone = State::new(catalog, book, Vec::new(), "2026-11-28".to_owned());
    let filter = "model:qwen2.5-3b,qwen2.5-7b".to_owned();
    apply(&mut alone, Command::SetFilter(filter));
    apply(&mut alone, Command::Grid(GridCommand::SelectAll));
    for (command, rows) in [(GridCommand::CopyRows, 2), (GridCommand::CopyView, 2)] {
        let effects = apply(&mut alone, Command::Grid(command));
        let [Effect::Copy(copied)] = effects.as_slice() else {
            panic!("{effects:?}");
        };
        assert_eq!(copied.headings.len(), columns);
        assert_eq!(copied.headings[0], "Model");
        assert_eq!(copied.rows.len(), rows);
        assert!(copied.rows.iter().all(|row| row.len() == columns));
    }
    press(&mut window, Modifiers::COMMAND, Key::A);
    let all = state(&window).selection();
    assert_eq!(all, Some(((0, 1), (0, columns - 1))));
}

#[test]
fn shift_sorts_by_one_column_more() {
    let mut window = window();
    click(&mut window, "License");
    let mut sort = |held| {
        let header = window.get_by_label("Released");
        header.click_modifiers(held);
        window.run();
        state(&window).sort.clone()
    };
    let column = |id: &str, down| (id.to_owned(), down);
    assert_eq!(
        sort(Modifiers::SHIFT),
        [column("license", false), column("release_date", false)]
    );
}
