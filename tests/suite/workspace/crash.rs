//! Killing the program while it edits and saves: every edit that was
//! acknowledged is found again, and the file on the disk is always whole.
//!
//! The test runs itself as a child, which is killed at a random moment.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use license_matrix::store::{
    Journal, OpenedWorkspace, SaveOutcome, open_workspace, recover, save_workspace,
};
use license_matrix::workspace::{Note, Subject, Workspace};

/// How often a child is killed.
const KILLS: u64 = 200;

/// Tells a child where to work, and which numbers it draws.
const PLACE: &str = "LICENSE_MATRIX_CRASH_PLACE";
const SEED: &str = "LICENSE_MATRIX_CRASH_SEED";

/// Tells a child that there is little room, so that it ends when an edit is
/// refused.
const LITTLE_ROOM: &str = "LICENSE_MATRIX_CRASH_LITTLE_ROOM";

/// A sequence of numbers that looks like chance (xorshift).
struct Chance(u64);

impl Chance {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % end
    }
}

/// The edit that a workspace stands at.
fn number(workspace: &Workspace) -> u64 {
    workspace.title.parse().unwrap_or(0)
}

/// The next edit: its number is the title, and a note says the same, so that half
/// an edit would be seen. Some are much longer than others.
fn edit(workspace: &mut Workspace, chance: &mut Chance) {
    let next = number(workspace) + 1;
    workspace.title = next.to_string();
    if workspace.notes.len() > 8 {
        workspace.notes.clear();
    }
    let length = [10, 300, 3_000][chance.below(3) as usize];
    workspace.notes.insert(Note {
        about: Subject::Whole,
        date: format!("{next:09}"),
        author: String::new(),
        text: "x".repeat(length),
    });
}

/// What a workspace says of its last edit is of one piece.
fn is_whole(workspace: &Workspace) -> bool {
    let last = workspace.notes.last().map(|note| note.date.clone());
    number(workspace) == 0 || last == Some(format!("{:09}", number(workspace)))
}

/// The child: takes up what is there as the program does at its start, then
/// edits and saves until it is killed. Each edit that is on the disk is printed.
#[test]
#[ignore = "the child of the test below"]
fn child() {
    let Some(place) = std::env::var_os(PLACE) else {
        return;
    };
    let seed = std::env::var(SEED).unwrap().parse().unwrap();
    let mut chance = Chance::new(seed);
    let little_room = std::env::var_os(LITTLE_ROOM).is_some();
    let place = Path::new(&place);
    let (folder, path) = (place.join("journals"), place.join("a.lmx"));
    let mut found = recover(&folder);
    let (mut workspace, mut stamp, mut journal) = match found.unsaved.pop() {
        Some(unsaved) => {
            let (workspace, stamp) = (unsaved.workspace.clone(), unsaved.stamp.clone());
            (workspace, stamp, unsaved.resume().unwrap())
        }
        None => {
            let opened = open_workspace(&path).ok();
            let stamp = opened.as_ref().map(|opened| opened.stamp.clone());
            let workspace = opened.map_or(Workspace::new("0"), |opened| opened.read.workspace);
            (
                workspace,
                stamp.clone(),
                Journal::begin(&folder, stamp.as_ref()).unwrap(),
            )
        }
    };
    let mut out = std::io::stdout();
    writeln!(out, "\nbegun {}", number(&workspace)).unwrap();
    // Where room is little, it is used up long before this.
    let most = if little_room { 10_000 } else { u64::MAX };
    for _ in 0..most {
        edit(&mut workspace, &mut chance);
        match journal.note(Some(&path), "now", &workspace) {
            Ok(_) => {}
            Err(why) if little_room => {
                writeln!(out, "refused {why}").unwrap();
                return;
            }
            Err(why) => panic!("{why}"),
        }
        writeln!(out, "edit {}", number(&workspace)).unwrap();
        out.flush().unwrap();
        if little_room || chance.below(4) > 0 {
            continue;
        }
        match save_workspace(&path, &workspace, stamp.as_ref()).unwrap() {
            SaveOutcome::Saved(now) => {
                journal.saved(&now).unwrap();
                stamp = Some(now);
                writeln!(out, "saved {}", number(&workspace)).unwrap();
            }
            // The last child was killed between saving and saying so.
            SaveOutcome::ChangedMeanwhile(meanwhile) => {
                stamp = Some(meanwhile.theirs.unwrap().stamp);
            }
            SaveOutcome::ReadOnly(why) => panic!("{why}"),
        }
    }
}

