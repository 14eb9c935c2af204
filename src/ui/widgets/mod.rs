//! Small parts that several panels share.

mod badge;
mod button;
mod path_field;

pub use badge::tone_badge;
pub use button::primary_button;
pub use path_field::path_field;
