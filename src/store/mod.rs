//! The disk: reading data folders and scenario files, writing files whole or
//! not at all.

mod clock;
mod folder;
mod parse;
mod rules;
mod save;
mod text_file;

pub use clock::today;
pub use folder::{DataFolder, load_catalog, load_data};
pub use parse::parse_file;
pub use rules::{load_rules, load_scenario, scenario_text};
pub use save::{SaveError, save_atomically};
pub use text_file::{TextFile, read_text_file, text_files_in};