/// Lets a child work for a moment and kills it. Gives the last edit and the last
/// save that it had acknowledged.
fn killed_child(place: &Path, seed: u64) -> (u64, u64) {
    let mut chance = Chance::new(seed);
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "workspace::crash::child",
            "--ignored",
            "--nocapture",
        ])
        .env(PLACE, place)
        .env(SEED, seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    // It is killed while it edits, also at the very beginning.
    let begun = lines.by_ref().find_map(|line| {
        let line = line.unwrap();
        line.strip_prefix("begun ").map(str::to_owned)
    });
    let begun = begun.expect("the child began").parse().unwrap();
    std::thread::sleep(Duration::from_micros(chance.below(80_000)));
    child.kill().unwrap();
    let status = child.wait().unwrap();
    assert!(
        !status.success(),
        "it was killed, and did not end by itself"
    );
    let (mut edit, mut saved) = (begun, 0);
    for line in lines {
        let line = line.unwrap();
        let (word, number) = line.split_once(' ').unwrap_or(("", ""));
        match (word, number.parse()) {
            ("edit", Ok(number)) => edit = number,
            ("saved", Ok(number)) => saved = number,
            // Cut off by the kill.
            _ => assert!(!line.contains("panicked"), "{line}"),
        }
    }
    (edit, saved)
}

#[test]
fn no_acknowledged_edit_is_lost_in_two_hundred_kills() {
    let place = tempfile::tempdir().unwrap();
    let (folder, path) = (place.path().join("journals"), place.path().join("a.lmx"));
    let (mut edits, mut kept_in_journal, mut only_saved) = (0, 0, 0);
    let mut before = 0;
    for seed in 1..=KILLS {
        let (acknowledged, saved) = killed_child(place.path(), seed);
        // The file is always whole, and as new as the last save.
        let opened = match open_workspace(&path) {
            Ok(OpenedWorkspace { read, .. }) => Some(read.workspace),
            Err(problems) => {
                assert!(!path.exists(), "kill {seed}: {problems:?}");
                None
            }
        };
        let on_disk = opened.as_ref().map_or(0, number);
        assert!(opened.as_ref().is_none_or(is_whole), "kill {seed}");
        assert!(
            on_disk >= saved,
            "kill {seed}: {on_disk} is older than {saved}"
        );
        // The newest edit is in the journal or in the file.
        let found = recover(&folder);
        assert_eq!(found.problems, Vec::<String>::new(), "kill {seed}");
        assert!(found.unsaved.len() <= 1 && found.in_use == 0, "kill {seed}");
        let unsaved = found.unsaved.first().map(|unsaved| {
            assert!(is_whole(&unsaved.workspace), "kill {seed}");
            number(&unsaved.workspace)
        });
        let newest = unsaved.unwrap_or(on_disk);
        assert!(
            newest >= acknowledged && newest >= before,
            "kill {seed}: edit {acknowledged} was acknowledged and {newest} is the newest"
        );
        edits += newest.saturating_sub(before);
        before = newest;
        kept_in_journal += u64::from(unsaved.is_some());
        only_saved += u64::from(unsaved.is_none());
    }
    // It was not killed before it did anything, nor always at the same point.
    assert!(edits > KILLS / 4, "{edits} edits");
    assert!(
        kept_in_journal > 0 && only_saved > 0,
        "{kept_in_journal}, {only_saved}"
    );
}

/// A process may be forbidden to write more than some kilobytes to a file; what
/// it is told then is what a full disk tells it.
#[cfg(unix)]
#[test]
fn a_full_disk_refuses_an_edit_and_loses_none_before_it() {
    for seed in 1..=5_u64 {
        let place = tempfile::tempdir().unwrap();
        let output = Command::new("sh")
            .args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\""])
            .arg(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "workspace::crash::child",
                "--ignored",
                "--nocapture",
            ])
            .env(PLACE, place.path())
            .env(SEED, seed.to_string())
            .env(LITTLE_ROOM, "1")
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let refused = told.lines().find(|line| line.starts_with("refused "));
        let refused = refused.unwrap_or_else(|| panic!("nothing was refused: {told}"));
        assert!(refused.contains("no room for a file"), "{refused}");
        let mut edits = told.lines().filter_map(|line| line.strip_prefix("edit "));
        let acknowledged: u64 = edits.next_back().unwrap().parse().unwrap();
        assert!(acknowledged > 1, "{told}");
        let found = recover(&place.path().join("journals"));
        let unsaved = &found.unsaved[0].workspace;
        assert_eq!(number(unsaved), acknowledged, "seed {seed}");
        assert!(is_whole(unsaved), "seed {seed}");
    }
}
