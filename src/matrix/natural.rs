//! The order of texts with numbers in them.

use std::cmp::Ordering;

/// Compares texts so that "7B" comes before "72B": runs of digits count as
/// numbers, letters without regard to case.
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.as_bytes(), b.as_bytes());
    loop {
        match (left.first(), right.first()) {
            (None, None) => return a.cmp(b),
            (None, _) => return Ordering::Less,
            (_, None) => return Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (n, rest_left) = take_number(left);
                let (m, rest_right) = take_number(right);
                match n.cmp(&m) {
                    Ordering::Equal => (left, right) = (rest_left, rest_right),
                    order => return order,
                }
            }
            (Some(x), Some(y)) => match x.to_ascii_lowercase().cmp(&y.to_ascii_lowercase()) {
                Ordering::Equal => (left, right) = (&left[1..], &right[1..]),
                order => return order,
            },
        }
    }
}

fn take_number(bytes: &[u8]) -> (u64, &[u8]) {
    let length = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let (digits, rest) = bytes.split_at(length);
    let number = digits.iter().fold(0_u64, |n, b| {
        n.saturating_mul(10).saturating_add(u64::from(b - b'0'))
    });
    (number, rest)
}

/// Texts taken apart, so that [`natural`] need not do so at each comparison:
/// their order is nearly that of these bytes.
#[derive(Debug, Default)]
pub(super) struct NaturalKeys {
    bytes: Vec<u8>,
    /// Where the bytes of each text end.
    ends: Vec<usize>,
}

impl NaturalKeys {
    /// Takes a text apart; it has the next place.
    pub fn push(&mut self, text: &str) {
        let mut rest = text.as_bytes();
        while let Some((first, behind)) = rest.split_first() {
            if !first.is_ascii_digit() {
                self.bytes.push(first.to_ascii_lowercase());
                rest = behind;
                continue;
            }
            let number;
            (number, rest) = take_number(rest);
            // A longer number is larger. One digit stands for all: before and
            // behind what is no digit they are alike.
            let zeros = number.leading_zeros() as usize / 8;
            let digits = &number.to_be_bytes()[zeros..];
            self.bytes.extend([b'0', digits.len() as u8]);
            self.bytes.extend(digits);
        }
        self.ends.push(self.bytes.len());
    }

    /// The order of the texts at two places, as [`natural`] has it but for
    /// texts that differ in case and in zeros before numbers alone: those are
    /// equal here.
    pub fn compare(&self, a: usize, b: usize) -> Ordering {
        self.get(a).cmp(self.get(b))
    }

    fn get(&self, place: usize) -> &[u8] {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[place]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_sort_as_numbers() {
        assert_eq!(natural("Qwen2.5-7B", "Qwen2.5-72B"), Ordering::Less);
        assert_eq!(natural("a10", "A9"), Ordering::Greater);
        assert_eq!(natural("same", "same"), Ordering::Equal);
    }

    #[test]
    fn texts_taken_apart_have_the_same_order() {
        let texts = [
            "",
            "0",
            "00",
            "7",
            "007",
            "7B",
            "72B",
            "255",
            "256",
            "65536",
            "a",
            "A",
            "a1",
            "a01",
            "a10",
            "A9",
            "a-1",
            "a/1",
            "a:1",
            "a1b2",
            "a1b10",
            "a1B10",
            "b",
            "\u{e9}1",
            "\u{1}",
            "/",
            ":",
            "18446744073709551615",
            "18446744073709551616",
            "99999999999999999999",
            "1 ",
            "1\u{0}",
            "1\u{1}\u{2}",
        ];
        let mut keys = NaturalKeys::default();
        texts.iter().for_each(|text| keys.push(text));
        for (a, one) in texts.iter().enumerate() {
            for (b, other) in texts.iter().enumerate() {
                let order = keys.compare(a, b).then_with(|| one.cmp(other));
                assert_eq!(order, natural(one, other), "{one:?} {other:?}");
            }
        }
    }
}
