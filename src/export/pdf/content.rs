//! What a page shows, in the operators of a PDF.

use std::collections::BTreeMap;
use std::io::Write as _;

use super::draw::{Color, Fill, Item, NodeId, PageDraw, Picture, Stroke, TextRun};
use super::embed::Embedded;
use super::library::LOGO;
use super::shape::{FaceId, Glyph};

/// The fonts as pages use them.
pub type Codes<'f> = BTreeMap<FaceId, FontCodes<'f>>;

/// A font as pages use it.
pub struct FontCodes<'f> {
    /// Its name on pages.
    name: &'f str,
    /// Code and width of each glyph, by its number in the whole font.
    glyphs: Vec<Option<(u16, f32)>>,
}

impl<'f> FontCodes<'f> {
    /// Of an embedded font that pages call `name`.
    pub fn new(font: &Embedded, name: &'f str) -> Self {
        let most = font.glyphs.keys().next_back().copied().unwrap_or(0);
        let mut glyphs = vec![None; usize::from(most) + 1];
        for (number, subset) in &font.glyphs {
            if let Some(place) = glyphs.get_mut(usize::from(*number)) {
                *place = Some((subset.id, subset.width as f32));
            }
        }
        Self { name, glyphs }
    }
}

/// Content of a page, and the nodes of its marked content by number.
pub fn content(page: &PageDraw, fonts: &Codes<'_>) -> (Vec<u8>, Vec<NodeId>) {
    let mut writer = Writer {
        fonts,
        height: page.height,
        out: Vec::new(),
        marks: Vec::new(),
        open: None,
        fill: None,
        stroke: None,
        font: None,
    };
    for item in &page.items {
        match item {
            Item::Text(run) => writer.text(run),
            Item::Fill(fill) => writer.filled(fill),
            Item::Stroke(stroke) => writer.stroke(stroke),
            Item::Picture(picture) => writer.picture(picture),
            // These are no content but lie over it.
            Item::Link(_) | Item::Field(_) | Item::Anchor(_) => {}
        }
    }
    writer.close();
    (writer.out, writer.marks)
}

struct Writer<'f> {
    fonts: &'f Codes<'f>,
    height: f32,
    out: Vec<u8>,
    marks: Vec<NodeId>,
    /// The marked content being written: a node, or decoration.
    open: Option<Option<NodeId>>,
    // What the page is set to, so that it is said once.
    fill: Option<Color>,
    stroke: Option<(Color, f32)>,
    font: Option<(FaceId, f32)>,
}

impl Writer<'_> {
    fn say(&mut self, words: &str) {
        self.out.extend_from_slice(words.as_bytes());
    }

    /// Numbers, then an operator.
    fn with(&mut self, numbers: &[f32], operator: &str) {
        for value in numbers {
            number(&mut self.out, *value);
            self.out.push(b' ');
        }
        self.say(operator);
        self.out.push(b'\n');
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.say("EMC\n");
        }
    }

    /// Opens marked content for `node`, or as decoration.
    fn mark(&mut self, node: Option<NodeId>) {
        if self.open == Some(node) {
            return;
        }
        self.close();
        match node {
            Some(id) => {
                // Writing to memory does not fail.
                let _ = writeln!(self.out, "/Span <</MCID {}>> BDC", self.marks.len());
                self.marks.push(id);
            }
            None => self.say("/Artifact <</Type/Layout>> BDC\n"),
        }
        self.open = Some(node);
    }

    fn color(&mut self, color: Color, operator: &str) {
        for part in [color.r, color.g, color.b] {
            thousandths(
                &mut self.out,
                (f32::from(part) / 255.0 * 1000.0).round() as i64,
            );
            self.out.push(b' ');
        }
        self.say(operator);
        self.out.push(b'\n');
    }

    fn fill_color(&mut self, color: Color) {
        if self.fill != Some(color) {
            self.fill = Some(color);
            self.color(color, "rg");
        }
    }

    fn text(&mut self, run: &TextRun) {
        self.mark(run.node);
        self.fill_color(run.color);
        self.say("BT\n");
        let fonts = self.fonts;
        let mut line = Line::at(run.x);
        let baseline = self.height - run.y;
        for piece in run.words.iter().flat_map(|word| &word.pieces) {
            let Some(font) = fonts.get(&piece.face) else {
                continue;
            };
            if self.font != Some((piece.face, run.size)) {
                line.flush(&mut self.out, baseline);
                self.font = Some((piece.face, run.size));
                let _ = write!(self.out, "/{} ", font.name);
                self.with(&[run.size], "Tf");
            }
            for glyph in &piece.glyphs {
                if glyph.dy == 0.0 {
                    line.glyph(font, glyph, run.size);
                    continue;
                }
                // A raised mark is shown on its own.
                line.flush(&mut self.out, baseline);
                line.glyph(font, glyph, run.size);
                line.flush(&mut self.out, baseline + glyph.dy * run.size);
            }
        }
        line.flush(&mut self.out, baseline);
        self.say("ET\n");
    }

    fn filled(&mut self, fill: &Fill) {
        self.mark(fill.node);
        self.fill_color(fill.color);
        let y = self.height - fill.y - fill.h;
        if fill.radius <= 0.0 {
            self.with(&[fill.x, y, fill.w, fill.h], "re");
        } else {
            self.rounded([fill.x, y, fill.w, fill.h], fill.radius);
        }
        self.say("f\n");
    }

    /// A rectangle with round corners, from its lower left corner upward.
    fn rounded(&mut self, [left, low, w, h]: [f32; 4], radius: f32) {
        let r = radius.min(w / 2.0).min(h / 2.0);
        let k = r * 0.448;
        let (right, high) = (left + w, low + h);
        self.with(&[left + r, low], "m");
        self.with(&[right - r, low], "l");
        self.with(&[right - k, low, right, low + k, right, low + r], "c");
        self.with(&[right, high - r], "l");
        self.with(&[right, high - k, right - k, high, right - r, high], "c");
        self.with(&[left + r, high], "l");
        self.with(&[left + k, high, left, high - k, left, high - r], "c");
        self.with(&[left, low + r], "l");
        self.with(&[left, low + k, left + k, low, left + r, low], "c");
        self.say("h\n");
    }

    fn picture(&mut self, picture: &Picture) {
        self.mark(Some(picture.node));
        self.say("q\n");
        let y = self.height - picture.y - picture.h;
        self.with(&[picture.w, 0.0, 0.0, picture.h, picture.x, y], "cm");
        let _ = write!(self.out, "/{LOGO} Do\nQ\n");
    }

    fn stroke(&mut self, stroke: &Stroke) {
        self.mark(stroke.node);
        let now = Some((stroke.color, stroke.width));
        if self.stroke != now {
            self.stroke = now;
            self.color(stroke.color, "RG");
            self.with(&[stroke.width], "w");
        }
        let ((ax, ay), (bx, by)) = (stroke.from, stroke.to);
        self.with(&[ax, self.height - ay], "m");
        self.with(&[bx, self.height - by], "l");
        self.say("S\n");
    }
}

