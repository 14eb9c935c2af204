//! Whether an answer of the scenario meets an obligation: the name of the
//! changed model, and the license it is passed on under. A check never makes a
//! verdict lighter.

use super::PlanItem;
use crate::catalog::{Catalog, License, TermValue, term_value};
use crate::scenario::{Answer, DutyCheck, RuleBook, Scenario};

/// What a check came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked at.
    pub subject: CheckSubject,
    /// The answer, if there is one.
    pub given: Option<String>,
    /// What came out.
    pub outcome: Outcome,
    /// Why, in words.
    pub words: String,
}

/// What a check looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckSubject {
    /// The name of the changed or trained model.
    Name,
    /// The license it is passed on under.
    License,
}

impl CheckSubject {
    /// Id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            CheckSubject::Name => "name",
            CheckSubject::License => "license",
        }
    }
}

/// What came out of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The answer meets the obligation as far as a program can tell.
    Ok,
    /// It does not.
    NotOk,
    /// A program cannot tell.
    Review,
    /// There is no answer.
    NotSaid,
}

impl Outcome {
    /// Id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Outcome::Ok => "ok",
            Outcome::NotOk => "not_ok",
            Outcome::Review => "review",
            Outcome::NotSaid => "not_said",
        }
    }

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Outcome::Ok => "Fits",
            Outcome::NotOk => "Does not fit",
            Outcome::Review => "Needs a closer look",
            Outcome::NotSaid => "Not said",
        }
    }

    /// How it is to be taken.
    pub fn tone(self) -> crate::matrix::Tone {
        use crate::matrix::Tone;
        match self {
            Outcome::Ok => Tone::Good,
            Outcome::NotOk => Tone::Bad,
            Outcome::Review => Tone::Review,
            Outcome::NotSaid => Tone::Unknown,
        }
    }
}

/// A first word that a license demands, and the models it does so for.
pub(super) struct Prefix {
    license: String,
    word: String,
    models: Vec<String>,
}

/// All first words that the lines of a plan demand.
pub(super) fn prefixes(catalog: &Catalog, book: &RuleBook, items: &[PlanItem]) -> Vec<Prefix> {
    items
        .iter()
        .filter(|item| kind(book, item) == Some(DutyCheck::Name))
        .filter_map(|item| {
            Some(Prefix {
                license: item.license.clone(),
                word: word_of(catalog, item)?.to_owned(),
                models: item.models.clone(),
            })
        })
        .collect()
}

/// The check of a line; `None` if no answer can meet its obligation.
pub(super) fn check(
    catalog: &Catalog,
    book: &RuleBook,
    scenario: &Scenario,
    item: &PlanItem,
    prefixes: &[Prefix],
) -> Option<Check> {
    let kind = kind(book, item)?;
    let (subject, field) = match kind {
        DutyCheck::Name => (CheckSubject::Name, "derivative_name"),
        DutyCheck::CarriesLimits | DutyCheck::SameLicense => {
            (CheckSubject::License, "derivative_license")
        }
    };
    let given = answered_line(scenario, field);
    let (outcome, words) = match kind {
        DutyCheck::Name => check_name(catalog, item, given, prefixes),
        _ => check_license(catalog, item, given, kind),
    };
    Some(Check {
        subject,
        given: given.map(str::to_owned),
        outcome,
        words,
    })
}

fn kind(book: &RuleBook, item: &PlanItem) -> Option<DutyCheck> {
    book.duty(&item.duty)?.check
}

/// A line of text that the scenario gives.
pub(super) fn answered_line<'a>(scenario: &'a Scenario, field: &str) -> Option<&'a str> {
    match scenario.answer(field) {
        Answer::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// The word that a line demands first in the name.
fn word_of<'a>(catalog: &'a Catalog, item: &PlanItem) -> Option<&'a str> {
    catalog
        .license(&item.license)?
        .fact(item.words.as_deref()?)
        .text()
}

fn check_name(
    catalog: &Catalog,
    item: &PlanItem,
    given: Option<&str>,
    prefixes: &[Prefix],
) -> (Outcome, String) {
    let Some(word) = word_of(catalog, item) else {
        return (
            Outcome::Review,
            "Nobody has read whether this license demands a first word".to_owned(),
        );
    };
    let (outcome, mut words) = match given {
        None => (
            Outcome::NotSaid,
            format!(
                "Say what the model is called; its name has to begin with \u{201c}{word}\u{201d}"
            ),
        ),
        Some(name) => (name_outcome(name, word), name_words(name, word)),
    };
    let others = prefixes
        .iter()
        .filter(|other| other.license != item.license && !agree(word, &other.word));
    for other in others {
        let short = catalog
            .license(&other.license)
            .map_or(other.license.as_str(), |license| license.short.as_str());
        let demand = format!("{short} demands \u{201c}{}\u{201d} first", other.word);
        if other.models.iter().any(|model| item.models.contains(model)) {
            return (
                Outcome::NotOk,
                format!("{words}. {demand} for the same model: no name can begin with both"),
            );
        }
        words.push_str(&format!(
            ". {demand}: a model made from both cannot have a name that fits"
        ));
    }
    (outcome, words)
}

