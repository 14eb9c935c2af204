//! The words and signs of a query: of any text, also of one that cannot be
//! read, every byte belongs to one span.

use super::query_test::Comparison;

/// What a part of a query is, for showing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SpanKind {
    /// Space between words.
    Space,
    /// The name of a column, or a word that stands in its place.
    Column,
    /// `:`, `<`, `>=`, a comma between values, the dots of a range, a star.
    Operator,
    /// A value that is asked for.
    Value,
    /// A plain word.
    Word,
    /// `OR`, `AND`, `NOT` and the minus.
    Logic,
    /// A round bracket.
    Bracket,
    /// A quotation mark.
    Quote,
    /// What cannot be read.
    Error,
}

/// A part of a query and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuerySpan {
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends; after its last byte.
    pub end: usize,
    /// What it is.
    pub kind: SpanKind,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Open,
    Close,
    Or,
    And,
    Not,
    Term(Term),
}

/// A word, or a column with an operator and values.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Term {
    /// The column and the operator; `None` if it is a plain word.
    pub asked: Option<Asked>,
    /// The values between the commas, or the one word.
    pub values: Vec<Piece>,
    /// Where a quotation mark stands that is not closed.
    pub unclosed: Option<usize>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    pub name: Piece,
    /// `None` is the colon.
    pub comparison: Option<Comparison>,
    /// Where the operator ends.
    pub end: usize,
}

/// A part of a term without its quotation marks.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Piece {
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub quoted: bool,
}

/// Splits a query into its words and signs.
pub(super) fn tokenize(text: &str) -> (Vec<Token>, Vec<QuerySpan>) {
    let mut reader = Reader {
        chars: text.char_indices().collect(),
        end: text.len(),
        position: 0,
        spans: Vec::new(),
    };
    let mut tokens = Vec::new();
    while let Some(c) = reader.peek() {
        let start = reader.place();
        let kind = match c {
            _ if c.is_whitespace() => {
                reader.take(SpanKind::Space);
                continue;
            }
            '(' | ')' => {
                reader.take(SpanKind::Bracket);
                if c == '(' { Kind::Open } else { Kind::Close }
            }
            '-' => {
                reader.take(SpanKind::Logic);
                Kind::Not
            }
            _ => reader.term(),
        };
        tokens.push(Token {
            start,
            end: reader.place(),
            kind,
        });
    }
    (tokens, reader.spans)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}'..='\u{201e}' | '\u{ff02}')
}

struct Reader {
    chars: Vec<(usize, char)>,
    end: usize,
    position: usize,
    spans: Vec<QuerySpan>,
}

impl Reader {
    /// The next character; wide forms of signs and curly quotation marks are
    /// what they look like.
    fn peek(&self) -> Option<char> {
        self.ahead(0)
    }

    fn ahead(&self, by: usize) -> Option<char> {
        let (_, c) = self.chars.get(self.position + by)?;
        Some(match c {
            c if is_quote(*c) => '"',
            '\u{ff1a}' => ':',
            '\u{ff08}' => '(',
            '\u{ff09}' => ')',
            '\u{ff1c}' => '<',
            '\u{ff1e}' => '>',
            '\u{ff1d}' => '=',
            '\u{ff0c}' => ',',
            '\u{ff0d}' | '\u{2212}' => '-',
            '\u{ff0a}' => '*',
            other => *other,
        })
    }

    fn place(&self) -> usize {
        self.chars
            .get(self.position)
            .map_or(self.end, |(place, _)| *place)
    }

    /// Goes on by one character, which is of this kind.
    fn take(&mut self, kind: SpanKind) {
        let start = self.place();
        self.position += 1;
        let end = self.place();
        match self.spans.last_mut() {
            // Each bracket and each quotation mark is for itself.
            Some(last)
                if last.kind == kind && !matches!(kind, SpanKind::Bracket | SpanKind::Quote) =>
            {
                last.end = end;
            }
            _ => self.spans.push(QuerySpan { start, end, kind }),
        }
    }

