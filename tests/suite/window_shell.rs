//! The window shell without a window: drawing by the processor, and how the
//! program ends where no window can be opened.

mod drawing;
mod ending;
mod looks;
