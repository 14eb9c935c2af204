//! The disk: reading data folders and scenario files, writing files whole or
//! not at all.

mod clock;
mod folder;
mod parse;
mod rules;
mod save;

pub use clock::today;
pub use folder::{DataFolder, load_catalog};
pub use parse::parse_file;
pub use rules::{load, load_rules, load_scenario};
pub use save::{SaveError, save_atomically};
