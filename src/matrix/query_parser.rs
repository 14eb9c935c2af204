//! Reading a query: from its words to a [`Query`].

use super::query::{Comparison, Query, QueryError, Test, parse_number};
use super::table::Matrix;
use crate::catalog::Date;

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
                let kind = match term.as_str() {
                    // Side by side means "and"; who writes it is not punished.
                    "AND" => continue,
                    "OR" => Kind::Or,
                    "NOT" => Kind::Minus,
                    _ => Kind::Term(term),
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

fn token_offset(token: Option<&Token>) -> usize {
    token.map_or(0, |token| token.offset)
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
            let or = token_offset(self.peek());
            self.position += 1;
            let part = self.both()?;
            if [&part, &parts[parts.len() - 1]].contains(&&Query::All(Vec::new())) {
                return Err(QueryError {
                    offset: or,
                    message: "\"OR\" needs something on both sides".to_owned(),
                });
            }
            parts.push(part);
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
            Some(_) if parse_number(value).is_none() && Date::parse(value).is_none() => {
                return Err(QueryError {
                    offset,
                    message: format!(
                        "\"{value}\" is neither a number, such as 100M, nor a date, such as 2026-01"
                    ),
                });
            }
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
