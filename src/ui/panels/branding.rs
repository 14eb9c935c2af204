//! What the house puts on its reports: names, head, color, logo, paper.

use egui::{Id, Ui};

use crate::app::{BrandingCommand, State};
use crate::report::{Branding, DateStyle, Paper};
use crate::ui::theme::tokens::size;

/// Draws the fields. A text is taken when its field is left, so that the pages
/// are not laid out for every letter.
pub fn branding_ui(ui: &mut Ui, state: &State, give: &mut dyn FnMut(BrandingCommand)) {
    let branding = &state.branding;
    let mut edited = branding.clone();
    let mut changed = false;
    for (label, hint, value) in [
        ("Organization", "", &mut edited.organization),
        ("Client", "", &mut edited.client),
        ("Matter", "with its number", &mut edited.matter),
        ("Prepared by", "", &mut edited.prepared_by),
        (
            "Head of each page",
            "Confidential",
            &mut edited.confidentiality,
        ),
        ("Color of headings", "# and six digits", &mut edited.accent),
    ] {
        let before = value.clone().unwrap_or_default();
        if let Some(text) = line_ui(ui, label, hint, &before) {
            *value = Some(text).filter(|text| !text.trim().is_empty());
            changed = true;
        }
    }
    ui.label("Paper");
    ui.horizontal(|ui| {
        for (paper, words) in [(Paper::A4, "A4"), (Paper::Letter, "US Letter")] {
            changed |= ui.radio_value(&mut edited.paper, paper, words).changed();
        }
    });
    ui.label("Dates");
    ui.vertical(|ui| {
        for style in [DateStyle::Iso, DateStyle::Long] {
            let example = Branding {
                dates: style,
                ..Branding::default()
            };
            let words = example.day(&state.date);
            changed |= ui.radio_value(&mut edited.dates, style, words).changed();
        }
    });
    if changed {
        give(BrandingCommand::Set(Box::new(edited)));
    }
    let logo = branding.logo.clone().unwrap_or_default();
    if let Some(path) = line_ui(ui, "Logo: a PNG, JPEG or SVG file", "logo.svg", &logo) {
        give(BrandingCommand::Logo(path));
    }
    ui.horizontal(|ui| {
        if ui.button("Choose logo...").clicked() {
            give(BrandingCommand::AskLogo);
        }
        if branding.logo.is_some() && ui.button("No logo").clicked() {
            give(BrandingCommand::Logo(String::new()));
        }
    });
    ui.add_space(size::GAP);
    file_ui(ui, state, give);
}

/// The file that all of it is kept in.
fn file_ui(ui: &mut Ui, state: &State, give: &mut dyn FnMut(BrandingCommand)) {
    let desk = &state.branding_desk;
    let label = ui.label("Kept in the file");
    let mut path = desk.file.clone();
    let edit = egui::TextEdit::singleline(&mut path)
        .id(Id::unique("branding file"))
        .hint_text("house.ron")
        .desired_width(size::EXPORT_SIDE - 40.0);
    if ui.add(edit).labelled_by(label.id).changed() {
        give(BrandingCommand::File(path));
    }
    ui.horizontal(|ui| {
        let open = ui.button("Open").on_hover_text("Take what this file says");
        if open.clicked() {
            give(BrandingCommand::Open);
        }
        let save = ui.button("Save").on_hover_text("For the next reports");
        if save.clicked() {
            give(BrandingCommand::Save);
        }
        if ui.button("Choose file...").clicked() {
            give(BrandingCommand::AskFile);
        }
    });
    if !desk.message.is_empty() {
        ui.label(&desk.message);
    }
}

/// A labeled line of text; gives the text when the field is left changed.
fn line_ui(ui: &mut Ui, label: &str, hint: &str, before: &str) -> Option<String> {
    let words = ui.label(label);
    let id = Id::unique(("branding", label));
    let typed: Option<String> = ui.data(|data| data.get_temp(id));
    let mut text = typed.unwrap_or_else(|| before.to_owned());
    let edit = egui::TextEdit::singleline(&mut text)
        .id(id)
        .hint_text(hint)
        .desired_width(size::EXPORT_SIDE - 40.0);
    let response = ui.add(edit).labelled_by(words.id);
    if response.changed() {
        ui.data_mut(|data| data.insert_temp(id, text.clone()));
    }
    if response.lost_focus() {
        ui.data_mut(|data| data.remove::<String>(id));
        return Some(text).filter(|text| text != before);
    }
    None
}
