//! Parts beside the model, and others who hold or run the weights.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use license_matrix::catalog::{Catalog, Problem};
use license_matrix::matrix::{Matrix, View};
use license_matrix::report::{Block, Input, Kind, Report, build};
use license_matrix::scenario::{
    Actor, Answer, CaseFile, Evaluation, Finding, Part, Role, RuleBook, Scenario, Subject, Verdict,
    considered, evaluate,
};
use license_matrix::store::{DataFolder, load_data, load_scenario, parse_file};
use license_matrix::text::AttachedTexts;
use license_matrix::verdicts::{judge_all, subject_of, verdict_cells};

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
fn a_declared_license_never_loosens() {
    let world = built_in();
    let judged = |declared: Option<&str>| {
        let mut base = part("base", Role::Base, "llama-3.3");
        base.declared = declared.map(str::to_owned);
        judge(
            &world,
            &with(&world, &["SaasFeature"], vec![base]),
            "qwen2.5-7b",
        )
    };
    let (plain, tagged) = (judged(None), judged(Some("mit")));
    assert!(!rules_of(&plain, Some("base")).contains("K01"));
    let wider = finding(&tagged, "K01");
    assert_eq!(
        (wider.part.as_deref(), wider.license.as_str()),
        (Some("base"), "llama-3.3")
    );
    assert!(!wider.citations.is_empty());
    for obligation in &plain.obligations {
        assert!(tagged.obligations.contains(obligation), "{obligation:?}");
    }
    // A narrower declared license is judged as well.
    let mut base = part("base", Role::Base, "mit");
    base.declared = Some("mrl-0.1".to_owned());
    let scenario = with(&world, &["SaasFeature"], vec![base]);
    let narrower = judge(&world, &scenario, "qwen2.5-7b");
    assert_eq!(narrower.verdict, Verdict::SeparateLicense);
    assert!(!rules_of(&narrower, Some("base")).contains("K01"));
}

#[test]
fn terms_of_what_a_part_is_made_from_go_on() {
    let world = built_in();
    // A model brings the licenses of what it derives from.
    let distilled = Part {
        model: Some("deepseek-r1-distill-llama-70b".to_owned()),
        ..Part::new("draft", Role::DraftModel)
    };
    let scenario = with(&world, &["SaasFeature"], vec![distilled]);
    let evaluation = judge(&world, &scenario, "qwen2.5-7b");
    assert!(rules_of(&evaluation, Some("draft model draft")).contains("D06"));
    assert_eq!(finding(&evaluation, "K01").license, "llama-3.3");

    // An adapter tagged MIT upon a model that is not.
    let adapter = from(part("lora", Role::Adapter, "mit"), &["model"]);
    let scenario = with(&world, &["SaasFeature"], vec![adapter]);
    assert_eq!(
        finding(&judge(&world, &scenario, "llama-3.3-70b"), "K01").license,
        "llama-3.3"
    );
    let free = judge(&world, &scenario, "qwen2.5-7b");
    assert!(free.findings.iter().all(|finding| finding.rule != "K01"));

    // An adapter made from a filter is used where the filter is not.
    let parts = vec![
        part("guard", Role::SafetyFilter, "mrl-0.1"),
        from(part("lora", Role::Adapter, "mit"), &["guard"]),
    ];
    let evaluation = judge(&world, &with(&world, &["FineTune"], parts), "qwen2.5-7b");
    let label = "adapter lora, made from safety filter guard";
    assert!(rules_of(&evaluation, Some(label)).contains("C01"));
    assert!(rules_of(&evaluation, Some("safety filter guard")).is_empty());
}

#[test]
fn restricted_data_asks_for_review_and_open_data_does_not() {
    let world = built_in();
    let judged = |license: &str, reading: Option<&str>| {
        let data = part("corpus", Role::DataSet, license);
        let mut scenario = with(&world, &["FineTune", "SaasFeature"], vec![data]);
        if let Some(choice) = reading {
            let taint = "dataset.taint".to_owned();
            scenario.readings.insert(taint, choice.to_owned());
        }
        judge(&world, &scenario, "qwen2.5-7b")
    };
    let restricted = judged("cc-by-nc-4.0", None);
    assert_eq!(restricted.verdict, Verdict::NeedsReview);
    let found = finding(&restricted, "K02");
    assert_eq!(found.part.as_deref(), Some("data set corpus"));
    assert_eq!(found.license, "cc-by-nc-4.0");
    assert!(!found.citations.is_empty());
    assert_eq!(judged("apache-2.0", None).verdict, Verdict::Permitted);
    assert_eq!(judged("cc-by-sa-4.0", None).verdict, Verdict::NeedsReview);
    let reads = |choice| judged("cc-by-nc-4.0", Some(choice)).verdict;
    assert_eq!(reads("TrainingIsCopy"), Verdict::NotPermitted);
    assert_eq!(reads("TrainingIsNotCopy"), Verdict::Permitted);
}

