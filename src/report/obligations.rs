//! What is owed, over all models compared.

use super::build::{Input, column, license_name, places, section};
use super::model::{Block, Section, Table, TableCell};
use crate::catalog::Model;
use crate::scenario::Evaluation;
use crate::verdicts::obligation_words;

/// One table of obligations over all models.
pub(super) fn obligations(input: &Input<'_>, models: &[(&Model, &Evaluation)]) -> Section {
    let mut seen = std::collections::BTreeSet::new();
    let mut rows = Vec::new();
    for (_, evaluation) in models {
        for obligation in &evaluation.obligations {
            if !seen.insert((obligation.duty.clone(), obligation.license.clone())) {
                continue;
            }
            let duty = input.book.duty(&obligation.duty);
            rows.push(vec![
                TableCell::plain(obligation_words(input.catalog, input.book, obligation)),
                TableCell::plain(license_name(input.catalog, &obligation.license)),
                TableCell::plain(places(&obligation.citations)),
                TableCell::plain(duty.map_or("", |d| d.due.as_str())),
                TableCell::plain(duty.map_or("", |d| d.evidence.as_str())),
                TableCell::plain(if obligation.is_note() { "Note" } else { "Open" }),
            ]);
        }
    }
    rows.sort_by(|a, b| a[0].spans[0].text.cmp(&b[0].spans[0].text));
    section(
        "Obligations",
        vec![Block::Table(Table {
            caption: "What is owed, for the models compared".to_owned(),
            columns: vec![
                column("Obligation", 3.0),
                column("License", 1.6),
                column("Clause", 1.8),
                column("Due", 1.2),
                column("Evidence to keep", 1.6),
                column("State", 0.8),
            ],
            rows,
        })],
    )
}
