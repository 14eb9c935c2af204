//! A scenario in the window: presets, answers, verdict counts, its file.

use super::*;
use license_matrix::store::scenario_text;

#[test]
fn a_preset_shows_verdicts_and_its_questions() {
    let mut window = window();
    field(&mut window, "Filter:", "model:qwen2.5-3b,qwen2.5-7b");
    assert!(!sees(&window, "Qwen2.5-3B, Verdict"));
    choose(&mut window, "Scenario", "Consumer app at scale");
    assert!(sees(
        &window,
        "Qwen2.5-3B, Verdict, Separate license needed"
    ));
    assert!(sees(
        &window,
        "Qwen2.5-7B, Verdict, Permitted with obligations"
    ));
    assert!(sees(&window, "What do you do with the model?"));
    click(&mut window, "Hide questions");
    assert!(!sees(&window, "What do you do with the model?"));
    assert!(sees(
        &window,
        "Qwen2.5-3B, Verdict, Separate license needed"
    ));
    choose(&mut window, "Scenario", "No scenario");
    assert!(!sees(&window, "Qwen2.5-3B, Verdict"));
}

#[test]
fn an_edited_answer_changes_the_verdict_and_the_name() {
    let mut window = window();
    field(&mut window, "Filter:", "model:qwen2.5-3b");
    choose(&mut window, "Scenario", "Consumer app at scale");
    // The research license leaves research to everybody.
    choose(&mut window, "For which purpose?", "Academic research");
    let answer = state(&window).scenario().unwrap().answer("purpose");
    assert_eq!(*answer, Answer::Text("AcademicResearch".to_owned()));
    assert!(!sees(
        &window,
        "Qwen2.5-3B, Verdict, Separate license needed"
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
    assert_eq!(state(&window).scenario().unwrap().title, "Atlas");
    choose(&mut window, "Scenario", "Consumer app at scale");
    assert!(sees(
        &window,
        "Qwen2.5-3B, Verdict, Separate license needed"
    ));
}

#[test]
fn an_answer_that_cannot_be_read_leaves_the_earlier_one() {
    let mut window = window();
    choose(&mut window, "Scenario", "Consumer app at scale");
    let question = "Where is your principal place of business?";
    let answer = |window: &Window| state(window).scenario().unwrap().answer("domicile").clone();
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
    let saved = state(&window).scenario().cloned().unwrap();
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
        state(window).scenario() == Some(&saved)
    });
}

/// Only what matters is asked; all else is one click away.
#[test]
fn questions_that_no_model_needs_are_one_click_away() {
    let mut window = window();
    field(&mut window, "Filter:", "model:qwen2.5-7b");
    choose(&mut window, "Scenario", "New scenario of your own");
    let visits = "How many visits a month has the service?";
    let acts = "What do you do with the model?";
    assert!(sees(&window, acts));
    assert!(!sees(&window, visits), "Apache-2.0 counts no visits");
    assert!(sees(&window, "1 model waits: Qwen2.5-7B"));
    let more = "more questions that no model on screen needs";
    window.get_by_label_contains(more).click_accesskit();
    window.run();
    assert!(sees(&window, visits));
}

#[test]
fn answers_are_taken_back_and_given_again() {
    let mut window = window();
    choose(&mut window, "Scenario", "Consumer app at scale");
    let preset = state(&window).scenario().cloned().unwrap();
    choose(&mut window, "For which purpose?", "Academic research");
    field(&mut window, "Name of the scenario", "Ours");
    assert_eq!(
        state(&window).history.undo_label(),
        Some("name of the scenario")
    );
    click(&mut window, "Undo");
    click(&mut window, "Undo");
    assert_eq!(state(&window).scenario(), Some(&preset));
    // The keys do the same.
    window.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    window.run();
    let purpose = |window: &Window| state(window).scenario().unwrap().answer("purpose").clone();
    assert_eq!(
        purpose(&window),
        Answer::Text("AcademicResearch".to_owned())
    );
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(state(&window).scenario(), Some(&preset));
    click(&mut window, "Undo");
    assert_eq!(state(&window).scenario(), None, "opening is undone too");
}

#[test]
fn scenarios_stand_side_by_side() {
    let mut window = window();
    choose(&mut window, "Scenario", "Consumer app at scale");
    click(&mut window, "Duplicate");
    field(
        &mut window,
        "Where is your principal place of business?",
        "Germany",
    );
    click(&mut window, "Compare scenarios");
    field(&mut window, "Filter:", "model:llama-4-scout-17b-16e");
    let before = "Llama 4 Scout 17B-16E, Consumer app at scale, Permitted with obligations";
    let after = "Llama 4 Scout 17B-16E, Consumer app at scale (copy), Not permitted";
    assert!(sees(&window, before) && sees(&window, after));
    assert!(sees(&window, "Llama 4 Scout 17B-16E, Do they differ?, Yes"));
    assert!(sees(&window, "United States") && sees(&window, "Germany"));
    click(&mut window, "Show only models whose verdicts differ");
    assert!(state(&window).rows.len() < state(&window).matrix.rows.len());
    // A click on a title goes to that scenario.
    let title = "Consumer app at scale (copy)";
    click(&mut window, title);
    assert_eq!(state(&window).scenario().unwrap().title, title);
}

