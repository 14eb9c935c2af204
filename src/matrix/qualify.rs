//! Words that say more than a value's id: who has to show a line and when, how
//! much a lawsuit ends.

use super::Tone;
use crate::catalog::{Effect, License, NONE, SILENT, TermValue};

/// The words and the tone of a term where its id alone would mislead.
pub(super) fn qualified(
    license: &License,
    term: &str,
    value: &TermValue,
) -> Option<(String, Tone)> {
    let text = |attribute: &str| license.fact(attribute).text();
    let flag = |attribute: &str| license.fact(attribute).flag();
    match (term, value) {
        ("built_with_display", TermValue::Words(words)) => {
            let when = display_condition(license).map_or(String::new(), |when| format!(", {when}"));
            Some((
                format!("{}{when}", prescribed_words(words)),
                Tone::Condition,
            ))
        }
        ("naming_prefix", TermValue::Words(words)) => {
            Some((prescribed_words(words), Tone::Condition))
        }
        ("notice_file", TermValue::Id("no")) if flag("retain") == Some(true) => Some((
            "No file of its own; keep existing notices".to_owned(),
            Tone::Condition,
        )),
        ("patent_grant", TermValue::Id(SILENT)) => {
            let words = match text("patent")? {
                "GenericIp" => "Not named; a general grant of rights",
                "VerbsOnly" => "Not named; a grant to make and sell",
                _ => return None,
            };
            Some((words.to_owned(), Tone::Review))
        }
        ("termination", TermValue::Id(NONE)) if text("irrevocable") == Some("Revocable") => {
            Some(("No ground named, but revocable".to_owned(), Tone::Condition))
        }
        ("litigation_termination", TermValue::Id(id)) if *id != NONE => {
            let suits = match *id {
                "patent_only" => "Patent suits",
                "any_ip" => "Intellectual-property suits",
                "copyright_or_patent" => "Copyright or patent suits",
                _ => return None,
            };
            let ends = match text("retaliation_effect") {
                Some("PatentLicenses") => "the patent license ends",
                Some("AllRights") => "all rights end",
                _ => "how much ends is not known",
            };
            Some((format!("{suits}: {ends}"), Tone::Condition))
        }
        _ => None,
    }
}

/// When a display line is due, if not always.
pub fn display_condition(license: &License) -> Option<&'static str> {
    let set = |attribute: &str| license.fact(attribute).text().is_some();
    if set("brand") {
        let above = |effect| {
            license
                .thresholds
                .iter()
                .any(|limit| limit.effect == effect)
        };
        if above(Effect::DisplayName) {
            return Some("only above a limit");
        }
        return match license.fact("brand_cond").text() {
            Some("CommercialUse") => Some("in commercial use"),
            _ => None,
        };
    }
    // In the order in which the term takes its words.
    [
        ("docs_statement", "for models made with the outputs"),
        ("multimodal_credit", "for multimodal models"),
        ("pr_statement", "in public statements about a derivative"),
    ]
    .into_iter()
    .find(|(attribute, _)| set(attribute))
    .map(|(_, when)| when)
}

/// Prescribed words in quotes; where the license leaves a choice, each of them.
pub fn prescribed_words(words: &str) -> String {
    if words == "model name" {
        return "The model's name".to_owned();
    }
    let quoted: Vec<String> = words
        .split(" / ")
        .map(|choice| format!("\u{201c}{choice}\u{201d}"))
        .collect();
    quoted.join(" or ")
}
