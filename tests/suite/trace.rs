//! The trace: nothing that was looked at is lost, and every reason names what
//! really decided.

mod contradictions;
mod readings;
mod summaries;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use license_matrix::catalog::{Catalog, Fact, License};
use license_matrix::scenario::{
    Actor, Answer, Basis, CaseFile, Component, Considered, Each, Evaluation, Pred, Rule, RuleBook,
    Scenario, Subject, Verdict, answer_words, bounds, case_question, considered, evaluate, grouped,
    trace,
};
use license_matrix::store::{DataFolder, load_data, load_scenario, parse_file};

pub struct World {
    pub catalog: Catalog,
    pub book: RuleBook,
    pub cases: CaseFile,
}

pub fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
        let text = std::fs::read_to_string("tests/cases/worked.ron").unwrap();
        let cases = parse_file::<CaseFile>("worked.ron", &text).unwrap().value;
        World {
            catalog,
            book,
            cases,
        }
    })
}

impl World {
    fn license(&self, id: &str) -> &License {
        let license = self.catalog.license(id);
        license.unwrap_or_else(|| panic!("there is no license {id}"))
    }

    /// One license alone.
    fn alone<'a>(&'a self, license: &'a License) -> Subject<'a> {
        Subject {
            components: vec![Component::of(license)],
            ..Subject::default()
        }
    }

    /// A worked case.
    fn case(&self, id: &str) -> (Scenario, Subject<'_>) {
        let case = self.cases.cases.iter().find(|case| case.id == id);
        let case = case.unwrap_or_else(|| panic!("there is no case {id}"));
        let license = |id: &str| self.catalog.license(id);
        case_question(&license, &self.cases.baseline, case).unwrap()
    }

    /// A scenario of `tests/cases/scenarios/` with the model that it is about.
    fn with_parts(&self, name: &str, model: &str) -> (Scenario, Subject<'_>) {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/scenarios");
        let file = file.join(format!("{name}.ron"));
        let scenario = load_scenario(&file, &self.catalog, &self.book).unwrap();
        let (_, model) = self.catalog.model(model).unwrap();
        let subject = Subject::of_model(&self.catalog, model);
        let subject = subject.with_parts(&self.catalog, &scenario);
        (scenario, subject)
    }

    fn considered(&self, scenario: &Scenario, subject: &Subject<'_>) -> Vec<Considered> {
        considered(&self.book, scenario, subject)
    }

    fn evaluate(&self, scenario: &Scenario, subject: &Subject<'_>) -> Evaluation {
        evaluate(&self.book, scenario, subject)
    }

    fn rule(&self, id: &str) -> &Rule {
        self.book.rules().iter().find(|rule| rule.id == id).unwrap()
    }
}

pub fn set(words: &[&str]) -> Answer {
    Answer::Set(words.iter().map(|word| (*word).to_owned()).collect())
}

pub fn text(word: &str) -> Answer {
    Answer::Text(word.to_owned())
}

/// Every preset with every license, alone.
fn everything() -> impl Iterator<Item = (&'static Scenario, &'static License)> {
    let world = world();
    world.book.presets().iter().flat_map(|preset| {
        let licenses = world.catalog.licenses();
        licenses.map(move |license| (preset, license))
    })
}

/// What was looked at: rule, whom it concerns, part.
type Looked<'a> = BTreeSet<(&'a str, Actor, Option<&'a str>)>;

fn found(evaluation: &Evaluation) -> Looked<'_> {
    let findings = evaluation.findings.iter();
    findings
        .chain(&evaluation.house_findings)
        .map(|one| (one.rule.as_str(), one.actor, one.part.as_deref()))
        .collect()
}

fn looked_at(list: &[Considered]) -> Looked<'_> {
    list.iter()
        .map(|one| (one.rule.as_str(), one.actor, one.part.as_deref()))
        .collect()
}

