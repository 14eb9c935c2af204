//! License Matrix: which open-weight AI models may we use, for this product,
//! at this size, in these countries, and what do we owe for it?
//!
//! Data flows one way:
//!
//! ```text
//! data/*.ron --store--> raw files --catalog::validate--> Catalog (+ Problems)
//!                                                          |
//!               Query, Sort --> matrix::Matrix <-----------+
//!               Scenario -----> scenario::evaluate <-------+
//!                                    |  Matrix, Verdicts
//!                   +----------------+--------------------+
//!              app (State, Command, Effect)         report::build --> Report
//!                   |                                     |
//!              ui (draws View, fills Outbox)        export::write (PDF, XLSX, ...)
//! ```
//!
//! A decision record (`record`) holds what a report rests on; `record::verify`
//! judges it again later. A `workspace` holds all that the user made in one
//! matter, and merges two versions of it.
//!
//! The user's own license texts are held against the catalog's fingerprints in
//! `text`. The layers `catalog`, `text`, `matrix`, `scenario`, `plan`, `report`,
//! `record`, `workspace`, `model_comparison` and `app` are pure: they know no screen, no disk, no clock and no
//! thread. `store` is the disk,
//! `export` writes bytes, `ui` draws, `cli` prints.

pub mod app;
pub mod catalog;
pub mod matrix;
pub mod model_comparison;
pub mod plan;
pub mod record;
pub mod report;
pub mod scenario;
pub mod side_by_side;
pub mod text;
pub mod verdicts;
pub mod workspace;

#[cfg(any(feature = "store", feature = "pdf"))]
pub mod assets;
#[cfg(feature = "cli")]
pub mod cli;
pub mod export;
#[cfg(feature = "store")]
pub mod store;
#[cfg(feature = "gui")]
pub mod ui;
