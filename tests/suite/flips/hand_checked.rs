//! Flips that were worked out by hand from the texts of the licenses.

use std::collections::BTreeSet;

use license_matrix::scenario::{
    Answer, Flip, Flips, Scenario, Subject, Verdict, case_question, evaluate, flips,
};

use crate::properties::{World, world};

fn set(words: &[&str]) -> Answer {
    Answer::Set(words.iter().map(|word| (*word).to_owned()).collect())
}

fn text(word: &str) -> Answer {
    Answer::Text(word.to_owned())
}

fn case(id: &str) -> (Scenario, Subject<'static>) {
    let World { catalog, cases, .. } = world();
    let case = cases.cases.iter().find(|case| case.id == id).unwrap();
    case_question(&|id| catalog.license(id), &cases.baseline, case).unwrap()
}

fn flips_of(scenario: &Scenario, subject: &Subject<'_>) -> (Verdict, Flips) {
    let book = &world().book;
    let evaluation = evaluate(book, scenario, subject);
    (
        evaluation.verdict,
        flips(book, scenario, subject, &evaluation),
    )
}

/// The changes of a flip as they are told.
fn words(flip: &Flip) -> Vec<String> {
    let field = |id: &str| world().book.field(id).unwrap();
    let changes = flip.changes.iter();
    changes
        .map(|change| change.words(field(&change.field)))
        .collect()
}

/// The flip with only this answer.
fn single<'f>(list: &'f [Flip], field: &str, to: &Answer) -> Option<&'f Flip> {
    list.iter().find(
        |flip| matches!(&flip.changes[..], [change] if change.field == field && change.to == *to),
    )
}

#[test]
fn a_line_that_cannot_be_shown_has_to_be_shown() {
    let (scenario, subject) = case("L10");
    let (verdict, found) = flips_of(&scenario, &subject);
    assert_eq!(verdict, Verdict::NotPermitted);
    let shown = single(&found.better, "cannot", &set(&[])).unwrap();
    assert_eq!(shown.verdict, Verdict::PermittedWithObligations);
    assert_eq!(
        words(shown),
        ["Show the prescribed line at a place the license accepts"]
    );
    assert_eq!(shown.removes, ["M01"]);
    assert_eq!(found.better[0].verdict, Verdict::PermittedWithObligations);
}

/// The license shuts out the European Union, the United Kingdom and South
/// Korea: the weights can run elsewhere, and the users have to be elsewhere.
#[test]
fn a_license_that_shuts_places_out_can_be_used_elsewhere() {
    let World { catalog, .. } = world();
    let (_, model) = catalog.model("hunyuan-a13b").unwrap();
    let subject = Subject::of_model(catalog, model);
    let (mut scenario, _) = case("Z19");
    scenario.set("deploy_in", set(&["EU", "GB", "JP", "KR"]));
    let (verdict, found) = flips_of(&scenario, &subject);
    assert_eq!(verdict, Verdict::NotPermitted);
    let moved = single(&found.better, "deploy_in", &set(&["JP"])).unwrap();
    assert_eq!(
        words(moved),
        ["Run the weights outside the European Union, the United Kingdom and South Korea"]
    );
    assert_eq!(moved.verdict, Verdict::NeedsReview);
    // Users in France as well: both have to change, neither alone is enough.
    scenario.set("deploy_in", set(&["DE"]));
    scenario.set("users_in", set(&["FR", "JP"]));
    let (_, found) = flips_of(&scenario, &subject);
    let fields = |flip: &Flip| -> BTreeSet<String> {
        let changes = flip.changes.iter();
        changes.map(|change| change.field.clone()).collect()
    };
    let both = BTreeSet::from(["deploy_in".to_owned(), "users_in".to_owned()]);
    assert!(found.better.iter().all(|flip| fields(flip) == both));
    assert!(!found.better.is_empty());
    // Users who are all shut out are where they are.
    scenario.set("users_in", set(&["FR"]));
    let (_, found) = flips_of(&scenario, &subject);
    assert_eq!(found.better, Vec::new());
}

/// Llama 2 and 3.0 bar the training of other large language models, and no
/// other training.
#[test]
fn outputs_may_train_what_is_no_language_model() {
    let World { catalog, .. } = world();
    let (scenario, _) = case("L12");
    for license in ["llama-2", "llama-3"] {
        let subject = Subject {
            components: vec![license_matrix::scenario::Component::of(
                catalog.license(license).unwrap(),
            )],
            ..Subject::default()
        };
        let (verdict, found) = flips_of(&scenario, &subject);
        assert_eq!(verdict, Verdict::NotPermitted, "{license}");
        let other = single(&found.better, "train_target", &text("OtherAi")).unwrap();
        assert_eq!(other.verdict, Verdict::NeedsReview);
        assert!(other.removes.contains(&"O01".to_owned()));
        // Not to train at all is another way, by doing something else.
        assert!(single(&found.better, "train_target", &text("NotTraining")).is_none());
    }
}

#[test]
fn a_separate_license_turns_a_limit_into_a_review() {
    let (mut scenario, subject) = case("L11");
    scenario.set("separate_licenses", set(&[]));
    let (verdict, found) = flips_of(&scenario, &subject);
    assert_eq!(verdict, Verdict::SeparateLicense);
    let signed = single(&found.better, "separate_licenses", &set(&["Meta"])).unwrap();
    assert_eq!(signed.verdict, Verdict::NeedsReview);
    assert!(words(signed)[0].starts_with("Get a separate license from Meta;"));
    assert_eq!(signed.adds, ["M02"]);
    // And its end is a limit again.
    scenario.set("separate_licenses", set(&["Meta"]));
    let (verdict, found) = flips_of(&scenario, &subject);
    assert_eq!(verdict, Verdict::NeedsReview);
    let ended = single(&found.worse, "separate_licenses", &set(&[])).unwrap();
    assert_eq!(ended.verdict, Verdict::SeparateLicense);
}

/// One user more than the limit is the lowest figure that is worse.
#[test]
fn the_lowest_figure_over_a_limit_is_told() {
    let World { catalog, book, .. } = world();
    let qwen = Subject {
        components: vec![license_matrix::scenario::Component::of(
            catalog.license("qwen-2024").unwrap(),
        )],
        ..Subject::default()
    };
    let (verdict, found) = flips_of(book.preset("consumer-app").unwrap(), &qwen);
    assert_eq!(verdict, Verdict::PermittedWithObligations);
    let users: Vec<&Flip> = found
        .worse
        .iter()
        .filter(|flip| flip.changes[0].field == "product_mau")
        .collect();
    assert_eq!(users.len(), 1, "{users:?}");
    assert_eq!(users[0].changes[0].to, Answer::Num(100_000_001.0));
    assert_eq!(users[0].verdict, Verdict::SeparateLicense);
    assert_eq!(found.better, Vec::new(), "its obligations stay");
}

/// No answer brings a license where none is on file.
#[test]
fn nothing_is_told_where_no_license_is_on_file() {
    let World { catalog, book, .. } = world();
    let (mut scenario, _) = case("L1");
    let (_, model) = catalog
        .models()
        .find(|(_, model)| model.weights_license().is_none())
        .unwrap();
    let subject = Subject::of_model(catalog, model);
    scenario.set("cannot", set(&["display.brand_line"]));
    let (verdict, found) = flips_of(&scenario, &subject);
    assert_eq!((verdict, found), (Verdict::Unknown, Flips::default()));
    for field in book.fields() {
        let told = license_matrix::scenario::outcomes(book, &scenario, &subject, &field.id);
        assert!(told.iter().all(|(_, verdict)| *verdict == Verdict::Unknown));
    }
}
