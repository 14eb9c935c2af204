//! The real command line: what it prints, where, and with which exit code.
//!
//! Rows are chosen by name, so that new models change nothing here.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::broken_data::{broken_folder, root};
use super::golden::assert_golden;

/// What a run of the program gave.
struct Run {
    code: i32,
    out: String,
    err: String,
}

fn run<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_license-matrix-cli"))
        .args(arguments)
        .env_remove("CLICOLOR_FORCE")
        .output()
        .unwrap();
    let run = Run {
        code: output.status.code().expect("it ends by itself"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    };
    for text in [&run.out, &run.err] {
        assert!(!text.contains('\u{1b}'), "color codes: {text}");
        assert!(!text.contains("panicked"), "{text}");
    }
    run
}

/// A run that ends well says nothing on stderr.
fn good<const N: usize>(arguments: [&str; N]) -> String {
    let run = run(arguments);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
    run.out
}

/// A run on wrong input gives no result and one message.
fn invalid<const N: usize>(arguments: [&str; N]) -> String {
    let run = run(arguments);
    assert_eq!(
        (run.code, run.out.as_str()),
        (3, ""),
        "{arguments:?}: {}",
        run.err
    );
    run.err
}

fn code_of<const N: usize>(arguments: [&str; N]) -> i32 {
    run(arguments).code
}

#[test]
fn the_articles_matrix_in_all_formats() {
    for format in ["table", "csv", "json", "markdown"] {
        let out = good(["matrix", "--view", "article", "--format", format]);
        assert_golden(&format!("cli/article.{format}"), &out);
    }
}

#[test]
fn a_matrix_filtered_sorted_and_with_chosen_columns() {
    let arguments = [
        "matrix",
        "--filter",
        "model:qwen2.5-3b,qwen2.5-7b,qwen2.5-72b,llama-3.1-8b,gemma-3-27b -license:apache-2.0",
        "--sort",
        "-user_threshold,release_date",
        "--columns",
        "model,release_date,license,user_threshold,output_training",
    ];
    assert_golden("cli/matrix.table", &good(arguments));
}

#[test]
fn one_license_and_one_model() {
    for id in ["mit", "qwen2.5-7b"] {
        assert_golden(&format!("cli/show-{id}.txt"), &good(["show", id]));
        let json = good(["show", id, "--format", "json"]);
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value["id"], id);
        assert_golden(&format!("cli/show-{id}.json"), &json);
    }
}

#[test]
fn verdicts_with_their_reasons() {
    let filter = "model:qwen2.5-3b,qwen2.5-7b,llama-3.1-8b";
    for (format, ending) in [("text", "txt"), ("json", "json")] {
        let arguments = [
            "evaluate",
            "--scenario",
            "consumer-app",
            "--filter",
            filter,
            "--format",
            format,
        ];
        let run = run(arguments);
        assert_eq!((run.code, run.err.as_str()), (2, ""));
        assert_golden(&format!("cli/evaluate.{ending}"), &run.out);
    }
}

#[test]
fn the_presets() {
    let out = good(["scenario", "list"]);
    let ids: Vec<&str> = out
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(ids.contains(&"eu-enterprise") && ids.contains(&"maximum-freedom"));
    let files = fs::read_dir(root().join("data/presets")).unwrap().count();
    assert_eq!(ids.len(), files);
    // Each line is an id that `evaluate` takes.
    for id in ids {
        let code = code_of(["evaluate", "--scenario", id, "--filter", "model:qwen2.5-7b"]);
        assert_eq!(code, 0, "{id}");
    }
}

#[test]
fn an_evaluations_exit_code_is_its_heaviest_verdict() {
    let code = |scenario: &str, models: &str| {
        let filter = format!("model:{models}");
        code_of(["evaluate", "--scenario", scenario, "--filter", &filter])
    };
    // 0: permitted, also with obligations.
    assert_eq!(code("enterprise-internal", "qwen2.5-7b"), 0);
    assert_eq!(code("consumer-app", "qwen2.5-7b"), 0);
    // 2: a separate license is needed, or it is not permitted.
    assert_eq!(code("consumer-app", "qwen2.5-3b"), 2);
    assert_eq!(code("consumer-app", "qwen2.5-7b,qwen2.5-3b"), 2);
    // 4: something to review, or unknown.
    assert_eq!(code("eu-enterprise", "gemma-3-27b"), 4);
    assert_eq!(code("eu-enterprise", "gemma-3-27b,qwen2.5-7b"), 4);
    // A bar comes before a question.
    assert_eq!(
        code("eu-enterprise", "gemma-3-27b,qwen2.5-7b,qwen2.5-3b"),
        2
    );
}

