//! What a license says on an attribute, as a sentence about the license.

use crate::catalog::Fact;
use crate::matrix::place_name;

/// "the license withholds no rights by seat".
pub fn fact_words(attribute: &str, fact: &Fact) -> String {
    let what = match fact {
        Fact::Flag(flag) => flag_words(attribute, *flag).or_else(|| {
            let word = if *flag { "true" } else { "false" };
            word_words(attribute, word)
        }),
        Fact::Text(word) => {
            if let Some(text) = prescribed(attribute, word) {
                return text;
            }
            word_words(attribute, word)
        }
        Fact::Set(set) => {
            let words: Vec<&str> = set.iter().map(String::as_str).collect();
            return set_words(attribute, &words);
        }
        Fact::Absent => absent_words(attribute).or_else(|| flag_words(attribute, false)),
        Fact::Unknown => {
            return format!(
                "it is not recorded what the license says on {}",
                topic(attribute)
            );
        }
    };
    match what {
        Some(what) => format!("the license {what}"),
        // An attribute of a newer data folder: told as it is written there.
        None => format!("the license says on {}: {}", topic(attribute), plain(fact)),
    }
}

/// The sentence for one of the values that a rule waits for; `*`: any.
pub(super) fn value_words(attribute: &str, value: &str) -> String {
    match value {
        "*" => any_words(attribute),
        "true" => fact_words(attribute, &Fact::Flag(true)),
        "false" => fact_words(attribute, &Fact::Flag(false)),
        "Unknown" => fact_words(attribute, &Fact::Unknown),
        word => match word_words(attribute, word) {
            Some(what) => format!("the license {what}"),
            None => format!("the license says on {}: {word}", topic(attribute)),
        },
    }
}

fn plain(fact: &Fact) -> String {
    match fact {
        Fact::Flag(true) => "yes".to_owned(),
        Fact::Flag(false) => "no".to_owned(),
        Fact::Text(word) => word.clone(),
        Fact::Set(set) => set.iter().cloned().collect::<Vec<_>>().join(", "),
        Fact::Absent => "nothing".to_owned(),
        Fact::Unknown => "not recorded".to_owned(),
    }
}

/// What an attribute is about, where no sentence fits.
fn topic(attribute: &str) -> String {
    match attribute {
        "limits_complete" => "limits of size in the part that was not read".to_owned(),
        "outputs" => "training other models on outputs".to_owned(),
        other => other.replace('_', " "),
    }
}

/// Lines and names that a license prescribes, laws and courts.
fn prescribed(attribute: &str, word: &str) -> Option<String> {
    Some(match attribute {
        "brand" | "docs_statement" | "multimodal_credit" | "pr_statement" => {
            format!("the license prescribes the line \u{201c}{word}\u{201d}")
        }
        "prefix" => {
            format!("the license prescribes \u{201c}{word}\u{201d} at the front of the name")
        }
        "law" => format!("the license names the law of {}", place_name(word)),
        "venue" => format!(
            "the license names courts or arbitration in {}",
            place_name(word)
        ),
        _ => return None,
    })
}

fn any_words(attribute: &str) -> String {
    let what = match attribute {
        "domicile_excluded" => "withholds rights by seat",
        "excluded" => "shuts out territories",
        "prefix" => "prescribes how the model's name begins",
        "brand" => "prescribes a line to show",
        "docs_statement" => "prescribes a credit line in the documents",
        "multimodal_credit" => "prescribes a credit line for multimodal models",
        "pr_statement" => "prescribes a sentence for public statements",
        other => return format!("the license says something on {}", topic(other)),
    };
    format!("the license {what}")
}

fn set_words(attribute: &str, set: &[&str]) -> String {
    let list = set.join(", ");
    let none = set.is_empty();
    match attribute {
        "domicile_excluded" if none => "the license withholds no rights by seat".to_owned(),
        "domicile_excluded" => {
            "the license withholds rights from who is seated in certain places".to_owned()
        }
        "excluded" if none => "the license shuts out no territory".to_owned(),
        "excluded" => "the license shuts out certain territories".to_owned(),
        "banned" if none => "the license bars no field of use".to_owned(),
        "banned" => "the license bars certain fields of use".to_owned(),
        "grey" if none => "the license leaves no field of use in doubt".to_owned(),
        "grey" => "the license leaves certain fields of use in doubt".to_owned(),
        "banned_excepted" if none => "the license bars no field with exceptions".to_owned(),
        "banned_excepted" => "the license bars certain fields of use with exceptions".to_owned(),
        "automation_banned" if none => {
            "the license bars automated decisions in no field without exception".to_owned()
        }
        "automation_banned" => "the license bars automated decisions in certain fields".to_owned(),
        other => format!("the license says on {}: {list}", topic(other)),
    }
}

