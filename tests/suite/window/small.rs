//! Small windows, as they are where everything is shown at 200 %: nothing
//! important is cut off, and the table keeps its place.

use egui::Rect;

use super::*;

/// A window of this size, in points.
fn window_of(size: egui::Vec2) -> Window {
    let mut window = window();
    window.set_size(size);
    window.run();
    window.run();
    window
}

/// Whether the first thing of this name stands whole in the window.
fn is_whole(window: &Window, label: &str, size: egui::Vec2) -> bool {
    let Some(node) = window.query_all_by_label(label).next() else {
        panic!("no \"{label}\"");
    };
    let screen = Rect::from_min_size(egui::Pos2::ZERO, size).expand(0.5);
    screen.contains_rect(node.rect())
}

/// Cells that stand whole in the window.
fn cells_in_sight(window: &Window, size: egui::Vec2) -> usize {
    let screen = Rect::from_min_size(egui::Pos2::ZERO, size);
    let cells = window.query_all_by_role(Role::GridCell);
    cells
        .filter(|cell| screen.contains(cell.rect().center()))
        .count()
}

#[test]
fn bars_and_table_are_there_at_twice_the_size() {
    // A window of 1360 x 860 and one of 900 x 600, both at 200 %.
    for size in [vec2(680.0, 430.0), vec2(450.0, 300.0)] {
        let mut window = window_of(size);
        for label in ["Workspace", "Views", "Export...", "Theme", "Scenario"] {
            assert!(is_whole(&window, label, size), "{label} at {size:?}");
        }
        for sheet in [Sheet::Texts, Sheet::Article, Sheet::Differences] {
            assert!(
                is_whole(&window, sheet.label(), size),
                "{sheet:?} at {size:?}"
            );
        }
        assert!(cells_in_sight(&window, size) >= 2, "cells at {size:?}");
        // With a scenario and details the table still keeps some of its place.
        choose(&mut window, "Scenario", "Consumer app at scale");
        window.run();
        assert!(is_whole(&window, "Hide questions", size), "at {size:?}");
        if size.x > 600.0 {
            assert!(cells_in_sight(&window, size) >= 2, "cells at {size:?}");
            let model = Command::Select(Some("qwen2.5-7b".to_owned()));
            window.state_mut().give(model);
            window.run();
            window.run();
            assert!(is_whole(&window, "Close", size), "details at {size:?}");
            assert!(cells_in_sight(&window, size) >= 2, "cells at {size:?}");
        }
    }
}

#[test]
fn settings_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    let begun = |settings: license_matrix::app::Settings| {
        let keeper = license_matrix::ui::settings::SettingsKeeper::new(path.clone(), settings);
        let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
        let state = State::new(catalog, book, Vec::new(), "2026-11-28".to_owned());
        let program = MatrixWindow::with_dialog(state, no_dialog).with_settings(keeper);
        let mut harness = harness_of(program);
        let ctx = harness.ctx.clone();
        harness.state_mut().setup(&ctx);
        harness.run();
        harness
    };
    let mut window = begun(license_matrix::app::Settings::default());
    assert!(state(&window).start_open);
    for command in [
        Command::ToggleStart,
        Command::ToggleMotion,
        Command::Theme(license_matrix::app::Theme::Dark),
        Command::Review(license_matrix::app::ReviewCommand::Reviewer(
            "A. Counsel".to_owned(),
        )),
    ] {
        window.state_mut().give(command);
        window.run();
    }
    window.state_mut().on_exit();
    let (kept, told) = license_matrix::store::load_settings(&path);
    assert_eq!(told, None);
    let window = begun(kept);
    assert!(!state(&window).start_open);
    assert!(state(&window).looks.reduced_motion);
    assert_eq!(window.ctx.global_style().animation_time, 0.0);
    assert!(window.ctx.global_style().visuals.dark_mode);
    assert_eq!(state(&window).review.reviewer, "A. Counsel");
}
