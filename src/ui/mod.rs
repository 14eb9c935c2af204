//! The window: everything that names egui.
//!
//! `shell` opens and runs the window, `soft` draws it where there is no
//! OpenGL (and draws pictures without a display), `theme` holds every color,
//! size and font, `widgets` the small parts that several panels share.

pub mod arguments;
mod branding_files;
mod clipboard;
pub mod file_dialog;
pub mod grid;
mod keeper;
pub mod panels;
mod preview;
pub mod settings;
pub mod shell;
pub mod soft;
mod text_files;
pub mod theme;
pub mod widgets;
pub mod window;
mod written;
