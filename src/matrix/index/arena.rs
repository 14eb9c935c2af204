//! Many small texts in one, so that a word is looked for in all at once.

use memchr::memmem::Finder;

use crate::matrix::fold::{NearWord, mask};

/// Folded texts of one or more lines each, by number.
#[derive(Debug, Clone, Default)]
pub(super) struct Arena {
    /// Each line ends with a line end, which no word that is looked for has.
    text: String,
    /// Where each text ends.
    ends: Vec<usize>,
    /// Which letters each text has, if it is remembered.
    letters: Vec<u64>,
}

impl Arena {
    pub fn push<T: AsRef<str>>(&mut self, lines: impl Iterator<Item = T>) {
        for line in lines {
            self.text.push_str(line.as_ref());
            self.text.push('\n');
        }
        self.ends.push(self.text.len());
    }

    pub fn get(&self, number: usize) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[number]]
    }

    /// Makes [`Arena::near`] possible.
    pub fn remember_letters(&mut self) {
        self.letters = (0..self.ends.len()).map(|n| mask(self.get(n))).collect();
    }

    /// Calls with the number of each text in which a line holds the word.
    pub fn holding(&self, word: &str, mut found: impl FnMut(usize)) {
        if word.is_empty() {
            (0..self.ends.len()).for_each(found);
            return;
        }
        let finder = Finder::new(word.as_bytes());
        let bytes = self.text.as_bytes();
        let (mut from, mut number) = (0, 0);
        while let Some(at) = finder.find(&bytes[from..]).map(|at| from + at) {
            number = self.number_of(at, number);
            found(number);
            from = self.ends[number];
            number += 1;
        }
    }

    /// The number of the text that a byte lies in; it is not before `from`.
    fn number_of(&self, at: usize, from: usize) -> usize {
        // Steps that grow: the next one is near where there are many.
        let (mut low, mut step) = (from, 1);
        while self.ends.get(low + step).is_some_and(|&end| end <= at) {
            low += step;
            step *= 2;
        }
        let high = (low + step + 1).min(self.ends.len());
        low + self.ends[low..high].partition_point(|&end| end <= at)
    }

    /// Calls with the number of each text with a line that is near to a word.
    pub fn near(&self, word: &NearWord, mut found: impl FnMut(usize)) {
        for (number, &letters) in self.letters.iter().enumerate() {
            if word.may_fit(letters) && self.get(number).lines().any(|line| word.fits(line)) {
                found(number);
            }
        }
    }
}
