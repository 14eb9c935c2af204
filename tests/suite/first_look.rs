//! What a first look at the program has to tell plainly: nothing said twice,
//! nothing that reads as more than it is, and a way on where something is
//! missing.

use std::fs;
use std::path::Path;

use super::evaluate_cli::{gives, parsed, run};

const PARTS: &str = r#"(schema: 1, id: "parts", title: "Parts", description: "Parts and a client.",
 answers: {"acts": Set(["SaasFeature", "ClientDeliverable"]), "purpose": Text("CommercialExternal"),
  "domicile": Text("DE"), "deploy_in": Set(["DE"]), "users_in": Set(["DE"])},
 client: {"domicile": Text("FR")},
 parts: [(id: "guard", role: SafetyFilter, model: Some("llama-guard-1-7b")),
  (id: "adapter", role: Adapter, model: Some("llama-3.1-8b"))])"#;

const EMPTY: &str =
    r#"(schema: 1, id: "empty", title: "Empty", description: "Nothing yet.", answers: {})"#;

const HOUSE: &str = r#"(schema: 1,
 duties: [(key: "house.sign_off", text: "Have it signed off", owner: Legal, due: BeforeUse,
  evidence: "signed form")],
 rules: [(id: "H01", rev: 1, lane: Policy, each: Once, title: "House rule: sign off indemnities",
  when: Lic("indemnity", ["Broad", "OnBreach", "ThirdPartyClaims"]), then: PermittedWithObligations,
  duties: ["house.sign_off"], reading: None, if_unknown: Default,
  clause: Some("AI policy, section 4"))])"#;

/// A file of this text in a folder of its own.
fn written(name: &str, text: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    (folder, shown(&path))
}

fn shown(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

fn lines_with<'a>(out: &'a str, word: &str) -> Vec<&'a str> {
    out.lines().filter(|line| line.contains(word)).collect()
}

#[test]
fn a_rule_is_said_once_with_the_parts_and_actors_it_concerns() {
    let (_folder, path) = written("parts.ron", PARTS);
    let ask = [
        "evaluate",
        "--scenario",
        &path,
        "--filter",
        "model:llama-3.1-8b",
    ];
    let (_, out, _) = run(&ask);
    assert_eq!(lines_with(&out, " T01 ").len(), 1, "{out}");
    for line in [
        "        for you and the client; the model; part: adapter [llama-3.1 § 2]",
        "        for you and the client; part: safety filter guard [llama-2 § 2]",
    ] {
        assert!(out.contains(line), "{out}");
    }
    // Where the clause is the same, all stands in one line.
    let one = lines_with(&out, "R06 ");
    let all = "(for you and the client; the model; part: adapter; part: safety filter guard)";
    assert!(one.len() == 1 && one[0].contains(all), "{one:?}");
    let copy = lines_with(&out, "Give every recipient the license text");
    assert!(
        copy.len() == 1 && copy[0].contains("llama-2 §") && copy[0].contains("llama-3.1 §"),
        "{copy:?}"
    );
    // The whole trace says once what is the same for both.
    let (_, out, _) = run(&[&ask[..], &["--explain"]].concat());
    for line in [
        "        for you and the client\n            part: safety filter guard\n",
        "            the model; part: adapter\n                license: Llama 3.1",
    ] {
        assert!(out.contains(line), "{out}");
    }
    let traced = "T01 (revision 1): ";
    assert_eq!(out.matches(traced).count(), 2, "{out}");
    // JSON has each finding by itself.
    let (_, out, _) = run(&[&ask[..], &["--format", "json"]].concat());
    let value = parsed(&out);
    let findings = value["results"][0]["findings"].as_array().unwrap();
    let of_rule = findings.iter().filter(|one| one["rule"] == "T01");
    assert_eq!(of_rule.count(), 6);
}