#[test]
fn two_names_collide_where_both_are_owed() {
    let world = built_in();
    let collides = |license: &str, model: &str, acts: &[&str]| {
        let parent = part("other", Role::MergeParent, license);
        let evaluation = judge(&world, &with(&world, acts, vec![parent]), model);
        let found = evaluation.findings.iter().find(|f| f.rule == "O09");
        found.map(|found| (found.effect, found.part.clone()))
    };
    let shared = ["Merge", "RedistributeDerivative"];
    let parts = "merge parent other and the model".to_owned();
    assert_eq!(
        collides("hyperclovax-seed", "llama-3.3-70b", &shared),
        Some((Verdict::NeedsReview, Some(parts)))
    );
    // One name satisfies both.
    assert_eq!(collides("llama-3", "llama-3.3-70b", &shared), None);
    assert_eq!(collides("apache-2.0", "llama-3.3-70b", &shared), None);
    // Nothing is shared, so no name is owed.
    let inside = ["Merge", "InternalProductive"];
    assert_eq!(collides("hyperclovax-seed", "llama-3.3-70b", &inside), None);

    // A teacher asks for the name of the student as well.
    let mut scenario = with(
        &world,
        &["TrainOtherModel", "FineTune", "RedistributeDerivative"],
        vec![part("teacher", Role::Teacher, "llama-3.1")],
    );
    scenario.set("derived_model_shared", Answer::Flag(true));
    scenario.set("train_target", Answer::Text("Llm".to_owned()));
    let student = judge(&world, &scenario, "hyperclovax-seed-vision-3b");
    assert_eq!(finding(&student, "O09").effect, Verdict::NeedsReview);
    // A filter keeps its own name.
    scenario.parts = vec![part("guard", Role::SafetyFilter, "llama-3.1")];
    let beside = judge(&world, &scenario, "hyperclovax-seed-vision-3b");
    assert!(beside.findings.iter().all(|finding| finding.rule != "O09"));
}

