//! Countries and groups of countries by code or name.

use celes::{Country, LookupTable};
use unicode_normalization::UnicodeNormalization;

/// Groups that stand for several countries, with what people call them.
const GROUPS: [(&str, &str, &[&str]); 3] = [
    ("EU", "European Union", &["europeanunion"]),
    ("EEA", "European Economic Area", &["europeaneconomicarea"]),
    (
        "WORLD",
        "the whole world",
        &["worldwide", "thewholeworld", "everywhere", "global"],
    ),
];

/// Names that are shorter than the official ones, or that people use.
const SHORT_NAMES: &[(&str, &str)] = &[
    ("BO", "Bolivia"),
    ("CD", "DR Congo"),
    ("FM", "Micronesia"),
    ("GB", "United Kingdom"),
    ("IR", "Iran"),
    ("KP", "North Korea"),
    ("KR", "South Korea"),
    ("LA", "Laos"),
    ("MD", "Moldova"),
    ("NL", "Netherlands"),
    ("PS", "Palestine"),
    ("RU", "Russia"),
    ("SY", "Syria"),
    ("TW", "Taiwan"),
    ("TZ", "Tanzania"),
    ("US", "United States"),
    ("VE", "Venezuela"),
    ("VN", "Vietnam"),
];

/// The code of a country or group that is named by its code (ISO 3166-1, two
/// or three letters; `UK` for `GB`) or in English. Case, spaces and a leading
/// "the" do not matter. `None`: there is no such country.
pub fn country_code(text: &str) -> Option<&'static str> {
    // As files have them; asked thousands of times.
    if let Some(code) = code_as_in_files(text) {
        return Some(code);
    }
    let name = plain(text);
    if name.is_empty() {
        return None;
    }
    if name == "uk" {
        return Some("GB");
    }
    let group = GROUPS
        .iter()
        .find(|(code, _, names)| plain(code) == name || names.contains(&name.as_str()));
    if let Some((code, ..)) = group {
        return Some(code);
    }
    let short = SHORT_NAMES.iter().find(|(_, short)| plain(short) == name);
    if let Some((code, _)) = short {
        return Some(code);
    }
    let countries = Country::get_countries();
    // A name comes before what another country is called as well.
    let named = countries.iter().find(|country| {
        let names = [country.alpha2, country.alpha3, country.long_name];
        names.iter().any(|known| plain(known) == name)
    });
    let called = || {
        let calls = |country: &&Country| country.aliases.iter().any(|alias| plain(alias) == name);
        countries.iter().find(calls)
    };
    named.or_else(called).map(|country| country.alpha2)
}

/// The code, where the text is one of a country or a group in capitals.
fn code_as_in_files(text: &str) -> Option<&'static str> {
    let group = GROUPS.iter().find(|(code, ..)| *code == text);
    if let Some((code, ..)) = group {
        return Some(code);
    }
    let capitals = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let country = capitals.then(|| Country::from_alpha2(text))?.ok()?;
    Some(country.alpha2)
}

/// A country or group in English; what is no code stays as it is.
pub fn country_name(code: &str) -> String {
    if code == "UK" {
        return country_name("GB");
    }
    let group = GROUPS.iter().find(|(known, ..)| *known == code);
    if let Some((_, name, _)) = group {
        return (*name).to_owned();
    }
    if let Some((_, name)) = SHORT_NAMES.iter().find(|(known, _)| *known == code) {
        return (*name).to_owned();
    }
    Country::from_alpha2(code).map_or_else(
        |_| code.to_owned(),
        |country| {
            let name = country.long_name;
            let name = name.strip_prefix("The ").unwrap_or(name);
            name.replace(" And ", " and ")
                .replace(" Of ", " of ")
                .replace(" The ", " the ")
        },
    )
}

/// The codes of all countries, without groups.
pub(super) fn countries() -> impl Iterator<Item = &'static str> {
    Country::get_countries()
        .into_iter()
        .map(|country| country.alpha2)
}

/// Whether this is a code of a country or group as files have it.
pub(super) fn is_code(code: &str) -> bool {
    code == "UK" || country_code(code) == Some(code)
}

/// Codes whose country's name begins like this, for completion.
pub fn countries_like(text: &str) -> Vec<(&'static str, String)> {
    let start = plain(text);
    let countries = Country::get_countries();
    let codes = countries.iter().map(|country| country.alpha2);
    let mut list: Vec<(&str, String)> = codes
        .chain(GROUPS.iter().map(|(code, ..)| *code))
        .map(|code| (code, country_name(code)))
        .filter(|(_, name)| !start.is_empty() && plain(name).starts_with(&start))
        .collect();
    list.sort_by(|a, b| a.1.cmp(&b.1));
    list
}

/// Letters only, in lower case, without accents and a leading "the".
fn plain(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    let lower = lower.strip_prefix("the ").unwrap_or(&lower);
    lower.nfd().filter(|c| c.is_alphabetic()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_known_by_code_and_by_name() {
        for (text, code) in [
            ("de", "DE"),
            ("Germany", "DE"),
            ("DEU", "DE"),
            ("the Netherlands", "NL"),
            ("south korea", "KR"),
            ("UK", "GB"),
            ("United Kingdom", "GB"),
            ("USA", "US"),
            ("united states of america", "US"),
            ("Russia", "RU"),
            ("European Union", "EU"),
            ("worldwide", "WORLD"),
            ("Czech Republic", "CZ"),
            ("C\u{f4}te d'Ivoire", "CI"),
        ] {
            assert_eq!(country_code(text), Some(code), "{text}");
        }
        for text in ["", "QQ", "Atlantis", "1", "E U R O"] {
            assert_eq!(country_code(text), None, "{text}");
        }
    }

    #[test]
    fn every_country_has_a_name_that_leads_back_to_it() {
        for country in Country::get_countries() {
            let name = country_name(country.alpha2);
            assert_eq!(country_code(&name), Some(country.alpha2), "{name}");
            assert!(is_code(country.alpha2));
            let written = [country.alpha2.to_owned(), country.alpha2.to_lowercase()];
            for code in written {
                assert_eq!(country_code(&code), Some(country.alpha2), "{code}");
            }
        }
        assert!(is_code("UK") && is_code("EEA") && !is_code("de") && !is_code("Germany"));
        assert_eq!(countries_like("germ")[0].0, "DE");
    }
}
