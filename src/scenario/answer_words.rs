//! Answers in words, for the window, reports and the command line.

use super::country::country_name;
use super::{Answer, FieldKind, Money};
use crate::matrix::short_number;

/// An answer in words; `None` if there is none.
pub fn answer_words(kind: &FieldKind, answer: &Answer) -> Option<String> {
    let label = |id: &String| match kind {
        FieldKind::Choice(values) | FieldKind::Choices(values) => values
            .iter()
            .find(|(known, _)| known == id)
            .map_or(id.clone(), |(_, label)| label.clone()),
        FieldKind::Country | FieldKind::Countries => country_name(id),
        _ => id.clone(),
    };
    let unit = match (kind, answer) {
        // A series of figures has the figures' unit.
        (FieldKind::Growth(unit), Answer::Map(_)) => unit.as_str(),
        (FieldKind::Growth(_), _) => "% a month",
        (FieldKind::Number(unit) | FieldKind::NumberByMonth(unit), _) => unit.as_str(),
        _ => "",
    };
    let number = |n: f64| format!("{} {unit}", short_number(n)).trim().to_owned();
    Some(match answer {
        Answer::Unanswered => return None,
        Answer::NotApplicable => "Does not apply".to_owned(),
        Answer::Money(money) => money_words(money),
        Answer::Flag(true) => "Yes".to_owned(),
        Answer::Flag(false) => "No".to_owned(),
        Answer::Text(word) => label(word),
        Answer::Set(words) if words.is_empty() => "None".to_owned(),
        Answer::Set(words) => words.iter().map(label).collect::<Vec<_>>().join(", "),
        Answer::Num(n) => number(*n),
        Answer::Range(low, high) => format!("between {} and {}", number(*low), number(*high)),
        Answer::Map(months) if months.is_empty() => return None,
        Answer::Map(months) => months
            .iter()
            .map(|(month, n)| format!("{month}: {}", number(*n)))
            .collect::<Vec<_>>()
            .join(", "),
    })
}

/// "3bn EUR (1 EUR = 1.08 USD on 2026-11-20)".
fn money_words(money: &Money) -> String {
    let Money {
        currency,
        usd_rate,
        rate_date,
        ..
    } = money;
    let amount = short_number(money.amount);
    let sum = match money.to {
        Some(to) => format!("between {amount} and {}", short_number(to)),
        None => amount,
    };
    format!("{sum} {currency} (1 {currency} = {usd_rate} USD on {rate_date})")
}
