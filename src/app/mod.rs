//! How the program behaves, without a window: a state, commands that change
//! it, and effects that the shell carries out.

mod action;
mod apply;
mod branding;
mod command;
mod export;
mod grid;
mod history;
mod insight;
mod layout;
mod lines;
mod needed;
mod palette;
mod places;
mod report;
mod scenario_file;
mod scenarios;
mod state;
mod texts;

pub use action::{ACTIONS, Action, Keys};
pub use apply::apply;
pub use branding::{BrandingCommand, BrandingDesk};
pub use command::{
    Command, Effect, ExportCommand, FileCommand, Place, ScenarioCommand, TablePopup, TextCommand,
    Theme, Zoom,
};
pub use export::Export;
pub use grid::{Copied, Grid, GridCommand, Spot};
pub use history::History;
pub use insight::{Asked, Insight, Look};
pub use layout::{Layout, LayoutCommand, MAX_WIDTH, MIN_WIDTH};
pub use lines::{Line, LineGroup, Lines};
pub use needed::Needed;
pub use palette::{Hit, Palette, PaletteCommand};
pub use report::ReportRequest;
pub use scenario_file::FilePrompt;
pub use scenarios::{Judged, Scenarios};
pub use state::{Sheet, State};
pub use texts::TextDesk;
