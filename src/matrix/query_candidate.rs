//! What can be written in a query, and which of it is likeliest.

use std::cmp::Reverse;

use super::fold::fold_value;

/// How many candidates are given.
const MOST: usize = 50;

/// What can stand in a place of a query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Completion {
    /// Where what is replaced begins, in bytes of the query.
    pub start: usize,
    /// Where it ends; after its last byte.
    pub end: usize,
    /// What can stand there, the likeliest first.
    pub candidates: Vec<Candidate>,
}

/// One thing that can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What is written into the query.
    pub text: String,
    /// What it means, in words.
    pub label: String,
    /// How many rows have the value.
    pub count: Option<usize>,
    /// What it is.
    pub kind: CandidateKind,
}

/// What a candidate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CandidateKind {
    /// The name of a column, or a word in its place.
    Column,
    /// A column with a comparison.
    Operator,
    /// A value of a column.
    Value,
    /// The name of a row.
    Name,
    /// `OR` or `NOT`.
    Logic,
}

/// A candidate with how well it fits, the best being 0.
pub(super) type Ranked = (usize, Candidate);

/// How well a folded text fits what is typed: it begins so, a word of it
/// begins so, it is in it.
pub(super) fn likeness(text: &str, wanted: &str) -> Option<usize> {
    let place = text.find(wanted)?;
    let starts_word = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
    Some(match place {
        0 => 0,
        _ if text.match_indices(wanted).any(|(at, _)| starts_word(at)) => 1,
        _ => 2,
    })
}

pub(super) fn words_like<const N: usize>(typed: &str, words: [(&str, &str); N]) -> Vec<Ranked> {
    let wanted = fold_value(typed);
    let fits = |(word, label): (&str, &str)| {
        let like = [
            likeness(word, &wanted),
            likeness(&fold_value(label), &wanted),
        ];
        let candidate = Candidate {
            text: word.to_owned(),
            label: label.to_owned(),
            count: None,
            kind: CandidateKind::Value,
        };
        Some((like.into_iter().flatten().min()?, candidate))
    };
    words.into_iter().filter_map(fits).collect()
}

pub(super) fn logic(typed: &str) -> Vec<Ranked> {
    [("OR", "Either of both sides"), ("NOT", "Leave out")]
        .into_iter()
        .filter(|(word, _)| word.starts_with(typed))
        .map(|(word, label)| {
            let candidate = Candidate {
                text: word.to_owned(),
                label: label.to_owned(),
                count: None,
                kind: CandidateKind::Logic,
            };
            (7, candidate)
        })
        .collect()
}

/// A value as it has to be written to be read as it is.
pub(super) fn quoted(value: &str) -> String {
    let special = |c: char| c.is_whitespace() || "():<>,\"*≤≥".contains(c) || !c.is_ascii();
    let reads_otherwise = value.starts_with('-')
        || value.contains("..")
        || ["AND", "OR", "NOT"].contains(&value)
        || value.contains(special);
    match reads_otherwise {
        true => format!("\"{value}\""),
        false => value.to_owned(),
    }
}

/// The likeliest first: by how well they fit, then by the rows that have them,
/// then in the order of the columns, values by their words.
pub(super) fn ranked(mut list: Vec<Ranked>) -> Vec<Candidate> {
    list.sort_by(|(a, left), (b, right)| {
        let by = |rank: usize, one: &Candidate| (rank, one.kind, Reverse(one.count));
        by(*a, left)
            .cmp(&by(*b, right))
            .then_with(|| match left.count {
                Some(_) => left.label.cmp(&right.label),
                None => std::cmp::Ordering::Equal,
            })
    });
    list.truncate(MOST);
    list.into_iter().map(|(_, candidate)| candidate).collect()
}
