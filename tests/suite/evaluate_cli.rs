//! `evaluate` with its options: the whole trace, readings, the day, and several
//! scenarios side by side.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};

use super::broken_data::root;
use super::golden::assert_golden;

/// Exit code, stdout, stderr.
pub fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_license-matrix-cli"))
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(output.stdout), text(output.stderr));
    assert!(!err.contains("panicked"), "{err}");
    (output.status.code().unwrap(), out, err)
}

/// A run that gives a result, with this exit code and nothing on stderr.
pub fn gives(code: i32, arguments: &[&str]) -> String {
    let (actual, out, err) = run(arguments);
    assert_eq!((actual, err.as_str()), (code, ""), "{arguments:?}: {out}");
    out
}

/// A run on wrong input: one message, no result, exit code 3.
pub fn invalid(arguments: &[&str]) -> String {
    let (code, out, err) = run(arguments);
    assert_eq!((code, out.as_str()), (3, ""), "{arguments:?}: {err}");
    assert_eq!(err.lines().count(), 1, "{err}");
    err
}

pub fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// A scenario file of the tests.
fn file(name: &str) -> PathBuf {
    root().join(format!("tests/cases/scenarios/{name}.ron"))
}

fn evaluate<'a>(scenario: &'a str, filter: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let first = ["evaluate", "--scenario", scenario, "--filter", filter];
    first.iter().chain(more).copied().collect()
}

#[test]
fn the_whole_trace_of_one_model() {
    let ask = |more: &[&str]| {
        let ask = evaluate("consumer-app", "model:qwen2.5-3b", &["--explain"]);
        gives(2, &[&ask, more].concat())
    };
    assert_golden("cli/explain.txt", &ask(&[]));
    let mut value = parsed(&ask(&["--format", "json"]));
    let result = &mut value["results"][0];
    let considered = result["considered"].take();
    // The rules that did not hold are many, so the file has each in a line.
    let lines: Vec<Value> = considered
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let (rule, why) = (one["rule"].as_str(), one["why"].as_str());
            let by = one["because_of"].as_str().unwrap();
            json!(format!("{} {by}: {}", rule.unwrap(), why.unwrap()))
        })
        .collect();
    result["considered"] = Value::Array(lines);
    assert_golden("cli/explain.json", &format!("{value:#}\n"));
}

#[test]
fn the_trace_is_plain_values() {
    let ask = evaluate("consumer-app", "model:llama-3.1-8b", &["--explain"]);
    let value = parsed(&gives(0, &[&ask, &["--format", "json"][..]].concat()));
    let result = &value["results"][0];
    assert_eq!(result["verdict"], "permitted_with_obligations");
    let snapshot = |one: &&Value| one["rule"] == "T01";
    let considered = result["considered"].as_array().unwrap();
    let one = considered.iter().find(snapshot).unwrap();
    assert_eq!(
        one["facts"],
        json!({ "group_formed": null, "group_mau_at": null, "group_mau_peak": 60e6 })
    );
    assert_eq!(one["fact_sources"]["group_mau_peak"], "preset");
    assert_eq!(one["would_have"], "separate_license");
    assert_eq!(
        (&one["reading"], &one["choice"]),
        (&json!("mau.snapshot"), &json!("Textual"))
    );
    let finding = &result["trace"][0]["parts"][0]["licenses"][0]["findings"][0];
    assert_eq!(finding["facts"]["acts"], json!(["OnDevice", "SaasFeature"]));
    assert_eq!(finding["choice_is_default"], true);
    let readings = result["under_readings"].as_array().unwrap();
    let readings: BTreeSet<&str> = readings
        .iter()
        .map(|one| one["reading"].as_str().unwrap())
        .collect();
    assert_eq!(readings, BTreeSet::from(["saas.contains"]));
    // Without the option the keys are not there.
    let plain = evaluate("consumer-app", "model:llama-3.1-8b", &["--format", "json"]);
    let plain = parsed(&gives(0, &plain));
    for key in ["trace", "considered", "under_readings", "questions"] {
        assert_eq!(plain["results"][0].get(key), None, "{key}");
    }
}

