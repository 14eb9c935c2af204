//! `scenario show`: a scenario in plain language.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::{Format, Stop, find, pretty, print};
use crate::catalog::Catalog;
use crate::cli::evaluate::answer_json;
use crate::report::part_words;
use crate::scenario::{
    Actor, Answer, Field, Respondent, RuleBook, Scenario, Source, answer_words, short_summary,
    summary,
};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A preset's id (see `scenario list`), a scenario file, or a workspace:
    /// its active scenario, or FILE.lmx#ID.
    #[arg(value_name = "PRESET|FILE")]
    scenario: String,
    /// How to print it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(args: &Args, catalog: &Catalog, book: &RuleBook) -> Result<(), Stop> {
    let scenario = find(catalog, book, &args.scenario)?;
    match args.format {
        Format::Text => print(&text(catalog, book, &scenario)),
        Format::Json => print(&pretty(&value(book, &scenario))),
    }
}

fn text(catalog: &Catalog, book: &RuleBook, scenario: &Scenario) -> String {
    let mut out = format!("{}: {}\n\nIn short\n", scenario.title, scenario.description);
    for line in short_summary(book, scenario) {
        let _ = writeln!(out, "    {line}");
    }
    answers_text(&mut out, book, scenario);
    open_text(&mut out, book, scenario);
    if !scenario.parts.is_empty() {
        out.push_str("\nWhat else is in it\n");
        for part in &scenario.parts {
            let words = part_words(catalog, scenario, part);
            let _ = writeln!(out, "    {}: {words}", part.label());
        }
    }
    if !scenario.readings.is_empty() {
        out.push_str("\nReadings chosen\n");
        for (id, made) in &scenario.readings {
            let reading = book.reading(id);
            let label = reading
                .and_then(|r| r.choice(made))
                .map_or("", |c| c.label.as_str());
            let asked = reading.map_or("", |reading| reading.question.as_str());
            let _ = writeln!(out, "    {id} = {made}: {asked} {label}");
        }
    }
    for actor in Actor::ALL {
        let Some(answers) = scenario.differing(actor) else {
            continue;
        };
        let _ = writeln!(out, "\nJudged as well: {}. It differs in", actor.label());
        for field in book.fields() {
            if let Some(answer) = answers.get(&field.id) {
                let words = answer_words(&field.kind, answer);
                let words = words.unwrap_or_else(|| "not answered".to_owned());
                let _ = writeln!(out, "    {} {words}", field.question);
            }
        }
    }
    out
}

/// The answers by group. Who gave most of them is said once, who gave others
/// behind those.
fn answers_text(out: &mut String, book: &RuleBook, scenario: &Scenario) {
    let given: Vec<(&Field, String, Source)> = book
        .fields()
        .iter()
        .filter_map(|field| {
            let words = answer_words(&field.kind, scenario.answer(&field.id))?;
            Some((field, words, scenario.source(&field.id)))
        })
        .collect();
    let mut counts: BTreeMap<Source, usize> = BTreeMap::new();
    for (_, _, source) in &given {
        *counts.entry(*source).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|(_, count)| **count);
    let Some((&most, _)) = most else {
        return;
    };
    let unless = match counts.len() {
        1 => "",
        _ => ", unless somebody else is named",
    };
    let _ = writeln!(out, "\nAnswers ({}{unless})", most.label());
    let mut group = "";
    for (field, words, source) in given {
        if field.group != group {
            group = &field.group;
            let _ = writeln!(out, "    {group}");
        }
        let whose = if source == most {
            String::new()
        } else {
            format!(" ({})", source.label())
        };
        let _ = writeln!(out, "        {} {words}{whose}", field.question);
    }
}

/// What is not answered, by who can answer it.
fn open_text(out: &mut String, book: &RuleBook, scenario: &Scenario) {
    let open: Vec<&Field> = scenario.unanswered(book).collect();
    if open.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nNot answered ({})", open.len());
    let who: BTreeSet<Respondent> = open.iter().map(|field| field.who).collect();
    for who in who {
        let _ = writeln!(out, "    {} can answer", who.label());
        for field in open.iter().filter(|field| field.who == who) {
            let _ = writeln!(out, "        {}", field.question);
        }
    }
}

fn value(book: &RuleBook, scenario: &Scenario) -> Value {
    let answers = |answers: &BTreeMap<String, Answer>, licensee: bool| -> Vec<Value> {
        let given = book.fields().iter().filter_map(|field| {
            let answer = answers.get(&field.id)?;
            let words = answer_words(&field.kind, answer)?;
            let mut one = json!({
                "field": field.id,
                "question": field.question,
                "answer": answer_json(answer),
                "words": words,
            });
            if let (true, Some(object)) = (licensee, one.as_object_mut()) {
                object.insert("source".to_owned(), json!(scenario.source(&field.id).id()));
            }
            Some(one)
        });
        given.collect()
    };
    let open: Vec<Value> = scenario
        .unanswered(book)
        .map(|field| {
            json!({ "field": field.id, "question": field.question, "who": field.who.label() })
        })
        .collect();
    let others: Map<String, Value> = Actor::ALL
        .iter()
        .filter_map(|actor| {
            let differing = scenario.differing(*actor)?;
            Some((
                actor.id().to_owned(),
                Value::Array(answers(differing, false)),
            ))
        })
        .collect();
    let parts: Vec<Value> = scenario
        .parts
        .iter()
        .map(|part| {
            json!({
                "part": part.id,
                "role": part.role.id(),
                "model": part.model,
                "license": part.license,
                "declared": part.declared,
                "made_from": part.made_from,
                "acts": part.acts,
                "multimodal": part.multimodal,
            })
        })
        .collect();
    json!({
        "scenario": scenario.id,
        "title": scenario.title,
        "description": scenario.description,
        "summary": summary(book, scenario),
        "answers": answers(&scenario.answers, true),
        "not_answered": open,
        "readings": scenario.readings,
        "parts": parts,
        "other_actors": others,
    })
}
