//! The workspace in the window: its file, what is unsaved, what others changed.

use std::path::PathBuf;

use super::*;
use license_matrix::app::{ReviewCommand, ScenarioCommand, ViewCommand, WorkspaceCommand};
use license_matrix::store::{open_workspace, recover, save_workspace};
use license_matrix::workspace::Workspace;

/// A window that keeps its edits safe in a folder and opens a file.
fn window_in(journals: &Path, file: Option<PathBuf>) -> Window {
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    let state = State::new(catalog, book, Vec::new(), "2026-11-28".to_owned());
    let program = MatrixWindow::with_dialog(state, no_dialog)
        .with_journals(journals.to_owned())
        .with_file(file);
    let mut harness = harness_of(program);
    let ctx = harness.ctx.clone();
    harness.state_mut().setup(&ctx);
    harness.run();
    harness
}

fn open_menu(window: &mut Window) {
    let name = if state(window).would_lose() {
        "Workspace, not saved"
    } else {
        "Workspace"
    };
    click(window, name);
}

fn menu(window: &mut Window, item: &str) {
    open_menu(window);
    click(window, item);
}

/// Saves under a path that is typed.
fn save_as(window: &mut Window, path: &Path) {
    open_menu(window);
    start(window, "Save as...");
    wait(window, "the path field", |window| sees(window, "File:"));
    field(window, "File:", &path.display().to_string());
    start(window, "Save");
    wait(window, "saving", |window| sees(window, "Saved "));
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

#[test]
fn what_was_made_is_saved_and_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let journals = folder.path().join("journals");
    let file = folder.path().join("Atlas review.lmx");
    let mut window = window_in(&journals, None);
    choose(&mut window, "Scenario", "Consumer app at scale");
    choose(&mut window, "For which purpose?", "Academic research");
    field(&mut window, "Filter:", "family:qwen");
    click(&mut window, "Views");
    field(&mut window, "Keep what is shown as:", "Qwen only");
    click(&mut window, "Keep");
    window.key_press(Key::Escape);
    window.run();
    assert!(state(&window).would_lose());
    save_as(&mut window, &file);
    assert!(!state(&window).would_lose());
    assert_eq!(
        state(&window).window_title(),
        "Atlas review - License Matrix"
    );
    let opened = open_workspace(&file).unwrap().read.workspace;
    assert_eq!(opened.title, "Atlas review");
    assert_eq!(opened.views.len(), 1);
    assert_eq!(opened.scenarios.len(), 1);
    drop(window);

    let mut window = window_in(&journals, Some(file.clone()));
    wait(&mut window, "the workspace", |window| {
        state(window).workspace_desk.path.is_some()
    });
    window.run();
    let answer = state(&window).scenario().unwrap().answer("purpose");
    assert_eq!(*answer, Answer::Text("AcademicResearch".to_owned()));
    assert!(!state(&window).workspace_desk.unsaved);
    assert_eq!(state(&window).workspace_desk.recent, [file]);
    click(&mut window, "Views");
    click(&mut window, "Qwen only");
    assert_eq!(state(&window).filter, "family:qwen");
}

#[test]
fn what_was_unsaved_is_offered_by_the_next_window() {
    let folder = tempfile::tempdir().unwrap();
    let journals = folder.path().join("journals");
    let mut window = window_in(&journals, None);
    choose(&mut window, "Scenario", "Consumer app at scale");
    field(&mut window, "Name of the scenario", "Ours, not saved");
    // It ends without closing, as by a crash.
    drop(window);
    let mut window = window_in(&journals, None);
    wait(&mut window, "the offer", |window| {
        sees(window, "was not saved when the program ended")
    });
    // Somebody else's offer is not taken twice.
    assert_eq!(recover(&journals).unsaved.len(), 0);
    start(&mut window, "Restore");
    wait(&mut window, "the scenario", |window| {
        state(window)
            .scenario()
            .is_some_and(|scenario| scenario.title == "Ours, not saved")
    });
    window.run();
    assert!(state(&window).would_lose(), "it is still unsaved");
    assert!(!sees(&window, "was not saved when the program ended"));
}

