//! The user's own texts in the window: pasting, dropping, reading, comparing,
//! and the clause behind a citation.

use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use license_matrix::catalog::Citation;
use license_matrix::text::Tag;

use super::{click, field, sees, start, state, wait, window};

/// The project's own license file: its words are the MIT license, and more.
fn own_license() -> String {
    std::fs::read_to_string("LICENSE").unwrap()
}

#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn drop_file(window: &mut super::Window, path: &std::path::Path) {
    let file = Arc::new(Dropped(path.to_owned()));
    window.input_mut().dropped_files.push(file);
    window.step();
    wait(window, "the text", |window| {
        let desk = &state(window).desk;
        desk.reading == 0 && (desk.open.is_some() || !desk.problems.is_empty())
    });
}

#[test]
fn a_pasted_text_is_recognized_or_said_to_be_unknown() {
    let mut window = window();
    click(&mut window, "Your texts");
    assert!(sees(&window, "Read the clause itself"));
    click(&mut window, "Paste a text...");
    let label = "Paste the whole text here:";
    window
        .get_by_role_and_label(Role::MultilineTextInput, label)
        .focus();
    window.run();
    window
        .get_by_role_and_label(Role::MultilineTextInput, label)
        .type_text("Bread: flour and water.");
    window.run();
    start(&mut window, "Check this text");
    wait(&mut window, "the answer", |window| {
        sees(window, "No document of the catalog is like it")
    });
    assert!(sees(&window, "Unknown text"));
    click(&mut window, "Remove");
    assert!(state(&window).texts.is_empty());
}

#[test]
fn a_dropped_file_opens_in_the_view_of_texts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.txt");
    std::fs::write(&path, own_license()).unwrap();
    let mut window = window();
    drop_file(&mut window, &path);
    assert!(sees(&window, "Near version"));
    assert!(sees(&window, "mine.txt"));
    assert!(!sees(&window, "Verified:"));
}

#[test]
fn a_file_that_is_no_text_is_told_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("picture.bin");
    std::fs::write(&path, [0_u8, 200, 13, 7].repeat(3_000)).unwrap();
    let mut window = window();
    drop_file(&mut window, &path);
    assert!(sees(&window, "picture.bin"));
    assert!(state(&window).texts.is_empty());
}

#[test]
fn two_texts_are_compared_word_by_word() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window();
    for (name, text) in [
        ("one.txt", "1. You may use it.\n\n2. Up to 700 users."),
        ("two.txt", "1. You may use it.\n\n2. Up to 100 users."),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        drop_file(&mut window, &path);
    }
    click(&mut window, "one.txt");
    click(&mut window, "Compare with");
    let line = window.get_all_by_label("two.txt").last().unwrap();
    line.click();
    wait(&mut window, "the comparison", |window| {
        sees(window, "1 paragraph differs")
    });
    let redline = state(&window).desk.redline.as_ref().unwrap();
    let [change] = redline.differences().collect::<Vec<_>>()[..] else {
        panic!("{redline:?}");
    };
    let changed: Vec<&str> = change
        .words
        .iter()
        .filter(|(tag, _)| *tag != Tag::Same)
        .map(|(_, word)| word.trim())
        .collect();
    assert_eq!(changed, ["700", "100"]);
    click(&mut window, "Back to the text");
    assert!(state(&window).desk.redline.is_none());
}

#[test]
fn a_citation_shows_where_its_clause_can_be_read() {
    let mut window = window();
    field(&mut window, "Filter:", "model:llama-3.1-8b");
    click(&mut window, "Llama 3.1 8B, Model");
    let place = Citation {
        document: "llama-3.1".to_owned(),
        section: "1.a".to_owned(),
    };
    click(&mut window, &place.place().replace(' ', "\u{a0}"));
    assert_eq!(state(&window).clause.as_ref(), Some(&place));
    assert!(sees(&window, "Fingerprint of its words"));
    assert!(sees(&window, "Add your own copy"));
    click(&mut window, "Add your text...");
    assert_eq!(state(&window).sheet, license_matrix::app::Sheet::Yours);
    assert!(state(&window).clause.is_none());
}
