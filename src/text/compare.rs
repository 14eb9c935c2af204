//! Two texts side by side: paragraph by paragraph, with the words that changed.

use std::ops::Range;

use similar::{Algorithm, ChangeTag, DiffOp, TextDiff, capture_diff_slices};

use super::attached::AttachedText;
use super::canonical::Canonical;

/// Below this share of equal words two paragraphs are not the same paragraph.
const SAME_PARAGRAPH: f32 = 0.45;

/// Paragraphs looked at for the one that was changed.
const NEIGHBORS: usize = 12;

/// Letters of a paragraph above which words are not compared one by one.
const LONG: usize = 60_000;

/// Two texts compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Redline {
    /// The paragraphs in order.
    pub changes: Vec<Change>,
}

/// One paragraph, or a pair of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What happened to it.
    pub kind: ChangeKind,
    /// The sections it belongs to, as citations name them, the smallest first;
    /// where the text is not known, the number it begins with.
    pub sections: Vec<String>,
    /// The document whose sections they are, if its text is known.
    pub document: Option<String>,
    /// Its words, in order: unchanged, removed, added.
    pub words: Vec<(Tag, String)>,
}

/// What happened to a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// The same words.
    Same,
    /// Other words.
    Changed,
    /// Only in the second text.
    Added,
    /// Only in the first text.
    Removed,
}

impl ChangeKind {
    /// The word shown to people.
    pub fn label(self) -> &'static str {
        match self {
            ChangeKind::Same => "same",
            ChangeKind::Changed => "changed",
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
        }
    }
}

/// What happened to a run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tag {
    /// In both texts.
    Same,
    /// In the first text only.
    Removed,
    /// In the second text only.
    Added,
}

impl Redline {
    /// The paragraphs that are not the same.
    pub fn differences(&self) -> impl Iterator<Item = &Change> {
        self.changes
            .iter()
            .filter(|change| change.kind != ChangeKind::Same)
    }
}

/// A paragraph of a text.
struct Paragraph {
    /// Its words, canonical and with single spaces.
    words: String,
    /// Its place in the canonical text.
    place: Range<usize>,
}

/// Compares two texts. White space, quotation marks and dashes do not count.
pub fn compare(old: &AttachedText, new: &AttachedText) -> Redline {
    let (before, after) = (paragraphs(&old.canonical), paragraphs(&new.canonical));
    let words = |list: &[Paragraph]| -> Vec<String> {
        list.iter().map(|part| part.words.clone()).collect()
    };
    let operations = capture_diff_slices(Algorithm::Patience, &words(&before), &words(&after));
    let mut changes = Vec::new();
    for operation in operations {
        match operation {
            DiffOp::Equal { old_index, len, .. } => {
                for part in &before[old_index..old_index + len] {
                    changes.push(whole(ChangeKind::Same, old, part));
                }
            }
            DiffOp::Delete {
                old_index, old_len, ..
            } => {
                for part in &before[old_index..old_index + old_len] {
                    changes.push(whole(ChangeKind::Removed, old, part));
                }
            }
            DiffOp::Insert {
                new_index, new_len, ..
            } => {
                for part in &after[new_index..new_index + new_len] {
                    changes.push(whole(ChangeKind::Added, new, part));
                }
            }
            DiffOp::Replace {
                old_index,
                old_len,
                new_index,
                new_len,
            } => pair(
                (old, &before[old_index..old_index + old_len]),
                (new, &after[new_index..new_index + new_len]),
                &mut changes,
            ),
        }
    }
    Redline { changes }
}

/// Pairs replaced paragraphs in order: each with the next one that is like it.
fn pair(
    (old, before): (&AttachedText, &[Paragraph]),
    (new, after): (&AttachedText, &[Paragraph]),
    changes: &mut Vec<Change>,
) {
    let mut next = 0;
    for part in before {
        // The best among those that come next: a paragraph does not wander far.
        let like = (next..after.len().min(next + NEIGHBORS))
            .map(|index| (index, likeness(&part.words, &after[index].words)))
            .filter(|(_, ratio)| *ratio >= SAME_PARAGRAPH)
            .max_by(|(_, a), (_, b)| a.total_cmp(b))
            .map(|(index, _)| index);
        let Some(index) = like else {
            changes.push(whole(ChangeKind::Removed, old, part));
            continue;
        };
        for added in &after[next..index] {
            changes.push(whole(ChangeKind::Added, new, added));
        }
        next = index + 1;
        changes.push(Change {
            kind: ChangeKind::Changed,
            sections: sections(old, part),
            document: document(old),
            words: word_changes(&part.words, &after[index].words),
        });
    }
    for added in &after[next..] {
        changes.push(whole(ChangeKind::Added, new, added));
    }
}

/// Share of words that two paragraphs have in common; spaces do not count.
fn likeness(a: &str, b: &str) -> f32 {
    if a.len() > LONG || b.len() > LONG {
        return 0.0;
    }
    let a: Vec<&str> = a.split_whitespace().collect();
    let b: Vec<&str> = b.split_whitespace().collect();
    let same: usize = capture_diff_slices(Algorithm::Myers, &a, &b)
        .iter()
        .map(|operation| match operation {
            DiffOp::Equal { len, .. } => *len,
            _ => 0,
        })
        .sum();
    2.0 * same as f32 / (a.len() + b.len()).max(1) as f32
}

fn whole(kind: ChangeKind, text: &AttachedText, part: &Paragraph) -> Change {
    let tag = match kind {
        ChangeKind::Added => Tag::Added,
        ChangeKind::Removed => Tag::Removed,
        ChangeKind::Same | ChangeKind::Changed => Tag::Same,
    };
    Change {
        kind,
        sections: sections(text, part),
        document: document(text),
        words: vec![(tag, part.words.clone())],
    }
}

