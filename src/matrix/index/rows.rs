//! A set of rows, one bit for each.

/// Rows of a matrix by their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowSet {
    rows: usize,
    /// Bits behind the last row are never set.
    words: Vec<u64>,
}

impl RowSet {
    /// No row of so many.
    pub fn none(rows: usize) -> Self {
        Self {
            rows,
            words: vec![0; rows.div_ceil(64)],
        }
    }

    /// All of so many rows.
    pub fn all(rows: usize) -> Self {
        let mut set = Self {
            rows,
            words: vec![u64::MAX; rows.div_ceil(64)],
        };
        set.trim();
        set
    }

    /// These of so many rows; numbers beyond them are left out.
    pub fn of(rows: usize, numbers: &[u32]) -> Self {
        let mut set = Self::none(rows);
        for &row in numbers {
            set.insert(row);
        }
        set
    }

    fn trim(&mut self) {
        let beyond = self.words.len() * 64 - self.rows;
        if let Some(last) = self.words.last_mut() {
            *last &= u64::MAX >> beyond;
        }
    }

    /// Adds a row.
    pub fn insert(&mut self, row: u32) {
        let row = row as usize;
        if row < self.rows {
            self.words[row / 64] |= 1 << (row % 64);
        }
    }

    /// Whether a row is in it.
    pub fn contains(&self, row: u32) -> bool {
        let row = row as usize;
        self.words
            .get(row / 64)
            .is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// How many rows are in it.
    pub fn count(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// Whether no row is in it.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// How many rows there are, in it or not.
    pub fn size(&self) -> usize {
        self.rows
    }

    /// Leaves only what is in the other set too.
    pub fn keep(&mut self, other: &RowSet) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Adds what is in the other set.
    pub fn add(&mut self, other: &RowSet) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// Takes away what is in the other set.
    pub fn remove(&mut self, other: &RowSet) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }

    /// What is in it becomes what is not.
    pub fn turn(&mut self) {
        for word in &mut self.words {
            *word = !*word;
        }
        self.trim();
    }

    /// How many rows are in both sets.
    pub fn count_both(&self, other: &RowSet) -> usize {
        let both = self.words.iter().zip(&other.words);
        both.map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    /// The rows in it, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(index, &word)| {
            let base = index as u32 * 64;
            let mut left = word;
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let bit = left.trailing_zeros();
                    left &= left - 1;
                    base + bit
                })
            })
        })
    }

    /// Calls with each row in it, ascending: [`RowSet::iter`] for tight loops.
    pub fn each(&self, mut visit: impl FnMut(u32)) {
        for (index, &word) in self.words.iter().enumerate() {
            let base = index as u32 * 64;
            let mut left = word;
            while left != 0 {
                visit(base + left.trailing_zeros());
                left &= left - 1;
            }
        }
    }

    /// Its words, to be filled 64 rows at a time.
    pub(super) fn fill(&mut self, mut bits: impl FnMut(std::ops::Range<usize>) -> u64) {
        let rows = self.rows;
        for (index, word) in self.words.iter_mut().enumerate() {
            *word = bits(index * 64..rows.min(index * 64 + 64));
        }
    }
}
