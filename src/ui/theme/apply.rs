//! Puts colors, sizes and fonts into egui.

use std::collections::BTreeMap;

use egui::epaint::Shadow;
use egui::style::{ScrollStyle, Selection, WidgetVisuals, Widgets};
use egui::{
    Context, CornerRadius, FontFamily, FontId, Margin, Stroke, Style, TextStyle, Theme, Visuals,
    vec2,
};

use super::fonts::{FontBytes, bold, install_fonts};
use super::tokens::{PANEL_FILL, Palette, size};

/// Sets the bundled fonts and the looks. Call it once before the first frame
/// (in tests: by `HarnessBuilder::with_context_setup`).
pub fn install(ctx: &Context) {
    install_fonts(ctx, &FontBytes::BUNDLED);
    apply(ctx);
}

/// Sets the looks of both themes; the fonts must be installed.
///
/// Which theme is shown stays as it is; where the system does not say whether
/// it is light or dark, it is light.
pub fn apply(ctx: &Context) {
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    for theme in [Theme::Light, Theme::Dark] {
        let dark = theme == Theme::Dark;
        ctx.style_mut_of(theme, |style| {
            style.visuals = visuals(dark);
            set_text(style);
            set_spacing(style);
        });
    }
}

fn set_text(style: &mut Style) {
    let plain = |points| FontId::new(points, FontFamily::Proportional);
    style.text_styles = BTreeMap::from([
        (TextStyle::Small, plain(size::TEXT_SMALL)),
        (TextStyle::Body, plain(size::TEXT)),
        (TextStyle::Button, plain(size::TEXT)),
        // egui's own headings are titles of dialogs; pages use `heading()`.
        (TextStyle::Heading, bold(size::TEXT_SECTION)),
        (
            TextStyle::Monospace,
            FontId::new(size::TEXT, FontFamily::Monospace),
        ),
    ]);
}

fn set_spacing(style: &mut Style) {
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(size::GAP, 6.0);
    spacing.button_padding = vec2(10.0, 4.0);
    spacing.interact_size = vec2(40.0, size::CONTROL);
    spacing.window_margin = Margin::same(size::PANEL_PADDING);
    spacing.menu_margin = Margin::same(6);
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = 6.0;
    spacing.indent = 20.0;
    spacing.tooltip_width = 420.0;
    // A list may be higher than egui's 400 points before it scrolls.
    spacing.default_area_size = vec2(600.0, 560.0);
    spacing.combo_width = 120.0;
    spacing.scroll = scroll_bars();
    // Rows end sharply: a half-faded value is hard to read.
    spacing.scroll.fade.strength = 0.0;
    // Calm: things change at once instead of gliding.
    style.animation_time = 0.08;
    style.interaction.tooltip_delay = 0.4;
    style.interaction.selectable_labels = true;
    // A cursor that stands still keeps an idle window idle.
    style.visuals.text_cursor.blink = false;
}

/// Bars that are always there and keep their own space, drawn in a weakened
/// text color so that they can be seen on every surface.
fn scroll_bars() -> ScrollStyle {
    // egui weakens only "floating" bars; this one floats over space of its own.
    ScrollStyle {
        bar_width: size::SCROLL_BAR,
        floating_width: size::SCROLL_BAR,
        floating_allocated_width: size::SCROLL_BAR + 2.0,
        foreground_color: true,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        dormant_handle_opacity: 0.25,
        active_handle_opacity: 0.3,
        interact_handle_opacity: 0.5,
        ..ScrollStyle::floating()
    }
}

fn visuals(dark: bool) -> Visuals {
    let palette = Palette::of(dark);
    let base = if dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    let mut visuals = Visuals {
        widgets: widgets(palette),
        selection: Selection {
            bg_fill: palette.selected,
            stroke: Stroke::new(1.0, palette.accent),
        },
        weak_text_color: Some(palette.text_quiet),
        hyperlink_color: palette.accent,
        faint_bg_color: palette.zebra,
        extreme_bg_color: palette.sheet,
        text_edit_bg_color: Some(palette.sheet),
        code_bg_color: palette.header,
        warn_fg_color: palette.tone(crate::matrix::Tone::Condition).text,
        error_fg_color: palette.tone(crate::matrix::Tone::Bad).text,
        window_fill: palette.raised,
        window_stroke: Stroke::new(1.0, palette.border),
        window_corner_radius: CornerRadius::same(size::CORNER_LARGE),
        menu_corner_radius: CornerRadius::same(size::CORNER_LARGE),
        window_shadow: shadow(palette, 24, 8),
        popup_shadow: shadow(palette, 12, 4),
        panel_fill: PANEL_FILL,
        striped: false,
        slider_trailing_fill: true,
        indent_has_left_vline: false,
        interact_cursor: None,
        disabled_alpha: 0.55,
        ..base
    };
    visuals.text_cursor.stroke = Stroke::new(1.5, palette.accent);
    visuals
}

fn shadow(palette: &Palette, blur: u8, down: i8) -> Shadow {
    Shadow {
        offset: [0, down],
        blur,
        spread: 0,
        color: palette.shadow,
    }
}

fn widgets(palette: &Palette) -> Widgets {
    let state = |fill, border, text| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, border),
        fg_stroke: Stroke::new(1.0, text),
        corner_radius: CornerRadius::same(size::CORNER),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: state(palette.panel, palette.line, palette.text),
        inactive: state(palette.control, palette.border, palette.text),
        hovered: state(
            palette.control_hover,
            palette.border_hover,
            palette.text_strong,
        ),
        active: state(palette.control_active, palette.accent, palette.text_strong),
        open: state(palette.control_active, palette.border_hover, palette.text),
    }
}