#[test]
fn a_scenario_without_answers_is_never_permitted() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("open.ron");
    let text =
        r#"(schema: 1, id: "open", title: "Open", description: "Nothing said.", answers: {})"#;
    fs::write(&file, text).unwrap();
    let run = run([
        "evaluate",
        "--scenario",
        file.to_str().unwrap(),
        "--filter",
        "model:qwen2.5-7b",
    ]);
    assert_eq!(run.code, 4);
    assert!(run.out.contains("Qwen2.5-7B: Unknown"), "{}", run.out);
}

#[test]
fn a_filter_that_fits_no_model_permits_nothing() {
    let error = invalid([
        "evaluate",
        "--scenario",
        "consumer-app",
        "--filter",
        "no-such-model",
    ]);
    assert_eq!(error, "No model fits the filter; nothing was judged.\n");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.pdf");
    let path = file.to_str().unwrap();
    invalid([
        "report",
        "--scenario",
        "consumer-app",
        "--filter",
        "no-such-model",
        "--output",
        path,
    ]);
    assert!(!file.exists());
}

#[test]
fn a_broken_folder_is_told_in_full() {
    let (folder, lines) = broken_folder(&root().join("tests/broken/several-mistakes-at-once"));
    let path = folder.path().to_str().unwrap();
    let check = run(["check", path]);
    assert_eq!((check.code, check.err.as_str()), (1, "6 problem(s).\n"));
    assert_eq!(check.out.lines().count(), 6);
    for (line, file) in check.out.lines().zip(lines.keys()) {
        let rest = line
            .strip_prefix(&format!("{file}:"))
            .unwrap_or_else(|| panic!("{line}"));
        let (number, _) = rest.split_once(": ").unwrap();
        assert!(number.parse::<usize>().unwrap() > 0);
    }
    // The other commands have nothing to show then, and say why.
    for command in [&["matrix"][..], &["show", "mit"], &["scenario", "list"]] {
        let run = run(["--data", path].iter().chain(command));
        assert_eq!((run.code, run.out.as_str()), (3, ""), "{command:?}");
        assert!(run.err.contains("licenses/mit.ron:"), "{}", run.err);
    }
}

#[test]
fn a_sound_folder_is_counted() {
    let out = good(["check", root().join("data").to_str().unwrap()]);
    assert!(
        out.starts_with("No problems: ") && out.lines().count() == 1,
        "{out}"
    );
    assert_eq!(out, good(["check"]), "the built-in data is data/");
}

#[test]
fn a_missing_folder_is_one_problem() {
    let run = run(["check", "no/such/folder"]);
    assert_eq!((run.code, run.err.as_str()), (1, "1 problem(s).\n"));
    assert!(
        run.out
            .starts_with("no/such/folder: there is no such folder."),
        "{}",
        run.out
    );
    assert_eq!(run.out.lines().count(), 1);
}

