//! The terms in which two licenses differ, over the window.

use egui::{Grid, Ui};

use super::Outbox;
use crate::app::{Command, State};
use crate::catalog::License;
use crate::matrix::{Cell, Tone, compare_licenses};
use crate::ui::theme::palette;

/// Width of the column of terms.
const TERM: f32 = 150.0;

/// Width of each license's column.
const SIDE: f32 = 290.0;

/// A menu of the licenses to compare this one with: those of its licensor
/// first.
pub fn compare_menu(ui: &mut Ui, state: &State, license: &License, out: &mut Outbox) {
    ui.menu_button("Compare its terms with", |ui| {
        let others = || {
            state
                .catalog
                .licenses()
                .filter(|other| other.id != license.id)
        };
        let same = |other: &&License| other.licensor == license.licensor;
        egui::ScrollArea::vertical()
            .max_height(420.0)
            .show(ui, |ui| {
                let mut entry = |ui: &mut Ui, other: &License| {
                    if ui
                        .button(&other.short)
                        .on_hover_text(&other.title)
                        .clicked()
                    {
                        let ids = (license.id.clone(), other.id.clone());
                        out.push(Command::CompareLicenses(Some(ids)));
                        ui.close();
                    }
                };
                others().filter(same).for_each(|other| entry(ui, other));
                ui.separator();
                others()
                    .filter(|other| !same(other))
                    .for_each(|other| entry(ui, other));
            });
    });
}

/// Draws the comparison, if one is asked for.
pub fn compare_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let Some((first, second)) = &state.compared else {
        return;
    };
    let (Some(first), Some(second)) = (state.catalog.license(first), state.catalog.license(second))
    else {
        return;
    };
    let mut open = true;
    egui::Window::new(format!("{} and {}", first.short, second.short))
        .id(egui::Id::unique("compared licenses"))
        .open(&mut open)
        .default_size([800.0, 520.0])
        .default_pos(ui.ctx().content_rect().center() - egui::vec2(420.0, 280.0))
        .collapsible(false)
        .show(ui.ctx(), |ui| {
            egui::ScrollArea::vertical()
                .auto_shrink([false, false])
                .show(ui, |ui| grid_ui(ui, state, first, second));
        });
    if !open || ui.input(|input| input.key_pressed(egui::Key::Escape)) {
        out.push(Command::CompareLicenses(None));
    }
}

fn grid_ui(ui: &mut Ui, state: &State, first: &License, second: &License) {
    let differences = compare_licenses(&state.catalog, first, second);
    if differences.is_empty() {
        ui.label("The terms are the same.");
        return;
    }
    Grid::new("terms")
        .num_columns(3)
        .striped(true)
        .show(ui, |ui| {
            ui.strong("Term");
            for license in [first, second] {
                ui.strong(&license.short);
            }
            ui.end_row();
            for difference in &differences {
                ui.vertical(|ui| {
                    ui.set_width(TERM);
                    ui.add(egui::Label::new(&difference.label).wrap());
                });
                for cell in [&difference.first, &difference.second] {
                    side_ui(ui, state, cell);
                }
                ui.end_row();
            }
        });
}

fn side_ui(ui: &mut Ui, state: &State, cell: &Cell) {
    ui.vertical(|ui| {
        ui.set_width(SIDE);
        let text = egui::RichText::new(cell.with_sign());
        ui.label(match cell.tone {
            Tone::Neutral => text,
            tone => text.color(palette(ui).tone(tone).text),
        });
        for line in state.catalog.cited(&cell.citations) {
            ui.weak(egui::RichText::new(line).small());
        }
    });
}
