//! A report as a Word document: real headings, lists, tables whose header is
//! repeated on every page, links. Words of data and users are text runs.

mod stable;

use std::io::Cursor;

use docx_rs::{
    AbstractNumbering, BreakType, Docx, Hyperlink, HyperlinkType, IndentLevel, Level, LevelJc,
    LevelText, LineSpacing, NumberFormat, Numbering, NumberingId, PageMargin, PageOrientationType,
    PageSize, Paragraph, Run, RunFonts, SectionProperty, Shading, Start, Style as DocStyle,
    StyleType, Table as DocTable, TableCell as DocCell, TableCellMargins, TableLayoutType,
    TableRow, WidthType,
};

use self::stable::stable;
use super::palette;
use super::web::address;
use crate::matrix::Tone;
use crate::report::{Block, Orientation, Paper, Report, Section, Span, Style, Table, TableCell};

/// Twentieths of a point in a point.
const POINT: f32 = 20.0;

/// Margins of the pages, in twentieths of a point.
const MARGIN: i32 = 1100;

/// Tables of more columns are set smaller.
const WIDE: usize = 9;

/// The list that bullets belong to, and that of check boxes. The library has a
/// list 1 of its own.
const BULLETS: usize = 2;
const BOXES: usize = 3;

/// The mark that the header of a table is repeated. The library has no word for
/// it, so it is put in behind one that only headers have.
const NOT_SPLIT: &str = "<w:cantSplit />";
const REPEATED: &str = "<w:cantSplit /><w:tblHeader />";

/// The document.
///
/// # Errors
/// None in practice: writing to memory does not fail.
pub fn write_docx(report: &Report) -> Result<Vec<u8>, String> {
    let mut writer = Writer {
        doc: empty(report),
        report,
        lying: Orientation::Portrait,
    };
    writer.head();
    // Word makes contents from the headings.
    for section in report.sections.iter().filter(|one| !one.is_contents()) {
        if section.orientation != writer.lying {
            writer.turn(section.orientation);
        }
        writer.section(section);
    }
    let foot = text(&report.footer).color(hex(palette::QUIET));
    writer.push(Paragraph::new().add_run(foot));
    let (size, lying) = (page_size(report, writer.lying), writer.lying);
    let mut doc = writer.doc.page_size(size.0, size.1);
    if lying == Orientation::Landscape {
        doc = doc.page_orient(PageOrientationType::Landscape);
    }
    let mut parts = doc.build();
    let read = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (document, links) = stable(&read(&parts.document), &read(&parts.document_rels));
    let plain = NOT_SPLIT.replace(" />", "/>");
    let document = document.replace(&plain, REPEATED);
    parts.document = document.replace(NOT_SPLIT, REPEATED).into_bytes();
    parts.document_rels = links.into_bytes();
    let mut out = Cursor::new(Vec::new());
    parts.pack(&mut out).map_err(|error| error.to_string())?;
    Ok(out.into_inner())
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
}

