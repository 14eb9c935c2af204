//! The whole report: title block, sections, header and footer of each page.

use super::draw::{Color, Item, Laid, NodeId, Picture, Role, Tree};
use super::flow::{Brick, Flow, rule};
use super::shape::{FaceId, FontSet, Shaping};
use super::spans::StyledSpan;
use super::style::{self, Size};
use super::text::{Line, Place, break_lines, line_items};
use super::{PdfError, Ticker};
use crate::report::{Block, Orientation, Report, Section, Span};

/// Everything that laying out needs at hand.
pub struct Layouter<'a, 'p> {
    pub(super) shaping: Shaping<'a>,
    pub(super) tree: Tree,
    pub(super) flow: Flow,
    pub(super) ticker: &'a mut Ticker<'p>,
    pub(super) next_frame: usize,
    /// Color of headings.
    pub(super) accent: Color,
    /// Whether boxes and lines are fields.
    pub(super) fillable: bool,
}

/// How many steps laying out `report` takes.
pub fn steps(report: &Report) -> usize {
    let blocks = report.sections.iter().flat_map(|section| &section.blocks);
    1 + blocks
        .map(|block| match block {
            Block::Table(table) => 1 + table.rows.len(),
            _ => 1,
        })
        .sum::<usize>()
}

/// Lays `report` out.
pub fn run(report: &Report, ticker: &mut Ticker<'_>) -> Result<Laid, PdfError> {
    let fonts = FontSet::load()?;
    let mut layouter = Layouter {
        shaping: Shaping::new(&fonts),
        tree: Tree::new(),
        flow: Flow::new(),
        ticker,
        next_frame: 0,
        accent: accent(report),
        fillable: report.fillable,
    };
    let first = report
        .sections
        .first()
        .filter(|section| !section.new_page)
        .map_or(Orientation::Portrait, Section::lies);
    let mut lying = first;
    layouter.set_page(report, lying);
    layouter.flow.new_page();
    layouter.title_block(report);
    layouter.ticker.tick()?;
    for section in &report.sections {
        let wanted = section.lies();
        layouter.flow.flush();
        if section.new_page || wanted != lying {
            lying = wanted;
            layouter.set_page(report, lying);
            layouter.flow.new_page();
        }
        layouter.section(section)?;
    }
    layouter.flow.flush();
    layouter.furniture(report);
    Ok(Laid {
        pages: layouter.flow.pages,
        outline: layouter.flow.outline,
        nodes: layouter.tree.into_nodes(),
    })
}

/// The color of headings: the house's own, if it has one.
fn accent(report: &Report) -> Color {
    let own = report.branding.accent_rgb();
    own.map_or(style::ACCENT, |[r, g, b]| Color::rgb(r, g, b))
}

