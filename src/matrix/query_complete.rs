//! What can be written next in a query.

use super::fold::{distance, fold_value};
use super::query_candidate::{
    Candidate, CandidateKind, Completion, Ranked, likeness, logic, quoted, ranked, words_like,
};
use super::query_columns::{QUERY_WORDS, column_named};
use super::query_error::boundary;
use super::query_parser::{Special, special};
use super::query_test::Amount;
use super::query_tokens::{Asked, Kind, Piece, Term, tokenize};
use super::table::{Matrix, MatrixColumn};
use crate::catalog::Evidence;

/// How many names are given while a plain word is typed.
const MOST_NAMES: usize = 8;

/// A value that rows have: as it is shown, as it is written in a query, and
/// how many rows have it.
pub(super) struct Seen<'a> {
    pub text: &'a str,
    pub word: &'a str,
    pub count: usize,
}

/// Gives the values of a column one by one.
pub(super) type Values<'a> = &'a dyn Fn(usize, &mut dyn FnMut(&Seen<'_>));

impl Matrix {
    /// What can be written at a place of a query, in bytes.
    pub fn complete(&self, text: &str, cursor: usize) -> Completion {
        self.complete_counting(text, cursor, &|_| true)
    }

    /// The same with values counted among these rows alone; those that none of
    /// them has stay, with no rows.
    pub fn complete_among(&self, text: &str, cursor: usize, rows: &[usize]) -> Completion {
        let mut among = vec![false; self.rows.len()];
        for &row in rows {
            if let Some(row) = among.get_mut(row) {
                *row = true;
            }
        }
        self.complete_counting(text, cursor, &|row| among[row])
    }

    fn complete_counting(
        &self,
        text: &str,
        cursor: usize,
        counts: &dyn Fn(usize) -> bool,
    ) -> Completion {
        complete(text, cursor, &self.columns, &|column, visit| {
            let mut seen: std::collections::BTreeMap<&str, (&str, usize)> = Default::default();
            let cells = self.rows.iter().map(|row| row.cells.get(column));
            for (row, cell) in cells.enumerate() {
                let Some(cell) = cell else { continue };
                let word = written(&cell.text, &cell.ids);
                let count = &mut seen.entry(&cell.text).or_insert((word, 0)).1;
                *count += usize::from(counts(row));
            }
            for (text, (word, count)) in seen {
                visit(&Seen { text, word, count });
            }
        })
    }
}

/// Where a word or a condition stands in a query, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermPlace {
    /// Where it begins.
    pub start: usize,
    /// Where it ends; after its last byte.
    pub end: usize,
    /// Where the values of a condition begin; none of a plain word.
    pub values: Option<usize>,
}

/// The word or the condition that a place of a query lies in, or behind which
/// it stands.
pub fn term_around(text: &str, cursor: usize) -> Option<TermPlace> {
    let cursor = boundary(text, cursor);
    let (tokens, _) = tokenize(text);
    tokens.iter().find_map(|token| match &token.kind {
        Kind::Term(term) if token.start < cursor && cursor <= token.end => Some(TermPlace {
            start: token.start,
            end: token.end,
            values: term.asked.as_ref().map(|asked| asked.end),
        }),
        _ => None,
    })
}

/// How a value is written in a query: by its id, if it has one that is a word.
pub(super) fn written<'a>(text: &'a str, ids: &'a [String]) -> &'a str {
    match ids {
        [id] if !id.is_empty() && !id.contains(char::is_whitespace) => id,
        _ => text,
    }
}

/// What can be written at a place of a query over these columns.
pub(super) fn complete(
    text: &str,
    cursor: usize,
    columns: &[MatrixColumn],
    values: Values<'_>,
) -> Completion {
    let cursor = boundary(text, cursor);
    let (tokens, _) = tokenize(text);
    let place = Place {
        text,
        cursor,
        columns,
        values,
    };
    let token = tokens
        .iter()
        .find(|token| token.start < cursor && cursor <= token.end);
    match token.map(|token| &token.kind) {
        Some(Kind::Term(term)) => match &term.asked {
            Some(asked) if cursor >= asked.end => place.value(term, asked),
            Some(asked) if cursor <= asked.name.end => Completion {
                start: asked.name.start,
                end: asked.name.end,
                candidates: ranked(place.columns_like(&place.typed(&asked.name), "")),
            },
            // Within an operator nothing is missing.
            Some(_) => Completion {
                start: cursor,
                end: cursor,
                candidates: Vec::new(),
            },
            None => place.word(term.values.first().cloned().unwrap_or_default()),
        },
        Some(Kind::Or | Kind::And | Kind::Not) if !text[..cursor].ends_with(['-', ' ']) => {
            let whole = token.map_or((cursor, cursor), |token| (token.start, token.end));
            place.word(Piece {
                start: whole.0,
                end: whole.1,
                text: text[whole.0..whole.1].to_owned(),
                quoted: false,
            })
        }
        _ => place.empty(),
    }
}

struct Place<'a> {
    text: &'a str,
    cursor: usize,
    columns: &'a [MatrixColumn],
    values: Values<'a>,
}

