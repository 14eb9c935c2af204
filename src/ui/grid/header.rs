//! The headings of columns: sorting, menus, widths, and putting a column
//! elsewhere.

use egui::accesskit::{HasPopup, Role, SortDirection};
use egui::{
    CursorIcon, Id, Key, Modifiers, Pos2, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui,
    WidgetInfo, epaint::TextShape, pos2, vec2,
};

use super::frame::Frame;
use super::galleys::Setting;
use super::{CELL_PADDING, GridColumn, GridEvent, Memory};
use crate::ui::theme::{palette, tokens::size};

/// Width of the button that opens the menu of a column.
const MENU: f32 = 16.0;

/// What the arrow of a sorted column takes.
const ARROW: f32 = 14.0;

/// What marks and the menu take beside a heading.
pub const HEADER_MARKS: f32 = MENU + ARROW;

/// Half of the width in which a border is grabbed.
const GRAB: f32 = 4.0;

/// How near to the edge a column is dragged for the others to scroll.
const EDGE: f32 = 24.0;

/// How far they scroll in a frame.
const SCROLLED: f32 = 12.0;

/// Draws the headings in sight and takes what is done with them.
pub fn header_ui(
    ui: &mut Ui,
    frame: &Frame<'_>,
    memory: &mut Memory,
    events: &mut Vec<GridEvent>,
) -> Vec<(usize, Response)> {
    let colors = palette(ui);
    let clip = ui.clip_rect();
    let ground = ui.painter().with_clip_rect(clip.intersect(frame.header));
    ground.rect_filled(frame.header, 0.0, colors.header);
    let mut headers = Vec::new();
    for pinned in [true, false] {
        let region = frame.region(frame.header, pinned);
        ui.set_clip_rect(clip.intersect(region));
        for column in frame.in_sight(pinned) {
            headers.push((column, heading(ui, frame, column, memory, events)));
        }
        // Borders lie above all headings.
        for column in frame.in_sight(pinned) {
            border(ui, frame, column, memory, events);
        }
    }
    ui.set_clip_rect(clip);
    let rule = Stroke::new(1.0, colors.border);
    ground.hline(frame.header.x_range(), frame.header.bottom() - 0.5, rule);
    dragging(ui, frame, memory, events);
    headers
}

fn rect_of(frame: &Frame<'_>, column: usize) -> Rect {
    let span = frame.columns.span(column);
    frame
        .header
        .with_min_x(frame.header.left() + span.start)
        .with_max_x(frame.header.left() + span.end)
}

fn id_of(frame: &Frame<'_>, column: usize, part: &str) -> Id {
    let id = frame.grid.columns[column].id;
    frame.grid.id.with((frame.grid.salt, part, id))
}

/// The heading of a column.
fn heading(
    ui: &Ui,
    frame: &Frame<'_>,
    at: usize,
    memory: &mut Memory,
    events: &mut Vec<GridEvent>,
) -> Response {
    let column = &frame.grid.columns[at];
    let rect = rect_of(frame, at);
    let sense = if column.movable {
        Sense::click_and_drag()
    } else {
        Sense::click()
    };
    let response = ui.interact(rect, id_of(frame, at, "heading"), sense);
    let spoken = spoken(column);
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &spoken));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_row_index(0);
        node.set_column_index(at);
        node.set_has_popup(HasPopup::Menu);
        node.set_sort_direction(match column.sorted {
            Some((_, false)) => SortDirection::Ascending,
            Some((_, true)) => SortDirection::Descending,
            None => return,
        });
    });
    let button = Rect::from_center_size(
        pos2(rect.right() - GRAB - MENU / 2.0, rect.center().y),
        vec2(MENU, MENU),
    );
    // Reached by keys from the heading itself, so that Tab goes from heading
    // to heading.
    let menu = ui.interact(button, id_of(frame, at, "menu"), Sense::CLICK);
    let menu_name = format!("Menu of {}", column.label);
    menu.widget_info(|| WidgetInfo::labeled(Role::Button, true, &menu_name));
    paint(ui, frame, at, &response, &menu, memory);
    if response.drag_started() {
        memory.dragged = Some(at);
    }
    if menu.clicked() || response.secondary_clicked() {
        events.push(GridEvent::Menu(at));
    } else if response.clicked() {
        let also = ui.input(|input| input.modifiers.shift);
        events.push(GridEvent::Header { column: at, also });
    }
    if response.has_focus() {
        keys(ui, at, column.movable, events);
    }
    response
}