/// `text` on one line, for headers, the outline and document properties.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Layouter<'_, '_> {
    fn set_page(&mut self, report: &Report, lying: Orientation) {
        let (short, long) = style::paper(report.branding.paper);
        let (width, height) = match lying {
            Orientation::Portrait => (short, long),
            Orientation::Landscape => (long, short),
        };
        let draft = self.draft_lines(report, width).len() as f32;
        let top = style::MARGIN_TOP + draft * style::DRAFT_LINE.line;
        self.flow.set_page(width, height, top);
    }

    /// The lines at the head of every page: what is confidential, and why the
    /// report is a draft.
    fn draft_lines(&mut self, report: &Report, page_width: f32) -> Vec<Line> {
        let mut all = Vec::new();
        if let Some(words) = &report.branding.confidentiality {
            let words = one_line(words);
            let font = style::DRAFT_LINE.font;
            let span = StyledSpan::new(words, FaceId::Bold, font, style::INK);
            let width = page_width - 2.0 * style::MARGIN_X - 12.0;
            let mut lines = break_lines(&mut self.shaping, &[span], width);
            let cut = lines.len() > 1;
            lines.truncate(1);
            if let (true, Some(line)) = (cut, lines.last_mut()) {
                line.push_ellipsis(&mut self.shaping);
            }
            all.extend(lines);
        }
        let Some(reason) = &report.draft else {
            return all;
        };
        let reason = one_line(reason);
        let text = if reason.is_empty() {
            "DRAFT".to_owned()
        } else {
            format!("DRAFT: {reason}")
        };
        let span = StyledSpan::new(text, FaceId::Bold, style::DRAFT_LINE.font, style::DRAFT);
        let width = page_width - 2.0 * style::MARGIN_X;
        let mut lines = break_lines(&mut self.shaping, &[span], width - 12.0);
        if lines.len() > style::DRAFT_LINES {
            lines.truncate(style::DRAFT_LINES);
            if let Some(last) = lines.last_mut() {
                last.push_ellipsis(&mut self.shaping);
            }
        }
        all.extend(lines);
        all
    }

    /// The logo, above everything else.
    fn logo(&mut self, report: &Report) {
        let Some(logo) = &report.logo else {
            return;
        };
        let (w, h) = logo.on_paper();
        let node = self.tree.figure(0, &report.branding.logo_words());
        self.flow.push(Brick {
            height: h + style::AFTER_LOGO,
            keep_next: true,
            items: vec![Item::Picture(Picture {
                x: style::MARGIN_X,
                y: 0.0,
                w,
                h,
                logo: logo.clone(),
                node,
            })],
            ..Brick::default()
        });
    }

    fn title_block(&mut self, report: &Report) {
        self.logo(report);
        let heading = self.tree.add(0, Role::Heading(1));
        let text =
            |words: &str, face, size: Size, color| [StyledSpan::new(words, face, size.font, color)];
        let title = text(&report.title, FaceId::Bold, style::TITLE, self.accent);
        self.lines(&title, style::TITLE, heading);
        for (words, color, face) in [
            (report.subtitle.as_str(), style::INK, FaceId::Regular),
            (report.shown_date().as_str(), style::GRAY, FaceId::Regular),
        ] {
            if words.trim().is_empty() {
                continue;
            }
            let node = self.tree.add(0, Role::Paragraph);
            let spans = text(words, face, style::SUBTITLE, color);
            self.lines(&spans, style::SUBTITLE, node);
        }
        let width = self.flow.content_width();
        self.flow.push(Brick {
            height: 12.0,
            items: vec![rule(style::MARGIN_X, 8.0, width, style::RULE_STRONG)],
            ..Brick::default()
        });
        let pairs: Vec<(String, Vec<Span>)> = report
            .identity
            .iter()
            .map(|(label, value)| (label.clone(), vec![Span::plain(value.as_str())]))
            .collect();
        if !pairs.is_empty() {
            self.key_values(&pairs, 0);
            self.flow.push(Brick {
                height: 6.0,
                items: vec![rule(style::MARGIN_X, 2.0, width, style::RULE)],
                ..Brick::default()
            });
        }
    }

    /// Lines that all stay together.
    fn lines(&mut self, spans: &[StyledSpan], size: Size, node: NodeId) {
        let width = self.flow.content_width();
        let lines = break_lines(&mut self.shaping, spans, width);
        for line in &lines {
            let place = Place {
                x: style::MARGIN_X,
                y: 0.0,
                size,
                node: Some(node),
            };
            let items = line_items(line, place, &mut self.tree, &mut Vec::new());
            self.flow.push(Brick {
                height: size.line,
                items,
                ..Brick::default()
            });
        }
    }

    fn section(&mut self, section: &Section) -> Result<(), PdfError> {
        let node = self.tree.add(0, Role::Section);
        self.heading(&section.heading, 1, node);
        for block in &section.blocks {
            self.block(block, node)?;
        }
        Ok(())
    }

    /// Header, footer, page numbers and the draft line of every page.
    fn furniture(&mut self, report: &Report) {
        let total = self.flow.pages.len();
        let (title, footer) = (one_line(&report.title), one_line(&report.footer));
        for index in 0..total {
            let Some((width, height)) = self
                .flow
                .pages
                .get(index)
                .map(|page| (page.width, page.height))
            else {
                continue;
            };
            let mut items = Vec::new();
            let draft = self.draft_lines(report, width);
            if index > 0 {
                items.extend(self.running(&title, &report.shown_date(), width, style::HEADER_Y));
                let y = style::HEADER_Y + 6.0;
                items.push(rule(
                    style::MARGIN_X,
                    y,
                    width - 2.0 * style::MARGIN_X,
                    style::RULE,
                ));
            }
            for (n, line) in draft.iter().enumerate() {
                let place = Place {
                    x: style::MARGIN_X,
                    y: style::HEADER_Y + 10.0 + n as f32 * style::DRAFT_LINE.line,
                    size: style::DRAFT_LINE,
                    node: None,
                };
                items.extend(line_items(line, place, &mut self.tree, &mut Vec::new()));
            }
            let y = height - style::FOOTER_Y;
            items.push(rule(
                style::MARGIN_X,
                y - 12.0,
                width - 2.0 * style::MARGIN_X,
                style::RULE,
            ));
            let number = format!("Page {} of {total}", index + 1);
            items.extend(self.running(&footer, &number, width, y));
            if let Some(page) = self.flow.pages.get_mut(index) {
                page.items.extend(items);
            }
        }
    }

    /// A line with words at the left and at the right.
    fn running(&mut self, left: &str, right: &str, page_width: f32, baseline: f32) -> Vec<Item> {
        let width = page_width - 2.0 * style::MARGIN_X;
        let size = style::RUNNING;
        let y = baseline - size.baseline();
        let right = self.one(right, style::GRAY, width * 0.5);
        let room = width - right.width - 16.0;
        let left = self.one(left, style::GRAY, room);
        let mut items = Vec::new();
        for (line, x) in [
            (&left, style::MARGIN_X),
            (&right, style::MARGIN_X + width - right.width),
        ] {
            let place = Place {
                x,
                y,
                size,
                node: None,
            };
            items.extend(line_items(line, place, &mut self.tree, &mut Vec::new()));
        }
        items
    }

    /// One line of running text, cut with an ellipsis where it is too long.
    fn one(&mut self, text: &str, color: Color, width: f32) -> Line {
        let span = StyledSpan::new(text, FaceId::Regular, style::RUNNING.font, color);
        let mut lines = break_lines(&mut self.shaping, &[span], width - 10.0);
        let cut = lines.len() > 1;
        let mut line = lines.drain(..).next().unwrap_or_default();
        if cut {
            line.push_ellipsis(&mut self.shaping);
        }
        line
    }
}
