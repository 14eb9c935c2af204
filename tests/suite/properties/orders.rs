//! Licenses made harder or easier in one term, along orders that are written
//! here: a restriction more never lightens, a grant more never burdens. And
//! every rule speaks somewhere and is silent somewhere.

use super::*;

use license_matrix::catalog::{Fact, Status};
use license_matrix::scenario::{Composed, Lane};

/// Words of an attribute from light to heavy. Words that differ in kind and not
/// in weight stand in orders of their own.
const ORDERS: &[(&str, &[&str])] = &[
    ("grant_use", &["Granted", "Inferred", "Silent", "Excluded"]),
    (
        "grant_use",
        &["Granted", "Inferred", "Conflict", "Excluded"],
    ),
    (
        "grant_modify",
        &["Granted", "Inferred", "Silent", "Excluded"],
    ),
    ("grant_modify", &["Granted", "Conflict", "Excluded"]),
    (
        "grant_distribute",
        &["Granted", "Inferred", "Silent", "Excluded"],
    ),
    ("grant_distribute", &["Granted", "Conflict", "Excluded"]),
    ("grant_host", &["Granted", "Inferred", "Silent", "Excluded"]),
    ("grant_host", &["Granted", "Conflict", "Excluded"]),
    ("outputs", &["Free", "FreeWithNaming", "ProhibitedAny"]),
    ("outputs", &["Free", "FreeWithAttribution", "ProhibitedAny"]),
    ("outputs", &["Free", "ProhibitedLlm", "ProhibitedAny"]),
    (
        "outputs",
        &["Free", "ProhibitedFoundation", "ProhibitedAny"],
    ),
    ("outputs", &["Free", "ProhibitedCompeting", "ProhibitedAny"]),
    (
        "outputs",
        &["Free", "ProhibitedExceptResearch", "ProhibitedAny"],
    ),
    ("distil_is_derivative", &["-", "OnAnyTransfer"]),
    ("distil_is_derivative", &["-", "OnImitation"]),
    ("commercial", &["Allowed", "NonCommercialEvalOk"]),
    ("commercial", &["Allowed", "ResearchStrict"]),
    ("commercial", &["Allowed", "NonCommercialCc"]),
    ("automation", &["Free", "ProhibitedSensitive"]),
    ("automation", &["Free", "ProhibitedFull"]),
    ("aup", &["-", "Incorporated"]),
    ("indemnity", &["-", "Broad"]),
    ("brand_on", &["-", "Uses"]),
    ("brand_on", &["-", "Contains"]),
    ("prefix", &["-", "Llama"]),
    ("transfer", &["-", "NonTransferable"]),
];

/// Attributes that only burden where they are there.
const BURDENS: &[&str] = &[
    "content_filter_duty",
    "disclosure_duty",
    "doc_duty",
    "flowdown",
    "guardrail_clause",
    "hosted_is_distribution",
    "latest_version_duty",
    "notice_file",
    "output_destroy_on_end",
    "registration",
    "retain",
    "share_alike",
    "source_credit",
    "state_changes",
    "users_bound",
    "weights_copy",
    "competitor_clause",
];

/// Sets of which one member more restricts.
const SETS: &[(&str, &[&str])] = &[
    ("banned", &["Military", "Credit", "Medical"]),
    ("grey", &["Legal", "Employment"]),
    ("excluded", &["EU", "KR"]),
    ("domicile_excluded", &["EU"]),
];

/// The license with one attribute set; `None` where no term holds it.
fn with(license: &License, attribute: &str, fact: Fact) -> Option<License> {
    let mut license = license.clone();
    let mut entries = license.terms.values_mut();
    let entry = entries.find(|entry| entry.facts.contains_key(attribute))?;
    let facts = entry
        .facts
        .iter()
        .map(|(name, fact)| (name.clone(), fact.clone()));
    let mut facts: BTreeMap<String, Fact> = facts.collect();
    facts.insert(attribute.to_owned(), fact);
    entry.facts = facts.into();
    Some(license)
}

