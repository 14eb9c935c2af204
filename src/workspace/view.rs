//! Views of the matrix that are kept by name.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::matrix::Sheet;

/// A view of the matrix under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedView {
    /// Unique in the workspace.
    pub name: String,
    /// Which sheet it shows.
    #[serde(default)]
    pub sheet: Sheet,
    /// The filter as typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub filter: String,
    /// Values that rows must have, by column.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, BTreeSet<String>>,
    /// Columns to sort by, first one first: id and whether downwards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sort: Vec<(String, bool)>,
    /// The columns shown, in order; none: those that are shown at first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ShownColumn>,
    /// How many of them stay in sight.
    #[serde(default)]
    pub pinned: u16,
    /// The column whose values make groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// How close rows stand.
    #[serde(default)]
    pub density: Density,
    /// Zoom in percent.
    #[serde(default = "full_size")]
    pub zoom: u16,
}

/// A column of a view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShownColumn {
    /// Id of the column.
    pub id: String,
    /// Its width in points, if somebody chose one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u16>,
}

/// How close rows stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Density {
    /// One line, little space.
    Compact,
    /// One line.
    #[default]
    Normal,
    /// As many lines as the content needs.
    Tall,
}

fn full_size() -> u16 {
    100
}

impl SavedView {
    /// The matrix as it is shown at first, under a name.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            sheet: Sheet::Texts,
            filter: String::new(),
            values: BTreeMap::new(),
            sort: Vec::new(),
            columns: Vec::new(),
            pinned: 0,
            group: None,
            density: Density::Normal,
            zoom: full_size(),
        }
    }
}
