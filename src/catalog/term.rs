//! Terms: what people read in the matrix, made from the attributes that the
//! rules read. No term's value is stored a second time.

use super::term_value::{NONE, SILENT, TermValue, Territory, UNKNOWN};
use super::{Fact, License, Metric, Threshold};

/// The value of a term, made from the license's facts.
///
/// `enterprise_ready` is not made here: it reads the other terms, see
/// [`super::Catalog::readiness`].
pub fn term_value(license: &License, term: &str) -> TermValue {
    let fact = |name: &str| license.fact(name);
    let id = |id| TermValue::Id(id);
    match term {
        "license_class" => id(license_class(license)),
        "commercial_use" => id(commercial_use(license)),
        "user_threshold" => limits(license, &[Metric::Mau, Metric::Visits]),
        "revenue_threshold" => limits(
            license,
            &[Metric::Revenue, Metric::OutputTokens, Metric::None],
        ),
        "output_training" => id(output_training(license)),
        "modification" => id(grant(license, "grant_modify")),
        "redistribution" => id(redistribution(license)),
        "hosting" => id(grant(license, "grant_host")),
        "sublicensing" => id(word(
            fact("sublicensing"),
            &[("Yes", "yes"), ("No", "no"), ("Silent", SILENT)],
            SILENT,
        )),
        "license_copy" => id(yes_no(fact("weights_copy"))),
        "notice_file" => id(notice_file(license)),
        "mark_changes" => id(yes_no(fact("state_changes"))),
        "naming_prefix" => prescribed(&[fact("prefix")]),
        "built_with_display" => prescribed(&[
            fact("brand"),
            fact("docs_statement"),
            fact("multimodal_credit"),
            fact("pr_statement"),
        ]),
        "acceptable_use" => id(word(
            fact("aup"),
            &[
                ("Incorporated", "incorporated"),
                ("Attachment", "attachment"),
                ("Embedded", "attachment"),
                ("Separate", "separate"),
            ],
            NONE,
        )),
        "territory" => territory(license),
        _ => risk_term(license, term),
    }
}

/// The terms of the group "Risk".
fn risk_term(license: &License, term: &str) -> TermValue {
    let fact = |name: &str| license.fact(name);
    TermValue::Id(match term {
        "patent_grant" => word(
            fact("patent"),
            &[
                ("Express", "express"),
                ("GenericIp", SILENT),
                ("VerbsOnly", SILENT),
                ("Excluded", NONE),
                ("Silent", SILENT),
            ],
            SILENT,
        ),
        "litigation_termination" => word(
            fact("retaliation_trigger"),
            &[
                ("Patent", "patent_only"),
                ("AnyIp", "any_ip"),
                ("CopyrightOrPatent", "copyright_or_patent"),
            ],
            NONE,
        ),
        "termination" => word(
            fact("ends_on_breach"),
            &[
                ("Automatic", "on_breach_automatic"),
                ("AutomaticCurable", "on_breach_automatic"),
                ("ByLicensor", "on_breach_by_notice"),
                ("AtWill", "at_will"),
            ],
            NONE,
        ),
        "irrevocable" => word(
            fact("irrevocable"),
            &[
                ("Irrevocable", "yes"),
                ("Revocable", "no"),
                ("Silent", SILENT),
            ],
            SILENT,
        ),
        "change_of_terms" => change_of_terms(license),
        "remote_restriction" => yes_no(fact("remote_restriction")),
        "indemnity" => word(
            fact("indemnity"),
            &[
                ("OnBreach", "on_breach"),
                ("ThirdPartyClaims", "third_party_claims"),
                ("Broad", "broad"),
            ],
            NONE,
        ),
        "output_ownership" => word(
            fact("output_owner"),
            &[
                ("Licensee", "user"),
                ("NotClaimed", "licensor_claims_none"),
                ("Licensor", "licensor"),
                ("Silent", SILENT),
            ],
            SILENT,
        ),
        "osi_approved" => yes_no(fact("osi")),
        "governing_law" => return code(fact("law")),
        "venue" => return code(fact("venue")),
        _ => UNKNOWN,
    })
}

