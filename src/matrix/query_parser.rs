//! Reading a query: from its words to a [`Query`].

use super::query::{Query, word};
use super::query_columns::column_named;
use super::query_error::QueryError;
use super::query_test::{Amount, Comparison, Pattern, Test};
use super::query_tokens::{Asked, Kind, Piece, Term, Token, tokenize};
use super::table::{Matrix, MatrixColumn};
use crate::catalog::Evidence;

/// One of the conditions that a query lists, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryPart {
    /// Where it begins, in bytes of the query.
    pub start: usize,
    /// Where it ends; after its last byte.
    pub end: usize,
    /// What it asks.
    pub query: Query,
}

impl Query {
    /// Reads a query over the columns of a matrix.
    ///
    /// # Errors
    /// An unknown column, an unclosed quote or group, a comparison without a value.
    pub fn parse(text: &str, matrix: &Matrix) -> Result<Self, QueryError> {
        Self::parse_over(text, &matrix.columns)
    }

    /// Reads a query over these columns.
    ///
    /// # Errors
    /// As for [`Query::parse`].
    pub fn parse_over(text: &str, columns: &[MatrixColumn]) -> Result<Self, QueryError> {
        let parts = Self::parts(text, columns)?;
        let mut queries: Vec<Query> = parts.into_iter().map(|part| part.query).collect();
        Ok(match queries.len() {
            1 => queries.remove(0),
            _ => Query::All(queries),
        })
    }

    /// The conditions of a query that all have to hold, each with its place.
    /// A query with `OR` outside of brackets is one condition.
    ///
    /// # Errors
    /// As for [`Query::parse`].
    pub fn parts(text: &str, columns: &[MatrixColumn]) -> Result<Vec<QueryPart>, QueryError> {
        let (tokens, _) = tokenize(text);
        let mut parser = Parser {
            text,
            depth: 0,
            tokens: &tokens,
            position: 0,
            columns,
        };
        let parts = parser.either()?;
        match parser.peek() {
            None => Ok(parts),
            Some(token) => Err(parser.error(token, "this bracket closes nothing")),
        }
    }
}

/// Brackets and minuses inside each other that a query may have.
const DEEPEST: usize = 64;

/// What a name asks that is no column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Special {
    Evidence,
    Changed,
    Differs,
}

/// A name that asks for something else than a column; a column of that name
/// goes first.
pub(super) fn special(columns: &[MatrixColumn], name: &str) -> Option<Special> {
    if columns.iter().any(|column| column.id == name) {
        return None;
    }
    match name.to_lowercase().as_str() {
        "evidence" => Some(Special::Evidence),
        "changed" => Some(Special::Changed),
        "differs" => Some(Special::Differs),
        _ => None,
    }
}