#[test]
fn every_rule_is_a_finding_or_was_considered() {
    let world = world();
    let mut both = 0;
    for (preset, license) in everything() {
        let subject = world.alone(license);
        let evaluation = world.evaluate(preset, &subject);
        let list = world.considered(preset, &subject);
        let (found, looked) = (found(&evaluation), looked_at(&list));
        for actor in preset.actors() {
            for rule in world.book.rules() {
                // What closes an evaluation looks at all actors at once.
                let actor = if rule.each == Each::Post {
                    Actor::Licensee
                } else {
                    actor
                };
                let one = (rule.id.as_str(), actor, None);
                let at = format!("{} {} {one:?}", preset.id, license.id);
                let spoke = found.iter().any(|(id, ..)| *id == rule.id);
                let closed = rule.each == Each::Post && spoke;
                assert!(
                    closed || found.contains(&one) || looked.contains(&one),
                    "{at} is lost"
                );
                let several = matches!(rule.each, Each::Threshold | Each::Grant);
                if found.contains(&one) && looked.contains(&one) {
                    // Only a rule that is asked of each limit or grant can both
                    // hold and not hold.
                    assert!(several, "{at} holds and does not");
                    both += 1;
                }
            }
        }
    }
    assert!(
        both > 0,
        "no license has a limit that is crossed and another"
    );
}

/// A rule on limits is told for each limit, one on grants for each grant.
#[test]
fn every_limit_and_every_grant_is_looked_at() {
    let world = world();
    let mut limits = 0;
    for (preset, license) in everything() {
        let list = world.considered(preset, &world.alone(license));
        let evaluation = world.evaluate(preset, &world.alone(license));
        for rule in world.book.rules() {
            let each = match rule.each {
                Each::Threshold => license.thresholds.len(),
                _ => continue,
            };
            let here = |actor: Actor| {
                let told = list.iter().filter(|one| {
                    (one.rule.as_str(), one.actor, one.over.is_some()) == (&rule.id, actor, true)
                });
                let spoke = evaluation.findings.iter();
                let spoke = spoke.filter(|one| one.rule == rule.id && one.actor == actor);
                told.count() + spoke.count()
            };
            for actor in preset.actors() {
                assert_eq!(
                    here(actor),
                    each,
                    "{} {} {}",
                    preset.id,
                    license.id,
                    rule.id
                );
            }
            limits += each;
        }
    }
    assert!(limits > 1000, "{limits}");
}

/// Whether a rule reads how well the license is known; of that no clause speaks.
fn reads_status(rule: &Rule) -> bool {
    rule.when.attributes().contains(&"status")
}

/// Whether a license has a clause for one of the attributes of a rule.
fn has_clause(license: &License, rule: &Rule) -> bool {
    rule.when.attributes().iter().any(|attribute| {
        let entries = license.terms.values();
        entries
            .filter(|entry| entry.facts.contains_key(*attribute))
            .any(|entry| !entry.cite.is_empty())
    })
}

#[test]
fn every_reason_names_what_decided() {
    let world = world();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (preset, license) in everything() {
        for one in world.considered(preset, &world.alone(license)) {
            let at = format!("{} {} {}: {}", preset.id, license.id, one.rule, one.why);
            *seen.entry(one.basis.id()).or_default() += 1;
            assert!(!one.why.is_empty() && !one.when.is_empty(), "{at}");
            for words in [&one.why, &one.when] {
                assert!(!words.contains("a test of this program"), "{at}");
            }
            let rule = world.rule(&one.rule);
            assert_eq!((one.rev, one.then), (rule.rev, rule.then), "{at}");
            for fact in &one.facts {
                let answer = preset.answer(&fact.field);
                let own = preset.differing(one.actor);
                let own = own.and_then(|own| own.get(&fact.field));
                assert_eq!(&fact.answer, own.unwrap_or(answer), "{at}");
            }
            check_basis(&one, rule, license, &at);
        }
    }
    for basis in ["license", "grant", "limit", "answer", "model", "reading"] {
        let is_there = seen.contains_key(basis) || basis == "reading";
        assert!(is_there, "{basis} never decides: {seen:?}");
    }
}

