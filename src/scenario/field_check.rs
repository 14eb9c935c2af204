//! Whether an answer fits its question.

use std::collections::BTreeMap;

use super::country::is_code;
use super::{Answer, FieldKind, Money};
use crate::catalog::Date;

impl FieldKind {
    /// Whether an answer can be, or hold, this word.
    pub fn can_be(&self, word: &str) -> bool {
        match self {
            FieldKind::YesNo => matches!(word, "true" | "false"),
            FieldKind::Choice(values) | FieldKind::Choices(values) => {
                values.iter().any(|(id, _)| id == word)
            }
            FieldKind::Country | FieldKind::Countries => country(word).is_ok(),
            _ => true,
        }
    }

    /// Checks an answer. An unanswered question always fits.
    ///
    /// # Errors
    /// What is wrong ("is negative"), and what to do.
    pub fn check(&self, answer: &Answer) -> Result<(), (String, String)> {
        let wrong = |what: &str, advice: &str| Err((what.to_owned(), advice.to_owned()));
        match (self, answer) {
            (_, Answer::Unanswered | Answer::NotApplicable)
            | (FieldKind::YesNo, Answer::Flag(_)) => Ok(()),
            (FieldKind::YesNo, _) => {
                wrong("is neither yes nor no", "Write Flag(true) or Flag(false)")
            }
            (FieldKind::Choice(values), Answer::Text(word)) => one_of(values, word),
            (FieldKind::Choice(_), _) => wrong("is not one word", "Write Text(\"...\")"),
            (FieldKind::Choices(values), Answer::Set(words)) => {
                words.iter().try_for_each(|word| one_of(values, word))
            }
            (FieldKind::Words, Answer::Set(words)) => {
                let shown =
                    |word: &&String| !word.trim().is_empty() && !word.chars().any(char::is_control);
                match words.iter().all(|word| shown(&word)) {
                    true => Ok(()),
                    false => wrong("has a word that cannot be shown", "Write plain words"),
                }
            }
            (FieldKind::Choices(_) | FieldKind::Words, _) => {
                wrong("is not a set", "Write Set([\"...\"])")
            }
            (FieldKind::Number(unit), Answer::Num(n)) if unit == "FLOP" => compute(*n),
            (FieldKind::Number(_), Answer::Num(n)) => number(*n),
            (FieldKind::Growth(_), Answer::Num(rate)) => growth(*rate),
            (FieldKind::Growth(_), Answer::Range(low, high)) => {
                growth(*low)?;
                growth(*high)?;
                in_order(*low, *high)
            }
            (FieldKind::Growth(_), Answer::Map(months)) => by_month(months),
            (FieldKind::Growth(_), _) => wrong(
                "is no rate of growth",
                "Write Num(5) for 5 % a month, Range(5, 10), or figures by month: Map({\"2026-10\": 50000000, \"2026-11\": 52000000})",
            ),
            (FieldKind::Line, Answer::Text(text))
                if text.chars().count() <= 200 && !text.chars().any(char::is_control) =>
            {
                Ok(())
            }
            (FieldKind::Line, _) => wrong("is not one short line", "Write Text(\"...\")"),
            (FieldKind::Number(unit), Answer::Range(low, high)) if unit == "FLOP" => {
                compute(*low)?;
                compute(*high)?;
                in_order(*low, *high)
            }
            (FieldKind::Number(_), Answer::Range(low, high)) => range(*low, *high),
            (FieldKind::Number(unit), Answer::Money(money)) if unit == "USD" => sum(money),
            (FieldKind::Number(_), Answer::Money(_)) => wrong(
                "is money, and the question counts something else",
                "Write Num(50000000)",
            ),
            (FieldKind::Number(_), _) => wrong(
                "is not a number",
                "Write Num(50000000) or Range(10000000, 50000000)",
            ),
            (FieldKind::NumberByMonth(_), Answer::Map(months)) => by_month(months),
            (FieldKind::NumberByMonth(_), _) => {
                wrong("has no months", "Write Map({\"2024-06\": 50000000})")
            }
            (FieldKind::Country, Answer::Text(code)) => country(code),
            (FieldKind::Country, _) => wrong("is not a country", "Write Text(\"DE\")"),
            (FieldKind::Countries, Answer::Set(codes)) => {
                codes.iter().try_for_each(|code| country(code))
            }
            (FieldKind::Countries, _) => {
                wrong("is not a set of countries", "Write Set([\"DE\", \"FR\"])")
            }
            (FieldKind::Date, Answer::Text(date)) if Date::parse(date).is_some() => Ok(()),
            (FieldKind::Date, _) => wrong("is not a date", "Write Text(\"2025-06-02\")"),
        }
    }
}