#[test]
fn terms_that_exclude_each_other_bar_what_is_passed_on() {
    let world = built_in();
    let found = |parts: Vec<Part>, acts: &[&str], model: &str| -> BTreeSet<String> {
        let evaluation = judge(&world, &with(&world, acts, parts), model);
        let rules = evaluation.findings.into_iter().map(|finding| finding.rule);
        rules.filter(|rule| rule.starts_with('K')).collect()
    };
    let only = |rules: &[&str]| -> BTreeSet<String> {
        rules.iter().map(|rule| (*rule).to_owned()).collect()
    };
    let shared = ["Merge", "RedistributeDerivative"];
    let parent = || vec![part("other", Role::MergeParent, "cc-by-sa-4.0")];
    // Limits that have to be passed on, and a license that adds none.
    assert_eq!(found(parent(), &shared, "gemma-3-27b"), only(&["K03"]));
    // Kept inside, both can be met.
    let inside = ["Merge", "InternalProductive"];
    assert_eq!(found(parent(), &inside, "gemma-3-27b"), only(&[]));
    // Other limits are left to review.
    assert_eq!(found(parent(), &shared, "llama-3.3-70b"), only(&["K04"]));
    assert_eq!(found(parent(), &shared, "qwen2.5-7b"), only(&[]));
    // Beside each other, or one work? That is left to review.
    let beside = vec![part("lora", Role::Adapter, "cc-by-sa-4.0")];
    assert_eq!(found(beside, &shared, "gemma-3-27b"), only(&["K04"]));
    let made = vec![from(
        part("lora", Role::Adapter, "cc-by-sa-4.0"),
        &["model"],
    )];
    assert!(found(made, &shared, "gemma-3-27b").contains("K03"));
    // A draft model is a work of its own.
    let draft = vec![part("draft", Role::DraftModel, "cc-by-sa-4.0")];
    assert_eq!(found(draft, &shared, "gemma-3-27b"), only(&[]));

    let conflict = judge(&world, &with(&world, &shared, parent()), "gemma-3-27b");
    let conflict = finding(&conflict, "K03");
    let documents: BTreeSet<&str> = conflict
        .citations
        .iter()
        .map(|citation| citation.document.as_str())
        .collect();
    assert!(documents.len() > 1, "{documents:?}");
    assert_eq!(conflict.effect, Verdict::NotPermitted);
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
fn a_client_is_judged_with_its_own_size_seat_and_abilities() {
    let world = built_in();
    let judged = |name: &str, model: &str| judge(&world, &scenario(&world, name), model);
    let alone = |name: &str, model: &str| {
        let mut scenario = scenario(&world, name);
        scenario.client.clear();
        judge(&world, &scenario, model).verdict
    };
    // The client earns more than the license allows.
    let large = judged("x8", "devstral-2-25.12");
    assert_eq!(large.verdict, Verdict::SeparateLicense);
    assert_eq!(finding(&large, "T04").actor, Actor::Client);
    assert!(alone("x8", "devstral-2-25.12") < Verdict::Unknown);
    // Its seat is where the license is withheld.
    let paris = judged("x9", "llama-4-scout-17b-16e");
    assert_eq!(paris.verdict, Verdict::NotPermitted);
    assert_eq!(finding(&paris, "R01").concerns(), " (for the client)");
    assert!(alone("x9", "llama-4-scout-17b-16e") < Verdict::Unknown);
    // What the client cannot do is a bar for the client.
    let unable = judged("x10", "qwen2.5-7b");
    assert_eq!(unable.verdict, Verdict::NotPermitted);
    assert_eq!(finding(&unable, "M01").actor, Actor::Client);
    assert!(alone("x10", "qwen2.5-7b") < Verdict::Unknown);
}

#[test]
fn distributor_and_host_are_judged_for_what_they_do() {
    let world = built_in();
    for (name, actor, act, other) in [
        ("distributor", Actor::Distributor, "OnDevice", "SaasFeature"),
        ("host", Actor::Host, "SaasFeature", "OnDevice"),
    ] {
        let mut scenario = scenario(&world, name);
        let judged = judge(&world, &scenario, "llama-4-scout-17b-16e");
        assert_eq!(judged.verdict, Verdict::NotPermitted, "{name}");
        assert_eq!(finding(&judged, "R01").actor, actor);
        let acts = |evaluation: &Evaluation| -> BTreeSet<String> {
            let findings = evaluation.findings.iter().filter(|f| f.actor == actor);
            let facts = findings.flat_map(|finding| &finding.facts);
            facts
                .filter(|fact| fact.field == "acts")
                .map(|fact| format!("{:?} {}", fact.answer, fact.source.id()))
                .collect()
        };
        let derived = BTreeSet::from([format!("{:?} derived", set(&[act]))]);
        assert_eq!(acts(&judged), derived);
        // Its own answer goes before.
        let answers = if actor == Actor::Host {
            &mut scenario.host
        } else {
            &mut scenario.distributor
        };
        answers.insert("acts".to_owned(), set(&[other]));
        let own = BTreeSet::from([format!("{:?} user", set(&[other]))]);
        assert_eq!(
            acts(&judge(&world, &scenario, "llama-4-scout-17b-16e")),
            own
        );
        // Where no act is one of its own, all of them count.
        let answers = if actor == Actor::Host {
            &mut scenario.host
        } else {
            &mut scenario.distributor
        };
        answers.remove("acts");
        scenario.set("acts", set(&["FineTune"]));
        let judged = judge(&world, &scenario, "llama-4-scout-17b-16e");
        assert_eq!(finding(&judged, "R01").actor, actor);
    }
}

#[test]
fn each_actor_has_its_own_separate_licenses() {
    let world = built_in();
    let mut scenario = scenario(&world, "x8");
    let on_file = "separate_licenses".to_owned();
    scenario.client.insert(on_file, set(&["Mistral AI"]));
    let judged = judge(&world, &scenario, "devstral-2-25.12");
    assert_eq!(judged.verdict, Verdict::NeedsReview);
    assert_eq!(finding(&judged, "M02").actor, Actor::Client);
    // A license of the licensee's is taken to be the client's, unless it says.
    scenario.client.remove("separate_licenses");
    scenario.set("separate_licenses", set(&["Mistral AI"]));
    let on_file = "separate_licenses".to_owned();
    scenario.client.insert(on_file, set(&[]));
    let judged = judge(&world, &scenario, "devstral-2-25.12");
    assert_eq!(judged.verdict, Verdict::SeparateLicense);
}

/// The problems of a scenario file with these parts.
fn problems(world: &(Catalog, RuleBook), parts: &str) -> Vec<Problem> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.ron");
    let text = format!(
        "(\n schema: 1,\n id: \"mine\",\n title: \"a\",\n description: \"b\",\n answers: {{}},\n parts: [\n{parts}\n ],\n)\n"
    );
    std::fs::write(&path, text).unwrap();
    load_scenario(&path, &world.0, &world.1)
        .err()
        .unwrap_or_default()
}

