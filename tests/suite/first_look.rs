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
        "        for you and the client: the model, part adapter [llama-3.1 § 2]",
        "        for you and the client: part safety filter guard [llama-2 § 2]",
    ] {
        assert!(out.contains(line), "{out}");
    }
    // Where the clause is the same, all stands in one line.
    let one = lines_with(&out, "R06 ");
    let all = "(for you and the client: the model, part adapter, part safety filter guard)";
    assert!(one.len() == 1 && one[0].contains(all), "{one:?}");
    let copy = lines_with(&out, "Give every recipient the license text");
    assert!(
        copy.len() == 1 && copy[0].contains("llama-2 §") && copy[0].contains("llama-3.1 §"),
        "{copy:?}"
    );
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
