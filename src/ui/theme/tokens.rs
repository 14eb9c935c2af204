//! Every color and every size of the window. No other file makes colors.

use egui::Color32;

use crate::matrix::Tone;

/// Sizes in points.
pub mod size {
    /// Height of a table row.
    pub const ROW: f32 = 26.0;
    /// Height of a table row where rows stand close.
    pub const ROW_COMPACT: f32 = 20.0;
    /// Height of a table header.
    pub const HEADER: f32 = 30.0;
    /// Space left and right of the text of a cell.
    pub const CELL_PADDING: f32 = 8.0;
    /// Height of buttons and fields.
    pub const CONTROL: f32 = 26.0;
    /// Width of scroll bars.
    pub const SCROLL_BAR: f32 = 9.0;
    /// Space inside a panel.
    pub const PANEL_PADDING: i8 = 12;
    /// Space between unrelated groups.
    pub const GROUP_GAP: f32 = 16.0;
    /// Space between related things.
    pub const GAP: f32 = 8.0;
    /// Least width of the menu of a column.
    pub const MENU_WIDTH: f32 = 250.0;
    /// Largest height of the values in it.
    pub const MENU_LIST: f32 = 240.0;
    /// Width of the choice of columns.
    pub const CHOOSER_WIDTH: f32 = 340.0;
    /// Largest height of its list.
    pub const CHOOSER_HEIGHT: f32 = 440.0;
    /// Height of a chart.
    pub const CHART: f32 = 160.0;
    /// Widest dialog of the export.
    pub const EXPORT_WIDTH: f32 = 1040.0;
    /// Width of the choices beside the pages.
    pub const EXPORT_SIDE: f32 = 270.0;
    /// Width of the list that finds anything by name.
    pub const PALETTE_WIDTH: f32 = 560.0;
    /// What a line of it keeps free for keys, or for what it is.
    pub const PALETTE_KIND: f32 = 130.0;
    /// Least width of the filter's field beside what stands behind it.
    pub const FILTER_LEAST: f32 = 240.0;
    /// Largest width of it.
    pub const FILTER_MOST: f32 = 420.0;
    /// What stands behind it.
    pub const FILTER_BAR: f32 = 460.0;
    /// The question mark behind it.
    pub const FILTER_HELP: f32 = 56.0;
    /// Width of the list under the filter's field.
    pub const COMPLETION_WIDTH: f32 = 440.0;
    /// Its largest height.
    pub const COMPLETION_HEIGHT: f32 = 280.0;
    /// Height of a line of it.
    pub const COMPLETION_LINE: f32 = 22.0;
    /// Width of the examples of filters.
    pub const EXAMPLE_WIDTH: f32 = 285.0;
    /// Width of their dialog.
    pub const EXAMPLES_WIDTH: f32 = 640.0;
    /// Width of the panel of values to choose from.
    pub const FACETS_WIDTH: f32 = 230.0;
    /// What the table keeps beside it, unless the user wants the panel.
    pub const TABLE_ROOM: f32 = 1080.0;
    /// Height of a value.
    pub const FACET_LINE: f32 = 22.0;
    /// Room for the count behind it.
    pub const FACET_COUNT: f32 = 34.0;
    /// Largest scale at which pages are shown.
    pub const PREVIEW_SCALE: f32 = 1.25;
    /// Rounding of buttons, fields and badges.
    pub const CORNER: u8 = 4;
    /// Radius of the disc behind the sign of a tone. On usual screens a larger one
    /// is no picture at hand but a hundred triangles.
    pub const SIGN_DISC: f32 = 6.7;
    /// Rounding of menus and dialogs.
    pub const CORNER_LARGE: u8 = 6;

    /// Ordinary text.
    pub const TEXT: f32 = 13.5;
    /// Notes and captions.
    pub const TEXT_SMALL: f32 = 12.0;
    /// Title of a section.
    pub const TEXT_SECTION: f32 = 15.0;
    /// Title of a page.
    pub const TEXT_HEADING: f32 = 20.0;
}

/// Stands for the color of a text that is laid out before its color is known.
pub const COLORED_LATER: Color32 = Color32::PLACEHOLDER;

/// What panels are filled with: nothing. The whole window is cleared in their
/// color, so they need not be painted a second time.
pub const PANEL_FILL: Color32 = Color32::TRANSPARENT;

/// Text, background and border of a tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToneColors {
    /// Sign and text.
    pub text: Color32,
    /// Behind them.
    pub background: Color32,
    /// Around them, so that a badge keeps its shape on a selected row.
    pub border: Color32,
}