fn one_of(values: &[(String, String)], word: &str) -> Result<(), (String, String)> {
    if values.iter().any(|(id, _)| id == word) {
        return Ok(());
    }
    let ids: Vec<&str> = values.iter().map(|(id, _)| id.as_str()).collect();
    Err((
        format!("is \"{word}\", which is not a choice"),
        format!("Use one of {}", ids.join(", ")),
    ))
}

fn range(low: f64, high: f64) -> Result<(), (String, String)> {
    number(low)?;
    number(high)?;
    in_order(low, high)
}

fn by_month(months: &BTreeMap<String, f64>) -> Result<(), (String, String)> {
    for (month, n) in months {
        if month.len() != 7 || Date::parse(month).is_none() {
            return Err((
                format!("names \"{month}\", which is not a month"),
                "Write months as \"2024-06\"".to_owned(),
            ));
        }
        number(*n)?;
    }
    Ok(())
}

/// Nothing can shrink by more than all of itself.
fn growth(rate: f64) -> Result<(), (String, String)> {
    if !rate.is_finite() {
        return number(rate);
    }
    if !(-100.0..=10_000.0).contains(&rate) {
        return Err((
            format!("is a growth of {rate} % a month"),
            "Write the growth in % a month, -100 at the least: 5 for 5 %".to_owned(),
        ));
    }
    Ok(())
}

/// Figures of compute are far larger than all others.
fn compute(flop: f64) -> Result<(), (String, String)> {
    if flop.is_finite() && flop > 1e32 {
        return Err((
            "is more compute than there is".to_owned(),
            "Check the power of ten".to_owned(),
        ));
    }
    number(if flop.is_finite() { flop / 1e18 } else { flop })
}

fn in_order(low: f64, high: f64) -> Result<(), (String, String)> {
    if low > high {
        return Err((
            "has its bounds the wrong way round".to_owned(),
            "Write the lower bound first".to_owned(),
        ));
    }
    Ok(())
}

/// A sum in another currency: with a code, a rate and the day of the rate.
fn sum(money: &Money) -> Result<(), (String, String)> {
    let wrong = |what: String, advice: &str| Err((what, advice.to_owned()));
    range(money.amount, money.to.unwrap_or(money.amount))?;
    let code = &money.currency;
    if code.len() != 3 || !code.bytes().all(|letter| letter.is_ascii_uppercase()) {
        return wrong(
            format!("names the currency \"{code}\""),
            "Write three capital letters such as EUR",
        );
    }
    if !money.usd_rate.is_finite() || money.usd_rate <= 0.0 || money.usd_rate > 1e6 {
        return wrong(
            format!("has the rate {}", money.usd_rate),
            "Write how many USD one unit of the currency is, such as 1.08",
        );
    }
    if code == "USD" && money.usd_rate != 1.0 {
        return wrong(
            "is in USD at a rate other than 1".to_owned(),
            "Write a plain number for USD",
        );
    }
    if !Date::parse(&money.rate_date).is_some_and(Date::is_day) {
        return wrong(
            format!("has a rate of the day \"{}\"", money.rate_date),
            "Write the day of the rate as 2026-11-20",
        );
    }
    number(money.amount * money.usd_rate)?;
    number(money.to.unwrap_or(0.0) * money.usd_rate)
}

fn number(n: f64) -> Result<(), (String, String)> {
    if !n.is_finite() {
        return Err((
            "is not a finite number".to_owned(),
            "Write a plain number".to_owned(),
        ));
    }
    if n < 0.0 {
        return Err(("is negative".to_owned(), "Write zero or more".to_owned()));
    }
    if n > 1e15 {
        return Err((
            "is larger than anything that can be counted here".to_owned(),
            "Check the number of digits".to_owned(),
        ));
    }
    Ok(())
}

fn country(code: &str) -> Result<(), (String, String)> {
    if is_code(code) {
        return Ok(());
    }
    Err((
        format!("names \"{code}\", which is not a country code"),
        "Write two capital letters such as DE, or EU, EEA, WORLD".to_owned(),
    ))
}
