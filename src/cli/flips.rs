//! `flips`: what would make each verdict better or worse, and what the answer
//! to each open question would bring.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::{Value, json};

use super::asked::Asked;
use super::evaluate::answer_json;
use super::{Format, Stop, catalog, exit, pretty, print, rules, warn_of_values};
use crate::catalog::Model;
use crate::matrix::{Matrix, View};
use crate::scenario::{
    Answer, AnswerChange, Evaluation, Flip, Flips, HOUSE_ONLY, OpenQuestion, RuleBook, Scenario,
    Settles, Verdict, effects, evaluate, flip_words, flips, outcome_words, outcomes, removed_words,
    settling_order, worse_lines,
};
use crate::store::DataFolder;
use crate::text::AttachedTexts;
use crate::verdicts::{Group, groups, judge_all, verdict_cells};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    asked: Asked,
}

/// How many models of a group, or answers to a question, the text names at most.
const NAMED: usize = 4;

/// What was found on models that are judged alike.
struct Found<'a> {
    models: Vec<&'a Model>,
    licenses: Vec<&'a str>,
    evaluation: Evaluation,
    flips: Flips,
    open: Vec<Open>,
}

/// An open question with what each answer would bring, to the verdict and by
/// itself.
struct Open {
    question: OpenQuestion,
    outcomes: Vec<(Answer, Verdict)>,
    effects: Vec<(Answer, Verdict)>,
}

pub(super) fn run(args: &Args, folder: &DataFolder) -> Result<u8, Stop> {
    let catalog = catalog(folder)?;
    let book = rules(folder, &catalog)?;
    let scenario = super::scenario::find(&catalog, &book, &args.asked.scenario)?;
    let texts = AttachedTexts::default();
    let evaluations = judge_all(&catalog, &book, &scenario, &texts);
    let matrix = Matrix::of_texts(&catalog, &verdict_cells(&evaluations));
    let view = View::new(&matrix, &args.asked.filter, "", None, &|_| true)
        .map_err(|error| Stop::invalid(error.to_string()))?;
    warn_of_values(&view);
    let shown: BTreeSet<&str> = view.rows().map(|row| row.id.as_str()).collect();
    let mut groups = groups(&catalog, &scenario, &texts);
    for group in &mut groups {
        group
            .models
            .retain(|model| shown.contains(model.id.as_str()));
    }
    groups.retain(|group| !group.models.is_empty());
    if groups.is_empty() {
        return Err(Stop::invalid(
            "No model fits the filter; nothing was judged.",
        ));
    }
    let found: Vec<Found<'_>> = groups
        .iter()
        .map(|group| find(&book, &scenario, group))
        .collect();
    let subjects: Vec<_> = groups
        .iter()
        .zip(&found)
        .map(|(group, found)| (&group.subject, &found.evaluation, group.models.len()))
        .collect();
    let order = settling_order(&book, &scenario, &subjects);
    let out = match args.asked.format {
        Format::Text => text(&book, &scenario, &found, &order),
        Format::Json => pretty(&json_value(&book, &scenario, &found, &order)),
    };
    print(&out)?;
    Ok(exit::OK)
}

fn find<'a>(book: &RuleBook, scenario: &Scenario, group: &Group<'a>) -> Found<'a> {
    let subject = &group.subject;
    let evaluation = evaluate(book, scenario, subject);
    let open = |question: &OpenQuestion| Open {
        question: question.clone(),
        outcomes: outcomes(book, scenario, subject, &question.field),
        effects: effects(book, scenario, subject, &question.field),
    };
    Found {
        models: group.models.clone(),
        licenses: subject
            .components
            .iter()
            .map(|part| part.license.short.as_str())
            .collect(),
        flips: flips(book, scenario, subject, &evaluation),
        open: evaluation.open_questions.iter().map(open).collect(),
        evaluation,
    }
}

/// The first words of a list, and how many more there are.
fn first<'a>(words: impl Iterator<Item = &'a str>, mark: &str) -> String {
    let words: Vec<&str> = words.collect();
    let named: Vec<&str> = words.iter().take(NAMED).copied().collect();
    match words.len().saturating_sub(NAMED) {
        0 => named.join(mark),
        more => format!("{} and {more} more", named.join(mark)),
    }
}

fn change_words(book: &RuleBook, change: &AnswerChange) -> String {
    book.field(&change.field)
        .map_or_else(|| change.field.clone(), |field| change.words(field))
}

