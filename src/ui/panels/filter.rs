//! The filter bar: text, values by column, columns shown, the count.

use egui::Ui;

use super::{Outbox, chooser, filter_text};
use crate::app::{Command, Sheet, State};
use crate::ui::theme::palette;

const FILTER_HELP: &str = "Words are looked for in every column. column:value looks in one column, \
    for example family:qwen or commercial_use:yes, the beginning of a column's name is enough; < and > \
    compare numbers and dates, for example release>=2025-06, and .. takes all between two; - before a \
    word leaves rows out; OR and parentheses combine; quotes keep spaces. {keys} comes here from \
    anywhere.";

/// The filter's field, for the shortcut that goes to it.
pub fn field_id() -> egui::Id {
    egui::Id::unique("filter")
}

/// Draws the bar.
pub fn filter_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        let label = ui.label("Filter:");
        let mut text = state.filter.clone();
        let columns = &state.matrix.columns;
        let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, _wrap: f32| {
            filter_text::laid_out(ui, text.as_str(), columns)
        };
        let edit = egui::TextEdit::singleline(&mut text)
            .id(field_id())
            .hint_text("a name, or commercial_use:yes")
            .layouter(&mut layouter)
            .desired_width((ui.available_width() - 430.0).clamp(120.0, 420.0));
        let shortcut = egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::F);
        let keys = ui.ctx().format_shortcut(&shortcut);
        let response = ui.add(edit).labelled_by(label.id);
        if response
            .on_hover_text(FILTER_HELP.replace("{keys}", &keys))
            .changed()
        {
            out.push(Command::SetFilter(text));
        }
        if state.sheet == Sheet::Texts {
            values_menu(ui, state, out);
            chooser::chooser_ui(ui, state, out);
        }
        if matches!(state.sheet, Sheet::Article | Sheet::Differences) {
            source_menu(ui, state, out);
        }
        if (!state.filter.is_empty() || !state.values.is_empty())
            && ui.button("Clear filters").clicked()
        {
            out.push(Command::ClearFilters);
        }
        let what = if state.sheet == Sheet::Texts {
            "models"
        } else {
            "rows"
        };
        ui.label(format!(
            "{} of {} {what}",
            state.rows.len(),
            state.matrix.rows.len()
        ));
    });
    chosen_values(ui, state, out);
    told(ui, state);
}

/// The values that were chosen, each to be taken away again.
fn chosen_values(ui: &mut Ui, state: &State, out: &mut Outbox) {
    if !state.values.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for (column, values) in &state.values {
                for value in values {
                    let label = state
                        .catalog
                        .column(column)
                        .map_or(column.as_str(), |c| c.label.as_str());
                    let chip = format!("{label}: {value} \u{00d7}");
                    if ui
                        .button(chip)
                        .on_hover_text("Remove this filter")
                        .clicked()
                    {
                        out.push(Command::ToggleValue {
                            column: column.clone(),
                            value: value.clone(),
                        });
                    }
                }
            }
        });
    }
}

/// What is to be said of the filter.
fn told(ui: &mut Ui, state: &State) {
    // Where no row is left the same is told in their place.
    if !state.rows.is_empty() {
        for hint in &state.filter_nowhere {
            ui.label(format!("The filter: {hint}."));
        }
    }
    if let Some(error) = &state.filter_error {
        // What was probably meant is a question.
        let stop = if error.ends_with('?') { "" } else { "." };
        ui.colored_label(
            palette(ui).tone(crate::matrix::Tone::Bad).text,
            format!("The filter cannot be read: {error}{stop} All rows are shown."),
        );
    }
}

/// Which secondary source is shown, where there are several.
fn source_menu(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let (sources, Some(shown)) = (state.catalog.claims(), state.claim_source()) else {
        return;
    };
    if sources.len() < 2 {
        return;
    }
    ui.menu_button(format!("Source: {}", shown.title), |ui| {
        for source in sources {
            let text = format!("{} ({}, {})", source.title, source.publisher, source.date);
            if ui.selectable_label(source.id == shown.id, text).clicked() {
                out.push(Command::ChooseSource(source.id.clone()));
                ui.close();
            }
        }
    });
}

fn values_menu(ui: &mut Ui, state: &State, out: &mut Outbox) {
    ui.menu_button("Values", |ui| {
        for index in state.columns() {
            let column = &state.matrix.columns[index];
            // The first columns name the row; every value would be one row.
            if column.id == "model" {
                continue;
            }
            ui.menu_button(&column.label, |ui| {
                egui::ScrollArea::vertical()
                    .max_height(420.0)
                    .show(ui, |ui| {
                        for (value, count) in state.facet(index) {
                            let on = state
                                .values
                                .get(&column.id)
                                .is_some_and(|v| v.contains(&value));
                            if ui
                                .selectable_label(on, format!("{value} ({count})"))
                                .clicked()
                            {
                                out.push(Command::ToggleValue {
                                    column: column.id.clone(),
                                    value,
                                });
                            }
                        }
                    });
            });
        }
    });
}
