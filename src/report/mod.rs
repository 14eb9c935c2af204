//! What a report says, as sections, paragraphs and tables, before anybody
//! decides how it looks.

mod model;

pub use model::*;
