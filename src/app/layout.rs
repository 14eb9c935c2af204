//! How the table is laid out: which columns in which order and how wide, which
//! of them stay in sight, groups, and how close rows stand.

use std::collections::BTreeSet;

use super::{Sheet, State};
use crate::catalog::Catalog;
use crate::workspace::{Density, SavedView, ShownColumn};

/// The narrowest a column can be made, in points.
pub const MIN_WIDTH: u16 = 48;

/// The widest a column can be made, in points.
pub const MAX_WIDTH: u16 = 1200;

/// The layout of the table. Its columns are those of the view of the license
/// texts; the other views have columns of their own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// The columns shown, in order; none: those that are shown at first.
    pub columns: Vec<ShownColumn>,
    /// How many of them stay in sight; at least the first one does.
    pub pinned: u16,
    /// The column whose values make groups.
    pub group: Option<String>,
    /// Labels of the groups that are folded.
    pub collapsed: BTreeSet<String>,
    /// How close rows stand.
    pub density: Density,
}

/// Something a user did with the layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LayoutCommand {
    /// Show or hide a column. The last one is not hidden.
    Toggle(String),
    /// Put a column before another one that is shown; `None`: behind all.
    Move {
        /// Id of the column.
        column: String,
        /// Id of the other one.
        before: Option<String>,
    },
    /// Put a column so many places to the right.
    Shift {
        /// Id of the column.
        column: String,
        /// How many; to the left if negative.
        by: isize,
    },
    /// Make a column so wide; `None`: as wide as at first.
    Width {
        /// Id of the column.
        column: String,
        /// Points.
        width: Option<u16>,
    },
    /// The columns up to this one stay in sight.
    Pin(String),
    /// The values of this column make groups, or those of none.
    Group(Option<String>),
    /// Fold a group, or unfold it.
    Fold {
        /// What its rows have in common.
        label: String,
        /// Whether it is folded.
        folded: bool,
    },
    /// Fold all groups, or unfold them.
    FoldAll(bool),
    /// How close rows stand.
    Density(Density),
    /// As at first.
    Reset,
}

impl Layout {
    /// The layout at first: the usual columns in the order of the catalog.
    pub fn usual(catalog: &Catalog) -> Self {
        let columns = catalog.columns().iter();
        let shown = columns.filter(|column| column.shown && column.id != "verdict");
        Self {
            columns: shown.map(|column| column_at_first(&column.id)).collect(),
            pinned: 1,
            ..Self::default()
        }
    }

    /// The layout of a view that was kept.
    pub fn of_view(view: &SavedView, catalog: &Catalog) -> Self {
        let usual = Self::usual(catalog);
        Self {
            columns: if view.columns.is_empty() {
                usual.columns
            } else {
                view.columns.clone()
            },
            pinned: view.pinned.max(1),
            group: view.group.clone(),
            collapsed: BTreeSet::new(),
            density: view.density,
        }
    }

    /// Keeps the layout in a view. Which groups are folded is not kept.
    pub fn keep_in(&self, view: &mut SavedView) {
        view.columns.clone_from(&self.columns);
        view.pinned = self.pinned;
        view.group.clone_from(&self.group);
        view.density = self.density;
    }

    /// Whether a column is shown.
    pub fn is_shown(&self, id: &str) -> bool {
        self.place(id).is_some()
    }

    /// Where a column stands among those shown.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// The width somebody chose for a column.
    pub fn width(&self, id: &str) -> Option<u16> {
        self.columns[self.place(id)?].width
    }

    /// How many columns stay in sight of so many.
    pub fn pinned_of(&self, columns: usize) -> usize {
        usize::from(self.pinned).clamp(1, columns.max(1))
    }

