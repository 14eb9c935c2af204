//! A scenario file to fill in: every question as a comment, with what an answer
//! looks like.

use std::fmt::Write;

use super::scenario_file::scenario_text;
use crate::scenario::{Field, FieldKind, Role, RuleBook, Scenario, Source};

/// An answer in another currency, with the rate and its day.
const MONEY: &str =
    "Money((amount: 3000000, currency: \"EUR\", usd_rate: 1.08, rate_date: \"2026-11-20\"))";

/// A part beside the model.
const PART: &str = "(id: \"data\", role: DataSet, license: Some(\"cc-by-4.0\"))";

/// Width of comments, in letters.
const WIDTH: usize = 96;

/// The text of a scenario file with all questions of the book. Answers that the
/// scenario has are written, the others wait in comments.
///
/// # Errors
/// An answer that RON cannot write.
pub fn scenario_template(book: &RuleBook, scenario: &Scenario) -> Result<String, String> {
    let mut out = String::new();
    let text = |value: &str| ron::to_string(value).map_err(|error| error.to_string());
    comment(
        &mut out,
        "",
        "A scenario of License Matrix. To answer a question, take the two slashes away before its line and write your answer. A question without an answer stays open; it is never read as \u{201c}no\u{201d}. NotApplicable says that a question does not arise.",
    );
    let _ = writeln!(
        out,
        "(\n schema: {},\n id: {},",
        scenario.schema,
        text(&scenario.id)?
    );
    let _ = writeln!(out, " title: {},", text(&scenario.title)?);
    let _ = writeln!(out, " description: {},", text(&scenario.description)?);
    out.push_str(" answers: {\n");
    let mut group = "";
    let asked = |field: &&Field| {
        scenario.answers.contains_key(&field.id) || !scenario.is_told_by_catalog(&field.id)
    };
    // How money in another currency looks is shown once.
    let money = book.fields().iter().find(|field| is_money(field));
    for field in book.fields().iter().filter(asked) {
        if field.group != group {
            group = &field.group;
            let _ = writeln!(out, "\n  // == {} ==", one_line(group));
        }
        question(&mut out, field, scenario)?;
        if Some(field) == money {
            let id = text(&field.id)?;
            let _ = writeln!(out, "  // In another currency: {id}: {MONEY},");
        }
    }
    out.push_str(" },\n");
    // What the questions do not hold is written as a saved scenario has it.
    let rest = Scenario {
        answers: std::collections::BTreeMap::new(),
        ..scenario.clone()
    };
    let saved = scenario_text(&rest)?;
    let after = saved.split_once(" answers: {},\n").map(|(_, after)| after);
    let after = after.ok_or_else(|| "the end of the file cannot be written".to_owned())?;
    examples(&mut out, book, scenario)?;
    if !scenario.sources.is_empty() {
        comment(
            &mut out,
            " ",
            "Who gave an answer, where it was not you. Take a line away when the answer is yours.",
        );
    }
    out.push_str(after);
    Ok(out)
}

/// What else a file may say, as comments where the scenario does not say it.
fn examples(out: &mut String, book: &RuleBook, scenario: &Scenario) -> Result<(), String> {
    let text = |value: &str| ron::to_string(value).map_err(|error| error.to_string());
    if scenario.readings.is_empty() {
        comment(
            out,
            " ",
            "How open wording is read; `evaluate --explain` names the readings. For example:",
        );
        if let Some((reading, choice)) = book
            .readings()
            .find_map(|reading| Some((reading, reading.choices.get(1)?)))
        {
            let (id, choice) = (text(&reading.id)?, text(&choice.id)?);
            let _ = writeln!(out, " // readings: {{{id}: {choice}}},");
        }
    }
    if scenario.client.is_empty() {
        comment(
            out,
            " ",
            "Who else is judged: the answers in which a client, a distributor or a host differs. For example:",
        );
        out.push_str(" // client: {\"domicile\": Text(\"DE\")},\n");
    }
    if scenario.parts.is_empty() {
        let roles = Role::ALL.map(|role| format!("{role:?} ({})", role.label()));
        comment(
            out,
            " ",
            &format!(
                "What else is in it beside the model; each part names its license or its model, by the id that `show` takes. The roles are {}. For example:",
                roles.join(", ")
            ),
        );
        let _ = writeln!(out, " // parts: [{PART}],");
    }
    Ok(())
}

fn is_money(field: &Field) -> bool {
    matches!(&field.kind, FieldKind::Number(unit) if unit == "USD")
}

fn question(out: &mut String, field: &Field, scenario: &Scenario) -> Result<(), String> {
    out.push('\n');
    comment(out, "  ", &field.question);
    comment(
        out,
        "  ",
        &format!(
            "Why it is asked: {}. Who can answer: {}.",
            field.why,
            field.who.label()
        ),
    );
    let form = field.kind.form_words();
    let form = match &field.kind {
        FieldKind::Choices(_) => form.replacen(
            "any of these, or none",
            &format!(
                "any of these words between the brackets, such as {}, or none of them",
                field.example()
            ),
            1,
        ),
        _ => form,
    };
    comment(out, "  ", &format!("Answer: {form}."));
    let id = ron::to_string(&field.id).map_err(|error| error.to_string())?;
    match scenario.answers.get(&field.id) {
        Some(answer) => {
            let words = ron::to_string(answer).map_err(|error| error.to_string())?;
            if scenario.source(&field.id) == Source::Preset {
                comment(out, "  ", "This answer is an example of the preset.");
            }
            let _ = writeln!(out, "  {id}: {words},");
        }
        None => {
            let example = match &field.kind {
                // The words stand above; which of them apply nobody can guess.
                FieldKind::Choices(_) => "Set([])".to_owned(),
                _ => one_line(&field.example()),
            };
            let _ = writeln!(out, "  // {id}: {example},");
        }
    }
    Ok(())
}

/// Words as comment lines of a readable width.
fn comment(out: &mut String, indent: &str, words: &str) {
    let mut line = String::new();
    for word in words.split_whitespace() {
        if !line.is_empty() && line.chars().count() + word.chars().count() >= WIDTH {
            let _ = writeln!(out, "{indent}// {line}");
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    let _ = writeln!(out, "{indent}// {line}");
}

/// Without line ends, which would end a comment.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
