//! Parts beside the model, and others who hold or run the weights.

mod actors;
mod composition;
mod refused;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use license_matrix::catalog::Catalog;
use license_matrix::scenario::{
    Answer, CaseFile, Evaluation, Finding, Part, Role, RuleBook, Scenario, Subject, Verdict,
    evaluate,
};
use license_matrix::store::{DataFolder, load_data, load_scenario, parse_file};
use license_matrix::text::AttachedTexts;
use license_matrix::verdicts::judge_all;

fn built_in() -> (Catalog, RuleBook) {
    load_data(&DataFolder::built_in()).unwrap()
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases/scenarios")
        .join(format!("{name}.ron"))
}

fn scenario(world: &(Catalog, RuleBook), name: &str) -> Scenario {
    load_scenario(&file(name), &world.0, &world.1).unwrap()
}

fn judge((catalog, book): &(Catalog, RuleBook), scenario: &Scenario, model: &str) -> Evaluation {
    let (_, model) = catalog.model(model).unwrap();
    let subject = Subject::of_model(catalog, model).with_parts(catalog, scenario);
    evaluate(book, scenario, &subject)
}

fn rules_of(evaluation: &Evaluation, part: Option<&str>) -> BTreeSet<String> {
    let findings = evaluation.findings.iter();
    findings
        .filter(|finding| finding.part.as_deref() == part)
        .map(|finding| finding.rule.clone())
        .collect()
}

fn finding<'e>(evaluation: &'e Evaluation, rule: &str) -> &'e Finding {
    let mut findings = evaluation.findings.iter();
    let found = findings.find(|finding| finding.rule == rule);
    found.unwrap_or_else(|| panic!("{rule} is silent: {:?}", rules_of(evaluation, None)))
}

fn set(words: &[&str]) -> Answer {
    Answer::Set(words.iter().map(|word| (*word).to_owned()).collect())
}

fn part(id: &str, role: Role, license: &str) -> Part {
    Part {
        license: Some(license.to_owned()),
        ..Part::new(id, role)
    }
}

fn from(mut part: Part, made_from: &[&str]) -> Part {
    part.made_from = made_from.iter().map(|id| (*id).to_owned()).collect();
    part
}

/// A company in the United States does `acts` with a model and these parts.
fn with(world: &(Catalog, RuleBook), acts: &[&str], parts: Vec<Part>) -> Scenario {
    let mut scenario = scenario(world, "x9");
    scenario.client.clear();
    scenario.set("acts", set(acts));
    scenario.parts = parts;
    scenario
}

/// The worked cases with several components give the same when they are written
/// as scenarios with parts.
#[test]
fn worked_cases_come_out_the_same_with_parts() {
    let world = built_in();
    let text = std::fs::read_to_string("tests/cases/worked.ron").unwrap();
    let cases = parse_file::<CaseFile>("worked.ron", &text).unwrap().value;
    for (id, name, model) in [
        ("L15", "l15", "qwen2.5-7b"),
        ("E7", "e7", "qwen2.5-7b"),
        ("X9", "x9", "llama-4-scout-17b-16e"),
    ] {
        let case = cases.cases.iter().find(|case| case.id == id).unwrap();
        let evaluation = judge(&world, &scenario(&world, name), model);
        assert_eq!(evaluation.verdict, case.expect, "{id}");
        let spoke = |rule: &String| evaluation.findings.iter().any(|f| f.rule == *rule);
        assert!(case.rules.iter().all(spoke), "{id}");
        assert!(!case.not_rules.iter().any(spoke), "{id}");
        for duty in &case.duties {
            let owed = evaluation.obligations.iter().any(|o| o.duty == *duty);
            assert!(owed, "{id} {duty}");
        }
    }
}