/// The trace looks at the parts of a scenario as the verdict does.
#[test]
fn the_trace_looks_at_parts_and_at_every_actor() {
    let path = file("e7");
    let path = path.to_str().unwrap();
    let ask = evaluate(path, "model:qwen2.5-7b", &["--explain"]);
    let text = gives(2, &ask);
    for words in [
        "            part: safety filter guard\n",
        "        for you, part safety filter guard: llama-4\n",
        "R01 (revision 2)",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let value = parsed(&gives(2, &[&ask, &["--format", "json"][..]].concat()));
    let considered = value["results"][0]["considered"].as_array().unwrap();
    let of_part = considered
        .iter()
        .filter(|one| one["part"] == "safety filter guard" && one["license"] == "llama-4");
    assert!(of_part.count() > 50);
    let path = file("x9");
    let path = path.to_str().unwrap();
    let ask = evaluate(path, "model:llama-4-scout-17b-16e", &["--explain"]);
    let text = gives(2, &ask);
    assert!(text.contains("        for the client\n"), "{text}");
    assert!(text.contains("        for the client: llama-4\n"), "{text}");
}

#[test]
fn a_reading_is_chosen_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l3.ron");
    let preset = fs::read_to_string(root().join("data/presets/consumer-app.ron")).unwrap();
    // 500M users in the month that is tested, 750M today.
    let text = preset
        .replace(
            "\"group_mau_peak\": Num(60000000.0)",
            "\"group_mau_at\": Map({\"2024-06\": 500000000})",
        )
        .replace(
            "\"product_mau\": Num(60000000.0)",
            "\"product_mau\": Num(750000000)",
        );
    assert!(text.contains("Num(750000000)") && text.contains("\"2024-06\": 500000000"));
    fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap();
    let ask = evaluate(path, "model:llama-3.1-8b", &[]);
    let plain = gives(0, &ask);
    assert!(
        plain.contains("Llama 3.1 8B: Permitted with obligations"),
        "{plain}"
    );
    assert!(!plain.contains("reading chosen"), "{plain}");
    let chosen = ["--reading", "mau.snapshot=Continuing"];
    let other = gives(2, &[&ask, &chosen[..]].concat());
    assert!(
        other.contains("Llama 3.1 8B: Separate license needed"),
        "{other}"
    );
    assert!(
        other.contains("reading chosen: mau.snapshot = Continuing: "),
        "{other}"
    );
    // The same choice twice, and choices in two readings, are no mistake.
    let twice = [
        &ask[..],
        &chosen,
        &chosen,
        &["--reading", "llm.scope=TextOnly"],
    ]
    .concat();
    let out = gives(2, &twice);
    assert_eq!(out.matches("reading chosen").count(), 2, "{out}");
    // The default, said aloud.
    let default = ["--reading", "mau.snapshot=Textual"];
    let out = gives(0, &[&ask, &default[..]].concat());
    assert!(
        out.contains("Llama 3.1 8B: Permitted with obligations"),
        "{out}"
    );
    let json = [&ask, &chosen[..], &["--format", "json", "--explain"]].concat();
    let value = parsed(&gives(2, &json));
    let one = value["results"][0]["under_readings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["reading"] == "mau.snapshot")
        .unwrap()
        .clone();
    assert_eq!(
        (&one["choice"], &one["default"], &one["differs"]),
        (&json!("Continuing"), &json!(false), &json!(true))
    );
    let verdicts = one["verdicts"].as_array().unwrap();
    let verdicts: Vec<&Value> = verdicts.iter().map(|one| &one["verdict"]).collect();
    assert_eq!(verdicts, ["permitted_with_obligations", "separate_license"]);
    assert!(one["question_for_counsel"].is_string());
}

#[test]
fn a_reading_that_does_not_exist_is_refused() {
    let with = |options: &[&str]| {
        let ask = evaluate("consumer-app", "model:llama-3.1-8b", &[]);
        invalid(&[&ask, options].concat())
    };
    let told = with(&["--reading", "mau.snapshots=Continuing"]);
    assert!(
        told.contains("there is no reading \"mau.snapshots\""),
        "{told}"
    );
    assert!(
        told.contains("mau.snapshot, ") && told.contains("saas.contains"),
        "{told}"
    );
    let told = with(&["--reading", "mau.snapshot=Standing"]);
    assert!(
        told.contains("has no choice \"Standing\". Use one of Textual, Continuing."),
        "{told}"
    );
    let told = with(&["--reading", "mau.snapshot"]);
    assert!(told.contains("write ID=CHOICE"), "{told}");
    let told = with(&[
        "--reading",
        "mau.snapshot=Textual",
        "--reading",
        "mau.snapshot=Continuing",
    ]);
    assert!(
        told.contains("another choice is made for \"mau.snapshot\""),
        "{told}"
    );
    for wrong in ["", "=", "=Textual", "mau.snapshot="] {
        with(&["--reading", wrong]);
    }
}

/// Groups of countries are as on the day, also where a rule of the house names
/// one: the United Kingdom left the European Union at the end of 31 January 2020.
#[test]
fn groups_of_countries_are_as_on_the_day() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("london.ron");
    let preset = fs::read_to_string(root().join("data/presets/consumer-app.ron")).unwrap();
    let text = preset.replace("\"domicile\": Text(\"US\")", "\"domicile\": Text(\"GB\")");
    assert_ne!(text, preset);
    fs::write(&path, text).unwrap();
    let rules = folder.path().join("house.ron");
    fs::write(
        &rules,
        r#"(schema: 1, rules: [
 (id: "H1", rev: 1, lane: License, each: Once, title: "Not from a seat in the Union",
  when: Touches(["domicile"], ["EU"]),
  then: NotPermitted, duties: [], reading: None, if_unknown: Default),
])"#,
    )
    .unwrap();
    let (path, rules) = (path.to_str().unwrap(), rules.to_str().unwrap());
    let on = |code: i32, day: &[&str]| {
        let ask = evaluate(path, "model:llama-4-scout-17b-16e", day);
        gives(code, &[&["--rules", rules], &ask[..]].concat())
    };
    let before = on(2, &["--as-of", "2020-01-31"]);
    assert!(
        before.contains(": Not permitted") && before.contains("H1 "),
        "{before}"
    );
    let after = on(0, &["--as-of", "2020-02-01"]);
    assert!(after.contains(": Permitted with obligations"), "{after}");
    for (out, day) in [(&before, "2020-01-31"), (&after, "2020-02-01")] {
        let model = format!("as of: The model was not yet released on {day} (2025-04-05)");
        let license = format!("as of: Llama 4 Community was not yet published on {day}");
        assert!(out.contains(&model) && out.contains(&license), "{out}");
    }
    for day in [&["--as-of", "2026-11-24"][..], &[]] {
        assert!(!on(0, day).contains("as of:"));
    }
    let explained = on(0, &["--as-of", "2020-02-01", "--explain"]);
    let place = "\u{201c}Where is your principal place of business?\u{201d}";
    let words = format!("{place} is answered \u{201c}United Kingdom\u{201d}: H1 Not from a seat");
    assert!(explained.contains(&words), "{explained}");
}

