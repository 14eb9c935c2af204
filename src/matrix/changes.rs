//! What changed in the licensing of the families, as a table: newest first.

use super::Tone;
use super::cell::Cell;
use super::table::{Matrix, MatrixColumn, Row};
use crate::catalog::{Catalog, Change, Direction, Family};

/// The tone of a change, seen from a user of the models.
pub fn direction_tone(direction: Direction) -> Tone {
    match direction {
        Direction::New => Tone::Neutral,
        Direction::Relaxed => Tone::Good,
        Direction::Tightened => Tone::Condition,
        Direction::Mixed => Tone::Review,
    }
}

impl Matrix {
    /// One row for each recorded change.
    pub fn of_changes(catalog: &Catalog) -> Self {
        let columns = [
            ("date", "Date"),
            ("family", "Family"),
            ("direction", "For users"),
            ("change", "What changed"),
            ("licenses", "Licenses"),
        ];
        let mut rows: Vec<Row> = catalog
            .changes()
            .into_iter()
            .map(|(family, change)| change_row(catalog, family, change))
            .collect();
        rows.reverse();
        Self {
            columns: MatrixColumn::list(&columns),
            rows,
        }
    }
}

fn change_row(catalog: &Catalog, family: &Family, change: &Change) -> Row {
    let licenses: Vec<&str> = change
        .licenses
        .iter()
        .map(|id| {
            catalog
                .license(id)
                .map_or(id.as_str(), |l| l.short.as_str())
        })
        .collect();
    let sourced = |cell: Cell| Cell {
        citations: change.cite.clone(),
        evidence: Some(change.evidence),
        ..cell
    };
    let cells = vec![
        Cell::plain(change.date.to_string()),
        Cell {
            ids: vec![family.id.clone(), family.name.to_lowercase()],
            ..Cell::plain(&family.name)
        },
        Cell {
            tone: direction_tone(change.direction),
            ..Cell::plain(change.direction.label())
        },
        sourced(Cell::plain(&change.text)),
        Cell {
            ids: change.licenses.clone(),
            ..Cell::plain(licenses.join(", "))
        },
    ];
    let mut row = Row::new(
        format!("{} {}", family.name, change.date),
        cells,
        Some(change.evidence),
    );
    row.changed = Some(change.date);
    row
}
