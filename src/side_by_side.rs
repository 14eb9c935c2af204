//! Several scenarios side by side: models x scenarios, and the answers in
//! which the scenarios differ.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::matrix::{Cell, Matrix, MatrixColumn, Row, Tone};
use crate::scenario::{Actor, Evaluation, RuleBook, Scenario, answer_words};
use crate::verdicts::verdict_cell;

/// Verdicts by model id.
pub type Verdicts = BTreeMap<String, Arc<Evaluation>>;

/// The matrix of models x scenarios. The columns of scenarios have the ids
/// `scenario1`, `scenario2` ...; the column `differs` says whether a model's
/// verdicts are not all the same.
pub fn scenarios_matrix(catalog: &Catalog, judged: &[(&Scenario, &Verdicts)]) -> Matrix {
    let column = |id: &str, label: &str| MatrixColumn {
        id: id.to_owned(),
        label: label.to_owned(),
    };
    let mut columns = vec![
        column("model", "Model"),
        column("differs", "Do they differ?"),
        column("license", "License"),
    ];
    columns.extend(
        judged.iter().enumerate().map(|(place, (scenario, _))| {
            column(&format!("scenario{}", place + 1), &scenario.title)
        }),
    );
    let rows = catalog
        .models()
        .map(|(_, model)| {
            let cell_of = |verdicts: &Verdicts| {
                verdicts
                    .get(&model.id)
                    .map_or_else(|| Cell::unknown("Not judged."), |e| verdict_cell(e))
            };
            let verdicts: Vec<Cell> = judged.iter().map(|(_, v)| cell_of(v)).collect();
            let differ = verdicts.windows(2).any(|pair| pair[0].text != pair[1].text);
            let mut name = Cell::plain(&model.name);
            name.ids.push(model.id.clone());
            let differs = if differ {
                Cell {
                    tone: Tone::Review,
                    ..Cell::plain("Yes")
                }
            } else {
                Cell::plain("No")
            };
            let license = Cell::plain(catalog.license_names(model));
            let mut cells = vec![name, differs, license];
            cells.extend(verdicts);
            Row::new(&model.id, cells, None)
        })
        .collect();
    Matrix { columns, rows }
}

/// One thing in which scenarios differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The question, or what else differs.
    pub what: String,
    /// What each scenario says, in their order.
    pub says: Vec<String>,
}

/// The answers and readings in which scenarios differ, in the order in which
/// they are asked.
pub fn differences(book: &RuleBook, scenarios: &[&Scenario]) -> Vec<Difference> {
    let mut list = Vec::new();
    let mut compare = |what: String, says: Vec<String>| {
        if says.iter().collect::<BTreeSet<_>>().len() > 1 {
            list.push(Difference { what, says });
        }
    };
    for actor in Actor::ALL {
        for field in book.fields() {
            let words = |scenario: &&Scenario| match actor {
                Actor::Licensee => answer_words(&field.kind, scenario.answer(&field.id))
                    .unwrap_or_else(|| "Not answered".to_owned()),
                other => match scenario.differing(other) {
                    None => "Not judged".to_owned(),
                    Some(answers) => match answers.get(&field.id) {
                        None => "As you".to_owned(),
                        Some(answer) => answer_words(&field.kind, answer)
                            .unwrap_or_else(|| "Not answered".to_owned()),
                    },
                },
            };
            // Of the others only what they say themselves is compared.
            let own = |scenario: &&Scenario| {
                let answers = scenario.differing(actor);
                answers.is_some_and(|answers| answers.contains_key(&field.id))
            };
            if actor == Actor::Licensee || scenarios.iter().any(own) {
                let what = format!("{}{}", field.question, actor.note());
                compare(what, scenarios.iter().map(words).collect());
            }
        }
    }
    for reading in book.readings() {
        let words = |scenario: &&Scenario| {
            let made = scenario.readings.get(&reading.id);
            let choice = made.and_then(|id| reading.choice(id));
            choice
                .or(reading.default_choice())
                .map_or(String::new(), |choice| choice.label.clone())
        };
        compare(
            reading.question.clone(),
            scenarios.iter().map(words).collect(),
        );
    }
    list
}
