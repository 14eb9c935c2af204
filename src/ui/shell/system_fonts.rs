//! The system's fonts, for letters that the program's own fonts lack.

use std::sync::LazyLock;

use egui::epaint::text::{FallbackRequest, FontInsert, FontProvider};
use egui_system_font_provider::SystemFontProvider;

/// The system's fonts. Listing them keeps a processor busy for a while, so it
/// does not begin by itself, as it would in eframe, but behind the first frame,
/// or with the first letter that asks for it.
#[derive(Default)]
pub struct SystemFonts(LazyLock<SystemFontProvider>);

impl SystemFonts {
    /// Begins to list the fonts, on a thread of its own.
    pub fn begin(&self) {
        LazyLock::force(&self.0);
    }
}

impl FontProvider for SystemFonts {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        self.0.font_for(request)
    }
}
