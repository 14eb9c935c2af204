//! Rules of the user's own: what they add, that they lighten nothing, and where
//! their mistakes are.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use license_matrix::catalog::{Catalog, Problem};
use license_matrix::plan::plan;
use license_matrix::scenario::{
    Answer, Component, Due, Evaluation, RuleBook, Scenario, Subject, Verdict, evaluate,
};
use license_matrix::store::{DataFolder, load_data};
use license_matrix::text::AttachedTexts;
use license_matrix::verdicts::judge_all;

use super::texts_cli::cli;

/// Two rules: a house policy on patents, and an obligation for shared weights.
const HOUSE: &str = r#"(
 schema: 1,
 duties: [
  (key: "house.sign_off", text: "Have the legal department sign off", owner: Legal, due: BeforeUse, evidence: "signed form"),
 ],
 rules: [
  (id: "H01", rev: 1, lane: Policy, each: Once, title: "House rule: patents are granted in words",
   when: Not(Lic("patent", ["Express"])),
   then: NotPermitted, duties: [], reading: None, if_unknown: Default, clause: Some("AI policy, section 4")),
  (id: "H02", rev: 1, lane: License, each: Once, title: "Weights leave the house",
   when: Exposes(Weights),
   then: PermittedWithObligations, duties: ["house.sign_off"], reading: None, if_unknown: Default),
 ],
)
"#;

fn write(folder: &Path, text: &str) -> PathBuf {
    let path = folder.join("house.ron");
    fs::write(&path, text).unwrap();
    path
}

/// The built-in data with a rule file; the folder has to stay.
fn with(text: &str) -> Result<(tempfile::TempDir, Catalog, RuleBook), Vec<Problem>> {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), text);
    let (catalog, book) = load_data(&DataFolder::built_in().with_rules(&path))?;
    Ok((folder, catalog, book))
}

/// A preset without house rules of its own, for one actor.
fn scenario(book: &RuleBook) -> Scenario {
    let mut scenario = book.preset("client-deliverable").unwrap().clone();
    scenario.answers.remove("house");
    scenario.client.clear();
    scenario
}

fn judged(catalog: &Catalog, book: &RuleBook, model: &str) -> Arc<Evaluation> {
    let all = judge_all(catalog, book, &scenario(book), &AttachedTexts::default());
    all[model].clone()
}

#[test]
fn a_house_rule_judges_in_its_own_lane() {
    let (_folder, catalog, book) = with(HOUSE).unwrap();
    let (plain_catalog, plain) = load_data(&DataFolder::built_in()).unwrap();
    for (model, house) in [
        ("llama-3.1-8b", Verdict::NotPermitted),
        ("qwen2.5-7b", Verdict::Permitted),
    ] {
        let before = judged(&plain_catalog, &plain, model);
        let after = judged(&catalog, &book, model);
        assert_eq!((before.house, after.house), (None, Some(house)), "{model}");
        assert_eq!(before.verdict, after.verdict, "{model}");
    }
    let after = judged(&catalog, &book, "llama-3.1-8b");
    let [finding] = after.house_findings.as_slice() else {
        panic!("{:?}", after.house_findings);
    };
    assert!(finding.origin.as_ref().unwrap().ends_with("house.ron"));
    assert_eq!(
        finding.origin_note(),
        " (own rule, house.ron, AI policy, section 4)"
    );
    // No license gives a clause for it: it rests on where the attribute stands.
    assert_eq!(finding.citations[0].section, "1.a");
}

#[test]
fn what_is_not_recorded_passes_no_house_rule() {
    let (_folder, catalog, book) = with(HOUSE).unwrap();
    let unread = catalog.license("other-unread").unwrap();
    let subject = Subject {
        components: vec![Component::of(unread)],
        ..Subject::default()
    };
    let house = evaluate(&book, &scenario(&book), &subject).house;
    assert_eq!(house, Some(Verdict::Unknown));
    // Nor does a model that has no license at all.
    let house = evaluate(&book, &scenario(&book), &Subject::default()).house;
    assert_eq!(house, Some(Verdict::Unknown));
}

