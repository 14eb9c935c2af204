//! The journal: what it gives back, and what it does with damage.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use license_matrix::store::{
    Journal, Recovery, SaveOutcome, Stamp, Unsaved, open_workspace, recover, save_workspace,
};
use license_matrix::workspace::Workspace;
use proptest::prelude::*;

use super::made::{any_workspace, sample};

fn titled(title: &str) -> Workspace {
    let mut workspace = sample();
    workspace.title = title.to_owned();
    workspace
}

fn one(found: Recovery) -> Unsaved {
    assert_eq!(found.problems, Vec::<String>::new());
    assert_eq!(found.unsaved.len(), 1);
    found.unsaved.into_iter().next().unwrap()
}

fn nothing(folder: &Path) {
    let found = recover(folder);
    assert!(
        found.unsaved.is_empty() && found.problems.is_empty(),
        "{found:?}"
    );
}

fn journal_of(folder: &Path) -> PathBuf {
    let all = fs::read_dir(folder).unwrap();
    let mut paths = all.map(|entry| entry.unwrap().path());
    paths
        .find(|path| path.extension().is_some_and(|ending| ending == "journal"))
        .unwrap()
}

/// A workspace on the disk, with what is known of it.
fn saved(path: &Path, workspace: &Workspace) -> Stamp {
    match save_workspace(path, workspace, None).unwrap() {
        SaveOutcome::Saved(stamp) => stamp,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_was_not_saved_is_found_with_where_it_came_from() {
    let place = tempfile::tempdir().unwrap();
    let (folder, path) = (place.path().join("journals"), place.path().join("a.lmx"));
    nothing(&folder);
    let stamp = saved(&path, &sample());
    let mut journal = Journal::begin(&folder, Some(&stamp)).unwrap();
    for number in 1..=3 {
        let when = format!("2026-11-28 10:0{number}");
        let edit = titled(&format!("Edit {number}"));
        assert_eq!(journal.note(Some(&path), &when, &edit).unwrap(), number);
    }
    // As long as its window is open it is nobody else's.
    let found = recover(&folder);
    assert_eq!((found.unsaved.len(), found.in_use), (0, 1));
    drop(journal);
    let unsaved = one(recover(&folder));
    assert_eq!(unsaved.path.as_deref(), Some(path.as_path()));
    assert_eq!(unsaved.title, "Edit 3");
    assert_eq!(unsaved.when, "2026-11-28 10:03");
    assert_eq!(unsaved.workspace, titled("Edit 3"));
    assert_eq!(unsaved.stamp.as_ref(), Some(&stamp));
    assert_eq!(unsaved.damage, None);
    // Whoever looks at it keeps others from taking it too.
    assert_eq!(recover(&folder).in_use, 1);
    // Go on with it, and lose the window again.
    let mut journal = unsaved.resume().unwrap();
    drop(recover(&folder));
    assert_eq!(
        journal
            .note(Some(&path), "later", &titled("Edit 4"))
            .unwrap(),
        4
    );
    drop(journal);
    let unsaved = one(recover(&folder));
    assert_eq!(
        (unsaved.title.as_str(), unsaved.stamp.as_ref()),
        ("Edit 4", Some(&stamp))
    );
    unsaved.discard().unwrap();
    nothing(&folder);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn what_is_saved_is_not_offered() {
    let place = tempfile::tempdir().unwrap();
    let (folder, path) = (place.path().join("journals"), place.path().join("a.lmx"));
    let stamp = saved(&path, &sample());
    // Saved and told so.
    let mut journal = Journal::begin(&folder, Some(&stamp)).unwrap();
    journal.note(Some(&path), "", &titled("New")).unwrap();
    let SaveOutcome::Saved(now) = save_workspace(&path, &titled("New"), Some(&stamp)).unwrap()
    else {
        panic!("not saved");
    };
    journal.saved(&now).unwrap();
    drop(journal);
    nothing(&folder);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "tidied away");
    // Killed between saving and telling.
    let mut journal = Journal::begin(&folder, Some(&now)).unwrap();
    journal.note(Some(&path), "", &titled("Newer")).unwrap();
    save_workspace(&path, &titled("Newer"), Some(&now)).unwrap();
    drop(journal);
    nothing(&folder);
    // Everything undone.
    let now = open_workspace(&path).unwrap().stamp;
    let mut journal = Journal::begin(&folder, Some(&now)).unwrap();
    journal.note(Some(&path), "", &titled("Other")).unwrap();
    journal.note(Some(&path), "", &titled("Newer")).unwrap();
    drop(journal);
    nothing(&folder);
    // Closed.
    let mut journal = Journal::begin(&folder, None).unwrap();
    journal.note(None, "", &sample()).unwrap();
    journal.close().unwrap();
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn two_windows_have_two_journals() {
    let folder = tempfile::tempdir().unwrap();
    let mut journals: Vec<Journal> = (0..3)
        .map(|number| {
            let mut journal = Journal::begin(folder.path(), None).unwrap();
            journal
                .note(None, "", &titled(&format!("Window {number}")))
                .unwrap();
            journal
        })
        .collect();
    drop(journals.remove(1));
    let found = recover(folder.path());
    assert_eq!((found.unsaved.len(), found.in_use), (1, 2));
    assert_eq!(found.unsaved[0].title, "Window 1");
}

/// A program that is being started has the files of the one that starts it open
/// for a moment. It must not keep a closed window's journal in use.
#[test]
fn programs_that_are_started_hold_no_journal() {
    let start = || {
        for _ in 0..8 {
            let mut program = Command::new(env!("CARGO_BIN_EXE_license-matrix-cli"));
            program.arg("--version").stdout(Stdio::null());
            assert!(program.status().unwrap().success());
        }
    };
    let folder = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        let starting: Vec<_> = (0..4).map(|_| scope.spawn(start)).collect();
        while !starting.iter().all(|thread| thread.is_finished()) {
            let mut journal = Journal::begin(folder.path(), None).unwrap();
            journal.note(None, "", &sample()).unwrap();
            drop(journal);
            let found = recover(folder.path());
            assert_eq!((found.unsaved.len(), found.in_use), (1, 0));
            for unsaved in found.unsaved {
                unsaved.discard().unwrap();
            }
        }
    });
}

/// A long session does not fill the disk, and what counts stays.
#[test]
fn a_journal_does_not_grow_without_an_end() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("a.lmx");
    let stamp = saved(&path, &sample());
    let folder = place.path().join("journals");
    let mut journal = Journal::begin(&folder, Some(&stamp)).unwrap();
    let mut large = sample();
    large.branding.matter = Some("x".repeat(100_000));
    let mut longest = 0;
    for number in 1..=60 {
        large.title = format!("Edit {number}");
        journal.note(Some(&path), "", &large).unwrap();
        longest = longest.max(fs::metadata(journal_of(&folder)).unwrap().len());
    }
    assert!((1_000_000..3_000_000).contains(&longest), "{longest}");
    drop(journal);
    let unsaved = one(recover(&folder));
    assert_eq!(unsaved.workspace, large);
    assert_eq!(unsaved.stamp, Some(stamp));
}

