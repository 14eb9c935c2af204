//! Paragraphs: text in spans becomes lines. Breaks follow UAX #14, but names
//! such as `Apache-2.0` and addresses stay whole where they fit on a line; what
//! is wider than a line is broken inside.

use std::ops::Range;
use std::sync::Arc;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::draw::{Anchor, Item, LinkArea, NodeId, Role, TextRun, Tree};
use super::shape::{Shaping, Word};
use super::spans::{StyledSpan, TextStyle};
use super::style::Size;

/// A stretch of a line in one style.
#[derive(Debug, Clone)]
pub struct Frag {
    x: f32,
    width: f32,
    style: TextStyle,
    words: Vec<Arc<Word>>,
    span: usize,
    link: Option<Arc<str>>,
    anchor: Option<Arc<str>>,
}

/// A line of text.
#[derive(Debug, Clone, Default)]
pub struct Line {
    frags: Vec<Frag>,
    /// Width with the spaces at the end.
    advance: f32,
    /// Width without the spaces at the end.
    pub width: f32,
}

impl Line {
    fn push(&mut self, spans: &[StyledSpan], part: &Part) {
        let Some(span) = spans.get(part.span) else {
            return;
        };
        let width = part.word.width * span.style.size;
        let ink = part.word.ink_width * span.style.size;
        match self.frags.last_mut() {
            Some(frag) if frag.span == part.span => {
                frag.words.push(Arc::clone(&part.word));
                frag.width = self.advance + ink - frag.x;
            }
            _ => self.frags.push(Frag {
                x: self.advance,
                width: ink,
                style: span.style,
                words: vec![Arc::clone(&part.word)],
                span: part.span,
                link: span.link.clone(),
                anchor: span.anchor.clone(),
            }),
        }
        self.width = self.advance + ink;
        self.advance += width;
    }

    /// Appends a mark at the end of a line that was cut.
    pub fn push_ellipsis(&mut self, shaping: &mut Shaping<'_>) {
        let Some(last) = self.frags.last_mut() else {
            return;
        };
        let word = shaping.word(last.style.face, "…");
        self.advance += word.width * last.style.size;
        self.width = self.advance;
        last.words.push(word);
    }
}

/// A piece of an atom: one span's share of it.
struct Part {
    span: usize,
    word: Arc<Word>,
}

/// Text between two places where a line may break.
struct Atom {
    parts: Vec<Part>,
    /// Width with the spaces at the end.
    width: f32,
    /// Width without them.
    ink: f32,
    /// A line ends here.
    hard: bool,
    /// The break after it lies inside a name and is only taken in need.
    tied: bool,
}

/// Breaks `spans` into lines of at most `width`. Always gives at least one line.
pub fn break_lines(shaping: &mut Shaping<'_>, spans: &[StyledSpan], width: f32) -> Vec<Line> {
    let atoms = atoms(shaping, spans);
    let mut lines = vec![];
    let mut line = Line::default();
    let mut rest = atoms.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|atom| atom.tied).count() + 1;
        let (group, tail) = rest.split_at(count.min(rest.len()));
        rest = tail;
        let ink = group_ink(group);
        if line.advance + ink > width
            && !line.frags.is_empty()
            && (ink <= width || first.ink > width - line.advance)
        {
            lines.push(std::mem::take(&mut line));
        }
        for atom in group {
            if line.advance + atom.ink > width && !line.frags.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            if atom.ink > width {
                push_broken(shaping, spans, atom, width, &mut line, &mut lines);
            } else {
                atom.parts.iter().for_each(|part| line.push(spans, part));
            }
            if atom.hard {
                lines.push(std::mem::take(&mut line));
            }
        }
    }
    if !line.frags.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// How wide a text wants to be.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Extent {
    /// The widest thing that should not be broken.
    pub least: f32,
    /// The widest line when nothing is broken.
    pub whole: f32,
}

