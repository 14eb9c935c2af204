//! What is in a report and on whose paper, chosen beside its pages.

use std::sync::Arc;

use license_matrix::report::{Paper, Report};

use super::*;

const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10">
    <rect width="40" height="10" fill="#1b365d"/></svg>"##;

fn looking() -> Window {
    let mut window = window();
    field(&mut window, "Filter:", "model:qwen2.5-3b,qwen2.5-7b");
    choose(&mut window, "Scenario", "Consumer app at scale");
    start(&mut window, "Export...");
    pages(&mut window);
    window
}

fn pages(window: &mut Window) {
    wait(window, "the pages", |window| {
        matches!(
            &state(window).export,
            Export::Choosing {
                report: Some(_),
                ..
            }
        ) && sees(window, "Page 1 of ")
    });
}

fn report(window: &Window) -> Arc<Report> {
    match &state(window).export {
        Export::Choosing {
            report: Some(report),
            ..
        } => report.clone(),
        other => panic!("{other:?}"),
    }
}

/// Presses something in the list of choices, wherever it is scrolled to.
fn press(window: &mut Window, label: &str) {
    let first = window.get_all_by_label(label).next();
    first
        .unwrap_or_else(|| panic!("no \"{label}\""))
        .click_accesskit();
    window.run();
    pages(window);
}

fn typed(window: &mut Window, label: &str, text: &str) {
    field(window, label, text);
    window.key_press(Key::Enter);
    window.step();
    pages(window);
}

#[test]
fn parts_are_left_out_and_taken_back() {
    let mut window = looking();
    let all = report(&window).sections.len();
    press(&mut window, "Parts: all");
    press(&mut window, "Annex: clauses");
    let less = report(&window);
    assert_eq!(less.sections.len(), all - 1);
    assert!(
        less.identity
            .contains(&("Left out".to_owned(), "Annex: clauses".to_owned()))
    );
    assert!(sees(&window, "Parts: 1 left out"));
    press(&mut window, "Annex: clauses");
    assert_eq!(report(&window).sections.len(), all);
    press(&mut window, "Fields to fill in");
    assert!(report(&window).fillable);
}

#[test]
fn other_open_scenarios_stand_beside() {
    let mut window = window();
    open_two_scenarios(&mut window);
    choose(&mut window, "Scenario", "Consumer app at scale");
    field(&mut window, "Filter:", "model:qwen2.5-3b,qwen2.5-7b");
    start(&mut window, "Export...");
    pages(&mut window);
    let heading = "Verdicts in other scenarios";
    let has = |window: &Window| {
        let report = report(window);
        report.sections.iter().any(|one| one.heading == heading)
    };
    assert!(has(&window));
    press(&mut window, "Parts: all");
    press(&mut window, heading);
    assert!(!has(&window));
}

#[test]
fn what_the_house_puts_on_reports_is_typed_saved_and_opened() {
    let folder = tempfile::tempdir().unwrap();
    let logo = folder.path().join("logo.svg");
    std::fs::write(&logo, LOGO).unwrap();
    let file = folder.path().join("house.ron");
    let mut window = looking();
    press(&mut window, "Branding");
    typed(&mut window, "Client", "ACME GmbH");
    // Enter ends the typing; it does not save the report.
    let pair = ("Client".to_owned(), "ACME GmbH".to_owned());
    assert!(report(&window).identity.contains(&pair));
    press(&mut window, "US Letter");
    assert_eq!(report(&window).branding.paper, Paper::Letter);

    typed(&mut window, "Color of headings", "#ffff00");
    assert!(sees(&window, "too light to be read"));
    typed(&mut window, "Color of headings", "#7a1f2b");
    assert!(!sees(&window, "too light to be read"));

    let label = "Logo: a PNG, JPEG or SVG file";
    typed(&mut window, label, "no/such/logo.png");
    wait(&mut window, "the message", |window| {
        sees(window, "logo.png\" cannot be read")
    });
    assert_eq!(report(&window).logo, None);
    typed(&mut window, label, logo.to_str().unwrap());
    wait(&mut window, "the logo", |window| {
        state(window).logo.is_some()
    });

    field(&mut window, "Kept in the file", file.to_str().unwrap());
    press(&mut window, "Save");
    wait(&mut window, "the file", |window| sees(window, "Saved "));
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("logo: Some(\"logo.svg\")"), "{text}");
    let made = state(&window).branding.clone();

    // Another day, another window.
    let mut window = looking();
    press(&mut window, "Branding");
    field(&mut window, "Kept in the file", file.to_str().unwrap());
    press(&mut window, "Open");
    wait(&mut window, "the file", |window| sees(window, "Opened."));
    pages(&mut window);
    assert_eq!(state(&window).branding, made);
    assert!(report(&window).logo.is_some());
}
