//! Rules: license attribute x scenario predicate -> effect, as data.

use serde::{Deserialize, Serialize};

use super::Verdict;
use super::act::Exposure;
use super::duty::Duty;

/// A file of `data/rules/`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesFile {
    /// Version of the file's shape.
    pub schema: u32,
    /// The rules.
    pub rules: Vec<Rule>,
    /// Obligations that only these rules raise.
    #[serde(default)]
    pub duties: Vec<Duty>,
}

/// One rule. Section numbers live in the licenses, under the rule's id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Unique id.
    pub id: String,
    /// Counts up when the meaning changes.
    pub rev: u32,
    /// Which verdict it belongs to.
    pub lane: Lane,
    /// What it runs over.
    pub each: Each,
    /// What it says when it holds.
    pub title: String,
    /// The predicate.
    pub when: Pred,
    /// The effect.
    pub then: Verdict,
    /// Obligations it raises.
    pub duties: Vec<String>,
    /// The reading of open wording it rests on.
    pub reading: Option<String>,
    /// What a missing answer does.
    pub if_unknown: IfUnknown,
    /// The attribute that holds the words its obligations prescribe, if it is
    /// not the one that `duties.ron` names.
    #[serde(default)]
    pub words: Option<String>,
    /// Of a rule of the user's own: where it stands in the house's own papers.
    #[serde(default)]
    pub clause: Option<String>,
    /// Of a rule of the user's own: the file it comes from.
    #[serde(skip)]
    pub origin: Option<String>,
}

/// Which verdict a rule belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lane {
    /// The license.
    #[serde(alias = "Licence")]
    License,
    /// House policy, kept apart.
    Policy,
    /// Notes on public law, kept apart.
    Regulation,
}

/// What a rule runs over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Each {
    /// The license once.
    Once,
    /// Every limit.
    Threshold,
    /// Every grant that the acts need.
    Grant,
    /// The set of components.
    Composition,
    /// After all others.
    Post,
}

/// What a missing answer does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum IfUnknown {
    /// Unknown, or the obligation assumed.
    Default,
    /// Nothing; only for notes.
    Ignore,
}

/// The state of a grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum GrantState {
    /// Granted in words.
    Granted,
    /// Follows from a general grant.
    Inferred,
    /// Granted in one clause, barred in another.
    Conflict,
    /// Not mentioned.
    Silent,
    /// Excluded.
    Excluded,
    /// Not recorded.
    Unknown,
}

/// A predicate over a license and a scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Pred {
    /// All of them.
    All(Vec<Pred>),
    /// At least one.
    Any(Vec<Pred>),
    /// Not this.
    Not(Box<Pred>),
    /// The license attribute has one of the values; `*`: is set.
    Lic(String, Vec<String>),
    /// A set of the license meets a set of the scenario.
    LicHas(String, String),
    /// The answer is one of the words.
    Is(String, Vec<String>),
    /// The answer holds one of the words.
    Has(String, Vec<String>),
    /// The limit in hand has one of the values.
    Th(String, Vec<String>),
    /// The answer is yes.
    Yes(String),
    /// Others receive this.
    Exposes(Exposure),
    /// The grant in hand is in this state.
    GrantIs(GrantState),
    /// One of the fields (first) touches one of the places (second), groups of
    /// countries taken apart.
    Touches(Vec<String>, Vec<String>),
    /// One of the fields touches the excluded countries.
    TouchesExcluded(Vec<String>),
    /// The figure is over the limit in hand.
    Exceeds,
    /// The figure sits on the limit.
    AtCap,
    /// The limit's condition holds.
    CondHolds,
    /// The limit's exemption applies.
    Exempt,
    /// The figure is at 80 % of the limit or more.
    Near,
    /// The seat is where rights are withheld by seat.
    DomicileExcluded,
    /// An establishment is there.
    EstablishedInExcluded,
    /// Users are there.
    UsersInDomicileExcluded,
    /// The weights are changed.
    Modifies,
    /// No act is named.
    NoActs,
    /// A limit is on file.
    HasThreshold,
    /// The license names a law that is not accepted.
    LawOutside,
    /// ... or courts.
    VenueOutside,
    /// Two components each demand the first word of the name.
    PrefixCollision,
    /// A component is declared wider than what it is made from.
    DeclaredWider,
    /// A data set carries a restriction.
    DatasetRestricted,
    /// Terms of components cannot both be met.
    TermsConflict,
    /// Terms of components may not fit together.
    TermsMayConflict,
    /// A clause that the license's terms rest on has other words in the user's
    /// own copy of the text.
    ClauseBroken,
    /// Which license governs the model is known from somebody else's account
    /// at best.
    AssignmentSecondHand,
    /// Nobody has read anywhere which license governs the model.
    AssignmentUnread,
    /// An obligation raised cannot be met.
    UnmetDuty,
    /// A separate license is on file.
    SeparateOnFile,
}

impl Pred {
    /// Whether it asks how well something is known: then it concerns a part
    /// even where no act does.
    pub fn asks_for_evidence(&self) -> bool {
        match self {
            Pred::ClauseBroken => true,
            Pred::Lic(attribute, _) => attribute == "status",
            other => other.asks_for_assignment(),
        }
    }

    /// The attributes of a license that it names, in order.
    pub fn attributes(&self) -> Vec<&str> {
        match self {
            Pred::Lic(attribute, _) | Pred::LicHas(attribute, _) => vec![attribute],
            Pred::All(parts) | Pred::Any(parts) => {
                parts.iter().flat_map(Pred::attributes).collect()
            }
            Pred::Not(part) => part.attributes(),
            _ => Vec::new(),
        }
    }

    /// Whether it asks how well it is known that a model is under its license:
    /// then a finding rests on where that is said, and not on a clause.
    pub fn asks_for_assignment(&self) -> bool {
        match self {
            Pred::AssignmentSecondHand | Pred::AssignmentUnread => true,
            Pred::All(parts) | Pred::Any(parts) => parts.iter().any(Pred::asks_for_assignment),
            Pred::Not(part) => part.asks_for_assignment(),
            _ => false,
        }
    }
}
