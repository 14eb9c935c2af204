//! The keyboard in the comparison: from value to value, to the clauses, and back
//! to the table.

use egui::{Event, EventFilter, Id, Key, Rect, Sense, Ui, WidgetInfo};

use super::compared::Line;
use super::{Outbox, dialog_is_open};
use crate::app::{Command, ModelsCommand, State};

/// Rows that a page is, for the keys that turn pages.
const PAGE: isize = 6;

/// What keys act on: a line and a column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    pub row: usize,
    pub column: usize,
}

/// The comparison as one thing that keys can go to.
pub fn area_id() -> Id {
    Id::unique("models side by side")
}

/// Makes the comparison something that keys can go to, and takes its keys.
/// Gives the cursor, and whether it was moved.
pub fn keys(
    ui: &mut Ui,
    rect: Rect,
    state: &State,
    lines: &[Line<'_>],
    models: usize,
    out: &mut Outbox,
) -> (Cursor, bool) {
    let place = Id::unique("cursor of the comparison");
    let pass = ui.ctx().cumulative_pass_nr();
    let kept: Option<(u64, Cursor)> = ui.data(|data| data.get_temp(place));
    // Where it was not drawn before, keys go to it, and to its first value.
    let opened = kept.is_none_or(|(last, _)| last + 1 < pass);
    let mut cursor = match kept {
        Some((_, cursor)) if !opened => cursor,
        _ => Cursor { row: 1, column: 1 },
    };
    cursor.row = cursor.row.min(lines.len().saturating_sub(1));
    cursor.column = cursor.column.min(models);
    let response = ui.interact(rect, area_id(), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Grid, true, "Models side by side"));
    let over = dialog_is_open(state) || state.clause.is_some() || state.compared.is_some();
    // Keys come back when a dialog over it has had them.
    let idle = !over && ui.memory(|memory| memory.focused().is_none());
    if opened || idle {
        response.request_focus();
    }
    let before = cursor;
    if response.has_focus() {
        ui.memory_mut(|memory| {
            let filter = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
                ..EventFilter::default()
            };
            memory.set_focus_lock_filter(area_id(), filter);
        });
        for event in ui.input(|input| input.events.clone()) {
            match event {
                Event::Key {
                    key, pressed: true, ..
                } => of_key(key, &mut cursor, lines, models, out),
                Event::Copy => out.push(Command::Models(ModelsCommand::Copy)),
                _ => {}
            }
        }
    }
    let typing = ui.ctx().egui_wants_keyboard_input() && !response.has_focus();
    if !over && !typing && ui.input(|input| input.key_pressed(Key::Escape)) {
        out.push(Command::Models(ModelsCommand::Compare(false)));
    }
    ui.data_mut(|data| data.insert_temp(place, (pass, cursor)));
    (cursor, cursor != before)
}

/// What a key does: arrows go from value to value, Enter opens the clause.
fn of_key(key: Key, cursor: &mut Cursor, lines: &[Line<'_>], models: usize, out: &mut Outbox) {
    const FAR: isize = isize::MAX / 2;
    let (rows, columns) = match key {
        Key::ArrowUp => (-1, 0),
        Key::ArrowDown => (1, 0),
        Key::PageUp => (-PAGE, 0),
        Key::PageDown => (PAGE, 0),
        Key::Home => (-FAR, 0),
        Key::End => (FAR, 0),
        Key::ArrowLeft => (0, -1),
        Key::ArrowRight => (0, 1),
        Key::Enter => {
            let cell = match lines.get(cursor.row) {
                Some(Line::Row(row)) => row.cells.get(cursor.column.saturating_sub(1)),
                _ => None,
            };
            if let Some(citation) = cell.and_then(|cell| cell.citations.first()) {
                out.push(Command::ShowClause(Some(citation.clone())));
            }
            return;
        }
        _ => return,
    };
    let step = |at: usize, by: isize, last: usize| at.saturating_add_signed(by).min(last);
    cursor.row = step(cursor.row, rows, lines.len().saturating_sub(1));
    cursor.column = step(cursor.column, columns, models).max(1);
}