#[test]
fn wrong_parts_are_told_with_file_line_and_a_way_out() {
    let world = built_in();
    let told = |parts: &str| -> Vec<(usize, String)> {
        let problems = problems(&world, parts);
        let each = problems.into_iter();
        each.map(|problem| {
            assert!(problem.file.ends_with("mine.ron"));
            assert!(!problem.advice.is_empty());
            (problem.line, problem.what)
        })
        .collect()
    };
    let one = |parts: &str, line: usize, what: &str| {
        assert_eq!(told(parts), [(line, what.to_owned())], "{parts}");
    };
    let mit = "role: Base, license: Some(\"mit\")";
    assert_eq!(told(&format!("(id: \"a\", {mit}),")), []);
    one(
        &format!("(id: \"a\", {mit}),\n(id: \"a\", {mit}),"),
        9,
        "two parts have the id \"a\"",
    );
    one(
        "(id: \"a\", role: Base),",
        8,
        "the part \"a\" names neither a license nor a model",
    );
    one(
        "(id: \"a\",\n role: Base, license: Some(\"mit\"),\n model: Some(\"qwen2.5-7b\")),",
        10,
        "the part \"a\" names both a license and a model",
    );
    one(
        "(id: \"a\", role: Base,\n license: Some(\"mti\")),",
        9,
        "the part \"a\" names the license \"mti\", which is not in the catalog",
    );
    one(
        "(id: \"a\", role: Base, license: Some(\"mit\"),\n declared: Some(\"mti\")),",
        9,
        "the part \"a\" names the license \"mti\", which is not in the catalog",
    );
    one(
        "(id: \"a\", role: Base, model: Some(\"qwen\")),",
        8,
        "the part \"a\" names the model \"qwen\", which is not in the catalog",
    );
    one(
        &format!("(id: \"a\", {mit},\n made_from: [\"model\", \"b\"]),"),
        9,
        "the part \"a\" is made from \"b\", which is no part",
    );
    one(
        &format!("(id: \"a\", {mit},\n acts: Some([\"Fly\"])),"),
        9,
        "the part \"a\" names the act \"Fly\", which does not exist",
    );
    one(
        &format!("(id: \"model\", {mit}),"),
        8,
        "a part has the id \"model\", which is the model that is judged",
    );
    one(
        &format!("(id: \" \", {mit}),"),
        8,
        "\" \" is no name for a part",
    );
    one(
        &format!("(id: \"a\", {mit}, made_from: [\"a\"]),"),
        8,
        "parts are made from each other: a -> a",
    );
    one(
        &format!(
            "(id: \"c\", {mit}, made_from: [\"a\"]),\n(id: \"a\", {mit}, made_from: [\"model\", \"b\"]),\n(id: \"b\", {mit}, made_from: [\"a\"]),"
        ),
        9,
        "parts are made from each other: a -> b -> a",
    );
    // A diamond is no cycle.
    assert_eq!(
        told(&format!(
            "(id: \"d\", {mit}, made_from: [\"b\", \"c\"]),\n(id: \"b\", {mit}, made_from: [\"a\"]),\n(id: \"c\", {mit}, made_from: [\"a\"]),\n(id: \"a\", {mit}),"
        )),
        []
    );
    let role = told("(id: \"a\", role: Engine, license: Some(\"mit\")),");
    assert_eq!(role.len(), 1);
    assert!(role[0].1.contains("SafetyFilter"), "{role:?}");
    // A long way is walked without a deep stack.
    let many: Vec<String> = (0..3000)
        .map(|at| {
            format!(
                "(id: \"p{at}\", {mit}, made_from: [\"p{}\"]),",
                (at + 1) % 3000
            )
        })
        .collect();
    let long = told(&many.join("\n"));
    assert_eq!(long.len(), 1);
    assert!(long[0].1.contains("p0 -> p1 -> "), "{}", long[0].1);
}

