//! Which value each row has, as numbers no wider than they need to be.

/// The value of each row, by its place among the values of the column.
///
/// Orders and counts go through millions of them, row by row or here and
/// there: with one or two bytes for a row they stay in the near caches.
#[derive(Debug, Clone)]
pub(super) enum Codes {
    /// Up to 256 values.
    Bytes(Vec<u8>),
    /// Up to 65 536 values.
    Shorts(Vec<u16>),
    /// More.
    Words(Vec<u32>),
}

/// Does the same with the codes at each width, each by loops of its own.
macro_rules! at_width {
    ($codes:expr, $list:ident => $work:expr) => {
        match $codes {
            $crate::matrix::index::codes::Codes::Bytes($list) => $work,
            $crate::matrix::index::codes::Codes::Shorts($list) => $work,
            $crate::matrix::index::codes::Codes::Words($list) => $work,
        }
    };
}
pub(super) use at_width;

/// A code at one of the widths.
pub(super) trait Code: Copy {
    /// As a place in a list.
    fn place(self) -> usize;
}

impl Code for u8 {
    fn place(self) -> usize {
        usize::from(self)
    }
}

impl Code for u16 {
    fn place(self) -> usize {
        usize::from(self)
    }
}

impl Code for u32 {
    fn place(self) -> usize {
        self as usize
    }
}

impl Codes {
    /// The codes of a column with so many values.
    pub fn of(codes: Vec<u32>, values: usize) -> Self {
        if values <= 1 << 8 {
            Codes::Bytes(codes.iter().map(|code| *code as u8).collect())
        } else if values <= 1 << 16 {
            Codes::Shorts(codes.iter().map(|code| *code as u16).collect())
        } else {
            Codes::Words(codes)
        }
    }

    /// The code of a row.
    pub fn get(&self, row: u32) -> usize {
        at_width!(self, list => list[row as usize].place())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_as_wide_as_their_number_asks_for() {
        for (values, bytes) in [(1, 1), (256, 1), (257, 2), (65_536, 2), (65_537, 4)] {
            let all: Vec<u32> = (0..values).collect();
            let codes = Codes::of(all.clone(), values as usize);
            let width = match &codes {
                Codes::Bytes(_) => 1,
                Codes::Shorts(_) => 2,
                Codes::Words(_) => 4,
            };
            assert_eq!(width, bytes, "{values} values");
            assert!(all.iter().all(|&code| codes.get(code) == code as usize));
        }
    }
}
