//! What a report says, as sections, paragraphs and tables, before anybody
//! decides how it looks.

mod build;
mod model;
mod reasons;

pub use build::{Input, Kind, answer_words, build};
pub use model::*;
