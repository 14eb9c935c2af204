//! A value with its tone: sign, text and background.

use egui::{
    Align2, CornerRadius, FontId, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2,
};

use crate::matrix::Tone;
use crate::ui::theme::{palette, tokens::size};

const PADDING: Vec2 = vec2(7.0, 1.0);
const AFTER_SIGN: f32 = 5.0;

/// Draws a badge. The sign of the tone stands before the text, so that the
/// color is never needed to understand it.
pub fn tone_badge(ui: &mut Ui, tone: Tone, text: &str) -> Response {
    let colors = palette(ui).tone(tone);
    let font = FontId::proportional(size::TEXT_SMALL);
    let layout = |ui: &Ui, part: &str| {
        ui.painter()
            .layout_no_wrap(part.to_owned(), font.clone(), colors.text)
    };
    let sign = (!tone.sign().is_empty()).then(|| layout(ui, tone.sign()));
    let words = layout(ui, text);
    let before = sign.as_ref().map_or(0.0, |sign| sign.size().x + AFTER_SIGN);
    let inner = vec2(before + words.size().x, words.size().y);
    let (rect, response) = ui.allocate_exact_size(inner + 2.0 * PADDING, Sense::hover());
    if ui.is_rect_visible(rect) {
        let corner = CornerRadius::same(size::CORNER);
        let border = Stroke::new(1.0, colors.border);
        ui.painter()
            .rect(rect, corner, colors.background, border, StrokeKind::Inside);
        let mut place = rect.left_center() + vec2(PADDING.x, 0.0);
        for part in sign.into_iter().chain([words]) {
            let at = Align2::LEFT_CENTER.anchor_size(place, part.size());
            place.x += part.size().x + AFTER_SIGN;
            ui.painter().galley(at.min, part, colors.text);
        }
    }
    response.widget_info(|| {
        let spoken = format!("{text} ({})", tone.word());
        WidgetInfo::labeled(egui::Role::Label, true, spoken)
    });
    response
}
