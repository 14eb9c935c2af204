//! A disk that fills up while a report is written: the file that was there stays.
//!
//! A process may be forbidden to write more than some kilobytes to a file; what
//! it is told then is what a full disk tells it.
#![cfg(unix)]

use std::process::Command;

#[test]
fn what_was_there_stays_when_there_is_no_room_for_the_new_file() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["report.pdf", "report.docx", "report.xlsx", "report.html"] {
        let file = folder.path().join(name);
        std::fs::write(&file, "signed").unwrap();
        // Two blocks are at most 2 KB, and every report is longer.
        let output = Command::new("sh")
            .args(["-c", "trap '' XFSZ; ulimit -f 2; exec \"$0\" \"$@\""])
            .arg(env!("CARGO_BIN_EXE_license-matrix-cli"))
            .args(["report", "--filter", "model:gpt-oss-20b", "--output"])
            .arg(&file)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.contains("no room for a file"), "{name}: {told}");
        assert!(told.contains("Nothing was changed"), "{name}: {told}");
        assert_eq!(std::fs::read(&file).unwrap(), b"signed", "{name}");
    }
    // Nor is half a file left beside them.
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 4);
}