/// What a full disk leaves in the journal takes nothing away.
#[test]
fn a_journal_needs_a_folder_and_the_open_one_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::begin(folder.path(), None).unwrap();
    journal.note(None, "", &titled("First")).unwrap();
    let path = journal_of(folder.path());
    let before = fs::read(&path).unwrap();
    assert!(Journal::begin(&path, None).is_err(), "a file is no folder");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(journal.note(None, "", &titled("Second")).unwrap(), 2);
    drop(journal);
    assert_eq!(one(recover(folder.path())).title, "Second");
}

/// A journal of five edits, as bytes, with the length after each.
fn five() -> (Vec<u8>, Vec<usize>) {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::begin(folder.path(), None).unwrap();
    let path = journal_of(folder.path());
    let mut lengths = vec![fs::metadata(&path).unwrap().len() as usize];
    for number in 1..=5 {
        let edit = Workspace::new(&format!("Edit {number}"));
        journal.note(None, "", &edit).unwrap();
        lengths.push(fs::metadata(&path).unwrap().len() as usize);
    }
    (fs::read(&path).unwrap(), lengths)
}

fn recovered(bytes: &[u8]) -> (Option<String>, Option<String>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("1-1.journal");
    fs::write(&path, bytes).unwrap();
    let found = recover(folder.path());
    let first = found.unsaved.first();
    let title = first.map(|unsaved| unsaved.title.clone());
    let damage = first.and_then(|unsaved| unsaved.damage.clone());
    if title.is_none() && !found.problems.is_empty() {
        assert!(path.exists(), "what gives nothing is left where it is");
    }
    (title, damage, found.problems)
}

#[test]
fn a_journal_that_is_cut_off_gives_all_before() {
    let (bytes, lengths) = five();
    for length in 0..=bytes.len() {
        let whole = lengths.iter().filter(|end| **end <= length).count();
        let (title, damage, problems) = recovered(&bytes[..length]);
        let expected = (whole > 1).then(|| format!("Edit {}", whole - 1));
        assert_eq!(title, expected, "cut at {length}");
        assert_eq!(problems, Vec::<String>::new());
        let clean = lengths.contains(&length);
        assert_eq!(
            damage.is_some(),
            expected.is_some() && !clean,
            "cut at {length}"
        );
    }
}

#[test]
fn a_damaged_end_of_a_line_hides_neither_record() {
    let (whole, lengths) = five();
    // Behind the first line, and behind each record but the last.
    for end in &lengths[..5] {
        for to in *b"\0 x9" {
            let mut bytes = whole.clone();
            bytes[end - 1] = to;
            let (title, damage, problems) = recovered(&bytes);
            assert_eq!(title.as_deref(), Some("Edit 5"), "{end}: {problems:?}");
            assert!(damage.is_some(), "{end}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Damage anywhere is told, never believed, and hides nothing that is whole.
    #[test]
    fn a_damaged_journal_gives_what_is_whole_and_says_so(
        at in any::<prop::sample::Index>(), to in any::<u8>(),
    ) {
        let (mut bytes, lengths) = five();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != to);
        bytes[at] = to;
        let (title, damage, problems) = recovered(&bytes);
        let last = at >= lengths[4];
        let expected = if last { "Edit 4" } else { "Edit 5" };
        prop_assert_eq!(title.as_deref(), Some(expected), "{:?}", problems);
        prop_assert!(damage.is_some());
        prop_assert!(problems.is_empty());
    }

    #[test]
    fn any_file_is_looked_at(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let (title, _, problems) = recovered(&bytes);
        prop_assert_eq!(title, None);
        prop_assert_eq!(problems.is_empty(), bytes.is_empty());
    }

    #[test]
    fn any_workspace_comes_back(workspace in any_workspace()) {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::begin(folder.path(), None).unwrap();
        journal.note(None, "", &workspace).unwrap();
        drop(journal);
        prop_assert_eq!(one(recover(folder.path())).workspace, workspace);
    }
}