/// The colors of one theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    /// Bars and side panels.
    pub panel: Color32,
    /// Where content is read: tables, documents, fields.
    pub sheet: Color32,
    /// Menus, dialogs, tooltips.
    pub raised: Color32,
    /// Table header.
    pub header: Color32,
    /// Every second table row.
    pub zebra: Color32,
    /// Row under the pointer.
    pub hover_row: Color32,
    /// Selected row and selected text.
    pub selected: Color32,
    /// Hairlines between rows and panels.
    pub line: Color32,
    /// Borders of buttons and fields.
    pub border: Color32,
    /// Borders of buttons and fields under the pointer.
    pub border_hover: Color32,
    /// Buttons at rest.
    pub control: Color32,
    /// Buttons under the pointer.
    pub control_hover: Color32,
    /// Buttons while pressed, and open menus.
    pub control_active: Color32,
    /// Ordinary text.
    pub text: Color32,
    /// Headings and emphasized text.
    pub text_strong: Color32,
    /// Captions and notes.
    pub text_quiet: Color32,
    /// Links, focus, the current tab.
    pub accent: Color32,
    /// Background of the one main button.
    pub accent_fill: Color32,
    /// The main button under the pointer.
    pub accent_fill_hover: Color32,
    /// Text on `accent_fill`.
    pub on_accent: Color32,
    /// Shadow of menus and dialogs.
    pub shadow: Color32,
    /// Behind a dialog, over everything else.
    pub veil: Color32,
    tones: [ToneColors; Tone::ALL.len()],
}

impl Palette {
    /// The dark palette or the light one.
    pub fn of(dark: bool) -> &'static Self {
        if dark { &DARK } else { &LIGHT }
    }

    /// Text and background for a tone.
    pub fn tone(&self, tone: Tone) -> ToneColors {
        let [neutral, good, condition, review, unknown, bad] = self.tones;
        match tone {
            Tone::Neutral => neutral,
            Tone::Good => good,
            Tone::Condition => condition,
            Tone::Review => review,
            Tone::Unknown => unknown,
            Tone::Bad => bad,
        }
    }
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const fn tone(text: u32, background: u32, border: u32) -> ToneColors {
    ToneColors {
        text: rgb(text),
        background: rgb(background),
        border: rgb(border),
    }
}

/// Light: paper white for content, a cool gray around it, ink blue accent.
pub static LIGHT: Palette = Palette {
    panel: rgb(0xf4f6f9),
    sheet: rgb(0xffffff),
    raised: rgb(0xffffff),
    header: rgb(0xe9edf3),
    zebra: rgb(0xf8fafc),
    hover_row: rgb(0xeef3fa),
    selected: rgb(0xd6e4f5),
    line: rgb(0xdde2e9),
    border: rgb(0xc2cad5),
    border_hover: rgb(0x8593a6),
    control: rgb(0xffffff),
    control_hover: rgb(0xf0f4f9),
    control_active: rgb(0xe1e8f1),
    text: rgb(0x232b36),
    text_strong: rgb(0x101722),
    text_quiet: rgb(0x56616f),
    accent: rgb(0x1c4b86),
    accent_fill: rgb(0x1c4b86),
    accent_fill_hover: rgb(0x163d6f),
    on_accent: rgb(0xffffff),
    shadow: Color32::from_black_alpha(36),
    veil: Color32::from_black_alpha(70),
    tones: [
        tone(0x3a4452, 0xedf0f4, 0xc9d1dc),
        tone(0x17583a, 0xdff2e6, 0xa9d5bb),
        tone(0x734800, 0xfbeecd, 0xe6cf8f),
        tone(0x553394, 0xede6fa, 0xcdbdec),
        tone(0x465162, 0xdfe4ea, 0xb4becb),
        tone(0x9b1b22, 0xfbe3e3, 0xecbcbc),
    ],
};

