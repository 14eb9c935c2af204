//! The matrix: rows of models, columns of terms, and cells that say where
//! they come from.

mod tone;

pub use tone::Tone;
