//! Answers as people type them: "50M", "10M-50M", "Germany, EU", "3bn EUR at
//! 1.08 on 2026-11-20".

use std::collections::{BTreeMap, BTreeSet};

use super::country::{country_code, country_name};
use super::{Answer, FieldKind, Money};
use crate::matrix::{parse_number, short_number};

/// Reads what was typed as an answer to a question of this kind. Nothing is no
/// answer.
///
/// # Errors
/// What cannot be read, and how it could be written.
pub fn read_answer(kind: &FieldKind, text: &str) -> Result<Answer, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Answer::Unanswered);
    }
    let none = ["none", "nobody", "nowhere"];
    if matches!(kind, FieldKind::Countries | FieldKind::Words)
        && none.iter().any(|word| text.eq_ignore_ascii_case(word))
    {
        return Ok(Answer::Set(BTreeSet::new()));
    }
    let answer = match kind {
        FieldKind::Number(unit) => figure(text, unit)?,
        FieldKind::Growth(_) if text.contains(':') => by_month(text)?,
        FieldKind::Growth(_) => rate(text)?,
        FieldKind::NumberByMonth(_) => by_month(text)?,
        FieldKind::Country => Answer::Text(country(text)?.to_owned()),
        FieldKind::Countries => Answer::Set(
            parts(text)
                .map(|part| country(part).map(str::to_owned))
                .collect::<Result<BTreeSet<_>, _>>()?,
        ),
        FieldKind::Words => Answer::Set(parts(text).map(str::to_owned).collect()),
        FieldKind::Date | FieldKind::Line | FieldKind::Choice(_) => Answer::Text(text.to_owned()),
        FieldKind::Choices(_) => Answer::Set(parts(text).map(str::to_owned).collect()),
        FieldKind::YesNo => match text.to_lowercase().as_str() {
            "yes" => Answer::Flag(true),
            "no" => Answer::Flag(false),
            _ => return Err("write yes or no".to_owned()),
        },
    };
    kind.check(&answer)
        .map_err(|(what, advice)| format!("it {what}: {}", lower_first(&advice)))?;
    Ok(answer)
}