fn check_basis(one: &Considered, rule: &Rule, license: &License, at: &str) {
    match one.basis {
        Basis::License | Basis::Grant => {
            // What the license says has its clause, if one is on file.
            let not_recorded = one.why.contains("it is not recorded whether");
            let free = reads_status(rule) || one.license.is_empty() || not_recorded;
            let wanted = one.basis == Basis::Grant || has_clause(license, rule);
            assert!(free || !wanted || !one.citations.is_empty(), "{at}");
            assert!(!one.why.contains(" is answered "), "{at}");
        }
        Basis::Limit => {
            let named = one.over.as_ref().is_some_and(|over| one.why.contains(over));
            let none = license.thresholds.is_empty() && one.why.contains("no limit");
            assert!(named || none || !one.facts.is_empty(), "{at}");
        }
        Basis::Answer if one.license.is_empty() => {}
        Basis::Answer => {
            assert!(!one.facts.is_empty(), "{at}");
            for fact in &one.facts {
                assert!(world().book.field(&fact.field).is_some(), "{at}");
            }
            // A question that is quoted with its answer is quoted right.
            for fact in &one.facts {
                let field = world().book.field(&fact.field).unwrap();
                let quoted = format!("\u{201c}{}\u{201d} is answered \u{201c}", field.question);
                if let Some(at_quote) = one.why.find(&quoted) {
                    let words = answer_words(&field.kind, &fact.answer).unwrap();
                    let rest = &one.why[at_quote + quoted.len()..];
                    assert!(rest.starts_with(&format!("{words}\u{201d}")), "{at}");
                }
            }
        }
        Basis::Model | Basis::Reading | Basis::NotKnown => {}
    }
}

/// Whether an answer leaves something open.
fn is_open(answer: &Answer) -> bool {
    match answer {
        Answer::Map(_) => true,
        answer => !answer.is_given() || bounds(answer).is_some_and(|(low, high)| low < high),
    }
}

#[test]
fn what_is_known_is_never_told_as_not_known() {
    let world = world();
    let mut notes = 0;
    for (preset, license) in everything() {
        for one in world.considered(preset, &world.alone(license)) {
            let at = format!("{} {} {}: {}", preset.id, license.id, one.rule, one.why);
            let open = one.facts.iter().any(|fact| is_open(&fact.answer));
            let unknown = |attribute: &&str| *license.fact(attribute) == Fact::Unknown;
            let silent = world.rule(&one.rule).when.attributes().iter().any(unknown);
            if one.basis == Basis::NotKnown {
                assert!(open || silent, "{at}");
                // Only a note may be left out for want of an answer.
                assert_eq!(one.then, Verdict::Permitted, "{at}");
                notes += 1;
            } else {
                assert!(!one.why.starts_with("not known"), "{at}");
            }
            if one.why.contains("is not answered") || one.why.contains("which is not known") {
                assert!(open, "{at}");
            }
        }
    }
    assert!(notes > 0, "no note is ever left out");
}

#[test]
fn an_answer_that_is_missing_is_no_reason() {
    let world = world();
    let empty = Scenario::empty("Empty", "");
    for license in world.catalog.licenses() {
        for one in world.considered(&empty, &world.alone(license)) {
            let at = format!("{} {}: {}", license.id, one.rule, one.why);
            let closing = one.license.is_empty();
            let acts = one.facts.iter().all(|fact| fact.field == "acts");
            assert!(closing || one.basis != Basis::Answer || acts, "{at}");
        }
    }
}

#[test]
fn a_reading_that_silences_a_rule_is_its_reason() {
    let world = world();
    let (mut scenario, subject) = world.case("E4");
    let reason = |scenario: &Scenario| {
        let list = world.considered(scenario, &subject);
        list.into_iter().find(|one| one.rule == "R02")
    };
    assert_eq!(reason(&scenario), None, "it speaks");
    let chosen = ("ppb.subsidiary".to_owned(), "ParentSeat".to_owned());
    scenario.readings.extend([chosen]);
    let one = reason(&scenario).unwrap();
    assert_eq!(one.basis, Basis::Reading);
    assert!(
        one.why.contains("The seat of the licensee alone counts"),
        "{}",
        one.why
    );
    let used = one.reading.unwrap();
    assert_eq!((used.choice.as_str(), used.default), ("ParentSeat", false));
}

