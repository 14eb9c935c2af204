//! The disk: reading data folders, scenarios and workspaces, writing files whole
//! or not at all, and keeping a journal of what is not saved yet.

mod bounded;
mod branding_file;
mod catalog_files;
mod clock;
mod data;
mod file_lock;
mod folder;
mod journal;
mod journal_text;
mod logo_file;
mod parse;
mod recover;
mod ron_parts;
mod ron_text;
mod rules;
mod save;
mod scenario_file;
mod scenario_template;
mod settings_file;
mod text_file;
mod workspace_check;
mod workspace_file;
mod workspace_read;
mod workspace_shape;
mod workspace_text;

pub use branding_file::{branding_text, load_branding};
pub use clock::{now_words, today};
pub use data::{load_catalog, load_data};
pub use folder::DataFolder;
pub use journal::Journal;
pub use logo_file::load_logo;
pub use parse::parse_file;
pub use recover::{Recovery, Unsaved, recover};
pub use rules::load_rules;
pub use save::{SaveError, save_atomically, save_new};
pub use scenario_file::{load_scenario, open_scenario, scenario_text};
pub use scenario_template::scenario_template;
pub use settings_file::{Places, SETTINGS_VARIABLE, load_settings, save_settings};
pub use text_file::{TextFile, read_text_file, text_files_in};
pub use workspace_check::{unfit_problems, workspace_problems, workspace_scenario_problems};
pub use workspace_file::{
    Meanwhile, OpenedWorkspace, SaveOutcome, Stamp, is_workspace_file, open_workspace,
    replace_workspace, save_workspace,
};
pub use workspace_read::{ReadWorkspace, is_workspace, read_workspace};
pub use workspace_text::workspace_text;
