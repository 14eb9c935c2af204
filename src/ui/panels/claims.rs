//! What a secondary source says in its text, each statement with its check.

use egui::Ui;

use super::Outbox;
use super::cited::cited_ui;
use crate::app::State;
use crate::catalog::{Claim, ClaimSource, ClaimVerdict};
use crate::matrix::check_tone;
use crate::ui::theme::section;
use crate::ui::widgets::tone_badge;

/// Room for the longest word of a check.
const CHECK_WIDTH: f32 = 140.0;

/// Draws the statements of the source whose matrix is shown.
pub fn claims_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let Some(source) = state.claim_source() else {
        return;
    };
    ui.add_space(6.0);
    ui.label(section(format!(
        "What \u{201c}{}\u{201d} says in its text, checked against the license texts",
        source.title
    )));
    ui.horizontal_wrapped(|ui| {
        for verdict in ClaimVerdict::ALL {
            let count = source
                .claims
                .iter()
                .filter(|claim| claim.verdict == verdict)
                .count();
            tone_badge(
                ui,
                check_tone(verdict),
                &format!("{} {count}", verdict.label()),
            );
        }
        ui.weak(
            "The signs in the table above say the same of its cells; point at one for the reason.",
        );
    });
    ui.add_space(4.0);
    egui::ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| statements_ui(ui, state, source, out));
}

fn statements_ui(ui: &mut Ui, state: &State, source: &ClaimSource, out: &mut Outbox) {
    let mut about = "";
    for claim in &source.claims {
        if claim.about != about {
            about = &claim.about;
            let name = state
                .catalog
                .family(about)
                .map_or("In general", |family| family.name.as_str());
            ui.add_space(6.0);
            ui.strong(name);
        }
        claim_ui(ui, state, claim, out);
        ui.add_space(4.0);
    }
}

fn claim_ui(ui: &mut Ui, state: &State, claim: &Claim, out: &mut Outbox) {
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(
            egui::vec2(CHECK_WIDTH, 20.0),
            egui::Layout::left_to_right(egui::Align::Min),
            |ui| {
                ui.set_min_width(CHECK_WIDTH);
                tone_badge(ui, check_tone(claim.verdict), claim.verdict.label());
            },
        );
        ui.vertical(|ui| {
            ui.label(&claim.statement);
            ui.weak(&claim.why);
            cited_ui(ui, state, &claim.cite, out);
        });
    });
}
