//! The trace: nothing that was looked at is lost, and every reason names what
//! really decided.

mod contradictions;
mod parts;
mod readings;
mod reasons;
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
