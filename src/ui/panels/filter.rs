//! The filter bar: the field, the values chosen, the columns shown, the count.

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::{EventFilter, Id, Key, Modifiers, Rect, Ui, WidgetInfo};

use super::completion::completion_ui;
use super::{Outbox, chooser, filter_text, keys_are_held};
use crate::app::{Command, CompletionCommand, FacetsCommand, Sheet, State};
use crate::ui::theme::{palette, tokens::size};

const FILTER_HELP: &str = "Words are looked for in every column; column:value looks in one, for \
    example family:qwen. {keys} comes here from anywhere, and the question mark beside it has \
    examples.";

/// The filter's field, for the shortcut that goes to it.
pub fn field_id() -> Id {
    Id::unique("filter")
}

/// Draws the bar.
pub fn filter_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let mut field = Rect::NOTHING;
    ui.horizontal_wrapped(|ui| {
        field = field_ui(ui, state, out);
        let help = ui.button("?").on_hover_text("How to filter, with examples");
        help.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "How to filter"));
        if help.clicked() {
            out.push(Command::Completion(CompletionCommand::Help));
        }
        if state.has_facets() {
            let shown = state.shows_facets();
            let values = ui.add(egui::Button::new("Values").selected(shown));
            let values = values.on_hover_text("Values to filter by, with counts (F3)");
            if values.clicked() {
                out.push(Command::Facets(FacetsCommand::Toggle));
            }
        }
        if state.sheet == Sheet::Texts {
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
        count_ui(ui, state);
    });
    let told = told(ui, field, state, out);
    // What is told stands between the field and the list.
    let place = egui::pos2(field.left(), told.unwrap_or(field.bottom()));
    completion_ui(ui, place, state, out);
    chips_ui(ui, state, out);
}

/// What keys do that were pressed in the field, in the order in which they are
/// carried out.
fn field_keys(ui: &mut Ui, state: &State) -> Vec<CompletionCommand> {
    if !ui.memory(|memory| memory.has_focus(field_id())) {
        return Vec::new();
    }
    let completing = &state.completing;
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let mut list = Vec::new();
    if pressed(Key::ArrowDown) {
        list.push(CompletionCommand::Move(1));
    }
    if completing.open && pressed(Key::ArrowUp) {
        list.push(CompletionCommand::Move(-1));
    }
    if pressed(Key::Enter) {
        list.push(CompletionCommand::Enter);
    }
    if pressed(Key::Escape) {
        list.push(CompletionCommand::Escape);
    }
    // The field has Tab to itself, so that none is lost while the list opens.
    if pressed(Key::Tab) {
        match completing.completes(&state.filter) {
            Some(_) => list.push(CompletionCommand::Complete),
            None => ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::Next)),
        }
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::Tab)) {
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::Previous));
    }
    list
}

/// The place in bytes of a place in characters.
fn in_bytes(text: &str, place: usize) -> usize {
    let mut places = text.char_indices().map(|(at, _)| at);
    places.nth(place).unwrap_or(text.len())
}

/// Puts the cursor where the program wants it, once.
fn put_cursor(ui: &Ui, state: &State) {
    let id = Id::unique("puts of the filter's cursor");
    let before: u64 = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let completing = &state.completing;
    if before == completing.puts || keys_are_held(ui) {
        return;
    }
    ui.data_mut(|data| data.insert_temp(id, completing.puts));
    let in_chars = |at: usize| {
        let before = state
            .filter
            .char_indices()
            .take_while(|(place, _)| *place < at);
        CCursor::new(CharIndex(before.count()))
    };
    let (from, to) = completing.put;
    let mut edit = egui::TextEdit::load_state(ui.ctx(), field_id()).unwrap_or_default();
    let range = CCursorRange::two(in_chars(from), in_chars(to));
    edit.cursor.set_char_range(Some(range));
    edit.store(ui.ctx(), field_id());
    ui.memory_mut(|memory| memory.request_focus(field_id()));
}

/// As wide as the bar leaves it; where the bar is narrow, as wide as the bar, and
/// what stands behind it goes below.
fn field_width(room: f32) -> f32 {
    match room - size::FILTER_BAR {
        beside if beside >= size::FILTER_LEAST => beside.min(size::FILTER_MOST),
        _ => (room - size::FILTER_HELP).clamp(size::FILTER_LEAST / 2.0, size::FILTER_MOST),
    }
}

