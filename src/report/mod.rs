//! What a report says, as sections, paragraphs and tables, before anybody
//! decides how it looks.

mod alike;
mod assumptions;
mod branding;
mod build;
mod chart;
mod claims;
mod clauses;
mod closing;
mod comparison;
mod contrast;
mod disputes;
mod format;
mod handover;
mod limits;
mod lineage;
mod matrix;
mod model;
mod not_triggered;
mod obligations;
mod open_questions;
mod question;
mod quotations;
mod reasons;
mod regulation;
mod short_answer;
mod sign_off;
mod table;
mod what_changes;

pub use crate::scenario::answer_words;
pub use branding::{Branding, DateStyle, Paper};
pub use build::{Input, Kind, build};
pub use chart::{Axis, BarChart, Chart, ChartLine, LineChart};
pub use contrast::{Rgb, contrast};
pub use format::Format;
pub use lineage::part_words;
pub use matrix::MATRIX;
pub use model::*;
pub use table::{TableInput, build_table};
