//! A few models side by side: first what differs, then what is alike.

use std::collections::BTreeSet;

use super::build::{Input, column, places, section};
use super::model::{Block, Orientation, Section, Span, Table, TableCell};
use crate::catalog::Model;
use crate::matrix::{Cell, Tone};
use crate::scenario::Evaluation;

/// What differs between the models, term by term and obligation by obligation,
/// and what is the same for all of them.
pub(super) fn comparison(input: &Input<'_>, models: &[(&Model, &Evaluation)]) -> Vec<Section> {
    let rows: Vec<_> = input.view.rows().collect();
    let (mut differ, mut same) = (Vec::new(), Vec::new());
    for (heading, &index) in input.view.headings().zip(&input.view.columns) {
        // The names stand in the head of the table.
        if input.view.matrix.columns[index].id == "model" {
            continue;
        }
        let cells: Vec<&Cell> = rows.iter().map(|row| &*row.cells[index]).collect();
        if cells.windows(2).all(|pair| pair[0].text == pair[1].text) {
            same.push((heading, cells));
        } else {
            differ.push((heading, cells));
        }
    }
    let names: Vec<&str> = models
        .iter()
        .map(|(model, _)| model.name.as_str())
        .collect();
    let mut blocks = Vec::new();
    if differ.is_empty() {
        blocks.push(Block::Paragraph(vec![Span::plain(
            "In all columns shown these models are alike.",
        )]));
    } else {
        let lines = differ.iter().map(|(heading, cells)| {
            let mut line = vec![TableCell::plain(*heading)];
            line.extend(cells.iter().map(|cell| with_clause(cell)));
            line
        });
        blocks.push(side_by_side("", &names, lines.collect()));
    }
    let owed = obligations(input, models);
    if !owed.is_empty() {
        blocks.push(Block::Heading {
            level: 2,
            text: "Obligations that only some bring".to_owned(),
        });
        blocks.push(side_by_side("", &names, owed));
    }
    let mut sections = vec![Section {
        orientation: Orientation::Landscape,
        new_page: true,
        ..section("What differs", blocks)
    }];
    if !same.is_empty() {
        let pairs = same.iter().map(|(heading, cells)| {
            let text = match cells[0].text.as_str() {
                "" => "-",
                text => text,
            };
            ((*heading).to_owned(), vec![Span::plain(text)])
        });
        sections.push(section(
            "What is the same for all",
            vec![Block::KeyValues(pairs.collect())],
        ));
    }
    sections
}

/// A table with a column for each model.
fn side_by_side(caption: &str, names: &[&str], rows: Vec<Vec<TableCell>>) -> Block {
    let mut columns = vec![column("", 1.4)];
    columns.extend(names.iter().map(|name| column(name, 2.0)));
    Block::Table(Table {
        caption: caption.to_owned(),
        columns,
        rows,
    })
}

/// A cell with the clause it rests on.
fn with_clause(cell: &Cell) -> TableCell {
    let mut told = TableCell::toned(&cell.text, cell.tone);
    let clause = places(&cell.citations);
    if !clause.is_empty() {
        told.spans.push(Span::quiet(format!(" {clause}")));
    }
    told
}

/// The obligations that one model brings and another does not.
fn obligations(input: &Input<'_>, models: &[(&Model, &Evaluation)]) -> Vec<Vec<TableCell>> {
    let all: BTreeSet<&str> = models
        .iter()
        .flat_map(|(_, evaluation)| &evaluation.obligations)
        .filter(|obligation| !obligation.is_note())
        .map(|obligation| obligation.duty.as_str())
        .collect();
    let mut rows = Vec::new();
    for duty in all {
        let owed: Vec<_> = models
            .iter()
            .map(|(_, evaluation)| {
                let mut list = evaluation.obligations.iter();
                list.find(|obligation| obligation.duty == duty)
            })
            .collect();
        if owed.iter().all(Option::is_some) {
            continue;
        }
        let text = input
            .book
            .duty(duty)
            .map_or(duty, |duty| duty.text.as_str());
        let mut row = vec![TableCell::plain(text)];
        row.extend(owed.into_iter().map(|owed| match owed {
            Some(obligation) => {
                let words = if obligation.assumed {
                    "Listed to be safe"
                } else {
                    "Owed"
                };
                let mut cell = TableCell::toned(words, Tone::Condition);
                let clause = places(&obligation.citations);
                cell.spans.push(Span::quiet(format!(" {clause}")));
                cell
            }
            None => TableCell::plain("-"),
        }));
        rows.push(row);
    }
    rows
}
