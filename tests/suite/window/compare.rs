//! Models picked and set side by side, and the substitutes for one that is not
//! permitted.

use license_matrix::app::{Effect, ModelsCommand};
use license_matrix::model_comparison::ComparedGroup;

use super::*;

fn press(window: &mut Window, held: Modifiers, key: Key) {
    window.key_press_modifiers(held, key);
    window.run();
}

/// Three models on screen, in a scenario that permits two of them.
fn three() -> Window {
    let mut window = window();
    choose(&mut window, "Scenario", "Consumer app at scale");
    press(&mut window, Modifiers::NONE, Key::F2);
    field(
        &mut window,
        "Filter:",
        "model:qwen2.5-3b,qwen3-4b,gemma-3-27b",
    );
    window
}

/// Picks the rows from the top, with keys.
fn pick_rows(window: &mut Window, count: usize) {
    press(window, Modifiers::COMMAND, Key::G);
    for _ in 0..count {
        press(window, Modifiers::COMMAND, Key::B);
        press(window, Modifiers::NONE, Key::ArrowDown);
    }
}

fn is_open(window: &Window) -> bool {
    sees(window, "models side by side") && state(window).picks.open
}

fn labels(window: &Window, role: Role) -> Vec<String> {
    let nodes = window.query_all_by_role(role);
    nodes
        .filter_map(|node| node.accesskit_node().label())
        .collect()
}

#[test]
fn rows_are_picked_with_keys_and_taken_away_with_their_chips() {
    let mut window = three();
    pick_rows(&mut window, 2);
    assert_eq!(state(&window).picks.models, ["gemma-3-27b", "qwen2.5-3b"]);
    assert!(sees(&window, "To compare:"));
    // The same key takes the row away again.
    press(&mut window, Modifiers::NONE, Key::ArrowUp);
    press(&mut window, Modifiers::COMMAND, Key::B);
    assert_eq!(state(&window).picks.models, ["gemma-3-27b"]);
    let compare = window.get_by_role_and_label(Role::Button, "Compare");
    assert!(compare.accesskit_node().is_disabled());
    click(&mut window, "Gemma 3 27B \u{00d7}");
    assert!(state(&window).picks.models.is_empty());
    assert!(!sees(&window, "To compare:"));
}

#[test]
fn a_letter_typed_in_the_filter_picks_nothing() {
    let mut window = three();
    press(&mut window, Modifiers::COMMAND, Key::F);
    press(&mut window, Modifiers::COMMAND, Key::B);
    assert!(state(&window).picks.models.is_empty());
}

#[test]
fn the_models_stand_side_by_side_and_escape_goes_back() {
    let mut window = three();
    pick_rows(&mut window, 2);
    click(&mut window, "Compare");
    assert!(is_open(&window));
    assert!(models_on_screen(&window).is_empty());
    let cells = labels(&window, Role::GridCell);
    let has = |words: &str| cells.iter().any(|cell| cell.contains(words));
    // Model, term, value, how it is to be taken, how it differs, clauses.
    assert!(
        has(
            "Qwen2.5-3B, Verdict: Separate license needed (against), unlike Gemma 3 27B, \u{a7} 1.i"
        ),
        "{cells:#?}"
    );
    let headings = labels(&window, Role::RowHeader);
    let place = |words: &str| headings.iter().position(|one| one.starts_with(words));
    assert!(place("Verdict").unwrap() < place("Rules that decide").unwrap());
    assert!(place("Rules that decide").unwrap() < place("What differs").unwrap());
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!state(&window).picks.open);
    assert_eq!(models_on_screen(&window).len(), 3);
    // Keys go to the table again.
    press(&mut window, Modifiers::NONE, Key::Home);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(state(&window).selected.is_some());
}

#[test]
fn a_clause_of_a_value_is_opened_by_pointer_and_by_key_and_closes_first() {
    let mut window = three();
    pick_rows(&mut window, 2);
    click(&mut window, "Compare");
    let link = labels(&window, Role::Link);
    let link = link
        .iter()
        .find(|one| one.starts_with("\u{a7} 1.i of Qwen"))
        .unwrap();
    click(&mut window, link);
    assert_eq!(
        state(&window).clause.as_ref().unwrap().document,
        "qwen-research"
    );
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(state(&window).clause, None);
    assert!(is_open(&window), "Escape closes one thing at a time");
    // The first value is under the cursor; the second model is one to the right.
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(
        state(&window).clause.as_ref().unwrap().document,
        "qwen-research"
    );
}

#[test]
fn rows_that_are_alike_are_hidden_and_shown() {
    let mut window = three();
    pick_rows(&mut window, 2);
    click(&mut window, "Compare");
    // Far down, where what is the same for all stands.
    press(&mut window, Modifiers::NONE, Key::End);
    let heading = ComparedGroup::Alike.heading();
    assert!(sees(&window, heading) || sees(&window, ComparedGroup::ObligationsAlike.heading()));
    click(&mut window, "Only rows that differ");
    press(&mut window, Modifiers::NONE, Key::End);
    assert!(state(&window).picks.only_differing);
    assert!(!sees(&window, heading));
    click(&mut window, "Only rows that differ");
    assert!(!state(&window).picks.only_differing);
}