/// A line of text being written. The pen of a viewer moves by the rounded
/// widths in the file; where it strays from the true place, it is pulled back.
struct Line {
    /// True place of the pen.
    x: f32,
    /// Where the pending glyphs start.
    start: f32,
    /// Thousandths of an em that a viewer's pen has moved since `start`.
    pen: f32,
    /// The pending glyphs: strings, and how far to pull back between them.
    pending: Vec<u8>,
}

impl Line {
    fn at(x: f32) -> Self {
        Self {
            x,
            start: x,
            pen: 0.0,
            pending: Vec::new(),
        }
    }

    fn glyph(&mut self, font: &FontCodes<'_>, glyph: &Glyph, size: f32) {
        let known = font.glyphs.get(usize::from(glyph.id)).copied();
        let Some((code, width)) = known.flatten() else {
            return;
        };
        let x = self.x + glyph.dx * size;
        let stray = self.pen - (x - self.start) * 1000.0 / size;
        if stray.abs() >= 1.5 {
            if self.pending.is_empty() {
                self.start = x;
                self.pen = 0.0;
            } else {
                let offset = stray.round();
                let _ = write!(self.pending, "){}(", offset as i64);
                self.pen -= offset;
            }
        }
        if self.pending.is_empty() {
            self.pending.push(b'(');
        }
        for byte in code.to_be_bytes() {
            string_byte(&mut self.pending, byte);
        }
        self.pen += width;
        self.x += glyph.advance * size;
    }

    fn flush(&mut self, out: &mut Vec<u8>, baseline: f32) {
        if !self.pending.is_empty() {
            out.extend_from_slice(b"1 0 0 1 ");
            number(out, self.start);
            out.push(b' ');
            number(out, baseline);
            out.extend_from_slice(b" Tm\n[");
            out.append(&mut self.pending);
            out.extend_from_slice(b")]TJ\n");
        }
        self.start = self.x;
        self.pen = 0.0;
    }
}

/// A byte of a string between parentheses.
pub fn string_byte(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
        // A reader takes any line end for `\n`.
        b'\r' => out.extend_from_slice(b"\\r"),
        b'\n' => out.extend_from_slice(b"\\n"),
        _ => out.push(byte),
    }
}

/// A length: hundredths of a point are exact enough and keep the file small.
fn number(out: &mut Vec<u8>, value: f32) {
    thousandths(out, (value * 100.0).round() as i64 * 10);
}

/// A number in thousandths, without zeros at its end.
fn thousandths(out: &mut Vec<u8>, value: i64) {
    if value < 0 {
        out.push(b'-');
    }
    let (whole, part) = (value.unsigned_abs() / 1000, value.unsigned_abs() % 1000);
    let _ = write!(out, "{whole}");
    if part > 0 {
        let digits = [part / 100, part / 10 % 10, part % 10];
        let used = digits.iter().rposition(|digit| *digit > 0).unwrap_or(0);
        out.push(b'.');
        out.extend(
            digits
                .iter()
                .take(used + 1)
                .map(|digit| b'0' + *digit as u8),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_exact_to_hundredths() {
        let written = |value| {
            let mut out = Vec::new();
            number(&mut out, value);
            String::from_utf8_lossy(&out).into_owned()
        };
        assert_eq!(written(0.0), "0");
        assert_eq!(written(-0.001), "0");
        assert_eq!(written(12.0), "12");
        assert_eq!(written(12.5), "12.5");
        assert_eq!(written(-0.05), "-0.05");
        assert_eq!(written(841.889), "841.89");
    }

    #[test]
    fn bytes_that_mean_something_in_a_string_are_kept() {
        let mut out = Vec::new();
        for byte in *b"a(b)\\\r\n\0" {
            string_byte(&mut out, byte);
        }
        assert_eq!(out, b"a\\(b\\)\\\\\\r\\n\0");
    }
}
