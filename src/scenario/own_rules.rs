//! Rules of the user's own: house policy, and rules on licenses that come on
//! top of the built-in ones. They can add to a verdict and never lighten it.

use super::book::RawBook;
use super::rule::{Each, Lane, Rule, RulesFile};
use crate::catalog::{Citation, License, Overlaid, Parsed, Problem};

/// What rules of the user's own cannot say, so that it is not offered where a
/// word is wrong: they look at licenses and answers, not at what others found.
pub const NOT_IN_OWN_RULES: &[&str] = &["UnmetDuty", "SeparateOnFile", "Post", "Regulation"];

/// What such rules have to keep besides what every rule has to.
pub(super) fn check_own(raw: &RawBook, problems: &mut Vec<Problem>) {
    for file in &raw.own {
        for rule in &file.value.rules {
            let id = &rule.id;
            let place = format!("id: \"{id}\"");
            let mut report = |word: &str, what: String, advice: &str| {
                problems.push(file.source.problem(&[&place, word], what, advice));
            };
            // What closes an evaluation changes what others found.
            if rule.each == Each::Post {
                report(
                    "Post",
                    format!("the rule {id} runs after all others"),
                    "Use another \"each\"; a rule of your own adds to what others found and does not change it",
                );
            }
            if rule.lane == Lane::Regulation {
                report(
                    "Regulation",
                    format!("the rule {id} is in the lane Regulation"),
                    "Use Policy for a rule of the house, or License for one on licenses",
                );
            }
        }
    }
}

/// The rules, each with the file it comes from.
pub(super) fn rules(own: Vec<Parsed<RulesFile>>) -> impl Iterator<Item = Rule> {
    own.into_iter().flat_map(|file| {
        let path = file.source.path;
        file.value.rules.into_iter().map(move |rule| Rule {
            origin: Some(path.clone()),
            ..rule
        })
    })
}

/// Where the attributes stand that a rule reads: no license gives a clause for
/// a rule of the user's own.
pub(super) fn citations(rule: &Rule, license: &License) -> Vec<Citation> {
    let mut citations: Vec<Citation> = Vec::new();
    for attribute in rule.when.attributes() {
        let term = license
            .terms
            .values()
            .find(|entry| entry.facts.contains_key(attribute));
        for citation in term.iter().flat_map(|entry| &entry.cite) {
            if !citations.contains(citation) {
                citations.push(citation.clone());
            }
        }
    }
    citations
}

/// What the files add, for telling it.
pub(super) fn added(raw: &RawBook) -> Vec<Overlaid> {
    let mut added = Vec::new();
    for file in &raw.own {
        let mut note = |what: &'static str, id: &str| {
            added.push(Overlaid {
                what,
                id: id.to_owned(),
                replaces: false,
                file: file.source.path.clone(),
            });
        };
        for rule in &file.value.rules {
            note("rule", &rule.id);
        }
        for duty in &file.value.duties {
            note("obligation", &duty.key);
        }
    }
    added
}

/// "own rule, house.ron, AI policy section 4": the file's name and where it
/// stands in the house's own papers. `None` for a built-in rule.
pub(super) fn note(origin: Option<&str>, clause: Option<&str>) -> Option<String> {
    let file = origin?.rsplit(['/', '\\']).next().unwrap_or_default();
    let words = [Some("own rule"), Some(file), clause];
    Some(words.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// "2 rules and 1 obligation from house.ron, 1 rule from team.ron".
pub(super) fn in_words(added: &[Overlaid]) -> String {
    let mut files: Vec<(&str, usize, usize)> = Vec::new();
    for one in added {
        if files.last().is_none_or(|(file, ..)| *file != one.file) {
            files.push((&one.file, 0, 0));
        }
        if let Some((_, rules, duties)) = files.last_mut() {
            *(if one.what == "rule" { rules } else { duties }) += 1;
        }
    }
    let list: Vec<String> = files
        .into_iter()
        .map(|(file, rules, duties)| format!("{} from {file}", counted(rules, duties)))
        .collect();
    list.join(", ")
}

/// "2 rules and 1 obligation".
pub(super) fn counted(rules: usize, duties: usize) -> String {
    let count = |number: usize, what: &str| match number {
        0 => None,
        1 => Some(format!("1 {what}")),
        more => Some(format!("{more} {what}s")),
    };
    let parts = [count(rules, "rule"), count(duties, "obligation")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" and ")
}