/// What it means that a text was read and has no such thing.
fn absent_words(attribute: &str) -> Option<&'static str> {
    Some(match attribute {
        "aup" => "has no use policy",
        "aup_text" => "has no use policy to read",
        "automation" => "says nothing on automated decisions",
        "brand" | "brand_on" | "brand_cond" => "prescribes no line to show",
        "commercial_path" => "names no route to a commercial license",
        "distil_is_derivative" => "does not make a model trained on outputs a derivative",
        "docs_statement" => "prescribes no credit line in documents",
        "domicile_excluded" | "domicile_modality" => "withholds no rights by seat",
        "ends_on_breach" => "does not end on a breach",
        "excluded" => "shuts out no territory",
        "guardrail_clause" => "says nothing on removing safeguards",
        "indemnity" => "asks for no indemnity",
        "law" => "names no law",
        "licensor_faq" => "has no answers of the licensor online that go beyond it",
        "multimodal_credit" => "prescribes no credit line for multimodal models",
        "pr_statement" => "prescribes no sentence for public statements",
        "prefix" | "prefix_when" => "prescribes no beginning of the model's name",
        "registration" => "asks for no registration",
        "retaliation_effect" | "retaliation_target" | "retaliation_trigger" => {
            "does not end rights because of a lawsuit"
        }
        "service_scope" => "does not speak of services that contain the model",
        "sublicensing" => "says nothing on sublicenses",
        "transfer" => "says nothing on transfer",
        "users_bound" => "does not ask that users be bound",
        "venue" => "names no courts",
        "banned" => "bars no field of use",
        "grey" => "leaves no field of use in doubt",
        "banned_excepted" => "bars no field with exceptions",
        "automation_banned" => "bars automated decisions in no field without exception",
        _ => return None,
    })
}

fn flag_words(attribute: &str, flag: bool) -> Option<&'static str> {
    let (yes, no) = match attribute {
        "aup_mutable" => (
            "lets its use policy change",
            "does not let its use policy change",
        ),
        "cite_in_publications" => (
            "asks to be named in publications",
            "does not ask to be named in publications",
        ),
        "commercial_path" => (
            "names a route to a commercial license",
            "names no route to a commercial license",
        ),
        "company_distribution_barred" => (
            "bars supply by companies",
            "does not bar supply by companies",
        ),
        "competitor_clause" => (
            "has a clause on competitors",
            "has no clause on competitors",
        ),
        "content_filter_duty" => (
            "asks for content filters",
            "does not ask for content filters",
        ),
        "disclosure_duty" => (
            "asks to say that content is machine-made",
            "does not ask to say that content is machine-made",
        ),
        "doc_duty" => (
            "asks to keep the model's documents",
            "does not ask to keep the model's documents",
        ),
        "end_user_exception" => (
            "excepts end users in the withheld area",
            "has no exception for end users",
        ),
        "flowdown" => (
            "asks that recipients be bound to its use limits",
            "does not ask that recipients be bound to use limits",
        ),
        "hosted_is_distribution" => (
            "takes hosting for passing on",
            "does not take hosting for passing on",
        ),
        "integrated_lifts_duties" => (
            "frees who received an integrated product",
            "does not free who received an integrated product",
        ),
        "latest_version_duty" => (
            "asks to use the newest version",
            "does not ask to use the newest version",
        ),
        "limits_complete" => (
            "was read for all its limits",
            "was not read for all its limits",
        ),
        "nonproduction_only" => ("shuts out production", "does not shut out production"),
        "notice_file" => ("asks for a notice file", "does not ask for a notice file"),
        "osi" => ("is approved by the OSI", "is not approved by the OSI"),
        "output_destroy_on_end" => (
            "asks to destroy outputs when it ends",
            "does not ask to destroy outputs when it ends",
        ),
        "personal_ok" => ("allows personal use", "does not name personal use"),
        "provider_disclosure" => (
            "asks to name the real provider",
            "does not ask to name the real provider",
        ),
        "remote_restriction" => (
            "lets the licensor restrict use",
            "does not let the licensor restrict use",
        ),
        "retain" => ("asks to keep notices", "does not ask to keep notices"),
        "retaliation_defence_excepted" => (
            "excepts suits in defense",
            "does not except suits in defense",
        ),
        "share_alike" => (
            "asks that changed models carry the same license",
            "does not ask that changed models carry the same license",
        ),
        "source_credit" => (
            "asks to name the licensor as the source",
            "does not ask to name the licensor as the source",
        ),
        "state_changes" => (
            "asks to mark changed files",
            "does not ask to mark changed files",
        ),
        "terms_mutable" => (
            "can be changed by the licensor",
            "cannot be changed by the licensor",
        ),
        "territory_path" => (
            "offers talks about the territories it shuts out",
            "offers no talks about the territories it shuts out",
        ),
        "weights_copy" => (
            "asks that recipients get its text",
            "does not ask that recipients get its text",
        ),
        _ => return None,
    };
    Some(if flag { yes } else { no })
}

