//! What a screen reader is told of the rows in sight. Nothing is made while
//! none listens.

use egui::accesskit::{Action, Node, NodeId, Role};
use egui::{Event, Id, Rect, Sense, Ui, UiBuilder};

use super::body::click;
use super::frame::Frame;
use super::{GridEvent, GridLine};

/// The id of a cell.
pub fn cell_id(frame: &Frame<'_>, line: usize, column: usize) -> Id {
    frame.grid.id.with((frame.grid.salt, line, column))
}

fn line_id(frame: &Frame<'_>, line: usize) -> Id {
    frame.grid.id.with((frame.grid.salt, line))
}

/// Tells of the lines in sight, and takes what a screen reader clicks.
pub fn cells(ui: &mut Ui, frame: &Frame<'_>, events: &mut Vec<GridEvent>) {
    let cursor = frame.grid.cursor;
    let current = cursor.map(|(line, column)| match frame.source.line(line) {
        GridLine::Heading { .. } => line_id(frame, line),
        GridLine::Row { .. } => cell_id(frame, line, column),
    });
    let in_sight = cursor.is_some_and(|(line, column)| {
        let shown = |pinned| frame.in_sight(pinned).contains(&column);
        let heading = matches!(frame.source.line(line), GridLine::Heading { .. });
        frame.visible.contains(&line) && (heading || shown(true) || shown(false))
    });
    let listens = ui.ctx().accesskit_node_builder(frame.grid.id, |node| {
        node.set_row_count(frame.lines.count() + 1);
        node.set_column_count(frame.columns.count());
        if let Some(current) = current.filter(|_| in_sight) {
            node.set_active_descendant(current.accesskit_id());
        }
    });
    if listens.is_none() {
        return;
    }
    let clicked = clicked(ui);
    for line in frame.visible.clone() {
        let rect = frame.line_rect(line).intersect(frame.view);
        let id = line_id(frame, line);
        let row = UiBuilder::new().scope_id(id).max_rect(rect);
        let row_ui = ui.new_child(row.accessibility_role(Role::Row));
        let told = frame.source.line(line);
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_bounds(bounds(rect));
            // The header is the first one.
            node.set_row_index(line + 1);
            if let GridLine::Heading { text, folded } = &told {
                node.set_label(text.as_ref());
                node.set_expanded(!folded);
                acts(node);
            }
        });
        if let GridLine::Heading { .. } = told {
            if clicked.contains(&id.accesskit_id()) {
                events.push(GridEvent::Heading(line));
            }
            continue;
        }
        for pinned in [true, false] {
            for column in frame.in_sight(pinned) {
                let id = cell(&row_ui, frame, line, column, pinned);
                if clicked.contains(&id.accesskit_id()) {
                    events.extend(click(frame, line, Some(column), false));
                }
            }
        }
    }
}

/// Tells of a cell.
fn cell(ui: &Ui, frame: &Frame<'_>, line: usize, column: usize, pinned: bool) -> Id {
    let region = frame.region(frame.view, pinned);
    let rect = frame.cell_rect(line, column).intersect(region);
    let id = cell_id(frame, line, column);
    // Makes it a part of its row.
    ui.interact(rect, id, Sense::hover());
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::GridCell);
        node.set_label(frame.source.spoken(line, column));
        node.set_bounds(bounds(rect));
        node.set_row_index(line + 1);
        node.set_column_index(column);
        node.set_selected(is_selected(frame, line, column));
        acts(node);
    });
    id
}

fn acts(node: &mut Node) {
    node.add_action(Action::Click);
    node.add_action(Action::Focus);
}

fn is_selected(frame: &Frame<'_>, line: usize, column: usize) -> bool {
    let selected = frame.grid.selection;
    selected.is_some_and(|((top, bottom), (left, right))| {
        (top..=bottom).contains(&line) && (left..=right).contains(&column)
    })
}

fn bounds(rect: Rect) -> egui::accesskit::Rect {
    egui::accesskit::Rect {
        x0: rect.min.x.into(),
        y0: rect.min.y.into(),
        x1: rect.max.x.into(),
        y1: rect.max.y.into(),
    }
}

/// What a screen reader clicked, or went to.
fn clicked(ui: &Ui) -> Vec<NodeId> {
    ui.input(|input| {
        let events = input.events.iter();
        let asked = events.filter_map(|event| match event {
            Event::AccessKitActionRequest(request)
                if matches!(request.action, Action::Click | Action::Focus) =>
            {
                Some(request.target_node)
            }
            _ => None,
        });
        asked.collect()
    })
}
