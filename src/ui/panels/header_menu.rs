//! The menu of a column: sorting, its values as filters, groups, and its place.

use std::sync::Arc;

use egui::{Id, Key, Popup, PopupCloseBehavior, PopupKind, Response, ScrollArea, Ui};

use super::Outbox;
use super::grid_keys::grid_id;
use crate::app::{Command, LayoutCommand, MAX_WIDTH, MIN_WIDTH, State, TablePopup};
use crate::matrix::fold;
use crate::ui::theme::tokens::size;

/// So many values are looked through without a search field.
const FEW: usize = 8;

/// How much wider or narrower one step makes a column.
const STEP: f32 = 24.0;

/// The id of the column whose menu is open, and what is looked for in it.
fn open(state: &State) -> Option<(&str, &str)> {
    match state.table_popup.as_ref()? {
        TablePopup::Column { id, find } => Some((id, find)),
        TablePopup::Columns { .. } => None,
    }
}

/// Draws the menu beneath its heading, while it is open. `column`: index in the
/// matrix and place among the columns shown.
pub fn header_menu_ui(
    ui: &Ui,
    state: &State,
    column: (usize, usize),
    heading: &Response,
    out: &mut Outbox,
) {
    let id = &state.matrix.columns[column.0].id;
    if open(state).is_none_or(|(open, _)| open != id) {
        return;
    }
    let popup = Popup::from_response(heading)
        .kind(PopupKind::Menu)
        .layout(egui::Layout::top_down_justified(egui::Align::Min));
    shown(ui, state, column, popup, heading.rect.width(), out);
}

/// The column whose menu is open, by its place among those shown.
pub fn open_column(state: &State, columns: &[usize]) -> Option<usize> {
    let (id, _) = open(state)?;
    let is_it = |&index: &usize| state.matrix.columns[index].id == id;
    columns.iter().position(is_it)
}

/// Closes a menu whose heading went out of sight.
pub fn close_without(headings: &[(usize, Response)], at: Option<usize>, out: &mut Outbox) {
    let in_sight = headings.iter().any(|(column, _)| Some(*column) == at);
    if !in_sight {
        out.push(Command::TablePopup(None));
    }
}

/// Whether a menu is open.
pub fn is_open(state: &State) -> bool {
    open(state).is_some()
}

fn shown(
    ui: &Ui,
    state: &State,
    column: (usize, usize),
    popup: Popup<'_>,
    width: f32,
    out: &mut Outbox,
) {
    let popup = popup
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name(format!("Column {}", state.matrix.columns[column.0].label))
        .width(width.max(size::MENU_WIDTH));
    let id = popup.get_id();
    let began = id.with("began");
    let first = !ui
        .data(|data| data.get_temp::<bool>(began))
        .unwrap_or_default();
    ui.data_mut(|data| data.insert_temp(began, true));
    let mut menu = Menu {
        state,
        index: column.0,
        place: column.1,
        id: &state.matrix.columns[column.0].id,
        done: false,
        out,
    };
    let popup = popup.show(|ui| menu.contents(ui, first));
    let closes = menu.done || popup.is_some_and(|popup| popup.response.should_close());
    if !closes {
        return;
    }
    ui.data_mut(|data| data.remove::<bool>(began));
    // A click elsewhere leaves keys there.
    if menu.done || ui.input(|input| input.key_pressed(Key::Escape)) {
        ui.memory_mut(|memory| memory.request_focus(grid_id()));
    }
    // The click that closes it may have opened something else.
    let opened = |command: &Command| matches!(command, Command::TablePopup(Some(_)));
    if menu.done || !menu.out.iter().any(opened) {
        out.push(Command::TablePopup(None));
    }
}

struct Menu<'a> {
    state: &'a State,
    index: usize,
    place: usize,
    id: &'a str,
    /// Whether the menu closes.
    done: bool,
    out: &'a mut Outbox,
}

