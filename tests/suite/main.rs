//! All integration tests, one module for each area. They are one program, so
//! that it is linked once.
//!
//! `cargo test --test suite NAME` runs the tests whose path holds NAME. An area
//! that needs a feature says so here and is left out without it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[cfg(feature = "cli")]
mod branding_cli;
#[cfg(feature = "store")]
mod broken_data;
#[cfg(feature = "cli")]
mod broken_scenarios;
#[cfg(feature = "store")]
mod catalog_and_rules;
#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "store")]
mod data_form;
#[cfg(feature = "store")]
mod data_licenses;
#[cfg(feature = "store")]
mod data_models;
#[cfg(feature = "cli")]
mod evaluate_cli;
mod find;
#[cfg(feature = "cli")]
mod first_look;
#[cfg(feature = "store")]
mod flips;
mod formats;
#[cfg(feature = "store")]
mod golden;
#[cfg(feature = "cli")]
mod model_comparison;
#[cfg(feature = "cli")]
mod no_room;
#[cfg(feature = "cli")]
mod obligations;
mod office;
#[cfg(feature = "cli")]
mod overlays;
#[cfg(feature = "cli")]
mod own_rules;
#[cfg(feature = "cli")]
mod parts;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "gui")]
mod pictures;
#[cfg(feature = "store")]
mod presets;
#[cfg(feature = "cli")]
mod project_cli;
#[cfg(feature = "store")]
mod projections;
#[cfg(feature = "store")]
mod properties;
#[cfg(feature = "store")]
mod record;
mod regulation;
mod report_choice;
mod report_kinds;
#[cfg(feature = "cli")]
mod sample;
#[cfg(feature = "cli")]
mod scenario_cli;
#[cfg(feature = "store")]
mod shared_cells;
#[cfg(feature = "cli")]
mod substitutes;
#[cfg(feature = "cli")]
mod texts;
#[cfg(feature = "cli")]
mod texts_cli;
#[cfg(feature = "store")]
mod trace;
#[cfg(feature = "store")]
mod unmet;
#[cfg(feature = "gui")]
mod window;
#[cfg(feature = "gui")]
mod window_shell;
#[cfg(feature = "store")]
mod workspace;

mod made;
mod nothing_is_forgotten;
mod word;
