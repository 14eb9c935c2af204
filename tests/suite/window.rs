//! The wiring of the window: what is clicked and typed changes what is shown.
//! Driven by egui_kittest without a display; how things behave beneath is
//! tested where they are.
//!
//! The harness itself panics when an input has no accessible name or a letter
//! has no glyph.

mod branding;
mod compare;
mod export;
mod finding;
mod grid;
mod keyboard;
mod layout;
mod obligations;
mod regulation;
mod review;
mod scenario;
mod small;
mod table;
mod texts;
mod thresholds;
mod undo;
mod workspace;

use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use license_matrix::app::{Command, Export, ScenarioCommand, Sheet, State, apply};
use license_matrix::catalog::Catalog;
use license_matrix::scenario::{Answer, RuleBook, Verdict};
use license_matrix::store::{DataFolder, load_data};
use license_matrix::ui::file_dialog::{Chosen, FileDialog};
use license_matrix::ui::shell::WindowApp;
use license_matrix::ui::theme;
use license_matrix::ui::window::MatrixWindow;

type Window = Harness<'static, MatrixWindow>;

fn no_dialog(_: &str) -> Chosen {
    Chosen::NoDialog
}

fn window() -> Window {
    window_with(no_dialog)
}

fn window_with(dialog: FileDialog) -> Window {
    window_on(built_in(), dialog)
}

/// The built-in data.
fn built_in() -> (Catalog, RuleBook) {
    static DATA: OnceLock<(Catalog, RuleBook)> = OnceLock::new();
    let data = DATA.get_or_init(|| load_data(&DataFolder::built_in()).unwrap());
    data.clone()
}

/// The state of a window that was just opened.
fn first_state() -> State {
    let (catalog, book) = built_in();
    State::new(catalog, book, Vec::new(), "2026-11-24".to_owned())
}

/// A window on other data than the built-in ones.
fn window_on((catalog, book): (Catalog, RuleBook), dialog: FileDialog) -> Window {
    let state = State::new(catalog, book, Vec::new(), "2026-11-24".to_owned());
    window_of(state, dialog)
}

/// A window that shows a state.
fn window_of(state: State, dialog: FileDialog) -> Window {
    let mut harness = harness_of(MatrixWindow::with_dialog(state, dialog));
    harness.run();
    harness
}

/// What drives the program in place of a window.
fn harness_of(program: MatrixWindow) -> Window {
    Harness::builder()
        .with_size(vec2(1280.0, 800.0))
        // What another thread finds out asks for more frames.
        .with_max_steps(24)
        .with_context_setup(theme::install)
        .build_ui_state(|ui, window: &mut MatrixWindow| window.ui(ui), program)
}

fn state(window: &Window) -> &State {
    window.state().state()
}

/// Clicks the first thing of this name.
fn click(window: &mut Window, label: &str) {
    let first = window.get_all_by_label(label).next();
    first.unwrap_or_else(|| panic!("no \"{label}\"")).click();
    window.run();
}

/// Clicks something that sets another thread to work; [`wait`] for it.
fn start(window: &mut Window, label: &str) {
    window.get_by_label(label).click();
    window.step();
}

/// Writes into a field, over what is in it.
fn field(window: &mut Window, label: &str, text: &str) {
    let field = window.get_by_role_and_label(Role::TextInput, label);
    field.focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window
        .get_by_role_and_label(Role::TextInput, label)
        .type_text(text);
    window.run();
}

fn sees(window: &Window, words: &str) -> bool {
    window.query_all_by_label_contains(words).next().is_some()
}

/// The first cells of the rows on screen, from the top.
fn models_on_screen(window: &Window) -> Vec<String> {
    let mut cells: Vec<(f32, String)> = window
        .query_all_by_role(Role::GridCell)
        .filter_map(|node| {
            let label = node.accesskit_node().label()?;
            let name = label.strip_suffix(", Model")?.to_owned();
            Some((node.rect().top(), name))
        })
        .collect();
    cells.sort_by(|a, b| a.0.total_cmp(&b.0));
    cells.into_iter().map(|(_, name)| name).collect()
}

