//! The window shell without a window: drawing by the processor, and how the
//! program ends where no window can be opened.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "window_shell/drawing.rs"]
mod drawing;
#[path = "window_shell/ending.rs"]
mod ending;
#[path = "window_shell/looks.rs"]
mod looks;
