//! The review: what the program computed under the cursor, what the reviewer
//! says to it, notes, how far the review is.

use egui::{Align, Layout, ProgressBar, TextEdit, Ui};

use super::Outbox;
use crate::app::{Command, Draft, DraftKind, ReviewCommand, ShownStates, State};
use crate::ui::theme::section;
use crate::ui::widgets::primary_button;
use crate::workspace::{Computed, Note, Opinion, Subject};

/// Width of a field, in points.
const FIELD: f32 = 190.0;

/// Draws the panel.
pub fn review_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let mut give = |command| out.push(Command::Review(command));
    ui.add_space(4.0);
    head_ui(ui, state, &mut give);
    if !state.review.message.is_empty() {
        ui.label(format!("\u{26a0} {}", state.review.message));
    }
    ui.separator();
    egui::ScrollArea::vertical()
        .id_salt("review")
        .auto_shrink([false, false])
        .show(ui, |ui| match state.review_subject() {
            Some((subject, now)) => subject_ui(ui, state, &subject, &now, &mut give),
            None => {
                ui.weak(
                    "Go to a cell of the table: its value and your decision on it are shown here.",
                );
            }
        });
}

/// The field of the reviewer's name, for when it is asked for.
pub fn name_field() -> egui::Id {
    egui::Id::unique("reviewer's name")
}

/// Progress, what comes next, who reviews.
fn head_ui(ui: &mut Ui, state: &State, give: &mut impl FnMut(ReviewCommand)) {
    let progress = state.review.progress;
    ui.horizontal_wrapped(|ui| {
        ui.label(section("Review"));
        if progress.total > 0 {
            let share = progress.reviewed as f32 / progress.total as f32;
            let words = progress.to_string();
            let mut bar = ProgressBar::new(share)
                .desired_width(120.0)
                .corner_radius(3);
            if progress.reviewed == 0 {
                // Else a piece of it looks done.
                bar = bar.fill(ui.visuals().extreme_bg_color);
            }
            ui.add(bar).widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, &words)
            });
            ui.label(&words);
        }
        let next = ui.button("Next").on_hover_text(
            "Goes to the next cell that is shown and has no decision on its value of now.",
        );
        if next.clicked() {
            give(ReviewCommand::Next);
        }
        states_ui(ui, state, give);
        let label = ui.label("Reviewer:");
        let mut name = state.review.reviewer.clone();
        let edit = TextEdit::singleline(&mut name)
            .id(name_field())
            .hint_text("your name")
            .desired_width(130.0);
        if ui.add(edit).labelled_by(label.id).changed() {
            give(ReviewCommand::Reviewer(name));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button("Close review").clicked() {
                give(ReviewCommand::Toggle);
            }
        });
    });
}

fn states_ui(ui: &mut Ui, state: &State, give: &mut impl FnMut(ReviewCommand)) {
    let combo = egui::ComboBox::from_id_salt("rows by review")
        .selected_text(state.states.label())
        .width(150.0);
    let shown = combo.show_ui(ui, |ui| {
        for states in ShownStates::ALL {
            if ui
                .selectable_label(state.states == states, states.label())
                .clicked()
            {
                give(ReviewCommand::Show(states));
            }
        }
    });
    let name = || egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Rows by review");
    shown.response.widget_info(name);
}

fn subject_ui(
    ui: &mut Ui,
    state: &State,
    subject: &Subject,
    now: &Computed,
    give: &mut impl FnMut(ReviewCommand),
) {
    ui.horizontal_wrapped(|ui| {
        ui.strong(subject.words(&state.catalog));
        ui.label("The program says:");
        ui.label(&now.value);
        let mut whole = state.review.whole;
        let about = "Decide on all that the matrix says of the model, not on one cell.";
        if ui
            .checkbox(&mut whole, "Whole model")
            .on_hover_text(about)
            .changed()
        {
            give(ReviewCommand::Whole(whole));
        }
    });
    decision_ui(ui, state, subject, now, give);
    let kept = state.review.draft.as_ref();
    let draft = kept.filter(|(about, _)| about == subject);
    let draft = draft.map_or_else(Draft::default, |(_, draft)| draft.clone());
    opinion_ui(ui, subject, &draft, give);
    for note in state
        .kept
        .notes
        .iter()
        .filter(|note| note.about == *subject)
    {
        note_ui(ui, note, give);
    }
}

