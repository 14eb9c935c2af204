//! What lies where on a page, independent of any PDF library. The window can
//! paint the same list. Lengths are points; y grows downward from the top.

use std::sync::Arc;

use super::shape::{FaceId, Word};
use crate::report::Logo;

/// An sRGB color.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

impl Color {
    /// From three bytes.
    pub const fn rgb(r: u8, g: u8, b: u8) -> Self {
        Self { r, g, b }
    }
}

/// A node of the reading structure: an index into [`Laid::nodes`].
pub type NodeId = usize;

/// What a piece of content is, for screen readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The root.
    Document,
    /// A section.
    Section,
    /// A heading, 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A paragraph set apart.
    Callout,
    /// A list.
    List,
    /// An entry of a list.
    Item,
    /// Bullet, check box or label of an entry.
    Label,
    /// What an entry says.
    Body,
    /// The line above a table.
    Caption,
    /// A table.
    Table,
    /// A row.
    Row,
    /// A header cell of a column.
    Header,
    /// A cell.
    Cell,
    /// A link.
    Link,
    /// A chart or a picture, with a description.
    Figure,
    /// A field to be filled in.
    Form,
}

/// A node of the reading structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// Its parent; only the root has none.
    pub parent: Option<NodeId>,
    /// What a figure shows, for those who cannot see it.
    pub description: Option<String>,
}

/// A run of text in one style on one line.
#[derive(Debug, Clone)]
pub struct TextRun {
    /// Left edge.
    pub x: f32,
    /// Baseline.
    pub y: f32,
    /// Font asked for; words may hold pieces in fallback fonts.
    pub face: FaceId,
    /// Font size.
    pub size: f32,
    /// Ink.
    pub color: Color,
    /// The shaped words, spaces included.
    pub words: Vec<Arc<Word>>,
    /// Where it belongs; `None` for decoration such as page numbers.
    pub node: Option<NodeId>,
}

impl TextRun {
    /// The words as a string.
    pub fn text(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect()
    }
}

/// A filled rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fill {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
    /// Color.
    pub color: Color,
    /// Corner radius.
    pub radius: f32,
    /// The figure it is a part of; `None` for decoration.
    pub node: Option<NodeId>,
}

/// A straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Start.
    pub from: (f32, f32),
    /// End.
    pub to: (f32, f32),
    /// Width of the line.
    pub width: f32,
    /// Color.
    pub color: Color,
    /// The figure it is a part of; `None` for decoration.
    pub node: Option<NodeId>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
    /// What is seen.
    pub logo: Logo,
    /// The figure in the reading structure.
    pub node: NodeId,
}

/// What is filled in in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// A box that is checked or not.
    Check,
    /// Words.
    Text,
    /// A digital signature.
    Signature,
}

/// A field to be filled in on screen.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldArea {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
    /// What is filled in.
    pub kind: FieldKind,
    /// What it is for, read aloud and shown as a tip.
    pub label: Arc<str>,
    /// The field in the reading structure.
    pub node: NodeId,
}

/// A place to click.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkArea {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
    /// Where it leads: an address, or `#` and the name of an anchor.
    pub address: Arc<str>,
    /// The link in the reading structure.
    pub node: NodeId,
}

/// A place that links inside the file lead to.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// Upper edge.
    pub y: f32,
    /// Its name.
    pub name: Arc<str>,
}

/// One thing on a page.
#[derive(Debug, Clone)]
pub enum Item {
    /// Text.
    Text(TextRun),
    /// A filled area.
    Fill(Fill),
    /// A line.
    Stroke(Stroke),
    /// A picture.
    Picture(Picture),
    /// A field to be filled in.
    Field(FieldArea),
    /// A place to click.
    Link(LinkArea),
    /// A place to go to.
    Anchor(Anchor),
}

impl Item {
    /// Moves the item down by `dy`.
    pub fn shift(&mut self, dy: f32) {
        match self {
            Item::Text(run) => run.y += dy,
            Item::Fill(fill) => fill.y += dy,
            Item::Stroke(line) => {
                line.from.1 += dy;
                line.to.1 += dy;
            }
            Item::Picture(picture) => picture.y += dy,
            Item::Field(field) => field.y += dy,
            Item::Link(area) => area.y += dy,
            Item::Anchor(anchor) => anchor.y += dy,
        }
    }

    /// Makes a shape a part of a figure; text says itself where it belongs.
    pub fn belongs_to(&mut self, figure: NodeId) {
        match self {
            Item::Fill(fill) => fill.node = Some(figure),
            Item::Stroke(line) => line.node = Some(figure),
            _ => {}
        }
    }

    /// Left, upper, right and lower edge of what a part of a figure covers,
    /// and the figure.
    pub fn extent(&self) -> Option<(NodeId, [f32; 4])> {
        match self {
            Item::Text(run) => {
                let ems: f32 = run.words.iter().map(|word| word.width).sum();
                let (top, bottom) = (run.y - run.size, run.y + run.size * 0.25);
                let right = run.x + ems * run.size;
                run.node.map(|node| (node, [run.x, top, right, bottom]))
            }
            Item::Fill(f) => f.node.map(|node| (node, [f.x, f.y, f.x + f.w, f.y + f.h])),
            Item::Stroke(line) => line.node.map(|node| {
                let ((ax, ay), (bx, by)) = (line.from, line.to);
                (node, [ax.min(bx), ay.min(by), ax.max(bx), ay.max(by)])
            }),
            Item::Picture(p) => Some((p.node, [p.x, p.y, p.x + p.w, p.y + p.h])),
            Item::Field(_) | Item::Link(_) | Item::Anchor(_) => None,
        }
    }
}

/// A page.
#[derive(Debug, Clone)]
pub struct PageDraw {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// What is on it, in drawing and reading order.
    pub items: Vec<Item>,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineEntry {
    /// 1 for sections, 2 and 3 for headings inside.
    pub level: u8,
    /// The words.
    pub title: String,
    /// Page, from 0.
    pub page: usize,
    /// Where on the page, from its top.
    pub y: f32,
}

/// A laid out report.
#[derive(Debug, Clone)]
pub struct Laid {
    /// The pages.
    pub pages: Vec<PageDraw>,
    /// The outline in reading order.
    pub outline: Vec<OutlineEntry>,
    /// The reading structure; node 0 is the root.
    pub nodes: Vec<Node>,
}

/// Collects the reading structure.
#[derive(Debug, Clone)]
pub struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// A tree with its root, node 0.
    pub fn new() -> Self {
        Self {
            nodes: vec![Node {
                role: Role::Document,
                parent: None,
                description: None,
            }],
        }
    }

    /// Adds a node below `parent`.
    pub fn add(&mut self, parent: NodeId, role: Role) -> NodeId {
        self.nodes.push(Node {
            role,
            parent: Some(parent),
            description: None,
        });
        self.nodes.len() - 1
    }

    /// Adds a figure below `parent`.
    pub fn figure(&mut self, parent: NodeId, description: &str) -> NodeId {
        let id = self.add(parent, Role::Figure);
        self.nodes[id].description = Some(description.to_owned());
        id
    }

    /// The nodes; parents come before their children.
    pub fn into_nodes(self) -> Vec<Node> {
        self.nodes
    }
}

impl Default for Tree {
    fn default() -> Self {
        Self::new()
    }
}
