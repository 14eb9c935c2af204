//! How wide the columns of each view are.

use egui::{Id, Ui};

use crate::app::{Sheet, State};
use crate::ui::grid::HEADER_MARKS;
use crate::ui::theme::{bold, palette, tokens::size};

/// Whether a view's rows are sentences.
pub fn is_wrapped(sheet: Sheet) -> bool {
    matches!(sheet, Sheet::Differences | Sheet::Changes)
}

/// As somebody made it; otherwise as wide as the column's data asks for, and
/// wide enough for its heading.
pub fn width(ui: &Ui, state: &State, index: usize) -> f32 {
    let column = &state.matrix.columns[index];
    let chosen = if state.columns_are_chosen() {
        state.layout.width(&column.id).map(f32::from)
    } else {
        ui.data(|data| data.get_temp(width_place(state, &column.id)))
    };
    if let Some(width) = chosen {
        return width;
    }
    let wanted = match state.sheet {
        Sheet::Texts => state
            .catalog
            .column(&column.id)
            .map_or(140.0, |column| column.width),
        Sheet::Changes => match column.id.as_str() {
            "date" => 95.0,
            // The rest of the window, less the scroll bar.
            "change" => (ui.available_width() - 590.0).max(420.0),
            "licenses" => 230.0,
            _ => 120.0,
        },
        Sheet::Article | Sheet::Yours => 170.0,
        Sheet::Scenarios => match column.id.as_str() {
            "differs" => 120.0,
            "license" => 150.0,
            _ => 210.0,
        },
        Sheet::Differences => match column.id.as_str() {
            "texts" => 290.0,
            // The rest of the window, less the scroll bar.
            "why" => (ui.available_width() - 840.0).max(420.0),
            "question" => 150.0,
            _ => 125.0,
        },
    };
    let heading = ui.painter().layout_no_wrap(
        column.label.clone(),
        bold(size::TEXT_SMALL),
        palette(ui).text,
    );
    wanted.max(heading.size().x + 2.0 * size::CELL_PADDING + HEADER_MARKS)
}

/// Where the width of a column is kept that is not of the license texts: the
/// other views are made anew each time and have no layout of their own.
pub fn width_place(state: &State, column: &str) -> Id {
    Id::unique(("width", state.sheet as u8, column))
}
