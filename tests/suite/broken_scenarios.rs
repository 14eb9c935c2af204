//! Scenario files with a mistake, one folder of `tests/broken_scenarios/` for
//! each: what is told, where, and that nothing is judged.
//!
//! `expected.txt` has a line for each problem: `line: words | way out`. The line
//! is 0 where the file as a whole is meant.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use license_matrix::catalog::{Catalog, Problem};
use license_matrix::scenario::RuleBook;
use license_matrix::store::{DataFolder, load_data, load_scenario, open_scenario};

use super::broken_data::root;

/// Line, words of what is wrong, words of the way out.
type Expected = (usize, String, String);

fn expected(text: &str) -> Vec<Expected> {
    text.lines()
        .map(|line| {
            let (number, rest) = line.split_once(": ").expect("line: words | way out");
            let (what, advice) = rest.split_once(" | ").expect("line: words | way out");
            assert!(
                what.len() > 12 && advice.len() > 8,
                "fits everything: {line}"
            );
            (number.parse().unwrap(), what.to_owned(), advice.to_owned())
        })
        .collect()
}

fn fits(problem: &Problem, (line, what, advice): &Expected, file: &Path) -> bool {
    problem.file == file.display().to_string()
        && problem.line == *line
        && problem.what.contains(what)
        && problem.advice.contains(advice)
}