fn word_changes(old: &str, new: &str) -> Vec<(Tag, String)> {
    let mut words: Vec<(Tag, String)> = Vec::new();
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        let tag = match change.tag() {
            ChangeTag::Equal => Tag::Same,
            ChangeTag::Delete => Tag::Removed,
            ChangeTag::Insert => Tag::Added,
        };
        match words.last_mut() {
            Some((last, text)) if *last == tag => text.push_str(change.value()),
            _ => words.push((tag, change.value().to_owned())),
        }
    }
    words
}

fn document(text: &AttachedText) -> Option<String> {
    text.identified.as_ref().map(|known| known.document.clone())
}

/// The clauses that a paragraph is part of or contains, smallest first; or the
/// number it begins with.
fn sections(text: &AttachedText, part: &Paragraph) -> Vec<String> {
    let mut around: Vec<(usize, &str)> = text
        .identified
        .iter()
        .flat_map(|known| &known.found)
        .filter(|(_, place)| place.start < part.place.end && part.place.start < place.end)
        .map(|(label, place)| (place.len(), label.as_str()))
        .collect();
    around.sort_unstable();
    if !around.is_empty() {
        return around
            .into_iter()
            .map(|(_, label)| label.to_owned())
            .collect();
    }
    let first = part.words.split(' ').next().unwrap_or_default();
    let number = first.trim_matches(['(', ')', '.', '#', '*']);
    if is_number(number, number.len() < first.len()) {
        vec![number.to_owned()]
    } else {
        Vec::new()
    }
}

/// "1", "2.3", "a", "iv": what a section is counted with. Letters are words,
/// unless a dot or a bracket marks them.
fn is_number(word: &str, marked: bool) -> bool {
    let roman = |word: &str| word.chars().all(|c| "ivxIVX".contains(c));
    let digits = |word: &str| word.chars().all(|c| c.is_ascii_digit() || c == '.');
    let letter = |word: &str| word.len() == 1 && word.chars().all(|c| c.is_ascii_alphabetic());
    !word.is_empty() && (digits(word) || marked && (roman(word) || letter(word)))
}

/// The paragraphs of a text: parted by empty lines, and before a line that
/// begins with a number, a letter or a bullet of its own.
fn paragraphs(text: &Canonical) -> Vec<Paragraph> {
    let mut parts = Vec::new();
    let mut start = 0;
    for index in 0..text.letters.len() {
        if text.letters[index] == ' ' && breaks_after(text, index) {
            push(text, start..index, &mut parts);
            start = index + 1;
        }
    }
    push(text, start..text.letters.len(), &mut parts);
    parts
}

fn push(text: &Canonical, place: Range<usize>, parts: &mut Vec<Paragraph>) {
    if !place.is_empty() {
        parts.push(Paragraph {
            words: text.letters[place.clone()].iter().collect(),
            place,
        });
    }
}

/// Whether the space at this letter parts two paragraphs in the shown text.
fn breaks_after(text: &Canonical, space: usize) -> bool {
    let gap = text.words(&(space..space + 2));
    let lines = gap.chars().filter(|&c| c == '\n').count();
    if lines != 1 {
        return lines > 1;
    }
    let word: String = text.letters[space + 1..]
        .iter()
        .take_while(|&&c| c != ' ')
        .take(8)
        .collect();
    let marked = word.ends_with('.') || word.ends_with(')') || word.starts_with('(');
    let bullet = matches!(word.as_str(), "*" | "-" | "\u{2022}");
    let number = word.trim_matches(['(', ')', '.']);
    bullet || word.starts_with('#') || (marked && is_number(number, marked))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redline(old: &str, new: &str) -> Redline {
        let text = |words: &str| AttachedText::new("x", words, None, std::iter::empty());
        compare(&text(old), &text(new))
    }

    #[test]
    fn a_changed_number_is_shown_in_its_paragraph() {
        let old = "1. Grant. You may use it.\n\n2. Limit. Above 700 million users you ask us.";
        let new =
            "1. Grant.  You may\nuse it.\n2. Limit. Above 100 million users you ask us.\n\n3. New.";
        let redline = redline(old, new);
        let kinds: Vec<ChangeKind> = redline.changes.iter().map(|c| c.kind).collect();
        assert_eq!(
            kinds,
            [ChangeKind::Same, ChangeKind::Changed, ChangeKind::Added]
        );
        let changed = &redline.changes[1];
        assert_eq!(changed.sections, ["2"]);
        assert!(changed.words.contains(&(Tag::Removed, "700".to_owned())));
        assert!(changed.words.contains(&(Tag::Added, "100".to_owned())));
    }

    #[test]
    fn paragraphs_with_no_word_in_common_are_not_one_changed_paragraph() {
        let redline = redline(
            "a. Pay seven coins each month.",
            "a. Nobody knows what lies beyond.\n\nb. Pay nine coins each month.",
        );
        let kinds: Vec<ChangeKind> = redline.changes.iter().map(|c| c.kind).collect();
        assert_eq!(kinds, [ChangeKind::Added, ChangeKind::Changed]);
    }

    #[test]
    fn a_removed_paragraph_does_not_shift_the_others() {
        let redline = redline(
            "a. One here.\n\nb. Two there.\n\nc. Three.",
            "a. One here.\n\nc. Three.",
        );
        let kinds: Vec<ChangeKind> = redline.changes.iter().map(|c| c.kind).collect();
        assert_eq!(
            kinds,
            [ChangeKind::Same, ChangeKind::Removed, ChangeKind::Same]
        );
    }
}