/// An answer as it could be typed; empty if there is none.
pub fn written_answer(answer: &Answer) -> String {
    let pair = |low: f64, high: f64| format!("{}-{}", short_number(low), short_number(high));
    match answer {
        Answer::Unanswered | Answer::NotApplicable => String::new(),
        Answer::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Answer::Num(n) => short_number(*n),
        Answer::Range(low, high) => pair(*low, *high),
        Answer::Money(money) => {
            let sum = match money.to {
                Some(to) => pair(money.amount, to),
                None => short_number(money.amount),
            };
            let (code, rate, day) = (&money.currency, money.usd_rate, &money.rate_date);
            format!("{sum} {code} at {rate} on {day}")
        }
        Answer::Text(text) => text.clone(),
        Answer::Set(words) if words.is_empty() => "none".to_owned(),
        Answer::Set(words) => words.iter().cloned().collect::<Vec<_>>().join(", "),
        Answer::Map(months) => months
            .iter()
            .map(|(month, n)| format!("{month}: {}", short_number(*n)))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// What an answer of this kind looks like, for an empty field.
pub fn answer_hint(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Number(unit) if unit == "USD" => "20M, 10M-50M or 3bn EUR at 1.08 on 2026-11-20",
        FieldKind::Number(unit) if unit == "FLOP" => "1e24",
        FieldKind::Number(unit) if unit == "months" => "36",
        FieldKind::Number(_) => "50M, 1.5bn, 10M-50M or up to 50M",
        FieldKind::Growth(_) => "5, 5-10 or figures: 2026-09: 50M, 2026-10: 52M",
        FieldKind::NumberByMonth(_) => "2024-06: 50M, 2025-03: 60M",
        FieldKind::Country => "a country, such as Germany or DE",
        FieldKind::Countries => "countries, such as Germany, FR or EU",
        FieldKind::Date => "2025-06-02",
        FieldKind::Line => "a name",
        FieldKind::YesNo => "yes or no",
        FieldKind::Choice(_) | FieldKind::Choices(_) | FieldKind::Words => "words, with commas",
    }
}

/// How what was typed was understood, where that is not plain: "Germany,
/// France", "between 10M and 50M".
pub fn understood(kind: &FieldKind, answer: &Answer) -> Option<String> {
    match (kind, answer) {
        (FieldKind::Country, Answer::Text(code)) => Some(country_name(code)),
        (FieldKind::Countries, Answer::Set(codes)) if !codes.is_empty() => {
            let names: Vec<String> = codes.iter().map(|code| country_name(code)).collect();
            Some(names.join(", "))
        }
        (FieldKind::Number(_), Answer::Money(money)) => {
            let usd = |sum: f64| short_number((sum * money.usd_rate).round());
            let low = usd(money.amount);
            Some(match money.to {
                Some(to) => format!("between {low} and {} USD", usd(to)),
                None => format!("{low} USD"),
            })
        }
        _ => None,
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

fn country(text: &str) -> Result<&'static str, String> {
    country_code(text).ok_or_else(|| {
        format!("\"{text}\" is no country: write its English name or two letters such as DE")
    })
}

/// A number, a range, or money in another currency.
fn figure(text: &str, unit: &str) -> Result<Answer, String> {
    if unit == "USD"
        && let Some(money) = money(text)?
    {
        return Ok(Answer::Money(money));
    }
    let text = match text.split_once(' ') {
        Some((sum, code)) if unit == "USD" && code.trim().eq_ignore_ascii_case("usd") => sum,
        _ => text,
    };
    Ok(match range(text)? {
        (low, None) => Answer::Num(low),
        (low, Some(high)) => Answer::Range(low, high),
    })
}

/// "10M", "10M-50M", "10M to 50M", "up to 50M".
fn range(text: &str) -> Result<(f64, Option<f64>), String> {
    let number = |part: &str| {
        let part = part.trim();
        parse_number(part).ok_or_else(|| {
            format!("\"{part}\" is no number: write 50M, 1.5bn, 10M-50M or up to 50M")
        })
    };
    let lower = text.to_lowercase();
    for start in ["up to", "at most", "never above", "<"] {
        if let Some(high) = lower.strip_prefix(start) {
            return Ok((0.0, Some(number(high)?)));
        }
    }
    let lower = lower.replace('\u{2013}', "-").replace(" to ", "-");
    // A sign at the beginning and the one of an exponent part nothing.
    let dash = lower.char_indices().skip(1).find(|&(at, c)| {
        c == '-'
            && !(lower[..at].ends_with('e')
                && lower[at + 1..].starts_with(|c: char| c.is_ascii_digit()))
    });
    match dash {
        Some((at, _)) => Ok((number(&lower[..at])?, Some(number(&lower[at + 1..])?))),
        None => Ok((number(&lower)?, None)),
    }
}

/// "3bn EUR at 1.08 on 2026-11-20"; `None` if no other currency is named.
fn money(text: &str) -> Result<Option<Money>, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_code = |word: &&str| word.len() == 3 && word.bytes().all(|b| b.is_ascii_alphabetic());
    let Some(at) = words.iter().position(is_code) else {
        return Ok(None);
    };
    let currency = words[at].to_uppercase();
    if currency == "USD" {
        return Ok(None);
    }
    let advice = || {
        format!(
            "write how many USD one {currency} is and on which day: 3bn {currency} at 1.08 on 2026-11-20"
        )
    };
    let (amount, to) = range(&words[..at].join(" "))?;
    let rest: Vec<&str> = words[at + 1..]
        .iter()
        .copied()
        .filter(|word| !matches!(*word, "at" | "on" | "@"))
        .collect();
    let [rate, day] = rest.as_slice() else {
        return Err(advice());
    };
    let usd_rate = rate.trim_start_matches('@').parse().map_err(|_| advice())?;
    Ok(Some(Money {
        amount,
        to,
        currency: currency.clone(),
        usd_rate,
        rate_date: (*day).to_owned(),
    }))
}

/// "5", "5 %", "-3", "5-10".
fn rate(text: &str) -> Result<Answer, String> {
    let plain = text.replace(['%', '+'], "");
    match range(plain.trim())? {
        (low, None) => Ok(Answer::Num(low)),
        (low, Some(high)) => Ok(Answer::Range(low, high)),
    }
}

/// "2024-06: 50M, 2025-03: 60M"; a pasted column of months and figures too.
fn by_month(text: &str) -> Result<Answer, String> {
    let mut months = BTreeMap::new();
    for line in text.split([',', ';', '\n']).map(str::trim) {
        if line.is_empty() {
            continue;
        }
        let pair = line.split_once([':', '\t', ' ', '=']);
        let read = pair.and_then(|(month, n)| Some((month.trim(), parse_number(n.trim())?)));
        let Some((month, n)) = read else {
            return Err(format!(
                "\"{line}\" is no month with a figure: write 2024-06: 50M"
            ));
        };
        if months.insert(month.to_owned(), n).is_some() {
            return Err(format!("the month {month} is there twice"));
        }
    }
    Ok(Answer::Map(months))
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn users(text: &str) -> Result<Answer, String> {
        read_answer(&FieldKind::Number("users".to_owned()), text)
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, number) in [
            ("50M", 5e7),
            ("1.5bn", 1.5e9),
            ("1,500,000", 1.5e6),
            ("100k", 1e5),
            ("1e6", 1e6),
        ] {
            assert_eq!(users(text), Ok(Answer::Num(number)), "{text}");
        }
        for text in ["10M-50M", "10M to 50M", "10M \u{2013} 50M"] {
            assert_eq!(users(text), Ok(Answer::Range(1e7, 5e7)), "{text}");
        }
        assert_eq!(users("up to 50M"), Ok(Answer::Range(0.0, 5e7)));
        for text in ["many", "-5", "50M-10M", "nan", "1e300", "inf", "5 EUR"] {
            assert!(users(text).is_err(), "{text}: {:?}", users(text));
        }
    }

    #[test]
    fn money_needs_a_rate_and_its_day() {
        let usd = FieldKind::Number("USD".to_owned());
        let read = |text: &str| read_answer(&usd, text);
        assert_eq!(read("20M USD"), Ok(Answer::Num(2e7)));
        let Ok(Answer::Money(money)) = read("3bn eur at 1.08 on 2026-11-20") else {
            panic!("no money");
        };
        assert_eq!((money.amount, money.currency.as_str()), (3e9, "EUR"));
        assert!(read("3bn EUR").is_err_and(|why| why.contains("at 1.08 on")));
        assert!(read("3bn EUR at 0 on 2026-11-20").is_err());
        assert!(read("3bn EUR at 1.08 on November").is_err());
    }

    #[test]
    fn what_is_written_is_read_again() {
        let growth = FieldKind::Growth("users".to_owned());
        let usd = FieldKind::Number("USD".to_owned());
        let months = FieldKind::NumberByMonth("users".to_owned());
        for (kind, text) in [
            (&growth, "5%"),
            (&growth, "-3"),
            (&growth, "5-10"),
            (&growth, "-5--2"),
            (&growth, "2026-09: 50M, 2026-10: 52M"),
            (&usd, "1bn-2bn EUR at 1.08 on 2026-11-20"),
            (&months, "2024-06: 50M, 2025-03: 60M"),
            (&FieldKind::Countries, "Germany, fr, EU"),
            (&FieldKind::Countries, "none"),
            (&FieldKind::Country, "south korea"),
        ] {
            let answer = read_answer(kind, text).unwrap();
            assert!(answer.is_given(), "{text}");
            assert_eq!(
                read_answer(kind, &written_answer(&answer)),
                Ok(answer),
                "{text}"
            );
        }
        assert!(read_answer(&growth, "-150").is_err());
        assert!(read_answer(&FieldKind::Countries, "Atlantis").is_err());
    }
}
