//! What a part is made from goes on in it: its terms, its data, its names.

use license_matrix::scenario::considered;
use license_matrix::verdicts::subject_of;

use super::*;

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
