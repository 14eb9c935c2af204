//! The rows: what the pointer does with them, and what a screen reader does.

use egui::{Response, Sense, Ui};

use super::access;
use super::frame::Frame;
use super::galleys::Galleys;
use super::paint::paint_rows;
use super::{GridEvent, GridLine};

/// Draws the rows and takes clicks on them. Gives the cell under the pointer.
pub fn body_ui(
    ui: &mut Ui,
    frame: &Frame<'_>,
    galleys: &mut Galleys,
    events: &mut Vec<GridEvent>,
) -> Option<((usize, usize), Response)> {
    // One thing to click for all cells: it does not matter how many there are.
    let response = ui.interact(frame.view, frame.grid.id.with("rows"), Sense::CLICK);
    let pointer = response.hover_pos().filter(|_| response.contains_pointer());
    let hovered = pointer.and_then(|place| at(frame, place));
    paint_rows(ui, frame, galleys, hovered.map(|(line, _)| line));
    access::cells(ui, frame, events);
    if response.clicked()
        && let Some(place) = response.interact_pointer_pos()
        && let Some((line, column)) = at(frame, place)
    {
        let extend = ui.input(|input| input.modifiers.shift);
        events.extend(click(frame, line, column, extend));
    }
    let (line, column) = hovered?;
    let column = column?;
    if !matches!(frame.source.line(line), GridLine::Row { .. }) {
        return None;
    }
    // A tooltip belongs to a cell, not to all of them.
    let pinned = column < frame.columns.pinned();
    let region = frame.region(frame.view, pinned);
    let rect = frame.cell_rect(line, column).intersect(region);
    let cell = Response {
        id: access::cell_id(frame, line, column),
        rect,
        interact_rect: rect,
        ..response
    };
    Some(((line, column), cell))
}

/// The line and the column at a place on screen.
fn at(frame: &Frame<'_>, place: egui::Pos2) -> Option<(usize, Option<usize>)> {
    let down = f64::from(place.y - frame.view.top()) + frame.top;
    let line = frame.lines.at(down)?;
    Some((line, frame.columns.at(place.x - frame.view.left())))
}

/// What a click on a cell or a heading does.
pub fn click(
    frame: &Frame<'_>,
    line: usize,
    column: Option<usize>,
    extend: bool,
) -> Option<GridEvent> {
    match frame.source.line(line) {
        GridLine::Heading { .. } => Some(GridEvent::Heading(line)),
        GridLine::Row { .. } => Some(GridEvent::Cell {
            line,
            column: column?,
            extend,
        }),
    }
}