#[test]
fn house_policy_asks_last_and_only_if_there_is_one() {
    let (_folder, empty) = written("empty.ron", EMPTY);
    let filter = ["--filter", "model:llama-3.1-8b"];
    let out = gives(
        0,
        &[&["scenario", "questions", &empty][..], &filter].concat(),
    );
    for question in ["Which house rules apply?", "Which laws and courts"] {
        assert!(!out.contains(question), "{out}");
    }
    let chosen = EMPTY.replace("answers: {}", r#"answers: {"house": Set(["LawLimited"])}"#);
    let (_folder, path) = written("house.ron", &chosen);
    let out = gives(
        0,
        &[&["scenario", "questions", &path][..], &filter].concat(),
    );
    let words = "for house policy only; never changes the license verdict";
    let (before, after) = out.split_once(words).unwrap();
    assert!(!before.contains("(P07"), "{out}");
    assert!(
        after.contains("Which laws and courts are accepted?"),
        "{out}"
    );
    assert_eq!(after.matches(" can answer it").count(), 1, "{out}");
    let (_, out, _) = run(&[&["evaluate", "--scenario", &path][..], &filter].concat());
    let open = lines_with(&out, "    open");
    let last = "    open for house policy only; never changes the license verdict: \
                Which laws and courts are accepted? (P07, P11)";
    assert_eq!(open.last(), Some(&last), "{out}");
    let out = gives(0, &[&["flips", "--scenario", &path][..], &filter].concat());
    assert!(out.contains(&format!("Open questions {words}:")), "{out}");
    let json = ["--format", "json"];
    let ask = [&["scenario", "questions", &path][..], &filter, &json].concat();
    let value = parsed(&gives(0, &ask));
    let questions = value["questions"].as_array().unwrap();
    let only: Vec<bool> = questions.iter().map(|q| q["house_only"] == true).collect();
    assert!(only.is_sorted() && only.ends_with(&[true]), "{only:?}");
}

#[test]
fn a_verdict_on_a_model_of_later_does_not_stand_alone() {
    let ask = |day: &'static str| {
        [
            "evaluate",
            "--scenario",
            "consumer-app",
            "--filter",
            "model:llama-4-scout-17b-16e",
            "--as-of",
            day,
        ]
    };
    let (_, out, _) = run(&ask("2024-01-01"));
    let first = "\u{2013} Llama 4 Scout 17B-16E: Not yet released on 2024-01-01; \
                 as it was released later: Permitted with obligations (Llama 4 Community)";
    assert!(out.contains(first), "{out}");
    assert!(
        out.contains("; not yet released on 2024-01-01: 1\n"),
        "{out}"
    );
    for (day, released) in [("2024-01-01", false), ("2026-01-01", true)] {
        let (_, out, _) = run(&[&ask(day)[..], &["--format", "json"]].concat());
        let value = parsed(&out);
        assert_eq!(value["results"][0]["released_by_as_of"], released);
    }
    let several = [&ask("2024-01-01")[..], &["--scenario", "eu-enterprise"]].concat();
    let (_, out, _) = run(&several);
    assert!(
        out.contains("not yet released; later: ◆ Permitted"),
        "{out}"
    );
    assert!(out.contains("1 of 1 verdict differs."), "{out}");
}

#[test]
fn one_of_several_verdicts_differs() {
    let (_, out, _) = run(&[
        "evaluate",
        "--scenario",
        "consumer-app",
        "--scenario",
        "eu-enterprise",
        "--filter",
        "model:llama-4-scout-17b-16e,llama-2-7b",
    ]);
    assert!(out.contains("\n1 of 2 verdicts differs.\n"), "{out}");
}

#[test]
fn an_own_rule_is_told_with_its_file_and_its_clause() {
    let (_folder, path) = written("house.ron", HOUSE);
    let asked = |command: &'static str, more: &[&'static str]| {
        let ask = [
            "--rules",
            &path,
            command,
            "--scenario",
            "consumer-app",
            "--filter",
            "model:llama-3.1-8b",
        ];
        run(&[&ask[..], more].concat()).1
    };
    let own = "(own rule, house.ron, AI policy, section 4)";
    let out = asked("evaluate", &[]);
    // Also where it only adds an obligation.
    let finding = format!("        H01 House rule: sign off indemnities {own} [llama-3.1");
    assert!(out.contains(&finding), "{out}");
    assert!(
        out.contains(&format!("owed: Have it signed off {own}")),
        "{out}"
    );
    let out = asked("evaluate", &["--explain"]);
    let finding = format!("H01 (revision 1): House rule: sign off indemnities {own}");
    assert!(out.contains(&finding), "{out}");
    let out = asked("obligations", &[]);
    let why =
        "why: H01 House rule: sign off indemnities, own rule, house.ron, AI policy, section 4";
    assert!(out.contains(why), "{out}");
}

