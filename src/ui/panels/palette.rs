//! The list that finds anything by name, and the list of keys.

use egui::{Align, Id, Key, Layout, Modifiers, Ui, WidgetInfo, vec2};

use super::Outbox;
use crate::app::{ACTIONS, Command, Keys, Palette, PaletteCommand, State};
use crate::ui::theme::tokens::size;

/// Draws the list that finds anything by name, while it is open.
pub fn palette_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let Some(palette) = &state.palette else {
        return;
    };
    let mut give = |command| out.push(Command::Palette(command));
    // Taken before the field sees them.
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (up, down) = (pressed(Key::ArrowUp), pressed(Key::ArrowDown));
    let (enter, escape) = (pressed(Key::Enter), pressed(Key::Escape));
    let modal = egui::Modal::new(Id::unique("palette")).show(ui.ctx(), |ui| {
        ui.set_width(size::PALETTE_WIDTH);
        field_ui(ui, palette, &mut give);
        ui.add_space(size::GAP);
        lines_ui(ui, state, palette, &mut give);
    });
    if up {
        give(PaletteCommand::Move(-1));
    }
    if down {
        give(PaletteCommand::Move(1));
    }
    if enter {
        give(PaletteCommand::Take(palette.at));
    }
    if escape || modal.should_close() {
        give(PaletteCommand::Close);
    }
}

fn field_ui(ui: &mut Ui, palette: &Palette, give: &mut impl FnMut(PaletteCommand)) {
    let mut text = palette.text.clone();
    let edit = egui::TextEdit::singleline(&mut text)
        .id(Id::unique("palette field"))
        .hint_text("a model, a license, a column, or something to do")
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Find anything"));
    response.request_focus();
    if response.changed() {
        give(PaletteCommand::Type(text));
    }
}

fn lines_ui(ui: &mut Ui, state: &State, palette: &Palette, give: &mut impl FnMut(PaletteCommand)) {
    let hits = state.hits();
    if hits.is_empty() {
        ui.label("Nothing has this name.");
    }
    for (at, hit) in hits.iter().enumerate() {
        ui.horizontal(|ui| {
            let line = vec2(ui.available_width() - size::PALETTE_KIND, size::CONTROL);
            let button = egui::Button::selectable(palette.at == at, &hit.label).truncate();
            if ui.add_sized(line, button.right_text("")).clicked() {
                give(PaletteCommand::Take(at));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| match hit.keys {
                Some(keys) => ui.weak(words(ui, keys)),
                None => ui.weak(hit.kind),
            });
        });
    }
}

/// Draws the list of keys, while it is open.
pub fn keys_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    if !state.keys_open {
        return;
    }
    let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let height = ui.ctx().content_rect().height() - 160.0;
    let mut close = false;
    let modal = egui::Modal::new(Id::unique("keys")).show(ui.ctx(), |ui| {
        ui.set_width(size::PALETTE_WIDTH);
        ui.heading("List of keys");
        ui.add_space(size::GAP);
        egui::ScrollArea::vertical()
            .max_height(height)
            .show(ui, |ui| {
                egui::Grid::new("keys")
                    .num_columns(2)
                    .spacing([24.0, 4.0])
                    .show(ui, |ui| {
                        let mut group = "";
                        for action in ACTIONS {
                            let Some(keys) = action.keys else { continue };
                            if action.group != group {
                                group = action.group;
                                ui.strong(group);
                                ui.end_row();
                            }
                            ui.label(words(ui, keys));
                            ui.label(action.label);
                            ui.end_row();
                        }
                        ui.strong("In the table");
                        ui.end_row();
                        for (keys, what) in IN_TABLE {
                            ui.label(*keys);
                            ui.label(*what);
                            ui.end_row();
                        }
                    });
            });
        ui.add_space(size::GAP);
        close = ui.button("Close").clicked();
    });
    if close || escape || modal.should_close() {
        out.push(Command::ToggleKeys);
    }
}

/// What keys do once the table has them.
const IN_TABLE: &[(&str, &str)] = &[
    ("Arrows", "Go from cell to cell; with Shift, select"),
    (
        "Home, End",
        "First and last column; with Ctrl, first and last row",
    ),
    ("Page up, Page down", "A page up or down"),
    ("Letters", "Go to the next row that begins so"),
    (
        "Enter",
        "Show the details of the row; fold or unfold a group",
    ),
    ("Left, Right on a group", "Fold it, unfold it"),
    ("Alt+Down, Shift+F10", "Menu of the column"),
    ("Alt+Left, Alt+Right", "Move the column"),
    ("Escape", "Close the details"),
];

/// Keys as they are named on this system.
fn words(ui: &Ui, keys: Keys) -> String {
    match shortcut(keys) {
        Some(shortcut) => ui.ctx().format_shortcut(&shortcut),
        None => keys.key.to_owned(),
    }
}

/// Keys as the window system knows them.
pub fn shortcut(keys: Keys) -> Option<egui::KeyboardShortcut> {
    let mut held = Modifiers::NONE;
    if keys.command {
        held |= Modifiers::COMMAND;
    }
    if keys.shift {
        held |= Modifiers::SHIFT;
    }
    Some(egui::KeyboardShortcut::new(held, Key::from_name(keys.key)?))
}