#[test]
fn a_figure_is_told_with_the_limit_it_is_held_against() {
    let world = world();
    let (scenario, subject) = world.case("L3");
    let list = world.considered(&scenario, &subject);
    let one = list.iter().find(|one| one.rule == "T01").unwrap();
    assert_eq!(one.basis, Basis::Answer);
    assert!(
        one.why
            .starts_with("the figure 500M is not above the limit (700M"),
        "{}",
        one.why
    );
    let fields: BTreeSet<&str> = one.facts.iter().map(|fact| fact.field.as_str()).collect();
    assert!(fields.contains("group_mau_at"), "{fields:?}");
}

/// Tests of the set of parts are findings or reasons, never both, and a reason
/// is the part of the rule that fails.
#[test]
fn tests_of_the_set_of_parts_are_not_contradicted() {
    let world = world();
    let (_, distilled) = world
        .catalog
        .model("deepseek-r1-distill-llama-70b")
        .unwrap();
    let subject = Subject::of_model(&world.catalog, distilled);
    let scenario = world.book.preset("consumer-app").unwrap();
    let evaluation = world.evaluate(scenario, &subject);
    assert!(evaluation.findings.iter().any(|one| one.rule == "K01"));
    let list = world.considered(scenario, &subject);
    assert!(list.iter().all(|one| one.rule != "K01"));

    // Terms that exclude each other bar what is passed on, and nothing else.
    let clash = |acts: &[&str]| {
        let (mut scenario, _) = world.with_parts("x9", "qwen2.5-7b");
        scenario.client.clear();
        scenario.set("acts", set(acts));
        let mut parent = license_matrix::scenario::Part::new(
            "other",
            license_matrix::scenario::Role::MergeParent,
        );
        parent.license = Some("cc-by-sa-4.0".to_owned());
        scenario.parts = vec![parent];
        let (_, model) = world.catalog.model("gemma-3-27b").unwrap();
        let subject = Subject::of_model(&world.catalog, model);
        let subject = subject.with_parts(&world.catalog, &scenario);
        let evaluation = world.evaluate(&scenario, &subject);
        let spoke = evaluation.findings.iter().any(|one| one.rule == "K03");
        let list = world.considered(&scenario, &subject);
        let reason = list.into_iter().find(|one| one.rule == "K03");
        (spoke, reason)
    };
    assert_eq!(clash(&["Merge", "RedistributeDerivative"]), (true, None));
    let (spoke, reason) = clash(&["Merge", "InternalProductive"]);
    let reason = reason.unwrap();
    assert!(!spoke);
    assert_eq!(reason.why, "nobody else receives the weights");
    assert_eq!(reason.facts[0].field, "acts");
}

#[test]
fn a_part_that_nothing_concerns_is_told_as_such() {
    let world = world();
    let (mut scenario, _) = world.with_parts("l15", "qwen2.5-7b");
    scenario.set("acts", set(&["InternalProductive"]));
    scenario.set("train_target", text("NotTraining"));
    let (_, model) = world.catalog.model("qwen2.5-7b").unwrap();
    let subject = Subject::of_model(&world.catalog, model);
    let subject = subject.with_parts(&world.catalog, &scenario);
    let evaluation = world.evaluate(&scenario, &subject);
    let list = world.considered(&scenario, &subject);
    let all: Looked<'_> = found(&evaluation)
        .union(&looked_at(&list))
        .copied()
        .collect();
    let label = "teacher";
    for rule in world.book.rules() {
        if !matches!(rule.each, Each::Post | Each::Composition) {
            let one = (rule.id.as_str(), Actor::Licensee, Some(label));
            assert!(all.contains(&one), "{one:?} is lost");
        }
    }
    let told = list
        .iter()
        .filter(|one| one.part.as_deref() == Some(label))
        .filter(|one| one.why == "nothing that is done concerns this part");
    assert!(told.count() > 50);
}

