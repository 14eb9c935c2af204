//! How texts are compared: without regard to case, accents and the width of
//! letters.

use unicode_normalization::UnicodeNormalization;

/// Spaces of ASCII that are not the usual one.
const OTHER_SPACES: [char; 5] = ['\t', '\n', '\x0b', '\x0c', '\r'];

/// The form in which words are looked for: lower case, accents of letters
/// left out, wide and narrow forms as one, every kind of space and line end as
/// a space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_onto(&mut folded, text);
    folded
}

/// The same, at the end of other words.
pub(super) fn fold_onto(words: &mut String, text: &str) {
    if text.is_ascii() {
        let space = |c: char| if OTHER_SPACES.contains(&c) { ' ' } else { c };
        words.extend(text.chars().map(|c| space(c.to_ascii_lowercase())));
        return;
    }
    // Compatibility forms may be capitals themselves, so letters are lowered
    // after they are taken apart; what is left is put together again, for
    // kana and Hangul are made of marks that are no accents.
    let folded = text
        .nfkd()
        .flat_map(char::to_lowercase)
        .filter(|&c| !is_accent(c))
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .nfc();
    words.extend(folded);
}

/// Marks that are laid over letters. Those that make other letters of them,
/// as in Japanese and Indic scripts, are not among them.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// The form in which values of columns are compared: folded, and `-`, `_` and
/// spaces are one.
pub fn fold_value(text: &str) -> String {
    let mut folded = fold(text);
    if folded.contains(['-', '_']) {
        folded = folded.replace(['-', '_'], " ");
    }
    folded
}

/// How many letters have to be added, left out, replaced or swapped with their
/// neighbor to make one word of the other; `None` if more than `most`.
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    // Three rows of the table: a swap looks two rows back.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|&count| count <= most)
}

/// How a name is near to a word, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nearness {
    /// The same but for what stands between the letters: `qwen25` for Qwen2.5.
    Letters,
    /// A part of it with one letter wrong, in words of five letters or more.
    Typo,
    /// The beginnings of its parts, in their order: `qwen7b` for Qwen2.5-7B.
    Parts,
}

impl Nearness {
    /// All, the nearest first.
    pub const ALL: [Nearness; 3] = [Nearness::Letters, Nearness::Typo, Nearness::Parts];
}

/// A plain word that is nowhere as it is written, held against names.
#[derive(Debug, Clone, PartialEq)]
pub struct NearWord {
    word: String,
    how: Nearness,
    /// Its letters and digits alone.
    letters: Vec<char>,
    mask: u64,
}

impl NearWord {
    /// A folded word; `None` if it is too short for its likes to be found.
    pub fn new(word: &str, how: Nearness) -> Option<Self> {
        let letters: Vec<char> = word.chars().filter(|c| c.is_alphanumeric()).collect();
        let least = if how == Nearness::Typo { 5 } else { 3 };
        (letters.len() >= least).then(|| Self {
            word: word.to_owned(),
            how,
            mask: mask(word),
            letters,
        })
    }

    /// The word as it was typed, folded.
    pub fn word(&self) -> &str {
        &self.word
    }

    /// Whether names with these letters can be near at all: the quick no.
    pub(super) fn may_fit(&self, mask: u64) -> bool {
        let missing = u32::from(self.how == Nearness::Typo);
        (self.mask & !mask).count_ones() <= missing
    }

    /// Whether a folded name is near.
    pub fn fits(&self, name: &str) -> bool {
        if !self.may_fit(mask(name)) {
            return false;
        }
        match self.how {
            Nearness::Letters => {
                let letters: Vec<char> = name.chars().filter(|c| c.is_alphanumeric()).collect();
                letters
                    .windows(self.letters.len())
                    .any(|w| w == self.letters)
            }
            Nearness::Parts => begins_parts(&self.letters, &parts(name)),
            Nearness::Typo => self.is_typed_wrong(name),
        }
    }

