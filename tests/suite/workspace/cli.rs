//! `workspace`, and scenarios of a workspace wherever one is named.

use std::fs;
use std::path::{Path, PathBuf};

use license_matrix::matrix::Matrix;
use license_matrix::scenario::Answer;
use license_matrix::store::{DataFolder, load_data, open_workspace, workspace_text};
use license_matrix::workspace::{Computed, Decision, Opinion, Subject, Workspace};
use serde_json::Value;

use super::made::sample;
use crate::evaluate_cli::{gives, invalid, run};
use crate::golden::assert_golden;

fn written(folder: &Path, name: &str, workspace: &Workspace) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, workspace_text(workspace).unwrap()).unwrap();
    path
}

fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A workspace whose decisions are on what the catalog says: one holds, the
/// other was made on another value.
fn reviewed() -> Workspace {
    let (catalog, _) = load_data(&DataFolder::built_in()).unwrap();
    let mut workspace = sample();
    catalog.fingerprint().clone_into(&mut workspace.catalog);
    let matrix = Matrix::of_texts(&catalog, &std::collections::BTreeMap::new());
    let subject = Subject::Cell("llama-3.1-8b".to_owned(), "commercial_use".to_owned());
    let now = Computed::of_subject(&subject, &matrix, &|_, _| None).unwrap();
    workspace.decisions.get_mut(&subject).unwrap().computed = now;
    workspace
}

fn verdict(value: &str, fingerprint: &str) -> (Subject, Decision) {
    let subject = Subject::Verdict("own-scenario-2".to_owned(), "qwen2.5-7b".to_owned());
    let decision = Decision {
        opinion: Opinion::MoreFacts("where it is run".to_owned()),
        reviewer: "A. Counsel".to_owned(),
        date: "2026-11-28".to_owned(),
        note: String::new(),
        computed: Computed {
            value: value.to_owned(),
            fingerprint: fingerprint.to_owned(),
        },
    };
    (subject, decision)
}

#[test]
fn a_workspace_is_shown_with_the_decisions_to_review_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = reviewed();
    let (subject, decision) = verdict("Permitted", "0");
    workspace.decide(subject, decision);
    let path = written(folder.path(), "a.lmx", &workspace);
    assert_golden(
        "cli/workspace-show.txt",
        &gives(0, &["workspace", "show", name(&path)]),
    );
    let json = gives(0, &["workspace", "show", name(&path), "--format", "json"]);
    let value: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["title"], "Matter 2026-118");
    assert_eq!(value["scenarios"][1]["id"], "own-scenario-2");
    let again: Vec<&Value> = value["decisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["changed_since"])
        .collect();
    assert_eq!(again, [false, true, true]);
    assert_eq!(value["decisions"][2]["computed"], "Permitted");
    assert_eq!(value["decisions"][2]["now"], "Unknown");
}

#[test]
fn checks_say_what_is_wrong_what_changed_and_what_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = reviewed();
    let path = written(folder.path(), "a.lmx", &workspace);
    let out = gives(5, &["workspace", "check", name(&path)]);
    assert!(
        out.starts_with("No problems: 2 scenarios, 2 views, 2 decisions, 2 notes.\n"),
        "{out}"
    );
    assert!(out.contains("To review again (1), the value changed:\n    llama-3.1-8b, user_threshold: was \"conditional\", is "), "{out}");
    let other = Subject::Cell("llama-3.1-8b".to_owned(), "user_threshold".to_owned());
    workspace.withdraw(&other);
    let path = written(folder.path(), "b.lmx", &workspace);
    assert_eq!(
        gives(0, &["workspace", "check", name(&path)]),
        "No problems: 2 scenarios, 2 views, 1 decision, 2 notes.\n"
    );
    let json = gives(0, &["workspace", "check", name(&path), "--format", "json"]);
    let value: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["review_again"], Value::Array(Vec::new()));
    workspace.scenarios[0]
        .scenario
        .set("product_mau", Answer::Range(9.0, 5.0));
    let path = written(folder.path(), "c.lmx", &workspace);
    let told = invalid(&["workspace", "check", name(&path)]);
    assert!(
        told.starts_with(&format!(
            "{}:16: the answer to \"product_mau\"",
            name(&path)
        )),
        "{told}"
    );
    // What has a problem is shown and not judged.
    let (code, out, err) = run(&["workspace", "show", name(&path)]);
    assert_eq!(code, 0);
    assert!(
        out.starts_with("Matter 2026-118\n") && err.contains("1 problem(s)"),
        "{err}"
    );
    let newer = fs::read_to_string(&path)
        .unwrap()
        .replacen("schema: 1", "schema: 2", 1);
    fs::write(&path, newer).unwrap();
    let told = invalid(&["workspace", "check", name(&path)]);
    assert!(told.contains("written by a newer version"), "{told}");
}