#[test]
fn presets_with_wrong_parts_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("data");
    std::fs::create_dir(&target).unwrap();
    super::broken_data::copy(&super::broken_data::root().join("data"), &target);
    let preset = target.join("presets/consumer-app.ron");
    let text = std::fs::read_to_string(&preset).unwrap();
    let end = text.rfind(')').unwrap();
    let parts = " parts: [(id: \"a\", role: Base, license: Some(\"none\"))],\n";
    std::fs::write(&preset, format!("{}{parts})\n", &text[..end])).unwrap();
    let problems = load_data(&DataFolder::read(&target)).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].what.contains("the license \"none\""));
    assert!(problems[0].file.ends_with("consumer-app.ron"));
    assert!(problems[0].line > 1);
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

fn words(report: &Report, heading: &str) -> String {
    let section = report.sections.iter().find(|s| s.heading == heading);
    let section = section.unwrap_or_else(|| panic!("there is no {heading}"));
    let mut all = String::new();
    let mut say = |text: &str| {
        all.push_str(text);
        all.push('\n');
    };
    for block in &section.blocks {
        match block {
            Block::Heading { text, .. } => say(text),
            Block::Paragraph(spans) => spans.iter().for_each(|span| say(&span.text)),
            Block::KeyValues(pairs) => {
                for (key, spans) in pairs {
                    let value: Vec<&str> = spans.iter().map(|span| span.text.as_str()).collect();
                    say(&format!("{key}: {}", value.concat()));
                }
            }
            Block::List(items) => {
                for spans in items {
                    let item: Vec<&str> = spans.iter().map(|span| span.text.as_str()).collect();
                    say(&item.concat());
                }
            }
            Block::Table(table) => {
                for row in &table.rows {
                    let spans = row.iter().flat_map(|cell| &cell.spans);
                    let cells: Vec<&str> = spans.map(|span| span.text.as_str()).collect();
                    say(&cells.join(" | "));
                }
            }
            _ => {}
        }
    }
    all
}

#[test]
fn reports_tell_parts_actors_and_lineage() {
    let (catalog, book) = built_in();
    let world = (catalog, book);
    let mut scenario = scenario(&world, "e7");
    scenario
        .host
        .insert("domicile".to_owned(), Answer::Text("FR".to_owned()));
    let mut adapter = from(
        part("lora", Role::Adapter, "llama-3.3"),
        &["model", "guard"],
    );
    adapter.declared = Some("mit".to_owned());
    adapter.acts = Some(BTreeSet::from(["FineTune".to_owned()]));
    scenario.add_part(adapter);
    let (catalog, book) = &world;
    let texts = AttachedTexts::default();
    let evaluations = judge_all(catalog, book, &scenario, &texts);
    let matrix = Matrix::of_texts(catalog, &verdict_cells(&evaluations));
    let filter = "model:qwen2.5-7b OR model:deepseek-r1-distill-llama-70b";
    let view = View::new(&matrix, filter, "", None, &|_| true).unwrap();
    let report = build(&Input {
        catalog,
        book,
        scenario: &scenario,
        view: &view,
        evaluations: &evaluations,
        texts: &texts,
        filter: "",
        kind: Kind::Memo,
        date: "2026-11-23",
        version: "0",
        without: &[],
        beside: &[],
        reviewed: &[],
    });
    let question = words(&report, "Question put");
    for line in [
        "The host, where it differs",
        "Parts beside the model",
        "Safety filter guard: Llama Guard 4 12B (Llama 4 Community)",
        "Adapter lora: Llama 3.3 Community, declared by its publisher as MIT, made from the model and safety filter guard; what concerns it: Fine-tune",
        "It is judged for what runs the weights.",
    ] {
        assert!(question.contains(line), "{line}: {question}");
    }
    let lineage = words(&report, "Components and lineage");
    assert!(
        lineage.contains("Safety filter guard: Llama Guard 4 12B"),
        "{lineage}"
    );
    assert!(
        lineage.contains("DeepSeek-R1-Distill-Llama-70B (MIT) derives from Llama 3.3 70B"),
        "{lineage}"
    );
    let answer = words(&report, "Short answer");
    assert!(answer.contains("(part: safety filter guard)"), "{answer}");
    let reasons: String = report.sections.iter().map(|s| s.heading.clone()).collect();
    let own = report
        .sections
        .iter()
        .find(|section| section.heading.ends_with(": Qwen2.5-7B"));
    let own = &own.unwrap_or_else(|| panic!("{reasons}")).heading;
    let table = words(&report, own);
    assert!(
        table.contains("(for the host; part: safety filter guard)"),
        "{table}"
    );
}