/// What a screen reader says of a heading.
fn spoken(column: &GridColumn<'_>) -> String {
    let mut spoken = column.label.to_owned();
    if let Some((place, downwards)) = column.sorted {
        spoken.push_str(if downwards {
            ", sorted downwards"
        } else {
            ", sorted upwards"
        });
        if column.ranked {
            spoken.push_str(&format!(", number {}", place + 1));
        }
    }
    if column.filtered {
        spoken.push_str(", filtered");
    }
    spoken
}

/// Keys on a heading: its menu, and putting it elsewhere.
fn keys(ui: &Ui, column: usize, movable: bool, events: &mut Vec<GridEvent>) {
    let pressed = |held, key| ui.input_mut(|input| input.consume_key(held, key));
    if pressed(Modifiers::ALT, Key::ArrowDown) || pressed(Modifiers::SHIFT, Key::F10) {
        events.push(GridEvent::Menu(column));
    }
    for (key, by) in [(Key::ArrowLeft, -1), (Key::ArrowRight, 1)] {
        if movable && pressed(Modifiers::ALT, key) {
            events.push(GridEvent::Shift { column, by });
        }
    }
}

fn paint(
    ui: &Ui,
    frame: &Frame<'_>,
    at: usize,
    response: &Response,
    menu: &Response,
    memory: &mut Memory,
) {
    let colors = palette(ui);
    let column = &frame.grid.columns[at];
    let rect = response.rect;
    let painter = ui.painter();
    if response.hovered() || menu.hovered() {
        painter.rect_filled(rect, 0.0, colors.control_hover);
    }
    let setting = |room| Setting {
        strong: true,
        size: size::TEXT_SMALL,
        room,
        wrap: false,
    };
    let mut marks = String::new();
    if let Some((place, downwards)) = column.sorted {
        marks.push(if downwards { '\u{25bc}' } else { '\u{25b2}' });
        if column.ranked {
            marks.push_str(&(place + 1).to_string());
        }
    }
    let marks = memory.galleys.get(ui, &marks, setting(f32::INFINITY));
    let funnel = if column.filtered { ARROW } else { 0.0 };
    let left = rect.left() + CELL_PADDING;
    let room = rect.right() - GRAB - MENU - funnel - marks.size().x - left - 4.0;
    let label = memory.galleys.get(ui, column.label, setting(room));
    let line = |x: f32, height: f32| pos2(x, rect.center().y - height / 2.0);
    let behind = left + label.size().x + 4.0;
    let text = TextShape::new(
        line(left, label.size().y),
        label.clone(),
        colors.text_strong,
    );
    painter.add(text);
    let place = line(behind, marks.size().y);
    if column.filtered {
        let x = behind + marks.size().x + ARROW / 2.0;
        painter.add(self::funnel(pos2(x, rect.center().y), colors.accent));
    }
    painter.add(TextShape::new(place, marks, colors.accent));
    let quiet = if menu.hovered() || response.has_focus() {
        colors.text_strong
    } else {
        colors.text_quiet
    };
    let middle = menu.rect.center();
    let tip = [vec2(-3.5, -1.5), vec2(0.0, 2.0), vec2(3.5, -1.5)].map(|by| middle + by);
    painter.add(Shape::line(tip.to_vec(), Stroke::new(1.4, quiet)));
    painter.vline(
        rect.right() - 0.5,
        rect.y_range().shrink(6.0),
        Stroke::new(1.0, colors.line),
    );
    if response.has_focus() {
        let stroke = Stroke::new(2.0, colors.accent);
        painter.rect_stroke(rect.shrink(1.0), 0.0, stroke, StrokeKind::Inside);
    }
}

/// The sign of a column whose values leave rows out.
fn funnel(middle: Pos2, color: egui::Color32) -> Shape {
    let points = [
        vec2(-4.5, -4.5),
        vec2(4.5, -4.5),
        vec2(1.0, 0.0),
        vec2(1.0, 4.5),
        vec2(-1.0, 4.5),
        vec2(-1.0, 0.0),
    ];
    let points = points.map(|by| middle + by).to_vec();
    Shape::convex_polygon(points, color, Stroke::NONE)
}

