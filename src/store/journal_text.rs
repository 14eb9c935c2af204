//! The records of a journal as lines: SHA-256, length, content.

use serde::{Deserialize, Serialize};

use crate::text::sha256_hex;

/// The first line of a journal.
const HEAD: &str = "license-matrix journal 1\n";

/// Letters of a SHA-256 in hex.
const PRINT: usize = 64;

/// One record: a whole workspace, so that each is enough by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Whether it is what was on the disk, and not what was edited.
    pub is_base: bool,
    /// Counts up from 1; 0: what was on the disk.
    pub number: u64,
    /// The workspace's file, if it has one.
    pub path: Option<String>,
    /// When, as the caller says it.
    pub when: String,
    /// SHA-256 of the file on the disk.
    pub sha256: Option<String>,
    /// The version of that file, where it was an older one.
    pub older: Option<u32>,
    /// Why that file may not be written to.
    pub read_only: Option<String>,
    /// The workspace as the text of a file.
    pub text: String,
}

/// The beginning of a journal.
pub(super) fn head() -> Vec<u8> {
    HEAD.as_bytes().to_vec()
}

/// A record as a line.
pub(super) fn line(entry: &Entry) -> Result<Vec<u8>, String> {
    let content = serde_json::to_string(entry).map_err(|error| error.to_string())?;
    let print = sha256_hex(content.as_bytes());
    Ok(format!("{print} {} {content}\n", content.len()).into_bytes())
}

/// What a journal holds.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Records {
    /// What was on the disk when the edits began.
    pub base: Option<Entry>,
    /// The newest edit that is whole.
    pub newest: Option<Entry>,
    /// How many records are damaged, the last one left aside.
    pub damaged: usize,
    /// Whether the last record is cut off.
    pub is_cut_off: bool,
}

/// Reads whatever is whole. Each record is checked, so that one behind a damaged
/// one counts as well.
pub(super) fn records(bytes: &[u8]) -> Records {
    let mut found = Records::default();
    let rest = match bytes.strip_prefix(HEAD.as_bytes()) {
        Some(rest) => rest,
        // The first line was cut off, or was written by something else.
        None if HEAD.as_bytes().starts_with(bytes) => return found,
        None => {
            found.damaged += 1;
            let end = bytes.iter().position(|byte| *byte == b'\n');
            end.and_then(|end| bytes.get(end + 1..)).unwrap_or_default()
        }
    };
    for one in rest.split_inclusive(|byte| *byte == b'\n') {
        let Some(whole) = one.strip_suffix(b"\n") else {
            found.is_cut_off = true;
            continue;
        };
        let entries = entries(whole);
        // Several on one line: what stood between them is damaged.
        found.damaged += usize::from(entries.len() != 1);
        entries.into_iter().for_each(|entry| found.take(entry));
    }
    found
}

impl Records {
    fn take(&mut self, entry: Entry) {
        if entry.is_base {
            self.base = Some(entry);
            return;
        }
        let newest = self.newest.as_ref();
        if newest.is_none_or(|newest| entry.number >= newest.number) {
            self.newest = Some(entry);
        }
    }
}

/// The records of a line: one, or several where the end of a line is damaged;
/// none if they are.
fn entries(line: &[u8]) -> Vec<Entry> {
    if let Some(one) = entry(line) {
        return vec![one];
    }
    let Some(end) = end_of_first(line) else {
        return Vec::new();
    };
    let first = line.get(..end).and_then(entry);
    let rest = line.get(end + 1..).map(entries).unwrap_or_default();
    match (first, rest.is_empty()) {
        (Some(first), false) => [vec![first], rest].concat(),
        _ => Vec::new(),
    }
}

/// Where the first record of a line ends by its own word.
fn end_of_first(line: &[u8]) -> Option<usize> {
    let length = line.get(PRINT + 1..)?;
    let digits = length
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let length: usize = std::str::from_utf8(&length[..digits]).ok()?.parse().ok()?;
    // The SHA-256, the length, and a space behind each.
    (PRINT + 1 + digits + 1).checked_add(length)
}

fn entry(line: &[u8]) -> Option<Entry> {
    let line = std::str::from_utf8(line).ok()?;
    let (print, rest) = line.split_once(' ')?;
    let (length, content) = rest.split_once(' ')?;
    let is_whole = print.len() == PRINT
        && length.parse() == Ok(content.len())
        && sha256_hex(content.as_bytes()) == print;
    is_whole.then(|| serde_json::from_str(content).ok())?
}
