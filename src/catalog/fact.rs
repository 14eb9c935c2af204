//! The attributes of a license that the rules read.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// The value of one attribute.
///
/// `Absent` means: the text was read and has no such thing. `Unknown` means:
/// not recorded. Neither is a permission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fact {
    /// Yes or no.
    Flag(bool),
    /// One word of a fixed vocabulary, or the words a license prescribes.
    Text(String),
    /// Several words, for example countries or fields of use.
    Set(BTreeSet<String>),
    /// Read, and not there.
    Absent,
    /// Not recorded.
    Unknown,
}

impl Fact {
    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Fact::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The flag, if it is one.
    pub fn flag(&self) -> Option<bool> {
        match self {
            Fact::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The members of a set, if it is one.
    pub fn set(&self) -> Option<&BTreeSet<String>> {
        match self {
            Fact::Set(set) => Some(set),
            _ => None,
        }
    }
}
