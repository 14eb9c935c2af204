//! The detail pane: everything about one model and its license.

use egui::Ui;

use super::Outbox;
use super::changes::{changes_ui, considered_ui};
use super::cited::cited_ui;
use super::compare::compare_menu;
use super::obligations::obligations_ui;
use super::picks::pick_button;
use super::reasons::verdict_ui;
use super::regulation::regulation_ui;
use super::substitutes::substitutes_ui;
use super::thresholds::thresholds_ui;
use crate::app::{Command, State};
use crate::catalog::{Catalog, Evidence, Family, License, Model};
use crate::matrix::{Cell, Tone, license_term_cell};
use crate::ui::theme::{heading, palette, section};

/// Draws the pane.
pub fn detail_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let Some((family, model)) = state
        .selected
        .as_deref()
        .and_then(|id| state.catalog.model(id))
    else {
        return;
    };
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.label(heading(&model.name));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            if ui.button("Close").clicked() {
                out.push(Command::Select(None));
            }
        });
    });
    egui::ScrollArea::vertical().id_salt(&model.id).auto_shrink([false, false]).show(ui, |ui| {
        facts_ui(ui, family, model);
        pick_button(ui, state, &model.id, out);
        upstream_ui(ui, state, model);
        if let Some(evaluation) = state.evaluations.get(&model.id) {
            verdict_ui(ui, state, model, evaluation, out);
            substitutes_ui(ui, state, model, evaluation, out);
            changes_ui(ui, state, model, evaluation, out);
            obligations_ui(ui, state, model, out);
            thresholds_ui(ui, state, model, out);
            considered_ui(ui, state, model, out);
            egui::CollapsingHeader::new(section("Notes on public law"))
                .id_salt("public law")
                .show(ui, |ui| regulation_ui(ui, state, Some(model), out));
        }
        match model.weights_license().and_then(|id| state.catalog.license(id)) {
            Some(license) => license_ui(ui, state, license, out),
            None => {
                ui.label("No weights are published. The publisher's service terms apply; they are not in the catalog.");
            }
        }
        history_ui(ui, state, family, model, out);
        sources_ui(ui, &state.catalog, model);
    });
}

fn facts_ui(ui: &mut Ui, family: &Family, model: &Model) {
    let released = model
        .release_date
        .map_or("not known".to_owned(), |date| date.to_string());
    ui.label(format!(
        "{} by {}, released {released}",
        model.generation, family.publisher
    ));
    let size = model.parameters.as_deref().unwrap_or("size not recorded");
    ui.label(format!(
        "{}, {size}, {}",
        model.availability.label(),
        model.modality.join(", ")
    ));
    if let Some(note) = &model.note {
        ui.weak(note);
    }
    ui.weak(format!("License assignment: {}", model.evidence.label()));
}

/// The licenses that go on because of what the model derives from.
fn upstream_ui(ui: &mut Ui, state: &State, model: &Model) {
    for license in state.catalog.weights_licenses(model).iter().skip(1) {
        let base = model
            .base
            .as_deref()
            .and_then(|id| state.catalog.model(id))
            .map_or("another model", |(_, base)| base.name.as_str());
        let color = palette(ui).tone(Tone::Review).text;
        ui.colored_label(
            color,
            format!(
                "! It derives from {base}: the terms of {} go on, whatever its own license says.",
                license.title
            ),
        );
    }
}

