//! What is owed for a model, in its details.

use super::*;

/// What a click on the first button of this name puts on the clipboard.
fn copied(window: &mut Window, label: &str) -> Vec<String> {
    let button = window.get_all_by_label(label).next();
    // It may have to be scrolled to, which needs no pointer.
    let button = button.unwrap_or_else(|| panic!("no \"{label}\""));
    button.click_accesskit();
    let mut texts = Vec::new();
    // One frame presses, another one lets go.
    for _ in 0..4 {
        window.step();
        let commands = &window.output().platform_output.commands;
        texts.extend(commands.iter().filter_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        }));
    }
    texts
}

#[test]
fn prescribed_words_are_copied_with_one_click() {
    let mut window = window();
    choose(&mut window, "Scenario", "Client deliverable");
    click(&mut window, "Hide questions");
    field(&mut window, "Filter:", "model:gemma-3-27b");
    click(&mut window, "Gemma 3 27B, Model");
    for words in [
        "Add a Notice file with the sentence the license prescribes",
        "Due: at release. Who: you, the client: engineering.",
        "Keep as evidence: file and its fingerprint.",
        "Why: Notice file with the prescribed sentence (Deliver to a client).",
        "Say under which license the model is passed on",
    ] {
        assert!(sees(&window, words), "{words}");
    }
    let line = "Gemma is provided under and subject to the Gemma Terms of Use found at \
                ai.google.dev/gemma/terms";
    assert!(sees(&window, line));
    assert_eq!(copied(&mut window, "Copy"), [line]);
}

#[test]
fn without_a_scenario_nothing_is_owed() {
    let mut window = window();
    field(&mut window, "Filter:", "model:gemma-3-27b");
    click(&mut window, "Gemma 3 27B, Model");
    assert!(sees(&window, "Bottom line"));
    assert!(!sees(&window, "Keep as evidence"));
    assert!(window.query_by_label("Copy").is_none());
}
