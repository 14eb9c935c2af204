//! A report as a Word document: real headings, lists, tables whose header is
//! repeated on every page, links. Words of data and users are text runs.

mod pack;
mod stable;
mod table;
mod words;

use std::io::Cursor;

use docx_rs::{
    AbstractNumbering, Docx, Footer, Header, IndentLevel, Level, LevelJc, LevelText, LineSpacing,
    NumPages, NumberFormat, Numbering, NumberingId, PageMargin, PageNum, PageOrientationType,
    PageSize, Paragraph, Pic, Run, RunFonts, SectionProperty, Shading, Start, Style as DocStyle,
    StyleType, Table as DocTable, TableCell as DocCell, TableLayoutType, TableRow, WidthType,
};

use self::stable::stable;
use self::table::add_table;
use self::words::{Places, hex, spans, text};
use super::palette;
use crate::matrix::Tone;
use crate::report::{BarChart, Block, Chart, Logo, Orientation, Paper, Report, Section, Span};

/// Margins of the pages, in twentieths of a point.
const MARGIN: i32 = 1100;

/// Size of the head and the foot of pages, in half points.
const RUNNING: usize = 16;

/// What the format measures pictures in: as many are a point.
const UNITS: f32 = 12_700.0;

/// The list that bullets belong to, and that of check boxes. The library has a
/// list 1 of its own.
const BULLETS: usize = 2;
const BOXES: usize = 3;

/// The document.
///
/// # Errors
/// None in practice: writing to memory does not fail.
pub fn write_docx(report: &Report) -> Result<Vec<u8>, String> {
    let mut writer = Writer {
        doc: empty(report),
        report,
        lying: Orientation::Portrait,
        places: Places::of(report),
    };
    writer.head();
    for section in &report.sections {
        let lying = section.lies();
        if lying != writer.lying {
            writer.turn(lying);
        }
        writer.section(section);
    }
    let (size, lying) = (page_size(report, writer.lying), writer.lying);
    let mut doc = writer.doc.page_size(size.0, size.1);
    if lying == Orientation::Landscape {
        doc = doc.page_orient(PageOrientationType::Landscape);
    }
    let mut parts = doc
        .header(page_head(report))
        .footer(page_foot(report))
        .build();
    let read = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (document, links) = stable(&read(&parts.document), &read(&parts.document_rels));
    parts.document = pack::completed(&document).into_bytes();
    parts.document_rels = links.into_bytes();
    let mut out = Cursor::new(Vec::new());
    parts.pack(&mut out).map_err(|error| error.to_string())?;
    let author = report.branding.organization.as_deref();
    let author = author.unwrap_or("License Matrix");
    pack::packed(&out.into_inner(), &report.title, author)
}

/// The head of every page: what is confidential, the title, and why the report
/// is a draft.
fn page_head(report: &Report) -> Header {
    let mut head = Header::new();
    if let Some(words) = &report.branding.confidentiality {
        head = head.add_paragraph(Paragraph::new().add_run(text(words).bold().size(RUNNING)));
    }
    let line = format!("{}, {}", report.title, report.shown_date());
    let line = text(&line).color(hex(palette::QUIET)).size(RUNNING);
    head = head.add_paragraph(Paragraph::new().add_run(line));
    if let Some(reason) = &report.draft {
        let ink = hex(palette::tone(Tone::Bad).1);
        let words = text(&format!("DRAFT: {reason}")).bold().color(ink);
        head = head.add_paragraph(Paragraph::new().add_run(words.size(RUNNING)));
    }
    head
}

/// The foot of every page: what made it, and the number of the page.
fn page_foot(report: &Report) -> Footer {
    let quiet = |words: &str| text(words).color(hex(palette::QUIET)).size(RUNNING);
    let line = Paragraph::new()
        .add_run(quiet(&format!("{}. Page ", report.footer)))
        .add_page_num(PageNum::new())
        .add_run(quiet(" of "))
        .add_num_pages(NumPages::new());
    Footer::new().add_paragraph(line)
}