impl Writer<'_> {
    fn push(&mut self, paragraph: Paragraph) {
        let doc = std::mem::take(&mut self.doc);
        self.doc = doc.add_paragraph(paragraph);
    }

    fn head(&mut self) {
        let report = self.report;
        if let Some(words) = &report.branding.confidentiality {
            self.push(Paragraph::new().add_run(text(words).bold()));
        }
        if let Some(reason) = &report.draft {
            let ink = hex(palette::tone(Tone::Bad).1);
            let words = text(&format!("DRAFT: {reason}")).bold().color(ink);
            self.push(Paragraph::new().add_run(words));
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
            Block::Paragraph(words) => self.push(spans(Paragraph::new(), words, None)),
            Block::Callout { tone, text: words } => {
                let sign = tone.sign();
                let mut paragraph = Paragraph::new().indent(Some(300), None, None, None);
                if !sign.is_empty() {
                    paragraph = paragraph.add_run(text(&format!("{sign} ")).bold());
                }
                let ink = hex(palette::tone(*tone).1);
                self.push(spans(paragraph, words, Some(&ink)));
            }
            Block::List(items) => self.list(items, BULLETS),
            Block::Checklist(items) => self.list(items, BOXES),
            Block::KeyValues(pairs) => {
                for (label, value) in pairs {
                    self.pair(label, value);
                }
            }
            Block::Table(one) => self.table(one),
            Block::Chart(chart) => {
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
            self.push(spans(paragraph, item, None));
        }
    }

    fn pair(&mut self, label: &str, value: &[Span]) {
        let paragraph = Paragraph::new().add_run(text(&format!("{label}: ")).bold());
        self.push(spans(paragraph, value, None));
    }

    fn table(&mut self, table: &Table) {
        if table.columns.is_empty() {
            return;
        }
        if !table.caption.is_empty() {
            let caption = Paragraph::new().keep_next(true);
            self.push(caption.add_run(text(&table.caption).bold()));
        }
        let (page, _) = page_size(self.report, self.lying);
        let room = page as f32 - 2.0 * MARGIN as f32;
        let all: f32 = table.columns.iter().map(|column| column.weight).sum();
        let widths: Vec<usize> = table
            .columns
            .iter()
            // Widths are positive and far below the limits of the type.
            .map(|column| (room * column.weight / all.max(f32::EPSILON)).max(POINT) as usize)
            .collect();
        // Many columns are set smaller, and as wide as their words ask for.
        let wide = table.columns.len() > WIDE;
        let size = if wide { 13 } else { 17 };
        let head = table.columns.iter().zip(&widths).map(|(column, width)| {
            let words = text(&column.heading).bold().size(size);
            DocCell::new()
                .add_paragraph(Paragraph::new().add_run(words))
                .shading(Shading::new().fill(hex(palette::HEAD)))
                .width(*width, WidthType::Dxa)
        });
        let mut rows = vec![TableRow::new(head.collect()).cant_split()];
        for row in &table.rows {
            let cells = row
                .iter()
                .zip(&widths)
                .map(|(cell, width)| one_cell(cell, *width, size));
            rows.push(TableRow::new(cells.collect()));
        }
        let made = DocTable::new(rows)
            .set_grid(widths)
            .margins(TableCellMargins::new().margin(40, 80, 40, 80))
            .layout(if wide {
                TableLayoutType::Autofit
            } else {
                TableLayoutType::Fixed
            });
        let doc = std::mem::take(&mut self.doc);
        self.doc = doc.add_table(made).add_paragraph(Paragraph::new());
    }
}

fn one_cell(cell: &TableCell, width: usize, size: usize) -> DocCell {
    let mut paragraph = Paragraph::new();
    let mut made = DocCell::new().width(width, WidthType::Dxa);
    let mut ink = None;
    if cell.tone != Tone::Neutral {
        let (fill, color) = palette::tone(cell.tone);
        made = made.shading(Shading::new().fill(hex(fill)));
        let sign = text(&format!("{} ", cell.tone.sign()));
        paragraph = paragraph.add_run(sign.size(size).color(hex(color)));
        ink = Some(hex(color));
    }
    for span in &cell.spans {
        paragraph = one_span(paragraph, span, ink.as_deref(), Some(size));
    }
    made.add_paragraph(paragraph)
}

fn spans(mut paragraph: Paragraph, spans: &[Span], ink: Option<&str>) -> Paragraph {
    for span in spans {
        paragraph = one_span(paragraph, span, ink, None);
    }
    paragraph
}

fn one_span(
    paragraph: Paragraph,
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
    match span.link.as_deref().and_then(address) {
        Some(link) => {
            let run = run.color(hex(palette::LINK)).underline("single");
            paragraph.add_hyperlink(Hyperlink::new(link, HyperlinkType::External).add_run(run))
        }
        None => paragraph.add_run(run),
    }
}

/// Words as a run; what XML cannot hold is left out.
fn text(words: &str) -> Run {
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

fn hex(color: palette::Rgb) -> String {
    color.iter().map(|part| format!("{part:02X}")).collect()
}
