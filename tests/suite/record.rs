//! Decision records: what they hold, and what checking them finds.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use license_matrix::export::pdf::{attachment, write_pdf};
use license_matrix::record::{
    DecisionRecord, FILE_NAME, RecordInput, build, report_with_record, verify,
};
use license_matrix::report::{Kind, Report};
use license_matrix::scenario::{Scenario, Verdict};
use license_matrix::store::{DataFolder, load_data};
use license_matrix::text::AttachedTexts;

use crate::made::{Data, built_in, with_input};

const SOME: &str = "model:\"minimax-m2\" OR model:\"qwen2.5-3b\" OR model:\"gpt-oss-20b\"";

fn record(data: &Data, scenario: &Scenario, filter: &str) -> DecisionRecord {
    with_input(data, scenario, (Kind::Brief, filter, ""), |report| {
        let notes = ["looked at by counsel".to_owned()];
        build(&RecordInput {
            report,
            notes: &notes,
        })
    })
}

fn report(data: &Data, preset: &str) -> Report {
    let scenario = data.1.preset(preset).unwrap();
    with_input(data, scenario, (Kind::Brief, SOME, ""), |input| {
        report_with_record(input, &[])
    })
}

/// The built-in data with one file changed.
fn changed(file: &str, from: &str, to: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    copy(&data, folder.path());
    let path = folder.path().join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} lacks {from}");
    std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn cli(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_license-matrix-cli"))
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn a_record_of_every_preset_is_read_back_and_verifies() {
    let data = built_in();
    for preset in data.1.presets() {
        let made = record(&data, preset, SOME);
        assert_eq!(made, record(&data, preset, SOME), "two runs");
        let read = DecisionRecord::from_json(&made.to_json()).unwrap();
        assert_eq!(read, made, "{}", preset.id);
        assert!(!read.is_altered());
        let drift = verify(&read, &data.0, &data.1, &AttachedTexts::default());
        assert!(
            drift.is_none() && drift.without_effect.is_empty(),
            "{drift:?}"
        );
    }
}

#[test]
fn what_was_changed_afterwards_is_found() {
    let data = built_in();
    let made = record(&data, data.1.preset("consumer-app").unwrap(), SOME);
    let mut better = made.clone();
    better.models[0].verdict = Verdict::Permitted;
    assert!(better.is_altered());
    let mut other = made.clone();
    other.notes.push("and more".to_owned());
    assert!(other.is_altered() && !made.is_altered());
}

#[test]
fn a_changed_fact_is_named_with_the_verdicts_it_changes() {
    let data = built_in();
    let made = record(&data, data.1.preset("consumer-app").unwrap(), SOME);
    let folder = changed(
        "licenses/qwen-research.ron",
        "\"commercial\": Text(\"NonCommercialEvalOk\")",
        "\"commercial\": Text(\"Allowed\")",
    );
    let now = load_data(&DataFolder::read(folder.path())).unwrap();
    let drift = verify(&made, &now.0, &now.1, &AttachedTexts::default());
    let [one] = drift.models.as_slice() else {
        panic!("{drift:#?}");
    };
    assert_eq!(one.name, "Qwen2.5-3B");
    assert_eq!(one.verdict.0, Verdict::SeparateLicense);
    assert!(one.verdict.1 < Verdict::SeparateLicense, "{one:?}");
    let cause = "license qwen-research: commercial was NonCommercialEvalOk, is Allowed";
    assert!(one.causes.contains(&cause.to_owned()), "{:?}", one.causes);
    assert!(one.cells.iter().any(|(column, ..)| column == "verdict"));
}

#[test]
fn a_changed_rule_is_named_where_it_matters_and_said_apart_where_not() {
    let data = built_in();
    let made = record(&data, data.1.preset("consumer-app").unwrap(), SOME);
    let folder = changed(
        "rules/purpose.ron",
        "then: SeparateLicense",
        "then: NotPermitted",
    );
    let now = load_data(&DataFolder::read(folder.path())).unwrap();
    let drift = verify(&made, &now.0, &now.1, &AttachedTexts::default());
    let named: Vec<&String> = drift.models.iter().flat_map(|one| &one.causes).collect();
    let all: Vec<&String> = named.iter().copied().chain(&drift.without_effect).collect();
    assert_eq!(all.len(), 1, "{drift:#?}");
    assert!(
        all[0].starts_with("rule C") && all[0].ends_with("is another one"),
        "{all:?}"
    );
}

#[test]
fn models_that_are_gone_and_answers_not_asked_are_named() {
    let data = built_in();
    let mut scenario = data.1.preset("consumer-app").unwrap().clone();
    let mut made = record(&data, &scenario, SOME);
    made.models[0].id = "no-such-model".to_owned();
    made.models[0].name = "No such model".to_owned();
    scenario.set(
        "no_such_question",
        license_matrix::scenario::Answer::Flag(true),
    );
    made.scenario = scenario;
    let drift = verify(&made, &data.0, &data.1, &AttachedTexts::default());
    assert_eq!(drift.gone, ["No such model"]);
    assert_eq!(drift.unknown_fields, ["no_such_question"]);
    assert!(!drift.is_none());
}

#[test]
fn a_pdf_carries_the_record_that_it_names() {
    let data = built_in();
    let report = report(&data, "consumer-app");
    let mut go_on = |_| std::ops::ControlFlow::Continue(());
    let bytes = write_pdf(&report, &mut go_on).unwrap();
    let inside = attachment(&bytes, FILE_NAME).unwrap().unwrap();
    let record = DecisionRecord::from_json(std::str::from_utf8(&inside).unwrap()).unwrap();
    let named = report
        .identity
        .iter()
        .find(|(label, _)| label == "Decision record");
    assert_eq!(named.unwrap().1, record.short_id());
    assert!(!record.is_altered());
    assert!(attachment(b"%PDF-1.7 and no more", FILE_NAME).is_err());
}

#[test]
fn the_command_line_verifies_files_and_pdfs() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (file, pdf, plain) = (at("a.record.json"), at("a.pdf"), at("b.pdf"));
    let make = |output: &str, more: &[&str]| {
        let mut arguments = vec![
            "report",
            "--scenario",
            "consumer-app",
            "--filter",
            SOME,
            "--date",
            "2026-11-28",
            "--note",
            "checked",
            "--output",
            output,
        ];
        arguments.extend(more);
        let (code, _, error) = cli(&arguments);
        assert_eq!(code, 0, "{error}");
    };
    make(&file, &[]);
    make(&pdf, &[]);
    make(&plain, &["--pdf-standard", "a1b"]);
    for path in [&file, &pdf] {
        let (code, text, _) = cli(&["verify", path]);
        assert_eq!(code, 0);
        assert!(text.contains("Identical"), "{text}");
    }
    let changed = changed(
        "licenses/qwen-research.ron",
        "\"commercial\": Text(\"NonCommercialEvalOk\")",
        "\"commercial\": Text(\"Allowed\")",
    );
    let data = changed.path().display().to_string();
    let (code, text, _) = cli(&["verify", &pdf, "--data", &data]);
    assert_eq!(code, 5, "{text}");
    assert!(
        text.contains("Qwen2.5-3B\n  verdict: Separate license needed -> "),
        "{text}"
    );
    assert!(
        text.contains("because of license qwen-research: commercial was"),
        "{text}"
    );
    let (code, text, _) = cli(&["verify", &file, "--data", &data, "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((code, &value["identical"]), (5, &false.into()));
    assert_eq!(value["models"][0]["verdict"]["then"], "separate_license");
    // What is no record, or none as it was made.
    let text = std::fs::read_to_string(&file).unwrap();
    let bad: BTreeMap<&str, (String, &str)> = [
        ("not.json", ("no json".to_owned(), "it is no JSON")),
        ("other.json", ("{}".to_owned(), "it is no decision record")),
        (
            "cut.json",
            (text[..text.len() / 2].to_owned(), "it is no JSON"),
        ),
        (
            "newer.json",
            (
                text.replacen("\"version\": 1", "\"version\": 2", 1),
                "version 2",
            ),
        ),
        (
            "altered.json",
            (
                text.replacen("checked", "approved", 1),
                "changed after it was made",
            ),
        ),
        (
            "wrong.json",
            (
                text.replacen("\"notes\": [", "\"notes\": [7, ", 1),
                "a part of it is wrong",
            ),
        ),
        ("cut.pdf", ("%PDF-1.7\n".to_owned(), "cannot be read")),
    ]
    .into();
    for (name, (content, why)) in bad {
        std::fs::write(at(name), content).unwrap();
        let (code, _, error) = cli(&["verify", &at(name)]);
        assert_eq!(code, 3, "{name}: {error}");
        assert!(
            error.contains(why) && error.contains(name),
            "{name}: {error}"
        );
        assert!(!error.contains("panicked"));
    }
    for (path, why) in [(plain, "carries no decision record"), (at("none"), "none")] {
        let (code, _, error) = cli(&["verify", &path]);
        assert_eq!(code, 3);
        assert!(error.contains(why), "{error}");
    }
}

#[test]
fn figures_are_read_back_to_the_last_digit_and_no_key_twice() {
    let data = built_in();
    let mut scenario = data.1.preset("consumer-app").unwrap().clone();
    let figure = license_matrix::scenario::Answer::Num(123_456_789.123_456_79);
    scenario.set("product_mau", figure);
    let made = record(&data, &scenario, SOME);
    let read = DecisionRecord::from_json(&made.to_json()).unwrap();
    assert!(!read.is_altered() && read == made);
    let twice = made
        .to_json()
        .replacen("\"date\":", "\"date\": \"2020-01-01\",\n  \"date\":", 1);
    let error = DecisionRecord::from_json(&twice).unwrap_err();
    assert!(error.contains("duplicate"), "{error}");
}

#[test]
fn an_added_rule_and_another_reading_are_named() {
    let data = built_in();
    let scenario = data.1.preset("consumer-app").unwrap();
    let made = record(&data, scenario, SOME);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("house.ron");
    let rule = "(schema: 1, rules: [(id: \"H90\", rev: 1, lane: License, each: Once, title: \"Always looked at\", when: Is(\"purpose\", [\"CommercialExternal\"]), then: NeedsReview, duties: [], reading: None, if_unknown: Default)])";
    std::fs::write(&path, rule).unwrap();
    let now = load_data(&DataFolder::built_in().with_rules(&path)).unwrap();
    let drift = verify(&made, &now.0, &now.1, &AttachedTexts::default());
    assert_eq!(drift.models.len(), made.models.len());
    for one in &drift.models {
        assert!(
            one.causes.contains(&"rule H90: was added".to_owned()),
            "{one:?}"
        );
    }
    let folder = changed(
        "readings.ron",
        "A hosted service contains the model",
        "It contains it",
    );
    let now = load_data(&DataFolder::read(folder.path())).unwrap();
    let drift = verify(&made, &now.0, &now.1, &AttachedTexts::default());
    assert!(drift.is_none(), "the words of a choice change no verdict");
    let named = drift
        .without_effect
        .iter()
        .any(|one| one.starts_with("reading "));
    assert!(named, "{:?}", drift.without_effect);
}