#[test]
fn six_models_fit_and_the_last_one_is_reached_with_keys() {
    let mut window = window();
    field(&mut window, "Filter:", "family:llama");
    pick_rows(&mut window, 7);
    assert_eq!(state(&window).picks.models.len(), 6);
    assert!(sees(&window, "6 models are picked, which is the most"));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    assert!(is_open(&window));
    let last = state(&window).comparison().unwrap().models[5].name.clone();
    for _ in 0..6 {
        press(&mut window, Modifiers::NONE, Key::ArrowRight);
    }
    let on_screen = |window: &Window| {
        labels(window, Role::GridCell)
            .iter()
            .any(|cell| cell.starts_with(&format!("{last}, ")))
    };
    assert!(on_screen(&window));
}

#[test]
fn a_model_is_picked_and_taken_away_in_its_details_and_in_the_comparison() {
    let mut window = three();
    press(&mut window, Modifiers::COMMAND, Key::G);
    for _ in 0..2 {
        press(&mut window, Modifiers::NONE, Key::Enter);
        click(&mut window, "Pick for comparison");
        press(&mut window, Modifiers::NONE, Key::ArrowDown);
        press(&mut window, Modifiers::COMMAND, Key::G);
        press(&mut window, Modifiers::NONE, Key::ArrowDown);
    }
    assert_eq!(state(&window).picks.models.len(), 2);
    assert!(sees(&window, "Do not compare"));
    click(&mut window, "Compare");
    click(&mut window, "Take away");
    assert!(!state(&window).picks.open, "one model is no comparison");
    assert_eq!(state(&window).picks.models.len(), 1);
}

#[test]
fn substitutes_are_found_gone_to_and_compared() {
    let mut window = three();
    let select = Command::Select(Some("qwen2.5-3b".to_owned()));
    let effects = apply(&mut test_state(&window), select);
    assert!(effects.iter().any(|one| matches!(one, Effect::LookInto(_))));
    press(&mut window, Modifiers::COMMAND, Key::G);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    window.key_press(Key::Enter);
    window.step();
    wait(&mut window, "the substitutes", |window| {
        sees(window, "What changes: ")
    });
    assert_eq!(state(&window).selected.as_deref(), Some("qwen2.5-3b"));
    let (insight, _) = state(&window).look.about("qwen2.5-3b").unwrap();
    let first = insight.substitutes.as_ref().unwrap().list[0].clone();
    assert!(sees(&window, "Closest permitted substitute"));
    assert!(sees(&window, &first.name));
    let press_it = |window: &mut Window, label: &str| {
        let button = window.get_all_by_label(label).next().unwrap();
        button.click_accesskit();
        window.step();
        window.run();
    };
    press_it(&mut window, "Compare the two");
    assert_eq!(
        state(&window).picks.models,
        ["qwen2.5-3b", first.id.as_str()]
    );
    assert!(is_open(&window));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(state(&window).selected.as_deref(), Some("qwen2.5-3b"));
    press_it(&mut window, "Go to it");
    assert_eq!(state(&window).selected.as_deref(), Some(first.id.as_str()));
    // It is permitted, so none is looked for.
    assert!(!sees(&window, "Closest permitted substitute"));
}

/// The same scenario in a state of its own.
fn test_state(window: &Window) -> State {
    let own = state(window);
    let (catalog, book) = ((*own.catalog).clone(), (*own.book).clone());
    let mut made = State::new(catalog, book, Vec::new(), "2026-11-24".to_owned());
    made.scenarios = own.scenarios.clone();
    made
}

#[test]
fn what_is_side_by_side_is_exported_as_a_comparison() {
    let mut window = three();
    pick_rows(&mut window, 2);
    click(&mut window, "Compare");
    start(&mut window, "Export...");
    wait(&mut window, "the pages", |window| {
        matches!(
            &state(window).export,
            Export::Choosing {
                report: Some(_),
                ..
            }
        )
    });
    let Export::Choosing {
        report: Some(report),
        ..
    } = &state(&window).export
    else {
        panic!("no report");
    };
    let headings: Vec<&str> = report
        .sections
        .iter()
        .map(|one| one.heading.as_str())
        .collect();
    assert!(headings.contains(&"What differs"), "{headings:?}");
    let text = format!("{report:?}");
    assert!(text.contains("Gemma 3 27B") && !text.contains("Qwen3-4B\""));
    click(&mut window, "Close");
    // Of the table a memo is made again.
    let back = Command::Models(ModelsCommand::Compare(false));
    let mut own = test_state(&window);
    own.picks = state(&window).picks.clone();
    own.report_kind = state(&window).report_kind;
    apply(&mut own, back);
    apply(
        &mut own,
        Command::Export(license_matrix::app::ExportCommand::Ask),
    );
    assert_eq!(own.report_kind, license_matrix::report::Kind::Memo);
}