#[test]
fn the_command_line_tells_parts_and_refuses_wrong_ones() {
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_license-matrix-cli"))
            .args(arguments)
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (
            output.status.code(),
            text(output.stdout),
            text(output.stderr),
        )
    };
    let path = file("e7");
    let path = path.to_str().unwrap();
    let call = [
        "evaluate",
        "--scenario",
        path,
        "--filter",
        "model:qwen2.5-7b",
    ];
    let (code, out, err) = run(&call);
    assert_eq!((code, err.as_str()), (Some(2), ""), "{out}");
    assert!(out.contains("part: safety filter guard: Llama Guard 4 12B (Llama 4 Community)\n"));
    assert!(out.contains("(part: safety filter guard) ["), "{out}");
    let (_, out, _) = run(&[&call[..], &["--format", "json"]].concat());
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value["parts"][0]["role"], "safety_filter");
    let findings = value["results"][0]["findings"].as_array().unwrap();
    let seat = findings.iter().find(|finding| finding["rule"] == "R01");
    assert_eq!(seat.unwrap()["part"], "safety filter guard");

    // The whole trace looks at the parts as well.
    let (_, out, _) = run(&[&call[..], &["--format", "json", "--explain"]].concat());
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    let considered = value["results"][0]["considered"].as_array().unwrap();
    let of_part = |one: &&serde_json::Value| one["part"] == "safety filter guard";
    assert!(considered.iter().any(|one| of_part(&one)), "{considered:?}");
    let (_, out, _) = run(&[&call[..], &["--explain"]].concat());
    assert!(out.contains("part: safety filter guard\n"), "{out}");

    let folder = tempfile::tempdir().unwrap();
    let cyclic = folder.path().join("cyclic.ron");
    let text = std::fs::read_to_string(file("e7")).unwrap();
    let text = text.replace(
        "role: SafetyFilter,",
        "role: SafetyFilter, made_from: [\"guard\"],",
    );
    std::fs::write(&cyclic, text).unwrap();
    let (code, out, err) = run(&["evaluate", "--scenario", cyclic.to_str().unwrap()]);
    assert_eq!((code, out.as_str()), (Some(3), ""));
    assert!(err.contains("guard -> guard"), "{err}");
}

/// A test of composition that holds is not listed as one that does not.
#[test]
fn what_was_considered_is_not_what_spoke() {
    let world = built_in();
    let shared = ["Merge", "RedistributeDerivative"];
    let parent = part("other", Role::MergeParent, "cc-by-sa-4.0");
    let scenario = with(&world, &shared, vec![parent]);
    let silent = |model: &str| -> BTreeSet<String> {
        let (_, model) = world.0.model(model).unwrap();
        let texts = AttachedTexts::default();
        let subject = subject_of(&world.0, &scenario, model, &texts);
        let list = considered(&world.1, &scenario, &subject);
        let rules = list.into_iter().map(|one| one.rule);
        rules.filter(|rule| rule.starts_with('K')).collect()
    };
    let rules = |list: &[&str]| list.iter().map(|rule| (*rule).to_owned()).collect();
    let conflict: BTreeSet<String> = rules(&["K01", "K02", "K04"]);
    assert_eq!(silent("gemma-3-27b"), conflict);
    let review: BTreeSet<String> = rules(&["K01", "K02", "K03"]);
    assert_eq!(silent("llama-3.3-70b"), review);
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
