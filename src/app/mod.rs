//! How the program behaves, without a window: a state, commands that change
//! it, and effects that the shell carries out.

mod apply;
mod command;
mod export;
mod scenario_file;
mod state;
mod texts;

pub use apply::apply;
pub use command::{Command, Effect, ExportCommand, FileCommand, TextCommand};
pub use export::Export;
pub use scenario_file::FilePrompt;
pub use state::{Sheet, State};
pub use texts::TextDesk;
