//! The matrix as a secondary source prints it, and where it differs from the
//! license texts.

use super::Tone;
use super::cell::{Cell, model_cell, term_cell};
use super::table::{Matrix, MatrixColumn, Row};
use crate::catalog::{
    Catalog, ClaimCell, ClaimRow, ClaimSource, ClaimVerdict, Evidence, Family, Model,
    matches_pattern,
};

/// The tone of a check.
pub fn check_tone(verdict: ClaimVerdict) -> Tone {
    match verdict {
        ClaimVerdict::Confirmed => Tone::Good,
        ClaimVerdict::Partly => Tone::Review,
        ClaimVerdict::Contradicted => Tone::Bad,
        ClaimVerdict::NotCheckable => Tone::Unknown,
    }
}

impl Matrix {
    /// The source's own rows, columns and values. The words are the source's;
    /// the tone of a cell is what checking it gave.
    pub fn of_article(source: &ClaimSource) -> Self {
        let columns = source
            .matrix
            .columns
            .iter()
            .map(|column| MatrixColumn {
                id: heading_id(&column.heading),
                label: column.heading.clone(),
            })
            .collect();
        let rows = source
            .matrix
            .rows
            .iter()
            .map(|row| {
                let mut cells: Vec<Cell> = row
                    .cells
                    .iter()
                    .map(|cell| claim_cell(source, cell))
                    .collect();
                // The first cell names the row; it claims nothing.
                if let Some(name) = cells.first_mut() {
                    name.tone = Tone::Neutral;
                }
                let mut shown = Row::new(row_id(row), cells, Some(Evidence::Secondary));
                shown.contradicted = row.is_contradicted();
                shown
            })
            .collect();
        Self { columns, rows }
    }

    /// One row for each cell of the source's matrix that checking did not
    /// confirm: what it says, what the texts say, what checking gave, and why.
    pub fn of_differences(catalog: &Catalog, source: &ClaimSource) -> Self {
        let columns = [
            ("model", "Models"),
            ("question", "Question"),
            ("article", "The article says"),
            ("texts", "The license texts say"),
            ("check", "Check"),
            ("why", "Why"),
        ];
        let mut rows = Vec::new();
        for row in &source.matrix.rows {
            let name = row_id(row);
            let headings = source.matrix.columns.iter().zip(&row.cells).skip(1);
            for (column, cell) in headings {
                if cell.verdict == ClaimVerdict::Confirmed {
                    continue;
                }
                let why = Cell {
                    citations: cell.cite.clone(),
                    ..Cell::plain(&cell.why)
                };
                let check = Cell {
                    ids: vec![cell.verdict.id().to_owned()],
                    tone: check_tone(cell.verdict),
                    citations: cell.cite.clone(),
                    ..Cell::plain(cell.verdict.label())
                };
                let cells = vec![
                    Cell::plain(&name),
                    Cell::plain(&column.heading),
                    Cell::plain(&cell.value),
                    Cell {
                        citations: cell.cite.clone(),
                        ..Cell::plain(texts_say(catalog, row, &column.terms))
                    },
                    check,
                    why,
                ];
                let id = format!("{name} / {}", column.heading);
                let mut shown = Row::new(id, cells, Some(Evidence::Secondary));
                shown.contradicted = cell.verdict == ClaimVerdict::Contradicted;
                rows.push(shown);
            }
        }
        Self {
            columns: MatrixColumn::list(&columns),
            rows,
        }
    }
}

/// The models a row of the source speaks of.
pub fn covered<'a>(catalog: &'a Catalog, row: &ClaimRow) -> Vec<(&'a Family, &'a Model)> {
    catalog
        .models()
        .filter(|(_, model)| {
            row.models
                .iter()
                .any(|pattern| matches_pattern(&model.id, pattern))
        })
        .collect()
}

/// Whether a source's matrix says of a model what the texts contradict.
pub(super) fn contradicted(catalog: &Catalog, model: &Model) -> bool {
    let rows = catalog
        .claims()
        .iter()
        .flat_map(|source| &source.matrix.rows);
    rows.filter(|row| row.is_contradicted()).any(|row| {
        row.models
            .iter()
            .any(|pattern| matches_pattern(&model.id, pattern))
    })
}

/// What the texts say of the models of a row: each value with the number of
/// models that have it.
fn texts_say(catalog: &Catalog, row: &ClaimRow, terms: &[String]) -> String {
    let models = covered(catalog, row);
    let Some(term) = terms.first() else {
        return String::new();
    };
    let is_term = catalog.column(term).is_some_and(|column| column.term);
    let mut counts: Vec<(String, usize)> = Vec::new();
    for (family, model) in &models {
        let cell = if is_term {
            term_cell(catalog, model, term)
        } else {
            model_cell(catalog, family, model, term)
        };
        match counts.iter_mut().find(|(text, _)| *text == cell.text) {
            Some((_, count)) => *count += 1,
            None => counts.push((cell.text, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let parts: Vec<String> = counts
        .iter()
        .map(|(text, count)| format!("{text} ({count} of {})", models.len()))
        .collect();
    parts.join("; ")
}

fn claim_cell(source: &ClaimSource, cell: &ClaimCell) -> Cell {
    Cell {
        tone: check_tone(cell.verdict),
        note: Some(format!("{}: {}", cell.verdict.label(), cell.why)),
        citations: cell.cite.clone(),
        evidence: Some(Evidence::Secondary),
        read: Some(source.date),
        ..Cell::plain(&cell.value)
    }
}

fn row_id(row: &ClaimRow) -> String {
    row.cells
        .first()
        .map(|cell| cell.value.clone())
        .unwrap_or_default()
}

/// "No MAU Cap?" -> `no_mau_cap`
fn heading_id(heading: &str) -> String {
    let words: Vec<String> = heading
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("_")
}