#[test]
fn parts_and_actors_are_all_in_the_trace() {
    let world = world();
    for (name, model) in [
        ("l15", "qwen2.5-7b"),
        ("e7", "qwen2.5-7b"),
        ("x8", "llama-4-scout-17b-16e"),
        ("x9", "llama-4-scout-17b-16e"),
        ("x10", "llama-4-scout-17b-16e"),
        ("host", "llama-3.1-8b"),
        ("distributor", "llama-3.1-8b"),
    ] {
        let (scenario, subject) = world.with_parts(name, model);
        let evaluation = world.evaluate(&scenario, &subject);
        let tree = trace(&evaluation);
        let listed: Vec<_> = tree
            .iter()
            .flat_map(|actor| actor.parts.iter().map(move |part| (actor.actor, part)))
            .flat_map(|(actor, part)| part.licenses.iter().map(move |one| (actor, part, one)))
            .flat_map(|(actor, part, one)| {
                let findings = one.findings.iter();
                findings.map(move |finding| (actor, part.part, one.license, *finding))
            })
            .collect();
        assert_eq!(listed.len(), evaluation.findings.len(), "{name}");
        for (actor, part, license, finding) in &listed {
            assert_eq!(
                (*actor, *part, *license),
                (
                    finding.actor,
                    finding.part.as_deref(),
                    finding.license.as_str()
                )
            );
        }
        let actors: Vec<Actor> = tree.iter().map(|one| one.actor).collect();
        assert!(actors.is_sorted(), "{name}");
        let list = world.considered(&scenario, &subject);
        let (spoke, looked) = (found(&evaluation), looked_at(&list));
        for actor in scenario.actors() {
            for component in &subject.components {
                let one = ("C01", actor, component.part.as_deref());
                let is_there = spoke.contains(&one) || looked.contains(&one);
                assert!(is_there, "{name} {one:?} is lost");
            }
        }
    }
}

#[test]
fn one_reason_is_told_once_and_groups_lose_nothing() {
    let world = world();
    for (preset, license) in everything().step_by(7) {
        let list = world.considered(preset, &world.alone(license));
        let groups = grouped(&list);
        let mut reasons = BTreeSet::new();
        for group in &groups {
            let reason = (group.actor, &group.part, &group.license, &group.why);
            assert!(reasons.insert(reason), "{reason:?} is told twice");
            let once: BTreeSet<_> = group.rules.iter().collect();
            assert_eq!(once.len(), group.rules.len(), "{reason:?}");
        }
        for one in &list {
            let told = groups.iter().any(|group| {
                (group.actor, &group.license, &group.why) == (one.actor, &one.license, &one.why)
                    && group.rules.iter().any(|(rule, _)| *rule == one.rule)
                    && one
                        .citations
                        .iter()
                        .all(|place| group.citations.contains(place))
            });
            assert!(told, "{} {} {}", preset.id, license.id, one.rule);
        }
    }
}

/// Words for every test that rules can name.
#[test]
fn every_test_has_words() {
    let world = world();
    let tests = [
        Pred::TermsMayConflict,
        Pred::TermsConflict,
        Pred::DeclaredWider,
        Pred::DatasetRestricted,
        Pred::PrefixCollision,
        Pred::ClauseBroken,
        Pred::AssignmentSecondHand,
        Pred::AssignmentUnread,
        Pred::UnmetDuty,
        Pred::SeparateOnFile,
        Pred::HasThreshold,
        Pred::LawOutside,
        Pred::VenueOutside,
        Pred::Exceeds,
        Pred::AtCap,
        Pred::Near,
        Pred::CondHolds,
        Pred::Exempt,
        Pred::DomicileExcluded,
        Pred::EstablishedInExcluded,
        Pred::UsersInDomicileExcluded,
        Pred::Modifies,
        Pred::NoActs,
        Pred::Touches(vec!["users_in".to_owned()], vec!["DE".to_owned()]),
    ];
    let mut all = BTreeSet::new();
    for test in tests {
        for pred in [test.clone(), Pred::Not(Box::new(test.clone()))] {
            let words = license_matrix::scenario::predicate_words(&world.book, &pred);
            assert!(!words.contains("a test of this program"), "{test:?}");
            assert!(all.insert(words.clone()), "{words}");
        }
    }
    let places = Pred::Touches(vec!["users_in".to_owned()], vec!["DE".to_owned()]);
    let words = license_matrix::scenario::predicate_words(&world.book, &places);
    assert_eq!(
        words,
        "an answer to \u{201c}In which countries are the users?\u{201d} touches Germany"
    );
}