#[test]
fn chosen_house_rules_and_own_ones_judge_together() {
    let (_folder, catalog, book) = with(HOUSE).unwrap();
    let mut scenario = scenario(&book);
    scenario.set("house", Answer::Set(["OsiApproved".to_owned()].into()));
    let all = judge_all(&catalog, &book, &scenario, &AttachedTexts::default());
    let rules = |model: &str| -> Vec<&str> {
        let found = all[model].house_findings.iter();
        found.map(|finding| finding.rule.as_str()).collect()
    };
    assert_eq!(rules("llama-3.1-8b"), ["H01", "P01"]);
    assert_eq!(rules("qwen2.5-7b"), Vec::<&str>::new());
}

#[test]
fn an_own_rule_on_licenses_adds_an_obligation() {
    let (_folder, catalog, book) = with(HOUSE).unwrap();
    let scenario = scenario(&book);
    let all = judge_all(&catalog, &book, &scenario, &AttachedTexts::default());
    let items = plan(&catalog, &book, &scenario, &all, &["qwen2.5-7b"]);
    let signed = items.iter().find(|item| item.duty == "house.sign_off");
    let signed = signed.expect("it is owed");
    assert_eq!(signed.due, Due::BeforeUse);
    assert!(signed.statement().ends_with("(own rule)"));
    // It can be named as one that cannot be met, which then is a bar.
    let mut scenario = scenario.clone();
    scenario.set("cannot", Answer::Set(["house.sign_off".to_owned()].into()));
    let all = judge_all(&catalog, &book, &scenario, &AttachedTexts::default());
    assert_eq!(all["qwen2.5-7b"].verdict, Verdict::NotPermitted);
    let offered = &book.field("cannot").unwrap().kind;
    assert!(format!("{offered:?}").contains("house.sign_off"));
}

#[test]
fn an_obligation_of_the_house_that_cannot_be_met_bars_under_house_policy_only() {
    let text = HOUSE.replace(
        "then: NotPermitted, duties: []",
        "then: PermittedWithObligations, duties: [\"house.sign_off\"]",
    );
    let text = text.replace("when: Exposes(Weights)", "when: Modifies");
    let (_folder, catalog, book) = with(&text).unwrap();
    let mut scenario = scenario(&book);
    scenario.set(
        "acts",
        Answer::Set(["InternalProductive".to_owned()].into()),
    );
    let before = judge_all(&catalog, &book, &scenario, &AttachedTexts::default());
    scenario.set("cannot", Answer::Set(["house.sign_off".to_owned()].into()));
    let after = judge_all(&catalog, &book, &scenario, &AttachedTexts::default());
    let model = "llama-3.1-8b";
    assert_eq!(before[model].house, Some(Verdict::PermittedWithObligations));
    assert_eq!(after[model].house, Some(Verdict::NotPermitted));
    assert_eq!(before[model].verdict, after[model].verdict);
}

/// Whatever a rule on licenses says, no verdict gets lighter. One file holds
/// many, so that they are judged at once.
#[test]
fn own_rules_lighten_nothing() {
    let mut rules = String::new();
    let effects = [
        "Permitted",
        "PermittedWithObligations",
        "NeedsReview",
        "NotPermitted",
    ];
    for (number, then) in effects.into_iter().enumerate() {
        for (letter, when) in [
            ("a", "Yes(\"sanctions_flag\")"),
            ("b", "Has(\"acts\", [\"FineTune\"])"),
            ("c", "Lic(\"outputs\", [\"*\"])"),
        ] {
            rules.push_str(&format!(
                "(id: \"H{number}{letter}\", rev: 1, lane: License, each: Once, title: \"Own\", \
                 when: {when}, then: {then}, duties: [], reading: None, if_unknown: Default),"
            ));
        }
    }
    let (_folder, _, book) = with(&format!("(schema: 1, rules: [{rules}])")).unwrap();
    let (catalog, plain) = load_data(&DataFolder::built_in()).unwrap();
    let mut heavier = 0;
    for preset in &plain.presets()[..4] {
        for license in catalog.licenses() {
            let subject = Subject {
                components: vec![Component::of(license)],
                ..Subject::default()
            };
            let before = evaluate(&plain, preset, &subject);
            let after = evaluate(&book, preset, &subject);
            let place = format!("{} {}", preset.id, license.id);
            assert!(after.verdict >= before.verdict, "{place}");
            assert!(after.worst >= before.worst, "{place}");
            assert_eq!(after.obligations, before.obligations, "{place}");
            heavier += usize::from(after.verdict > before.verdict);
        }
    }
    assert!(heavier > 0, "none of them spoke");
}

