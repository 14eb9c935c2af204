//! The reader and any text: it never panics, and every error names a line that
//! the file has. A fuzzer by hand, for a bounded time: it runs wherever the tests
//! do.

use license_matrix::store::{
    DataFolder, load_data, read_workspace, workspace_problems, workspace_text,
};
use license_matrix::workspace::merge;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::made::{WORDS, any_workspace, sample};

/// Pieces of the language.
const PIECES: [&str; 24] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "\\",
    "//",
    "/*",
    "*/",
    "r#\"",
    "\n",
    "'",
    "#![enable(x)]",
    "Some(",
    "schema: 2",
    "schema: 99999999999",
    "kind: \"workspace\",",
    "inf",
    "NaN",
    "1e999",
];

/// One change of a text.
#[derive(Debug, Clone)]
enum Change {
    Insert(Index, String),
    Cut(Index, Index),
    Copy(Index, Index, Index),
}

fn change() -> impl Strategy<Value = Change> {
    let piece = prop_oneof![
        select(&PIECES[..]).prop_map(str::to_owned),
        select(&WORDS[..]).prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    let place = any::<Index>;
    prop_oneof![
        (place(), piece).prop_map(|(at, piece)| Change::Insert(at, piece)),
        (place(), place()).prop_map(|(from, length)| Change::Cut(from, length)),
        (place(), place(), place()).prop_map(|(from, length, to)| Change::Copy(from, length, to)),
    ]
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for change in changes {
        if letters.is_empty() {
            letters.push(' ');
        }
        let part = |from: &Index, length: &Index, letters: &[char]| {
            let from = from.index(letters.len());
            (from, (from + length.index(80) + 1).min(letters.len()))
        };
        match change {
            Change::Insert(at, piece) => {
                let at = at.index(letters.len());
                letters.splice(at..at, piece.chars());
            }
            Change::Cut(from, length) => {
                let (from, to) = part(from, length, &letters);
                letters.drain(from..to);
            }
            Change::Copy(from, length, at) => {
                let (from, to) = part(from, length, &letters);
                let copy = letters[from..to].to_vec();
                let at = at.index(letters.len());
                letters.splice(at..at, copy);
            }
        }
    }
    letters.into_iter().collect()
}

/// What holds for any text.
fn look(text: &str) -> Result<(), TestCaseError> {
    let lines = text.lines().count().max(1);
    match read_workspace("any.lmx", text) {
        Err(problems) => {
            prop_assert!(!problems.is_empty());
            for problem in problems {
                prop_assert!(
                    problem.line <= lines,
                    "{} of {}: {}",
                    problem.line,
                    lines,
                    problem
                );
                prop_assert!(
                    problem.what.len() > 10 && problem.advice.len() > 10,
                    "{}",
                    problem
                );
            }
        }
        Ok(read) => {
            for problem in &read.left_out {
                prop_assert!((1..=lines).contains(&problem.line), "{}", problem);
            }
            let again = workspace_text(&read.workspace).unwrap();
            let again = read_workspace("again.lmx", &again).unwrap().workspace;
            // A number that is none is not equal to itself.
            prop_assert_eq!(format!("{again:?}"), format!("{:?}", read.workspace));
            let merged = merge(&sample(), &again, &read.workspace).workspace;
            prop_assert_eq!(merged.notes, read.workspace.notes);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        look(&text)?;
    }

    #[test]
    fn any_mix_of_pieces_is_read_or_refused(pieces in prop::collection::vec(select(&PIECES[..]), 0..40)) {
        look(&pieces.concat())?;
    }

    #[test]
    fn a_changed_file_is_read_or_refused(
        changes in prop::collection::vec(change(), 1..6), newer in any::<bool>(),
    ) {
        let text = workspace_text(&sample()).unwrap();
        // A newer file takes another way through the reader.
        let text = if newer { text.replacen("schema: 1", "schema: 7", 1) } else { text };
        look(&changed(&text, &changes))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// The same of what a catalog says to it.
    #[test]
    fn any_workspace_is_held_against_the_catalog(workspace in any_workspace()) {
        let (catalog, book) = {
            static DATA: std::sync::OnceLock<crate::made::Data> = std::sync::OnceLock::new();
            let data = DATA.get_or_init(|| load_data(&DataFolder::built_in()).unwrap());
            (&data.0, &data.1)
        };
        let text = workspace_text(&workspace).unwrap();
        let lines = text.lines().count();
        for problem in workspace_problems("any.lmx", &text, &workspace, catalog, book) {
            prop_assert!(problem.line <= lines, "{}", problem);
        }
    }
}

#[test]
fn deep_and_long_texts_are_refused() {
    for text in [
        "(".repeat(100_000),
        "[".repeat(100_000),
        format!(
            "(kind: \"workspace\", schema: 1, title: {}",
            "Some(".repeat(50_000)
        ),
        format!(
            "(kind: \"workspace\", schema: 3, notes: {}",
            "[".repeat(50_000)
        ),
        format!(
            "(kind: \"workspace\", schema: 1, title: \"{}",
            "x".repeat(1_000_000)
        ),
        "/*".repeat(100_000),
    ] {
        let _ = read_workspace("deep.lmx", &text);
    }
}
