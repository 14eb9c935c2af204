//! Which values an attribute of a license may take.

use super::Fact;

/// The type of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactType {
    /// Yes or no.
    Flag,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Yes, no, or one of these words.
    FlagOrWord(&'static [&'static str]),
    /// Any words, such as a line that a license prescribes.
    Words,
    /// Codes of countries, two capital letters.
    Countries,
    /// Fields of use.
    Fields,
}

impl FactType {
    /// Whether a rule may ask for this value.
    pub fn has(self, value: &str) -> bool {
        let flag = matches!(value, "true" | "false");
        match self {
            FactType::Flag => flag,
            FactType::Word(words) => words.contains(&value),
            FactType::FlagOrWord(words) => flag || words.contains(&value),
            FactType::Words => true,
            FactType::Countries => is_country(value),
            FactType::Fields => FIELDS_OF_USE.contains(&value),
        }
    }
}

/// Fields of use that licenses bar or leave in doubt.
pub const FIELDS_OF_USE: &[&str] = &[
    "AdultContent",
    "Biometrics",
    "ControlledSubstances",
    "Credit",
    "CriticalInfrastructure",
    "Education",
    "Elections",
    "Employment",
    "Financial",
    "HeavyMachinery",
    "Housing",
    "Immigration",
    "Insurance",
    "Justice",
    "LawEnforcement",
    "Legal",
    "Medical",
    "MedicalAdvice",
    "Military",
    "Minors",
    "NuclearIndustry",
    "Other",
    "SocialWelfare",
    "UnlicensedProfession",
    "Weapons",
];

/// The type of an attribute; `None` if no attribute has that name.
pub fn fact_type(attribute: &str) -> Option<FactType> {
    use FactType::{Countries, Fields, Flag, FlagOrWord, Word, Words};
    const GRANT: FactType = Word(&["Granted", "Inferred", "Conflict", "Silent", "Excluded"]);
    Some(match attribute {
        "aup" => Word(&["Incorporated", "Attachment", "Embedded", "Separate"]),
        "aup_mutable" => FlagOrWord(&["Linked"]),
        "aup_text" => Word(&["Read", "Unread"]),
        "automation" => Word(&[
            "Free",
            "ProhibitedFull",
            "ProhibitedSensitive",
            "ProhibitedUndisclosed",
        ]),
        "automation_banned" | "banned" | "banned_excepted" | "grey" => Fields,
        "brand" | "docs_statement" | "forum" | "law" | "multimodal_credit" | "notice_line"
        | "pr_statement" | "prefix" | "venue" => Words,
        "brand_cond" => Word(&["Always", "CommercialUse"]),
        "brand_on" => Word(&["Uses", "Contains"]),
        "commercial" => Word(&[
            "Allowed",
            "LicenseOnRequest",
            "NonCommercialCc",
            "NonCommercialEvalOk",
            "NonProduction",
            "OwnUseOnly",
            "ResearchOnly",
            "ResearchStrict",
        ]),
        "company_evaluation" => Word(&["Granted", "Unclear", "Excluded"]),
        "cite_in_publications"
        | "commercial_path"
        | "company_distribution_barred"
        | "competitor_clause"
        | "content_filter_duty"
        | "disclosure_duty"
        | "doc_duty"
        | "end_user_exception"
        | "flowdown"
        | "hosted_is_distribution"
        | "integrated_lifts_duties"
        | "latest_version_duty"
        | "limits_complete"
        | "nonproduction_only"
        | "notice_file"
        | "osi"
        | "output_destroy_on_end"
        | "personal_ok"
        | "provider_disclosure"
        | "remote_restriction"
        | "retain"
        | "share_alike"
        | "retaliation_defence_excepted"
        | "source_credit"
        | "state_changes"
        | "terms_mutable"
        | "territory_path"
        | "weights_copy" => Flag,
        "distil_is_derivative" => Word(&["OnImitation", "OnAnyTransfer"]),
        "domicile_excluded" | "excluded" => Countries,
        "domicile_modality" => Word(&["Any", "Multimodal"]),
        "ends_on_breach" => Word(&["AtWill", "Automatic", "AutomaticCurable", "ByLicensor"]),
        "grant_distribute" | "grant_host" | "grant_modify" | "grant_use" => GRANT,
        "guardrail_clause" => Word(&["Yes", "Arguable", "UnlessReplaced"]),
        "indemnity" => Word(&["Broad", "OnBreach", "ThirdPartyClaims"]),
        "irrevocable" => Word(&["Irrevocable", "Revocable", "Silent"]),
        "licensor_faq" => Word(&["LlmOrOtherwise"]),
        "output_commercial" => Word(&["AsModel", "Conflict"]),
        "output_owner" => Word(&["Licensee", "Licensor", "NotClaimed", "Silent"]),
        "outputs" => Word(&[
            "Free",
            "FreeWithAttribution",
            "FreeWithNaming",
            "ProhibitedAny",
            "ProhibitedCompeting",
            "ProhibitedExceptResearch",
            "ProhibitedFoundation",
            "ProhibitedLlm",
            "ResearchOnly",
            "Silent",
        ]),
        "patent" => Word(&["Excluded", "Express", "GenericIp", "Silent", "VerbsOnly"]),
        "prefix_when" => Word(&["OnModify", "OnShare", "OnShareAlsoUnmodified"]),
        "registration" => Word(&["Notice", "Register"]),
        "retaliation_effect" => Word(&["AllRights", "PatentLicenses"]),
        "retaliation_target" => Word(&["Anyone", "Licensor"]),
        "retaliation_trigger" => Word(&["AnyIp", "CopyrightOrPatent", "Patent"]),
        "service_scope" => Word(&["Contains", "MakesAvailable", "Uses"]),
        "sublicensing" => Word(&["No", "Silent", "Yes"]),
        "transfer" => Word(&["NonTransferable", "Silent"]),
        "users_bound" => Word(&["Everyone", "OnBehalf"]),
        _ => return None,
    })
}