#[test]
fn what_was_not_there_yet_is_told_for_each_model() {
    let ask = |day: &str| {
        let more = ["--as-of", day, "--format", "json"];
        let (code, out, err) = run(&evaluate(
            "consumer-app",
            "model:llama-3.1-8b,qwen2.5-7b",
            &more,
        ));
        assert_eq!(err, "");
        assert_eq!(code, 0, "the verdicts are the same on any day");
        let value = parsed(&out);
        let results = value["results"].as_array().unwrap().clone();
        results
            .into_iter()
            .map(|one| (one["model"].as_str().unwrap().to_owned(), one))
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    let day = ask("2024-08-15");
    let notes = |one: &Value| {
        let notes = one["as_of_notes"].as_array().cloned().unwrap_or_default();
        notes.len()
    };
    // Between the releases of the two.
    assert_eq!(notes(&day["llama-3.1-8b"]), 0, "{}", day["llama-3.1-8b"]);
    assert_eq!(notes(&day["qwen2.5-7b"]), 1, "{}", day["qwen2.5-7b"]);
}

#[test]
fn a_day_that_is_none_is_refused() {
    for day in ["2024-02-30", "2024-13-01", "2024-02", "2024", "today", ""] {
        let told = invalid(&evaluate(
            "consumer-app",
            "model:qwen2.5-7b",
            &["--as-of", day],
        ));
        assert!(
            told.contains(&format!("\"{day}\" is not a day; write YYYY-MM-DD")),
            "{told}"
        );
    }
}

const SIDE: [&str; 7] = [
    "evaluate",
    "--scenario",
    "consumer-app",
    "--scenario",
    "eu-enterprise",
    "--filter",
    "model:qwen2.5-7b,qwen2.5-3b,llama-4-scout-17b-16e",
];

#[test]
fn several_scenarios_are_set_side_by_side() {
    let text = gives(2, &SIDE);
    assert_golden("cli/side-by-side.txt", &text);
    // The columns begin at the same letter in every line.
    let table: Vec<&str> = text.lines().take_while(|line| !line.is_empty()).collect();
    assert_eq!(table.len(), 4);
    let at = |line: &str, word: &str| {
        let byte = line.find(word).unwrap_or_else(|| panic!("{word}: {line}"));
        line[..byte].chars().count()
    };
    let (first, second) = (
        at(table[0], "Consumer app at scale"),
        at(table[0], "European enterprise, strict"),
    );
    for line in &table[1..] {
        for column in [first, second] {
            let letters: Vec<char> = line.chars().collect();
            assert!(
                letters[column] != ' ' && letters[column - 1] == ' ',
                "{line}"
            );
        }
    }
    // Exit codes are of the heaviest verdict of all scenarios.
    for (code, filter) in [(0, "model:qwen2.5-7b"), (4, "model:gemma-3-27b")] {
        gives(code, &[&SIDE[..6], &[filter]].concat());
    }
}

#[test]
fn where_scenarios_differ_in_json() {
    let value = parsed(&gives(2, &[&SIDE[..], &["--format", "json"]].concat()));
    let scenarios = value["scenarios"].as_array().unwrap();
    let ids: Vec<&Value> = scenarios.iter().map(|one| &one["scenario"]).collect();
    assert_eq!(ids, ["consumer-app", "eu-enterprise"]);
    let models = value["differs"]["models"].as_array().unwrap();
    let differing: Vec<&Value> = models.iter().map(|one| &one["model"]).collect();
    assert_eq!(differing, ["llama-4-scout-17b-16e", "qwen2.5-7b"]);
    assert_eq!(
        models[0]["verdicts"],
        json!(["permitted_with_obligations", "not_permitted"])
    );
    let answers = value["differs"]["answers"].as_array().unwrap();
    let of = |field: &str| answers.iter().find(|one| one["field"] == field);
    assert_eq!(of("domicile").unwrap()["answers"], json!(["US", "DE"]));
    assert_eq!(of("product_mau").unwrap()["answers"], json!([60e6, 5e5]));
    assert_eq!(
        of("eu_role").unwrap()["answers"],
        json!([null, "SystemProvider"])
    );
    assert_eq!(of("purpose"), None, "it is the same in both");
    // Each scenario is told as it is told alone.
    let alone = [
        "evaluate",
        "--scenario",
        "consumer-app",
        "--filter",
        SIDE[6],
    ];
    let alone = parsed(&gives(2, &[&alone[..], &["--format", "json"]].concat()));
    assert_eq!(scenarios[0], alone);
}

#[test]
fn scenarios_that_are_the_same_differ_in_nothing() {
    let twice = [
        "evaluate",
        "--scenario",
        "consumer-app",
        "--scenario",
        "consumer-app",
    ];
    let filter = ["--filter", "model:qwen2.5-3b"];
    let text = gives(2, &[&twice[..], &filter].concat());
    for words in [
        "Consumer app at scale (1)",
        "Consumer app at scale (2)",
        "0 of 1 verdicts differ.",
        "The scenarios have the same answers, parts and readings.",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let value = parsed(&gives(
        2,
        &[&twice[..], &filter, &["--format", "json"]].concat(),
    ));
    assert_eq!(value["differs"], json!({ "models": [], "answers": [] }));
}

#[test]
fn parts_and_readings_in_which_scenarios_differ_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(file("e7")).unwrap();
    let cut = text.find(" parts: [").unwrap();
    let alone = folder.path().join("alone.ron");
    fs::write(
        &alone,
        format!(
            "{} readings: {{\"llm.scope\": \"TextOnly\"}},\n)\n",
            &text[..cut]
        ),
    )
    .unwrap();
    let with = file("e7");
    let ask = [
        "evaluate",
        "--scenario",
        with.to_str().unwrap(),
        "--scenario",
        alone.to_str().unwrap(),
        "--filter",
        "model:qwen2.5-7b",
    ];
    let out = gives(2, &ask);
    assert!(out.contains("\nWhat else is in it?\n"), "{out}");
    assert!(out.contains("safety filter guard: "), "{out}");
    assert!(out.contains("(2): nothing"), "{out}");
    assert!(out.contains("\nReading llm.scope: "), "{out}");
    let value = parsed(&gives(2, &[&ask[..], &["--format", "json"]].concat()));
    let answers = value["differs"]["answers"].as_array().unwrap();
    let parts = answers.iter().find(|one| one["field"] == "parts").unwrap();
    assert_eq!(parts["answers"], json!([["safety filter guard"], []]));
    let reading = answers.iter().find(|one| one["reading"] == "llm.scope");
    assert_eq!(reading.unwrap()["answers"], json!(["Review", "TextOnly"]));
}
