//! What is remembered of how the program is used, apart from any workspace.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{State, Theme};

/// The settings. What a file does not name is as at first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Width and height of the inside of the window, in points.
    pub size: Option<(u16, u16)>,
    /// Whether the window fills the screen.
    pub maximized: bool,
    /// Light or dark.
    pub theme: Theme,
    /// The size of everything, in percent.
    pub zoom: u16,
    /// Widths or heights of the panes, in points, by name.
    pub panes: BTreeMap<String, u16>,
    /// Whether the values to filter by are shown, where there is room.
    pub values: bool,
    /// Whether the start page is shown at the start.
    pub start_page: bool,
    /// Whether things appear at once, without moving.
    pub reduced_motion: bool,
    /// The name that review decisions carry.
    pub reviewer: String,
    /// Workspaces opened before, the last one first.
    pub recent: Vec<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            size: None,
            maximized: false,
            theme: Theme::System,
            zoom: 100,
            panes: BTreeMap::new(),
            values: true,
            start_page: true,
            reduced_motion: false,
            reviewer: String::new(),
            recent: Vec::new(),
        }
    }
}

/// The least and the largest size of everything, in percent.
pub const ZOOM: (u16, u16) = (50, 300);

impl State {
    /// Takes over what is remembered.
    pub fn take_settings(&mut self, settings: &Settings) {
        self.zoom = settings.zoom.clamp(ZOOM.0, ZOOM.1);
        self.panes.clone_from(&settings.panes);
        self.facets_open = settings.values;
        self.start_open = settings.start_page;
        self.start_wanted = settings.start_page;
        self.reduced_motion = settings.reduced_motion;
        self.review.reviewer.clone_from(&settings.reviewer);
        self.workspace_desk.recent.clone_from(&settings.recent);
    }

    /// What is to be remembered; the window adds what it alone knows.
    pub fn settings(&self, of_window: &Settings) -> Settings {
        Settings {
            zoom: self.zoom,
            panes: self.panes.clone(),
            values: self.facets_open,
            start_page: self.start_wanted,
            reduced_motion: self.reduced_motion,
            reviewer: self.review.reviewer.clone(),
            recent: self.workspace_desk.recent.clone(),
            ..of_window.clone()
        }
    }
}