/// The field and what is typed in it.
fn field_ui(ui: &mut Ui, state: &State, out: &mut Outbox) -> Rect {
    let label = ui.label("Filter:");
    put_cursor(ui, state);
    let keys = field_keys(ui, state);
    let mut text = state.filter.clone();
    let columns = &state.matrix.columns;
    let written = state.is_being_written();
    let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, _wrap: f32| {
        filter_text::laid_out(ui, text.as_str(), columns, written)
    };
    let edit = egui::TextEdit::singleline(&mut text)
        .id(field_id())
        .hint_text(match state.sheet {
            Sheet::Texts => "a name, or commercial_use:yes",
            Sheet::Changes => "a word, or date>=2026",
            _ => "a word, or the name of a column",
        })
        .layouter(&mut layouter)
        .event_filter(EventFilter {
            tab: true,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
        })
        .desired_width(field_width(ui.available_width()))
        .show(ui);
    let response = edit.response.response.labelled_by(label.id);
    let mut give = |command| out.push(Command::Completion(command));
    let cursor = edit
        .cursor_range
        .map(|range| in_bytes(&text, range.primary.index.0));
    let changed = response.changed();
    let rect = response.rect;
    if changed {
        let cursor = cursor.unwrap_or(text.len());
        give(CompletionCommand::Type { text, cursor });
    } else if let Some(cursor) = cursor.filter(|cursor| *cursor != state.completing.cursor)
        && response.has_focus()
    {
        give(CompletionCommand::Cursor(cursor));
    }
    keys.into_iter().for_each(give);
    if !state.completing.open {
        let shortcut = egui::KeyboardShortcut::new(Modifiers::COMMAND, Key::F);
        let keys = ui.ctx().format_shortcut(&shortcut);
        response.on_hover_text(FILTER_HELP.replace("{keys}", &keys));
    }
    rect
}

/// Whether rows that miss one condition are shown: where there are several.
fn near_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    if !state.show_near && state.conditions().conditions().len() < 2 {
        return;
    }
    let mut on = state.show_near;
    let near = ui.checkbox(&mut on, "Show rows that nearly fit");
    let near = near.on_hover_text(
        "Below the rows that fit, those that miss one condition and no other. They do not count \
         and are not exported.",
    );
    if near.changed() {
        out.push(Command::ToggleNear);
    }
}

fn count_ui(ui: &mut Ui, state: &State) {
    let what = if state.sheet == Sheet::Texts {
        "models"
    } else {
        "rows"
    };
    let mut words = format!("{} of {} {what}", state.rows.len(), state.matrix.rows.len());
    if state.show_near {
        words += &match state.near.len() {
            1 => ", 1 nearly fits".to_owned(),
            near => format!(", {near} nearly fit"),
        };
    }
    let count = ui.add(egui::Label::new(words).extend());
    announced(ui, count.id);
}

/// Tells what a label says to those who do not see it, when it changes.
fn announced(ui: &Ui, label: Id) {
    ui.ctx().accesskit_node_builder(label, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
}

/// What the rows have to be, each to be taken away again, and whether those
/// that miss one of it are shown.
fn chips_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let typed = state.typed_conditions();
    if typed.is_empty() && state.values.is_empty() && !state.show_near {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let mut chip = |words: &str, command: Command| {
            let button = ui.button(format!("{words} \u{00d7}"));
            let button = button.on_hover_text("Remove this filter");
            let spoken = format!("Remove filter {words}");
            button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            if button.clicked() {
                out.push(command);
            }
        };
        for (place, words) in typed.iter().enumerate() {
            chip(words, Command::Completion(CompletionCommand::Drop(place)));
        }
        for (id, values) in &state.values {
            let column = state.matrix.column_index(id);
            let label = column.map_or(id, |column| &state.matrix.columns[column].label);
            for value in values {
                let command = Command::ToggleValue {
                    column: id.clone(),
                    value: value.clone(),
                };
                chip(&format!("{label}: {value}"), command);
            }
        }
        near_ui(ui, state, out);
    });
}

/// What is to be said of the filter, under its field; gives where it ends.
fn told(ui: &mut Ui, field: Rect, state: &State, out: &mut Outbox) -> Option<f32> {
    // Where no row is left the same is told in their place.
    let hints = state
        .filter_nowhere
        .iter()
        .filter(|_| !state.rows.is_empty());
    let lines: Vec<String> = hints.map(|hint| format!("The filter: {hint}.")).collect();
    let error = state.filter_error.as_ref();
    let error = error.filter(|_| !state.is_being_written());
    if lines.is_empty() && error.is_none() {
        return None;
    }
    let told = ui.horizontal_top(|ui| {
        ui.add_space((field.left() - ui.max_rect().left()).max(0.0));
        ui.vertical(|ui| {
            for line in lines {
                let line = ui.label(line);
                announced(ui, line.id);
            }
            if let Some(error) = error {
                error_ui(ui, error, out);
            }
        });
    });
    Some(told.response.rect.bottom())
}

/// What cannot be read, and the way to it.
fn error_ui(ui: &mut Ui, error: &str, out: &mut Outbox) {
    // What was probably meant is a question.
    let stop = if error.ends_with('?') { "" } else { "." };
    let words = format!("\u{2717} The filter cannot be read: {error}{stop} All rows are shown.");
    let color = palette(ui).tone(crate::matrix::Tone::Bad).text;
    let told = ui.add(egui::Label::new(egui::RichText::new(words).color(color)).wrap());
    announced(ui, told.id);
    let ctx = ui.ctx();
    if ctx.has_accesskit_node(told.id) {
        ctx.accesskit_node_builder(field_id(), |node| {
            node.set_invalid(egui::accesskit::Invalid::True);
            node.push_described_by(told.id.accesskit_id());
        });
    }
    let show = ui.small_button("Select it in the field");
    if show.clicked() {
        out.push(Command::Completion(CompletionCommand::ShowFault));
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
