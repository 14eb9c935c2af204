//! The clipboard: text for every program, and a table for those that know one.

use egui::Context;

use crate::app::Copied;
use crate::export::clipboard::{Cells, html, tsv};

/// The system's clipboard. Whoever put something on it has to live on until it
/// is taken, so the window keeps it.
#[derive(Default)]
pub struct Clipboard {
    /// None before the first copy, and where there is no such clipboard.
    system: Option<arboard::Clipboard>,
    /// Whether only the window's own way is used, which knows text alone.
    text_only: bool,
}

impl Clipboard {
    /// One that leaves the system's clipboard alone.
    pub fn text_only() -> Self {
        Self {
            system: None,
            text_only: true,
        }
    }

    /// Puts cells on it.
    pub fn copy(&mut self, copied: &Copied, ctx: &Context) {
        let cells = Cells {
            headings: &copied.headings,
            rows: &copied.rows,
        };
        let text = tsv(cells);
        if self.system.is_none() && !self.text_only {
            self.system = arboard::Clipboard::new().ok();
        }
        let taken = self
            .system
            .as_mut()
            .is_some_and(|system| system.set_html(html(cells), Some(text.clone())).is_ok());
        if !taken {
            ctx.copy_text(text);
        }
    }
}