/// A document with its styles and lists, and nothing in it.
fn empty(report: &Report) -> Docx {
    let accent = report.branding.accent_rgb();
    let accent = hex(accent.unwrap_or(palette::tone(Tone::Neutral).1));
    let heading = |level: usize, size: usize| {
        DocStyle::new(format!("Heading{level}"), StyleType::Paragraph)
            .name(format!("Heading {level}"))
            .based_on("Normal")
            .next("Normal")
            .size(size)
            .color(&accent)
            .bold()
            .outline_lvl(level - 1)
            .line_spacing(LineSpacing::new().before(240).after(80))
    };
    let normal = DocStyle::new("Normal", StyleType::Paragraph)
        .name("Normal")
        .line_spacing(LineSpacing::new().after(60));
    let title = DocStyle::new("Title", StyleType::Paragraph)
        .name("Title")
        .size(44)
        .color(&accent)
        .bold();
    // Without a day the file would carry the clock.
    let day = match report.date.len() {
        10 => format!("{}T00:00:00Z", report.date),
        _ => "2000-01-01T00:00:00Z".to_owned(),
    };
    let list = |id: usize, sign: &str| {
        let level = Level::new(
            0,
            Start::new(1),
            NumberFormat::new("bullet"),
            LevelText::new(sign),
            LevelJc::new("left"),
        );
        AbstractNumbering::new(id).add_level(level.indent(
            Some(400),
            Some(docx_rs::SpecialIndentType::Hanging(300)),
            None,
            None,
        ))
    };
    Docx::new()
        .created_at(&day)
        .updated_at(&day)
        .default_size(20)
        .default_fonts(RunFonts::new().ascii("Calibri").hi_ansi("Calibri"))
        .page_margin(margins())
        .add_style(normal)
        .add_style(title)
        .add_style(heading(1, 32))
        .add_style(heading(2, 26))
        .add_style(heading(3, 22))
        .add_abstract_numbering(list(BULLETS, "\u{2022}"))
        .add_numbering(Numbering::new(BULLETS, BULLETS))
        .add_abstract_numbering(list(BOXES, "\u{2610}"))
        .add_numbering(Numbering::new(BOXES, BOXES))
}

fn margins() -> PageMargin {
    PageMargin::new()
        .top(MARGIN)
        .bottom(MARGIN)
        .left(MARGIN)
        .right(MARGIN)
}

/// Width and height of a page, in twentieths of a point.
fn page_size(report: &Report, lying: Orientation) -> (u32, u32) {
    let (short, long) = match report.branding.paper {
        Paper::A4 => (11_906, 16_838),
        Paper::Letter => (12_240, 15_840),
    };
    match lying {
        Orientation::Portrait => (short, long),
        Orientation::Landscape => (long, short),
    }
}

struct Writer<'r> {
    doc: Docx,
    report: &'r Report,
    /// How the pages lie that are being filled.
    lying: Orientation,
    /// Where links inside the report lead.
    places: Places,
}

