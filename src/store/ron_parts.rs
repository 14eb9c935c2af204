//! The parts of a RON file: fields of the outermost struct, and the records of
//! lists in them. Where a file is not understood as a whole, its parts may be.

use std::ops::Range;

use super::ron_text::{Kind, token};

/// A field of the outermost struct.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Section<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its value, in bytes of the text.
    pub value: Range<usize>,
    /// The items of its value, if that is a list.
    pub items: Vec<Range<usize>>,
}

/// The fields of a text that is one struct. Of any other text something may be
/// found that means little.
pub(super) fn sections(text: &str) -> Vec<Section<'_>> {
    let mut walk = Walk::default();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (kind, length) = token(rest);
        let word = rest.get(..length).unwrap_or(rest);
        let end = at + word.len().max(1);
        if kind != Kind::Space && kind != Kind::Comment {
            walk.token(word, kind, at..end);
            walk.last = end;
        }
        at = end;
    }
    walk.found
}

/// The line of a place in a text, counted from 1.
pub(super) fn line_of(text: &str, place: usize) -> usize {
    let before = text.as_bytes().get(..place).unwrap_or(text.as_bytes());
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// A part of a text on the lines on which it stands in the whole.
pub(super) fn in_place(text: &str, part: &Range<usize>) -> String {
    let lines = line_of(text, part.start) - 1;
    "\n".repeat(lines) + text.get(part.clone()).unwrap_or_default()
}

/// A place in the walk through a text.
#[derive(Default)]
struct Walk<'a> {
    found: Vec<Section<'a>>,
    depth: usize,
    /// The name that was read, until its value begins.
    name: Option<&'a str>,
    /// Whether the colon behind the name was read.
    colon: bool,
    /// The value that is being read, and whether it is a list.
    value: Option<(Section<'a>, bool)>,
    /// Where the item that is being read begins.
    item: Option<usize>,
    /// The end of the last token.
    last: usize,
}

impl<'a> Walk<'a> {
    fn token(&mut self, word: &'a str, kind: Kind, place: Range<usize>) {
        let sign = if kind == Kind::Sign { word } else { "" };
        match sign {
            "," if self.depth == 1 => return self.end_value(),
            "," if self.depth == 2 => return self.end_item(),
            ")" | "]" | "}" => {
                match self.depth {
                    1 => self.end_value(),
                    2 => self.end_item(),
                    _ => {}
                }
                self.depth = self.depth.saturating_sub(1);
                return;
            }
            _ => {}
        }
        if self.depth == 1 && self.value.is_none() {
            self.outermost(word, kind, &place);
        } else if self.depth == 2 && self.item.is_none() {
            self.item = Some(place.start);
        }
        if matches!(sign, "(" | "[" | "{") {
            self.depth += 1;
        }
    }

    /// A token among names and values: a name, its colon, or a value's first.
    fn outermost(&mut self, word: &'a str, kind: Kind, place: &Range<usize>) {
        match (self.name, self.colon) {
            (Some(name), true) => {
                let section = Section {
                    name,
                    value: place.clone(),
                    items: Vec::new(),
                };
                self.value = Some((section, word == "["));
                self.name = None;
                self.colon = false;
            }
            (Some(_), false) if word == ":" => self.colon = true,
            _ => self.name = (kind == Kind::Word).then_some(word),
        }
    }

    fn end_value(&mut self) {
        (self.name, self.colon, self.item) = (None, false, None);
        if let Some((mut section, _)) = self.value.take() {
            section.value.end = self.last.max(section.value.end);
            self.found.push(section);
        }
    }

    fn end_item(&mut self) {
        let start = self.item.take();
        if let (Some(start), Some((section, true))) = (start, &mut self.value) {
            section.items.push(start..self.last);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_items_are_found_where_they_stand() {
        let text = "// x: 1\n(\n a: \"p, q)\",\n b: [\n  (c: 1, d: [2, 3]), /* , */\n  E(\"f\"),\n ],\n g: {1: 2},\n h: [], i: Some(4)\n)\n";
        let found = sections(text);
        let words: Vec<(&str, &str)> = found
            .iter()
            .map(|section| (section.name, &text[section.value.clone()]))
            .collect();
        assert_eq!(words[0], ("a", "\"p, q)\""));
        assert_eq!(words[2..], [("g", "{1: 2}"), ("h", "[]"), ("i", "Some(4)")]);
        let items: Vec<&str> = found[1]
            .items
            .iter()
            .map(|item| &text[item.clone()])
            .collect();
        assert_eq!(items, ["(c: 1, d: [2, 3])", "E(\"f\")"]);
        assert_eq!(line_of(text, found[1].items[1].start), 6);
        assert_eq!(in_place(text, &found[1].items[1]), "\n\n\n\n\nE(\"f\")");
        assert!(found[2].items.is_empty() && found[3].items.is_empty());
    }

    #[test]
    fn any_text_is_walked_through() {
        for text in [
            "", "(", ")))", "(a", "(a:", "(a: [", "(a: [(", ",,:", "[a: 1]", "(é: [ü",
        ] {
            let _ = sections(text);
        }
        assert_eq!(line_of("a\nb", 99), 2);
    }
}
