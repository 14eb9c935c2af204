//! The choice of columns: which are shown, and in which order.

use egui::{
    Id, Key, Popup, PopupCloseBehavior, Response, ScrollArea, Sense, Stroke, Ui, WidgetInfo,
};

use super::Outbox;
use super::grid_keys::grid_id;
use crate::app::{Command, LayoutCommand, State, TablePopup};
use crate::catalog::Column;
use crate::matrix::fold;
use crate::ui::theme::{palette, tokens::size};

/// Draws the button that opens the choice, and the choice while it is open.
pub fn chooser_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let find = match &state.table_popup {
        Some(TablePopup::Columns { find }) => Some(find.as_str()),
        _ => None,
    };
    let button = ui.button("Columns");
    if button.clicked() {
        let other = find.is_none().then(TablePopup::of_columns);
        out.push(Command::TablePopup(other));
        return;
    }
    let Some(find) = find else { return };
    let popup = Popup::from_response(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name("Columns")
        .width(size::CHOOSER_WIDTH);
    let shown = popup.show(|ui| contents(ui, state, find, out));
    if shown.is_some_and(|popup| popup.response.should_close()) {
        out.push(Command::TablePopup(None));
        // A click elsewhere leaves keys there.
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            ui.memory_mut(|memory| memory.request_focus(grid_id()));
        }
    }
}

fn contents(ui: &mut Ui, state: &State, find: &str, out: &mut Outbox) {
    ui.set_width(size::CHOOSER_WIDTH);
    let mut text = find.to_owned();
    let field = egui::TextEdit::singleline(&mut text)
        .id(Id::unique("columns to choose"))
        .hint_text("Find a column")
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Find a column"));
    if ui.memory(|memory| memory.focused()).is_none() {
        response.request_focus();
    }
    if response.changed() {
        out.push(Command::TablePopup(Some(TablePopup::Columns {
            find: text,
        })));
    }
    ui.add_space(size::GAP);
    let wanted = fold(find);
    let fits = |column: &Column| {
        fold(&column.label).contains(&wanted) || fold(&column.group).contains(&wanted)
    };
    let list = ScrollArea::vertical().max_height(size::CHOOSER_HEIGHT);
    list.auto_shrink([false, true]).show(ui, |ui| {
        shown_ui(ui, state, &fits, out);
        hidden_ui(ui, state, &fits, out);
        let any = state.catalog.columns().iter().any(fits);
        if !any {
            ui.label("No column has this name.");
        }
    });
    ui.add_space(size::GAP);
    ui.horizontal(|ui| {
        if ui
            .button("Usual columns")
            .on_hover_text("Columns, their order and widths, groups and rows as at first")
            .clicked()
        {
            out.push(Command::Layout(LayoutCommand::Reset));
        }
        if ui.button("Close").clicked() {
            out.push(Command::TablePopup(None));
        }
    });
}

/// The columns that are shown, in order.
fn shown_ui(ui: &mut Ui, state: &State, fits: &dyn Fn(&Column) -> bool, out: &mut Outbox) {
    let shown: Vec<&Column> = state
        .layout
        .columns
        .iter()
        .filter_map(|column| state.catalog.column(&column.id))
        .collect();
    if !shown.iter().any(|column| fits(column)) {
        return;
    }
    ui.strong("Shown");
    let pinned = state.layout.pinned_of(shown.len());
    for (at, column) in shown.iter().enumerate() {
        if !fits(column) {
            continue;
        }
        let line = shown_line(ui, column, (at, shown.len()), at < pinned, out);
        dropped(ui, &line, &shown, at, out);
    }
    ui.add_space(size::GAP);
}

/// A column that is shown: to hide it, and to put it elsewhere.
fn shown_line(
    ui: &mut Ui,
    column: &Column,
    (at, count): (usize, usize),
    pinned: bool,
    out: &mut Outbox,
) -> Response {
    let line = ui.horizontal(|ui| {
        let handle = ui.add(egui::Label::new("\u{2261}").sense(Sense::drag()));
        handle.widget_info(|| {
            let name = format!("Drag {} elsewhere", column.label);
            WidgetInfo::labeled(egui::Role::Label, true, name)
        });
        let handle = handle.on_hover_cursor(egui::CursorIcon::Grab);
        handle.dnd_set_drag_payload(at);
        let mut on = true;
        let check = ui.add_enabled(count > 1, egui::Checkbox::new(&mut on, &column.label));
        if check.on_hover_text(&column.help).changed() {
            out.push(Command::Layout(LayoutCommand::Toggle(column.id.clone())));
        }
        if pinned {
            ui.weak("pinned");
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let steps = [
                (1, "\u{25bc}", "later", at + 1 < count),
                (-1, "\u{25b2}", "earlier", at > 0),
            ];
            for (by, sign, word, can) in steps {
                let button = ui.add_enabled(can, egui::Button::new(sign).small());
                let name = format!("Put {} {word}", column.label);
                button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, can, &name));
                if button.on_hover_text(&name).clicked() {
                    let column = column.id.clone();
                    out.push(Command::Layout(LayoutCommand::Shift { column, by }));
                }
            }
        });
    });
    line.response
}

/// Marks where a column that is dragged would be put, and puts it there.
fn dropped(ui: &Ui, line: &Response, shown: &[&Column], at: usize, out: &mut Outbox) {
    let pointer = ui.input(|input| input.pointer.interact_pos());
    let Some(pointer) = pointer.filter(|place| line.rect.contains(*place)) else {
        return;
    };
    let Some(from) = egui::DragAndDrop::payload::<usize>(ui.ctx()) else {
        return;
    };
    let below = pointer.y > line.rect.center().y;
    let before = at + usize::from(below);
    let y = if below {
        line.rect.bottom()
    } else {
        line.rect.top()
    };
    let stroke = Stroke::new(3.0, palette(ui).accent);
    ui.painter().hline(line.rect.x_range(), y, stroke);
    if ui.input(|input| input.pointer.any_released()) {
        egui::DragAndDrop::clear_payload(ui.ctx());
        if let Some(column) = shown.get(*from) {
            out.push(Command::Layout(LayoutCommand::Move {
                column: column.id.clone(),
                before: shown.get(before).map(|column| column.id.clone()),
            }));
        }
    }
}

/// The columns that are not shown, by group.
fn hidden_ui(ui: &mut Ui, state: &State, fits: &dyn Fn(&Column) -> bool, out: &mut Outbox) {
    let mut group = "";
    for column in state.catalog.columns() {
        if state.layout.is_shown(&column.id) || !fits(column) {
            continue;
        }
        if column.group != group {
            group = &column.group;
            ui.strong(group);
        }
        let mut on = false;
        let check = ui.checkbox(&mut on, &column.label);
        if check.on_hover_text(&column.help).changed() {
            out.push(Command::Layout(LayoutCommand::Toggle(column.id.clone())));
        }
    }
}
