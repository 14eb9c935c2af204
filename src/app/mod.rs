//! How the program behaves, without a window: a state, commands that change
//! it, and effects that the shell carries out.

mod apply;
mod command;
mod scenario_file;
mod state;
mod texts;

pub use apply::apply;
pub use command::{Command, Effect, FileCommand, TextCommand};
pub use scenario_file::FilePrompt;
pub use state::{Export, Sheet, State};
pub use texts::TextDesk;