/// Dark: blue-black, never pure black, with softened tones.
pub static DARK: Palette = Palette {
    panel: rgb(0x1c2129),
    sheet: rgb(0x161a21),
    raised: rgb(0x232933),
    header: rgb(0x262d38),
    zebra: rgb(0x1a1f27),
    hover_row: rgb(0x212a36),
    selected: rgb(0x203859),
    line: rgb(0x2d3541),
    border: rgb(0x434d5c),
    border_hover: rgb(0x738196),
    control: rgb(0x272e39),
    control_hover: rgb(0x303947),
    control_active: rgb(0x3a4556),
    text: rgb(0xd9dfe7),
    text_strong: rgb(0xf4f6f9),
    text_quiet: rgb(0xa8b4c2),
    accent: rgb(0x86b4ee),
    accent_fill: rgb(0x2c62a8),
    accent_fill_hover: rgb(0x3670bc),
    on_accent: rgb(0xffffff),
    shadow: Color32::from_black_alpha(110),
    veil: Color32::from_black_alpha(140),
    tones: [
        tone(0xc8d0da, 0x2a323d, 0x414b59),
        tone(0x8fdcae, 0x163626, 0x2a5a42),
        tone(0xf0c778, 0x3b2d10, 0x61501f),
        tone(0xcbb8f6, 0x33284f, 0x54437c),
        tone(0xb9c2ce, 0x333b47, 0x4d5867),
        tone(0xf6a8a8, 0x481d21, 0x703438),
    ],
};

/// The pages of a report, in both themes.
pub const PAPER: Color32 = Color32::WHITE;

/// A color of a report.
pub fn report_color(color: crate::export::pdf::draw::Color) -> Color32 {
    Color32::from_rgb(color.r, color.g, color.b)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance after WCAG 2.
    fn luminance(color: Color32) -> f64 {
        let linear = |byte: u8| {
            let part = f64::from(byte) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        let [r, g, b, _] = color.to_array();
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    /// Contrast ratio after WCAG 2, from 1 to 21.
    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn check(what: &str, text: Color32, background: Color32, least: f64) {
        let found = contrast(text, background);
        assert!(found >= least, "{what}: contrast {found:.2} below {least}");
    }

    #[test]
    fn the_measure_itself_is_right() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-9);
        let gray = contrast(rgb(0x767676), Color32::WHITE);
        assert!((gray - 4.54).abs() < 0.01);
    }

    /// Everything that text stands on, the main button and badges apart.
    fn surfaces(palette: &Palette) -> [(&'static str, Color32); 10] {
        [
            ("panel", palette.panel),
            ("sheet", palette.sheet),
            ("raised", palette.raised),
            ("header", palette.header),
            ("zebra", palette.zebra),
            ("hover row", palette.hover_row),
            ("selected", palette.selected),
            ("control", palette.control),
            ("control hover", palette.control_hover),
            ("control active", palette.control_active),
        ]
    }

    fn themes() -> [(&'static str, &'static Palette); 2] {
        [("light", &LIGHT), ("dark", &DARK)]
    }

    #[test]
    fn every_text_is_readable_on_every_surface() {
        for (theme, palette) in themes() {
            for (surface, ground) in surfaces(palette) {
                for (name, text, least) in [
                    ("text", palette.text, 7.0),
                    ("strong", palette.text_strong, 7.0),
                    ("quiet", palette.text_quiet, 4.5),
                    ("link", palette.accent, 4.5),
                ] {
                    check(&format!("{theme} {name} on {surface}"), text, ground, least);
                }
                for tone in Tone::ALL {
                    let text = palette.tone(tone).text;
                    check(&format!("{theme} {tone:?} on {surface}"), text, ground, 4.5);
                }
            }
            for fill in [palette.accent_fill, palette.accent_fill_hover] {
                check(theme, palette.on_accent, fill, 4.5);
            }
        }
    }

    #[test]
    fn every_text_is_readable_on_every_badge() {
        for (theme, palette) in themes() {
            for tone in Tone::ALL {
                let colors = palette.tone(tone);
                for (name, text) in [
                    ("its own", colors.text),
                    ("text", palette.text),
                    ("strong", palette.text_strong),
                    ("quiet", palette.text_quiet),
                    ("link", palette.accent),
                ] {
                    let what = format!("{theme} {name} on {tone:?}");
                    check(&what, text, colors.background, 4.5);
                }
            }
        }
    }

    #[test]
    fn focus_and_borders_can_be_seen() {
        for (theme, palette) in themes() {
            for (surface, ground) in surfaces(palette) {
                let what = format!("{theme} focus on {surface}");
                check(&what, palette.accent, ground, 3.0);
            }
            // The ring of the main button lies within it.
            check(theme, palette.on_accent, palette.accent_fill_hover, 3.0);
            check("hover border", palette.border_hover, palette.sheet, 3.0);
        }
    }

    #[test]
    fn no_two_tones_share_a_ground() {
        for palette in [&LIGHT, &DARK] {
            for (index, one) in Tone::ALL.iter().enumerate() {
                for other in Tone::ALL.iter().skip(index + 1) {
                    assert_ne!(palette.tone(*one), palette.tone(*other));
                }
            }
        }
    }
}