#[test]
fn a_teacher_is_judged_for_training_and_a_filter_for_use() {
    let world = built_in();
    let student = judge(&world, &scenario(&world, "l15"), "qwen2.5-7b");
    let taught = finding(&student, "O05");
    assert_eq!(taught.part.as_deref(), Some("teacher"));
    assert_eq!(taught.told(), format!("{} (part: teacher)", taught.title));
    let acts = taught.facts.iter().find(|fact| fact.field == "acts");
    assert_eq!(acts.unwrap().answer, set(&["TrainOtherModel"]));
    // The weights of the teacher do not leave the house.
    assert!(!rules_of(&student, Some("teacher")).contains("D01"));

    let app = judge(&world, &scenario(&world, "e7"), "qwen2.5-7b");
    let seat = finding(&app, "R01");
    assert_eq!(seat.part.as_deref(), Some("safety filter guard"));
    assert_eq!(seat.license, "llama-4");
    // Without the filter the same product is free.
    let mut alone = scenario(&world, "e7");
    alone.remove_part("guard");
    assert_eq!(
        judge(&world, &alone, "qwen2.5-7b").verdict,
        Verdict::Permitted
    );
}

#[test]
fn a_part_that_no_act_concerns_raises_evidence_gaps_only() {
    let world = built_in();
    let judged = |license: &str, role: Role, acts: &[&str]| {
        let scenario = with(&world, acts, vec![part("p", role, license)]);
        let evaluation = judge(&world, &scenario, "qwen2.5-7b");
        let label = format!("{} p", role.label());
        (evaluation.verdict, rules_of(&evaluation, Some(&label)))
    };
    let rules = |list: &[&str]| list.iter().map(|rule| (*rule).to_owned()).collect();
    // Nothing is taught; a research license says nothing here.
    let idle = judged("mrl-0.1", Role::Teacher, &["SaasFeature"]);
    assert_eq!(idle, (Verdict::Permitted, BTreeSet::new()));
    let taught = judged(
        "mrl-0.1",
        Role::Teacher,
        &["SaasFeature", "TrainOtherModel"],
    );
    assert!(taught.1.contains("C01"), "{taught:?}");
    assert_eq!(taught.0, Verdict::SeparateLicense);
    let unread = judged("other-unread", Role::Teacher, &["SaasFeature"]);
    assert_eq!(unread, (Verdict::Unknown, rules(&["G01"])));
    let filter = judged("mrl-0.1", Role::SafetyFilter, &["FineTune"]);
    assert_eq!(filter, (Verdict::Permitted, BTreeSet::new()));
    // Without any act nothing is known of the part either.
    let nothing = judged("mit", Role::SafetyFilter, &[]);
    assert_eq!(nothing.0, Verdict::Unknown);
    assert!(nothing.1.contains("G06"));
}

#[test]
fn acts_of_a_part_can_be_said_instead() {
    let world = built_in();
    let mut adapter = part("lora", Role::Adapter, "mrl-0.1");
    adapter.acts = Some(BTreeSet::new());
    let scenario = with(&world, &["SaasFeature"], vec![adapter.clone()]);
    assert_eq!(
        judge(&world, &scenario, "qwen2.5-7b").verdict,
        Verdict::Permitted
    );
    adapter.acts = Some(BTreeSet::from(["InternalProductive".to_owned()]));
    let scenario = with(&world, &["SaasFeature"], vec![adapter]);
    assert_eq!(
        judge(&world, &scenario, "qwen2.5-7b").verdict,
        Verdict::SeparateLicense
    );
}

#[test]
fn a_part_under_a_license_only_is_not_taken_for_a_text_model() {
    let world = built_in();
    let mut scenario = with(&world, &["SaasFeature"], vec![]);
    scenario.set("domicile", Answer::Text("DE".to_owned()));
    scenario.set("product_mau", Answer::Num(1000.0));
    // Said of the model that is judged, and not of the part.
    scenario.set("model_multimodal", Answer::Flag(false));
    let mut tower = part("tower", Role::Encoder, "llama-4");
    let mut verdict = |tower: &Part| {
        scenario.add_part(tower.clone());
        judge(&world, &scenario, "qwen2.5-7b").verdict
    };
    assert_eq!(verdict(&tower), Verdict::Unknown);
    tower.multimodal = Some(true);
    assert_eq!(verdict(&tower), Verdict::NotPermitted);
    tower.multimodal = Some(false);
    assert_eq!(verdict(&tower), Verdict::PermittedWithObligations);
}