fn word(word: &str) -> Fact {
    match word {
        "-" => Fact::Absent,
        word => Fact::Text(word.to_owned()),
    }
}

/// Two licenses that differ in one term: the lighter one first.
fn steps(license: &License, pick: &Index) -> Option<(String, License, License)> {
    let mut all: Vec<(String, Fact, Fact)> = Vec::new();
    for (attribute, order) in ORDERS {
        for pair in order.windows(2) {
            all.push(((*attribute).to_owned(), word(pair[0]), word(pair[1])));
        }
    }
    for burden in BURDENS {
        let flags = (Fact::Flag(false), Fact::Flag(true));
        all.push(((*burden).to_owned(), flags.0, flags.1));
    }
    for (attribute, members) in SETS {
        let have = license.fact(attribute).set().cloned().unwrap_or_default();
        for member in *members {
            let mut more = have.clone();
            more.insert((*member).to_owned());
            let less: BTreeSet<String> = have.iter().filter(|m| m != member).cloned().collect();
            let fact = |set: BTreeSet<String>| match set.is_empty() {
                true => Fact::Absent,
                false => Fact::Set(set),
            };
            all.push(((*attribute).to_owned(), fact(less), fact(more)));
        }
    }
    let (attribute, light, heavy) = pick.get(&all);
    let light = with(license, attribute, light.clone())?;
    let heavy = with(license, attribute, heavy.clone())?;
    Some((attribute.clone(), light, heavy))
}

fn verdicts(scenario: &Scenario, license: &License) -> (Verdict, Verdict) {
    let subject = Subject {
        components: vec![Component::of(license)],
        ..Subject::default()
    };
    let evaluation = evaluate(&world().book, scenario, &subject);
    (evaluation.verdict, evaluation.worst)
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn a_restriction_more_never_lightens_and_a_grant_more_never_burdens(
        scenario in scenario(),
        license in select(licenses()),
        pick in any::<Index>(),
    ) {
        let Some((attribute, light, heavy)) = steps(license, &pick) else {
            return Err(TestCaseError::fail("an order names an attribute that no license has"));
        };
        let before = verdicts(&scenario, &light);
        let after = verdicts(&scenario, &heavy);
        prop_assert!(
            after.0 >= before.0 && after.1 >= before.1,
            "{} of {}: {:?} is heavier than {:?} ({:?} than {:?})",
            attribute, license.id, before, after, light.fact(&attribute), heavy.fact(&attribute)
        );
    }
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn a_limit_more_or_a_lower_one_never_lightens(
        scenario in scenario(),
        license in select(licenses()),
        donor in select(licenses()),
        pick in any::<Index>(),
    ) {
        let before = verdicts(&scenario, license);
        if !donor.thresholds.is_empty() {
            let mut more = license.clone();
            more.thresholds.push(pick.get(&donor.thresholds).clone());
            let after = verdicts(&scenario, &more);
            prop_assert!(after.0 >= before.0 && after.1 >= before.1, "{before:?} after {after:?}");
        }
        let mut lower = license.clone();
        if let Some(limit) = lower.thresholds.first_mut()
            && let Some(value) = limit.value.as_mut()
        {
            *value /= 10.0;
            let after = verdicts(&scenario, &lower);
            prop_assert!(after.0 >= before.0 && after.1 >= before.1, "{before:?} after {after:?}");
        }
    }

    #[test]
    fn a_text_that_is_known_less_never_lightens(scenario in scenario(), license in select(licenses())) {
        let mut last = (Verdict::Permitted, Verdict::Permitted);
        for status in [Status::Verified, Status::Partial, Status::Unread] {
            let now = verdicts(&scenario, &License { status, ..license.clone() });
            prop_assert!(now.0 >= last.0 && now.1 >= last.1, "{status:?}: {now:?} after {last:?}");
            last = now;
        }
    }
}

