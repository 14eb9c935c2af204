//! The keyboard in the table: from cell to cell, selecting, finding by letters.

use egui::{Event, EventFilter, Id, Key, Modifiers, Ui};

use super::Outbox;
use crate::app::{Command, GridCommand, LayoutCommand, State, TablePopup};

/// Letters typed with more time between them than this begin anew, in seconds.
const TYPING_PAUSE: f64 = 1.0;

/// Rows that stay in sight when a page is turned.
const OVERLAP: usize = 2;

/// The table as one thing that keys can go to.
pub fn grid_id() -> Id {
    Id::unique("cells of the matrix")
}

/// Takes the keys of the table while they go there. `page` is how many lines
/// are in sight.
pub fn grid_keys(ui: &mut Ui, page: usize, state: &State, out: &mut Outbox) {
    let focused = ui.memory(|memory| memory.has_focus(grid_id()));
    // What lies over the table has keys to itself.
    if !focused || state.table_popup.is_some() {
        return;
    }
    ui.memory_mut(|memory| {
        let arrows = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
            ..EventFilter::default()
        };
        memory.set_focus_lock_filter(grid_id(), arrows);
    });
    let page = page.saturating_sub(OVERLAP).max(1).cast_signed();
    // Several keys may come in one frame, each with what was held then.
    let events = ui.input(|input| input.events.clone());
    for event in events {
        match event {
            Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } => out.extend(of_key(state, key, modifiers, page)),
            Event::Text(text) if !text.trim().is_empty() || is_typing(ui) => {
                let typed = typed(ui, &text);
                out.push(Command::Grid(GridCommand::TypeAhead(typed)));
            }
            // What the window system makes of the keys for copying.
            Event::Copy => out.push(Command::Grid(copy(ui))),
            _ => {}
        }
    }
}

/// Shift copies whole rows.
fn copy(ui: &Ui) -> GridCommand {
    if ui.input(|input| input.modifiers.shift) {
        GridCommand::CopyRows
    } else {
        GridCommand::CopyCells
    }
}

/// What a key does in the table.
fn of_key(state: &State, key: Key, held: Modifiers, page: isize) -> Option<Command> {
    const FAR: isize = isize::MAX / 2;
    if let Some(command) = of_column(state, key, held).or_else(|| of_heading(state, key, held)) {
        return Some(command);
    }
    if held.alt {
        return None;
    }
    let (rows, columns) = match (key, held.command) {
        (Key::ArrowUp, false) => (-1, 0),
        (Key::ArrowDown, false) => (1, 0),
        (Key::ArrowLeft, false) => (0, -1),
        (Key::ArrowRight, false) => (0, 1),
        (Key::PageUp, _) => (-page, 0),
        (Key::PageDown, _) => (page, 0),
        (Key::ArrowUp | Key::Home, true) => (-FAR, 0),
        (Key::ArrowDown | Key::End, true) => (FAR, 0),
        (Key::ArrowLeft, true) | (Key::Home, false) => (0, -FAR),
        (Key::ArrowRight, true) | (Key::End, false) => (0, FAR),
        (Key::Enter, false) if state.sheet.has_models() => {
            return Some(Command::Select(Some(state.cursor_row()?.to_owned())));
        }
        (Key::Escape, false) => {
            return state.selected.as_ref().map(|_| Command::Select(None));
        }
        _ => return None,
    };
    Some(Command::Grid(GridCommand::Move {
        rows,
        columns,
        extend: held.shift,
    }))
}

/// What a key does with the column of the cursor.
fn of_column(state: &State, key: Key, held: Modifiers) -> Option<Command> {
    let menu = (key == Key::ArrowDown && held.alt) || (key == Key::F10 && held.shift);
    let by = match key {
        Key::ArrowLeft => -1,
        Key::ArrowRight => 1,
        _ => 0,
    };
    let column = state.cursor_column_id()?.to_owned();
    if menu {
        return Some(Command::TablePopup(Some(TablePopup::of_column(column))));
    }
    let moves = held.alt && by != 0 && state.columns_are_chosen();
    moves.then_some(Command::Layout(LayoutCommand::Shift { column, by }))
}

/// What a key does on the heading of a group: it folds and unfolds.
fn of_heading(state: &State, key: Key, held: Modifiers) -> Option<Command> {
    let group = state.cursor_heading().filter(|_| !held.any())?;
    let folded = match key {
        Key::ArrowLeft => true,
        Key::ArrowRight => false,
        Key::Enter => !group.folded,
        _ => return None,
    };
    let label = group.label.clone();
    Some(Command::Layout(LayoutCommand::Fold { label, folded }))
}

fn typing_place() -> Id {
    Id::unique("letters typed in the table")
}

/// Whether letters were typed a moment ago.
fn is_typing(ui: &Ui) -> bool {
    let now = ui.input(|input| input.time);
    let last: Option<(f64, String)> = ui.data(|data| data.get_temp(typing_place()));
    last.is_some_and(|(at, _)| now - at < TYPING_PAUSE)
}

/// The letters typed so far, with these.
fn typed(ui: &Ui, text: &str) -> String {
    let now = ui.input(|input| input.time);
    let last: Option<(f64, String)> = ui.data(|data| data.get_temp(typing_place()));
    let before = last
        .filter(|(at, _)| now - at < TYPING_PAUSE)
        .map_or_else(String::new, |(_, before)| before);
    let all = before + text;
    ui.data_mut(|data| data.insert_temp(typing_place(), (now, all.clone())));
    all
}