#[test]
fn a_part_without_a_license_is_never_permitted() {
    let world = built_in();
    let mut service = Part::new("teacher", Role::Teacher);
    let catalog = &world.0;
    let api = catalog
        .models()
        .map(|(_, model)| model)
        .find(|model| model.weights_license().is_none())
        .unwrap();
    service.model = Some(api.id.clone());
    for lost in [
        Part::new("x", Role::Code),
        part("x", Role::Base, "no-such-license"),
        from(part("x", Role::Base, "mit"), &["no-such-part"]),
        Part {
            declared: Some("mit".to_owned()),
            ..Part::new("x", Role::Base)
        },
        service,
    ] {
        let label = lost.label();
        let scenario = with(&world, &["SaasFeature"], vec![lost]);
        let evaluation = judge(&world, &scenario, "qwen2.5-7b");
        assert_eq!(evaluation.verdict, Verdict::Unknown, "{label}");
        assert!(
            rules_of(&evaluation, Some(&label)).contains("G01"),
            "{label}"
        );
    }
    // Parts do not stand in for a model without weights.
    let scenario = with(&world, &["SaasFeature"], vec![part("x", Role::Base, "mit")]);
    assert_eq!(judge(&world, &scenario, &api.id).verdict, Verdict::Unknown);
    // The assignment of a part's model may be second hand too.
    let heard = catalog
        .models()
        .map(|(_, model)| model)
        .find(|model| {
            model.evidence == license_matrix::catalog::Evidence::Unread
                && model.weights_license().is_some()
        })
        .unwrap();
    let unread = Part {
        model: Some(heard.id.clone()),
        ..Part::new("x", Role::Base)
    };
    let scenario = with(&world, &["SaasFeature"], vec![unread]);
    let evaluation = judge(&world, &scenario, "qwen2.5-7b");
    assert!(rules_of(&evaluation, Some("base x")).contains("G13"));
}

/// A made-up way in a circle ends all the same.
#[test]
fn a_cycle_that_was_not_refused_ends() {
    let world = built_in();
    let parts = vec![
        from(part("a", Role::Adapter, "mit"), &["b", "a"]),
        from(part("b", Role::Adapter, "mrl-0.1"), &["a"]),
    ];
    let scenario = with(&world, &["SaasFeature"], parts);
    let verdict = judge(&world, &scenario, "qwen2.5-7b").verdict;
    assert_eq!(verdict, Verdict::SeparateLicense);
}

#[test]
fn parts_are_added_replaced_and_taken_away() {
    let mut scenario = Scenario::empty("a", "b");
    scenario.add_part(part("base", Role::Base, "mit"));
    scenario.add_part(from(part("lora", Role::Adapter, "mit"), &["base", "model"]));
    scenario.add_part(part("base", Role::Base, "apache-2.0"));
    assert_eq!(scenario.parts.len(), 2);
    assert_eq!(
        scenario.part("base").unwrap().license.as_deref(),
        Some("apache-2.0")
    );
    scenario.remove_part("base");
    assert_eq!(scenario.parts.len(), 1);
    assert_eq!(scenario.part("lora").unwrap().made_from, ["model"]);
    scenario.remove_part("base");
    assert_eq!(scenario.parts.len(), 1);
    assert_eq!(
        part("safety-filter", Role::SafetyFilter, "mit").label(),
        "safety filter"
    );
}

/// Models under one license still share a verdict, and differ where they do.
#[test]
fn all_models_are_judged_with_the_parts() {
    let world = built_in();
    let scenario = scenario(&world, "e7");
    let all = judge_all(&world.0, &world.1, &scenario, &AttachedTexts::default());
    let counted: BTreeMap<Verdict, usize> =
        all.values().fold(BTreeMap::new(), |mut counts, one| {
            *counts.entry(one.verdict).or_default() += 1;
            counts
        });
    // The filter bars every one of them.
    assert_eq!(counted.keys().collect::<Vec<_>>(), [&Verdict::NotPermitted]);
    for model in ["qwen2.5-7b", "gemma-3-27b", "deepseek-r1-distill-llama-70b"] {
        assert_eq!(*all[model], judge(&world, &scenario, model), "{model}");
    }
}