#[test]
fn closing_asks_and_what_is_given_up_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let journals = folder.path().join("journals");
    let mut window = window_in(&journals, None);
    assert!(window.state_mut().may_close(), "nothing was edited");
    choose(&mut window, "Scenario", "Consumer app at scale");
    assert!(window.state_mut().may_close(), "a preset is not lost");
    field(&mut window, "Name of the scenario", "Ours");
    assert!(!window.state_mut().may_close());
    window.run();
    assert!(sees(&window, "Save the workspace first?"));
    click(&mut window, "Cancel");
    assert!(!window.state_mut().may_close());
    window.run();
    click(&mut window, "Do not save");
    assert!(window.state_mut().may_close());
    window.state_mut().on_exit();
    drop(window);
    assert_eq!(recover(&journals).unsaved.len(), 0);
}

#[test]
fn another_window_s_changes_are_merged() {
    let folder = tempfile::tempdir().unwrap();
    let journals = folder.path().join("journals");
    let file = folder.path().join("shared.lmx");
    let mut window = window_in(&journals, None);
    choose(&mut window, "Scenario", "Consumer app at scale");
    save_as(&mut window, &file);
    // Somebody else adds a view.
    let opened = open_workspace(&file).unwrap();
    let mut theirs = opened.read.workspace.clone();
    theirs.keep_view(license_matrix::workspace::SavedView::new("Theirs"));
    save_workspace(&file, &theirs, Some(&opened.stamp)).unwrap();
    field(&mut window, "Name of the scenario", "Mine");
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "the question", |window| {
        sees(window, "The file was changed meanwhile")
    });
    assert!(sees(&window, "Both sides fit together"));
    start(&mut window, "Merge both and save");
    wait(&mut window, "saving", |window| {
        !state(window).workspace_desk.unsaved
    });
    let merged = open_workspace(&file).unwrap().read.workspace;
    assert!(merged.view("Theirs").is_some());
    assert_eq!(merged.scenarios[0].scenario.title, "Mine");
    assert!(state(&window).kept.view("Theirs").is_some());
    // What both changed is set aside, and can be settled.
    let opened = open_workspace(&file).unwrap();
    let theirs = Workspace {
        title: "Their title".to_owned(),
        ..opened.read.workspace.clone()
    };
    save_workspace(&file, &theirs, Some(&opened.stamp)).unwrap();
    open_menu(&mut window);
    field(&mut window, "Name:", "My title");
    window.key_press(Key::Escape);
    window.run();
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "the question", |window| {
        sees(window, "the title")
    });
    start(&mut window, "Merge both and save");
    wait(&mut window, "saving", |window| {
        !state(window).workspace_desk.unsaved
    });
    window.run();
    assert_eq!(state(&window).kept.title, "My title");
    assert!(sees(&window, "The other side has: Their title"));
    click(&mut window, "Take the other one");
    assert_eq!(state(&window).kept.title, "Their title");
    assert!(state(&window).kept.set_aside.is_empty());
}

#[test]
fn what_is_there_is_kept_when_mine_is_saved_over_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("w.lmx");
    let mut window = window_in(&folder.path().join("journals"), None);
    choose(&mut window, "Scenario", "Consumer app at scale");
    save_as(&mut window, &file);
    std::fs::write(&file, "no workspace").unwrap();
    field(&mut window, "Name of the scenario", "Mine");
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "the question", |window| {
        sees(window, "cannot be read")
    });
    start(&mut window, "Save mine here");
    wait(&mut window, "saving", |window| {
        !state(window).workspace_desk.unsaved
    });
    let beside = folder.path().join("w.other-1.lmx");
    assert_eq!(std::fs::read_to_string(beside).unwrap(), "no workspace");
    assert!(open_workspace(&file).is_ok());
}

