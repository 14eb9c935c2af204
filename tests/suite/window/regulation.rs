//! Public law in the window: the notes beside a model.

use super::*;

#[test]
fn notes_on_public_law_stand_beside_a_model() {
    let mut window = window();
    field(&mut window, "Filter:", "model:qwen2.5-7b");
    let cell = "Qwen2.5-7B, Model";
    window.get_by_label(cell).click();
    window.run();
    assert_eq!(state(&window).selected.as_deref(), Some("qwen2.5-7b"));
    assert!(!sees(&window, "Notes on public law"));
    choose(&mut window, "Scenario", "European enterprise, strict");
    // The notes are one click away, for they are no part of the verdict.
    assert!(!sees(&window, "As of 2026-11-24."));
    window.get_by_label("Notes on public law").click_accesskit();
    window.run();
    // The day is the window's: 2026-11-24.
    assert!(sees(&window, "As of 2026-11-24."));
    assert!(sees(&window, "Applies from 2026-12-02"));
    assert!(sees(&window, "Applies from 2027-12-02"));
    assert!(sees(&window, "European Union, Art. 50"));
    assert!(sees(&window, "License part: met."));
    assert!(sees(&window, "Which role do you have under the EU AI Act?"));
    choose(&mut window, "Scenario", "No scenario");
    assert!(!sees(&window, "Notes on public law"));
}
