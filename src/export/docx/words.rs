//! Words as runs: styles, links, places that links lead to.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use docx_rs::{BreakType, Hyperlink, HyperlinkType, Paragraph, Run};

use super::super::palette;
use super::super::web::address;
use crate::report::{Report, Section, Span, Style};

/// The places that links inside the report lead to, with their numbers. Names
/// of places may be of any length; here they have at most 40 letters.
pub(super) struct Places {
    numbers: BTreeMap<String, usize>,
    /// Those that were marked: of several places of one name the first counts.
    marked: RefCell<BTreeSet<usize>>,
}

impl Places {
    /// All places of a report.
    pub(super) fn of(report: &Report) -> Self {
        let mut names: Vec<String> = report.sections.iter().map(Section::place).collect();
        for section in &report.sections {
            for span in section.spans() {
                names.extend(span.anchor.clone());
            }
        }
        let mut numbers = BTreeMap::new();
        for name in names {
            let next = numbers.len() + 1;
            numbers.entry(name).or_insert(next);
        }
        Self {
            numbers,
            marked: RefCell::default(),
        }
    }

    /// The bookmark of a place, if there is such a place.
    pub(super) fn bookmark(&self, place: &str) -> Option<(usize, String)> {
        let number = *self.numbers.get(place)?;
        Some((number, format!("place{number}")))
    }

    /// The paragraph as a place that links lead to.
    pub(super) fn mark(&self, paragraph: Paragraph, place: &str) -> Paragraph {
        match self.bookmark(place) {
            Some((number, name)) if self.marked.borrow_mut().insert(number) => paragraph
                .add_bookmark_start(number, name)
                .add_bookmark_end(number),
            _ => paragraph,
        }
    }
}

/// Adds words to a paragraph, in a color if one is given.
pub(super) fn spans(
    places: &Places,
    mut paragraph: Paragraph,
    spans: &[Span],
    ink: Option<&str>,
) -> Paragraph {
    for span in spans {
        paragraph = one_span(places, paragraph, span, ink, None);
    }
    paragraph
}

/// Adds words in one style to a paragraph.
pub(super) fn one_span(
    places: &Places,
    mut paragraph: Paragraph,
    span: &Span,
    ink: Option<&str>,
    size: Option<usize>,
) -> Paragraph {
    let mut run = text(&span.text);
    run = match span.style {
        Style::Plain => run,
        Style::Bold => run.bold(),
        Style::Italic => run.italic(),
        Style::Quiet => run.color(hex(palette::QUIET)),
    };
    if let Some(ink) = ink {
        run = run.color(ink);
    }
    if let Some(size) = size {
        run = run.size(size);
    }
    if let Some(place) = &span.anchor {
        paragraph = places.mark(paragraph, place);
    }
    let looks = |run: Run| run.color(hex(palette::LINK)).underline("single");
    let link = span.link.as_deref().unwrap_or_default();
    if let Some(place) = link.strip_prefix('#') {
        return match places.bookmark(place) {
            Some((_, name)) => paragraph
                .add_hyperlink(Hyperlink::new(name, HyperlinkType::Anchor).add_run(looks(run))),
            None => paragraph.add_run(run),
        };
    }
    match address(link) {
        Some(link) => paragraph
            .add_hyperlink(Hyperlink::new(link, HyperlinkType::External).add_run(looks(run))),
        None => paragraph.add_run(run),
    }
}

/// Words as a run; what XML cannot hold is left out.
pub(super) fn text(words: &str) -> Run {
    let mut run = Run::new();
    for (index, line) in words.replace('\t', " ").split('\n').enumerate() {
        if index > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        let kept = line
            .chars()
            .filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'));
        run = run.add_text(kept.collect::<String>());
    }
    run
}

/// A color as the format writes it.
pub(super) fn hex(color: palette::Rgb) -> String {
    color.iter().map(|part| format!("{part:02X}")).collect()
}
