//! How the program behaves, without a window: a state, commands that change
//! it, and effects that the shell carries out.

mod apply;
mod branding;
mod command;
mod export;
mod history;
mod insight;
mod needed;
mod report;
mod scenario_file;
mod scenarios;
mod state;
mod texts;

pub use apply::apply;
pub use branding::{BrandingCommand, BrandingDesk};
pub use command::{Command, Effect, ExportCommand, FileCommand, ScenarioCommand, TextCommand};
pub use export::Export;
pub use history::History;
pub use insight::{Asked, Insight, Look};
pub use needed::Needed;
pub use report::ReportRequest;
pub use scenario_file::FilePrompt;
pub use scenarios::{Judged, Scenarios};
pub use state::{Sheet, State};
pub use texts::TextDesk;