/// What is wrong with a value, and what would be right; `None` if it fits.
/// `Absent` and `Unknown` fit every attribute.
pub fn misfit(attribute: &str, fact: &Fact) -> Option<String> {
    let kind = fact_type(attribute)?;
    let one_of = |words: &[&str]| format!("write one of Text(\"{}\")", words.join("\"), Text(\""));
    let wanted = match (kind, fact) {
        (_, Fact::Absent | Fact::Unknown)
        | (FactType::Flag | FactType::FlagOrWord(_), Fact::Flag(_)) => return None,
        (FactType::Word(words) | FactType::FlagOrWord(words), Fact::Text(text))
            if words.contains(&text.as_str()) =>
        {
            return None;
        }
        (FactType::Words, Fact::Text(text)) if !text.trim().is_empty() => return None,
        (FactType::Countries, Fact::Set(set)) if set.iter().all(|code| is_country(code)) => {
            return None;
        }
        (FactType::Fields, Fact::Set(set))
            if set
                .iter()
                .all(|field| FIELDS_OF_USE.contains(&field.as_str())) =>
        {
            return None;
        }
        (FactType::Flag, _) => "write Flag(true) or Flag(false)".to_owned(),
        (FactType::Word(words), _) => one_of(words),
        (FactType::FlagOrWord(words), _) => format!("write Flag(..) or {}", one_of(words)),
        (FactType::Words, _) => "write Text(\"...\") with the words".to_owned(),
        (FactType::Countries, _) => {
            "write Set([..]) of country codes, two capital letters each".to_owned()
        }
        (FactType::Fields, _) => format!("write Set([..]) of {}", FIELDS_OF_USE.join(", ")),
    };
    Some(wanted)
}

fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())
}