/// Notes which rules spoke and which did not.
#[derive(Default)]
struct Heard {
    spoke: BTreeSet<String>,
    silent: BTreeSet<String>,
}

impl Heard {
    fn listen(&mut self, scenario: &Scenario, subject: &Subject<'_>) {
        let evaluation = evaluate(&world().book, scenario, subject);
        let findings = evaluation.findings.iter().chain(&evaluation.house_findings);
        let spoke: BTreeSet<String> = findings.map(|finding| finding.rule.clone()).collect();
        let all = world().book.rules().iter().map(|rule| rule.id.clone());
        self.silent.extend(all.filter(|rule| !spoke.contains(rule)));
        self.spoke.extend(spoke);
    }

    /// Rules of the two lanes that never spoke.
    fn unheard(&self) -> Vec<&'static str> {
        let rules = world().book.rules().iter();
        rules
            .filter(|rule| rule.lane != Lane::Regulation && !self.spoke.contains(&rule.id))
            .map(|rule| rule.id.as_str())
            .collect()
    }
}

/// Every question answered "yes", with every choice and one figure.
fn extreme(figure: f64) -> Scenario {
    let mut scenario = world().book.preset("maximum-freedom").unwrap().clone();
    for field in world().book.fields() {
        let answer = match &field.kind {
            FieldKind::YesNo => Answer::Flag(true),
            FieldKind::Choices(values) => {
                Answer::Set(values.iter().map(|(id, _)| id.clone()).collect())
            }
            FieldKind::Number(_) => Answer::Num(figure),
            _ => continue,
        };
        scenario.set(&field.id, answer);
    }
    scenario
}

#[test]
fn every_rule_speaks_somewhere_and_is_silent_somewhere() {
    let World {
        catalog,
        book,
        cases,
    } = world();
    let mut heard = Heard::default();
    for case in &cases.cases {
        let find = |id: &str| catalog.license(id);
        let (scenario, subject) = case_question(&find, &cases.baseline, case).unwrap();
        heard.listen(&scenario, &subject);
    }
    for preset in book.presets() {
        for (_, model) in catalog.models() {
            heard.listen(preset, &Subject::of_model(catalog, model));
        }
    }
    // What is left is looked for where all is done in every field at any size,
    // with each answer in turn.
    for test in [
        "PrefixCollision",
        "DatasetRestricted",
        "TermsConflict",
        "TermsMayConflict",
    ] {
        let subject = Subject {
            composition: vec![Composed::of(test)],
            ..subject(&licenses()[..1])
        };
        heard.listen(&extreme(2e10), &subject);
    }
    let mut broken = subject(&licenses()[..1]);
    broken.components[0].broken = broken.components[0].license.bottom_line_cite.clone();
    heard.listen(&extreme(0.0), &broken);
    let mut seated = extreme(2e10);
    seated.set("received_integrated", Answer::Flag(false));
    seated.set("licensee_kind", Answer::Text("NonProfit".to_owned()));
    seated.set("domicile", Answer::Text("DE".to_owned()));
    for base in [extreme(0.0), extreme(2e10), seated] {
        for license in licenses() {
            heard.listen(&base, &subject(&[license]));
        }
    }
    for field in book.fields() {
        if heard.unheard().is_empty() {
            break;
        }
        for answer in answers(field) {
            let mut scenario = extreme(2e10);
            scenario.set(&field.id, answer);
            for license in licenses() {
                heard.listen(&scenario, &subject(&[license]));
            }
        }
    }
    assert_eq!(heard.unheard(), Vec::<&str>::new(), "never spoke");
    let always: Vec<&str> = book
        .rules()
        .iter()
        .map(|rule| rule.id.as_str())
        .filter(|rule| !heard.silent.contains(*rule))
        .collect();
    assert_eq!(always, Vec::<&str>::new(), "never silent");
}
