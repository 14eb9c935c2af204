//! Answers to the questions of a scenario.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// One answer. An unanswered question is never read as "no".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub enum Answer {
    /// Nobody has said.
    #[default]
    Unanswered,
    /// The question does not arise here. No rule takes it for an answer: one
    /// that asks all the same leaves the result open.
    NotApplicable,
    /// Yes or no.
    Flag(bool),
    /// Several words: acts, countries, fields.
    Set(BTreeSet<String>),
    /// Numbers by month (`2024-06`).
    Map(BTreeMap<String, f64>),
    /// Somewhere between two numbers.
    Range(f64, f64),
    /// A sum in a currency other than that of the limits.
    Money(Money),
    /// A number; of money: USD.
    Num(f64),
    /// One word, a country, a date.
    Text(String),
}

/// A sum of money with the rate at which it is compared with limits in USD.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// The sum, or its lower bound, in the currency.
    pub amount: f64,
    /// The upper bound, if the sum is a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<f64>,
    /// ISO 4217, such as `EUR`.
    pub currency: String,
    /// How many USD one unit of the currency is.
    pub usd_rate: f64,
    /// The day of the rate, `YYYY-MM-DD`.
    pub rate_date: String,
}

/// How far a rate may move before a result that rests on it is uncertain.
pub(super) const RATE_MOVE: f64 = 0.05;

impl Answer {
    /// Whether there is an answer that rules can read.
    pub fn is_given(&self) -> bool {
        !matches!(self, Answer::Unanswered | Answer::NotApplicable)
    }
}

/// Spells ids the American way, so that files written the British way
/// (`separate_licences`) are read too.
pub fn us_spelling(text: &str) -> String {
    text.replace("licence", "license")
        .replace("Licence", "License")
}

/// The bounds of a number, of money in USD: `None` if nothing is known.
pub fn bounds(answer: &Answer) -> Option<(f64, f64)> {
    bounds_at(answer, 1.0)
}

/// The same if every rate of exchange were `rate` times what it is.
pub(super) fn bounds_at(answer: &Answer, rate: f64) -> Option<(f64, f64)> {
    match answer {
        Answer::Num(n) => Some((*n, *n)),
        Answer::Range(low, high) => Some((*low, *high)),
        Answer::Money(money) => {
            let usd = |sum: f64| sum * money.usd_rate * rate;
            Some((usd(money.amount), usd(money.to.unwrap_or(money.amount))))
        }
        _ => None,
    }
}
