//! The canonical form of a text: what is left when white space, quotation
//! marks, dashes and Markdown emphasis no longer count.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::fingerprint::sha256_hex;

/// A text with its canonical form, and where each letter of the latter stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Canonical {
    /// The text as it is shown: the user's lines, in Unicode form NFC.
    pub shown: String,
    /// The canonical letters.
    pub letters: Vec<char>,
    /// For each canonical letter, its byte in `shown`.
    places: Vec<usize>,
}

impl Canonical {
    /// Makes the canonical form (`clause-canon-1`).
    pub fn new(text: &str, markdown: bool) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let shown: String = text.nfc().collect();
        let mut letters = Vec::with_capacity(shown.len());
        let mut places = Vec::with_capacity(shown.len());
        let mut gap = None;
        let mut first_of_line = true;
        let mut rest = shown.char_indices().peekable();
        while let Some((place, letter)) = rest.next() {
            if letter == '\n' {
                first_of_line = true;
            }
            if letter.is_whitespace() {
                gap.get_or_insert(place);
                continue;
            }
            let bullet = first_of_line && rest.peek().is_none_or(|(_, next)| next.is_whitespace());
            first_of_line = false;
            if markdown && letter == '*' && !bullet {
                continue;
            }
            if let Some(space) = gap.take()
                && !letters.is_empty()
            {
                letters.push(' ');
                places.push(space);
            }
            letters.push(plain(letter));
            places.push(place);
        }
        Self {
            shown,
            letters,
            places,
        }
    }

    /// SHA-256 over the canonical text, in hex.
    pub fn sha256(&self) -> String {
        self.part_sha256(0..self.letters.len())
    }

    /// SHA-256 over a part of the canonical text, in hex.
    pub fn part_sha256(&self, part: Range<usize>) -> String {
        let words: String = self.letters[part].iter().collect();
        sha256_hex(words.as_bytes())
    }

    /// Where a part of the canonical text stands in the shown text, in bytes.
    pub fn place(&self, part: &Range<usize>) -> Range<usize> {
        let at = |index: usize| self.places.get(index).copied();
        let start = at(part.start).unwrap_or(self.shown.len());
        let end = match part.end.checked_sub(1).and_then(at) {
            Some(last) => last + self.shown[last..].chars().next().map_or(0, char::len_utf8),
            None => start,
        };
        start..end.max(start)
    }

    /// The words of a part as the user's text has them, lines included.
    pub fn words(&self, part: &Range<usize>) -> &str {
        &self.shown[self.place(part)]
    }
}

/// Typographic quotation marks and dashes as typewriters have them.
fn plain(letter: char) -> char {
    match letter {
        '\u{2018}'..='\u{201b}' => '\'',
        '\u{201c}'..='\u{201f}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str, markdown: bool) -> String {
        Canonical::new(text, markdown).letters.iter().collect()
    }

    #[test]
    fn spacing_quotes_and_dashes_do_not_count() {
        assert_eq!(
            canonical(
                "\u{feff} a\u{a0}\n\t\u{201c}b\u{201d} \u{2013} c\u{2019}s  ",
                false
            ),
            "a \"b\" - c's"
        );
    }

    #[test]
    fn emphasis_does_not_count_in_markdown_but_bullets_do() {
        let text = "**Bold** and *it*\n  * item\n*\n*x*";
        assert_eq!(canonical(text, true), "Bold and it * item * x");
        assert_eq!(canonical("a * b", false), "a * b");
        assert_eq!(canonical("a * b", true), "a b");
    }

    #[test]
    fn a_part_is_found_again_in_the_text_as_shown() {
        let text = "1.  The\n  \u{201c}Work\u{201d} e\u{301}";
        let canonical = Canonical::new(text, false);
        assert_eq!(canonical.letters.len(), 15);
        assert_eq!(canonical.words(&(3..13)), "The\n  \u{201c}Work\u{201d}");
        assert_eq!(canonical.words(&(13..14)), " ");
        assert_eq!(canonical.words(&(15..15)), "");
    }
}