#[test]
fn a_place_that_cannot_be_written_is_told_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window_in(&folder.path().join("journals"), None);
    choose(&mut window, "Scenario", "Consumer app at scale");
    field(&mut window, "Name of the scenario", "Ours");
    open_menu(&mut window);
    start(&mut window, "Save as...");
    wait(&mut window, "the path field", |window| {
        sees(window, "File:")
    });
    let nowhere = folder.path().join("missing/w.lmx");
    field(&mut window, "File:", &nowhere.display().to_string());
    start(&mut window, "Save");
    wait(&mut window, "the message", |window| sees(window, "missing"));
    assert!(state(&window).would_lose());
}

#[test]
fn a_file_of_a_newer_version_is_opened_for_reading() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("newer.lmx");
    let text = license_matrix::store::workspace_text(&Workspace::new("Newer")).unwrap();
    std::fs::write(&file, text.replacen("schema: 1", "schema: 99", 1)).unwrap();
    let mut window = window_in(&folder.path().join("journals"), Some(file.clone()));
    wait(&mut window, "the workspace", |window| {
        state(window).workspace_desk.read_only.is_some()
    });
    window.run();
    assert!(sees(&window, "newer"));
    choose(&mut window, "Scenario", "Consumer app at scale");
    // Saving asks for another place.
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "the path field", |window| {
        sees(window, "File:")
    });
    let now = std::fs::read_to_string(&file).unwrap();
    assert!(now.contains("schema: 99"), "it is as it was");
}

#[test]
fn a_scenario_s_file_is_opened_into_the_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own.ron");
    let (_, book) = load_data(&DataFolder::built_in()).unwrap();
    let mut scenario = book.preset("consumer-app").unwrap().clone();
    scenario.title = "From a file".to_owned();
    let text = license_matrix::store::scenario_text(&scenario).unwrap();
    std::fs::write(&file, text).unwrap();
    let mut window = window_in(&folder.path().join("journals"), Some(file));
    wait(&mut window, "the scenario", |window| {
        state(window)
            .scenario()
            .is_some_and(|scenario| scenario.title == "From a file")
    });
    assert_eq!(state(&window).workspace_desk.path, None);
}

#[test]
fn views_are_shared_as_files() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("views.lmx");
    let mut window = window_in(&folder.path().join("journals"), None);
    field(&mut window, "Filter:", "family:qwen");
    let keep = ViewCommand::Keep("Qwen".to_owned());
    window.state_mut().give(Command::View(keep));
    window.run();
    let chosen = ViewCommand::Chosen {
        save: true,
        path: file.clone(),
    };
    window.state_mut().give(Command::View(chosen));
    window.run();
    wait(&mut window, "the file", |window| sees(window, "Saved "));
    let mut other = window_in(&folder.path().join("other"), None);
    let read = ViewCommand::Chosen {
        save: false,
        path: file,
    };
    other.state_mut().give(Command::View(read));
    wait(&mut other, "the views", |window| {
        state(window).kept.view("Qwen").is_some()
    });
}

#[test]
fn a_new_workspace_asks_first_and_is_empty() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window_in(&folder.path().join("journals"), None);
    let give = |window: &mut Window, command| {
        window.state_mut().give(command);
        window.run();
    };
    let new = ScenarioCommand::New;
    give(&mut window, Command::Scenario(new));
    give(
        &mut window,
        Command::Review(ReviewCommand::Reviewer("A".to_owned())),
    );
    menu(&mut window, "New workspace");
    assert!(sees(&window, "Save the workspace first?"));
    click(&mut window, "Do not save");
    assert!(state(&window).scenarios.list.is_empty());
    assert_eq!(state(&window).history.undo_label(), None);
    assert_eq!(state(&window).review.reviewer, "A", "it is the same person");
    give(
        &mut window,
        Command::Workspace(WorkspaceCommand::Rename("Two".to_owned())),
    );
    assert!(state(&window).would_lose(), "a name is the user's own");
}
