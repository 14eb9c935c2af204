//! The words and the tone for each value of each term.

use super::Tone;
use crate::catalog::{NONE, SILENT, Threshold, UNKNOWN};

/// The words for a value id of a term, and how the value is to be taken.
///
/// Only values that were read in a text as favorable are [`Tone::Good`];
/// silence on a right is for review, and what is not known is unknown.
pub fn id_words(term: &str, id: &str) -> (&'static str, Tone) {
    if id == UNKNOWN {
        return ("Unknown", Tone::Unknown);
    }
    match term {
        "license_class" => class_words(id),
        "commercial_use" | "modification" | "redistribution" | "hosting" | "sublicensing" => {
            right_words(id)
        }
        "output_training" => output_words(id),
        "user_threshold" | "revenue_threshold" if id == NONE => ("None", Tone::Good),
        "license_copy" | "notice_file" | "mark_changes" => match id {
            "yes" => ("Required", Tone::Condition),
            _ => ("Not required", Tone::Good),
        },
        "naming_prefix" | "built_with_display" => ("None", Tone::Good),
        "acceptable_use" => match id {
            "incorporated" => ("Incorporated by link", Tone::Condition),
            "attachment" => ("Part of the license", Tone::Condition),
            "separate" => ("Separate document", Tone::Review),
            _ => ("None", Tone::Good),
        },
        "territory" => ("Worldwide", Tone::Good),
        "osi_approved" => match id {
            "yes" => ("Yes", Tone::Good),
            _ => ("No", Tone::Neutral),
        },
        "enterprise_ready" => match id {
            "ready" => ("Ready", Tone::Good),
            "blocked" => ("Blocked", Tone::Bad),
            _ => ("Review", Tone::Review),
        },
        _ => risk_words(term, id),
    }
}

fn class_words(id: &str) -> (&'static str, Tone) {
    match id {
        "osi_approved" => ("OSI approved", Tone::Good),
        "permissive" => ("Permissive", Tone::Good),
        "custom_commercial" => ("Custom, with conditions", Tone::Condition),
        "responsible_ai" => ("Responsible AI", Tone::Condition),
        "non_commercial" => ("Non-commercial", Tone::Bad),
        "research_only" => ("Research only", Tone::Bad),
        "api_only" => ("Service only, no weights", Tone::Unknown),
        _ => ("Unknown", Tone::Unknown),
    }
}

fn right_words(id: &str) -> (&'static str, Tone) {
    match id {
        "yes" => ("Yes", Tone::Good),
        "conditional" => ("Conditional", Tone::Condition),
        "no" => ("No", Tone::Bad),
        SILENT => ("Silent", Tone::Review),
        _ => ("Unknown", Tone::Unknown),
    }
}

fn output_words(id: &str) -> (&'static str, Tone) {
    match id {
        "free" => ("Free", Tone::Good),
        "free_with_naming" => ("Free with a name prefix", Tone::Condition),
        "free_with_attribution" => ("Free with attribution", Tone::Condition),
        "derivative_on_distillation" => ("A distilled model is a derivative", Tone::Condition),
        "banned_llm" => ("Banned for other language models", Tone::Bad),
        "banned_foundation" => ("Banned for other foundation models", Tone::Bad),
        "banned_competing" => ("Banned for competing models", Tone::Bad),
        "banned_any" => ("Banned for any other model", Tone::Bad),
        "research_only" => ("Research only", Tone::Bad),
        SILENT => ("Silent", Tone::Review),
        _ => ("Unknown", Tone::Unknown),
    }
}

fn risk_words(term: &str, id: &str) -> (&'static str, Tone) {
    match (term, id) {
        ("patent_grant", "express") => ("Express", Tone::Good),
        ("patent_grant", NONE) => ("Excluded", Tone::Condition),
        ("litigation_termination" | "termination" | "indemnity", NONE) => ("None", Tone::Good),
        ("litigation_termination", "patent_only") => ("Patent suits only", Tone::Condition),
        ("litigation_termination", "any_ip") => ("Any intellectual-property suit", Tone::Condition),
        ("litigation_termination", "copyright_or_patent") => {
            ("Copyright or patent suits", Tone::Condition)
        }
        ("termination", "on_breach_automatic") => ("By itself on breach", Tone::Condition),
        ("termination", "on_breach_by_notice") => ("By the licensor on breach", Tone::Condition),
        ("termination", "at_will") => ("At the licensor's will", Tone::Bad),
        ("irrevocable", "yes") => ("Yes", Tone::Good),
        ("irrevocable", "no") => ("No", Tone::Condition),
        ("change_of_terms", "no") => ("No", Tone::Good),
        ("change_of_terms", "policy_only") => ("Policy only", Tone::Condition),
        ("change_of_terms", "by_posting") => ("By posting new terms", Tone::Bad),
        ("remote_restriction", "yes") => ("Yes", Tone::Condition),
        ("remote_restriction", _) => ("No", Tone::Good),
        ("indemnity", "on_breach") => ("On breach", Tone::Condition),
        ("indemnity", "third_party_claims") => ("Third-party claims", Tone::Condition),
        ("indemnity", "broad") => ("Broad", Tone::Condition),
        ("output_ownership", "user") => ("The user", Tone::Good),
        ("output_ownership", "licensor_claims_none") => ("Licensor claims none", Tone::Good),
        ("output_ownership", "licensor") => ("The licensor", Tone::Bad),
        ("governing_law" | "venue", SILENT) => ("None named", Tone::Neutral),
        (_, SILENT) => ("Silent", Tone::Review),
        _ => ("Unknown", Tone::Unknown),
    }
}

