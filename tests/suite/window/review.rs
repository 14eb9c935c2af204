//! Reviewing in the window: decisions, notes, progress, what is left.

use super::keyboard::{press, to_the_table};
use super::*;
use license_matrix::app::{GridCommand, Mark, ReviewCommand, ShownStates, Spot};
use license_matrix::workspace::{Opinion, Subject};

/// A review of two models in two columns, with somebody to decide.
fn reviewing() -> Window {
    let mut window = window();
    field(&mut window, "Filter:", "model:qwen2.5-3b,qwen2.5-7b");
    window.key_press(Key::F7);
    window.run();
    field(&mut window, "Reviewer:", "A. Counsel");
    window
}

fn marks(window: &Window) -> Vec<Mark> {
    let state = state(window);
    let columns = state.columns();
    let rows = state.rows.iter();
    rows.flat_map(|row| columns.iter().map(move |column| (row, column)))
        .filter_map(|(row, column)| state.review.mark(*row, *column))
        .collect()
}

#[test]
fn cells_are_decided_one_after_the_other() {
    let mut window = reviewing();
    let total = state(&window).review.progress.total;
    let columns = state(&window).columns().len();
    assert_eq!(total, 2 * (columns - 1), "the name is no claim");
    assert!(sees(&window, &format!("0 of {total} cells reviewed")));
    click(&mut window, "Next");
    click(&mut window, "Agree");
    assert!(sees(&window, &format!("1 of {total} cells reviewed")));
    assert!(sees(&window, "agreed (A. Counsel, 2026-11-24"));
    let first = state(&window).grid.cursor.unwrap();
    click(&mut window, "Next");
    let second = state(&window).grid.cursor.unwrap();
    assert_ne!(first, second);
    click(&mut window, "Decide otherwise");
    click(&mut window, "Take as the decision");
    assert!(sees(&window, "Write the value that you would put there."));
    field(&mut window, "Your value:", "Yes");
    field(&mut window, "Because:", "section 2");
    click(&mut window, "Take as the decision");
    assert_eq!(marks(&window), [Mark::Agreed, Mark::Differs]);
    // The value of the program stays where it was.
    let state = state(&window);
    let cell = &state.matrix.rows[second.row].cells[second.column];
    let kept = state.kept.decisions.values();
    assert!(
        kept.clone()
            .any(|decision| decision.computed.value == cell.text
                && matches!(&decision.opinion, Opinion::Differ { value, .. } if value == "Yes"))
    );
    assert_eq!(state.history.undo_label(), Some("review decision"));
    assert!(state.workspace_desk.unsaved);
    click(&mut window, "Withdraw");
    assert_eq!(marks(&window), [Mark::Agreed]);
}

#[test]
fn nobody_decides_without_a_name() {
    let mut window = window();
    window.key_press(Key::F7);
    window.run();
    click(&mut window, "Next");
    click(&mut window, "Agree");
    assert!(sees(&window, "Write your name first"));
    assert!(state(&window).kept.decisions.is_empty());
}

#[test]
fn rows_are_shown_by_the_state_of_their_review() {
    let mut window = reviewing();
    click(&mut window, "Next");
    click(&mut window, "More facts needed");
    field(&mut window, "What is missing:", "the contract");
    click(&mut window, "Take as the decision");
    choose(&mut window, "Rows by review", "Rows waiting for facts");
    assert_eq!(state(&window).rows.len(), 1);
    choose(&mut window, "Rows by review", "Rows decided otherwise");
    assert_eq!(state(&window).rows.len(), 0);
    choose(&mut window, "Rows by review", "Rows left to review");
    assert_eq!(state(&window).rows.len(), 2);
    // All of one row.
    let first = state(&window).rows[0];
    let columns = state(&window).columns().len();
    for _ in 0..columns {
        if state(&window).rows.first() != Some(&first) {
            break;
        }
        click(&mut window, "Next");
        click(&mut window, "Agree");
    }
    assert_eq!(state(&window).rows.len(), 1, "a row that is done goes");
    choose(&mut window, "Rows by review", "Rows reviewed");
    assert_eq!(state(&window).rows, [first]);
}

#[test]
fn who_agrees_sees_the_decision_though_the_review_was_hidden() {
    let mut window = reviewing();
    press(&mut window, Modifiers::NONE, Key::F7);
    assert!(!state(&window).review.open);
    to_the_table(&mut window);
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(marks(&window), [Mark::Agreed]);
    let total = state(&window).review.progress.total;
    assert!(sees(&window, &format!("1 of {total} cells reviewed")));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(marks(&window).is_empty());
}

#[test]
fn a_verdict_is_decided_on_in_its_scenario_and_goes_stale_with_it() {
    let mut window = reviewing();
    choose(&mut window, "Scenario", "Consumer app at scale");
    let column = state(&window).matrix.column_index("verdict").unwrap();
    let row = state(&window).rows[0];
    let spot = Spot { row, column };
    let subject = state(&window).subject_at(row, column).unwrap();
    assert!(matches!(&subject, Subject::Verdict(scenario, _) if scenario == "consumer-app"));
    let go = GridCommand::Go {
        spot,
        extend: false,
    };
    window.state_mut().give(Command::Grid(go));
    window
        .state_mut()
        .give(Command::Review(ReviewCommand::Agree));
    window.run();
    let mark = |window: &Window| state(window).review.mark(row, column);
    assert_eq!(mark(&window), Some(Mark::Agreed));
    choose(&mut window, "For which purpose?", "Academic research");
    assert_eq!(mark(&window), Some(Mark::Stale));
    let stale = ReviewCommand::Show(ShownStates::Stale);
    window.state_mut().give(Command::Review(stale));
    window.run();
    assert_eq!(state(&window).rows, [row]);
}

#[test]
fn notes_stand_beside_a_cell_and_are_removed() {
    let mut window = reviewing();
    click(&mut window, "Next");
    field(&mut window, "Note:", "ask the publisher");
    click(&mut window, "Add the note");
    assert!(sees(&window, "A. Counsel, 2026-11-24: ask the publisher"));
    assert!(state(&window).kept.decisions.is_empty());
    click(&mut window, "Remove this note");
    assert!(!sees(&window, "ask the publisher"));
}