impl Place<'_> {
    /// What of a piece is written before the cursor, without quotation marks.
    fn typed(&self, piece: &Piece) -> String {
        let end = self.cursor.clamp(piece.start, piece.end);
        let typed = &self.text[boundary(self.text, piece.start)..boundary(self.text, end)];
        typed.trim_matches('"').to_owned()
    }

    fn empty(&self) -> Completion {
        let mut list = self.columns_like("", ":");
        if !self.text[..self.cursor].trim().is_empty() {
            list.extend(logic(""));
        }
        Completion {
            start: self.cursor,
            end: self.cursor,
            candidates: ranked(list),
        }
    }

    fn word(&self, piece: Piece) -> Completion {
        let typed = self.typed(&piece);
        let mut list = Vec::new();
        if !piece.quoted {
            list.extend(self.columns_like(&typed, ":"));
            list.extend(self.comparisons(&typed));
            list.extend(logic(&typed));
        }
        if !self.columns.is_empty() {
            let mut names = Vec::new();
            self.values_like(0, &typed, CandidateKind::Name, &[], &mut names);
            let names = ranked(names).into_iter().take(MOST_NAMES);
            list.extend(names.map(|name| (8, name)));
        }
        Completion {
            start: piece.start,
            end: piece.end,
            candidates: ranked(list),
        }
    }

    /// Columns and words in their place that are like what is typed, each
    /// followed by a sign.
    fn columns_like(&self, typed: &str, sign: &str) -> Vec<Ranked> {
        let wanted = fold_value(typed);
        let own = self
            .columns
            .iter()
            .map(|column| (column.id.as_str(), column.label.as_str()));
        let words = QUERY_WORDS
            .into_iter()
            .filter(|(word, _)| special(self.columns, word).is_some());
        own.chain(words)
            .filter_map(|(id, label)| {
                let (folded, heading) = (fold_value(id), fold_value(label));
                let near = || {
                    // As much of it as is typed, with one letter wrong.
                    let length = wanted.chars().count();
                    let begun = |count: usize| {
                        let start: String = folded.chars().take(count).collect();
                        distance(&wanted, &start, 1).is_some()
                    };
                    (length >= 4 && (length - 1..=length + 1).any(begun)).then_some(4)
                };
                let rank = match (likeness(&folded, &wanted), likeness(&heading, &wanted)) {
                    (Some(0), _) => 0,
                    (_, Some(0)) => 1,
                    (Some(a), Some(b)) => a.min(b) + 1,
                    (Some(a), None) | (None, Some(a)) => a + 1,
                    (None, None) => near()?,
                };
                Some((
                    rank,
                    Candidate {
                        text: format!("{id}{sign}"),
                        label: label.to_owned(),
                        count: None,
                        kind: CandidateKind::Column,
                    },
                ))
            })
            .collect()
    }

    /// Comparisons, where the name of a column of numbers or dates is written.
    fn comparisons(&self, typed: &str) -> Vec<Ranked> {
        let (id, label) = match special(self.columns, typed) {
            Some(Special::Changed) => (typed, "Changed"),
            Some(_) => return Vec::new(),
            None => match column_named(self.columns, typed) {
                Ok(column) if self.has_amounts(column) => {
                    let column = &self.columns[column];
                    (column.id.as_str(), column.label.as_str())
                }
                _ => return Vec::new(),
            },
        };
        [
            (">=", "or more, or later"),
            ("<=", "or less, or earlier"),
            (">", "more than, or after"),
            ("<", "less than, or before"),
        ]
        .into_iter()
        .map(|(sign, means)| {
            let candidate = Candidate {
                text: format!("{id}{sign}"),
                label: format!("{label}: {means}"),
                count: None,
                kind: CandidateKind::Operator,
            };
            (1, candidate)
        })
        .collect()
    }

    fn has_amounts(&self, column: usize) -> bool {
        let mut any = false;
        (self.values)(column, &mut |seen| {
            any |= Amount::parse(seen.text).is_some() || Amount::parse(seen.word).is_some();
        });
        any || matches!(
            self.columns[column].id.as_str(),
            "user_threshold" | "revenue_threshold"
        )
    }

    fn value(&self, term: &Term, asked: &Asked) -> Completion {
        let here = |piece: &&Piece| piece.start <= self.cursor && self.cursor <= piece.end;
        let piece = term.values.iter().find(here).cloned().unwrap_or_default();
        let typed = self.typed(&piece);
        let others: Vec<String> = term
            .values
            .iter()
            .filter(|other| other.start != piece.start)
            .map(|other| fold_value(&other.text))
            .collect();
        let mut list = Vec::new();
        match special(self.columns, &asked.name.text) {
            Some(Special::Evidence) => list.extend(words_like(
                &typed,
                Evidence::ALL.map(|grade| (grade.id(), grade.label())),
            )),
            Some(Special::Differs) => list.extend(words_like(
                &typed,
                [("article", "A source says what the texts contradict")],
            )),
            Some(Special::Changed) => {}
            None => {
                if let Ok(column) = column_named(self.columns, &asked.name.text) {
                    self.values_like(column, &typed, CandidateKind::Value, &others, &mut list);
                }
                if asked.comparison.is_some() {
                    list.retain(|(_, one)| Amount::parse(&one.text).is_some());
                }
            }
        }
        Completion {
            start: piece.start,
            end: piece.end,
            candidates: ranked(list),
        }
    }

    fn values_like(
        &self,
        column: usize,
        typed: &str,
        kind: CandidateKind,
        others: &[String],
        list: &mut Vec<Ranked>,
    ) {
        let wanted = fold_value(typed.trim_end_matches('*'));
        (self.values)(column, &mut |seen| {
            let text = fold_value(seen.text);
            let word = fold_value(seen.word);
            let like = [likeness(&text, &wanted), likeness(&word, &wanted)];
            let Some(rank) = like.into_iter().flatten().min() else {
                return;
            };
            // A quotation mark within quotation marks cannot be written.
            if seen.word.is_empty() || seen.word.contains('"') || others.contains(&word) {
                return;
            }
            let candidate = Candidate {
                text: quoted(seen.word),
                label: seen.text.to_owned(),
                count: Some(seen.count),
                kind,
            };
            list.push((rank, candidate));
        });
    }
}