/// The place a law or court code stands for.
pub fn place_name(code: &str) -> &str {
    match code {
        "US-CA" => "California",
        "US-DE" => "Delaware",
        "FR" => "France",
        "CN" => "China",
        "HK" => "Hong Kong",
        "KR" => "South Korea",
        "SG" => "Singapore",
        other => other,
    }
}

/// A limit in a few words for a cell: "700M users, group, once (2024-06)".
pub fn limit_words(limit: &Threshold) -> String {
    use crate::catalog::{Effect, Metric, Moment, Scope};
    let Some(value) = limit.value else {
        return format!("Kind of business: {}", limit.effect.label());
    };
    let whose = match limit.scope {
        Scope::Product => "product",
        Scope::Licensee | Scope::LicenseeAllProducts => "licensee",
        Scope::LicenseeAndAffiliates | Scope::LicenseeAndAffiliatesAllProducts => "whole group",
        Scope::CompanyOrEmployerConsolidated => "company or employer, consolidated",
        Scope::Unknown => "whose is not known",
    };
    let what = match limit.metric {
        Metric::Mau => format!("{} users a month", short_number(value)),
        Metric::Revenue => format!("USD {}", short_number(value)),
        Metric::OutputTokens => format!("{} output tokens", short_number(value)),
        Metric::Visits => format!("{} visits a month", short_number(value)),
        Metric::None => short_number(value),
    };
    let when = match (limit.when, limit.month) {
        (Moment::AtVersionRelease, Some(month)) => format!("once, {month}"),
        (Moment::AtVersionRelease, None) => "once, at release".to_owned(),
        (Moment::Continuous, _) => "at any time".to_owned(),
        (Moment::Monthly, _) => "every month".to_owned(),
        (Moment::PrecedingMonth, _) => "month before".to_owned(),
        (Moment::AnnualContinuous, _) => "a year".to_owned(),
        (Moment::AnyConsecutive12Months, _) => "any 12 months".to_owned(),
        (Moment::LastFiscalYear, _) => "last fiscal year".to_owned(),
        (Moment::Always, _) => "always".to_owned(),
    };
    let effect = match limit.effect {
        Effect::SeparateLicense => "separate license",
        Effect::DisplayName => "show the model's name",
        Effect::NotAuthorised => "nothing granted",
        Effect::Terminates => "license ends",
        Effect::SecurityReview => "security review",
    };
    format!("{what} ({whose}, {when}): {effect}")
}

/// Whether crossing a limit costs the license or only asks for something.
pub fn limit_tone(_limit: &Threshold) -> Tone {
    Tone::Condition
}

/// "700M", "1.5bn", "20M"; a number that is not that round is written out:
/// nobody signs a rounded figure.
pub fn short_number(value: f64) -> String {
    let units = [(1e9, "bn"), (1e6, "M"), (1e3, "K")];
    let unit = units
        .iter()
        .find(|(unit, _)| value.abs() >= *unit)
        .filter(|(unit, _)| value % (unit / 1e3) == 0.0);
    match unit {
        // Four digits are as easily read as they are.
        Some((_, "K")) if value.abs() < 1e4 => format!("{value}"),
        Some((unit, name)) => format!("{}{name}", value / unit),
        None => grouped(value),
    }
}

/// "12,345,678.9"
fn grouped(value: f64) -> String {
    let plain = format!("{value}");
    let (whole, rest) = match plain.split_once('.') {
        Some((whole, rest)) => (whole, format!(".{rest}")),
        None => (plain.as_str(), String::new()),
    };
    let digits = whole.trim_start_matches('-');
    let mut out = String::from(&whole[..whole.len() - digits.len()]);
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) && digits.len() > 4 {
            out.push(',');
        }
        out.push(digit);
    }
    out + &rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_right() {
        assert_eq!(short_number(700e6), "700M");
        assert_eq!(short_number(1.5e9), "1.5bn");
        assert_eq!(short_number(20e6), "20M");
        assert_eq!(short_number(500.0), "500");
        assert_eq!(short_number(3000.0), "3000");
        assert_eq!(short_number(25e3), "25K");
        assert_eq!(short_number(1_250_000.0), "1.25M");
        assert_eq!(short_number(45_123_456.0), "45,123,456");
        assert_eq!(short_number(0.5), "0.5");
        for exact in [700e6, 1.5e9, 45_123_456.0, 1_250_000.0, 3000.0, 12_345.5] {
            let read = crate::matrix::parse_number(&short_number(exact));
            assert_eq!(read, Some(exact));
        }
    }

    #[test]
    fn what_is_unknown_is_never_good() {
        for term in [
            "commercial_use",
            "user_threshold",
            "territory",
            "indemnity",
            "naming_prefix",
        ] {
            assert_eq!(id_words(term, UNKNOWN).1, Tone::Unknown, "{term}");
        }
        assert_eq!(id_words("hosting", SILENT).1, Tone::Review);
    }
}