#[test]
fn versions_are_merged_as_git_asks_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let base = sample();
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine.title = "Mine".to_owned();
    theirs.branding.client = Some("Theirs".to_owned());
    // Git names its files as it likes, and writes over mine.
    let files = [
        (".merge_0", &base),
        (".merge_a", &mine),
        (".merge_b", &theirs),
    ];
    let paths = files.map(|(file, workspace)| written(folder.path(), file, workspace));
    let [b, m, t] = paths.each_ref().map(|path| name(path));
    let out = gives(0, &["workspace", "merge", b, m, t, "--output", m]);
    assert_eq!(out, format!("Merged into {m} without conflicts.\n"));
    let merged = open_workspace(&paths[1]).unwrap().read.workspace;
    assert_eq!(
        (merged.title.as_str(), &merged.branding),
        ("Mine", &theirs.branding)
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    // A conflict has an exit code of its own, and both versions.
    theirs.title = "Theirs".to_owned();
    written(folder.path(), ".merge_b", &theirs);
    let new = folder.path().join("new.lmx");
    let out = gives(4, &["workspace", "merge", b, m, t, "--output", name(&new)]);
    assert!(
        out.ends_with(
            "with 1 conflict; nothing is lost:\n    the title: mine stands, the other is set aside in the workspace\n        mine:   Mine\n        theirs: Theirs\n"
        ),
        "{out}"
    );
    let shown = gives(0, &["workspace", "show", name(&new)]);
    assert!(
        shown.contains("Set aside by a merge, to be settled (1)\n    the title: Theirs\n"),
        "{shown}"
    );
    // A file that is none of the three is left alone.
    let before = fs::read(&new).unwrap();
    let (code, out, err) = run(&["workspace", "merge", b, t, t, "--output", name(&new)]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("there is a file of this name"), "{err}");
    assert_eq!(fs::read(&new).unwrap(), before);
    // Both sides added the file: git gives an empty one as what they began from.
    fs::write(&paths[0], "").unwrap();
    let third = folder.path().join("third.lmx");
    gives(
        4,
        &["workspace", "merge", b, m, t, "--output", name(&third)],
    );
    let merged = open_workspace(&third).unwrap().read.workspace;
    assert_eq!(merged.scenarios, base.scenarios);
    // Of a newer file something would be lost.
    let newer = fs::read_to_string(&paths[2])
        .unwrap()
        .replacen("schema: 1", "schema: 2", 1);
    fs::write(&paths[2], newer).unwrap();
    let told = invalid(&["workspace", "merge", b, m, t, "--output", m]);
    assert!(told.contains("written by a newer version"), "{told}");
}