#[test]
fn others_are_judged_with_their_own_answers() {
    let mut window = window();
    field(&mut window, "Filter:", "model:llama-4-scout-17b-16e");
    choose(&mut window, "Scenario", "Consumer app at scale");
    let verdict = |window: &Window| state(window).evaluations["llama-4-scout-17b-16e"].verdict;
    assert_eq!(verdict(&window), Verdict::PermittedWithObligations);
    press(&mut window, "A client receives the model");
    assert_eq!(verdict(&window), Verdict::Unknown, "where they sit is open");
    let seat = "Where is your principal place of business? (for the client)";
    field(&mut window, seat, "France");
    assert_eq!(verdict(&window), Verdict::NotPermitted);
}

#[test]
fn another_reading_changes_the_verdict() {
    let mut window = window();
    field(&mut window, "Filter:", "model:llama-4-scout-17b-16e");
    choose(
        &mut window,
        "Scenario",
        "Large enterprise, internal assistant",
    );
    let verdict = |window: &Window| state(window).evaluations["llama-4-scout-17b-16e"].verdict;
    assert_eq!(verdict(&window), Verdict::NeedsReview);
    let question = "Whose principal place of business counts, the parent's or each company's?";
    read_as(&mut window, question, "Each company's own seat counts");
    assert_eq!(verdict(&window), Verdict::NotPermitted);
    choose(
        &mut window,
        question,
        "The seat of the licensee alone counts",
    );
    assert_eq!(verdict(&window), Verdict::PermittedWithObligations);
}

#[test]
fn a_part_is_added_and_judged_and_taken_away() {
    let mut window = window();
    field(&mut window, "Filter:", "model:qwen2.5-7b");
    choose(&mut window, "Scenario", "European enterprise, strict");
    let verdict = |window: &Window| state(window).evaluations["qwen2.5-7b"].verdict;
    assert_eq!(verdict(&window), Verdict::Permitted);
    press(&mut window, "Add a part...");
    let name = window.get_by_role_and_label(Role::TextInput, "Which model or license?");
    name.scroll_to_me();
    window.run();
    field(&mut window, "Which model or license?", "llama guard 4");
    window
        .get_by_label_contains("Llama Guard 4 12B (")
        .click_accesskit();
    window.run();
    assert_eq!(verdict(&window), Verdict::NotPermitted, "barred by seat");
    let remove = window.get_by_label_contains("Remove adapter");
    remove.click_accesskit();
    window.run();
    assert_eq!(verdict(&window), Verdict::Permitted);
}

#[test]
fn what_would_change_a_verdict_is_found_and_open_questions_lead_to_their_field() {
    let mut window = window();
    field(&mut window, "Filter:", "model:hunyuan-a13b");
    choose(&mut window, "Scenario", "Consumer app at scale");
    window.get_by_label_contains("Hunyuan-A13B, Model").click();
    window.step();
    wait(&mut window, "what would change it", |window| {
        sees(window, "Run the weights outside")
    });
    assert!(sees(&window, "Considered, did not apply"));
    // An answer is taken away: its question is open, and one click away.
    field(&mut window, "Filter:", "model:llama-4-scout-17b-16e");
    window
        .get_by_label_contains("Llama 4 Scout 17B-16E, Model")
        .click();
    window.step();
    let seat = "Where is your principal place of business?";
    field(&mut window, seat, "x");
    window.key_press(Key::Backspace);
    window.run();
    wait(&mut window, "the look", |window| {
        let look = state(window).look.about("llama-4-scout-17b-16e");
        look.is_some_and(|(_, current)| current)
    });
    window.get_by_label(&format!("? {seat}")).click_accesskit();
    window.run();
    assert_eq!(state(&window).question.as_deref(), Some("domicile"));
}

#[test]
fn answers_that_do_not_fit_are_told() {
    let mut window = window();
    choose(&mut window, "Scenario", "Consumer app at scale");
    assert!(!sees(&window, "These answers do not fit"));
    field(
        &mut window,
        "What is the highest number of monthly users the group ever had?",
        "1M",
    );
    assert!(sees(&window, "These answers do not fit"));
    // Such a scenario can be opened again, to be mended.
    let scenario = state(&window).scenario().cloned().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("odd.ron");
    std::fs::write(&file, scenario_text(&scenario).unwrap()).unwrap();
    choose(&mut window, "Scenario", "Inference host");
    assert!(!sees(&window, "These answers do not fit"));
    start(&mut window, "Open scenario...");
    wait(&mut window, "the path field", |window| {
        sees(window, "no file dialog")
    });
    field(&mut window, "File:", file.to_str().unwrap());
    click(&mut window, "Open");
    wait(&mut window, "the scenario", |window| {
        sees(window, "These answers do not fit")
    });
}

