//! Conditions in words, for those who did not write the query.

use super::query::Query;
use super::query_test::{Amount, Comparison, Test};
use super::table::MatrixColumn;

impl Query {
    /// What is asked, in words: "License: mit or apache-2.0".
    pub fn in_words(&self, columns: &[MatrixColumn]) -> String {
        let list = |parts: &[Query], between: &str| {
            let words = parts.iter().map(|part| match part {
                Query::All(inner) | Query::Any(inner) if inner.len() > 1 => {
                    format!("({})", part.in_words(columns))
                }
                _ => part.in_words(columns),
            });
            words.collect::<Vec<_>>().join(between)
        };
        match self {
            Query::All(parts) if parts.is_empty() => "everything".to_owned(),
            Query::All(parts) => list(parts, " and "),
            Query::Any(parts) => list(parts, " or "),
            Query::Not(part) => format!("not {}", list(std::slice::from_ref(part), "")),
            Query::Word { word, .. } => format!("\"{word}\""),
            Query::Near(near) => format!("a name like \"{}\"", near.word()),
            Query::Column { column, test } => {
                let heading = columns.get(*column).map_or("", |c| c.label.as_str());
                format!("{heading}{}", test.in_words())
            }
            Query::Evidence(grades) => {
                let words = grades.iter().map(|grade| match grade {
                    Some(grade) => grade.label(),
                    None => "none",
                });
                format!("Evidence: {}", words.collect::<Vec<_>>().join(" or "))
            }
            Query::Changed(test) => format!("Changed{}", test.in_words()),
            Query::Contradicted => "a source says what the texts contradict".to_owned(),
        }
    }
}

impl Test {
    /// What follows the name of the column.
    fn in_words(&self) -> String {
        let or = |list: Vec<&str>| format!(": {}", list.join(" or "));
        match self {
            Test::Has(values) => or(values.iter().map(|value| value.typed.as_str()).collect()),
            Test::Shows(texts) => or(texts.iter().map(String::as_str).collect()),
            Test::Compare(comparison, amount) => compared(*comparison, amount),
            Test::Between(from, to) => {
                let side = |comparison, amount: &Option<Amount>| {
                    amount.as_ref().map(|amount| match comparison {
                        Comparison::AtLeast => format!(" from {}", amount.typed),
                        _ => format!(" up to {}", amount.typed),
                    })
                };
                let low = side(Comparison::AtLeast, from).unwrap_or_default();
                low + &side(Comparison::AtMost, to).unwrap_or_default()
            }
        }
    }
}

fn compared(comparison: Comparison, amount: &Amount) -> String {
    let words = match (comparison, amount.is_date()) {
        (Comparison::Less, true) => "before",
        (Comparison::Less, false) => "below",
        (Comparison::AtMost, true) => "up to",
        (Comparison::AtMost, false) => "at most",
        (Comparison::Greater, true) => "after",
        (Comparison::Greater, false) => "above",
        (Comparison::AtLeast, true) => "from",
        (Comparison::AtLeast, false) => "at least",
    };
    format!(" {words} {}", amount.typed)
}
