//! Data with a mistake in it, one folder of `tests/broken/` for each mistake.
//!
//! `change.ron` says which words of which built-in files are replaced by which.
//! `expected.txt` has a line for each problem that has to be told, and no other
//! may be: `file:line: words`. The line is written from the first letter that
//! was changed in the file: `@` is its line, `@-2` two lines above it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use license_matrix::catalog::Problem;
use license_matrix::store::{DataFolder, load_data};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    file: String,
    from: String,
    to: String,
}

/// A copy of the data folder with the changes of a case, and the line of the
/// first changed letter of each file.
pub fn broken_folder(case: &Path) -> (tempfile::TempDir, BTreeMap<String, usize>) {
    let text = fs::read_to_string(case.join("change.ron")).unwrap();
    let changes: Vec<Change> = ron::from_str(&text).unwrap();
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("data"), folder.path());
    let mut lines = BTreeMap::new();
    for change in changes {
        let path = folder.path().join(&change.file);
        let text = fs::read_to_string(&path).unwrap();
        let place = format!("{}: {}", case.display(), change.from);
        assert_eq!(text.matches(&change.from).count(), 1, "{place}");
        let start = text.find(&change.from).unwrap();
        let same = change.from.bytes().zip(change.to.bytes());
        let offset = start + same.take_while(|(a, b)| a == b).count();
        let line = text[..offset].matches('\n').count() + 1;
        lines.entry(change.file).or_insert(line);
        fs::write(&path, text.replacen(&change.from, &change.to, 1)).unwrap();
    }
    (folder, lines)
}

/// The folder of this package.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// One line of `expected.txt`: file, line, words.
fn expected(text: &str, lines: &BTreeMap<String, usize>) -> Vec<(String, usize, String)> {
    text.lines()
        .map(|text| {
            let (file, rest) = text.split_once(":@").expect("file:@: words");
            let (offset, words) = rest.split_once(": ").expect("file:@: words");
            assert!(words.len() > 8, "words that fit everything: {text}");
            let changed = isize::try_from(lines[file]).unwrap();
            let offset: isize = if offset.is_empty() {
                0
            } else {
                offset.parse().unwrap()
            };
            let line = usize::try_from(changed + offset).unwrap();
            (file.to_owned(), line, words.to_owned())
        })
        .collect()
}

/// What is expected but not told, or told but not expected.
fn differences(expected: &[(String, usize, String)], found: &[Problem]) -> Vec<String> {
    let fits = |(file, line, words): &(String, usize, String), problem: &Problem| {
        *file == problem.file && *line == problem.line && problem.what.contains(words)
    };
    let missing = expected
        .iter()
        .filter(|want| !found.iter().any(|problem| fits(want, problem)))
        .map(|(file, line, words)| format!("not told: {file}:{line}: {words}"));
    let extra = found
        .iter()
        .filter(|problem| !expected.iter().any(|want| fits(want, problem)))
        .map(|problem| format!("not expected: {problem}"));
    missing.chain(extra).collect()
}

#[test]
fn every_mistake_is_told_with_file_and_line_and_nothing_else_is() {
    let mut cases: Vec<PathBuf> = fs::read_dir(root().join("tests/broken"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(cases.len() >= 25, "only {} cases", cases.len());
    let mut failed = Vec::new();
    for case in cases {
        let (folder, lines) = broken_folder(&case);
        let text = fs::read_to_string(case.join("expected.txt")).unwrap();
        let expected = expected(&text, &lines);
        assert!(!expected.is_empty(), "{}", case.display());
        let found = load_data(&DataFolder::read(folder.path()))
            .err()
            .unwrap_or_default();
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let differences = differences(&expected, &found);
        failed.extend(
            differences
                .into_iter()
                .map(|text| format!("{name}: {text}")),
        );
        for problem in found {
            assert!(!problem.advice.is_empty(), "{name}: {problem}");
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn an_unbroken_copy_has_no_problems() {
    assert_eq!(
        load_data(&DataFolder::read(&root().join("data"))).err(),
        None
    );
}

#[test]
fn a_difference_in_file_line_words_or_number_is_seen() {
    let problem = |line: usize, what: &str| Problem {
        file: "a.ron".into(),
        line,
        what: what.into(),
        advice: "Mend it".into(),
    };
    let lines = BTreeMap::from([("a.ron".to_owned(), 5)]);
    let wanted = expected("a.ron:@-2: no citation\n", &lines);
    assert_eq!(
        differences(&wanted, &[problem(3, "it has no citation")]),
        Vec::<String>::new()
    );
    assert_eq!(
        differences(&wanted, &[problem(4, "it has no citation")]).len(),
        2
    );
    assert_eq!(differences(&wanted, &[problem(3, "it is late")]).len(), 2);
    assert_eq!(differences(&wanted, &[]).len(), 1);
    let more = [problem(3, "no citation"), problem(9, "more")];
    assert_eq!(
        differences(&wanted, &more),
        ["not expected: a.ron:9: more. Mend it."]
    );
}
