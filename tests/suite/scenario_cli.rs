//! `scenario new`, `show` and `questions`; and what the other commands print of
//! one preset.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use license_matrix::scenario::Respondent;
use license_matrix::store::{DataFolder, load_data, load_scenario};

use super::evaluate_cli::{gives, invalid, parsed, run};
use super::golden::assert_golden;

#[test]
fn a_new_file_can_be_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Our Product 1.ron");
    let name = path.to_str().unwrap();
    let said = gives(0, &["scenario", "new", name]);
    assert!(said.starts_with(&format!("Wrote {name}.")), "{said}");
    let text = fs::read_to_string(&path).unwrap();
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    let asked = || book.fields().iter().filter(|f| f.id != "model_multimodal");
    for field in asked() {
        let id = format!("// \"{}\": ", field.id);
        assert!(text.contains(&id), "{} is not in the file", field.id);
    }
    let scenario = load_scenario(&path, &catalog, &book).unwrap();
    assert_eq!(scenario.id, "our-product-1");
    assert!(scenario.answers.is_empty());
    let shown = gives(0, &["scenario", "show", name]);
    assert!(shown.starts_with("Own scenario: "), "{shown}");
    let open = format!("Not answered ({})\n", asked().count());
    assert!(shown.contains(&open), "{shown}");
    // A file that nobody filled in permits nothing.
    let judged = [
        "evaluate",
        "--scenario",
        name,
        "--filter",
        "model:qwen2.5-7b",
    ];
    assert!(gives(4, &judged).contains("Qwen2.5-7B: Unknown"));
}

/// Each example in a comment is an answer that is understood.
#[test]
fn every_example_of_a_new_file_is_an_answer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all.ron");
    gives(0, &["scenario", "new", path.to_str().unwrap()]);
    let text = fs::read_to_string(&path).unwrap();
    let answered: Vec<String> = text
        .lines()
        .map(|line| match line.strip_prefix("  // \"") {
            Some(rest) if rest.contains("\": ") => format!("  \"{rest}"),
            _ => line.to_owned(),
        })
        .collect();
    fs::write(&path, answered.join("\n")).unwrap();
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    // Examples need not go together, so only contradictions may be told.
    match load_scenario(&path, &catalog, &book) {
        // All but the one that the catalog answers.
        Ok(scenario) => assert_eq!(scenario.answers.len(), book.fields().len() - 1),
        Err(problems) => {
            for problem in problems {
                assert!(problem.what.starts_with("answers contradict"), "{problem}");
            }
        }
    }
}

#[test]
fn a_file_that_is_there_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.ron");
    fs::write(&path, "my work").unwrap();
    let name = path.to_str().unwrap();
    for arguments in [
        &["scenario", "new", name][..],
        &["scenario", "new", name, "--from", "consumer-app"],
    ] {
        let (code, out, err) = run(arguments);
        assert_eq!((code, out.as_str()), (1, ""));
        assert!(err.contains(name) && err.lines().count() == 1, "{err}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "my work");
    }
    let nowhere = folder.path().join("none/mine.ron");
    let (code, _, err) = run(&["scenario", "new", nowhere.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(err.contains("the folder does not exist"), "{err}");
    let (code, _, err) = run(&["scenario", "new", folder.path().to_str().unwrap()]);
    assert_eq!(code, 1, "{err}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_new_file_begins_with_any_preset() {
    let folder = tempfile::tempdir().unwrap();
    let (catalog, book) = load_data(&DataFolder::built_in()).unwrap();
    for preset in book.presets() {
        let path = folder.path().join(format!("own-{}.ron", preset.id));
        let from = [
            "scenario",
            "new",
            path.to_str().unwrap(),
            "--from",
            &preset.id,
        ];
        gives(0, &[&from[..], &["--title", " Ours "]].concat());
        let scenario = load_scenario(&path, &catalog, &book).unwrap();
        assert_eq!(scenario.id, format!("own-{}", preset.id));
        assert_eq!(scenario.title, "Ours");
        assert_eq!(scenario.answers, preset.answers);
        assert_eq!(scenario.client, preset.client);
        assert_eq!(scenario.readings, preset.readings);
        // Who gave the answers is not forgotten.
        assert_eq!(scenario.sources, preset.sources);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("This answer is an example of the preset."));
    }
    let path = folder.path().join("no.ron");
    let name = path.to_str().unwrap();
    let told = invalid(&["scenario", "new", name, "--from", "no-such"]);
    assert!(
        told.contains("There is no preset \"no-such\". Use one of "),
        "{told}"
    );
    assert!(told.contains("consumer-app"), "{told}");
    for title in ["", "  ", "two\nlines", &"long ".repeat(50)] {
        let told = invalid(&["scenario", "new", name, "--title", title]);
        assert!(told.contains("--title"), "{told}");
    }
    assert!(!path.exists());
}

#[test]
fn a_scenario_in_plain_language() {
    let out = gives(0, &["scenario", "show", "client-deliverable"]);
    assert_golden("cli/scenario-show.txt", &out);
    let show = ["scenario", "show", "client-deliverable", "--format", "json"];
    assert_golden("cli/scenario-show.json", &gives(0, &show));
    let parts = super::broken_data::root().join("tests/cases/scenarios/e7.ron");
    let parts = parts.to_str().unwrap();
    let out = gives(0, &["scenario", "show", parts]);
    assert!(
        out.contains("\nWhat else is in it\n    safety filter guard: "),
        "{out}"
    );
    let value = parsed(&gives(0, &["scenario", "show", parts, "--format", "json"]));
    let part = &value["parts"][0];
    assert_eq!(
        (&part["part"], &part["role"]),
        (&json!("guard"), &json!("safety_filter"))
    );
    let told = invalid(&["scenario", "show", "no-such-preset"]);
    assert!(told.contains("scenario list"), "{told}");
}

/// The numbers in front of the questions, and what is said of each.
fn questions(arguments: &[&str]) -> Vec<Value> {
    let json = [
        &["scenario", "questions"][..],
        arguments,
        &["--format", "json"],
    ]
    .concat();
    let value = parsed(&gives(0, &json));
    value["questions"].as_array().unwrap().clone()
}

#[test]
fn the_question_that_settles_most_comes_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("open.ron");
    gives(0, &["scenario", "new", path.to_str().unwrap()]);
    let name = path.to_str().unwrap();
    let all = questions(&[name]);
    assert!(all.len() > 10, "{}", all.len());
    let waiting: Vec<u64> = all
        .iter()
        .map(|one| one["models_waiting"].as_u64().unwrap())
        .collect();
    assert!(waiting.is_sorted_by(|a, b| a >= b), "{waiting:?}");
    assert_eq!(all[0]["field"], "acts", "nothing is judged without an act");
    // Who can answer, and how, is told with the question.
    let (_, book) = load_data(&DataFolder::built_in()).unwrap();
    for one in &all {
        let field = book.field(one["field"].as_str().unwrap()).unwrap();
        assert_eq!(one["question"], field.question.as_str());
        assert_eq!(one["who"], field.who.label());
        assert_eq!(one["example"], field.example());
        assert!(!one["rules"].as_array().unwrap().is_empty());
    }
    let who = |label: Respondent| all.iter().any(|one| one["who"] == label.label());
    assert!(who(Respondent::Product) && who(Respondent::Legal));
    // What is asked is what the verdicts wait for.
    let text = gives(0, &["scenario", "questions", name]);
    let asked: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with(|letter: char| letter.is_ascii_digit()))
        .map(|line| line.split_once(". ").unwrap().1)
        .collect();
    let told: Vec<&str> = all
        .iter()
        .map(|one| one["question"].as_str().unwrap())
        .collect();
    assert_eq!(asked, told);
}

