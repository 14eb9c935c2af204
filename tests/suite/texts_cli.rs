//! Clauses, comparisons and changes on the command line.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::sample::{TEXT, with_overlay};

pub fn cli(arguments: &[&std::ffi::OsStr]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_license-matrix-cli"))
        .args(arguments)
        .output()
        .unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

pub fn on_overlay(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut all: Vec<&std::ffi::OsStr> = vec!["--overlay".as_ref(), folder.as_ref()];
    all.extend(
        arguments
            .iter()
            .map(std::convert::AsRef::<std::ffi::OsStr>::as_ref),
    );
    cli(&all)
}

pub fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn the_command_line_prints_a_clause_only_if_it_is_the_one_that_was_read() {
    let (folder, ..) = with_overlay();
    let texts = tempfile::tempdir().unwrap();
    let good = write(texts.path(), "good.txt", TEXT);
    let bad = write(texts.path(), "bad.txt", TEXT.replace("300", "900"));
    let ask = |section: &str, file: &Path| {
        let file = file.to_str().unwrap();
        on_overlay(
            folder.path(),
            &["text", "clause", "sample", section, "--text", file],
        )
    };
    let (code, out, err) = ask("2", &good);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("2. Limit.") && out.contains("300 million"));
    let (code, out, err) = ask("2", &bad);
    assert_eq!((code, out.as_str()), (3, ""));
    assert!(err.contains("900 million"), "{err}");
    assert_eq!(ask("1", &bad).0, 0);
    assert_eq!(ask("7", &good).0, 3);
}

#[test]
fn the_command_line_compares_two_texts() {
    let (folder, ..) = with_overlay();
    let texts = tempfile::tempdir().unwrap();
    let old = write(texts.path(), "old.txt", TEXT);
    let new = write(texts.path(), "new.txt", TEXT.replace("300", "900"));
    let (code, out, _) = on_overlay(
        folder.path(),
        &[
            "text",
            "compare",
            old.to_str().unwrap(),
            new.to_str().unwrap(),
            "--format",
            "json",
        ],
    );
    assert_eq!(code, 0);
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    let [change] = value["changes"].as_array().unwrap().as_slice() else {
        panic!("{out}");
    };
    assert_eq!(change["section"], "2");
    assert_eq!(change["kind"], "changed");
    let words = change["words"].to_string();
    assert!(
        words.contains("\"300") && words.contains("\"900"),
        "{words}"
    );
}

#[test]
fn the_diff_of_two_folders_names_what_changed() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    for copy in [&old, &new] {
        fs::create_dir(copy).unwrap();
        super::broken_data::copy(Path::new("data"), copy);
    }
    let change = |file: &str, from: &str, to: &str| {
        let path = new.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    };
    change(
        "licenses/llama-3.1.ron",
        "value: Some(700000000",
        "value: Some(100000000",
    );
    let arguments = ["diff".as_ref(), old.as_os_str(), new.as_os_str()];
    let (code, out, err) = cli(&arguments);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        out.contains("model llama-3.1-8b: user_threshold: changed: 700M"),
        "{out}"
    );
    assert!(out.contains("license llama-3.1: user_threshold"), "{out}");
    assert!(!out.contains("llama-3.2"), "{out}");
    let same = ["diff".as_ref(), old.as_os_str(), old.as_os_str()];
    assert_eq!(cli(&same).1, "The facts are the same.\n");
}

#[test]
fn changes_and_claims_are_printed_and_filtered() {
    let run = |arguments: &[&str]| {
        let arguments: Vec<&std::ffi::OsStr> =
            arguments.iter().map(std::convert::AsRef::as_ref).collect();
        cli(&arguments)
    };
    let (code, out, _) = run(&["changes", "--since", "2026-01", "--format", "json"]);
    assert_eq!(code, 0);
    let changes: serde_json::Value = serde_json::from_str(&out).unwrap();
    let changes = changes.as_array().unwrap();
    assert!(!changes.is_empty());
    for change in changes {
        assert!(change["date"].as_str().unwrap() >= "2026");
        assert!(!change["citations"].as_array().unwrap().is_empty());
    }
    let all = run(&["changes"]).1;
    assert!(all.contains("2023-02-24") && !out.contains("2023-02-24"));
    assert_eq!(run(&["changes", "--since", "yesterday"]).0, 3);
    let (code, out, _) = run(&["claims", "--source", "pengu-2026-04", "--format", "json"]);
    assert_eq!(code, 0);
    let sources: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert!(sources[0]["claims"].as_array().unwrap().len() >= 40);
    assert_eq!(sources[0]["matrix"].as_array().unwrap().len(), 30);
    assert_eq!(run(&["claims", "--source", "nobody"]).0, 3);
}

/// A model owes what the model it derives from owes; a comparison shows both.
#[test]
fn a_derived_model_is_compared_with_the_terms_of_its_base() {
    let compare = |model: &str| {
        let arguments = ["compare", model, "mit"].map(std::convert::AsRef::as_ref);
        let (code, out, err) = cli(&arguments);
        assert_eq!((code, err.as_str()), (0, ""));
        out
    };
    let derived = compare("deepseek-r1-distill-llama-70b");
    assert!(derived.contains("mit + llama-3.3") && derived.contains("700M users"));
    assert!(compare("deepseek-r1").contains("The terms are the same."));
}

/// A page that is no license says nothing of terms, not "silent".
#[test]
fn a_page_without_terms_shows_none() {
    let arguments = ["show", "meta-llama-models", "--format", "json"];
    let (code, out, _) = cli(&arguments.map(std::convert::AsRef::as_ref));
    let page: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(code, 0);
    assert_eq!(page["terms"].as_object().map(serde_json::Map::len), Some(0));
}

#[test]
fn a_folder_without_texts_is_no_success() {
    let empty = tempfile::tempdir().unwrap();
    let arguments = ["text", "identify", empty.path().to_str().unwrap()];
    let (code, out, err) = cli(&arguments.map(std::convert::AsRef::as_ref));
    assert_eq!((code, out.as_str()), (3, ""));
    assert!(err.contains("no texts"), "{err}");
}
