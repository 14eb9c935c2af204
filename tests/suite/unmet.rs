//! Obligations that the product cannot meet: which can be named, and that one of
//! them is a bar.

use std::collections::BTreeSet;

use license_matrix::scenario::{
    Answer, Component, FieldKind, RuleBook, Scenario, Subject, Verdict, evaluate,
};
use license_matrix::store::{DataFolder, load_data};

fn set(words: &[&str]) -> Answer {
    Answer::Set(words.iter().map(|word| (*word).to_owned()).collect())
}

fn offered(book: &RuleBook) -> BTreeSet<&str> {
    match &book.field("cannot").unwrap().kind {
        FieldKind::Choices(choices) => choices.iter().map(|(key, _)| key.as_str()).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_obligation_can_be_named_and_a_note_cannot() {
    let (_, book) = load_data(&DataFolder::built_in()).unwrap();
    let raised = book.rules().iter().flat_map(|rule| &rule.duties);
    let raised: BTreeSet<&str> = raised.map(String::as_str).collect();
    let is_note = |key: &str| book.duty(key).unwrap().note;
    assert!(raised.iter().any(|key| is_note(key)));
    let to_do: BTreeSet<&str> = raised.into_iter().filter(|key| !is_note(key)).collect();
    assert!(to_do.contains("flowdown.same_terms"));
    let missing: Vec<_> = to_do.difference(&offered(&book)).copied().collect();
    assert_eq!(missing, Vec::<&str>::new());
    assert!(!offered(&book).iter().any(|key| is_note(key)));
}

#[test]
fn who_cannot_share_alike_may_not_pass_changes_on() {
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    let license = catalog.license("cc-by-sa-4.0").unwrap();
    let judged = |scenario: &Scenario| {
        let subject = Subject {
            components: vec![Component::of(license)],
            ..Subject::default()
        };
        evaluate(&book, scenario, &subject).verdict
    };
    let mut scenario = book.preset("client-deliverable").unwrap().clone();
    scenario.set("acts", set(&["FineTune", "RedistributeDerivative"]));
    assert_eq!(judged(&scenario), Verdict::PermittedWithObligations);
    scenario.set("cannot", set(&["flowdown.same_terms"]));
    assert_eq!(judged(&scenario), Verdict::NotPermitted);
}
