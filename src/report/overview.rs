//! The same models in other scenarios, as a table of colored verdicts.

use super::alike::named;
use super::build::{Input, column, section};
use super::model::{Block, Orientation, Section, Span, Table, TableCell};
use crate::catalog::Model;
use crate::scenario::{Evaluation, Verdict};

/// Models named in a row; more are counted.
const NAMED: usize = 6;

/// More scenarios than these make the table lie sideways.
const UPRIGHT: usize = 3;

/// Verdicts in the scenario of the report and in those beside it; models that
/// are judged alike in all of them share a row. Nothing without others.
pub(super) fn overview(input: &Input<'_>, models: &[(&Model, &Evaluation)]) -> Option<Section> {
    if input.beside.is_empty() {
        return None;
    }
    let mut rows: Vec<(Vec<Option<Verdict>>, Vec<&Model>)> = Vec::new();
    for (model, evaluation) in models {
        let others = input.beside.iter().map(|(_, evaluations)| {
            let evaluation = evaluations.get(&model.id);
            evaluation.map(|one| one.verdict)
        });
        let verdicts: Vec<Option<Verdict>> = std::iter::once(Some(evaluation.verdict))
            .chain(others)
            .collect();
        match rows.iter_mut().find(|(known, _)| *known == verdicts) {
            Some((_, models)) => models.push(model),
            None => rows.push((verdicts, vec![model])),
        }
    }
    let cell = |verdict: Option<Verdict>| match verdict {
        Some(verdict) => TableCell::toned(verdict.label(), verdict.tone()),
        None => TableCell::plain("not judged"),
    };
    let scenarios =
        std::iter::once(input.scenario).chain(input.beside.iter().map(|(scenario, _)| *scenario));
    let mut columns = vec![column("Models", 2.4)];
    columns.extend(scenarios.map(|scenario| column(&scenario.title, 1.6)));
    let wide = columns.len() > UPRIGHT + 1;
    let rows = rows.into_iter().map(|(verdicts, models)| {
        let mut row = vec![TableCell::plain(named(&models, NAMED))];
        row.extend(verdicts.into_iter().map(cell));
        row
    });
    let blocks = vec![
        Block::Paragraph(vec![Span::plain(
            "The first column of verdicts is of the scenario of this report. The others are of \
             the scenarios named; only their verdicts are told here.",
        )]),
        Block::Table(Table {
            caption: "Verdicts of the same models, scenario by scenario".to_owned(),
            columns,
            rows: rows.collect(),
        }),
    ];
    let upright = section("Verdicts in other scenarios", blocks);
    Some(if wide {
        Section {
            orientation: Orientation::Landscape,
            new_page: true,
            ..upright
        }
    } else {
        upright
    })
}
