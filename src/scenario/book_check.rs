//! The rules that rule files, their companions and scenarios have to keep.

use std::collections::{BTreeMap, BTreeSet};

use super::book::{Field, RawBook};
use super::contradiction::contradiction_problems;
use super::duty::Duty;
use super::own_rules::check_own;
use super::reading::Reading;
use super::reading_check::{check_choice, check_readings};
use super::regulation::check_regulation;
use super::rule::{IfUnknown, Pred, Rule};
use super::rule_check::{check_gaps, misplaced};
use super::{Scenario, Verdict};
use crate::catalog::{FactType, Parsed, Problem, SourceText, fact_type};

/// What the checks look things up in.
pub(super) struct Known<'a> {
    duties: BTreeSet<&'a str>,
    readings: BTreeSet<&'a str>,
    fields: BTreeMap<&'a str, &'a Field>,
}

/// Every problem of the files of a book, sorted by file and line.
pub(super) fn check_book(raw: &RawBook) -> Vec<Problem> {
    let readings = &raw.readings.value.readings;
    let fields = &raw.fields.value.fields;
    let known = Known {
        duties: raw
            .all_duties()
            .map(|(_, duty)| duty.key.as_str())
            .collect(),
        readings: readings.iter().map(|reading| reading.id.as_str()).collect(),
        fields: fields.iter().map(|f| (f.id.as_str(), f)).collect(),
    };
    let mut problems = Vec::new();
    check_shapes(raw, &mut problems);
    check_unique(raw, &mut problems);
    for file in raw.rule_files() {
        for rule in &file.value.rules {
            check_rule(&file.source, rule, &known, &mut problems);
        }
    }
    for (source, duty) in raw.all_duties() {
        check_duty(source, duty, &mut problems);
    }
    check_own(raw, &mut problems);
    for preset in &raw.presets {
        let find = |id: &str| known.fields.get(id).copied();
        let reading = |id: &str| readings.iter().find(|reading| reading.id == id);
        check_scenario(preset, &find, &reading, &mut problems);
        problems.extend(contradiction_problems(preset));
    }
    check_readings(raw, &known, &mut problems);
    check_notes(raw, &known, &mut problems);
    check_clauses(raw, &mut problems);
    check_gaps(raw, &mut problems);
    problems.sort();
    problems.dedup();
    problems
}

fn check_shapes(raw: &RawBook, problems: &mut Vec<Problem>) {
    let mut files = vec![
        (&raw.duties.source, raw.duties.value.schema),
        (&raw.readings.source, raw.readings.value.schema),
        (&raw.fields.source, raw.fields.value.schema),
        (&raw.regulation.source, raw.regulation.value.schema),
    ];
    files.extend(
        raw.rule_files()
            .map(|file| (&file.source, file.value.schema)),
    );
    problems.extend(
        files
            .into_iter()
            .filter_map(|(source, schema)| source.schema_problem(schema)),
    );
}

/// No id is there twice.
fn check_unique(raw: &RawBook, problems: &mut Vec<Problem>) {
    let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut once = |what: &'static str, key: &str, id, source: &SourceText| {
        if !seen.insert((what, id)) {
            let place = format!("{key}: \"{id}\"");
            // In one file the second place is meant.
            let twice = source.text.matches(&place).count() > 1;
            let landmarks = [place.as_str(), place.as_str()];
            problems.push(source.problem(
                if twice { &landmarks } else { &landmarks[..1] },
                format!("the {what} {id} is there twice"),
                "Give one of them another id",
            ));
        }
    };
    for file in raw.rule_files() {
        for rule in &file.value.rules {
            once("rule", "id", rule.id.as_str(), &file.source);
        }
    }
    for (source, duty) in raw.all_duties() {
        once("obligation", "key", &duty.key, source);
    }
    for reading in &raw.readings.value.readings {
        once("reading", "id", &reading.id, &raw.readings.source);
    }
    for field in &raw.fields.value.fields {
        once("question", "id", &field.id, &raw.fields.source);
    }
    for preset in &raw.presets {
        once("preset", "id", &preset.value.id, &preset.source);
    }
}

