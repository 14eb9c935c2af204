//! Fingerprints of words.

use sha2::{Digest, Sha256};

/// A Mersenne prime, so that the rest of a division is cheap.
const PRIME: u64 = (1 << 61) - 1;
const BASE: u64 = 1_000_003_207;

/// SHA-256 in lower-case hex.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn times(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    // Both parts are below 2^62, so their sum fits.
    let low = (product as u64) & PRIME;
    let high = (product >> 61) as u64;
    let sum = low + high;
    if sum >= PRIME { sum - PRIME } else { sum }
}

fn next(hash: u64, letter: char) -> u64 {
    let sum = times(hash, BASE) + u64::from(u32::from(letter)) + 1;
    if sum >= PRIME { sum - PRIME } else { sum }
}

/// The polynomial hash of a text: for each letter, the hash so far times a base
/// plus the letter. It only finds candidates; [`sha256_hex`] decides.
pub fn rolling_hash(text: &str) -> u64 {
    text.chars().fold(0, next)
}

/// The rolling hashes of all parts of a text.
#[derive(Debug)]
pub struct Rolling {
    /// Hash of the first n letters.
    before: Vec<u64>,
    /// The base to the power of n.
    power: Vec<u64>,
}

impl Rolling {
    /// Prepares a text.
    pub fn new(letters: &[char]) -> Self {
        let mut before = Vec::with_capacity(letters.len() + 1);
        let mut power = Vec::with_capacity(letters.len() + 1);
        before.push(0);
        power.push(1);
        for (index, &letter) in letters.iter().enumerate() {
            before.push(next(before[index], letter));
            power.push(times(power[index], BASE));
        }
        Self { before, power }
    }

    /// Hash of `length` letters from `start` on; `None` past the end.
    pub fn part(&self, start: usize, length: usize) -> Option<u64> {
        let end = *self.before.get(start + length)?;
        let shifted = times(self.before[start], self.power[length]);
        Some(if end >= shifted {
            end - shifted
        } else {
            end + PRIME - shifted
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_the_hash_of_its_words() {
        let text = "Für alle 通义千问, 700 million";
        let letters: Vec<char> = text.chars().collect();
        let rolling = Rolling::new(&letters);
        for start in 0..letters.len() {
            for length in 0..=letters.len() - start {
                let part: String = letters[start..start + length].iter().collect();
                assert_eq!(rolling.part(start, length), Some(rolling_hash(&part)));
            }
        }
        assert_eq!(rolling.part(3, letters.len()), None);
    }
}