/// Measures `spans` without setting them.
pub fn measure(shaping: &mut Shaping<'_>, spans: &[StyledSpan]) -> Extent {
    let mut extent = Extent::default();
    let (mut run, mut line) = (0.0, 0.0);
    for atom in &atoms(shaping, spans) {
        extent.least = extent.least.max(run + atom.ink);
        extent.whole = extent.whole.max(line + atom.ink);
        run = if atom.tied { run + atom.width } else { 0.0 };
        line = if atom.hard { 0.0 } else { line + atom.width };
    }
    extent
}

fn group_ink(group: &[Atom]) -> f32 {
    let Some((last, before)) = group.split_last() else {
        return 0.0;
    };
    before.iter().map(|atom| atom.width).sum::<f32>() + last.ink
}

/// Sets an atom that is wider than a line, breaking it between characters.
fn push_broken(
    shaping: &mut Shaping<'_>,
    spans: &[StyledSpan],
    atom: &Atom,
    width: f32,
    line: &mut Line,
    lines: &mut Vec<Line>,
) {
    for part in &atom.parts {
        let Some(style) = spans.get(part.span).map(|span| span.style) else {
            continue;
        };
        let mut word = Arc::clone(&part.word);
        while line.advance + word.ink_width * style.size > width {
            let room = (width - line.advance) / style.size;
            let cut = cut_at(&word, room, line.frags.is_empty());
            let (head, tail) = word.text.split_at(cut);
            if tail.is_empty() {
                break;
            }
            if !head.is_empty() {
                let head = shaping.word(style.face, head);
                line.push(
                    spans,
                    &Part {
                        span: part.span,
                        word: head,
                    },
                );
            }
            let tail = shaping.word(style.face, tail);
            word = tail;
            lines.push(std::mem::take(line));
        }
        line.push(
            spans,
            &Part {
                span: part.span,
                word,
            },
        );
    }
}

/// Where to cut `word` so that the first part is at most `room` em wide: after
/// a `/`, `-`, `.` ... in its second half if there is one. With `force` at
/// least one character comes before the cut.
fn cut_at(word: &Word, room: f32, force: bool) -> usize {
    let mut x = 0.0;
    let mut cut = 0;
    for glyph in word.pieces.iter().flat_map(|piece| &piece.glyphs) {
        x += glyph.advance;
        let first = cut == 0 && force;
        if x > room && !first {
            break;
        }
        cut = cut.max(glyph.text.end as usize);
    }
    while !word.text.is_char_boundary(cut) {
        cut += 1;
    }
    let head = word.text.get(..cut).unwrap_or_default();
    match head.rfind(['/', '-', '.', '_', '?', '&', '=', '#']) {
        Some(at) if at + 1 > cut / 2 && cut < word.text.len() => at + 1,
        _ => cut,
    }
}

fn atoms(shaping: &mut Shaping<'_>, spans: &[StyledSpan]) -> Vec<Atom> {
    let mut text = String::new();
    let mut ranges: Vec<Range<usize>> = Vec::with_capacity(spans.len());
    for span in spans {
        let start = text.len();
        text.push_str(&shaping.clean(span.style.face, &span.text));
        ranges.push(start..text.len());
    }
    let mut atoms = Vec::new();
    let mut from = 0;
    for (to, kind) in linebreaks(&text) {
        let raw = text.get(from..to).unwrap_or_default();
        let trimmed = raw.trim_end_matches(['\n', '\u{85}', '\u{b}', '\u{c}', '\r']);
        let hard = kind == BreakOpportunity::Mandatory && trimmed.len() < raw.len();
        let mut atom = Atom {
            parts: Vec::new(),
            width: 0.0,
            ink: 0.0,
            hard,
            tied: to < text.len() && !hard && inside_name(&text, to),
        };
        let end = from + trimmed.len();
        for (span, range) in ranges.iter().enumerate() {
            let (start, stop) = (range.start.max(from), range.end.min(end));
            let (Some(part), Some(styled)) = (text.get(start..stop), spans.get(span)) else {
                continue;
            };
            if part.is_empty() {
                continue;
            }
            let word = shaping.word(styled.style.face, part);
            atom.ink = atom.width + word.ink_width * styled.style.size;
            atom.width += word.width * styled.style.size;
            atom.parts.push(Part { span, word });
        }
        atoms.push(atom);
        from = to;
    }
    atoms
}