    fn is_typed_wrong(&self, name: &str) -> bool {
        let word: String = self.letters.iter().collect();
        let wrong = |part: &str| part.len() > 3 && distance(&word, part, 1).is_some();
        name.split(|c: char| !c.is_alphanumeric()).any(wrong)
            || parts(name)
                .iter()
                .any(|part| wrong(&part.iter().collect::<String>()))
    }
}

/// The parts of a name: runs of letters and runs of digits.
fn parts(name: &str) -> Vec<Vec<char>> {
    let mut parts: Vec<Vec<char>> = Vec::new();
    let mut last = None;
    for c in name.chars() {
        let kind = c.is_alphanumeric().then(|| c.is_numeric());
        match (kind, parts.last_mut()) {
            (Some(_), Some(part)) if kind == last => part.push(c),
            (Some(_), _) => parts.push(vec![c]),
            (None, _) => {}
        }
        last = kind;
    }
    parts
}

/// Whether the letters are beginnings of parts, in order; parts may be left
/// out, but not the first one that the letters begin with.
fn begins_parts(letters: &[char], parts: &[Vec<char>]) -> bool {
    // reached[i]: the first i letters can be had from the parts so far.
    let mut reached = vec![false; letters.len() + 1];
    reached[0] = true;
    for part in parts {
        for start in (0..letters.len()).rev() {
            if !reached[start] {
                continue;
            }
            let same = letters[start..].iter().zip(part);
            let length = same.take_while(|(a, b)| a == b).count();
            // One letter begins too many words to say much of the first part.
            let least = if start == 0 { 2 } else { 1 };
            for end in least..=length {
                reached[start + end] = true;
            }
        }
    }
    reached[letters.len()]
}

/// Which letters and digits a text has, each as a bit; all others share one.
pub(super) fn mask(text: &str) -> u64 {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .fold(0, |m, c| {
            m | match c {
                'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
                '0'..='9' => 1 << (26 + u32::from(c) - u32::from('0')),
                _ => 1 << 40,
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_width_are_one() {
        for (text, folded) in [
            ("Qwen\tLicense", "qwen license"),
            ("Mistral Général", "mistral general"),
            ("ＬＬａＭＡ　３", "llama 3"),
            ("İstanbul", "istanbul"),
            ("ℌello", "hello"),
            // Marks that make another letter stay.
            ("が", "が"),
            ("한국어", "한국어"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
            assert_eq!(fold(&fold(text)), folded, "{text} twice");
        }
        assert_eq!(fold_value("Apache-2.0_x"), "apache 2.0 x");
    }

    #[test]
    fn a_letter_is_added_left_out_replaced_or_swapped() {
        for (a, b, expected) in [
            ("llama", "llama", Some(0)),
            ("lama", "llama", Some(1)),
            ("llmaa", "llama", Some(1)),
            ("lxama", "llama", Some(1)),
            ("user_treshhold", "user_threshold", Some(2)),
            ("abc", "xyz", None),
            ("", "ab", Some(2)),
        ] {
            assert_eq!(distance(a, b, 2), expected, "{a} {b}");
        }
    }

    #[test]
    fn names_are_found_without_what_stands_between() {
        let near = |word: &str, name: &str| {
            let mut words = Nearness::ALL
                .iter()
                .filter_map(|how| NearWord::new(word, *how));
            words.any(|word| word.fits(name))
        };
        for (word, name) in [
            ("qwen25", "qwen2.5-7b"),
            ("qwen7b", "qwen2.5-7b instruct"),
            ("mistrl", "mistral large"),
            ("depseek", "deepseek-v3"),
            ("llama-31", "llama 3.1"),
        ] {
            assert!(near(word, name), "{word} is near {name}");
        }
        for (word, name) in [
            ("qwn", "qwen2.5"),
            ("lama", "lla 3"),
            ("qb", "qwen-7b"),
            ("mistral", "minstrels"),
            ("7bqwen", "qwen2.5-7b"),
        ] {
            assert!(!near(word, name), "{word} is not near {name}");
        }
    }
}
