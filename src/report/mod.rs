//! What a report says, as sections, paragraphs and tables, before anybody
//! decides how it looks.

mod build;
mod claims;
mod closing;
mod lineage;
mod model;
mod obligations;
mod question;
mod quotations;
mod reasons;
mod regulation;
mod table;

pub use crate::scenario::answer_words;
pub use build::{Input, Kind, build};
pub use lineage::part_words;
pub use model::*;
pub use table::{TableInput, build_table};