fn word_words(attribute: &str, word: &str) -> Option<&'static str> {
    Some(match (attribute, word) {
        ("aup", "Incorporated") => "takes in a use policy by its address",
        ("aup", "Attachment" | "Embedded") => "has a use policy in its own text",
        ("aup", "Separate") => "stands beside a separate use policy",
        ("aup_mutable", "Linked") => {
            "has its use policy behind a link and states no right to change it"
        }
        ("aup_text", "Read") => "has a use policy that was read",
        ("aup_text", "Unread") => "refers to a use policy that was not read",
        ("automation", "Free") => "leaves automated decisions free",
        ("automation", "ProhibitedFull") => "bars fully automated decisions",
        ("automation", "ProhibitedSensitive") => "bars automated decisions in sensitive fields",
        ("automation", "ProhibitedUndisclosed") => {
            "bars automated decisions that are not disclosed"
        }
        ("brand_cond", "Always") => "asks for its line in every use",
        ("brand_cond", "CommercialUse") => "asks for its line in commercial use only",
        ("brand_on", "Uses") => "asks for its line where the model is used",
        ("brand_on", "Contains") => "asks for its line where a product contains the model",
        ("company_evaluation", "Granted") => "lets companies evaluate the model",
        ("company_evaluation", "Unclear") => "does not name evaluation by a company",
        ("company_evaluation", "Excluded") => "shuts out evaluation by a company",
        ("distil_is_derivative", "OnImitation") => {
            "makes a model trained to imitate this one a derivative"
        }
        ("distil_is_derivative", "OnAnyTransfer") => {
            "makes every model trained on outputs a derivative"
        }
        ("domicile_modality", "Any") => "withholds rights by seat for every model",
        ("domicile_modality", "Multimodal") => {
            "withholds rights by seat for multimodal models only"
        }
        ("ends_on_breach", "AtWill") => "can be ended by the licensor at will",
        ("ends_on_breach", "Automatic") => "ends by itself on a breach",
        ("ends_on_breach", "AutomaticCurable") => "ends by itself on a breach that is not cured",
        ("ends_on_breach", "ByLicensor") => "can be ended by the licensor on a breach",
        ("guardrail_clause", "Yes") => "bars removing safeguards",
        ("guardrail_clause", "Arguable") => "bars bypassing technical protection",
        ("guardrail_clause", "UnlessReplaced") => {
            "bars removing safeguards unless they are replaced"
        }
        ("indemnity", "Broad") => "asks for a broad indemnity",
        ("indemnity", "OnBreach") => "asks for an indemnity on breach",
        ("indemnity", "ThirdPartyClaims") => {
            "asks for an indemnity against claims of third parties"
        }
        ("irrevocable", "Irrevocable") => "calls its grant irrevocable",
        ("irrevocable", "Revocable") => "has a grant that can be revoked",
        ("irrevocable", "Silent") => "does not say whether its grant can be revoked",
        ("licensor_faq", "LlmOrOtherwise") => {
            "has answers of the licensor online that go beyond it"
        }
        ("registration", "Register") => "asks for registration",
        ("registration", "Notice") => "asks for a notice to the licensor",
        ("service_scope", "Contains") => "speaks of services that contain the model",
        ("service_scope", "Uses") => "speaks of services that use the model",
        ("service_scope", "MakesAvailable") => "speaks of services that make the model available",
        ("sublicensing", "Yes") => "allows sublicenses",
        ("sublicensing", "No") => "allows no sublicense",
        ("sublicensing", "Silent") => "says nothing on sublicenses",
        ("transfer", "NonTransferable") => "cannot be transferred",
        ("transfer", "Silent") => "says nothing on transfer",
        ("users_bound", "Everyone") => "asks that every user be bound",
        ("users_bound", "OnBehalf") => "asks that whoever acts for you keeps it",
        ("status", "Verified") => "was read whole",
        ("status", "Partial") => "was read in part",
        ("status", "MetadataOnly") => "is known by its name only",
        ("status", "Unread") => "was not read",
        _ => return more_words(attribute, word),
    })
}