/// Whether one name can begin with both words.
fn agree(one: &str, other: &str) -> bool {
    name_outcome(one, other) == Outcome::Ok || name_outcome(other, one) == Outcome::Ok
}

/// Whether a name begins with a word, as a license demands: with its capitals,
/// and as a whole word. Another sign in place of a space needs a closer look.
pub fn name_outcome(name: &str, word: &str) -> Outcome {
    if let Some(rest) = name.strip_prefix(word) {
        return if ends_here(word, rest) {
            Outcome::Ok
        } else {
            Outcome::NotOk
        };
    }
    let plain = |text: &str| text.replace(['-', '_'], " ");
    match plain(name).strip_prefix(plain(word).as_str()) {
        Some(rest) if ends_here(word, rest) => Outcome::Review,
        _ => Outcome::NotOk,
    }
}

/// Whether a word is over where the rest begins: "Llama 3" is not in "Llama 3.1"
/// and "Llama" is not in "Llamas".
fn ends_here(word: &str, rest: &str) -> bool {
    let mut letters = rest.chars();
    let number = word.ends_with(|c: char| c.is_ascii_digit());
    match (letters.next(), letters.next()) {
        (Some('.'), Some(next)) if number => !next.is_ascii_digit(),
        (Some(next), _) => !next.is_alphanumeric(),
        (None, _) => true,
    }
}

/// Why a name fits or does not.
fn name_words(name: &str, word: &str) -> String {
    let lower = |text: &str| text.to_lowercase().replace(['-', '_'], " ");
    let quoted = format!("\u{201c}{name}\u{201d}");
    match name_outcome(name, word) {
        Outcome::Ok => format!("{quoted} begins with \u{201c}{word}\u{201d}"),
        Outcome::Review => format!(
            "{quoted} begins with \u{201c}{word}\u{201d}, but with another sign in place of a space"
        ),
        _ if name.starts_with(word) => format!(
            "{quoted} begins with a longer word than \u{201c}{word}\u{201d}; put a space or a hyphen behind it"
        ),
        _ if lower(name).starts_with(&lower(word)) => {
            format!("{quoted} writes \u{201c}{word}\u{201d} with other letters or signs")
        }
        _ if lower(name).contains(&lower(word)) => {
            format!("In {quoted} the word \u{201c}{word}\u{201d} does not come first")
        }
        _ => format!("{quoted} does not begin with \u{201c}{word}\u{201d}"),
    }
}

fn check_license(
    catalog: &Catalog,
    item: &PlanItem,
    given: Option<&str>,
    kind: DutyCheck,
) -> (Outcome, String) {
    let short = catalog
        .license(&item.license)
        .map_or(item.license.as_str(), |license| license.short.as_str());
    let Some(given) = given else {
        return (
            Outcome::NotSaid,
            format!(
                "Say under which license the model is passed on; the terms of {short} have to go on"
            ),
        );
    };
    match named(catalog, given) {
        Some(license) if license.id == item.license => {
            (Outcome::Ok, format!("{short} is passed on itself"))
        }
        Some(license) if kind == DutyCheck::SameLicense => (
            Outcome::NotOk,
            format!("{} is another license than {short}", license.short),
        ),
        Some(license) if frees_all(license) => (
            Outcome::Review,
            format!(
                "{} limits no use and cannot carry the limits of {short} by itself",
                license.short
            ),
        ),
        _ => (
            Outcome::Review,
            format!("Whether \u{201c}{given}\u{201d} carries the terms of {short} is not known"),
        ),
    }
}

/// Whether a license lets everybody use a work for everything.
fn frees_all(license: &License) -> bool {
    matches!(
        term_value(license, "license_class"),
        TermValue::Id("osi_approved" | "permissive")
    )
}

/// The license of the catalog that somebody means by a name or an id.
fn named<'a>(catalog: &'a Catalog, given: &str) -> Option<&'a License> {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
            .replace("licence", "license")
    };
    let wanted = plain(given);
    catalog.licenses().find(|license| {
        let spdx = license.spdx_id.as_deref().unwrap_or(&license.id);
        let names = [
            license.id.as_str(),
            spdx,
            license.short.as_str(),
            license.title.as_str(),
        ];
        names.into_iter().any(|name| plain(name) == wanted)
    })
}