impl Writer<'_> {
    fn push(&mut self, paragraph: Paragraph) {
        let doc = std::mem::take(&mut self.doc);
        self.doc = doc.add_paragraph(paragraph);
    }

    fn head(&mut self) {
        let report = self.report;
        if let Some(logo) = &report.logo {
            self.push(Paragraph::new().add_run(Run::new().add_image(picture(logo))));
        }
        self.push(Paragraph::new().style("Title").add_run(text(&report.title)));
        for words in [report.subtitle.clone(), report.shown_date()] {
            self.push(Paragraph::new().add_run(text(&words)));
        }
        for (label, value) in &report.identity {
            self.pair(label, &[Span::plain(value)]);
        }
    }

    /// Ends the pages that lie one way; those that follow lie the other way.
    fn turn(&mut self, lying: Orientation) {
        let (width, height) = page_size(self.report, self.lying);
        let orient = match self.lying {
            Orientation::Portrait => PageOrientationType::Portrait,
            Orientation::Landscape => PageOrientationType::Landscape,
        };
        let end = SectionProperty::new()
            .page_size(PageSize::new().size(width, height).orient(orient))
            .page_margin(margins());
        self.push(Paragraph::new().section_property(end));
        self.lying = lying;
    }

    fn section(&mut self, section: &Section) {
        let mut heading = Paragraph::new().style("Heading1").keep_next(true);
        if section.new_page {
            heading = heading.page_break_before(true);
        }
        let heading = self.places.mark(heading, &section.place());
        self.push(heading.add_run(text(&section.heading)));
        for block in &section.blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text: words } => {
                let style = format!("Heading{}", u8::clamp(*level, 2, 3));
                let heading = Paragraph::new().style(&style).keep_next(true);
                self.push(heading.add_run(text(words)));
            }
            Block::Paragraph(words) => {
                let paragraph = spans(&self.places, Paragraph::new(), words, None);
                self.push(paragraph);
            }
            Block::Callout { tone, text: words } => {
                let sign = tone.sign();
                let mut paragraph = Paragraph::new().indent(Some(300), None, None, None);
                if !sign.is_empty() {
                    paragraph = paragraph.add_run(text(&format!("{sign} ")).bold());
                }
                let ink = hex(palette::tone(*tone).1);
                let paragraph = spans(&self.places, paragraph, words, Some(&ink));
                self.push(paragraph);
            }
            Block::List(items) => self.list(items, BULLETS),
            Block::Checklist(items) => self.list(items, BOXES),
            Block::KeyValues(pairs) => {
                for (label, value) in pairs {
                    self.pair(label, value);
                }
            }
            Block::Table(one) => {
                let doc = std::mem::take(&mut self.doc);
                self.doc = add_table(doc, &self.places, one, self.room());
            }
            Block::Chart(chart) => {
                if let Chart::Bar(bar) = chart {
                    self.bar(bar);
                }
                let words = text(chart.description()).italic();
                self.push(Paragraph::new().add_run(words));
            }
            Block::SignatureLines(labels) => {
                for label in labels {
                    let line = format!("{label}: {}", "_".repeat(40));
                    self.push(Paragraph::new().add_run(text(&line)));
                }
            }
        }
    }

    fn list(&mut self, items: &[Vec<Span>], list: usize) {
        for item in items {
            let paragraph = Paragraph::new().numbering(NumberingId::new(list), IndentLevel::new(0));
            let paragraph = spans(&self.places, paragraph, item, None);
            self.push(paragraph);
        }
    }

    fn pair(&mut self, label: &str, value: &[Span]) {
        let paragraph = Paragraph::new().add_run(text(&format!("{label}: ")).bold());
        let paragraph = spans(&self.places, paragraph, value, None);
        self.push(paragraph);
    }

    /// Room between the margins, in twentieths of a point.
    fn room(&self) -> f32 {
        let (page, _) = page_size(self.report, self.lying);
        page as f32 - 2.0 * MARGIN as f32
    }

    /// A bar as a row of cells, each as wide as its share.
    fn bar(&mut self, chart: &BarChart) {
        let title = Paragraph::new().keep_next(true);
        self.push(title.add_run(text(&chart.title).bold()));
        let all: usize = chart.parts.iter().map(|(_, _, count)| count).sum();
        // A share too small to be seen is drawn all the same.
        let least = self.room() / 40.0;
        let widths: Vec<usize> = chart
            .parts
            .iter()
            .map(|(_, _, count)| self.room() * *count as f32 / all.max(1) as f32)
            .map(|width| width.max(least) as usize)
            .collect();
        let cells = chart.parts.iter().zip(&widths);
        let cells = cells.map(|((tone, _, count), width)| {
            let (fill, ink) = palette::tone(*tone);
            let words = text(&count.to_string()).color(hex(ink)).size(RUNNING);
            DocCell::new()
                .add_paragraph(Paragraph::new().add_run(words))
                .shading(Shading::new().fill(hex(fill)))
                .width(*width, WidthType::Dxa)
        });
        let table = DocTable::new(vec![TableRow::new(cells.collect())])
            .set_grid(widths)
            .layout(TableLayoutType::Fixed);
        let doc = std::mem::take(&mut self.doc);
        self.doc = doc.add_table(table);
    }
}

fn picture(logo: &Logo) -> Pic {
    let (w, h) = logo.on_paper();
    let units = |points: f32| (points * UNITS) as u32;
    Pic::new_with_dimensions(logo.png.to_vec(), logo.width, logo.height).size(units(w), units(h))
}