#[test]
fn wrong_arguments_are_told_and_give_3() {
    for (error, words) in [
        (invalid([]), "Usage:"),
        (invalid(["nonsense"]), "nonsense"),
        (invalid(["matrix", "--colour"]), "--colour"),
        (invalid(["matrix", "--format", "xml"]), "xml"),
        (
            invalid(["matrix", "--filter", "(a"]),
            "the bracket is not closed (at character 1)",
        ),
        (
            invalid(["matrix", "--filter", "nonsense:1"]),
            "there is no column \"nonsense\"",
        ),
        (
            invalid(["matrix", "--sort", "nonsense"]),
            "There is no column \"nonsense\"",
        ),
        (
            invalid(["matrix", "--columns", "model,nonsense"]),
            "There is no column \"nonsense\"",
        ),
        (
            invalid(["show", "qwen2.5-3c"]),
            "There is no model or license \"qwen2.5-3c\"",
        ),
        (invalid(["show", "qwen2.5-3"]), "Did you mean"),
        (invalid(["evaluate"]), "--scenario"),
        (
            invalid(["evaluate", "--scenario", "no-such-preset"]),
            "\"no-such-preset\" is neither a preset nor a file",
        ),
        (
            invalid(["cases", "no-such-file.ron"]),
            "no-such-file.ron: the cases cannot be read",
        ),
        (
            invalid([
                "report",
                "--scenario",
                "consumer-app",
                "--output",
                "x.pdf",
                "--date",
                "2024",
            ]),
            "\"2024\" is not a day",
        ),
    ] {
        assert!(error.contains(words), "{words}: {error}");
    }
    assert!(!Path::new("x.pdf").exists());
}

#[test]
fn help_and_version_are_results() {
    assert!(good(["--help"]).contains("Usage:"));
    assert!(good(["evaluate", "--help"]).contains("--scenario"));
    let version = good(["--version"]);
    let name = concat!("license-matrix-cli ", env!("CARGO_PKG_VERSION"));
    assert!(version.starts_with(name), "{version}");
    assert_eq!(version.lines().count(), 1);
}

#[test]
fn a_report_that_cannot_be_written_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let write = |to: &Path| {
        let to = to.to_str().unwrap();
        run([
            "report",
            "--scenario",
            "consumer-app",
            "--filter",
            "model:qwen2.5-7b",
            "--date",
            "2026-11-24",
            "--output",
            to,
        ])
    };
    for (place, why) in [
        ("none/x.pdf", "the folder does not exist"),
        ("", "this is a folder"),
    ] {
        let run = write(&folder.path().join(place));
        assert_eq!((run.code, run.out.as_str()), (1, ""));
        assert!(
            run.err.contains(why) && run.err.lines().count() == 1,
            "{}",
            run.err
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
    let file = folder.path().join("x.pdf");
    let done = write(&file);
    assert_eq!(
        (done.code, done.out.as_str(), done.err.as_str()),
        (0, "", "")
    );
    let first = fs::read(&file).unwrap();
    assert!(first.starts_with(b"%PDF-"));
    write(&file);
    assert!(
        fs::read(&file).unwrap() == first,
        "the same report, the same bytes"
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn worked_cases_that_fail_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cases.ron");
    let text = fs::read_to_string(root().join("tests/cases/worked.ron")).unwrap();
    let changed = text.replacen("expect: SeparateLicense", "expect: Permitted", 1);
    assert_ne!(text, changed);
    fs::write(&file, changed).unwrap();
    let run = run(["cases", file.to_str().unwrap()]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let expected = "expected Permitted, actual Separate license needed (T01)";
    assert!(
        run.out.starts_with("FAILED L2: ") && run.out.contains(expected),
        "{}",
        run.out
    );
    assert!(run.out.ends_with(" passed, 1 failed\n"), "{}", run.out);
}

#[test]
fn notes_on_public_law() {
    let filter = "model:qwen2.5-3b,qwen2.5-7b,llama-3.1-8b,hunyuan3d-2.0";
    for (format, ending) in [("text", "txt"), ("json", "json")] {
        let arguments = [
            "regulation",
            "--scenario",
            "eu-enterprise",
            "--as-of",
            "2026-11-24",
            "--filter",
            filter,
            "--format",
            format,
        ];
        assert_golden(&format!("cli/regulation.{ending}"), &good(arguments));
    }
    let day = |day: &'static str| ["regulation", "--scenario", "eu-enterprise", "--as-of", day];
    assert!(invalid(day("2026-13-01")).contains("write YYYY-MM-DD"));
    assert!(invalid(day("2026-11")).contains("write YYYY-MM-DD"));
    // Another day, other words.
    assert!(good(day("2028-01-01")).contains("E06 High-risk system of Annex III: Applies now"));
    let none = [
        "regulation",
        "--scenario",
        "eu-enterprise",
        "--filter",
        "nomodel",
    ];
    assert!(invalid(none).contains("No model fits"));
}
