//! Workspaces: merging, files, the journal, and what a kill leaves.

mod crash;
mod file;
mod journal;
mod made;
mod merge;
mod reader;

#[cfg(feature = "cli")]
mod cli;