fn license_ui(ui: &mut Ui, state: &State, license: &License, out: &mut Outbox) {
    let catalog = &state.catalog;
    ui.add_space(8.0);
    ui.label(section("License"));
    let dated = license
        .version_date
        .map_or("undated".to_owned(), |date| date.to_string());
    ui.strong(&license.title);
    ui.weak(format!("{dated}, {}", license.status.label()));
    compare_menu(ui, state, license, out);
    ui.add_space(4.0);
    ui.label(section("Bottom line"));
    ui.label(&license.bottom_line);
    cited_ui(ui, state, &license.bottom_line_cite, out);
    let cells: Vec<(&str, Cell)> = catalog
        .columns()
        .iter()
        .filter(|column| column.term)
        .map(|column| {
            (
                column.label.as_str(),
                license_term_cell(catalog, license, &column.id).held_against(&state.texts),
            )
        })
        .collect();
    let groups: [(&str, Belongs); 6] = [
        ("It allows", |cell| {
            cell.tone == Tone::Good && !cell.is_absence()
        }),
        ("It blocks", |cell| cell.tone == Tone::Bad),
        ("It asks in return, or sets a condition", |cell| {
            cell.tone == Tone::Condition
        }),
        ("It does not require", |cell| {
            cell.tone == Tone::Good && cell.is_absence()
        }),
        ("It says nothing, or needs a look", |cell| {
            cell.tone == Tone::Review
        }),
        ("Not known", |cell| cell.tone == Tone::Unknown),
    ];
    for (title, belongs) in groups {
        let members: Vec<_> = cells.iter().filter(|(_, cell)| belongs(cell)).collect();
        if members.is_empty() {
            continue;
        }
        ui.add_space(6.0);
        ui.label(section(title));
        for (label, cell) in members {
            term_ui(ui, state, label, cell, out);
        }
    }
    ui.add_space(6.0);
    ui.label(section("Also"));
    for (label, cell) in cells.iter().filter(|(_, cell)| cell.tone == Tone::Neutral) {
        term_ui(ui, state, label, cell, out);
    }
}

/// Whether a statement belongs under a heading.
type Belongs = fn(&Cell) -> bool;

/// One statement: what is asked, what the license says, where it says so.
fn term_ui(ui: &mut Ui, state: &State, label: &str, cell: &Cell, out: &mut Outbox) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.strong(label);
        let value = egui::RichText::new(cell.with_sign());
        ui.label(match cell.tone {
            Tone::Neutral => value,
            tone => value.color(palette(ui).tone(tone).text),
        });
        if let Some(note) = &cell.note {
            ui.label(note);
        }
        cited_ui(ui, state, &cell.citations, out);
        // What the license says is read in its text unless said otherwise.
        match cell.evidence {
            None | Some(Evidence::Primary) => {}
            Some(evidence) => {
                ui.weak(format!("Evidence: {}", evidence.label()));
            }
        }
    });
    ui.add_space(4.0);
}

fn history_ui(ui: &mut Ui, state: &State, family: &Family, model: &Model, out: &mut Outbox) {
    ui.add_space(8.0);
    ui.label(section(format!("What changed in {}", family.name)));
    let license = model.weights_license().unwrap_or_default();
    for change in &family.history {
        let mine = change.licenses.iter().any(|id| id == license);
        let text = format!("{}: {}", change.direction.label(), change.text);
        ui.horizontal_top(|ui| {
            ui.add_sized([76.0, 16.0], egui::Label::new(change.date.to_string()));
            ui.vertical(|ui| {
                if mine {
                    ui.strong(text);
                    ui.weak(egui::RichText::new("Concerns this model's license").small());
                } else {
                    ui.label(text);
                }
                cited_ui(ui, state, &change.cite, out);
            });
        });
    }
}

fn sources_ui(ui: &mut Ui, catalog: &Catalog, model: &Model) {
    ui.add_space(8.0);
    ui.label(section("Sources"));
    let license = model.weights_license().and_then(|id| catalog.license(id));
    let documents = license
        .map(|license| license.documents.clone())
        .unwrap_or_default();
    for source in documents.iter().filter_map(|id| catalog.source(id)) {
        let read = source
            .read
            .map_or("not read".to_owned(), |date| format!("read {date}"));
        ui.label(format!(
            "{}: {} ({}, {read})",
            source.kind.label(),
            source.title,
            source.evidence.label()
        ));
        if let Some(url) = &source.url {
            ui.hyperlink(url);
        }
    }
    for link in &model.links {
        ui.hyperlink(link);
    }
}