    /// Reads up to a space or a bracket; quotation marks keep both.
    fn term(&mut self) -> Kind {
        let mut term = Term::default();
        let first = self.piece(&mut term, SpanKind::Word, &[':', '<', '>', '≤', '≥']);
        let is_operator = matches!(self.peek(), Some(':' | '<' | '>' | '≤' | '≥'));
        if !is_operator {
            return self.word(first, term);
        }
        for span in &mut self.spans {
            if span.start >= first.start && span.kind == SpanKind::Word {
                span.kind = SpanKind::Column;
            }
        }
        let comparison = self.operator();
        term.asked = Some(Asked {
            name: first,
            comparison,
            end: self.place(),
        });
        // "1,000" is one number.
        let stops: &[char] = if comparison.is_none() { &[','] } else { &[] };
        loop {
            let piece = self.piece(&mut term, SpanKind::Value, stops);
            term.values.push(piece);
            if !stops.is_empty() && self.peek() == Some(',') {
                self.take(SpanKind::Operator);
            } else {
                break;
            }
        }
        Kind::Term(term)
    }

    fn word(&mut self, piece: Piece, mut term: Term) -> Kind {
        let logic = match piece.text.as_str() {
            _ if piece.quoted => None,
            // Side by side means "and"; who writes it is not punished.
            "AND" => Some(Kind::And),
            "OR" => Some(Kind::Or),
            "NOT" => Some(Kind::Not),
            _ => None,
        };
        if let Some(kind) = logic {
            if let Some(span) = self.spans.last_mut() {
                span.kind = SpanKind::Logic;
            }
            return kind;
        }
        term.values.push(piece);
        Kind::Term(term)
    }

    fn operator(&mut self) -> Option<Comparison> {
        if self.peek() == Some(':') {
            self.take(SpanKind::Operator);
        }
        let (less, equal) = match self.peek()? {
            '<' => (true, self.ahead(1) == Some('=')),
            '>' => (false, self.ahead(1) == Some('=')),
            '≤' => (true, true),
            '≥' => (false, true),
            _ => return None,
        };
        if equal && matches!(self.peek(), Some('<' | '>')) {
            self.take(SpanKind::Operator);
        }
        self.take(SpanKind::Operator);
        Some(match (less, equal) {
            (true, true) => Comparison::AtMost,
            (true, false) => Comparison::Less,
            (false, true) => Comparison::AtLeast,
            (false, false) => Comparison::Greater,
        })
    }

    /// Reads up to one of the signs, a space or a bracket outside of quotation
    /// marks. A first sign is taken for a letter: nothing stands before it.
    fn piece(&mut self, term: &mut Term, kind: SpanKind, stops: &[char]) -> Piece {
        let mut piece = Piece {
            start: self.place(),
            ..Piece::default()
        };
        let mut open = None;
        while let Some(c) = self.peek() {
            if open.is_none() {
                let named = kind == SpanKind::Value || self.place() > piece.start;
                if c.is_whitespace() || matches!(c, '(' | ')') || (named && stops.contains(&c)) {
                    break;
                }
            }
            // The letter as it was typed, of which only signs have a wide form.
            let typed = self.chars.get(self.position).map_or(c, |(_, typed)| *typed);
            // Within quotation marks those of another shape are letters.
            let curly = |c: char| matches!(c, '\u{201c}'..='\u{201e}');
            let shape = |(_, opened): (usize, char)| curly(opened) == curly(typed);
            if c == '"' && open.is_none_or(shape) {
                open = match open {
                    None => Some((self.place(), typed)),
                    Some(_) => None,
                };
                piece.quoted = true;
                self.take(SpanKind::Quote);
                continue;
            }
            let sign = kind == SpanKind::Value && open.is_none() && self.is_sign(c, stops);
            let typed = if c == '*' || c == '-' { c } else { typed };
            piece.text.push(typed);
            self.take(if sign { SpanKind::Operator } else { kind });
        }
        piece.end = self.place();
        term.unclosed = term.unclosed.or(open.map(|(place, _)| place));
        piece
    }

    /// Whether a character of a value is a star at its end or one of the dots
    /// of a range.
    fn is_sign(&self, c: char, stops: &[char]) -> bool {
        let ends =
            |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == ')' || stops.contains(&c));
        let before = self.position.checked_sub(1).and_then(|i| self.chars.get(i));
        match c {
            '*' => ends(self.ahead(1)) || before.is_some_and(|(_, c)| matches!(c, ':' | ',')),
            '.' => self.ahead(1) == Some('.') || before.is_some_and(|(_, c)| *c == '.'),
            _ => false,
        }
    }
}
