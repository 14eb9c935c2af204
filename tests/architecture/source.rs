//! Reads Rust source far enough to check it: code apart from comments and
//! strings, and code as tokens.

use std::fs;
use std::path::Path;

/// One file below `src/`.
pub struct Source {
    /// Path inside `src/`, with `/`.
    pub path: String,
    /// The text as it is.
    pub text: String,
    /// Words, numbers and signs of the code; `::` is one sign.
    pub tokens: Vec<Token>,
    /// What stands in string literals.
    pub strings: Vec<Token>,
}

/// A piece of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub line: usize,
    pub text: String,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        let (code, strings) = split(text);
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            tokens: tokens(&code),
            strings,
        }
    }

    /// The layer: the first folder, or the file itself.
    pub fn layer(&self) -> &str {
        self.path.split('/').next().unwrap_or_default()
    }

    /// Lines at which the tokens stand one after another.
    pub fn places(&self, sequence: &[&str]) -> Vec<usize> {
        self.tokens
            .windows(sequence.len())
            .filter(|window| {
                window
                    .iter()
                    .zip(sequence)
                    .all(|(have, want)| have.text == *want)
            })
            .map(|window| window[0].line)
            .collect()
    }

    pub fn names(&self, word: &str) -> bool {
        !self.places(&[word]).is_empty()
    }

    /// What follows `root::`, also in braces: `std::{fs, io::Read}` gives `fs`
    /// and `io` for the root `std`.
    pub fn members(&self, root: &str) -> Vec<Token> {
        let mut found = Vec::new();
        for (index, pair) in self.tokens.windows(2).enumerate() {
            if pair[0].text == root && pair[1].text == "::" {
                self.first_words(index + 2, &mut found);
            }
        }
        found
    }

    /// What follows `super::super::` where that leads up to the crate: in
    /// `export/pdf/a.rs` it takes three of them.
    pub fn above_all(&self) -> Vec<Token> {
        let folders = self.path.split('/').filter(|part| *part != "mod.rs");
        let up = ["super", "::"].repeat(folders.count());
        let mut found = Vec::new();
        for (index, window) in self.tokens.windows(up.len()).enumerate() {
            let goes_up = window
                .iter()
                .zip(&up)
                .all(|(have, want)| have.text == *want);
            let next = self.tokens.get(index + up.len());
            if goes_up && next.is_some_and(|token| token.text != "super") {
                self.first_words(index + up.len(), &mut found);
            }
        }
        found
    }

    fn first_words(&self, start: usize, found: &mut Vec<Token>) {
        if self.tokens.get(start).is_none_or(|token| token.text != "{") {
            found.extend(self.tokens.get(start).cloned());
            return;
        }
        let mut depth = 1;
        let mut first = true;
        for token in &self.tokens[start + 1..] {
            match token.text.as_str() {
                "{" => depth += 1,
                "}" => depth -= 1,
                "," if depth == 1 => first = true,
                _ if depth == 1 && first => {
                    found.push(token.clone());
                    first = false;
                }
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// Every function: its name, where it begins, how many lines it has.
    pub fn functions(&self) -> Vec<(String, usize, usize)> {
        let mut found = Vec::new();
        for (index, pair) in self.tokens.windows(2).enumerate() {
            let (word, name) = (&pair[0], &pair[1]);
            let is_name = name
                .text
                .starts_with(|c: char| c.is_alphabetic() || c == '_');
            if word.text != "fn" || !is_name {
                continue;
            }
            if let Some(end) = self.end_of_body(index + 2) {
                found.push((name.text.clone(), word.line, end - word.line + 1));
            }
        }
        found
    }

    /// The line of the brace that closes the body; none for a bare signature.
    fn end_of_body(&self, start: usize) -> Option<usize> {
        let mut depth = 0;
        for token in &self.tokens[start..] {
            match token.text.as_str() {
                ";" if depth == 0 => return None,
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => {
                    depth -= 1;
                    if depth == 0 && token.text == "}" {
                        return Some(token.line);
                    }
                }
                _ => {}
            }
        }
        None
    }
}

/// All files below `src/`, by path.
pub fn read_all() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    read_folder(&root, "", &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn read_folder(folder: &Path, prefix: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("src can be read").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() {
            read_folder(&entry.path(), &format!("{path}/"), found);
        } else if name.ends_with(".rs") {
            let text = fs::read_to_string(entry.path()).expect("source is text");
            found.push(Source::new(&path, &text));
        }
    }
}

/// Blanks comments and strings out of the code, and gives the strings.
fn split(text: &str) -> (String, Vec<Token>) {
    let chars: Vec<char> = text.chars().collect();
    let mut code = String::new();
    let mut strings = Vec::new();
    let mut line = 1;
    let mut at = 0;
    while at < chars.len() {
        let (end, is_string) = match chars[at] {
            '/' if chars.get(at + 1) == Some(&'/') => (line_end(&chars, at), false),
            '/' if chars.get(at + 1) == Some(&'*') => (comment_end(&chars, at), false),
            '"' => (string_end(&chars, at), true),
            'r' if raw_start(&chars, at).is_some() => (raw_end(&chars, at), true),
            '\'' => (char_end(&chars, at), false),
            _ => (at, false),
        };
        if end == at {
            code.push(chars[at]);
            line += usize::from(chars[at] == '\n');
            at += 1;
            continue;
        }
        let piece: String = chars[at..end].iter().collect();
        let breaks = piece.matches('\n').count();
        code.push(' ');
        code.extend(std::iter::repeat_n('\n', breaks));
        if is_string {
            strings.push(Token { line, text: piece });
        }
        line += breaks;
        at = end;
    }
    (code, strings)
}

fn line_end(chars: &[char], start: usize) -> usize {
    let rest = chars[start..].iter().position(|c| *c == '\n');
    rest.map_or(chars.len(), |length| start + length)
}

fn comment_end(chars: &[char], start: usize) -> usize {
    let mut depth = 0;
    let mut at = start;
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}

fn string_end(chars: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

/// The number of `#` of a raw string that begins here.
fn raw_start(chars: &[char], start: usize) -> Option<usize> {
    let before = start.checked_sub(1).map(|at| chars[at]);
    if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
        let bytes = before == Some('b') && (start < 2 || !chars[start - 2].is_alphanumeric());
        if !bytes {
            return None;
        }
    }
    let signs = chars[start + 1..].iter().take_while(|c| **c == '#').count();
    (chars.get(start + 1 + signs) == Some(&'"')).then_some(signs)
}

fn raw_end(chars: &[char], start: usize) -> usize {
    let signs = raw_start(chars, start).unwrap_or(0);
    let close: Vec<char> = std::iter::once('"')
        .chain(std::iter::repeat_n('#', signs))
        .collect();
    let from = start + signs + 2;
    let found = chars[from..]
        .windows(close.len())
        .position(|window| window == close);
    found.map_or(chars.len(), |length| from + length + close.len())
}

/// A character such as `'{'`; a lifetime is code.
fn char_end(chars: &[char], start: usize) -> usize {
    if chars.get(start + 1) == Some(&'\\') {
        let close = chars[start + 3..].iter().position(|c| *c == '\'');
        return close.map_or(start, |length| start + 3 + length + 1);
    }
    match chars.get(start + 2) {
        Some('\'') => start + 3,
        _ => start,
    }
}

fn tokens(code: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    for (index, text) in code.lines().enumerate() {
        let line = index + 1;
        let mut rest = text.trim_start();
        while let Some(first) = rest.chars().next() {
            let length = if first.is_alphanumeric() || first == '_' {
                let more = |c: char| !(c.is_alphanumeric() || c == '_');
                rest.find(more).unwrap_or(rest.len())
            } else if rest.starts_with("::") {
                2
            } else {
                first.len_utf8()
            };
            let (token, tail) = rest.split_at(length);
            found.push(Token {
                line,
                text: token.to_owned(),
            });
            rest = tail.trim_start();
        }
    }
    found
}