/// The id for a word of a fixed vocabulary; `absent` where the text was read
/// and has no such thing. A word outside the vocabulary is not known.
fn word(fact: &Fact, table: &[(&str, &'static str)], absent: &'static str) -> &'static str {
    match fact {
        Fact::Absent => absent,
        Fact::Text(text) => table
            .iter()
            .find(|(name, _)| name == text)
            .map_or(UNKNOWN, |(_, id)| id),
        _ => UNKNOWN,
    }
}

fn yes_no(fact: &Fact) -> &'static str {
    match fact {
        Fact::Flag(true) => "yes",
        Fact::Flag(false) | Fact::Absent => "no",
        _ => UNKNOWN,
    }
}

/// A code such as `US-CA`; a text that names none is silent.
fn code(fact: &Fact) -> TermValue {
    match fact {
        Fact::Text(text) => TermValue::Words(text.clone()),
        Fact::Absent => TermValue::Id(SILENT),
        _ => TermValue::Id(UNKNOWN),
    }
}

/// The first prescribed words among several attributes. One that is not
/// recorded keeps the value unknown, unless words were found before it.
fn prescribed(facts: &[&Fact]) -> TermValue {
    if let Some(words) = facts.iter().find_map(|fact| fact.text()) {
        return TermValue::Words(words.to_owned());
    }
    if facts.iter().any(|fact| **fact == Fact::Unknown) {
        return TermValue::Id(UNKNOWN);
    }
    TermValue::Id(NONE)
}

fn commercial_use(license: &License) -> &'static str {
    // A line that every commercial product has to show is a condition, too.
    let display = license.fact("brand").text().is_some()
        && license.fact("brand_cond").text() == Some("CommercialUse");
    // Conditions that nobody has read are conditions.
    let unread = license.fact("limits_complete").flag() != Some(true)
        || *license.fact("brand") == Fact::Unknown
        || *license.fact("registration") == Fact::Unknown
        || *license.fact("competitor_clause") == Fact::Unknown;
    let conditional = unread
        || display
        || !license.thresholds.is_empty()
        || license.fact("registration").text().is_some()
        || license.fact("competitor_clause").flag() == Some(true);
    match license.fact("commercial").text() {
        Some("Allowed") if conditional => "conditional",
        Some("Allowed") => "yes",
        Some("OwnUseOnly" | "LicenseOnRequest") => "conditional",
        Some(_) => "no",
        None => UNKNOWN,
    }
}

/// Whether the license is one for research or non-commercial use only.
fn commerce_barred(license: &License) -> bool {
    commercial_use(license) == "no"
}

fn license_class(license: &License) -> &'static str {
    let text = |name: &str| license.fact(name).text();
    match text("commercial") {
        None => return UNKNOWN,
        Some("ResearchStrict" | "ResearchOnly") => return "research_only",
        Some("NonCommercialEvalOk" | "NonCommercialCc" | "NonProduction") => {
            return "non_commercial";
        }
        Some(_) => {}
    }
    if license.fact("osi").flag() == Some(true) {
        return "osi_approved";
    }
    if commercial_use(license) == "conditional" {
        return "custom_commercial";
    }
    if license.fact("flowdown").flag() == Some(true) {
        return "responsible_ai";
    }
    // What nobody has read is no freedom.
    let unread = ["share_alike", "flowdown"]
        .iter()
        .any(|name| *license.fact(name) == Fact::Unknown);
    if unread || license.fact("share_alike").flag() == Some(true) {
        return "custom_commercial";
    }
    let open = [
        license.fact("aup"),
        license.fact("excluded"),
        license.fact("domicile_excluded"),
    ]
    .iter()
    .all(|fact| **fact == Fact::Absent);
    if open {
        "permissive"
    } else {
        "custom_commercial"
    }
}

