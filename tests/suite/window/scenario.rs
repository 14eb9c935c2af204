//! A scenario in the window: presets, answers, verdict counts, its file.

use super::*;

#[test]
fn a_preset_shows_verdicts_and_its_questions() {
    let mut window = window();
    field(&mut window, "Filter:", "model:qwen2.5-3b,qwen2.5-7b");
    assert!(!sees(&window, "qwen2.5-3b, Verdict"));
    choose(&mut window, "Scenario", "Consumer app at scale");
    assert!(sees(
        &window,
        "qwen2.5-3b, Verdict, Separate license needed"
    ));
    assert!(sees(
        &window,
        "qwen2.5-7b, Verdict, Permitted with obligations"
    ));
    assert!(sees(&window, "What do you do with the model?"));
    click(&mut window, "Hide questions");
    assert!(!sees(&window, "What do you do with the model?"));
    assert!(sees(
        &window,
        "qwen2.5-3b, Verdict, Separate license needed"
    ));
    choose(&mut window, "Scenario", "No scenario");
    assert!(!sees(&window, "qwen2.5-3b, Verdict"));
}

#[test]
fn an_edited_answer_changes_the_verdict_and_the_name() {
    let mut window = window();
    field(&mut window, "Filter:", "model:qwen2.5-3b");
    choose(&mut window, "Scenario", "Consumer app at scale");
    // The research license leaves research to everybody.
    choose(&mut window, "For which purpose?", "Academic research");
    let answer = state(&window).scenario.as_ref().unwrap().answer("purpose");
    assert_eq!(*answer, Answer::Text("AcademicResearch".to_owned()));
    assert!(!sees(
        &window,
        "qwen2.5-3b, Verdict, Separate license needed"
    ));
    let name = window.get_by_role_and_label(Role::TextInput, "Name of the scenario");
    assert_eq!(
        name.value().as_deref(),
        Some("Consumer app at scale (changed)")
    );
    assert!(sees(
        &window,
        "Your own, made from the preset \"Consumer app at scale\"."
    ));
    // Its name is the user's; the preset is as it was.
    field(&mut window, "Name of the scenario", "Atlas");
    assert_eq!(state(&window).scenario.as_ref().unwrap().title, "Atlas");
    choose(&mut window, "Scenario", "Consumer app at scale");
    assert!(sees(
        &window,
        "qwen2.5-3b, Verdict, Separate license needed"
    ));
}

#[test]
fn an_answer_that_cannot_be_read_leaves_the_earlier_one() {
    let mut window = window();
    choose(&mut window, "Scenario", "Consumer app at scale");
    let question = "Where is your principal place of business?";
    let answer = |window: &Window| {
        state(window)
            .scenario
            .as_ref()
            .unwrap()
            .answer("domicile")
            .clone()
    };
    let before = answer(&window);
    field(&mut window, question, "QQ");
    assert_eq!(answer(&window), before);
    assert!(sees(&window, "Not read yet"));
    field(&mut window, question, "fr");
    assert_eq!(answer(&window), Answer::Text("FR".to_owned()));
    assert!(!sees(&window, "Not read yet"));
}

/// The counts beside the scenario are of what the filter lets through, and stay
/// when one of the verdicts is chosen.
#[test]
fn verdict_counts_follow_the_filter_and_not_themselves() {
    let mut window = window();
    choose(&mut window, "Scenario", "European enterprise, strict");
    field(&mut window, "Filter:", "llama-4-scout OR llama-3.1-8b");
    assert!(sees(&window, "Show only Not permitted 1"));
    click(&mut window, "Show only Not permitted 1");
    assert_eq!(models_on_screen(&window), ["Llama 4 Scout 17B-16E"]);
    assert!(sees(&window, "Permitted with obligations 1"));
}

#[test]
fn a_scenario_is_saved_and_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.ron");
    let mut window = window();
    choose(&mut window, "Scenario", "Consumer app at scale");
    field(&mut window, "Name of the scenario", "Ours");
    start(&mut window, "Save scenario...");
    wait(&mut window, "the path field", |window| {
        sees(window, "no file dialog")
    });
    field(&mut window, "File:", file.to_str().unwrap());
    click(&mut window, "Save");
    wait(&mut window, "the message", |window| sees(window, "Saved "));
    click(&mut window, "Close");
    let saved = state(&window).scenario.clone().unwrap();
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    let read = license_matrix::store::load_scenario(&file, &catalog, &book).unwrap();
    assert_eq!(read, saved);
    assert_eq!(read.title, "Ours");
    choose(&mut window, "Scenario", "Inference host");
    start(&mut window, "Open scenario...");
    wait(&mut window, "the path field", |window| {
        sees(window, "no file dialog")
    });
    field(&mut window, "File:", file.to_str().unwrap());
    click(&mut window, "Open");
    wait(&mut window, "the scenario", |window| {
        state(window).scenario.as_ref() == Some(&saved)
    });
}
