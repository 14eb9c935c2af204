//! Obligations that rules raise: what is to be done, when, and by whom.

use serde::{Deserialize, Serialize};

use super::Respondent;

/// `duties.ron`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutiesFile {
    /// Version of the file's shape.
    pub schema: u32,
    /// The obligations that rules raise.
    pub duties: Vec<Duty>,
}

/// An obligation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Id in rules and scenarios.
    pub key: String,
    /// What is to be done, in our own words.
    pub text: String,
    /// Who in the house sees to it.
    pub owner: Respondent,
    /// When it is due.
    pub due: Due,
    /// What to keep as evidence.
    pub evidence: String,
    /// Whether it is something to know or to watch, and nothing to do.
    #[serde(default)]
    pub note: bool,
    /// The attribute of a license that holds the words it prescribes, if it
    /// prescribes some. A rule may name another one.
    #[serde(default)]
    pub words: Option<String>,
    /// Where such words have to stand.
    #[serde(default)]
    pub place: Option<String>,
    /// Which answer can be held against it, if one can.
    #[serde(default)]
    pub check: Option<DutyCheck>,
}

/// What an answer is held against an obligation for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DutyCheck {
    /// The name of the changed model begins with the prescribed word.
    Name,
    /// The license it is passed on under can carry the use limits.
    CarriesLimits,
    /// It is passed on under the same license.
    SameLicense,
}

/// When an obligation is due, in the order in which a plan lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Due {
    /// Before the model is used.
    BeforeUse,
    /// Before it is handed over.
    BeforeDelivery,
    /// When the product or the changed model goes out.
    AtRelease,
    /// As soon as a limit is crossed.
    WhenLimitCrossed,
    /// All the time.
    Always,
    /// Before somebody is sued.
    BeforeLawsuit,
    /// When the license ends.
    WhenLicenseEnds,
}

impl Due {
    /// Id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Due::BeforeUse => "before_use",
            Due::BeforeDelivery => "before_delivery",
            Due::AtRelease => "at_release",
            Due::WhenLimitCrossed => "when_limit_crossed",
            Due::Always => "always",
            Due::BeforeLawsuit => "before_lawsuit",
            Due::WhenLicenseEnds => "when_license_ends",
        }
    }

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Due::BeforeUse => "before use",
            Due::BeforeDelivery => "before delivery",
            Due::AtRelease => "at release",
            Due::WhenLimitCrossed => "when the limit is crossed",
            Due::Always => "always",
            Due::BeforeLawsuit => "before a lawsuit",
            Due::WhenLicenseEnds => "when the license ends",
        }
    }
}