#[test]
fn every_mistake_is_told_with_file_line_and_a_way_out() {
    let line_of = |words: &str| {
        let before = &HOUSE[..HOUSE.find(words).unwrap()];
        before.matches('\n').count() + 1
    };
    let title = line_of("\"H01\"");
    for (from, to, line, words) in [
        (
            "\"patent\"",
            "\"patents\"",
            title + 1,
            "the attribute \"patents\", which does not exist",
        ),
        (
            "[\"Express\"]",
            "[\"Expressly\"]",
            title + 1,
            "\"patent\" never is",
        ),
        (
            "Exposes(Weights)",
            "Yes(\"weights_leave\")",
            line_of("Exposes"),
            "\"weights_leave\", which is not asked",
        ),
        (
            "duties: [\"house.sign_off\"]",
            "duties: [\"house.sign\"]",
            line_of("duties: [\"house"),
            "\"house.sign\", which has no text",
        ),
        ("\"H01\"", "\"D06\"", title, "the rule D06 is there twice"),
        (
            "\"H02\"",
            "\"H01\"",
            line_of("\"H02\""),
            "the rule H01 is there twice",
        ),
        (
            "\"house.sign_off\", text",
            "\"comply.aup\", text",
            line_of("key:"),
            "the obligation comply.aup is there twice",
        ),
        (
            "reading: None, if_unknown: Default, clause",
            "reading: Some(\"nobody\"), if_unknown: Default, clause",
            title + 2,
            "the reading \"nobody\", which does not exist",
        ),
        (
            "reading: None, if_unknown: Default, clause",
            "reading: None, if_unknown: Ignore, clause",
            title,
            "ignores missing answers although it burdens",
        ),
        (
            "if_unknown: Default, clause",
            "if_unknown: Default, words: Some(\"patent\"), clause",
            title + 1,
            "takes prescribed words from \"patent\"",
        ),
        (
            "each: Once, title: \"House",
            "each: Post, title: \"House",
            title,
            "runs after all others",
        ),
        (
            "lane: Policy",
            "lane: Regulation",
            title,
            "is in the lane Regulation",
        ),
        (
            "lane: Policy",
            "lane: House",
            title,
            "\"House\" is not allowed here",
        ),
        (
            "clause:",
            "clauses:",
            title + 2,
            "there is no field \"clauses\"",
        ),
        (
            "owner: Legal",
            "owner: Lawyers",
            line_of("key:"),
            "\"Lawyers\" is not allowed here",
        ),
        (
            "due: BeforeUse, ",
            "",
            line_of("key:"),
            "the field \"due\" is missing",
        ),
        ("schema: 1", "schema: 9", 2, "the file has shape 9"),
        (
            "Exposes(Weights)",
            "Exceeds",
            line_of("\"H02\""),
            "can never hold",
        ),
        (
            "text: \"Have the legal department sign off\"",
            "text: \" \"",
            line_of("key:"),
            "has no text",
        ),
    ] {
        assert_eq!(HOUSE.matches(from).count(), 1, "{from}");
        let problems = with(&HOUSE.replace(from, to)).err().unwrap_or_default();
        let told = problems.iter().find(|problem| problem.what.contains(words));
        let told = told.unwrap_or_else(|| panic!("{from} -> {to}: {problems:?}"));
        assert!(told.file.ends_with("house.ron"), "{told}");
        assert_eq!(told.line, line, "{told}");
        assert!(!told.advice.is_empty(), "{told}");
    }
}