const HOUSE: &str = r#"(schema: 1,
 duties: [(key: "house.sign_off", text: "Have it signed off", owner: Legal, due: BeforeUse,
  evidence: "signed form")],
 rules: [(id: "H01", rev: 1, lane: Policy, each: Once, title: "House rule: sign off indemnities",
  when: Lic("indemnity", ["Broad", "OnBreach", "ThirdPartyClaims"]), then: PermittedWithObligations,
  duties: ["house.sign_off"], reading: None, if_unknown: Default)])"#;

#[test]
fn rule_files_are_told_at_the_bottom() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("house.ron");
    std::fs::write(&path, HOUSE).unwrap();
    assert!(!sees(&window(), "Your rule file"));
    let data = load_data(&DataFolder::built_in().with_rules(&path)).unwrap();
    let window = window_on(data, no_dialog);
    assert!(sees(&window, "Your rule files add 1 rule and 1 obligation"));
}

#[test]
fn what_waits_for_house_policy_only_is_told_as_such() {
    let mut window = window();
    field(&mut window, "Filter:", "model:llama-3.1-8b");
    choose(&mut window, "Scenario", "Consumer app at scale");
    let mut scenario = state(&window).scenario().cloned().unwrap();
    scenario.set("accepted_law", Answer::Unanswered);
    scenario.set("as_of", Answer::Text("2023-01-01".to_owned()));
    open_and_look(&mut window, &scenario);
    let words = "for house policy only; never changes the license verdict";
    // Nobody chose a house policy, so nothing waits for it.
    assert!(!sees(&window, words));
    // The verdict does not stand alone on a day before the model.
    assert!(sees(&window, "Not yet released on 2023-01-01."));
    // What the catalog answers is not listed, however many are shown.
    let more = window.get_by_label_contains("that no model on screen needs");
    more.click_accesskit();
    window.run();
    assert!(sees(&window, "Did you receive the model inside"));
    assert!(!sees(&window, "Does the model take or make more than text"));
    scenario.set("house", Answer::Set(["LawLimited".to_owned()].into()));
    open_and_look(&mut window, &scenario);
    assert!(sees(&window, &format!("Open {words}:")));
    assert!(sees(&window, "? Which laws and courts are accepted?"));
}

#[test]
fn a_reason_stands_once_for_the_parts_and_actors_it_concerns() {
    let mut window = window();
    field(&mut window, "Filter:", "model:llama-3.1-8b");
    choose(&mut window, "Scenario", "Consumer app at scale");
    let mut scenario = state(&window).scenario().cloned().unwrap();
    scenario.sources.clear();
    scenario
        .client
        .insert("domicile".to_owned(), Answer::Text("FR".to_owned()));
    scenario.parts = ron::from_str(
        r#"[(id: "adapter", role: Adapter, model: Some("llama-3.1-8b")),
            (id: "guard", role: SafetyFilter, model: Some("llama-guard-1-7b"))]"#,
    )
    .unwrap();
    open_and_look(&mut window, &scenario);
    let said = window.query_all_by_label("Acceptable-use policy applies");
    assert_eq!(said.count(), 2, "once for each license");
    assert!(sees(
        &window,
        "(for you and the client; the model; part: adapter)"
    ));
    assert!(sees(
        &window,
        "(for you and the client; part: safety filter guard)"
    ));
}

/// Opens a scenario from a file, and waits for the look at its one model.
fn open_and_look(window: &mut Window, scenario: &license_matrix::scenario::Scenario) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.ron");
    std::fs::write(&file, scenario_text(scenario).unwrap()).unwrap();
    start(window, "Open scenario...");
    wait(window, "the path field", |window| {
        sees(window, "no file dialog")
    });
    field(window, "File:", file.to_str().unwrap());
    click(window, "Open");
    window.get_by_label_contains("Llama 3.1 8B, Model").click();
    window.step();
    wait(window, "the look", |window| {
        let look = state(window).look.about("llama-3.1-8b");
        look.is_some_and(|(_, current)| current)
    });
}

/// Clicks what may be outside the part of a list that is in view.
fn press(window: &mut Window, label: &str) {
    window.get_by_label(label).click_accesskit();
    window.run();
}

/// Chooses how open wording is read, at the end of the editor.
fn read_as(window: &mut Window, question: &str, choice: &str) {
    let list = window.get_by_role_and_label(Role::ComboBox, question);
    list.scroll_to_me();
    window.run();
    choose(window, question, choice);
}
