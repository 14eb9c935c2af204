//! The query language of the filter bar and of `--filter`.
//!
//! ```text
//! llama                      plain words, anywhere in the row
//! commercial_use:yes         a column has this value (or starts it: `free*`)
//! license:mit,apache-2.0     one of several values
//! user_threshold<100M        numbers; release_date>=2025-06 dates
//! changed>=2026-01           the licensing changed since then
//! -family:qwen               not
//! a b, a OR b, ( ... )       both, either, groups
//! ```

use super::table::{Matrix, Row};
use crate::catalog::Date;

/// A parsed query. The empty query lets every row through.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// All of these.
    All(Vec<Query>),
    /// At least one of these.
    Any(Vec<Query>),
    /// Not this.
    Not(Box<Query>),
    /// The row says this word (lower case).
    Word(String),
    /// A column has one of these values.
    Column {
        /// Index of the column.
        column: usize,
        /// The comparison.
        test: Test,
    },
    /// The license is known this well.
    Evidence(String),
    /// The licensing last changed on, before or after a date.
    Changed(Comparison, Date),
}

/// A comparison with the value of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// One of the values; a closing `*` stands for any ending.
    Has(Vec<String>),
    /// Numbers or dates.
    Compare(Comparison, String),
}

/// Which way a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Below.
    Less,
    /// Below or equal.
    AtMost,
    /// Above.
    Greater,
    /// Above or equal.
    AtLeast,
}

/// What is wrong with a query, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// Byte offset in the query.
    pub offset: usize,
    /// The words shown to people.
    pub message: String,
}

impl std::fmt::Display for QueryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} (at character {})", self.message, self.offset + 1)
    }
}

impl Query {
    /// Reads a query over the columns of a matrix.
    ///
    /// # Errors
    /// An unknown column, an unclosed quote or group, a comparison without a value.
    pub fn parse(text: &str, matrix: &Matrix) -> Result<Self, QueryError> {
        let tokens = tokenize(text)?;
        let mut parser = Parser {
            depth: 0,
            tokens: &tokens,
            position: 0,
            matrix,
            end: text.len(),
        };
        let query = parser.either()?;
        match parser.peek() {
            None => Ok(query),
            Some(token) => Err(QueryError {
                offset: token.offset,
                message: "this bracket closes nothing".to_owned(),
            }),
        }
    }

    /// Whether the row is let through.
    pub fn matches(&self, row: &Row) -> bool {
        match self {
            Query::All(parts) => parts.iter().all(|part| part.matches(row)),
            Query::Any(parts) => parts.iter().any(|part| part.matches(row)),
            Query::Not(part) => !part.matches(row),
            Query::Word(word) => row.says(word),
            Query::Column { column, test } => row
                .cells
                .get(*column)
                .is_some_and(|cell| test.holds(&cell.ids, &cell.text, cell.number)),
            Query::Changed(comparison, date) => {
                row.changed.is_some_and(|changed| match comparison {
                    Comparison::AtLeast => changed.is_in_or_after(*date),
                    Comparison::Less => !changed.is_in_or_after(*date),
                    _ => comparison.holds(changed.cmp(date)),
                })
            }
            Query::Evidence(value) => row
                .evidence
                .is_some_and(|evidence| evidence.id().starts_with(value.as_str())),
        }
    }
}

impl Test {
    fn holds(&self, ids: &[String], text: &str, number: Option<f64>) -> bool {
        match self {
            Test::Has(values) => values.iter().any(|value| {
                ids.iter().any(|id| value_fits(id, value))
                    || value_fits(&text.to_lowercase(), value)
            }),
            Test::Compare(comparison, value) => match (number, parse_number(value)) {
                (Some(have), Some(want)) => comparison.holds(have.total_cmp(&want)),
                // A number asked for is not compared with words.
                (_, Some(_)) if Date::parse(value).is_none() => false,
                _ => {
                    Date::parse(text).is_some() && {
                        // A month asked for covers its days: compare as far as the
                        // query is precise.
                        let have = text.get(..value.len()).unwrap_or(text);
                        comparison.holds(have.cmp(value.as_str()))
                    }
                }
            },
        }
    }
}

impl Comparison {
    fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Comparison::Less => order.is_lt(),
            Comparison::AtMost => order.is_le(),
            Comparison::Greater => order.is_gt(),
            Comparison::AtLeast => order.is_ge(),
        }
    }
}

/// Values compare without regard to case, and `-`, `_` and spaces are one.
fn value_fits(have: &str, want: &str) -> bool {
    let fold = |text: &str| text.replace(['-', '_'], " ");
    let have = fold(have);
    match want.strip_suffix('*') {
        Some(start) => have.starts_with(&fold(start)),
        None => have == fold(want),
    }
}

/// Reads `100M`, `1.5bn`, `20k` or a plain number.
pub fn parse_number(text: &str) -> Option<f64> {
    let lower = text.to_lowercase();
    let digits = lower.trim_end_matches(|c: char| c.is_alphabetic());
    let factor = match &lower[digits.len()..] {
        "" => 1.0,
        "k" => 1e3,
        "m" => 1e6,
        "bn" | "b" => 1e9,
        _ => return None,
    };
    digits
        .replace(['_', ','], "")
        .parse::<f64>()
        .ok()
        .map(|n| n * factor)
}

#[derive(Debug, Clone, PartialEq)]
struct Token {
    offset: usize,
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Open,
    Close,
    Or,
    Minus,
    Term(String),
}

