//! Why: the verdict on a model and the findings it rests on, by license.

use egui::{CollapsingHeader, RichText, Ui};

use super::Outbox;
use super::cited::cited_ui;
use crate::app::State;
use crate::catalog::Model;
use crate::scenario::{
    Evaluation, FactRead, Finding, SameRule, Scenario, Tag, answer_words, by_rule,
};
use crate::ui::theme::section;
use crate::ui::widgets::tone_badge;

/// Draws the verdict and its reasons.
pub fn verdict_ui(
    ui: &mut Ui,
    state: &State,
    model: &Model,
    evaluation: &Evaluation,
    out: &mut Outbox,
) {
    ui.add_space(8.0);
    ui.label(section("Verdict"));
    let day = state.scenario().and_then(Scenario::as_of);
    if let Some(day) = day.filter(|day| model.came_after(*day)) {
        ui.strong(format!(
            "Not yet released on {day}. The verdict is on it as it was released later."
        ));
    }
    tone_badge(ui, evaluation.verdict.tone(), evaluation.verdict.label());
    ui.weak(evaluation.verdict.meaning());
    if evaluation.worst > evaluation.verdict {
        ui.label(format!("Could become: {}", evaluation.worst.label()));
    }
    ui.add_space(4.0);
    ui.label(section("Why"));
    if evaluation.findings.is_empty() {
        ui.label("Every act has an express grant and no rule found a burden.");
    }
    reasons_ui(ui, state, &evaluation.findings, out);
    let Some(house) = evaluation.house else {
        return;
    };
    ui.add_space(4.0);
    ui.label(section("House policy"));
    tone_badge(ui, house.tone(), house.label());
    ui.weak("Judged apart; it never changes the verdict above.");
    reasons_ui(ui, state, &evaluation.house_findings, out);
}

/// The reasons by license; a rule that says the same for the same reasons of
/// several parts or of everybody who is judged stands once.
fn reasons_ui(ui: &mut Ui, state: &State, findings: &[Finding], out: &mut Outbox) {
    let mut licenses: Vec<&str> = Vec::new();
    for finding in findings {
        if !licenses.contains(&finding.license.as_str()) {
            licenses.push(&finding.license);
        }
    }
    for license in &licenses {
        if licenses.len() > 1 {
            license_name(ui, state, license);
        }
        let own = findings
            .iter()
            .filter(|finding| finding.license == **license);
        findings_ui(ui, state, by_rule(own, Finding::has_same_reasons), out);
    }
}

fn license_name(ui: &mut Ui, state: &State, license: &str) {
    let name = state.catalog.license(license);
    ui.strong(name.map_or("No license on file", |license| license.short.as_str()));
}

/// First what holds, then what nobody knows, under a heading of its own.
fn findings_ui(ui: &mut Ui, state: &State, findings: Vec<SameRule<'_>>, out: &mut Outbox) {
    let (could, holds): (Vec<_>, Vec<_>) = findings
        .into_iter()
        .partition(|same| same.finding.tag == Tag::Missing);
    for same in holds {
        finding_ui(ui, state, &same, &same.finding.statement(), out);
    }
    if !could.is_empty() {
        ui.strong("Not known whether it applies");
    }
    for same in could {
        finding_ui(ui, state, &same, &same.finding.title, out);
    }
}

/// One reason: the rule, what it found, for whom, the clause, and the answers
/// and the reading behind it.
fn finding_ui(ui: &mut Ui, state: &State, same: &SameRule<'_>, words: &str, out: &mut Outbox) {
    let finding = same.finding;
    ui.horizontal_wrapped(|ui| {
        tone_badge(ui, finding.effect.tone(), &finding.rule).on_hover_text(format!(
            "Rule {}, by itself: {}",
            finding.rule,
            finding.effect.label()
        ));
        ui.label(words);
        let concerns = same.concerns_words();
        if !concerns.is_empty() {
            ui.weak(concerns.trim());
        }
        if finding.origin.is_some() {
            ui.weak(finding.origin_note().trim());
        }
    });
    cited_ui(ui, state, &finding.citations, out);
    if finding.facts.is_empty() && finding.reading.is_none() {
        return;
    }
    let id = (
        &finding.rule,
        &finding.license,
        &finding.title,
        &finding.part,
    );
    CollapsingHeader::new(RichText::new("Rests on").small().weak())
        .id_salt((id, finding.actor))
        .show(ui, |ui| {
            for fact in &finding.facts {
                ui.label(RichText::new(fact_words(state, fact)).small());
            }
            if let Some(words) = reading_words(state, finding) {
                ui.label(RichText::new(words).small());
            }
        });
}

/// A question with its answer and who gave it.
fn fact_words(state: &State, fact: &FactRead) -> String {
    let question = state.book.field(&fact.field);
    let asked = question.map_or(fact.field.as_str(), |field| field.question.as_str());
    let words = question.and_then(|field| answer_words(&field.kind, &fact.answer));
    match words {
        Some(words) => format!("{asked} {words} ({})", fact.source.label()),
        None => format!("{asked} Not answered"),
    }
}

fn reading_words(state: &State, finding: &Finding) -> Option<String> {
    let used = finding.reading.as_ref()?;
    let reading = state.book.reading(&used.id)?;
    let choice = reading.choice(&used.choice)?;
    let default = if used.default { ", as by default" } else { "" };
    Some(format!(
        "{} Read as: {}{default}",
        reading.question, choice.label
    ))
}
