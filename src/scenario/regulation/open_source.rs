//! How a license stands to the exemption for open source in Art. 53(2) of the
//! EU AI Act: the license part of it, ground by ground.

use crate::catalog::{
    Citation, Condition, Effect, Evidence, Fact, License, Metric, Status, Threshold,
};

/// How the license part of the exemption comes out; lightest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leg {
    /// No ground against it was found.
    Met,
    /// A ground has to be weighed.
    NeedsReview,
    /// The text is not known well enough.
    Unknown,
    /// A ground stands against it.
    NotMet,
}

impl Leg {
    /// Id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Leg::Met => "met",
            Leg::NeedsReview => "needs_review",
            Leg::Unknown => "unknown",
            Leg::NotMet => "not_met",
        }
    }

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Leg::Met => "met",
            Leg::NeedsReview => "needs review",
            Leg::Unknown => "unknown",
            Leg::NotMet => "not met",
        }
    }
}

/// Something in a license that stands against the exemption, or may.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ground {
    /// Id in JSON.
    pub id: &'static str,
    /// Paragraph of the Commission's guidelines; empty where none is meant.
    pub paragraph: &'static str,
    /// What it is, in words.
    pub text: &'static str,
    /// What it comes to by itself.
    pub leg: Leg,
    /// The license.
    pub license: String,
    /// The clauses it rests on.
    pub citations: Vec<Citation>,
}

/// How the license part comes out, with all grounds, heaviest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSource {
    /// The heaviest ground.
    pub leg: Leg,
    /// The grounds.
    pub grounds: Vec<Ground>,
}

/// Paragraph, words and weight of each ground, by id.
const GROUNDS: [(&str, &str, &str, Leg); 16] = [
    (
        "noncommercial",
        "83, first point",
        "limited to non-commercial use, research or tests",
        Leg::NotMet,
    ),
    (
        "no_distribution",
        "83, second point",
        "the model may not be passed on",
        Leg::NotMet,
    ),
    (
        "right_missing",
        "78 to 80",
        "use, change or distribution is not plainly granted",
        Leg::NeedsReview,
    ),
    (
        "user_scale",
        "83, third point",
        "a further license is needed above a number of users",
        Leg::NotMet,
    ),
    (
        "use_case",
        "83, fourth point",
        "a separate license is needed for some uses",
        Leg::NotMet,
    ),
    (
        "paid_scale",
        "80 and 86",
        "a paid license is foreseen above a scale",
        Leg::NotMet,
    ),
    (
        "territory",
        "79 and 80",
        "places are left out of the grant",
        Leg::NotMet,
    ),
    (
        "seat",
        "79 and 80",
        "rights are withheld by the seat of the licensee",
        Leg::NotMet,
    ),
    (
        "outputs",
        "80",
        "the use of outputs is limited",
        Leg::NotMet,
    ),
    (
        "use_limits",
        "84",
        "are the limits of use about safety, proportionate and objective?",
        Leg::NeedsReview,
    ),
    (
        "withdrawal",
        "78",
        "can the rights be withdrawn or the terms be changed?",
        Leg::NeedsReview,
    ),
    (
        "display_scale",
        "80",
        "only a display of the name is asked for, but from a scale on",
        Leg::NeedsReview,
    ),
    (
        "registration",
        "79",
        "registration or notice is asked for before commercial use",
        Leg::NeedsReview,
    ),
    (
        "partly_read",
        "",
        "only part of the text was read",
        Leg::NeedsReview,
    ),
    (
        "assignment",
        "",
        "that the model is under this license is known second hand only",
        Leg::NeedsReview,
    ),
    (
        "not_known",
        "",
        "what the text says of this is not known",
        Leg::Unknown,
    ),
];

/// Looks at one license. A license of which something that counts was not read
/// never meets the exemption.
pub fn open_source(license: &License) -> OpenSource {
    let mut found = Found {
        license,
        grounds: Vec::new(),
    };
    found.purpose();
    found.rights();
    found.limits();
    found.places();
    found.use_and_outputs();
    found.end_of_rights();
    if license.status == Status::Partial {
        found.add("partly_read", Vec::new());
    }
    // Not even a part of it.
    if matches!(license.status, Status::MetadataOnly | Status::Unread) {
        found.add("not_known", Vec::new());
    }
    OpenSource::of(found.grounds)
}

impl OpenSource {
    /// From grounds in any order.
    pub(super) fn of(mut grounds: Vec<Ground>) -> Self {
        grounds.sort_by(|a, b| b.leg.cmp(&a.leg).then_with(|| a.cmp(b)));
        grounds.dedup();
        Self {
            leg: grounds.first().map_or(Leg::Met, |ground| ground.leg),
            grounds,
        }
    }

    /// All grounds of several licenses, and how well it is known that they
    /// govern the model.
    pub(super) fn together(
        licenses: &[&License],
        policy: bool,
        assignment: Option<Evidence>,
    ) -> Self {
        let each = licenses.iter().map(|license| open_source(license));
        let mut grounds: Vec<Ground> = each.flat_map(|one| one.grounds).collect();
        let own = licenses.first().map_or("", |license| license.id.as_str());
        match assignment {
            Some(Evidence::Secondary) => grounds.push(ground("assignment", own, Vec::new())),
            Some(Evidence::Unread) => grounds.push(ground("not_known", own, Vec::new())),
            _ => {}
        }
        if licenses.is_empty() {
            grounds.push(ground("not_known", "", Vec::new()));
        }
        // A policy published beside the license limits the use as well.
        if policy && !grounds.iter().any(|ground| ground.id == "use_limits") {
            grounds.push(ground("use_limits", own, Vec::new()));
        }
        Self::of(grounds)
    }
}

