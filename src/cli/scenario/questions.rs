//! `scenario questions`: what is open, and what its answer would settle.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Format, Stop, find, pretty, print, warn_of_values};
use crate::catalog::Catalog;
use crate::matrix::{Matrix, View};
use crate::scenario::{Evaluation, Field, HOUSE_ONLY, RuleBook};
use crate::text::AttachedTexts;
use crate::verdicts::{WaitingQuestion, judge_all, verdict_cells, waiting_questions};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A preset's id (see `scenario list`), a scenario file, or a workspace:
    /// its active scenario, or FILE.lmx#ID.
    #[arg(value_name = "PRESET|FILE")]
    scenario: String,
    /// Ask only for models that fit, for example "family:qwen".
    #[arg(
        long,
        default_value = "",
        value_name = "QUERY",
        allow_hyphen_values = true
    )]
    filter: String,
    /// How to print it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(args: &Args, catalog: &Catalog, book: &RuleBook) -> Result<(), Stop> {
    let scenario = find(catalog, book, &args.scenario)?;
    let evaluations = judge_all(catalog, book, &scenario, &AttachedTexts::default());
    let matrix = Matrix::of_texts(catalog, &verdict_cells(&evaluations));
    let view = View::new(&matrix, &args.filter, "", None, &|_| true)
        .map_err(|error| Stop::invalid(error.to_string()))?;
    warn_of_values(&view);
    let shown: Vec<&Evaluation> = view
        .rows()
        .filter_map(|row| Some(evaluations.get(&row.id)?.as_ref()))
        .collect();
    if shown.is_empty() {
        return Err(Stop::invalid(
            "No model fits the filter; nothing was judged.",
        ));
    }
    let count = shown.len();
    let waiting = waiting_questions(shown);
    let known = waiting
        .iter()
        .filter_map(|one| Some((one, book.field(&one.field)?)));
    let known: Vec<_> = known.collect();
    match args.format {
        Format::Text => print(&text(&scenario.title, count, &known)),
        Format::Json => print(&pretty(&json!({
            "scenario": scenario.id,
            "models": count,
            "questions": known.iter().map(|(one, field)| value(one, field)).collect::<Vec<_>>(),
        }))),
    }
}

fn text(title: &str, count: usize, questions: &[(&WaitingQuestion, &Field)]) -> String {
    let models = if count == 1 { "model" } else { "models" };
    let mut out = format!(
        "{title}: {} open for {count} {models}\n",
        match questions.len() {
            0 => "no question is".to_owned(),
            1 => "1 question is".to_owned(),
            many => format!("{many} questions are"),
        }
    );
    let mut house = false;
    for (index, (one, field)) in questions.iter().enumerate() {
        if one.house_only && !house {
            house = true;
            let _ = writeln!(out, "\nQuestions {HOUSE_ONLY}");
        }
        let models = if one.models == 1 {
            "1 model waits"
        } else {
            &format!("{} models wait", one.models)
        };
        let _ = writeln!(out, "\n{}. {}", index + 1, field.question);
        let _ = writeln!(
            out,
            "    {models} for it; worst effect: {} ({})",
            one.worst.label(),
            one.rules.join(", ")
        );
        let _ = writeln!(out, "    {}: {}", field.who_words(), field.why);
        let _ = writeln!(out, "    an answer is {}", field.kind.form_words());
        let _ = writeln!(out, "    in a file: \"{}\": {}", field.id, field.example());
    }
    out
}

fn value(one: &WaitingQuestion, field: &Field) -> Value {
    json!({
        "field": field.id,
        "question": field.question,
        "why": field.why,
        "who": field.who.label(),
        "answer_is": field.kind.form_words(),
        "example": field.example(),
        "models_waiting": one.models,
        "worst": one.worst.id(),
        "house_only": one.house_only,
        "rules": one.rules,
    })
}
