//! Whole outputs compared with files in `tests/golden/`.
//!
//! `UPDATE_GOLDEN=1 cargo test` writes what the program says now. Read the
//! difference before you keep it.

use std::fs;
use std::path::PathBuf;

/// Compares with the file, and shows the first line that differs.
pub fn assert_golden(file: &str, actual: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(file);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, actual).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if let Some(difference) = first_difference(&expected, actual) {
        panic!("tests/golden/{file}, {difference}");
    }
}

fn first_difference(expected: &str, actual: &str) -> Option<String> {
    if expected == actual {
        return None;
    }
    let (mut old, mut new) = (expected.split('\n'), actual.split('\n'));
    let mut number = 0;
    loop {
        number += 1;
        let pair = (old.next(), new.next());
        if pair.0 != pair.1 || pair == (None, None) {
            let show = |line: Option<&str>| line.map_or("(the end)".to_owned(), str::to_owned);
            return Some(format!(
                "line {number}\nexpected: {}\nactual:   {}",
                show(pair.0),
                show(pair.1)
            ));
        }
    }
}

#[test]
fn a_difference_is_shown_with_its_line() {
    assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
    let shown = first_difference("a\nb\n", "a\nc\n").unwrap();
    assert_eq!(shown, "line 2\nexpected: b\nactual:   c");
    assert!(first_difference("a\n", "a").unwrap().ends_with("(the end)"));
    assert!(first_difference("", "a").is_some());
}
