//! How the program behaves, without a window: a state, commands that change
//! it, and effects that the shell carries out.

mod apply;
mod command;
mod state;
mod texts;

pub use apply::apply;
pub use command::{Command, Effect, TextCommand};
pub use state::{Export, Sheet, State};
pub use texts::TextDesk;
