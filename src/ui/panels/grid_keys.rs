//! The keyboard in the table: from cell to cell, selecting, finding by letters.

use egui::{Event, EventFilter, Id, Key, Modifiers, Rect, Sense, Ui, WidgetInfo};

use super::Outbox;
use crate::app::{Command, GridCommand, State};
use crate::ui::theme::tokens::size;

/// Letters typed with more time between them than this begin anew, in seconds.
const TYPING_PAUSE: f64 = 1.0;

/// Rows that stay in sight when a page is turned.
const OVERLAP: f32 = 2.0;

/// The table as one thing that keys can go to.
pub fn grid_id() -> Id {
    Id::unique("cells of the matrix")
}

/// Makes the table something that keys can go to, and takes its keys while they
/// go there.
pub fn grid_keys(ui: &mut Ui, rect: Rect, state: &State, out: &mut Outbox) {
    let response = ui.interact(rect, grid_id(), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Grid, true, "Matrix"));
    if !response.has_focus() {
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
    let page = ((rect.height() - size::HEADER) / size::ROW - OVERLAP).max(1.0) as isize;
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