fn check_rule(source: &SourceText, rule: &Rule, known: &Known<'_>, problems: &mut Vec<Problem>) {
    let id = &rule.id;
    let place = format!("id: \"{id}\"");
    let mut report = |word: &str, what: String, advice: &str| {
        let word = format!("\"{word}\"");
        problems.push(source.problem(&[&place, &word], what, advice));
    };
    for duty in &rule.duties {
        if !known.duties.contains(duty.as_str()) {
            report(
                duty,
                format!("the rule {id} raises \"{duty}\", which has no text"),
                "Add it to duties.ron or correct the key",
            );
        }
    }
    if let Some(reading) = &rule.reading
        && !known.readings.contains(reading.as_str())
    {
        report(
            reading,
            format!("the rule {id} rests on the reading \"{reading}\", which does not exist"),
            "Add it to readings.ron or correct the id",
        );
    }
    if let Some(attribute) = rule.words.as_deref().filter(|words| !holds_words(words)) {
        report(
            attribute,
            format!("the rule {id} takes prescribed words from \"{attribute}\", which holds none"),
            "Name an attribute of a license that holds words, such as brand or notice_line",
        );
    }
    if rule.if_unknown == IfUnknown::Ignore && rule.then != Verdict::Permitted {
        report(
            id,
            format!("the rule {id} ignores missing answers although it burdens"),
            "Only rules whose effect is Permitted may ignore them",
        );
    }
    if let Some(why) = misplaced(&rule.when, rule.each) {
        report(
            id,
            format!("the rule {id} can never hold: {why}"),
            "Correct it; a rule that can never hold permits",
        );
    }
    check_names(&rule.when, &format!("the rule {id}"), known, &mut report);
}

/// An obligation takes its words from where there are some.
fn check_duty(source: &SourceText, duty: &Duty, problems: &mut Vec<Problem>) {
    let key = &duty.key;
    let place = format!("key: \"{key}\"");
    if let Some(attribute) = duty.words.as_deref().filter(|words| !holds_words(words)) {
        problems.push(source.problem(
            &[&place, &format!("\"{attribute}\"")],
            format!(
                "the obligation {key} takes prescribed words from \"{attribute}\", which holds none"
            ),
            "Name an attribute of a license that holds words, such as brand or notice_line",
        ));
    }
    if duty.text.trim().is_empty() {
        problems.push(source.problem(
            &[&place],
            format!("the obligation {key} has no text"),
            "Say in a few words what is to be done",
        ));
    }
}

fn holds_words(attribute: &str) -> bool {
    matches!(fact_type(attribute), Some(FactType::Words))
}

/// What a predicate names exists.
pub(super) fn check_names(
    pred: &Pred,
    who: &str,
    known: &Known<'_>,
    report: &mut impl FnMut(&str, String, &str),
) {
    let mut names = Names::default();
    names.collect(pred);
    for (attribute, values) in names.attributes {
        if attribute == "status" {
            continue;
        }
        let Some(kind) = fact_type(attribute) else {
            report(
                attribute,
                format!("{who} reads the attribute \"{attribute}\", which does not exist"),
                "Correct the name",
            );
            continue;
        };
        let known = |value: &&String| matches!(value.as_str(), "*" | "Unknown") || kind.has(value);
        if let Some(value) = values.iter().find(|value| !known(value)) {
            report(
                value,
                format!("{who} waits for \"{value}\", which \"{attribute}\" never is"),
                "Correct the word; a rule that can never hold permits",
            );
        }
    }
    for (field, values) in names.fields {
        let Some(question) = known.fields.get(field) else {
            report(
                field,
                format!("{who} reads the answer \"{field}\", which is not asked"),
                "Add the question to fields.ron or correct the name",
            );
            continue;
        };
        if let Some(value) = values.iter().find(|value| !question.kind.can_be(value)) {
            report(
                value,
                format!("{who} waits for \"{value}\", which is no answer to \"{field}\""),
                "Correct the word; a rule that can never hold permits",
            );
        }
    }
}

/// The notes on public law: what they name exists, and what they need is there.
fn check_notes(raw: &RawBook, known: &Known<'_>, problems: &mut Vec<Problem>) {
    let file = &raw.regulation;
    for note in &file.value.notes {
        let place = format!("id: \"{}\"", note.id);
        let mut report = |word: &str, what: String, advice: &str| {
            let word = format!("\"{word}\"");
            let landmarks = [place.as_str(), &word];
            problems.push(file.source.problem(&landmarks, what, advice));
        };
        let who = format!("the note {}", note.id);
        check_names(&note.when, &who, known, &mut report);
        for asked in note.asked() {
            check_names(&asked, &who, known, &mut report);
        }
    }
    check_regulation(file, problems);
}