impl Menu<'_> {
    /// A line of the menu.
    fn line(&mut self, ui: &mut Ui, words: &str, can: bool, command: Command) -> Response {
        let line = egui::Button::new(words).frame_when_inactive(false);
        let response = ui.add_enabled(can, line);
        if response.clicked() {
            self.out.push(command);
            self.done = true;
        }
        response
    }

    fn contents(&mut self, ui: &mut Ui, first: bool) {
        let sort = |descending| Command::Sort {
            column: self.id.to_owned(),
            descending,
        };
        let (upwards, downwards) = (sort(false), sort(true));
        let also = Command::SortAlsoBy(self.id.to_owned());
        let line = self.line(ui, "Sort upwards", true, upwards);
        if first {
            // Keys go on from here.
            line.request_focus();
        }
        self.line(ui, "Sort downwards", true, downwards);
        let others = self.state.sort.iter().any(|(id, _)| id != self.id);
        self.line(ui, "Sort by this column as well", others, also);
        ui.separator();
        self.grouping(ui);
        if self.state.columns_are_chosen() {
            ui.separator();
            self.placing(ui);
        }
        if self.state.catalog.column(self.id).is_some() {
            ui.separator();
            self.values(ui);
        }
    }

    fn grouping(&mut self, ui: &mut Ui) {
        if self.state.layout.group.as_deref() == Some(self.id) {
            let none = Command::Layout(LayoutCommand::Group(None));
            self.line(ui, "No groups", true, none);
            return;
        }
        let group = LayoutCommand::Group(Some(self.id.to_owned()));
        self.line(ui, "Group by this column", true, Command::Layout(group));
    }

    fn placing(&mut self, ui: &mut Ui) {
        let layout = &self.state.layout;
        let count = layout.columns.len();
        let pinned = layout.pinned_of(count);
        let place = self.place;
        let column = || self.id.to_owned();
        let lines = [
            (
                "Pin columns up to this one",
                pinned != place + 1,
                LayoutCommand::Pin(column()),
            ),
            (
                "Move left",
                place > 0,
                LayoutCommand::Shift {
                    column: column(),
                    by: -1,
                },
            ),
            (
                "Move right",
                place + 1 < count,
                LayoutCommand::Shift {
                    column: column(),
                    by: 1,
                },
            ),
            ("Hide", count > 1, LayoutCommand::Toggle(column())),
        ];
        for (words, can, command) in lines {
            self.line(ui, words, can, Command::Layout(command));
        }
        self.width(ui);
    }

    /// Wider and narrower, for those who do not drag; the menu stays open.
    fn width(&mut self, ui: &mut Ui) {
        let chosen = self.state.layout.width(self.id).map(f32::from);
        let first = || {
            let column = self.state.catalog.column(self.id);
            column.map_or(140.0, |column| column.width)
        };
        let now = chosen.unwrap_or_else(first);
        let mut set = |width: Option<f32>| {
            let within = |width: f32| width.clamp(f32::from(MIN_WIDTH), f32::from(MAX_WIDTH));
            self.out.push(Command::Layout(LayoutCommand::Width {
                column: self.id.to_owned(),
                width: width.map(|width| within(width) as u16),
            }));
        };
        ui.horizontal(|ui| {
            if ui.button("Wider").clicked() {
                set(Some(now + STEP));
            }
            if ui.button("Narrower").clicked() {
                set(Some(now - STEP));
            }
            let usual = ui.add_enabled(chosen.is_some(), egui::Button::new("Usual width"));
            if usual.clicked() {
                set(None);
            }
        });
    }

    /// The values to choose from, with how many rows have each.
    fn values(&mut self, ui: &mut Ui) {
        let values = facet(ui, self.state, self.index);
        let find = open(self.state).map_or("", |(_, find)| find);
        let label = ui.label("Only rows with:");
        if values.len() > FEW {
            let mut text = find.to_owned();
            let field = egui::TextEdit::singleline(&mut text)
                .id(Id::unique("values of the column"))
                .hint_text("Find a value");
            if ui.add(field).labelled_by(label.id).changed() {
                self.out.push(Command::TablePopup(Some(TablePopup::Column {
                    id: self.id.to_owned(),
                    find: text,
                })));
            }
        }
        let wanted = fold(find);
        let chosen = self.state.values.get(self.id);
        let list = ScrollArea::vertical().max_height(size::MENU_LIST);
        list.show(ui, |ui| {
            for (value, count) in values.iter() {
                if !fold(value).contains(&wanted) {
                    continue;
                }
                let mut on = chosen.is_some_and(|values| values.contains(value));
                let words = format!("{value} ({count})");
                if ui.checkbox(&mut on, words).changed() {
                    self.out.push(Command::ToggleValue {
                        column: self.id.to_owned(),
                        value: value.clone(),
                    });
                }
            }
        });
    }
}

/// Values with their counts.
type Facet = Arc<Vec<(String, usize)>>;

/// The values of a column, counted once and not in each frame.
fn facet(ui: &Ui, state: &State, column: usize) -> Facet {
    let place = Id::unique("counted values");
    let made_of = (state.arranged, column);
    let kept: Option<((u64, usize), Facet)> = ui.data(|data| data.get_temp(place));
    if let Some((of, facet)) = kept
        && of == made_of
    {
        return facet;
    }
    let facet: Facet = Arc::new(state.facet(column));
    ui.data_mut(|data| data.insert_temp(place, (made_of, facet.clone())));
    facet
}