fn text(book: &RuleBook, scenario: &Scenario, found: &[Found<'_>], order: &[Settles]) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}: {}\n", scenario.title, scenario.description);
    for one in found {
        let verdict = one.evaluation.verdict;
        let _ = writeln!(
            out,
            "{} {}: {} ({})",
            verdict.tone().sign(),
            first(one.models.iter().map(|model| model.name.as_str()), ", "),
            verdict.label(),
            if one.licenses.is_empty() {
                "no license on file".to_owned()
            } else {
                one.licenses.join(" + ")
            }
        );
        for flip in &one.flips.better {
            let _ = writeln!(
                out,
                "    better: {}: {}",
                flip_words(book, flip),
                flip.verdict.label()
            );
            let removed = removed_words(book, flip);
            if !removed.is_empty() {
                let _ = writeln!(out, "        no longer: {}", removed.join("; "));
            }
        }
        if one.flips.better.is_empty() && verdict > Verdict::PermittedWithObligations {
            let _ = writeln!(out, "    better: nothing that you can decide alone");
        }
        for (verdict, words) in worse_lines(book, &one.flips.worse, NAMED) {
            let _ = writeln!(out, "    worse: {words}: {}", verdict.label());
        }
        for open in &one.open {
            open_text(&mut out, book, open, verdict);
        }
    }
    order_text(&mut out, book, order);
    out
}

fn open_text(out: &mut String, book: &RuleBook, open: &Open, now: Verdict) {
    let question = &open.question;
    let Some(field) = book.field(&question.field) else {
        return;
    };
    let _ = writeln!(
        out,
        "    {}: {} ({})",
        question.heading(),
        field.question,
        question.rules.join(", ")
    );
    // What each answer would bring to the license is nothing here.
    if question.house_only {
        return;
    }
    // An answer that changes nothing alone still says something.
    let alone = open.outcomes.iter().all(|(_, verdict)| *verdict == now);
    let answers = if alone { &open.effects } else { &open.outcomes };
    if alone
        && answers
            .iter()
            .all(|(_, verdict)| *verdict == Verdict::Permitted)
    {
        let _ = writeln!(out, "        No answer changes the verdict alone");
        return;
    }
    if alone {
        let _ = writeln!(
            out,
            "        Other questions are open as well; as far as this one goes:"
        );
    }
    let mut by_verdict: BTreeMap<Verdict, Vec<String>> = BTreeMap::new();
    for (answer, verdict) in answers {
        let words = outcome_words(field, answer);
        by_verdict.entry(*verdict).or_default().push(words);
    }
    for (verdict, words) in by_verdict {
        let words = first(words.iter().map(String::as_str), " or ");
        let label = if alone && verdict == Verdict::Permitted {
            "nothing against it"
        } else {
            verdict.label()
        };
        let _ = writeln!(out, "        {words}: {label}");
    }
}

fn order_text(out: &mut String, book: &RuleBook, order: &[Settles]) {
    if order.is_empty() {
        return;
    }
    if order.iter().any(|one| !one.house_only) {
        let _ = writeln!(out, "\nOpen questions, the one that settles most first:");
    }
    let mut house = false;
    for one in order {
        if one.house_only && !house {
            house = true;
            let _ = writeln!(out, "\nOpen questions {HOUSE_ONLY}:");
        }
        let question = book.field(&one.field);
        let models = |n: usize| format!("{n} {}", if n == 1 { "model" } else { "models" });
        let mut words = format!("{} wait for it", models(one.waiting));
        if one.waiting == 1 {
            words = "1 model waits for it".to_owned();
        }
        if one.sometimes > 0 {
            let _ = write!(
                words,
                "; leaving Unknown: {} with every answer, {} with some",
                one.always, one.sometimes
            );
        }
        let _ = writeln!(
            out,
            "    {} {words}",
            question.map_or(one.field.as_str(), |field| field.question.as_str())
        );
    }
}

fn json_value(
    book: &RuleBook,
    scenario: &Scenario,
    found: &[Found<'_>],
    order: &[Settles],
) -> Value {
    let list =
        |flips: &[Flip]| -> Vec<Value> { flips.iter().map(|flip| flip_json(book, flip)).collect() };
    let groups: Vec<Value> = found
        .iter()
        .map(|one| {
            json!({
                "models": one.models.iter().map(|model| &model.id).collect::<Vec<_>>(),
                "verdict": one.evaluation.verdict.id(),
                "better": list(&one.flips.better),
                "worse": list(&one.flips.worse),
                "open_questions": one
                    .open
                    .iter()
                    .map(|open| open_json(book, open))
                    .collect::<Vec<_>>(),
            })
        })
        .collect();
    let order: Vec<Value> = order
        .iter()
        .map(|one| {
            json!({
                "field": one.field,
                "question": book.field(&one.field).map(|field| &field.question),
                "settled_by_every_answer": one.always,
                "settled_by_some_answer": one.sometimes,
                "models": one.waiting,
                "house_only": one.house_only,
            })
        })
        .collect();
    json!({
        "scenario": scenario.id,
        "title": scenario.title,
        "groups": groups,
        "questions": order,
    })
}

fn flip_json(book: &RuleBook, flip: &Flip) -> Value {
    let changes: Vec<Value> = flip
        .changes
        .iter()
        .map(|change| {
            json!({
                "actor": change.actor.id(),
                "field": change.field,
                "from": answer_json(&change.from),
                "to": answer_json(&change.to),
                "words": change_words(book, change),
            })
        })
        .collect();
    json!({
        "changes": changes,
        "verdict": flip.verdict.id(),
        "removes": flip.removes,
        "adds": flip.adds,
    })
}

fn open_json(book: &RuleBook, open: &Open) -> Value {
    let question = &open.question;
    let field = book.field(&question.field);
    let list = |answers: &[(Answer, Verdict)]| -> Vec<Value> {
        answers
            .iter()
            .map(|(answer, verdict)| {
                json!({
                    "answer": answer_json(answer),
                    "words": field.map(|field| outcome_words(field, answer)),
                    "verdict": verdict.id(),
                })
            })
            .collect()
    };
    json!({
        "field": question.field,
        "question": field.map(|field| &field.question),
        "rules": question.rules,
        "worst": question.worst.id(),
        "house_only": question.house_only,
        "outcomes": list(&open.outcomes),
        "as_far_as_it_goes": list(&open.effects),
    })
}