/// Whether the break at `at` lies inside a name such as `BSD-3-Clause`,
/// `Qwen/Qwen3-8B` or an address: a token of ASCII with a digit, `_` or `/`.
fn inside_name(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let head: &str = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let tail: &str = after.split(char::is_whitespace).next().unwrap_or_default();
    if head.is_empty() || tail.is_empty() || head.len() + tail.len() > 200 {
        return false;
    }
    let mut chars = head.chars().chain(tail.chars());
    head.is_ascii()
        && tail.is_ascii()
        && chars.any(|c| c.is_ascii_digit() || matches!(c, '_' | '/'))
}

/// Where lines are put: position, line height, structure.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Left edge.
    pub x: f32,
    /// Top of the line.
    pub y: f32,
    /// Line height and base font size.
    pub size: Size,
    /// The node that the text belongs to; `None` for decoration.
    pub node: Option<NodeId>,
}

/// The draw items of a line. `links` remembers the structure node of a span's
/// link, so that a link over two lines stays one link.
pub fn line_items(
    line: &Line,
    place: Place,
    tree: &mut Tree,
    links: &mut Vec<(usize, NodeId)>,
) -> Vec<Item> {
    let mut items = Vec::with_capacity(line.frags.len());
    for frag in &line.frags {
        if let Some(name) = &frag.anchor {
            items.push(Item::Anchor(Anchor {
                y: place.y,
                name: Arc::clone(name),
            }));
        }
        let mut node = place.node;
        if let (Some(address), Some(parent)) = (&frag.link, place.node) {
            let found = links.iter().find(|(span, _)| *span == frag.span);
            let id = match found {
                Some((_, id)) => *id,
                None => {
                    let id = tree.add(parent, Role::Link);
                    links.push((frag.span, id));
                    id
                }
            };
            node = Some(id);
            items.push(Item::Link(LinkArea {
                x: place.x + frag.x,
                y: place.y + 0.5,
                w: frag.width,
                h: place.size.line - 1.0,
                address: Arc::clone(address),
                node: id,
            }));
        }
        items.push(Item::Text(TextRun {
            x: place.x + frag.x,
            y: place.y + place.size.baseline(),
            face: frag.style.face,
            size: frag.style.size,
            color: frag.style.color,
            words: frag.words.clone(),
            node,
        }));
    }
    items
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::super::shape::{FaceId, FontSet};
    use super::super::style;
    use super::*;

    fn broken(text: &str, width: f32) -> Vec<String> {
        let fonts = FontSet::load().unwrap();
        let mut shaping = Shaping::new(&fonts);
        let span = StyledSpan::new(text, FaceId::Regular, 10.0, style::INK);
        let lines = break_lines(&mut shaping, &[span], width);
        lines
            .iter()
            .inspect(|line| assert!(line.width <= width.max(10.0)))
            .map(|line| line.frags.iter().flat_map(|frag| &frag.words))
            .map(|words| words.map(|word| word.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn nothing_is_lost_at_any_width() {
        let text =
            "Models under Apache-2.0, 通义千问 and https://example.org/a/b-c_d?e=f, e\u{301}a";
        for width in 3..200 {
            assert_eq!(broken(text, width as f32 * 3.0).concat(), text);
        }
    }

    #[test]
    fn names_stay_whole_where_they_fit() {
        let lines = broken("the terms of BSD-3-Clause and of others", 90.0);
        assert!(
            lines.iter().any(|line| line.contains("BSD-3-Clause")),
            "{lines:?}"
        );
    }

    #[test]
    fn line_ends_end_lines() {
        assert_eq!(broken("a\n\nb\r\n", 90.0), ["a", "", "b"]);
        assert_eq!(broken("", 90.0), [""]);
    }
}
