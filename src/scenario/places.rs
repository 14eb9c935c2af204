//! Countries and groups of them.

use std::collections::BTreeSet;

use super::country::countries;
use crate::catalog::Date;

/// A member state with the days on which it joined and left.
type Member = (&'static str, &'static str, &'static str);

/// Members since before any license of the catalog.
const LONG_AGO: &str = "1995-01-01";

/// Still a member.
const TODAY: &str = "2200-12-31";

macro_rules! members {
    ($($from:expr, $until:expr => $($code:literal)*;)*) => {
        &[$($(($code, $from, $until),)*)*]
    };
}

/// The members of the European Union, with those that left.
const EU: &[Member] = members! {
    LONG_AGO, TODAY => "AT" "BE" "DE" "DK" "ES" "FI" "FR" "GR" "IE" "IT" "LU" "NL" "PT" "SE";
    LONG_AGO, "2020-01-31" => "GB";
    "2004-05-01", TODAY => "CY" "CZ" "EE" "HU" "LT" "LV" "MT" "PL" "SI" "SK";
    "2007-01-01", TODAY => "BG" "RO";
    "2013-07-01", TODAY => "HR";
};

/// The other members of the European Economic Area.
const EEA_ONLY: &[Member] = members! {
    LONG_AGO, TODAY => "IS" "LI" "NO";
};

/// A country or group that stands for all.
const WORLD: &str = "WORLD";

/// The words that a code stands for on a day (none: today), itself first. Words
/// that are no countries (fields of use) stand for themselves.
fn expanded(code: &str, day: Option<Date>) -> impl Iterator<Item = &str> {
    let (members, more): (&[Member], &[Member]) = match code {
        "EU" => (EU, &[]),
        "EEA" => (EU, EEA_ONLY),
        // What people write; ISO 3166-1 has GB.
        "UK" => (&[("GB", LONG_AGO, TODAY)], &[]),
        _ => (&[], &[]),
    };
    let there = move |(_, from, until): &&Member| match day {
        Some(day) => {
            let on = |text| Date::parse(text).is_some_and(|other| day.is_in_or_after(other));
            on(from) && !(on(until) && Date::parse(until) != Some(day))
        }
        None => *until == TODAY,
    };
    let members = members.iter().chain(more).filter(there);
    std::iter::once(code).chain(members.map(|(code, ..)| *code))
}

/// Whether an answer's word and a license's set have a place in common. Groups
/// count on both sides as they are on the day, and the whole world meets every
/// place.
pub(super) fn meet(word: &str, set: &BTreeSet<String>, day: Option<Date>) -> bool {
    if word == WORLD || set.contains(WORLD) {
        return !set.is_empty();
    }
    if set.contains(word) {
        return true;
    }
    expanded(word, day).any(|place| {
        set.iter()
            .any(|other| expanded(other, day).any(|o| o == place))
    })
}

/// Countries of which the first one that no license names stands for all that
/// are not named.
pub(super) const ELSEWHERE: [&str; 6] = ["US", "CA", "CH", "JP", "SG", "BR"];

/// What is left of an answer without the places that meet a license's set: a
/// group that meets it in part is told by its other members.
pub(super) fn without(
    words: &BTreeSet<String>,
    barred: &BTreeSet<String>,
    day: Option<Date>,
) -> BTreeSet<String> {
    let mut left = BTreeSet::new();
    for word in words {
        let members: Vec<&str> = match word.as_str() {
            WORLD => countries().collect(),
            "EU" | "EEA" => expanded(word, day).skip(1).collect(),
            word => vec![word],
        };
        if meet(word, barred, day) {
            let free = members.into_iter().filter(|one| !meet(one, barred, day));
            left.extend(free.map(str::to_owned));
        } else {
            left.insert(word.clone());
        }
    }
    left
}

/// The places of `all` that `few` does not hold, in few words.
pub(super) fn missing(all: &BTreeSet<String>, few: &BTreeSet<String>) -> Vec<String> {
    let mut lost: BTreeSet<String> = BTreeSet::new();
    for word in all.iter().filter(|word| !few.contains(*word)) {
        let gone = |one: &str| {
            !few.iter()
                .any(|other| expanded(other, None).any(|o| o == one))
        };
        match word.as_str() {
            WORLD => lost.extend(countries().filter(|one| gone(one)).map(str::to_owned)),
            "EU" | "EEA" if few.iter().any(|one| expanded(word, None).any(|m| m == one)) => {
                let members = expanded(word, None).skip(1).filter(|one| gone(one));
                lost.extend(members.map(str::to_owned));
            }
            word => {
                lost.insert(word.to_owned());
            }
        }
    }
    grouped(lost).into_iter().collect()
}

/// The same places with the EU in place of all its members.
pub(super) fn grouped(mut places: BTreeSet<String>) -> BTreeSet<String> {
    let whole: Vec<&str> = expanded("EU", None).skip(1).collect();
    if whole.iter().all(|member| places.contains(*member)) {
        places.retain(|one| !whole.contains(&one.as_str()));
        places.insert("EU".to_owned());
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &[&str]) -> BTreeSet<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn groups_count_on_both_sides() {
        assert!(meet("DE", &set(&["EU"]), None));
        assert!(meet("EU", &set(&["FR"]), None));
        assert!(meet("EEA", &set(&["NO"]), None) && !meet("EU", &set(&["NO"]), None));
        assert!(meet("UK", &set(&["GB"]), None) && meet("GB", &set(&["UK"]), None));
        assert!(meet("EU", &set(&["EEA"]), None));
        assert!(!meet("CH", &set(&["EU", "GB"]), None));
    }

    #[test]
    fn the_world_meets_every_place_but_not_nothing() {
        assert!(meet("WORLD", &set(&["CA"]), None));
        assert!(!meet("WORLD", &set(&[]), None));
    }

    #[test]
    fn what_is_left_of_a_group_is_told_by_its_members() {
        let barred = set(&["EU", "GB", "KR"]);
        assert_eq!(without(&set(&["DE", "US"]), &barred, None), set(&["US"]));
        assert_eq!(
            without(&set(&["EEA"]), &barred, None),
            set(&["IS", "LI", "NO"])
        );
        assert_eq!(without(&set(&["UK"]), &barred, None), set(&[]));
        let world = without(&set(&["WORLD"]), &barred, None);
        assert!(world.contains("US") && world.contains("CH") && world.len() > 200);
        assert!(!world.contains("FR") && !world.contains("KR") && !world.contains("EU"));
        assert_eq!(missing(&set(&["WORLD"]), &world), ["EU", "GB", "KR"]);
        assert_eq!(missing(&set(&["DE", "US"]), &set(&["US"])), ["DE"]);
        assert_eq!(missing(&set(&["EU"]), &set(&["US"])), ["EU"]);
    }

    #[test]
    fn groups_are_as_they_were_on_the_day() {
        let eu = set(&["EU"]);
        let on = |day: &str, country: &str| meet(country, &eu, Date::parse(day));
        assert!(on("2020-01-31", "GB") && !on("2020-02-01", "GB"));
        assert!(on("2013-07-01", "HR") && !on("2013-06-30", "HR"));
    }
}