fn output_training(license: &License) -> &'static str {
    if matches!(
        license.fact("distil_is_derivative").text(),
        Some("OnImitation" | "OnAnyTransfer")
    ) && matches!(license.fact("outputs").text(), Some("Free" | "Silent"))
    {
        return "derivative_on_distillation";
    }
    if *license.fact("distil_is_derivative") == Fact::Unknown
        && license.fact("outputs").text() == Some("Free")
    {
        return UNKNOWN;
    }
    word(
        license.fact("outputs"),
        &[
            ("Free", "free"),
            ("Silent", SILENT),
            ("FreeWithNaming", "free_with_naming"),
            ("FreeWithAttribution", "free_with_attribution"),
            ("ProhibitedLlm", "banned_llm"),
            ("ProhibitedFoundation", "banned_foundation"),
            ("ProhibitedCompeting", "banned_competing"),
            ("ProhibitedAny", "banned_any"),
            ("ProhibitedExceptResearch", "research_only"),
            ("ResearchOnly", "research_only"),
        ],
        SILENT,
    )
}

/// Whether the grants are given for some purposes only.
fn purpose_bound(license: &License) -> bool {
    commerce_barred(license)
        || matches!(
            license.fact("commercial").text(),
            Some("OwnUseOnly" | "LicenseOnRequest")
        )
}

/// A grant, which some licenses give for some purposes only.
fn grant(license: &License, attribute: &str) -> &'static str {
    match license.fact(attribute).text() {
        Some("Granted" | "Inferred") if purpose_bound(license) => "conditional",
        Some("Granted" | "Inferred") => "yes",
        Some("Conflict") => "conditional",
        Some("Excluded") => "no",
        Some("Silent") => SILENT,
        _ => UNKNOWN,
    }
}

fn redistribution(license: &License) -> &'static str {
    let passed_on = ["flowdown", "share_alike"].iter().any(|terms| {
        let fact = license.fact(terms);
        fact.flag() == Some(true) || *fact == Fact::Unknown
    });
    match grant(license, "grant_distribute") {
        "yes" if passed_on => "conditional",
        other => other,
    }
}

fn notice_file(license: &License) -> &'static str {
    match (license.fact("notice_file"), license.fact("retain")) {
        (Fact::Flag(true), _) => "yes",
        (Fact::Unknown, _) => UNKNOWN,
        _ => "no",
    }
}

fn change_of_terms(license: &License) -> &'static str {
    let terms = license.fact("terms_mutable");
    let policy = license.fact("aup_mutable");
    if terms.flag() == Some(true) {
        "by_posting"
    } else if policy.flag() == Some(true) {
        "policy_only"
    } else if *terms == Fact::Unknown || *policy == Fact::Unknown {
        UNKNOWN
    } else if policy.text() == Some("Linked") {
        SILENT
    } else {
        "no"
    }
}

fn limits(license: &License, metrics: &[Metric]) -> TermValue {
    let found: Vec<Threshold> = license
        .thresholds
        .iter()
        .filter(|limit| metrics.contains(&limit.metric))
        .cloned()
        .collect();
    if !found.is_empty() {
        TermValue::Limits(found)
    } else if license.fact("limits_complete").flag() == Some(true) {
        TermValue::Id(NONE)
    } else {
        TermValue::Id(UNKNOWN)
    }
}

fn territory(license: &License) -> TermValue {
    let (places, seats) = (license.fact("excluded"), license.fact("domicile_excluded"));
    let list = |fact: &Fact| -> Vec<String> {
        fact.set()
            .map(|set| set.iter().cloned().collect())
            .unwrap_or_default()
    };
    let named = |fact: &Fact| fact.set().is_some_and(|set| !set.is_empty());
    if !named(places) && !named(seats) {
        let unknown = *places == Fact::Unknown || *seats == Fact::Unknown;
        return TermValue::Id(if unknown { UNKNOWN } else { "worldwide" });
    }
    TermValue::Territory(Territory {
        places: list(places),
        seats: list(seats),
        multimodal_only: license.fact("domicile_modality").text() == Some("Multimodal"),
        end_users_excepted: license.fact("end_user_exception").flag() == Some(true),
        permission_foreseen: license.fact("territory_path").flag() == Some(true),
    })
}
