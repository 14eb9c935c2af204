//! The values of the columns to choose from, beside the table, each with how
//! many rows would be shown with it.

use egui::{Align2, FontId, Key, RichText, Ui, WidgetInfo, vec2};

use super::{Outbox, keys_are_held};
use crate::app::{Command, Facet, FacetValue, FacetsCommand, Place, State};
use crate::matrix::Tone;
use crate::ui::theme::{palette, tokens::size};

/// The field that looks for a value.
fn find_id() -> egui::Id {
    egui::Id::unique("find a value")
}

/// Draws the panel.
pub fn facets_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.strong("Values to filter by");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let close = ui.small_button("\u{00d7}").on_hover_text("Hide the values");
            let name = || WidgetInfo::labeled(egui::Role::Button, true, "Hide the values");
            close.widget_info(name);
            if close.clicked() {
                out.push(Command::Facets(FacetsCommand::Toggle));
            }
        });
    });
    find_ui(ui, state, out);
    ui.add_space(4.0);
    let facets = state.facet_list();
    egui::ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            if facets.is_empty() {
                ui.label("No column and no value has these words.");
            }
            for facet in &facets {
                column_ui(ui, state, facet, out);
            }
        });
}

fn find_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let place = egui::Id::unique("visits of the values");
    let before: u64 = ui.data(|data| data.get_temp(place)).unwrap_or_default();
    if before != state.facets.visits && !keys_are_held(ui) {
        ui.data_mut(|data| data.insert_temp(place, state.facets.visits));
        ui.memory_mut(|memory| memory.request_focus(find_id()));
    }
    let mut text = state.facets.text.clone();
    let edit = egui::TextEdit::singleline(&mut text)
        .id(find_id())
        .hint_text("Find a value")
        // Down goes on to the values.
        .event_filter(egui::EventFilter {
            horizontal_arrows: true,
            ..egui::EventFilter::default()
        })
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Find a value"));
    if response.changed() {
        out.push(Command::Facets(FacetsCommand::Find(text)));
    } else if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        out.push(match text.is_empty() {
            true => Command::Go(Place::Table),
            false => Command::Facets(FacetsCommand::Find(String::new())),
        });
    }
}

fn column_ui(ui: &mut Ui, state: &State, facet: &Facet, out: &mut Outbox) {
    let column = &state.matrix.columns[facet.column];
    let heading = match facet.chosen {
        0 => RichText::new(&column.label),
        chosen => RichText::new(format!("{} ({chosen} chosen)", column.label)).strong(),
    };
    let section = egui::CollapsingHeader::new(heading)
        .id_salt(("values of", state.sheet as u8, &column.id))
        .open(Some(facet.open))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for value in &facet.values {
                value_ui(ui, state, (&column.id, &column.label), value, out);
            }
            below_ui(ui, (&column.id, &column.label), facet, out);
        });
    if section.header_response.clicked() {
        out.push(Command::Facets(FacetsCommand::Fold(column.id.clone())));
    }
}

/// What stands below the values of a column: the way to more of them, and out.
fn below_ui(ui: &mut Ui, (id, label): (&str, &str), facet: &Facet, out: &mut Outbox) {
    if facet.more == 0 && !facet.whole && facet.chosen < 2 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let mut small = |text: String, spoken: String, command: FacetsCommand| {
            let button = ui.small_button(text);
            button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            if button.clicked() {
                out.push(Command::Facets(command));
            }
        };
        if facet.more > 0 {
            let text = format!("{} more", facet.more);
            let spoken = format!("{text} values of {label}");
            small(text, spoken, FacetsCommand::Whole(id.to_owned()));
        } else if facet.whole {
            let spoken = format!("Fewer values of {label}");
            small(
                "Fewer".to_owned(),
                spoken,
                FacetsCommand::Whole(id.to_owned()),
            );
        }
        if facet.chosen > 1 {
            let spoken = format!("Choose none of {label}");
            small(
                "None".to_owned(),
                spoken,
                FacetsCommand::Clear(id.to_owned()),
            );
        }
    });
}

fn value_ui(
    ui: &mut Ui,
    state: &State,
    (id, label): (&str, &str),
    value: &FacetValue,
    out: &mut Outbox,
) {
    let colors = palette(ui);
    let color = match (value.count, value.tone) {
        // Nothing would be shown with it.
        (0, _) => colors.text_quiet,
        (_, Tone::Neutral) => colors.text,
        (_, tone) => colors.tone(tone).text,
    };
    let words = format!("{} {}", value.tone.sign(), value.text);
    let mut on = value.chosen;
    let right = ui.max_rect().right();
    let row = ui.push_id(&value.text, |ui| {
        let room = vec2(ui.available_width() - size::FACET_COUNT, size::FACET_LINE);
        ui.allocate_ui(room, |ui| {
            ui.spacing_mut().interact_size.y = size::FACET_LINE;
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
            ui.checkbox(&mut on, RichText::new(words.trim()).color(color))
        })
        .inner
    });
    let response = row.inner;
    let rect = response.rect;
    ui.painter().text(
        egui::pos2(right, rect.center().y),
        Align2::RIGHT_CENTER,
        value.count,
        FontId::proportional(size::TEXT_SMALL),
        colors.text_quiet,
    );
    let what = if state.sheet.has_models() {
        "model"
    } else {
        "row"
    };
    let many = if value.count == 1 { "" } else { "s" };
    let spoken = format!("{label}: {}, {} {what}{many}", value.text, value.count);
    response.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, true, on, &spoken));
    let changed = response.changed();
    response.on_hover_ui(|ui| {
        ui.set_max_width(360.0);
        ui.label(&value.text);
        if value.tone != Tone::Neutral {
            ui.weak(format!("{} {}", value.tone.sign(), value.tone.word()));
        }
    });
    if changed {
        out.push(Command::ToggleValue {
            column: id.to_owned(),
            value: value.text.clone(),
        });
    }
}