    /// Shows a column that is not shown, behind its neighbor in the catalog.
    pub(super) fn show(&mut self, id: &str, catalog: &Catalog) {
        if self.is_shown(id) {
            return;
        }
        let before = catalog
            .columns()
            .iter()
            .take_while(|column| column.id != id);
        let neighbor = before.filter_map(|column| self.place(&column.id)).last();
        let at = neighbor.map_or(0, |place| place + 1);
        self.columns.insert(at, column_at_first(id));
        if (1..usize::from(self.pinned)).contains(&at) {
            // What stood in sight still does.
            self.pinned += 1;
        }
    }

    /// Hides a column, unless it is the last one.
    pub(super) fn hide(&mut self, id: &str) {
        if let Some(at) = self.place(id)
            && self.columns.len() > 1
        {
            self.columns.remove(at);
            if at < usize::from(self.pinned) {
                self.pinned = self.pinned.saturating_sub(1).max(1);
            }
        }
    }

    /// Puts a column at another place. How many columns stay in sight does not
    /// change.
    fn put(&mut self, from: usize, to: usize) {
        let column = self.columns.remove(from);
        self.columns.insert(to.min(self.columns.len()), column);
    }
}

fn column_at_first(id: &str) -> ShownColumn {
    ShownColumn {
        id: id.to_owned(),
        width: None,
    }
}

impl State {
    /// Whether the columns of the view can be chosen and put in order. The
    /// other views have columns of their own.
    pub fn columns_are_chosen(&self) -> bool {
        self.sheet == Sheet::Texts
    }

    /// The id of the column that the cursor is in.
    pub fn cursor_column_id(&self) -> Option<&str> {
        let (_, column) = self.cursor_column()?;
        Some(&self.matrix.columns.get(column)?.id)
    }
}

/// Carries out a command about the layout.
pub(super) fn apply_layout(state: &mut State, command: LayoutCommand) {
    let catalog = state.catalog.clone();
    let layout = &mut state.layout;
    if layout.columns.is_empty() {
        layout.columns = Layout::usual(&catalog).columns;
    }
    match command {
        LayoutCommand::Toggle(id) if layout.is_shown(&id) => layout.hide(&id),
        LayoutCommand::Toggle(id) => {
            if catalog.column(&id).is_some() {
                layout.show(&id, &catalog);
            }
        }
        LayoutCommand::Move { column, before } => {
            let before = match &before {
                Some(id) => layout.place(id),
                None => Some(layout.columns.len()),
            };
            if let (Some(from), Some(to)) = (layout.place(&column), before) {
                // It is taken away first.
                layout.put(from, if to > from { to - 1 } else { to });
            }
        }
        LayoutCommand::Shift { column, by } => {
            if let Some(from) = layout.place(&column) {
                layout.put(from, from.saturating_add_signed(by));
            }
        }
        LayoutCommand::Width { column, width } => {
            if let Some(at) = layout.place(&column) {
                let width = width.map(|points| points.clamp(MIN_WIDTH, MAX_WIDTH));
                layout.columns[at].width = width;
            }
        }
        LayoutCommand::Pin(column) => {
            if let Some(at) = layout.place(&column) {
                layout.pinned = u16::try_from(at + 1).unwrap_or(u16::MAX);
            }
        }
        LayoutCommand::Group(column) => {
            layout.group = column;
            layout.collapsed.clear();
            state.arrange();
        }
        LayoutCommand::Fold { label, folded } => {
            if folded {
                layout.collapsed.insert(label);
            } else {
                layout.collapsed.remove(&label);
            }
            state.line_up();
        }
        LayoutCommand::FoldAll(folded) => {
            let labels = state.lines.groups().iter().filter(|_| folded);
            state.layout.collapsed = labels.map(|group| group.label.clone()).collect();
            state.line_up();
        }
        LayoutCommand::Density(density) => layout.density = density,
        LayoutCommand::Reset => reset(state),
    }
}

/// As at first. The verdicts of a scenario in hand stay shown.
fn reset(state: &mut State) {
    state.layout = Layout::usual(&state.catalog);
    if state.scenario().is_some() {
        state.layout.show("verdict", &state.catalog);
    }
    state.arrange();
}
