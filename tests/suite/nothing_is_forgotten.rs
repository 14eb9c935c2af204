//! A file of this folder that no `mod` line names would never run.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Files below `folder` that no `mod` line of their parent names. The parent of
/// `a/b.rs` is `a.rs`, that of `b.rs` is `main.rs`.
fn forgotten(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    look(folder, &folder.join("main.rs"), "", &mut found);
    found
}

fn look(folder: &Path, parent: &Path, prefix: &str, found: &mut BTreeSet<String>) {
    let parent = fs::read_to_string(parent).unwrap_or_default();
    let named = |module: &str| {
        let line = format!("mod {module};");
        parent.lines().any(|have| have.trim_end() == line)
    };
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        if path.is_dir() {
            let parent = folder.join(format!("{stem}.rs"));
            look(&path, &parent, &format!("{prefix}{stem}/"), found);
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && path != folder.join("main.rs")
            && !named(stem)
        {
            found.insert(format!("{prefix}{stem}.rs"));
        }
    }
}

#[test]
fn every_file_of_the_suite_is_a_module() {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    assert_eq!(forgotten(&suite), BTreeSet::new());
}

#[test]
fn a_forgotten_file_is_found() {
    let suite = tempfile::tempdir().unwrap();
    fs::create_dir(suite.path().join("area")).unwrap();
    for (file, text) in [
        ("main.rs", "//! mod late;\nmod area;\n// mod late;\n"),
        ("area.rs", "mod part;\n"),
        ("area/part.rs", ""),
        ("area/extra.rs", ""),
        ("late.rs", ""),
        ("notes.txt", ""),
    ] {
        fs::write(suite.path().join(file), text).unwrap();
    }
    let expected = ["area/extra.rs", "late.rs"].map(str::to_owned);
    assert_eq!(forgotten(suite.path()), BTreeSet::from(expected));
}