/// Frames, until it is so; other threads need their time.
fn wait(window: &mut Window, what: &str, so: impl Fn(&Window) -> bool) {
    let end = Instant::now() + Duration::from_secs(120);
    while !so(window) {
        assert!(Instant::now() < end, "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(5));
        window.step();
    }
    window.run();
}

/// Two scenarios, so that they can be compared; none is in hand.
fn open_two_scenarios(window: &mut Window) {
    choose(window, "Scenario", "Consumer app at scale");
    choose(window, "Scenario", "European enterprise, strict");
    choose(window, "Scenario", "No scenario");
}

/// Opens a list and clicks one of its lines.
fn choose(window: &mut Window, list: &str, line: &str) {
    window.get_by_role_and_label(Role::ComboBox, list).click();
    window.run();
    click(window, line);
}

#[test]
fn typing_in_the_filter_narrows_the_rows_and_the_count() {
    let mut window = window();
    let all = state(&window).matrix.rows.len();
    assert!(sees(&window, &format!("{all} of {all} models")));
    field(&mut window, "Filter:", "model:qwen2.5-3b,qwen2.5-7b");
    assert!(sees(&window, &format!("2 of {all} models")));
    assert_eq!(models_on_screen(&window), ["Qwen2.5-3B", "Qwen2.5-7B"]);
    click(&mut window, "Clear filters");
    assert!(sees(&window, &format!("{all} of {all} models")));
    field(&mut window, "Filter:", "no-such-model");
    assert!(sees(&window, &format!("0 of {all} models")));
    assert!(sees(&window, "No row fits these filters."));
    assert_eq!(models_on_screen(&window), Vec::<String>::new());
}

#[test]
fn a_value_that_no_model_has_is_told() {
    let mut window = window();
    field(&mut window, "Filter:", "family:qwn");
    assert!(models_on_screen(&window).is_empty());
    assert!(sees(&window, "no model has \"qwn\" in Family"));
}

#[test]
fn a_shortcut_goes_to_the_filter() {
    let mut window = window();
    window.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.run();
    assert!(
        window
            .get_by_role_and_label(Role::TextInput, "Filter:")
            .is_focused()
    );
}

#[test]
fn a_filter_that_cannot_be_read_is_told_and_hides_nothing() {
    let mut window = window();
    let all = state(&window).matrix.rows.len();
    field(&mut window, "Filter:", "nonsense:1");
    assert!(sees(
        &window,
        "The filter cannot be read: there is no column \"nonsense\""
    ));
    assert!(sees(&window, &format!("{all} of {all} models")));
    field(&mut window, "Filter:", "qwen");
    assert!(!sees(&window, "The filter cannot be read"));
}

#[test]
fn clicking_a_header_sorts_the_other_way_and_not_at_all() {
    let mut window = window();
    field(
        &mut window,
        "Filter:",
        "model:qwen2.5-3b,qwen2.5-72b,gemma-3-27b",
    );
    // What could be written next hangs over the headings.
    window.key_press(Key::Escape);
    window.run();
    let before = models_on_screen(&window);
    let mut up = before.clone();
    up.sort();
    // By name, with numbers as numbers: 3B comes before 72B.
    assert_eq!(up, ["Gemma 3 27B", "Qwen2.5-3B", "Qwen2.5-72B"]);
    let header = |window: &mut Window, label: &str| {
        window
            .get_by_role_and_label(Role::ColumnHeader, label)
            .click();
        window.run();
    };
    header(&mut window, "Model");
    assert_eq!(models_on_screen(&window), up);
    header(&mut window, "Model, sorted upwards");
    up.reverse();
    assert_eq!(models_on_screen(&window), up);
    header(&mut window, "Model, sorted downwards");
    assert_eq!(models_on_screen(&window), before);
}

#[test]
fn clicking_a_row_opens_its_details_and_close_closes_them() {
    let mut window = window();
    field(&mut window, "Filter:", "model:qwen2.5-3b");
    assert!(!sees(&window, "Bottom line"));
    click(&mut window, "Qwen2.5-3B, Model");
    assert_eq!(state(&window).selected.as_deref(), Some("qwen2.5-3b"));
    assert!(sees(&window, "Bottom line"));
    assert!(sees(&window, "Qwen Research License Agreement"));
    click(&mut window, "Close");
    assert!(!sees(&window, "Bottom line"));
}

#[test]
fn the_views_switch() {
    let mut window = window();
    open_two_scenarios(&mut window);
    field(&mut window, "Filter:", "qwen");
    for sheet in Sheet::ALL.into_iter().rev() {
        click(&mut window, sheet.label());
        assert_eq!(state(&window).sheet, sheet);
        let filter = if sheet == Sheet::Texts { "qwen" } else { "" };
        assert_eq!(state(&window).filter, filter, "a filter is one view's");
    }
    // Coming back finds it as it was left.
    assert_eq!(state(&window).sheet, Sheet::Texts);
    assert_eq!(state(&window).filter, "qwen");
    click(&mut window, "Clear filters");
    click(&mut window, "Article of April 2026");
    assert!(sees(&window, "5 of 5 rows"));
    assert!(sees(&window, "LLaMA 3.x, No MAU Cap?, 700M MAU limit"));
    click(&mut window, "Where they differ");
    assert!(sees(
        &window,
        "Qwen 2.5+ / License Type, The article says, Apache 2.0"
    ));
    click(&mut window, "License texts");
    let all = state(&window).catalog.models().count();
    assert!(sees(&window, &format!("{all} of {all} models")));
}

#[test]
fn two_values_of_a_column_can_be_chosen() {
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    let mut state = State::new(catalog, book, Vec::new(), "2026-11-25".to_owned());
    apply(&mut state, Command::SetFilter("family:qwen".to_owned()));
    let column = state.matrix.column_index("license").unwrap();
    let before = state.facet(column);
    let mut rows = Vec::new();
    for (value, _) in &before[..2] {
        let value = value.clone();
        let column_id = "license".to_owned();
        apply(
            &mut state,
            Command::ToggleValue {
                column: column_id,
                value,
            },
        );
        assert_eq!(state.facet(column), before);
        rows.push(state.rows.len());
    }
    assert_eq!(rows, [before[0].1, before[0].1 + before[1].1]);
}

fn input_names(window: &Window) -> Vec<String> {
    let roles = [
        Role::TextInput,
        Role::ComboBox,
        Role::CheckBox,
        Role::Button,
        Role::ColumnHeader,
    ];
    let nodes = roles
        .into_iter()
        .flat_map(|role| window.query_all_by_role(role));
    nodes
        .map(|node| {
            let name = node.accesskit_node().label().unwrap_or_default();
            assert!(
                !name.trim().is_empty(),
                "{:?} at {:?} has no name",
                node.accesskit_node().role(),
                node.rect()
            );
            name
        })
        .collect()
}

#[test]
fn every_input_has_an_accessible_name() {
    let mut window = window();
    assert!(input_names(&window).len() > 10);
    choose(&mut window, "Scenario", "European enterprise, strict");
    let names = input_names(&window);
    for name in ["Filter:", "Name of the scenario", "Export...", "Theme"] {
        assert!(names.iter().any(|have| have == name), "{name}: {names:?}");
    }
    for menu in ["Values", "Columns"] {
        click(&mut window, menu);
        assert!(input_names(&window).len() > names.len(), "{menu}");
        window.key_press(Key::Escape);
        window.run();
    }
    open_two_scenarios(&mut window);
    for sheet in Sheet::ALL {
        click(&mut window, sheet.label());
        assert!(input_names(&window).len() >= Sheet::ALL.len(), "{sheet:?}");
    }
}