/// The rules that a scenario has to keep, a preset or a user's own.
pub fn check_scenario<'a>(
    file: &Parsed<Scenario>,
    field: &dyn Fn(&str) -> Option<&'a Field>,
    reading: &dyn Fn(&str) -> Option<&'a Reading>,
    problems: &mut Vec<Problem>,
) {
    let scenario = &file.value;
    problems.extend(file.source.schema_problem(scenario.schema));
    for (part, text) in [("id:", &scenario.id), ("title:", &scenario.title)] {
        let long = text.chars().count() > 200 || text.chars().any(char::is_control);
        if text.trim().is_empty() || long {
            let what = format!("the {} is not one short line", part.trim_end_matches(':'));
            let advice = "Write a few words";
            problems.push(file.source.problem(&[part], what, advice));
        }
    }
    if scenario
        .description
        .chars()
        .any(|c| c.is_control() && c != '\n')
    {
        let what = "the description has characters that cannot be shown";
        problems.push(
            file.source
                .problem(&["description:"], what, "Take them out"),
        );
    }
    for (id, choice) in &scenario.readings {
        if let Err((what, advice)) = check_choice(reading(id), id, choice) {
            let place = format!("\"{id}\"");
            problems.push(file.source.problem(&["readings:", &place], what, advice));
        }
    }
    let parts = [
        ("answers:", &scenario.answers),
        ("client:", &scenario.client),
        ("distributor:", &scenario.distributor),
        ("host:", &scenario.host),
    ];
    for (part, answers) in parts {
        for (id, answer) in answers {
            let place = format!("\"{id}\"");
            let mut report = |what: String, advice: String| {
                problems.push(file.source.problem(&[part, &place], what, advice));
            };
            match field(id) {
                None => report(
                    format!("there is no question \"{id}\""),
                    "Correct the name; data/fields.ron lists the questions".to_owned(),
                ),
                Some(question) => {
                    if let Err((what, advice)) = question.kind.check(answer) {
                        report(format!("the answer to \"{id}\" {what}"), advice);
                    }
                }
            }
        }
    }
}

/// Licenses give clauses for rules that exist.
fn check_clauses(raw: &RawBook, problems: &mut Vec<Problem>) {
    let rules: BTreeSet<&str> = raw
        .rule_files()
        .flat_map(|file| file.value.rules.iter().map(|rule| rule.id.as_str()))
        .collect();
    for license in &raw.clauses {
        for rule in &license.rules {
            if !rules.contains(rule.as_str()) {
                problems.push(license.source.problem(
                    &[&format!("\"{rule}\":")],
                    format!("a clause is given for the rule \"{rule}\", which does not exist"),
                    "Correct the rule's id",
                ));
            }
        }
    }
}

/// The names a predicate uses, with the values it compares them with.
#[derive(Default)]
struct Names<'a> {
    attributes: Vec<(&'a str, &'a [String])>,
    fields: Vec<(&'a str, &'a [String])>,
}

impl<'a> Names<'a> {
    fn collect(&mut self, pred: &'a Pred) {
        match pred {
            Pred::All(parts) | Pred::Any(parts) => parts.iter().for_each(|part| self.collect(part)),
            Pred::Not(part) => self.collect(part),
            Pred::Lic(attribute, values) => self.attributes.push((attribute, values)),
            Pred::LicHas(attribute, field) => {
                self.attributes.push((attribute, &[]));
                self.fields.push((field, &[]));
            }
            Pred::Is(field, values) | Pred::Has(field, values) => self.fields.push((field, values)),
            Pred::Yes(field) => self.fields.push((field, &[])),
            Pred::Touches(fields, places) => {
                self.fields
                    .extend(fields.iter().map(|field| (field.as_str(), &places[..])));
            }
            Pred::TouchesExcluded(fields) => {
                self.fields
                    .extend(fields.iter().map(|field| (field.as_str(), &[][..])));
            }
            _ => {}
        }
    }
}