struct Parser<'a> {
    text: &'a str,
    depth: usize,
    tokens: &'a [Token],
    position: usize,
    columns: &'a [MatrixColumn],
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.position)
    }

    fn error(&self, token: &Token, message: impl Into<String>) -> QueryError {
        QueryError::at(self.text, token.start, token.end, message)
    }

    fn error_at(&self, piece: &Piece, message: impl Into<String>) -> QueryError {
        QueryError::at(self.text, piece.start, piece.end, message)
    }

    /// Conditions, or one made of several with `OR` between them.
    fn either(&mut self) -> Result<Vec<QueryPart>, QueryError> {
        let mut sides = vec![self.both()?];
        while let Some(or) = self.peek().filter(|token| token.kind == Kind::Or) {
            self.position += 1;
            let side = self.both()?;
            if side.is_empty() || sides.last().is_some_and(Vec::is_empty) {
                return Err(self.error(or, "\"OR\" needs something on both sides"));
            }
            sides.push(side);
        }
        if sides.len() == 1 {
            return Ok(sides.remove(0));
        }
        let place = |part: Option<&QueryPart>| part.map_or((0, 0), |p| (p.start, p.end));
        let (start, _) = place(sides.first().and_then(|side| side.first()));
        let (_, end) = place(sides.last().and_then(|side| side.last()));
        Ok(vec![QueryPart {
            start,
            end,
            query: Query::Any(sides.into_iter().map(together).collect()),
        }])
    }

    fn both(&mut self) -> Result<Vec<QueryPart>, QueryError> {
        let mut parts = Vec::new();
        while let Some(token) = self.peek() {
            match token.kind {
                Kind::Or | Kind::Close => break,
                Kind::And => self.position += 1,
                _ => {
                    let query = self.one()?;
                    let last = self.tokens.get(self.position - 1).unwrap_or(token);
                    parts.push(QueryPart {
                        start: token.start,
                        end: last.end,
                        query,
                    });
                }
            }
        }
        Ok(parts)
    }

    fn one(&mut self) -> Result<Query, QueryError> {
        let Some(token) = self.peek() else {
            let last = self
                .position
                .checked_sub(1)
                .and_then(|i| self.tokens.get(i));
            return Err(match last {
                Some(last) => self.error(last, "something is missing after this"),
                None => QueryError::at(self.text, 0, 0, "something is missing here"),
            });
        };
        self.position += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(token, "too many brackets or minuses inside each other"));
        }
        let query = self.inner(token);
        self.depth -= 1;
        query
    }

    fn inner(&mut self, token: &Token) -> Result<Query, QueryError> {
        match &token.kind {
            Kind::Not => Ok(Query::Not(Box::new(self.one()?))),
            Kind::Open => {
                let inner = self.either()?;
                match self.peek() {
                    Some(next) if inner.is_empty() => Err(QueryError::at(
                        self.text,
                        token.start,
                        next.end,
                        "there is nothing in the brackets",
                    )),
                    Some(_) => {
                        self.position += 1;
                        Ok(together(inner))
                    }
                    None => Err(self.error(token, "the bracket is not closed")),
                }
            }
            Kind::Term(term) => self.term(term, token),
            Kind::Or | Kind::Close | Kind::And => Err(self.error(token, "a word is missing here")),
        }
    }

    fn term(&self, term: &Term, token: &Token) -> Result<Query, QueryError> {
        if let Some(quote) = term.unclosed {
            return Err(QueryError::at(
                self.text,
                quote,
                token.end,
                "the quote is not closed",
            ));
        }
        let Some(asked) = &term.asked else {
            let piece = term.values.first().cloned().unwrap_or_default();
            return Ok(word(&piece.text, piece.quoted));
        };
        let name = &asked.name.text;
        if let Some(empty) = term.values.iter().find(|v| v.text.is_empty() && !v.quoted) {
            let end = empty.end.max(asked.end);
            let message = format!("\"{name}\" needs a value");
            return Err(QueryError::at(self.text, token.start, end, message));
        }
        match special(self.columns, name) {
            Some(Special::Evidence) => self.evidence(term, asked),
            Some(Special::Changed) => Ok(Query::Changed(self.changed(term, asked)?)),
            Some(Special::Differs) => self.differs(term, asked),
            None => self.column(term, asked),
        }
    }

    fn column(&self, term: &Term, asked: &Asked) -> Result<Query, QueryError> {
        let column = column_named(self.columns, &asked.name.text).map_err(|none| {
            let quoted = || Some("to look for the words themselves, put them in quotes".to_owned());
            // "https://..." is no mistyped column.
            let address = term.values.iter().any(|value| value.text.starts_with("//"));
            let hint = if address { quoted() } else { none.hint };
            self.error_at(&asked.name, none.message).hinting(hint)
        })?;
        let test = match (asked.comparison, term.values.as_slice()) {
            (Some(comparison), [value, ..]) => Test::Compare(comparison, self.amount(value)?),
            (None, [value]) if !value.quoted && value.text.contains("..") => self.range(value)?,
            (_, values) => Test::Has(
                values
                    .iter()
                    .map(|value| Pattern::new(&value.text, value.quoted))
                    .collect(),
            ),
        };
        Ok(Query::Column { column, test })
    }

    fn amount(&self, value: &Piece) -> Result<Amount, QueryError> {
        Amount::parse(&value.text).ok_or_else(|| {
            let message = format!(
                "\"{}\" is neither a number, such as 100M, nor a date, such as 2026-01",
                value.text
            );
            self.error_at(value, message)
        })
    }

    fn date(&self, value: &Piece) -> Result<Amount, QueryError> {
        Amount::date(&value.text).ok_or_else(|| {
            let message = format!(
                "\"{}\" is not a date; write 2026, 2026-01 or 2026-01-31",
                value.text
            );
            self.error_at(value, message)
        })
    }

    fn range(&self, value: &Piece) -> Result<Test, QueryError> {
        self.range_of(value, &|piece| self.amount(piece))
    }

    /// `2025..2026`, `2025..` or `..2026`.
    fn range_of(
        &self,
        value: &Piece,
        read: &dyn Fn(&Piece) -> Result<Amount, QueryError>,
    ) -> Result<Test, QueryError> {
        let (from, to) = value.text.split_once("..").unwrap_or((&value.text, ""));
        let side = |text: &str, start: usize, end: usize| {
            let piece = Piece {
                start,
                end,
                text: text.to_owned(),
                quoted: false,
            };
            (!text.is_empty()).then(|| read(&piece)).transpose()
        };
        let low = side(from, value.start, value.start + from.len())?;
        let high = side(to, value.end.saturating_sub(to.len()), value.end)?;
        match (&low, &high) {
            (None, None) => {
                Err(self.error_at(value, "a range needs a number or a date on one side"))
            }
            (Some(low), Some(high)) if low.is_after(high) => {
                Err(self.error_at(value, "the range ends before it begins"))
            }
            _ => Ok(Test::Between(low, high)),
        }
    }

    fn changed(&self, term: &Term, asked: &Asked) -> Result<Test, QueryError> {
        let [value] = term.values.as_slice() else {
            return Err(self.error_at(&asked.name, "\"changed\" takes one date or a range"));
        };
        if asked.comparison.is_none() && !value.quoted && value.text.contains("..") {
            return self.range_of(value, &|piece| self.date(piece));
        }
        // "changed:2026" is read as what people mean by it.
        let comparison = asked.comparison.unwrap_or(Comparison::AtLeast);
        Ok(Test::Compare(comparison, self.date(value)?))
    }

    fn evidence(&self, term: &Term, asked: &Asked) -> Result<Query, QueryError> {
        self.colon_only(asked)?;
        let mut grades = Vec::new();
        for value in &term.values {
            // The beginning is enough, of the id and of the words shown.
            let wanted = Pattern::new(&format!("{}*", value.text.trim_end_matches('*')), false);
            let found = Evidence::ALL
                .into_iter()
                .filter(|grade| wanted.fits(grade.id()) || wanted.fits(grade.label()))
                .map(Some);
            let before = grades.len();
            grades.extend(found);
            if wanted.fits("none") {
                grades.push(None);
            }
            if grades.len() == before {
                let ids: Vec<&str> = Evidence::ALL.iter().map(|grade| grade.id()).collect();
                let message = format!("\"{}\" is no grade of evidence", value.text);
                return Err(self
                    .error_at(value, message)
                    .hinting(Some(format!("write {}", ids.join(", ")))));
            }
        }
        grades.sort_unstable();
        grades.dedup();
        Ok(Query::Evidence(grades))
    }

    fn differs(&self, term: &Term, asked: &Asked) -> Result<Query, QueryError> {
        self.colon_only(asked)?;
        for value in &term.values {
            if !"article".starts_with(&value.text.to_lowercase()) {
                let message = format!("nothing named \"{}\" is compared here", value.text);
                return Err(self
                    .error_at(value, message)
                    .hinting(Some("write differs:article".to_owned())));
            }
        }
        Ok(Query::Contradicted)
    }

    fn colon_only(&self, asked: &Asked) -> Result<(), QueryError> {
        match asked.comparison {
            None => Ok(()),
            Some(_) => Err(QueryError::at(
                self.text,
                asked.name.end,
                asked.end,
                format!("\"{}\" is followed by a colon", asked.name.text),
            )),
        }
    }
}

/// All of these as one query.
fn together(parts: Vec<QueryPart>) -> Query {
    let mut queries: Vec<Query> = parts.into_iter().map(|part| part.query).collect();
    match queries.len() {
        1 => queries.remove(0),
        _ => Query::All(queries),
    }
}