fn cases() -> Vec<(PathBuf, Vec<Expected>)> {
    let mut folders: Vec<PathBuf> = fs::read_dir(root().join("tests/broken_scenarios"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    assert!(folders.len() >= 30, "only {} cases", folders.len());
    folders
        .into_iter()
        .map(|folder| {
            let text = fs::read_to_string(folder.join("expected.txt")).unwrap();
            let expected = expected(&text);
            assert!(!expected.is_empty(), "{}", folder.display());
            (folder.join("scenario.ron"), expected)
        })
        .collect()
}

fn world() -> (Catalog, RuleBook) {
    load_data(&DataFolder::built_in()).unwrap()
}

#[test]
fn every_mistake_is_told_with_its_line_and_a_way_out_and_nothing_else_is() {
    let (catalog, book) = world();
    let mut wrong = Vec::new();
    for (file, expected) in cases() {
        let found = load_scenario(&file, &catalog, &book)
            .err()
            .unwrap_or_default();
        let all = expected
            .iter()
            .zip(&found)
            .all(|(want, have)| fits(have, want, &file));
        if !all || expected.len() != found.len() {
            let found: Vec<String> = found.iter().map(Problem::to_string).collect();
            wrong.push(format!("{expected:?}\n    but {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The file without its mistake is one that can be read, so nothing but the
/// mistake is refused.
#[test]
fn the_shape_the_mistakes_are_made_in_is_sound() {
    let (catalog, book) = world();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sound.ron");
    let text = fs::read_to_string(root().join("tests/broken_scenarios/unknown-field/scenario.ron"));
    let text = text.unwrap().replace(" colour: 1,\n", "");
    assert!(!text.contains("colour"));
    fs::write(&file, text).unwrap();
    assert_eq!(
        load_scenario(&file, &catalog, &book).map(|one| one.id),
        Ok("mine".to_owned())
    );
}

/// The window opens what contradicts itself, so that it can be mended there;
/// all else it refuses as well.
#[test]
fn only_contradictions_can_be_opened_to_be_mended() {
    let (catalog, book) = world();
    let mut opened = 0;
    for (file, expected) in cases() {
        let contradicts = expected[0].1.starts_with("answers contradict each other");
        match open_scenario(&file, &catalog, &book) {
            Ok((_, found)) => {
                assert!(contradicts && !found.is_empty(), "{}", file.display());
                opened += 1;
            }
            Err(_) => assert!(!contradicts, "{}", file.display()),
        }
    }
    assert!(opened >= 3, "{opened}");
}

fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_license-matrix-cli"))
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(output.stdout), text(output.stderr));
    assert!(!err.contains("panicked"), "{err}");
    (output.status.code().unwrap(), out, err)
}

/// Nothing on stdout, code 3; gives what is told.
fn refused(arguments: &[&str]) -> String {
    let (code, out, err) = run(arguments);
    assert_eq!((code, out.as_str()), (3, ""), "{arguments:?}: {err}");
    err
}

#[test]
fn nothing_is_judged_on_a_file_with_a_mistake() {
    for (file, expected) in cases() {
        let path = file.to_str().unwrap();
        let told = refused(&["evaluate", "--scenario", path]);
        assert_eq!(told.lines().count(), expected.len(), "{told}");
        for (line, (number, what, advice)) in told.lines().zip(&expected) {
            let place = match number {
                0 => format!("{path}: "),
                number => format!("{path}:{number}: "),
            };
            assert!(line.starts_with(&place), "{line}");
            assert!(line.contains(what) && line.contains(advice), "{line}");
        }
    }
}

#[test]
fn no_command_takes_a_file_with_a_mistake() {
    let file = root().join("tests/broken_scenarios/contradictory-answers/scenario.ron");
    let path = file.to_str().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.pdf");
    let commands: [&[&str]; 8] = [
        &["evaluate", "--format", "json", "--scenario", path],
        // A sound scenario beside it changes nothing.
        &["evaluate", "--scenario", "consumer-app", "--scenario", path],
        &["obligations", "--scenario", path],
        &["regulation", "--scenario", path],
        &["flips", "--scenario", path],
        &["project", "--scenario", path],
        &["scenario", "show", path],
        &["scenario", "questions", path],
    ];
    for command in commands {
        let told = refused(command);
        assert!(told.starts_with(&format!("{path}:9: ")), "{told}");
    }
    let to = report.to_str().unwrap();
    refused(&["report", "--scenario", path, "--output", to]);
    assert!(!report.exists());
}

#[test]
fn what_is_no_text_at_all_is_told_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.ron");
    let path = file.to_str().unwrap();
    let told = |bytes: &[u8]| {
        fs::write(&file, bytes).unwrap();
        refused(&["evaluate", "--scenario", path])
    };
    let words = told(b"(\n schema: 1,\n id: \"\xff\xfe\",\n)\n");
    assert_eq!(
        words,
        format!("{path}:3: the scenario is not UTF-8 text. Save it as UTF-8 in your editor.\n")
    );
    for empty in [&b""[..], b" \n\t\n", b"\xef\xbb\xbf\n"] {
        let words = told(empty);
        let start = format!("{path}: the file is empty. `scenario new FILE`");
        assert!(words.starts_with(&start), "{words}");
    }
    let large = vec![b' '; (1 << 20) + 1];
    assert!(told(&large).contains("larger than 1 MB"));
    fs::remove_file(&file).unwrap();
    let words = refused(&["evaluate", "--scenario", path]);
    assert!(
        words.contains("neither a preset nor a file") && words.contains("scenario list"),
        "{words}"
    );
    let words = refused(&["evaluate", "--scenario", folder.path().to_str().unwrap()]);
    assert!(
        words.contains("this is a folder") && words.contains("scenario list"),
        "{words}"
    );
}

#[test]
fn a_rule_file_with_a_mistake_judges_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("house.ron");
    let path = file.to_str().unwrap();
    let rule = |when: &str| {
        format!(
            "(\n schema: 1,\n rules: [\n  (id: \"H1\", rev: 1, lane: Policy, each: Once, title: \"Ours\",\n   when: {when},\n   then: NeedsReview, duties: [], reading: None, if_unknown: Default),\n ],\n)\n"
        )
    };
    let judge = ["--rules", path, "evaluate", "--scenario", "consumer-app"];
    for (when, place, words) in [
        (
            "Lic(\"colour\", [\"*\"])",
            5,
            "the rule H1 reads the attribute \"colour\", which does not exist. Correct the name.",
        ),
        (
            "Yes(\"is_it_blue\")",
            5,
            "the rule H1 reads the answer \"is_it_blue\", which is not asked",
        ),
        (
            "Lic(\"status\", [\"*\"]),\n   when: NoActs",
            6,
            "the field \"when\" is there twice",
        ),
    ] {
        fs::write(&file, rule(when)).unwrap();
        let told = refused(&judge);
        let line = told.lines().last().unwrap();
        assert!(line.starts_with(&format!("{path}:{place}: ")), "{told}");
        assert!(line.contains(words), "{told}");
    }
    fs::write(&file, rule("NoActs")).unwrap();
    let filter = ["--filter", "model:qwen2.5-7b"];
    let (code, out, _) = run(&[&judge[..], &filter].concat());
    assert_eq!(code, 0, "the rule without its mistake is read");
    assert!(
        out.contains("Judged by your own rules as well: 1 rule"),
        "{out}"
    );
}
