//! The parts a report is made of. Pure content: no fonts, sizes or colors.

use super::branding::Branding;
use super::chart::Chart;
use super::logo::Logo;
use crate::matrix::Tone;

/// A finished report, ready to be laid out or printed as plain text.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Printed large on the first page and in the document properties.
    pub title: String,
    /// One line below the title.
    pub subtitle: String,
    /// The day printed on the report, `YYYY-MM-DD`. An argument, never the clock.
    pub date: String,
    /// Program, catalog and scenario identity: label and value.
    pub identity: Vec<(String, String)>,
    /// Why the report is a draft; printed in red on every page.
    pub draft: Option<String>,
    /// A short line for the foot of every page.
    pub footer: String,
    /// The content in reading order.
    pub sections: Vec<Section>,
    /// A file that formats which can do so carry inside.
    pub attachment: Option<Attachment>,
    /// How it looks on somebody's paper.
    pub branding: Branding,
    /// A picture for its head.
    pub logo: Option<Logo>,
    /// Whether boxes and lines are fields to be filled in on screen, in formats
    /// that can do so.
    pub fillable: bool,
}

impl Report {
    /// The report for somebody, on their paper.
    #[must_use]
    pub fn branded(mut self, branding: &Branding) -> Self {
        self.identity.splice(0..0, branding.identity());
        self.branding = branding.clone();
        self
    }

    /// The report with a picture at its head.
    #[must_use]
    pub fn with_logo(mut self, logo: Option<&Logo>) -> Self {
        self.logo = logo.cloned();
        self
    }

    /// The day printed on it, as people are to read it.
    pub fn shown_date(&self) -> String {
        self.branding.day(&self.date)
    }
}

/// A file inside a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub kind: String,
    /// What it is, in words.
    pub description: String,
    /// Its content.
    pub text: String,
}

/// The label of a line for a signature.
pub const SIGNATURE: &str = "Signature";

/// Tables of more columns lie sideways.
const UPRIGHT_COLUMNS: usize = 12;

/// A chapter with its own entry in the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Heading, also the outline entry.
    pub heading: String,
    /// Wide tables ask for landscape pages.
    pub orientation: Orientation,
    /// Whether the section begins on a new page.
    pub new_page: bool,
    /// What the section says.
    pub blocks: Vec<Block>,
}

impl Section {
    /// The name of the place where the section begins, for links to it.
    pub fn place(&self) -> String {
        place_name("section", &self.heading)
    }

    /// How its pages lie: sideways when it asks for it or holds a very wide
    /// table.
    pub fn lies(&self) -> Orientation {
        let wide = self.blocks.iter().any(|block| match block {
            Block::Table(table) => table.columns.len() > UPRIGHT_COLUMNS,
            _ => false,
        });
        if wide {
            Orientation::Landscape
        } else {
            self.orientation
        }
    }

    /// Whether it is nothing but links to the others, which some formats have
    /// by themselves.
    pub fn is_contents(&self) -> bool {
        let leads = |span: &Span| {
            let link = span.link.as_deref();
            link.is_some_and(|link| link.starts_with("#section-"))
        };
        matches!(self.blocks.first(), Some(Block::List(items))
            if !items.is_empty() && items.iter().flatten().all(leads))
    }
}

/// The name of a place: letters, digits and hyphens.
pub fn place_name(kind: &str, words: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    format!("{kind}-{}", words.chars().map(plain).collect::<String>())
}

/// How the pages of a section lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    /// Upright.
    Portrait,
    /// Sideways.
    Landscape,
}

/// One piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading inside the section (level 2 or 3), also in the outline.
    Heading {
        /// 2 or 3.
        level: u8,
        /// The words.
        text: String,
    },
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A paragraph set apart in a box, with a tone.
    Callout {
        /// How the box is to be taken.
        tone: Tone,
        /// The words.
        text: Vec<Span>,
    },
    /// A bulleted list.
    List(Vec<Vec<Span>>),
    /// Label and value, one pair a line.
    KeyValues(Vec<(String, Vec<Span>)>),
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// Check boxes: an open box before each line.
    Checklist(Vec<Vec<Span>>),
    /// Lines to be filled in by hand: name, role, date, signature ... The line
    /// for a signature is called [`SIGNATURE`].
    SignatureLines(Vec<String>),
}

/// A run of text in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// How they are set.
    pub style: Style,
    /// Where a click leads: `https://...`, or `#name` for a place in the report.
    pub link: Option<String>,
    /// The name of this place, for links that lead here.
    pub anchor: Option<String>,
}

/// The style of a run of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// Body text.
    Plain,
    /// Stressed.
    Bold,
    /// Set apart.
    Italic,
    /// Small and gray: sources, sections.
    Quiet,
}

impl Span {
    /// Body text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::styled(text, Style::Plain)
    }

    /// Stressed text.
    pub fn bold(text: impl Into<String>) -> Self {
        Self::styled(text, Style::Bold)
    }

    /// Small gray text.
    pub fn quiet(text: impl Into<String>) -> Self {
        Self::styled(text, Style::Quiet)
    }

    /// Text that leads to an address.
    pub fn link(text: impl Into<String>, address: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            style: Style::Plain,
            link: Some(address.into()),
            anchor: None,
        }
    }

    /// The same, leading to a place in the report.
    pub fn leading_to(mut self, place: &str) -> Self {
        self.link = Some(format!("#{place}"));
        self
    }

    /// The same as a place in the report.
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.anchor = Some(place.into());
        self
    }

    /// Text in a style.
    pub fn styled(text: impl Into<String>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
            link: None,
            anchor: None,
        }
    }
}

/// A table with a header that is repeated on every page.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// A line above the table; may be empty.
    pub caption: String,
    /// The columns, left to right.
    pub columns: Vec<TableColumn>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<TableCell>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableColumn {
    /// The header.
    pub heading: String,
    /// Share of the width, relative to the other columns.
    pub weight: f32,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableCell {
    /// The words.
    pub spans: Vec<Span>,
    /// A tone is shown as a badge with sign and word; `Neutral` has no badge.
    pub tone: Tone,
}

impl TableCell {
    /// A cell without a tone.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            spans: vec![Span::plain(text)],
            tone: Tone::Neutral,
        }
    }

    /// A cell whose first words are a badge in `tone`.
    pub fn toned(text: impl Into<String>, tone: Tone) -> Self {
        Self {
            spans: vec![Span::plain(text)],
            tone,
        }
    }
}
