//! The one main button of a page.

use egui::{Button, Response, RichText, Stroke, Ui};

use crate::ui::theme::palette;

/// A button in the accent color, for the step that most users want next. Use
/// it at most once per page or dialog.
pub fn primary_button(ui: &mut Ui, text: &str) -> Response {
    let palette = palette(ui);
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for (state, fill) in [
            (&mut widgets.inactive, palette.accent_fill),
            (&mut widgets.hovered, palette.accent_fill_hover),
            (&mut widgets.active, palette.accent_fill_hover),
        ] {
            state.weak_bg_fill = fill;
            state.bg_fill = fill;
            state.bg_stroke = Stroke::NONE;
            state.fg_stroke.color = palette.on_accent;
        }
        // The ring of a focused control has the button's own color: another one.
        widgets.active.bg_stroke = Stroke::new(2.0, palette.on_accent);
        ui.add(Button::new(RichText::new(text)))
    })
    .inner
}
