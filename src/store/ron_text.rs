//! What the RON reader does not tell: keys that stand twice in a map, and which
//! parts of a text are comments.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// A key that stands twice in one map. The reader would take the last value
/// without a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Twice {
    /// The key.
    pub key: String,
    /// The line where it stands first, counted from 1.
    pub first: usize,
    /// The line where it stands again.
    pub again: usize,
}

/// What a walk through a text found.
#[derive(Debug, Default)]
pub(super) struct RonText {
    /// Keys that stand twice.
    pub twice: Vec<Twice>,
    comments: Vec<Range<usize>>,
}

/// A bracket that is open.
enum Open<'a> {
    /// `{`: the keys so far with their lines, and whether a key comes next.
    Map(BTreeMap<Cow<'a, str>, usize>, bool),
    /// `(` or `[`.
    Other,
}

/// Walks through a text that the reader has accepted. Any other text is walked
/// through as well, but what is found may not mean much.
pub(super) fn walk(text: &str) -> RonText {
    let mut found = RonText::default();
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut at = 0;
    let mut lines = Lines {
        text,
        at: 0,
        line: 1,
    };
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (kind, length) = token(rest);
        let token = rest.get(..length).unwrap_or(rest);
        match kind {
            Kind::Comment => found.comments.push(at..at + token.len()),
            Kind::Space => {}
            Kind::Sign => sign(token, &mut open),
            Kind::Text | Kind::Word => {
                if let Some(Open::Map(keys, next)) = open.last_mut()
                    && std::mem::take(next)
                {
                    let line = lines.of(at);
                    let key = key(token);
                    match keys.get(&key) {
                        Some(&first) => found.twice.push(Twice {
                            key: key.into_owned(),
                            first,
                            again: line,
                        }),
                        None => {
                            keys.insert(key, line);
                        }
                    }
                }
            }
        }
        at += token.len().max(1);
    }
    found
}

impl RonText {
    /// The text with comments turned into spaces, so that a word in a comment
    /// is not taken for the word itself. Lines stay where they are.
    pub fn without_comments(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for comment in self.comments.iter().rev() {
            let blank: String = text[comment.clone()]
                .chars()
                .map(|c| if c == '\n' { '\n' } else { ' ' })
                .collect();
            out.replace_range(comment.clone(), &blank);
        }
        out
    }
}

/// The lines of places that are asked for one after the other.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, place: usize) -> usize {
        let passed = self.text.as_bytes().get(self.at..place);
        let passed = passed.unwrap_or_default().iter();
        self.line += passed.filter(|byte| **byte == b'\n').count();
        self.at = place;
        self.line
    }
}

/// What a key stands for: it may be written in several ways.
fn key(token: &str) -> Cow<'_, str> {
    let plain = token.strip_prefix('"').and_then(|t| t.strip_suffix('"'));
    match plain {
        Some(plain) if !plain.contains('\\') => Cow::Borrowed(plain),
        _ => ron::from_str(token).map_or(Cow::Borrowed(token), Cow::Owned),
    }
}

fn sign<'a>(token: &str, open: &mut Vec<Open<'a>>) {
    match token {
        "{" => open.push(Open::Map(BTreeMap::new(), true)),
        "(" | "[" => open.push(Open::Other),
        "}" | ")" | "]" => {
            open.pop();
        }
        "," => {
            if let Some(Open::Map(_, next)) = open.last_mut() {
                *next = true;
            }
        }
        _ => {}
    }
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Space,
    Comment,
    Text,
    Word,
    Sign,
}

