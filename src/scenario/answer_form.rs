//! What an answer to a question looks like, in words and as an example.

use super::{Field, FieldKind};

impl FieldKind {
    /// What an answer is, in words.
    pub fn form_words(&self) -> String {
        let list = |values: &[(String, String)]| {
            let words: Vec<String> = values
                .iter()
                .map(|(id, label)| format!("{id} ({label})"))
                .collect();
            words.join(", ")
        };
        match self {
            FieldKind::YesNo => "yes or no".to_owned(),
            FieldKind::Choice(values) => format!("one of: {}", list(values)),
            FieldKind::Choices(values) => format!("any of these, or none: {}", list(values)),
            FieldKind::Number(unit) => format!("a number or a range, in {unit}"),
            FieldKind::Growth(unit) => {
                format!("% a month, a range, or figures by month in {unit}")
            }
            FieldKind::NumberByMonth(unit) => format!("numbers by month, in {unit}"),
            FieldKind::Country => "a country code of two letters".to_owned(),
            FieldKind::Countries => {
                "country codes of two letters, or EU, EEA, WORLD; or none".to_owned()
            }
            FieldKind::Date => "a day".to_owned(),
            FieldKind::Words => "names as the licenses write them, or none".to_owned(),
            FieldKind::Line => "a line of text".to_owned(),
        }
    }

    /// An answer as a scenario file has it.
    pub fn example(&self) -> String {
        let first = |values: &[(String, String)]| {
            values.first().map_or(String::new(), |(id, _)| id.clone())
        };
        match self {
            FieldKind::YesNo => "Flag(false)".to_owned(),
            FieldKind::Choice(values) => format!("Text(\"{}\")", first(values)),
            FieldKind::Choices(values) => format!("Set([\"{}\"])", first(values)),
            FieldKind::Number(unit) if unit == "months" => "Num(36)".to_owned(),
            FieldKind::Number(unit) if unit == "FLOP" => "Num(1e24)".to_owned(),
            FieldKind::Number(_) => "Range(0, 50000000)".to_owned(),
            FieldKind::Growth(_) => "Num(5)".to_owned(),
            FieldKind::NumberByMonth(_) => "Map({\"2024-06\": 50000000})".to_owned(),
            FieldKind::Country => "Text(\"DE\")".to_owned(),
            FieldKind::Countries => "Set([\"DE\", \"FR\"])".to_owned(),
            FieldKind::Date => "Text(\"2026-11-25\")".to_owned(),
            FieldKind::Words => "Set([])".to_owned(),
            FieldKind::Line => "Text(\"Example-7B\")".to_owned(),
        }
    }
}

impl Field {
    /// An answer as a scenario file has it, as an example for this question.
    pub fn example(&self) -> String {
        match self.id.as_str() {
            "derivative_license" => "Text(\"Apache-2.0\")".to_owned(),
            "group_formed" => "Text(\"2015-01-31\")".to_owned(),
            _ => self.kind.example(),
        }
    }

    /// "product can answer it".
    pub fn who_words(&self) -> String {
        format!("{} can answer it", self.who.label())
    }
}