#[test]
fn an_answer_closes_its_question() {
    let preset = "enterprise-internal";
    let filter = ["--filter", "model:hunyuan3d-2.0,llama-3.1-8b"];
    let out = gives(
        0,
        &[&["scenario", "questions", preset][..], &filter].concat(),
    );
    assert_golden("cli/scenario-questions.txt", &out);
    let json = [
        &["scenario", "questions", preset, "--format", "json"][..],
        &filter,
    ];
    assert_golden("cli/scenario-questions.json", &gives(0, &json.concat()));
    let open = questions(&[&[preset][..], &filter].concat());
    assert!(open.iter().any(|one| one["field"] == "group_formed"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answered.ron");
    let name = path.to_str().unwrap();
    gives(0, &["scenario", "new", name, "--from", preset]);
    let text = fs::read_to_string(&path).unwrap();
    let comment = text
        .lines()
        .find(|line| line.starts_with("  // \"group_formed\": "))
        .unwrap();
    let answer = "  \"group_formed\": Text(\"2026-01-05\"),";
    fs::write(&path, text.replace(comment, answer)).unwrap();
    let open = questions(&[&[name][..], &filter].concat());
    assert!(open.is_empty(), "{open:?}");
    let out = gives(0, &[&["scenario", "questions", name][..], &filter].concat());
    assert!(
        out.contains(": no question is open for 2 models\n"),
        "{out}"
    );
    let told = invalid(&["scenario", "questions", name, "--filter", "no-such-model"]);
    assert!(told.contains("No model fits"), "{told}");
}

/// What the other commands print, in both formats.
#[test]
fn other_commands_on_one_preset() {
    let commands: [(&str, &str, &[&str]); 3] = [
        ("flips", "model:qwen2.5-3b,llama-4-scout-17b-16e", &[]),
        ("obligations", "model:qwen2.5-72b,qwen2.5-7b", &[]),
        ("project", "model:qwen2.5-72b", &["--as-of", "2026-11-24"]),
    ];
    for (command, filter, more) in commands {
        let preset = if command == "flips" {
            "eu-enterprise"
        } else {
            "consumer-app"
        };
        let ask = [command, "--scenario", preset, "--filter", filter];
        let ask = [&ask[..], more].concat();
        // `project` in words has a file of its own.
        if command != "project" {
            let (code, out, err) = run(&ask);
            assert_eq!((code, err.as_str()), (0, ""), "{command}");
            assert_golden(&format!("cli/{command}.txt"), &out);
        }
        let (code, out, err) = run(&[&ask[..], &["--format", "json"]].concat());
        assert_eq!((code, err.as_str()), (0, ""), "{command}");
        parsed(&out);
        assert_golden(&format!("cli/{command}.json"), &out);
    }
    for (command, ..) in commands {
        let told = invalid(&[command, "--scenario", "consumer-app", "--filter", "no-such"]);
        assert!(told.contains("No model fits"), "{told}");
        let told = invalid(&[command, "--scenario", "no-such"]);
        assert!(
            told.contains("\"no-such\" is neither a preset nor a file"),
            "{told}"
        );
        assert!(!Path::new("no-such").exists());
    }
}