/// The kind and the length of what a text begins with.
pub(super) fn token(text: &str) -> (Kind, usize) {
    match text.as_bytes() {
        [b' ' | b'\n' | b'\t' | b'\r', ..] => {
            let blank = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\t' | b'\r');
            let length = text.bytes().take_while(blank).count();
            (Kind::Space, length)
        }
        [b'/', b'/', ..] => (Kind::Comment, text.find('\n').unwrap_or(text.len())),
        [b'/', b'*', ..] => (Kind::Comment, block_comment(text)),
        [b'"', ..] | [b'b', b'"', ..] => (Kind::Text, quoted(text, b'"')),
        [b'\'', ..] => (Kind::Text, quoted(text, b'\'')),
        [b'r', ..] | [b'b', b'r', ..] => raw_text(text).unwrap_or_else(|| other(text)),
        _ => other(text),
    }
}

/// A text like `r#"..."#`, if this is one.
fn raw_text(text: &str) -> Option<(Kind, usize)> {
    let after = text.strip_prefix('b').unwrap_or(text).strip_prefix('r')?;
    let marks = after.len() - after.trim_start_matches('#').len();
    if !after[marks..].starts_with('"') {
        return None;
    }
    let before = text.len() - after.len() + marks + 1;
    let end = format!("\"{}", "#".repeat(marks));
    let length = text[before..]
        .find(&end)
        .map(|found| before + found + end.len());
    Some((Kind::Text, length.unwrap_or(text.len())))
}

/// A word, a sign, or a blank that is rarely used.
fn other(text: &str) -> (Kind, usize) {
    let first = text.chars().next().unwrap_or(' ');
    if first.is_whitespace() {
        return (Kind::Space, first.len_utf8());
    }
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '+' | '-' | '#');
    if word(first) {
        return (Kind::Word, text.find(|c| !word(c)).unwrap_or(text.len()));
    }
    (Kind::Sign, first.len_utf8())
}

/// The length of a text in quotation marks, with the marks.
fn quoted(text: &str, mark: u8) -> usize {
    let start = text.bytes().position(|byte| byte == mark);
    let start = start.map_or(0, |start| start + 1);
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            // No byte of a longer letter is a mark.
            _ if byte == mark => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of a comment that may hold others.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn twice(text: &str) -> Vec<(String, usize, usize)> {
        let found = walk(text).twice.into_iter();
        found.map(|one| (one.key, one.first, one.again)).collect()
    }

    #[test]
    fn keys_that_stand_twice_are_found_with_their_lines() {
        let text = "(a: {\n \"x\": (1, {\"x\": 2}),\n \"y\": 1,\n \"x\": 3,\n})";
        assert_eq!(twice(text), [("x".to_owned(), 2, 4)]);
        assert_eq!(twice("{\"x\": 1, r#\"x\"#: 2}"), [("x".to_owned(), 1, 1)]);
        assert_eq!(
            twice("{\"x\": 1, \"\\u{78}\": 2}"),
            [("x".to_owned(), 1, 1)]
        );
    }

    #[test]
    fn values_comments_and_other_maps_are_no_keys() {
        for text in [
            "({\"x\": \"x\"}, {\"x\": \"x\"})",
            "{\"x\": 1, // \"x\": 2,\n \"y\": /* \"x\": , /* \"y\": */ */ 2}",
            "{\"x\": [\"a\", \"a\"], \"y\": (\"x\", \"x\")}",
            "{\"x, \\\"y\\\": \": 1, \"y\": '\"', \"z\": r\"{\"}",
            "{\"x\": {\"a\": 1}, \"y\": {\"a\": 1}}",
            "",
            "{\"",
            "/*",
            "r###\"",
        ] {
            assert_eq!(twice(text), [], "{text}");
        }
    }

    #[test]
    fn comments_become_spaces_and_lines_stay() {
        let text = "(\n // \"a\" ü\n b: \"// no\", /* x\n y */ c: 1)";
        let out = walk(text).without_comments(text);
        assert!(!out.contains("\"a\"") && out.contains("\"// no\"") && !out.contains('y'));
        assert_eq!(out.lines().count(), text.lines().count());
        assert!(out.lines().nth(3).unwrap().trim_start().starts_with("c: 1"));
    }
}