fn tokenize(text: &str) -> Result<Vec<Token>, QueryError> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some(&(offset, c)) = chars.peek() {
        let kind = match c {
            _ if c.is_whitespace() => {
                chars.next();
                continue;
            }
            '(' => Kind::Open,
            ')' => Kind::Close,
            '-' => Kind::Minus,
            _ => {
                let term = take_term(&mut chars, offset)?;
                let kind = if term == "OR" {
                    Kind::Or
                } else {
                    Kind::Term(term)
                };
                tokens.push(Token { offset, kind });
                continue;
            }
        };
        chars.next();
        tokens.push(Token { offset, kind });
    }
    Ok(tokens)
}

/// Reads up to a space or a bracket; quotes keep both.
fn take_term(
    chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>,
    start: usize,
) -> Result<String, QueryError> {
    let mut term = String::new();
    let mut quoted = false;
    while let Some(&(_, c)) = chars.peek() {
        if !quoted && (c.is_whitespace() || c == '(' || c == ')') {
            break;
        }
        chars.next();
        if c == '"' {
            quoted = !quoted;
        } else {
            term.push(c);
        }
    }
    if quoted {
        return Err(QueryError {
            offset: start,
            message: "the quote is not closed".to_owned(),
        });
    }
    Ok(term)
}

/// Brackets and minuses inside each other that a query may have.
const DEEPEST: usize = 64;

struct Parser<'a> {
    depth: usize,
    tokens: &'a [Token],
    position: usize,
    matrix: &'a Matrix,
    end: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.position)
    }

    fn either(&mut self) -> Result<Query, QueryError> {
        let mut parts = vec![self.both()?];
        while self.peek().is_some_and(|token| token.kind == Kind::Or) {
            self.position += 1;
            parts.push(self.both()?);
        }
        Ok(match parts.len() {
            1 => parts.remove(0),
            _ => Query::Any(parts),
        })
    }

    fn both(&mut self) -> Result<Query, QueryError> {
        let mut parts = Vec::new();
        while let Some(token) = self.peek() {
            if matches!(token.kind, Kind::Or | Kind::Close) {
                break;
            }
            parts.push(self.one()?);
        }
        Ok(match parts.len() {
            1 => parts.remove(0),
            _ => Query::All(parts),
        })
    }

    fn one(&mut self) -> Result<Query, QueryError> {
        let Some(token) = self.peek().cloned() else {
            return Err(QueryError {
                offset: self.end,
                message: "something is missing at the end".to_owned(),
            });
        };
        self.position += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(QueryError {
                offset: token.offset,
                message: "too many brackets or minuses inside each other".to_owned(),
            });
        }
        let query = self.inner(token);
        self.depth -= 1;
        query
    }

    fn inner(&mut self, token: Token) -> Result<Query, QueryError> {
        match token.kind {
            Kind::Minus => Ok(Query::Not(Box::new(self.one()?))),
            Kind::Open => {
                let inner = self.either()?;
                if self.peek().is_some_and(|next| next.kind == Kind::Close) {
                    self.position += 1;
                    Ok(inner)
                } else {
                    Err(QueryError {
                        offset: token.offset,
                        message: "the bracket is not closed".to_owned(),
                    })
                }
            }
            Kind::Term(term) => self.term(&term, token.offset),
            Kind::Or | Kind::Close => Err(QueryError {
                offset: token.offset,
                message: "a word is missing here".to_owned(),
            }),
        }
    }

    fn term(&self, term: &str, offset: usize) -> Result<Query, QueryError> {
        let Some(at) = term.find([':', '<', '>']).filter(|&at| at > 0) else {
            return Ok(Query::Word(term.to_lowercase()));
        };
        let (name, rest) = term.split_at(at);
        let (operator, value) = match rest {
            _ if rest.starts_with("<=") => (Some(Comparison::AtMost), &rest[2..]),
            _ if rest.starts_with(">=") => (Some(Comparison::AtLeast), &rest[2..]),
            _ if rest.starts_with('<') => (Some(Comparison::Less), &rest[1..]),
            _ if rest.starts_with('>') => (Some(Comparison::Greater), &rest[1..]),
            _ => (None, &rest[1..]),
        };
        if value.is_empty() {
            return Err(QueryError {
                offset,
                message: format!("\"{name}\" needs a value"),
            });
        }
        if name == "evidence" {
            return Ok(Query::Evidence(value.to_lowercase()));
        }
        if name == "changed" {
            let date = Date::parse(value).ok_or_else(|| QueryError {
                offset,
                message: format!("\"{value}\" is not a date; write 2026, 2026-01 or 2026-01-31"),
            })?;
            // "changed:2026" is read as what people mean by it.
            return Ok(Query::Changed(
                operator.unwrap_or(Comparison::AtLeast),
                date,
            ));
        }
        let column =
            find_column(self.matrix, name).map_err(|message| QueryError { offset, message })?;
        let test = match operator {
            Some(comparison) => Test::Compare(comparison, value.to_owned()),
            None => Test::Has(value.to_lowercase().split(',').map(str::to_owned).collect()),
        };
        Ok(Query::Column { column, test })
    }
}

/// A column by its id, or by the beginning of its id if only one begins so.
pub fn find_column(matrix: &Matrix, name: &str) -> Result<usize, String> {
    let name = name.to_lowercase().replace('-', "_");
    if let Some(index) = matrix.column_index(&name) {
        return Ok(index);
    }
    let begins: Vec<usize> = (0..matrix.columns.len())
        .filter(|&index| matrix.columns[index].id.starts_with(&name))
        .collect();
    match begins.as_slice() {
        [one] => Ok(*one),
        [] => Err(format!(
            "there is no column \"{name}\"; the columns are {}",
            matrix
                .columns
                .iter()
                .map(|c| c.id.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        )),
        several => Err(format!(
            "\"{name}\" may mean {}",
            several
                .iter()
                .map(|&i| matrix.columns[i].id.as_str())
                .collect::<Vec<_>>()
                .join(" or ")
        )),
    }
}
