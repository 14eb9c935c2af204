//! Sources that disagree: what a secondary source says of the models shown, and
//! what the license texts say.

use std::collections::BTreeSet;

use super::build::{column, places, section};
use super::model::{Block, Section, Span, Table, TableCell};
use crate::catalog::{Catalog, ClaimVerdict, Model};
use crate::matrix::{check_tone, covered};

/// The cells and statements of secondary sources about these models that the
/// texts contradict or bear out only in part; `None` if there is none.
pub(super) fn disputes(catalog: &Catalog, models: &[&Model]) -> Option<Section> {
    let shown: BTreeSet<&str> = models.iter().map(|model| model.id.as_str()).collect();
    let families: BTreeSet<&str> = models
        .iter()
        .filter_map(|model| catalog.model(&model.id))
        .map(|(family, _)| family.id.as_str())
        .collect();
    let is_disputed = |verdict: ClaimVerdict| {
        matches!(verdict, ClaimVerdict::Contradicted | ClaimVerdict::Partly)
    };
    let mut blocks = Vec::new();
    for source in catalog.claims() {
        let mut rows = Vec::new();
        for row in &source.matrix.rows {
            let of_shown = covered(catalog, row)
                .iter()
                .any(|(_, model)| shown.contains(model.id.as_str()));
            if !of_shown {
                continue;
            }
            let name = row.cells.first().map_or("", |cell| cell.value.as_str());
            let cells = source.matrix.columns.iter().zip(&row.cells).skip(1);
            for (heading, cell) in cells.filter(|(_, cell)| is_disputed(cell.verdict)) {
                rows.push(vec![
                    TableCell::plain(name),
                    TableCell::plain(format!("{}: {}", heading.heading, cell.value)),
                    TableCell::toned(cell.verdict.label(), check_tone(cell.verdict)),
                    TableCell::plain(&cell.why),
                    TableCell::plain(places(&cell.cite)),
                ]);
            }
        }
        for claim in &source.claims {
            if !is_disputed(claim.verdict) || !families.contains(claim.about.as_str()) {
                continue;
            }
            let about = catalog
                .family(&claim.about)
                .map_or(claim.about.as_str(), |family| family.name.as_str());
            rows.push(vec![
                TableCell::plain(about),
                TableCell::plain(&claim.statement),
                TableCell::toned(claim.verdict.label(), check_tone(claim.verdict)),
                TableCell::plain(&claim.why),
                TableCell::plain(places(&claim.cite)),
            ]);
        }
        if rows.is_empty() {
            continue;
        }
        blocks.push(Block::Paragraph(vec![Span::plain(format!(
            "{}, {}, {}. The verdicts here rest on the license texts, not on it.",
            source.title, source.publisher, source.date
        ))]));
        blocks.push(Block::Table(Table {
            caption: String::new(),
            columns: vec![
                column("About", 1.0),
                column("It says", 2.2),
                column("Check", 1.2),
                column("What the texts say", 2.8),
                column("Clause", 1.8),
            ],
            rows,
        }));
    }
    (!blocks.is_empty()).then(|| section("Sources that disagree", blocks))
}