#[test]
fn the_plan_begins_with_how_much_is_owed_and_what_it_does_not_change() {
    let ask = |filter: &str| {
        gives(
            0,
            &[
                "obligations",
                "--scenario",
                "consumer-app",
                "--filter",
                filter,
            ],
        )
    };
    let out = ask("license:hunyuan-a13b,kimi-k2,hunyuan-community-a13b");
    let head = out.split("\n\n").nth(1).unwrap();
    assert!(head.contains(" obligations, from 2 licenses: "), "{head}");
    assert!(head.contains("Their obligations are listed too"), "{head}");
    assert!(
        head.contains("    Not permitted (1): hunyuan-a13b"),
        "{head}"
    );
    assert!(!head.contains("--filter"), "{head}");
    // Within a day, what is owed for permitted models comes first.
    let release = out.split("\nAt release\n").nth(1).unwrap();
    let (usable, barred) = (
        "      models: ",
        "      models with other verdicts than permitted: ",
    );
    let last = release.split("\n\n").next().unwrap().rfind(usable).unwrap();
    assert!(last < release.find(barred).unwrap(), "{release}");
    let all = gives(0, &["obligations", "--scenario", "consumer-app"]);
    assert!(
        all.lines()
            .take(10)
            .any(|line| line.contains("To list fewer: --filter"))
    );
}