/// A ground by its id; ids stand in this file only.
fn ground(id: &str, license: &str, citations: Vec<Citation>) -> Ground {
    let known = GROUNDS.iter().find(|(known, ..)| *known == id);
    let (id, paragraph, text, leg) = known.copied().unwrap_or(GROUNDS[GROUNDS.len() - 1]);
    Ground {
        id,
        paragraph,
        text,
        leg,
        license: license.to_owned(),
        citations,
    }
}

struct Found<'a> {
    license: &'a License,
    grounds: Vec<Ground>,
}

impl Found<'_> {
    /// Adds a ground, or its clauses to the same ground.
    fn add(&mut self, id: &str, citations: Vec<Citation>) {
        match self.grounds.iter_mut().find(|ground| ground.id == id) {
            Some(ground) => {
                for citation in citations {
                    if !ground.citations.contains(&citation) {
                        ground.citations.push(citation);
                    }
                }
            }
            None => self.grounds.push(ground(id, &self.license.id, citations)),
        }
    }

    /// A ground that rests on an attribute, with the clauses of its term.
    fn add_for(&mut self, id: &str, attribute: &str) {
        let mut terms = self.license.terms.values();
        let term = terms.find(|entry| entry.facts.contains_key(attribute));
        self.add(id, term.map_or_else(Vec::new, |entry| entry.cite.clone()));
    }

    /// The value of an attribute; what is not recorded is a ground.
    fn known(&mut self, attribute: &str) -> Option<&Fact> {
        if self.license.fact(attribute) == &Fact::Unknown {
            self.add("not_known", Vec::new());
            return None;
        }
        Some(self.license.fact(attribute))
    }

    fn purpose(&mut self) {
        let purpose = self.known("commercial").map(|fact| match fact.text() {
            Some("Allowed") => None,
            Some("LicenseOnRequest" | "OwnUseOnly") => Some("use_case"),
            Some(_) => Some("noncommercial"),
            // What is not granted in words is no free license.
            None => Some("right_missing"),
        });
        if let Some(Some(id)) = purpose {
            self.add_for(id, "commercial");
        }
        if self.license.fact("competitor_clause") == &Fact::Flag(true) {
            self.add_for("use_case", "competitor_clause");
        }
        if self.license.fact("registration").text().is_some() {
            self.add_for("registration", "registration");
        }
    }

    fn rights(&mut self) {
        for grant in ["grant_use", "grant_modify", "grant_distribute"] {
            let missing = self.known(grant).map(|fact| match fact.text() {
                Some("Granted" | "Inferred") => None,
                Some("Excluded") if grant == "grant_distribute" => Some("no_distribution"),
                _ => Some("right_missing"),
            });
            if let Some(Some(id)) = missing {
                self.add_for(id, grant);
            }
        }
    }

    fn limits(&mut self) {
        let license = self.license;
        for limit in &license.thresholds {
            self.add(limit_ground(limit), limit.cite.clone());
        }
        // Whether these are all the limits there are.
        self.known("limits_complete");
    }

    fn places(&mut self) {
        for (id, attribute) in [("territory", "excluded"), ("seat", "domicile_excluded")] {
            let places = self.known(attribute).and_then(Fact::set);
            if places.is_some_and(|places| !places.is_empty()) {
                self.add_for(id, attribute);
            }
        }
    }

    fn use_and_outputs(&mut self) {
        let outputs = self.known("outputs").and_then(Fact::text);
        if outputs.is_some_and(|word| word.starts_with("Prohibited") || word == "ResearchOnly") {
            self.add_for("outputs", "outputs");
        }
        let policy = self.known("aup").and_then(Fact::text).is_some();
        let guarded = self.license.fact("guardrail_clause").text().is_some();
        let banned = self.license.fact("banned").set();
        if policy || guarded || banned.is_some_and(|fields| !fields.is_empty()) {
            self.add_for("use_limits", "aup");
        }
    }

    fn end_of_rights(&mut self) {
        if self.known("terms_mutable") == Some(&Fact::Flag(true)) {
            self.add_for("withdrawal", "terms_mutable");
        }
        for (attribute, word) in [("irrevocable", "Revocable"), ("ends_on_breach", "AtWill")] {
            if self.license.fact(attribute).text() == Some(word) {
                self.add_for("withdrawal", attribute);
            }
        }
    }
}

/// What a limit is for the exemption.
fn limit_ground(limit: &Threshold) -> &'static str {
    match (limit.effect, limit.cond, limit.metric) {
        (Effect::DisplayName, ..) => "display_scale",
        (_, Condition::Maas | Condition::MaasOrWorkAssistant, _) | (_, _, Metric::None) => {
            "use_case"
        }
        (_, _, Metric::Revenue) => "paid_scale",
        (_, _, Metric::Mau | Metric::Visits | Metric::OutputTokens) => "user_scale",
    }
}
