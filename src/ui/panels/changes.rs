//! What would change the verdict on a model: other answers, open questions,
//! other readings; and what was considered and did not apply.

use egui::{CollapsingHeader, Ui};

use super::Outbox;
use super::cited::cited_ui;
use crate::app::{Command, Insight, State};
use crate::catalog::Model;
use crate::scenario::{
    Evaluation, HOUSE_ONLY, Verdict, flip_words, outcome_lines, removed_words, worse_lines,
};
use crate::ui::theme::section;
use crate::ui::widgets::tone_badge;

/// How many answers to one question a line names.
const NAMED: usize = 4;

/// Draws what would change the verdict, and the open questions.
pub fn changes_ui(
    ui: &mut Ui,
    state: &State,
    model: &Model,
    evaluation: &Evaluation,
    out: &mut Outbox,
) {
    let found = state.look.about(&model.id);
    questions_ui(
        ui,
        state,
        evaluation,
        found.map(|(insight, _)| insight),
        out,
    );
    ui.add_space(8.0);
    ui.label(section("What would change it"));
    let Some((insight, current)) = found else {
        ui.weak("Looking for it...");
        return;
    };
    if !current {
        ui.weak("Looking again after the last answer...");
    }
    flips_ui(ui, state, evaluation, insight);
    readings_ui(ui, state, insight);
}

fn flips_ui(ui: &mut Ui, state: &State, evaluation: &Evaluation, insight: &Insight) {
    let flips = &insight.flips;
    if flips.better.is_empty() && evaluation.verdict > Verdict::PermittedWithObligations {
        ui.label("Nothing that you can decide alone makes it better.");
    }
    for flip in &flips.better {
        ui.horizontal_wrapped(|ui| {
            let removed = removed_words(&state.book, flip);
            tone_badge(ui, flip.verdict.tone(), flip.verdict.label())
                .on_hover_text(format!("Then no longer: {}", removed.join("; ")));
            ui.label(flip_words(&state.book, flip));
        });
    }
    let worse = worse_lines(&state.book, &flips.worse, NAMED);
    if worse.is_empty() {
        return;
    }
    let title = format!("What would make it worse ({})", worse.len());
    CollapsingHeader::new(title).show(ui, |ui| {
        for (verdict, words) in worse {
            ui.horizontal_wrapped(|ui| {
                tone_badge(ui, verdict.tone(), verdict.label());
                ui.label(words);
            });
        }
    });
}

/// Open wording on which the verdict depends, with the question for counsel.
fn readings_ui(ui: &mut Ui, state: &State, insight: &Insight) {
    for outcome in insight.readings.iter().filter(|outcome| outcome.differs) {
        let Some(reading) = state.book.reading(&outcome.reading) else {
            continue;
        };
        ui.add_space(4.0);
        ui.strong(format!("A question for counsel: {}", reading.question));
        for (id, verdict) in &outcome.verdicts {
            let Some(choice) = reading.choice(id) else {
                continue;
            };
            let used = if *id == outcome.used {
                " (read so here)"
            } else {
                ""
            };
            ui.horizontal_wrapped(|ui| {
                tone_badge(ui, verdict.tone(), verdict.label());
                ui.label(format!("{}{used}", choice.label));
            });
        }
    }
}

/// What is not answered; a click goes to the question.
fn questions_ui(
    ui: &mut Ui,
    state: &State,
    evaluation: &Evaluation,
    insight: Option<&Insight>,
    out: &mut Outbox,
) {
    if evaluation.open_questions.is_empty() {
        return;
    }
    ui.add_space(8.0);
    ui.label(section("Open questions"));
    let mut house = false;
    for open in &evaluation.open_questions {
        if open.house_only && !house {
            house = true;
            ui.weak(format!("Open {HOUSE_ONLY}:"));
        }
        let field = state.book.field(&open.field);
        let words = field.map_or(open.field.as_str(), |field| field.question.as_str());
        let why = field.map_or(String::new(), |field| format!("{}. ", field.why));
        let link = ui
            .link(format!("? {words}"))
            .on_hover_text(format!("{why}Click to answer it."));
        if link.clicked() {
            out.push(Command::GoToQuestion(open.field.clone()));
        }
        let known = insight.and_then(|insight| {
            let mut open_questions = insight.open.iter();
            open_questions.find(|(field, _)| *field == open.field)
        });
        if let Some((field, outcomes)) = known.filter(|_| !open.house_only) {
            outcomes_ui(ui, state, evaluation.verdict, field, outcomes);
        }
    }
}

/// What each answer would bring; nothing where no answer alone changes it.
fn outcomes_ui(
    ui: &mut Ui,
    state: &State,
    now: Verdict,
    field: &str,
    outcomes: &[(crate::scenario::Answer, Verdict)],
) {
    if outcomes.iter().all(|(_, verdict)| *verdict == now) {
        ui.weak("No answer changes the verdict as long as the others are open.");
        return;
    }
    for (verdict, words) in outcome_lines(&state.book, field, outcomes, NAMED) {
        ui.horizontal_wrapped(|ui| {
            tone_badge(ui, verdict.tone(), verdict.label());
            ui.label(words);
        });
    }
}

/// Draws the rules that were considered and did not apply, and why.
pub fn considered_ui(ui: &mut Ui, state: &State, model: &Model, out: &mut Outbox) {
    let Some((insight, _)) = state.look.about(&model.id) else {
        return;
    };
    let rules: usize = insight
        .considered
        .iter()
        .map(|group| group.rules.len())
        .sum();
    ui.add_space(8.0);
    let title = section(format!("Considered, did not apply ({rules} rules)"));
    CollapsingHeader::new(title)
        .id_salt("considered")
        .show(ui, |ui| {
            for group in &insight.considered {
                let ids: Vec<&str> = group.rules.iter().map(|(id, _)| id.as_str()).collect();
                let titles: Vec<&str> = group.rules.iter().map(|(_, t)| t.as_str()).collect();
                let why = capital(&group.why);
                ui.label(format!("{why}{}.", group.actor.note()))
                    .on_hover_text(format!("So these did not apply: {}.", titles.join("; ")));
                ui.weak(ids.join(", "));
                cited_ui(ui, state, &group.citations, out);
            }
        });
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