/// The right border of a column, which makes it wider.
fn border(ui: &Ui, frame: &Frame<'_>, at: usize, memory: &mut Memory, events: &mut Vec<GridEvent>) {
    let column = &frame.grid.columns[at];
    let Some((least, most)) = column.limits else {
        return;
    };
    let edge = rect_of(frame, at).right();
    let grab = frame
        .header
        .with_min_x(edge - GRAB)
        .with_max_x(edge + GRAB / 2.0);
    let sense = Sense::CLICK | Sense::DRAG;
    let response = ui.interact(grab, id_of(frame, at, "border"), sense);
    if response.hovered() || response.dragged() {
        ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
        let stroke = Stroke::new(2.0, palette(ui).accent);
        ui.painter()
            .vline(edge - 1.0, frame.header.y_range(), stroke);
    }
    if response.dragged()
        && let Some(place) = response.interact_pointer_pos()
    {
        let begun = ui.input(|input| input.pointer.press_origin());
        let by = place.x - begun.map_or(place.x, |begun| begun.x);
        memory.resized = Some((at, column.width + by));
        // It is as wide in the next frame.
        ui.ctx().request_repaint();
    }
    if response.drag_stopped()
        && let Some((_, width)) = memory.resized.take()
    {
        let width = Some(width.clamp(least, most).round());
        events.push(GridEvent::Width { column: at, width });
    }
    if response.double_clicked() {
        memory.resized = None;
        events.push(GridEvent::Width {
            column: at,
            width: None,
        });
    }
}

/// A column on its way: where it would be put is marked.
fn dragging(ui: &Ui, frame: &Frame<'_>, memory: &mut Memory, events: &mut Vec<GridEvent>) {
    let Some(column) = memory.dragged else {
        return;
    };
    let escaped = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let pointer = ui.input(|input| input.pointer.interact_pos());
    let Some(pointer) = pointer.filter(|_| !escaped && column < frame.columns.count()) else {
        memory.dragged = None;
        return;
    };
    let before = frame.columns.gap_at(pointer.x - frame.header.left());
    let stays = before == column || before == column + 1;
    if !ui.input(|input| input.pointer.primary_down()) {
        memory.dragged = None;
        if !stays {
            events.push(GridEvent::Move { column, before });
        }
        return;
    }
    ui.set_cursor_icon(CursorIcon::Grabbing);
    scroll_at_edge(ui, frame, memory, pointer);
    let colors = palette(ui);
    let painter = ui.ctx().layer_painter(egui::LayerId::new(
        egui::Order::Tooltip,
        frame.grid.id.with("dragged"),
    ));
    if !stays {
        let x = if before == frame.columns.count() {
            frame.columns.span(before - 1).end
        } else {
            frame.columns.span(before).start
        };
        let x = (frame.header.left() + x).clamp(frame.header.left() + 1.5, frame.header.right());
        let mark = frame.header.top()..=frame.view.bottom();
        painter.vline(x, mark, Stroke::new(3.0, colors.accent));
    }
    let label = frame.grid.columns[column].label;
    let setting = Setting {
        strong: true,
        size: size::TEXT_SMALL,
        room: f32::INFINITY,
        wrap: false,
    };
    let galley = memory.galleys.get(ui, label, setting);
    let corner = pointer + vec2(12.0, 8.0);
    let ground = Rect::from_min_size(corner, galley.size() + vec2(16.0, 10.0));
    painter.rect(
        ground,
        f32::from(size::CORNER),
        colors.raised,
        Stroke::new(1.0, colors.accent),
        StrokeKind::Inside,
    );
    painter.add(TextShape::new(
        corner + vec2(8.0, 5.0),
        galley,
        colors.text_strong,
    ));
}

/// Near the edges the columns scroll, so that a column can be put anywhere.
fn scroll_at_edge(ui: &Ui, frame: &Frame<'_>, memory: &mut Memory, pointer: Pos2) {
    let region = frame.region(frame.header, false);
    let by = if pointer.x > region.right() - EDGE {
        SCROLLED
    } else if pointer.x < region.left() + EDGE && pointer.x > region.left() {
        -SCROLLED
    } else {
        return;
    };
    let most = (frame.columns.total() - frame.view.width()).max(0.0);
    let to = (memory.offset.x + by).clamp(0.0, most);
    if to != memory.offset.x {
        memory.scrolled_to = Some(to);
        ui.ctx().request_repaint();
    }
}
