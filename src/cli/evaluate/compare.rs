//! Several scenarios side by side: models and verdicts, and the answers in
//! which the scenarios differ.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::Judged;
use super::json::answer_json;
use super::released::came_later;
use crate::catalog::Model;
use crate::report::part_words;
use crate::scenario::{Actor, Answer, Evaluation, Field, Part, Verdict, answer_words};

/// What stands before the verdict on a model that was not there on the day.
const NOT_YET: &str = "not yet released; later: ";

/// A table of models and scenarios, then the answers that differ; with
/// `--explain` each scenario in full below.
pub(super) fn text(judged: &[Judged<'_>]) -> String {
    let mut head = vec!["Model".to_owned()];
    head.extend(names(judged));
    head.push("Differs".to_owned());
    let rows: Vec<Vec<String>> = models(judged)
        .into_iter()
        .map(|(model, evaluations)| {
            let differs = if differ(&evaluations) { "yes" } else { "" };
            let mut row = vec![model.name.clone()];
            let cells = judged.iter().zip(&evaluations);
            row.extend(cells.map(|(judged, one)| {
                let later = came_later(judged, model);
                format!(
                    "{}{}",
                    if later { NOT_YET } else { "" },
                    verdict_words(*one)
                )
            }));
            row.push(differs.to_owned());
            row
        })
        .collect();
    let mut out = aligned(&head, &rows);
    let count = models(judged).iter().filter(|(_, e)| differ(e)).count();
    let differ = match (count, rows.len()) {
        (1, 1) => "verdict differs",
        (1, _) => "verdicts differs",
        _ => "verdicts differ",
    };
    let _ = writeln!(out, "\n{count} of {} {differ}.", rows.len());
    for one in judged {
        for line in super::text::chosen_readings(one) {
            let _ = writeln!(out, "{}: reading chosen: {line}", one.scenario.title);
        }
    }
    let differing = differing(judged);
    if differing.is_empty() {
        let _ = writeln!(
            out,
            "The scenarios have the same answers, parts and readings."
        );
    } else {
        let _ = writeln!(out, "\nWhere the scenarios differ:");
    }
    for one in &differing {
        let _ = writeln!(out, "\n{}", one.question);
        for (name, words) in names(judged).iter().zip(&one.words) {
            let _ = writeln!(out, "    {name}: {words}");
        }
    }
    if judged.iter().any(|one| one.explain) {
        for one in judged {
            let _ = write!(
                out,
                "\n== {} ==\n\n{}",
                one.scenario.title,
                super::text::text(one)
            );
        }
    }
    out
}

/// Each scenario as it is printed alone, and where they differ.
pub(super) fn json_value(judged: &[Judged<'_>]) -> Value {
    let scenarios: Vec<Value> = judged.iter().map(super::json::json_value).collect();
    let models: Vec<Value> = models(judged)
        .into_iter()
        .filter(|(_, evaluations)| differ(evaluations))
        .map(|(model, evaluations)| {
            let verdicts: Vec<_> = evaluations
                .iter()
                .map(|e| e.map(|e| e.verdict.id()))
                .collect();
            json!({ "model": model.id, "verdicts": verdicts })
        })
        .collect();
    let answers: Vec<Value> = differing(judged)
        .into_iter()
        .map(|one| {
            json!({
                "actor": one.actor.id(),
                "field": one.field,
                "reading": one.reading,
                "question": one.question,
                "answers": one.values,
            })
        })
        .collect();
    json!({
        "scenarios": scenarios,
        "differs": { "models": models, "answers": answers },
    })
}

/// The titles of the scenarios; those with the same title are numbered.
fn names(judged: &[Judged<'_>]) -> Vec<String> {
    let title = |one: &Judged<'_>| one.scenario.title.clone();
    let same = |name: &String| judged.iter().filter(|one| title(one) == *name).count() > 1;
    let named = judged
        .iter()
        .enumerate()
        .map(|(index, one)| match title(one) {
            name if same(&name) => format!("{name} ({})", index + 1),
            name => name,
        });
    named.collect()
}

/// The models of all scenarios with the verdict in each; a filter on verdicts
/// may have left a model out of one.
fn models<'a>(judged: &'a [Judged<'a>]) -> Vec<(&'a Model, Vec<Option<&'a Evaluation>>)> {
    let mut rows: Vec<(&Model, Vec<Option<&Evaluation>>)> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (column, one) in judged.iter().enumerate() {
        for (model, evaluation) in &one.shown {
            let row = *known.entry(&model.id).or_insert_with(|| {
                rows.push((model, vec![None; judged.len()]));
                rows.len() - 1
            });
            rows[row].1[column] = Some(evaluation.as_ref());
        }
    }
    rows
}

fn differ(evaluations: &[Option<&Evaluation>]) -> bool {
    let verdict = |one: &Option<&Evaluation>| one.map(|e| e.verdict);
    evaluations
        .windows(2)
        .any(|pair| verdict(&pair[0]) != verdict(&pair[1]))
}

fn verdict_words(evaluation: Option<&Evaluation>) -> String {
    let Some(one) = evaluation else {
        return "(left out by the filter)".to_owned();
    };
    let words = format!("{} {}", one.verdict.tone().sign(), one.verdict.label());
    match one.house {
        // What the house forbids is not hidden behind what the license allows.
        Some(house) if house > Verdict::PermittedWithObligations => {
            format!("{words} (house policy: {})", house.label())
        }
        _ => words,
    }
}

/// Columns as wide as their widest cell.
fn aligned(head: &[String], rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let cells = std::iter::once(head).chain(rows.iter().map(Vec::as_slice));
        cells
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let mut out = String::new();
    for row in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)) {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let _ = write!(line, "{cell:<width$}  ");
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

/// Something in which scenarios differ.
struct Differing {
    actor: Actor,
    field: Option<String>,
    reading: Option<String>,
    question: String,
    words: Vec<String>,
    values: Vec<Value>,
}

/// Answers and readings in which the scenarios differ, in the order in which
/// they are asked.
fn differing(judged: &[Judged<'_>]) -> Vec<Differing> {
    let Some(first) = judged.first() else {
        return Vec::new();
    };
    let mut list = Vec::new();
    for actor in Actor::ALL {
        for field in first.book.fields() {
            let answers: Vec<Answer> = judged.iter().map(|one| answer(one, actor, field)).collect();
            // Others have the licensee's answers but for those of their own.
            let own = actor == Actor::Licensee
                || judged.iter().any(|one| {
                    let own = one.scenario.differing(actor);
                    own.is_some_and(|answers| answers.contains_key(&field.id))
                });
            if !own || answers.windows(2).all(|pair| pair[0] == pair[1]) {
                continue;
            }
            let words = |answer: &Answer| {
                answer_words(&field.kind, answer).unwrap_or_else(|| "not answered".to_owned())
            };
            list.push(Differing {
                actor,
                field: Some(field.id.clone()),
                reading: None,
                question: format!("{}{}", field.question, actor.note()),
                words: answers.iter().map(words).collect(),
                values: answers.iter().map(answer_json).collect(),
            });
        }
    }
    list.extend(differing_parts(judged));
    for reading in first.book.readings() {
        let made: Vec<_> = judged
            .iter()
            .filter_map(|one| reading.made(&one.scenario.readings))
            .collect();
        if made.windows(2).any(|pair| pair[0] != pair[1]) {
            list.push(Differing {
                actor: Actor::Licensee,
                field: None,
                reading: Some(reading.id.clone()),
                question: format!("Reading {}: {}", reading.id, reading.question),
                words: made
                    .iter()
                    .map(|choice| format!("{}: {}", choice.id, choice.label))
                    .collect(),
                values: made.iter().map(|choice| json!(choice.id)).collect(),
            });
        }
    }
    list
}

/// The parts beside the model, if they differ.
fn differing_parts(judged: &[Judged<'_>]) -> Option<Differing> {
    let parts: Vec<Vec<(String, String)>> = judged
        .iter()
        .map(|one| {
            let words = |part: &Part| {
                let words = part_words(one.catalog, one.scenario, part);
                (part.label(), words)
            };
            one.scenario.parts.iter().map(words).collect()
        })
        .collect();
    let words = |parts: &Vec<(String, String)>| match parts.as_slice() {
        [] => "nothing".to_owned(),
        some => {
            let some = some
                .iter()
                .map(|(label, words)| format!("{label}: {words}"));
            some.collect::<Vec<_>>().join("; ")
        }
    };
    let differ = parts.windows(2).any(|pair| pair[0] != pair[1]);
    differ.then(|| Differing {
        actor: Actor::Licensee,
        field: Some("parts".to_owned()),
        reading: None,
        question: "What else is in it?".to_owned(),
        words: parts.iter().map(words).collect(),
        values: parts
            .iter()
            .map(|parts| parts.iter().map(|(label, _)| json!(label)).collect())
            .collect(),
    })
}

fn answer(judged: &Judged<'_>, actor: Actor, field: &Field) -> Answer {
    let own = judged.scenario.differing(actor);
    let own = own.and_then(|answers| answers.get(&field.id));
    own.unwrap_or(judged.scenario.answer(&field.id)).clone()
}
