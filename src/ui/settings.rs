//! Settings in the window: put into effect at the start, gathered while it runs,
//! written when they change.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::{Context, ThemePreference};

use crate::app::{Settings, State, Theme};
use crate::store::{load_settings, save_settings};

/// Least time between two writes.
const PAUSE: Duration = Duration::from_secs(2);

/// What is kept between runs.
#[derive(Debug)]
pub struct SettingsKeeper {
    path: PathBuf,
    /// What is on the disk.
    kept: Settings,
    /// What is to be there.
    now: Settings,
    written: Instant,
}

impl SettingsKeeper {
    /// Keeps settings in a file, beginning with these.
    pub fn new(path: PathBuf, settings: Settings) -> Self {
        Self {
            path,
            now: settings.clone(),
            kept: settings,
            written: Instant::now(),
        }
    }

    /// What was read.
    pub fn settings(&self) -> &Settings {
        &self.kept
    }

    /// Gathers what is to be kept, and writes it if that is another thing and the
    /// last time was long enough ago.
    pub fn follow(&mut self, ctx: &Context, state: &State) {
        self.now = state.settings(&of_window(ctx, &self.now));
        if self.now == self.kept {
            return;
        }
        let since = self.written.elapsed();
        if since >= PAUSE {
            self.write();
        } else {
            ctx.request_repaint_after(PAUSE - since);
        }
    }

    /// Writes what is not written yet. A place that cannot be written to is no
    /// reason to stop anybody's work.
    pub fn write(&mut self) {
        self.written = Instant::now();
        if self.now == self.kept {
            return;
        }
        // Another window may have opened others meanwhile.
        let (theirs, _) = load_settings::<Settings>(&self.path);
        let known = &self.kept.recent;
        for path in theirs.recent {
            if !known.contains(&path) && !self.now.recent.contains(&path) {
                self.now.recent.push(path);
            }
        }
        let _ = save_settings(&self.path, &self.now);
        self.kept = self.now.clone();
    }
}

/// Puts settings into effect.
pub fn apply(ctx: &Context, settings: &Settings) {
    ctx.set_theme(preference(settings.theme));
    ctx.set_zoom_factor(f32::from(settings.zoom) / 100.0);
    set_motion(ctx, settings.reduced_motion);
}

/// Theme as egui names it.
pub fn preference(theme: Theme) -> ThemePreference {
    match theme {
        Theme::Light => ThemePreference::Light,
        Theme::Dark => ThemePreference::Dark,
        Theme::System => ThemePreference::System,
    }
}

/// Things move to where they belong, or are there at once.
pub fn set_motion(ctx: &Context, reduced: bool) {
    let usual = egui::Style::default();
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        ctx.style_mut_of(theme, |style| {
            style.animation_time = if reduced { 0.0 } else { usual.animation_time };
            style.scroll_animation = if reduced {
                egui::style::ScrollAnimation::none()
            } else {
                usual.scroll_animation
            };
            style.visuals.text_cursor.blink = !reduced;
        });
    }
}

/// What only the window knows.
fn of_window(ctx: &Context, before: &Settings) -> Settings {
    let theme = match ctx.options(|options| options.theme_preference) {
        ThemePreference::Light => Theme::Light,
        ThemePreference::Dark => Theme::Dark,
        ThemePreference::System => Theme::System,
    };
    let zoom = ctx.zoom_factor();
    let (inner, maximized) = ctx.input(|input| {
        let viewport = input.viewport();
        (viewport.inner_rect, viewport.maximized.unwrap_or(false))
    });
    // A window that fills the screen comes back to the size it had before.
    let size = inner.filter(|_| !maximized).map(|inner| {
        let size = inner.size() * zoom;
        (size.x.round() as u16, size.y.round() as u16)
    });
    Settings {
        size: size.or(before.size),
        maximized,
        theme,
        ..before.clone()
    }
}
