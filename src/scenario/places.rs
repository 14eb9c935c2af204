//! Countries and groups of them.

use std::collections::BTreeSet;

/// The members of the European Union.
const EU: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// The other members of the European Economic Area.
const EEA_ONLY: [&str; 3] = ["IS", "LI", "NO"];

/// A country or group that stands for all.
const WORLD: &str = "WORLD";

/// The words that a code stands for, itself first. Words that are no countries
/// (fields of use) stand for themselves.
fn expanded(code: &str) -> impl Iterator<Item = &str> {
    let (members, more): (&[&str], &[&str]) = match code {
        "EU" => (&EU, &[]),
        "EEA" => (&EU, &EEA_ONLY),
        // What people write; ISO 3166-1 has GB.
        "UK" => (&["GB"], &[]),
        _ => (&[], &[]),
    };
    std::iter::once(code).chain(members.iter().chain(more).copied())
}

/// Whether an answer's word and a license's set have a place in common. Groups
/// count on both sides, and the whole world meets every place.
pub(super) fn meet(word: &str, set: &BTreeSet<String>) -> bool {
    if word == WORLD || set.contains(WORLD) {
        return !set.is_empty();
    }
    expanded(word).any(|place| set.iter().any(|other| expanded(other).any(|o| o == place)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &[&str]) -> BTreeSet<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn groups_count_on_both_sides() {
        assert!(meet("DE", &set(&["EU"])));
        assert!(meet("EU", &set(&["FR"])));
        assert!(meet("EEA", &set(&["NO"])) && !meet("EU", &set(&["NO"])));
        assert!(meet("UK", &set(&["GB"])) && meet("GB", &set(&["UK"])));
        assert!(meet("EU", &set(&["EEA"])));
        assert!(!meet("CH", &set(&["EU", "GB"])));
    }

    #[test]
    fn the_world_meets_every_place_but_not_nothing() {
        assert!(meet("WORLD", &set(&["CA"])));
        assert!(!meet("WORLD", &set(&[])));
    }
}