/// The decision that stands, beside the value and never in its place.
fn decision_ui(
    ui: &mut Ui,
    state: &State,
    subject: &Subject,
    now: &Computed,
    give: &mut impl FnMut(ReviewCommand),
) {
    let Some(decision) = state.kept.decisions.get(subject) else {
        return;
    };
    ui.horizontal_wrapped(|ui| {
        let sign = match decision.opinion {
            Opinion::Agree => "\u{2714}",
            Opinion::Differ { .. } => "\u{2260}",
            Opinion::MoreFacts(_) => "?",
        };
        ui.label(format!("{sign} {}", decision.words()));
        if !decision.note.is_empty() {
            ui.label(format!("Note: {}", decision.note));
        }
        if ui.button("Withdraw").clicked() {
            give(ReviewCommand::Withdraw);
        }
    });
    if decision.computed.fingerprint != now.fingerprint {
        let why = if decision.computed.value == now.value {
            "what it rests on changed"
        } else {
            "the value changed"
        };
        ui.label(format!(
            "\u{21bb} To review again: {why} since it was decided on."
        ));
    }
}

/// What can be said to a value.
fn opinion_ui(ui: &mut Ui, subject: &Subject, draft: &Draft, give: &mut impl FnMut(ReviewCommand)) {
    let write = |draft: Draft| ReviewCommand::Write(Box::new((subject.clone(), draft)));
    ui.horizontal_wrapped(|ui| {
        if primary_button(ui, "Agree").clicked() {
            give(ReviewCommand::Agree);
        }
        for (kind, words) in [
            (DraftKind::Differ, "Decide otherwise"),
            (DraftKind::MoreFacts, "More facts needed"),
            (DraftKind::Note, "Note only"),
        ] {
            if ui.selectable_label(draft.kind == kind, words).clicked() {
                give(write(Draft {
                    kind,
                    ..draft.clone()
                }));
            }
        }
    });
    let mut next = draft.clone();
    ui.horizontal_wrapped(|ui| {
        let field = |ui: &mut Ui, words: &str, text: &mut String| {
            let label = ui.label(words);
            let edit = TextEdit::singleline(text).desired_width(FIELD);
            ui.add(edit).labelled_by(label.id);
        };
        match draft.kind {
            DraftKind::Differ => {
                field(ui, "Your value:", &mut next.value);
                field(ui, "Because:", &mut next.reason);
            }
            DraftKind::MoreFacts => field(ui, "What is missing:", &mut next.reason),
            DraftKind::Note => {}
        }
        field(ui, "Note:", &mut next.note);
        if draft.kind != DraftKind::Note && ui.button("Take as the decision").clicked() {
            give(ReviewCommand::Decide);
        }
        let noted = draft.kind == DraftKind::Note && !draft.note.trim().is_empty();
        if noted && ui.button("Add the note").clicked() {
            give(ReviewCommand::AddNote);
        }
    });
    if next != *draft {
        give(write(next));
    }
}

fn note_ui(ui: &mut Ui, note: &Note, give: &mut impl FnMut(ReviewCommand)) {
    ui.horizontal_wrapped(|ui| {
        ui.label(format!("{}, {}: {}", note.author, note.date, note.text));
        let remove = ui.small_button("\u{00d7}");
        remove.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Button, true, "Remove this note")
        });
        if remove.on_hover_text("Remove this note").clicked() {
            give(ReviewCommand::RemoveNote(Box::new(note.clone())));
        }
    });
}
