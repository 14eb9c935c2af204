//! Small parts that several panels share.

mod badge;
mod button;

pub use badge::tone_badge;
pub use button::primary_button;