/// Purposes, outputs, patents and lawsuits.
fn more_words(attribute: &str, word: &str) -> Option<&'static str> {
    Some(match (attribute, word) {
        ("commercial", "Allowed") => "allows business use",
        ("commercial", "LicenseOnRequest") => "allows business use on request only",
        ("commercial", "NonCommercialCc") => {
            "allows non-commercial use only, in the words of Creative Commons"
        }
        ("commercial", "NonCommercialEvalOk") => "allows non-commercial use and evaluation only",
        ("commercial", "NonProduction") => "allows use outside production only",
        ("commercial", "OwnUseOnly") => "allows own use only",
        ("commercial", "ResearchOnly") => "allows research only",
        ("commercial", "ResearchStrict") => "allows research in a narrow sense only",
        ("output_commercial", "AsModel") => "treats outputs as it treats the model",
        ("output_commercial", "Conflict") => {
            "frees outputs for business in one clause and bars it in another"
        }
        ("output_owner", "Licensee") => "gives the outputs to the user",
        ("output_owner", "Licensor") => "gives the outputs to the licensor",
        ("output_owner", "NotClaimed") => "claims no outputs for the licensor",
        ("output_owner", "Silent") => "does not say whose the outputs are",
        ("outputs", "Free") => "leaves outputs free for training",
        ("outputs", "FreeWithAttribution") => "leaves outputs free for training with a credit",
        ("outputs", "FreeWithNaming") => "leaves outputs free for training with a name",
        ("outputs", "ProhibitedAny") => "bars training any other model on outputs",
        ("outputs", "ProhibitedCompeting") => "bars training competing models on outputs",
        ("outputs", "ProhibitedExceptResearch") => "bars training on outputs except for research",
        ("outputs", "ProhibitedFoundation") => "bars training foundation models on outputs",
        ("outputs", "ProhibitedLlm") => "bars training other large language models on outputs",
        ("outputs", "ResearchOnly") => "keeps outputs for research",
        ("outputs", "Silent") => "says nothing on training with outputs",
        ("patent", "Express") => "grants patents in words",
        ("patent", "GenericIp") => "grants intellectual property without naming patents",
        ("patent", "VerbsOnly") => "grants acts of patent law without naming patents",
        ("patent", "Excluded") => "excludes patents",
        ("patent", "Silent") => "says nothing on patents",
        ("prefix_when", "OnModify") => "prescribes the name of changed models",
        ("prefix_when", "OnShare") => "prescribes the name of changed models that are shared",
        ("prefix_when", "OnShareAlsoUnmodified") => {
            "prescribes the name of every model that is shared"
        }
        ("retaliation_effect", "AllRights") => "ends every right because of a lawsuit",
        ("retaliation_effect", "PatentLicenses") => "ends patent licenses because of a lawsuit",
        ("retaliation_target", "Anyone") => "looks at lawsuits against anyone",
        ("retaliation_target", "Licensor") => "looks at lawsuits against the licensor",
        ("retaliation_trigger", "AnyIp") => {
            "ends rights because of any suit over intellectual property"
        }
        ("retaliation_trigger", "CopyrightOrPatent") => {
            "ends rights because of a suit over copyright or patents"
        }
        ("retaliation_trigger", "Patent") => "ends rights because of a suit over patents",
        _ => return None,
    })
}