#[test]
fn a_workspace_is_begun_and_its_scenarios_are_taken_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Matter 1.lmx");
    let arguments = [
        "workspace",
        "new",
        name(&path),
        "--scenario",
        "consumer-app",
        "--scenario",
        "eu-enterprise",
    ];
    let out = gives(0, &arguments);
    assert!(out.starts_with(&format!("Wrote {}.", name(&path))), "{out}");
    let workspace = open_workspace(&path).unwrap().read.workspace;
    assert_eq!(
        (workspace.title.as_str(), workspace.scenarios.len()),
        ("Matter 1", 2)
    );
    let (code, _, err) = run(&arguments);
    assert_eq!(code, 1);
    assert!(err.contains("there is a file of this name"), "{err}");
    gives(0, &["workspace", "check", name(&path)]);
    // The active one, and any by its id, are as the presets they are.
    let second = format!("{}#eu-enterprise", name(&path));
    for (named, preset) in [
        (name(&path), "consumer-app"),
        (second.as_str(), "eu-enterprise"),
    ] {
        let shown = |name: &str| gives(0, &["scenario", "show", name]);
        assert_eq!(shown(named), shown(preset));
        for command in ["evaluate", "flips", "obligations", "regulation", "project"] {
            let judged =
                |name: &str| run(&[command, "--scenario", name, "--filter", "model:qwen2.5-7b"]);
            assert_eq!(judged(named), judged(preset), "{command}");
        }
    }
    let told = invalid(&["scenario", "show", &format!("{}#none", name(&path))]);
    assert!(
        told.contains("has no scenario \"none\". It has: consumer-app, eu-enterprise."),
        "{told}"
    );
    // None is active.
    let mut open = workspace.clone();
    open.active = None;
    let other = written(folder.path(), "b.lmx", &open);
    let told = invalid(&["scenario", "show", name(&other)]);
    assert!(
        told.contains("#ID\": consumer-app, eu-enterprise."),
        "{told}"
    );
    let empty = written(folder.path(), "c.lmx", &Workspace::new("Empty"));
    let told = invalid(&["scenario", "show", name(&empty)]);
    assert!(told.contains("has no scenario"), "{told}");
    // A mistake is told with its line in the workspace; others do not matter.
    open.scenarios[1]
        .scenario
        .set("product_mau", Answer::Range(9.0, 5.0));
    let wrong = written(folder.path(), "d.lmx", &open);
    gives(
        0,
        &[
            "scenario",
            "show",
            &format!("{}#consumer-app", name(&wrong)),
        ],
    );
    let told = invalid(&[
        "scenario",
        "show",
        &format!("{}#eu-enterprise", name(&wrong)),
    ]);
    let text = fs::read_to_string(&wrong).unwrap();
    let line = text
        .lines()
        .position(|line| line.contains("Range(9.0, 5.0)"))
        .unwrap()
        + 1;
    assert!(
        told.starts_with(&format!("{}:{line}: ", name(&wrong))),
        "{told}"
    );
    let told = invalid(&["scenario", "show", "nothing#here"]);
    assert!(told.contains("neither a preset nor a file"), "{told}");
}

#[test]
fn a_report_tells_decisions_beside_the_values_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = reviewed();
    let id = workspace.scenarios[0].id.clone();
    workspace.active = Some(id.clone());
    let model = "qwen2.5-3b".to_owned();
    let differs = Opinion::Differ {
        value: "Permitted".to_owned(),
        reason: "side letter".to_owned(),
    };
    for (subject, opinion) in [
        (Subject::Verdict(id, model.clone()), differs),
        (
            Subject::Verdict("another".to_owned(), model.clone()),
            Opinion::MoreFacts("of another scenario".to_owned()),
        ),
    ] {
        let decision = Decision {
            opinion,
            reviewer: "A. Counsel".to_owned(),
            date: "2026-11-28".to_owned(),
            note: "see the file".to_owned(),
            computed: Computed {
                value: "Unknown".to_owned(),
                fingerprint: "0".repeat(16),
            },
        };
        workspace.decide(subject, decision);
    }
    let path = written(folder.path(), "matter.lmx", &workspace);
    let (code, _, told) = run(&[
        "report",
        "--scenario",
        name(&path),
        "--kind",
        "memo",
        "--filter",
        "model:qwen2.5-3b",
        "--output",
        name(&folder.path().join("memo.md")),
    ]);
    assert_eq!(code, 0, "{told}");
    let text = std::fs::read_to_string(folder.path().join("memo.md")).unwrap();
    let line = text
        .lines()
        .find(|line| line.contains("differs: Permitted, because side letter"))
        .unwrap();
    assert!(line.contains("Qwen2.5-3B, verdict"), "{line}");
    assert!(line.contains("decided on \"Unknown\""), "{line}");
    assert!(line.contains("A. Counsel, 2026-11-28"), "{line}");
    assert!(line.contains("see the file"), "{line}");
    assert!(!text.contains("of another scenario"));
    // The verdict is what it is without the decision.
    let plain = run_verdict(&workspace);
    assert!(line.contains(&plain), "{line}: {plain}");
}

/// The verdict on the model of the test, whatever was decided.
fn run_verdict(workspace: &Workspace) -> String {
    let (catalog, book) = crate::made::built_in();
    let scenario = workspace.active_scenario().unwrap();
    let texts = license_matrix::text::AttachedTexts::default();
    let verdicts = license_matrix::verdicts::judge_all(&catalog, &book, scenario, &texts);
    verdicts["qwen2.5-3b"].verdict.label().to_owned()
}
