//! All colors and sizes of the PDF. Lengths are points (1/72 inch).

use super::draw::Color;
use crate::export::palette;
use crate::matrix::Tone;
use crate::report::Paper;

/// A4, short side.
pub const A4_SHORT: f32 = 595.276;
/// A4, long side.
pub const A4_LONG: f32 = 841.89;
/// US Letter, short side.
const LETTER_SHORT: f32 = 612.0;
/// US Letter, long side.
const LETTER_LONG: f32 = 792.0;

/// The sides of a paper, the short one first.
pub fn paper(paper: Paper) -> (f32, f32) {
    match paper {
        Paper::A4 => (A4_SHORT, A4_LONG),
        Paper::Letter => (LETTER_SHORT, LETTER_LONG),
    }
}

/// Space below a logo.
pub const AFTER_LOGO: f32 = 14.0;

/// Side of a box to check.
pub const CHECK_FIELD: f32 = 10.0;
/// Height of a field to write in.
pub const TEXT_FIELD: f32 = 17.0;
/// Height of a field for a signature.
pub const SIGNATURE_FIELD: f32 = 26.0;

/// Left and right margin.
pub const MARGIN_X: f32 = 56.7;
/// From the top of the page to the content, without a draft line.
pub const MARGIN_TOP: f32 = 62.0;
/// From the content to the bottom of the page.
pub const MARGIN_BOTTOM: f32 = 62.0;
/// Baseline of the running header, from the top of the page.
pub const HEADER_Y: f32 = 36.0;
/// Baseline of the footer, from the bottom of the page.
pub const FOOTER_Y: f32 = 34.0;

/// Text color.
pub const INK: Color = Color::rgb(0x1c, 0x21, 0x2b);
/// Quiet text: sources, header and footer.
pub const GRAY: Color = Color::rgb(0x59, 0x62, 0x70);
/// Headings.
pub const ACCENT: Color = Color::rgb(0x1b, 0x36, 0x5d);
/// Links.
pub const LINK: Color = Color::rgb(0x15, 0x52, 0xb0);
/// The draft line.
pub const DRAFT: Color = Color::rgb(0xb0, 0x1f, 0x17);
/// Thin rules.
pub const RULE: Color = Color::rgb(0xcb, 0xd1, 0xd9);
/// Strong rules: below the title and around table headers.
pub const RULE_STRONG: Color = Color::rgb(0x8a, 0x95, 0xa5);
/// Fill of a table header.
pub const HEAD_FILL: Color = Color::rgb(0xe9, 0xed, 0xf2);
/// Fill of every second table row.
pub const ZEBRA: Color = Color::rgb(0xf7, 0xf8, 0xfa);

/// A size and the distance between two baselines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Font size.
    pub font: f32,
    /// Line height.
    pub line: f32,
}

impl Size {
    /// From the top of a line to its baseline, so that capitals lie in the
    /// middle of the line.
    pub fn baseline(self) -> f32 {
        self.line * 0.5 + self.font * 0.357
    }
}

const fn size(font: f32, line: f32) -> Size {
    Size { font, line }
}

/// Body text.
pub const BODY: Size = size(9.5, 14.0);
/// The title of the report.
pub const TITLE: Size = size(22.0, 28.0);
/// The line below the title.
pub const SUBTITLE: Size = size(11.5, 16.0);
/// The heading of a section.
pub const SECTION: Size = size(15.0, 20.0);
/// A heading of level 2 inside a section.
pub const HEADING_2: Size = size(11.5, 16.0);
/// A heading of level 3 inside a section.
pub const HEADING_3: Size = size(9.8, 14.0);
/// Table cells.
pub const CELL: Size = size(8.0, 11.2);
/// Header, footer.
pub const RUNNING: Size = size(7.5, 10.5);
/// The draft line.
pub const DRAFT_LINE: Size = size(8.5, 11.5);
/// At most this many lines say why a report is a draft.
pub const DRAFT_LINES: usize = 3;
/// Share of the font size that quiet text is set in.
pub const QUIET_SCALE: f32 = 0.88;

/// Space after a paragraph.
pub const AFTER_PARAGRAPH: f32 = 6.0;
/// Space above the heading of a section.
pub const BEFORE_SECTION: f32 = 22.0;
/// Space above a heading of level 2.
pub const BEFORE_HEADING_2: f32 = 13.0;
/// Space above a heading of level 3.
pub const BEFORE_HEADING_3: f32 = 9.0;
/// Space below any heading.
pub const AFTER_HEADING: f32 = 6.0;
/// How far a list is set in.
pub const LIST_INDENT: f32 = 14.0;
/// How far the text of a check box is set in.
pub const CHECK_INDENT: f32 = 19.0;
/// Widest label column of a list of labels and values, as a share.
pub const KEY_SHARE: f32 = 0.46;
/// Inner margin of a callout.
pub const CALLOUT_PAD: f32 = 9.0;
/// Width of the bar at the left of a callout.
pub const CALLOUT_BAR: f32 = 3.0;
/// Room for one signature line.
pub const SIGNATURE_STEP: f32 = 30.0;

/// Inner margin of a table cell, left and right.
pub const CELL_PAD_X: f32 = 4.5;
/// Inner margin of a table cell, above and below.
pub const CELL_PAD_Y: f32 = 3.6;
/// Inner margin of a badge, left and right.
pub const BADGE_PAD_X: f32 = 3.5;
/// Corner radius of a badge.
pub const BADGE_RADIUS: f32 = 2.5;
/// No column is set narrower than this.
pub const COLUMN_MIN: f32 = 34.0;
/// No column asks for more than this to keep a long word whole.
pub const COLUMN_MIN_CAP: f32 = 104.0;
/// No column asks for more than this to keep its texts on one line.
pub const COLUMN_WANT_CAP: f32 = 132.0;
/// At most this many columns side by side.
pub const GROUP_COLUMNS: usize = 13;

/// Height of the area in which a chart's lines run.
pub const CHART_HEIGHT: f32 = 120.0;
/// Widest area in which a chart's lines run.
pub const CHART_WIDTH: f32 = 440.0;
/// Room for the figures at the left of a chart.
pub const CHART_LEFT: f32 = 38.0;
/// Space between a chart and its title.
pub const CHART_GAP: f32 = 8.0;
/// Height of a bar.
pub const BAR_HEIGHT: f32 = 18.0;

/// Thin line.
pub const HAIRLINE: f32 = 0.5;

/// Colors of a tone: fill and ink.
pub fn tone_colors(tone: Tone) -> (Color, Color) {
    let color = |[r, g, b]: palette::Rgb| Color::rgb(r, g, b);
    let (fill, ink) = palette::tone(tone);
    (color(fill), color(ink))
}