#[test]
fn notes_on_public_law_say_what_they_depend_on_and_how_to_narrow_them() {
    let (_folder, empty) = written("empty.ron", EMPTY);
    let out = gives(
        0,
        &[
            "regulation",
            "--scenario",
            &empty,
            "--filter",
            "model:qwen3-8b",
        ],
    );
    let whose = "Whose law: not known; it depends on answers that are not given; \
                 E00 below names the questions\n";
    assert!(out.contains(whose), "{out}");
    assert!(!out.contains("none on file"), "{out}");
    for question in [
        "Where is your principal place of business?",
        "Whose public law is to be looked at?",
    ] {
        assert!(out.contains(&format!("    open: {question}\n")), "{out}");
    }
    let some = EMPTY.replace("answers: {}", r#"answers: {"domicile": Text("DE")}"#);
    let (_folder, path) = written("some.ron", &some);
    let out = gives(0, &["regulation", "--scenario", &path]);
    let whose = "Whose law: European Union (derived); whether others matter depends on answers";
    assert!(out.contains(whose), "{out}");
    assert!(out.contains("To look at fewer models: --filter"), "{out}");
}

#[test]
fn a_scenario_is_shown_with_who_answered_said_once() {
    let out = gives(0, &["scenario", "show", "consumer-app"]);
    assert_eq!(out.matches("example of the preset").count(), 1, "{out}");
    let question = "Which house rules apply?";
    assert_eq!(out.matches(question).count(), 1, "{out}");
    assert!(out.contains("\n    finance can answer\n"), "{out}");
    // Only what comes from somebody else names its source.
    let folder = tempfile::tempdir().unwrap();
    let path = shown(&folder.path().join("mine.ron"));
    gives(0, &["scenario", "new", &path, "--from", "consumer-app"]);
    let text = fs::read_to_string(&path).unwrap();
    let line = text
        .lines()
        .find(|line| line.trim_start().starts_with("\"purpose\": Preset"));
    fs::write(&path, text.replace(line.unwrap(), "")).unwrap();
    let out = gives(0, &["scenario", "show", &path]);
    assert_eq!(out.matches("(given by you)").count(), 1, "{out}");
    assert!(
        out.contains("For which purpose? Business, for customers (given by you)"),
        "{out}"
    );
}

#[test]
fn what_the_catalog_answers_is_not_listed_as_open() {
    let (_folder, empty) = written("empty.ron", EMPTY);
    let out = gives(0, &["scenario", "show", &empty]);
    assert!(!out.contains("multimodal"), "{out}");
    let value = parsed(&gives(0, &["scenario", "show", &empty, "--format", "json"]));
    let open = value["not_answered"].as_array().unwrap();
    assert!(open.iter().all(|one| one["field"] != "model_multimodal"));
    // Of a part that names a license only, the catalog knows nothing.
    let part = r#"parts: [(id: "p", role: Adapter, license: Some("llama-3.2"))], answers"#;
    let (_folder, path) = written("part.ron", &EMPTY.replace("answers", part));
    let out = gives(0, &["scenario", "show", &path]);
    assert!(out.contains("multimodal"), "{out}");
}

#[test]
fn a_way_to_a_better_verdict_is_named_once_and_in_words() {
    let ask = ["flips", "--scenario", "consumer-app", "--filter"];
    let out = gives(0, &[&ask[..], &["model:kimi-k2-instruct"]].concat());
    let better = lines_with(&out, "    better: ");
    let only = "    better: Do not ship it inside an app or a device: Permitted";
    assert_eq!(better, [only]);
    let rules = "        no longer: D01 Give recipients the license text; D03 Keep";
    assert!(out.contains(rules), "{out}");
    // Two sets of changes that come to the same are one way.
    let out = gives(0, &[&ask[..], &["license:k-exaone"]].concat());
    let inside = lines_with(&out, "use it inside the company instead");
    assert_eq!(inside.len(), 1, "{inside:?}");
    let out = gives(0, &[&ask[..], &["model:hunyuanvideo"]].concat());
    let places = "users in the European Union, the United Kingdom or South Korea";
    assert!(out.contains(places), "{out}");
}

#[test]
fn an_own_rule_is_offered_only_what_it_may_use() {
    let wrong = HOUSE.replace("when: Lic(", "when: Like(");
    let (_folder, path) = written("house.ron", &wrong);
    let (code, out, _) = run(&["--rules", &path, "check"]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("use one of All, Any, Not, Lic,"), "{out}");
    for word in ["UnmetDuty", "SeparateOnFile"] {
        assert!(!out.contains(word), "{out}");
    }
}

#[test]
fn a_name_that_is_no_scenario_says_what_there_is() {
    for command in ["evaluate", "flips", "obligations", "regulation", "project"] {
        let (code, out, err) = run(&[command, "--scenario", "nonexist"]);
        assert_eq!((code, out.as_str()), (3, ""), "{command}");
        for words in [
            "\"nonexist\" is neither a preset nor a file",
            "consumer-app, enterprise-internal",
            "`scenario new FILE`",
        ] {
            assert!(err.contains(words), "{command}: {err}");
        }
    }
}

#[test]
fn a_new_file_has_examples_that_claim_nothing_and_can_be_used() {
    let folder = tempfile::tempdir().unwrap();
    let path = shown(&folder.path().join("new.ron"));
    gives(0, &["scenario", "new", &path]);
    let text = fs::read_to_string(&path).unwrap();
    for id in ["acts", "sectors", "cannot", "house"] {
        assert!(
            text.contains(&format!("\n  // \"{id}\": Set([]),\n")),
            "{id}"
        );
    }
    assert!(text.contains("// \"derivative_license\": Text(\"Apache-2.0\"),"));
    let questions = ["scenario", "questions", &path, "--filter", "model:qwen3-8b"];
    assert!(gives(0, &questions).contains("\n1. "));
    // Money in another currency and a part, as the comments show them.
    let money = text
        .lines()
        .find_map(|line| line.trim().strip_prefix("// In another currency: "));
    let part = text
        .lines()
        .find_map(|line| line.strip_prefix(" // parts: "));
    let used = text
        .replace("answers: {", &format!("answers: {{ {}", money.unwrap()))
        .replace("\n)", &format!("\n parts: {}\n)", part.unwrap()));
    fs::write(&path, used).unwrap();
    let out = gives(0, &["scenario", "show", &path]);
    assert!(out.contains("3M EUR"), "{out}");
    assert!(out.contains("data set data: "), "{out}");
}

/// What is shown to people has no abbreviations of the trade.
#[test]
fn rules_are_told_in_plain_words() {
    for file in fs::read_dir("data/rules").unwrap().flatten() {
        let text = fs::read_to_string(file.path()).unwrap();
        for title in text.split("title: \"").skip(1) {
            let title = title.split('"').next().unwrap();
            let jargon = ["MAU", "MaaS", "LLM", "FAQ", "IP"];
            let words = title.split(|c: char| !c.is_alphanumeric());
            for word in words {
                assert!(!jargon.contains(&word), "{title}");
            }
        }
    }
}
