//! The look of the window: colors and sizes (`tokens`), fonts and their
//! application to egui.

mod apply;
mod fonts;
pub mod tokens;

pub use apply::{apply, install};
pub use fonts::{FontBytes, bold, heading, install_fonts, italic, report_family, section};
pub use tokens::{PAPER, Palette, ToneColors, report_color};

/// What the window is cleared in: the color of panels, which paint none.
pub fn background(visuals: &egui::Visuals) -> egui::Color32 {
    Palette::of(visuals.dark_mode).panel
}

/// The colors of the theme that `ui` is drawn in.
pub fn palette(ui: &egui::Ui) -> &'static Palette {
    Palette::of(ui.visuals().dark_mode)
}
