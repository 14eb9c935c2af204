//! Bricks onto pages. A brick is a piece that is never cut: a line of text, a
//! table row. Bricks that must stay together are chained.

use std::rc::Rc;

use super::draw::{Color, Fill, Item, OutlineEntry, PageDraw, Stroke};
use super::style;

/// A box behind consecutive bricks, drawn as one fill on each page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Tells one box from the next.
    pub id: usize,
    /// Left edge.
    pub x: f32,
    /// Width.
    pub w: f32,
    /// Fill.
    pub fill: Color,
    /// Color of the bar at the left.
    pub bar: Color,
}

/// What is repeated at the top of a page when a table goes on there.
#[derive(Debug, Clone)]
pub struct Repeat {
    /// Height.
    pub height: f32,
    /// Items, from y = 0.
    pub items: Vec<Item>,
}

/// A piece that stays whole.
#[derive(Debug, Clone, Default)]
pub struct Brick {
    /// Height.
    pub height: f32,
    /// Space above, dropped at the top of a page.
    pub before: f32,
    /// Not to be parted from the next brick.
    pub keep_next: bool,
    /// What to draw, from y = 0.
    pub items: Vec<Item>,
    /// An outline entry that points here: level and title.
    pub outline: Option<(u8, String)>,
    /// A table header to be repeated when this brick begins a page.
    pub repeat: Option<Rc<Repeat>>,
    /// The box behind.
    pub frame: Option<Frame>,
}

impl Brick {
    /// Empty space.
    pub fn gap(height: f32) -> Self {
        Self {
            before: height,
            ..Self::default()
        }
    }
}

/// Chains the bricks of a paragraph so that at least two lines stand together
/// at the foot and at the head of a page.
pub fn bind_paragraph(bricks: &mut [Brick]) {
    let count = bricks.len();
    for (index, brick) in bricks.iter_mut().enumerate() {
        let last = index + 1 == count;
        if !last && (index == 0 || index + 2 == count) {
            brick.keep_next = true;
        }
    }
}

/// The pages being filled.
pub struct Flow {
    /// Pages so far.
    pub pages: Vec<PageDraw>,
    /// Outline so far.
    pub outline: Vec<OutlineEntry>,
    width: f32,
    height: f32,
    top: f32,
    y: f32,
    chain: Vec<Brick>,
    /// The open box: its id and where its fill and bar lie in the page.
    open_frame: Option<(usize, usize)>,
}

impl Flow {
    /// An empty flow; [`Flow::new_page`] comes first.
    pub fn new() -> Self {
        Self {
            pages: Vec::new(),
            outline: Vec::new(),
            width: style::A4_SHORT,
            height: style::A4_LONG,
            top: style::MARGIN_TOP,
            y: style::MARGIN_TOP,
            chain: Vec::new(),
            open_frame: None,
        }
    }

    /// Sets the size of the pages to come and the top of their content.
    pub fn set_page(&mut self, width: f32, height: f32, top: f32) {
        (self.width, self.height, self.top) = (width, height, top);
    }

    /// Width of the content.
    pub fn content_width(&self) -> f32 {
        self.width - 2.0 * style::MARGIN_X
    }

    /// Height of the content of a whole page.
    pub fn content_height(&self) -> f32 {
        self.bottom() - self.top
    }

    /// Height left on this page below everything that is waiting.
    pub fn remaining(&self) -> f32 {
        let waiting: f32 = self
            .chain
            .iter()
            .map(|brick| brick.before + brick.height)
            .sum();
        self.bottom() - self.y - waiting
    }

    fn bottom(&self) -> f32 {
        self.height - style::MARGIN_BOTTOM
    }

    fn at_top(&self) -> bool {
        self.y <= self.top
    }

    /// Begins a new page.
    pub fn new_page(&mut self) {
        self.pages.push(PageDraw {
            width: self.width,
            height: self.height,
            items: Vec::new(),
        });
        self.y = self.top;
        self.open_frame = None;
    }

    /// Adds a brick; it is placed once its chain is complete.
    pub fn push(&mut self, brick: Brick) {
        let complete = !brick.keep_next;
        self.chain.push(brick);
        if complete {
            self.flush();
        }
    }

    /// Places what is still waiting.
    pub fn flush(&mut self) {
        let chain = std::mem::take(&mut self.chain);
        let total: f32 = chain.iter().map(|brick| brick.height + brick.before).sum();
        let lead = chain.first().map_or(0.0, |brick| brick.before);
        let need = if self.at_top() { total - lead } else { total };
        if self.y + need > self.bottom() && !self.at_top() && need > 0.0 {
            if chain.iter().all(|brick| brick.height <= 0.0) {
                // Empty space does not open a page.
                return;
            }
            self.new_page();
        }
        for brick in chain {
            self.place(brick);
        }
    }

    fn place(&mut self, mut brick: Brick) {
        if !self.at_top() && self.y + brick.before + brick.height > self.bottom() {
            if brick.height <= 0.0 {
                // Empty space does not open a page.
                return;
            }
            self.new_page();
        }
        if self.at_top() {
            if let Some(repeat) = &brick.repeat {
                let mut items = repeat.items.clone();
                items.iter_mut().for_each(|item| item.shift(self.y));
                self.draw(items);
                self.y += repeat.height;
            }
        } else {
            self.y += brick.before;
        }
        self.frame(&brick);
        let y = self.y;
        if let Some((level, title)) = brick.outline.take() {
            self.outline.push(OutlineEntry {
                level,
                title,
                page: self.pages.len().saturating_sub(1),
                y,
            });
        }
        brick.items.iter_mut().for_each(|item| item.shift(y));
        self.draw(brick.items);
        self.y += brick.height;
    }

    fn draw(&mut self, items: Vec<Item>) {
        if let Some(page) = self.pages.last_mut() {
            page.items.extend(items);
        }
    }

    /// Draws the box behind a brick, or lengthens the one that is open.
    fn frame(&mut self, brick: &Brick) {
        let Some(frame) = brick.frame else {
            self.open_frame = None;
            return;
        };
        let bottom = self.y + brick.height;
        let Some(page) = self.pages.last_mut() else {
            return;
        };
        if let Some((id, at)) = self.open_frame
            && id == frame.id
        {
            for item in page.items.iter_mut().skip(at).take(2) {
                if let Item::Fill(fill) = item {
                    fill.h = bottom - fill.y;
                }
            }
            return;
        }
        self.open_frame = Some((frame.id, page.items.len()));
        for (w, color) in [(frame.w, frame.fill), (style::CALLOUT_BAR, frame.bar)] {
            page.items.push(Item::Fill(Fill {
                x: frame.x,
                y: self.y,
                w,
                h: brick.height,
                color,
                radius: 0.0,
                node: None,
            }));
        }
    }
}

/// A horizontal hairline.
pub fn rule(x: f32, y: f32, width: f32, color: Color) -> Item {
    Item::Stroke(Stroke {
        from: (x, y),
        to: (x + width, y),
        width: style::HAIRLINE,
        color,
        node: None,
    })
}
