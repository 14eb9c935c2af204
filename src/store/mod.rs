//! The disk: reading data folders and scenario files, writing files whole or
//! not at all.

mod branding_file;
mod clock;
mod folder;
mod logo_file;
mod parse;
mod ron_text;
mod rules;
mod save;
mod scenario_file;
mod scenario_template;
mod text_file;

pub use branding_file::{branding_text, load_branding};
pub use clock::today;
pub use folder::{DataFolder, load_catalog, load_data};
pub use logo_file::load_logo;
pub use parse::parse_file;
pub use rules::load_rules;
pub use save::{SaveError, save_atomically, save_new};
pub use scenario_file::{load_scenario, open_scenario, scenario_text};
pub use scenario_template::scenario_template;
pub use text_file::{TextFile, read_text_file, text_files_in};