#[test]
fn a_file_that_is_not_there_or_no_text_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("none.ron");
    let bytes = folder.path().join("bytes.ron");
    fs::write(&bytes, [0xff, 0xfe, 0x00]).unwrap();
    for path in [missing.as_path(), bytes.as_path(), folder.path()] {
        let problems = load_data(&DataFolder::built_in().with_rules(path)).unwrap_err();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].file, path.display().to_string());
        assert!(
            problems[0].what.contains("cannot be read"),
            "{}",
            problems[0]
        );
    }
}

#[test]
fn a_folder_laid_over_the_data_brings_its_rules() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("rules")).unwrap();
    write(&folder.path().join("rules"), HOUSE);
    let (catalog, book) = load_data(&DataFolder::built_in().with_overlay(folder.path())).unwrap();
    assert_eq!(book.own().len(), 3);
    assert!(
        book.own()
            .iter()
            .all(|one| one.file.ends_with("rules/house.ron"))
    );
    let house = judged(&catalog, &book, "llama-3.1-8b").house;
    assert_eq!(house, Some(Verdict::NotPermitted));
    // The data folder itself may hold no rule twice, own or not.
    let twice = DataFolder::built_in()
        .with_overlay(folder.path())
        .with_rules(&folder.path().join("rules/house.ron"));
    let problems = load_data(&twice).unwrap_err();
    assert!(
        problems
            .iter()
            .any(|p| p.what.contains("H01 is there twice")),
        "{problems:?}"
    );
}

#[test]
fn the_record_tells_that_own_rules_were_used() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), HOUSE);
    let path = path.to_str().unwrap();
    let run = |arguments: &[&str]| {
        let all = arguments.iter().copied().chain(["--rules", path]);
        let all: Vec<&std::ffi::OsStr> = all.map(AsRef::as_ref).collect();
        cli(&all)
    };
    let (code, out, _) = run(&["check"]);
    assert_eq!(code, 0);
    for line in [
        "adds the rule \"H01\"",
        "adds the obligation \"house.sign_off\"",
    ] {
        assert!(out.contains(line), "{out}");
    }
    let asked = [
        "evaluate",
        "--scenario",
        "consumer-app",
        "--filter",
        "model:llama-3.1-8b",
    ];
    let (_, out, _) = run(&asked);
    assert!(out.contains("2 rules and 1 obligation from"), "{out}");
    assert!(
        out.contains(
            "H01 House rule: patents are granted in words (own rule, house.ron, AI policy, section 4)"
        ),
        "{out}"
    );
    let json: Vec<&str> = asked.into_iter().chain(["--format", "json"]).collect();
    let (_, out, _) = run(&json);
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value["own_rules"].as_array().unwrap().len(), 3);
    assert_eq!(value["results"][0]["house"], "not_permitted");
    assert_eq!(value["results"][0]["house_findings"][0]["origin"], path);
    // Another catalog by its fingerprint.
    let (_, with_rules, _) = run(&["--version"]);
    let (_, without, _) = cli(&["--version".as_ref()]);
    assert_ne!(with_rules, without);
}

/// The example that `data/README.md` gives.
#[test]
fn the_example_in_the_readme_works() {
    let readme = fs::read_to_string("data/README.md").unwrap();
    let section = readme
        .split("## Your own rules and house policy")
        .nth(1)
        .unwrap();
    let example = section.split("```ron\n").nth(1).unwrap();
    let example = example.split("```").next().unwrap();
    let (_folder, catalog, book) = with(example).unwrap();
    assert!(book.own().len() >= 3, "{:?}", book.own());
    assert!(judged(&catalog, &book, "llama-3.1-8b").house.is_some());
}
