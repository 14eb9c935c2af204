//! Texts that were laid out once and are drawn again in each frame.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{FontId, Galley, Ui};

use crate::ui::theme::tokens::COLORED_LATER;

/// Texts kept before those that were not drawn lately are forgotten.
const KEPT: usize = 8_000;

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting {
    /// Whether in bold type.
    pub strong: bool,
    /// Size in points.
    pub size: f32,
    /// The room it has.
    pub room: f32,
    /// Whether it goes on in another line; otherwise it is cut with "…".
    pub wrap: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    text: u64,
    size: u32,
    room: u32,
    strong: bool,
    wrap: bool,
}

/// Texts that are laid out.
#[derive(Default)]
pub struct Galleys {
    /// Drawn since the last time that some were forgotten.
    young: HashMap<Key, Arc<Galley>>,
    /// Drawn before.
    old: HashMap<Key, Arc<Galley>>,
    /// A text that egui lays out anew when its letters moved in the texture;
    /// what was laid out before then cannot be drawn.
    witness: Option<Arc<Galley>>,
    /// How often that happened.
    pub epoch: u64,
}

impl Galleys {
    /// Forgets what cannot be drawn any longer. Call it once in a frame.
    pub fn begin(&mut self, ui: &Ui) {
        let witness = ui.fonts_mut(|fonts| {
            let font = FontId::proportional(super::TEXT);
            fonts.layout_job(LayoutJob::simple_singleline(
                "grid".to_owned(),
                font,
                COLORED_LATER,
            ))
        });
        let same = self
            .witness
            .as_ref()
            .is_some_and(|before| Arc::ptr_eq(before, &witness));
        if !same {
            self.young.clear();
            self.old.clear();
            self.epoch += 1;
        }
        self.witness = Some(witness);
        if self.young.len() > KEPT {
            self.old = std::mem::take(&mut self.young);
        }
    }

    /// A text laid out; its color is chosen when it is drawn.
    pub fn get(&mut self, ui: &Ui, text: &str, setting: Setting) -> Arc<Galley> {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let key = Key {
            text: hasher.finish(),
            size: setting.size.to_bits(),
            room: setting.room.to_bits(),
            strong: setting.strong,
            wrap: setting.wrap,
        };
        // Two texts may share a key; they are never taken for each other.
        let is_it = |galley: &&Arc<Galley>| galley.job.text == text;
        if let Some(galley) = self.young.get(&key).filter(is_it) {
            return galley.clone();
        }
        let kept = self.old.get(&key).filter(is_it).cloned();
        let galley = kept.unwrap_or_else(|| lay_out(ui, text, setting));
        self.young.insert(key, galley.clone());
        galley
    }
}

/// Lays a text out.
pub fn lay_out(ui: &Ui, text: &str, setting: Setting) -> Arc<Galley> {
    let font = if setting.strong {
        crate::ui::theme::bold(setting.size)
    } else {
        FontId::proportional(setting.size)
    };
    let room = setting.room.max(0.0);
    let job = if setting.wrap {
        LayoutJob::simple(text.to_owned(), font, COLORED_LATER, room)
    } else {
        let mut job = LayoutJob::simple_singleline(text.to_owned(), font, COLORED_LATER);
        job.wrap = TextWrapping::truncate_at_width(room);
        job
    };
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
