//! The line at the bottom: which catalog is shown, and what lies over it.

use egui::{RichText, Ui};

use crate::app::State;

/// Draws the line.
pub fn status_ui(ui: &mut Ui, state: &State) {
    ui.horizontal(|ui| {
        let catalog = &state.catalog;
        let date = catalog
            .date()
            .map_or(String::new(), |date| format!(" of {date}"));
        let text = format!(
            "Catalog {}{date}: {} licenses, {} models",
            catalog.short_fingerprint(),
            catalog.licenses().count(),
            catalog.models().count()
        );
        ui.weak(RichText::new(text).small()).on_hover_text(format!(
            "SHA-256 over all data files: {}",
            catalog.fingerprint()
        ));
        let overlaid = catalog.overlaid();
        if !overlaid.is_empty() {
            let replaced = overlaid.iter().filter(|one| one.replaces).count();
            let text = format!(
                "Your folder adds {} and replaces {replaced}",
                overlaid.len() - replaced
            );
            ui.label(RichText::new(text).small()).on_hover_ui(|ui| {
                for one in overlaid {
                    ui.label(one.to_string());
                }
            });
        }
        let own = state.book.own();
        if !own.is_empty() {
            let text = format!("Your rule files add {}", state.book.own_counted());
            ui.label(RichText::new(text).small()).on_hover_ui(|ui| {
                for one in own {
                    ui.label(one.to_string());
                }
            });
        }
        let applied = state
            .texts
            .iter()
            .filter(|text| text.set_aside().is_none())
            .count();
        if applied > 0 {
            let text = format!("{applied} of your texts held against it");
            ui.label(RichText::new(text).small());
        }
        if let Some(words) = &state.undone {
            ui.label(RichText::new(words).small());
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.weak(RichText::new("Not legal advice").small());
        });
    });
}
