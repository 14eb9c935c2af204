//! A report as an Excel workbook: a sheet for each table, one for the text.
//! Words of data and users are text cells, never formulas.

mod cell;
mod chart;

use std::collections::BTreeSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use self::cell::{clean, date_of, head, signed, words, wrapped, write_cell};
use super::progress::Steps;
use super::write::{ExportError, aside};
use crate::report::{Block, Chart, Format, Paper, Report, Section, Table};

/// Widths of columns, in letters.
const WIDTHS: (f64, f64) = (10.0, 60.0);

/// Width of the column of sections, in letters.
const SECTION_WIDTH: f64 = 34.0;

/// Width of the column of running text, in letters.
const TEXT_WIDTH: f64 = 110.0;

/// Height of a line, in points; the tallest row that there may be.
const LINE: (f64, f64) = (15.0, 405.0);

/// The workbook.
///
/// # Errors
/// [`ExportError::Canceled`] when the caller of `steps` asked to stop; the
/// other only when the program itself is damaged.
pub fn write_xlsx(report: &Report, steps: &mut Steps<'_>) -> Result<Vec<u8>, ExportError> {
    steps.end_takes_half();
    let mut book = Book::new(report);
    for section in &report.sections {
        if !section.is_contents() {
            book.section(section);
        }
    }
    let mut workbook = book.finish(report, steps)?;
    // The library packs the file without a word.
    let packed = aside(Format::Xlsx, steps, move || workbook.save_to_buffer());
    Ok(packed??)
}

impl From<XlsxError> for ExportError {
    fn from(error: XlsxError) -> Self {
        ExportError::Other(Format::Xlsx, error.to_string())
    }
}

/// A workbook being filled.
struct Book<'r> {
    /// Tables of one shape share a sheet.
    shapes: Vec<Vec<Named<'r>>>,
    names: BTreeSet<String>,
    /// What is no table: section, text.
    text: Vec<(String, String)>,
    charts: Vec<&'r Chart>,
}

/// A table with what it stands under.
struct Named<'r> {
    section: &'r str,
    heading: &'r str,
    table: &'r Table,
}

impl Named<'_> {
    fn has_shape_of(&self, other: &Table) -> bool {
        let headings = |table: &Table| -> Vec<String> {
            let columns = table.columns.iter();
            columns.map(|column| column.heading.clone()).collect()
        };
        headings(self.table) == headings(other)
    }
}

impl<'r> Book<'r> {
    fn new(report: &Report) -> Self {
        let mut text = vec![("Report".to_owned(), report.title.clone())];
        let confidential = report.branding.confidentiality.clone();
        for words in [report.subtitle.clone(), report.date.clone()]
            .into_iter()
            .chain(confidential)
        {
            text.push(("Report".to_owned(), words));
        }
        if let Some(reason) = &report.draft {
            text.push(("Report".to_owned(), format!("DRAFT: {reason}")));
        }
        for (label, value) in &report.identity {
            text.push((label.clone(), value.clone()));
        }
        if !report.footer.is_empty() {
            text.push(("Made with".to_owned(), report.footer.clone()));
        }
        Self {
            shapes: Vec::new(),
            names: BTreeSet::from(["summary".to_owned()]),
            text,
            charts: Vec::new(),
        }
    }

    fn section(&mut self, section: &'r Section) {
        let mut heading = section.heading.as_str();
        for block in &section.blocks {
            match block {
                Block::Heading { text, .. } => {
                    heading = text;
                    self.say(section, text.clone());
                }
                Block::Table(table) => {
                    self.say(section, table.caption.clone());
                    self.table(Named {
                        section: &section.heading,
                        heading: match table.caption.as_str() {
                            "" => heading,
                            caption => caption,
                        },
                        table,
                    });
                }
                Block::Paragraph(spans) => self.say(section, words(spans)),
                Block::Callout { tone, text } => self.say(section, signed(*tone, &words(text))),
                Block::List(items) | Block::Checklist(items) => {
                    for item in items {
                        self.say(section, words(item));
                    }
                }
                Block::KeyValues(pairs) => {
                    for (label, value) in pairs {
                        self.say(section, format!("{label}: {}", words(value)));
                    }
                }
                Block::Chart(chart) => {
                    self.say(section, chart.description().to_owned());
                    self.charts.push(chart);
                }
                Block::SignatureLines(labels) => {
                    for label in labels {
                        self.say(section, format!("{label}:"));
                    }
                }
            }
        }
    }

    fn table(&mut self, named: Named<'r>) {
        if named.table.columns.is_empty() {
            return;
        }
        let mut shapes = self.shapes.iter_mut();
        match shapes.find(|shape| shape[0].has_shape_of(named.table)) {
            Some(shape) => shape.push(named),
            None => self.shapes.push(vec![named]),
        }
    }

    fn say(&mut self, section: &Section, text: String) {
        if !text.trim().is_empty() {
            self.text.push((section.heading.clone(), text));
        }
    }

    /// A name that no other sheet has, without the signs that Excel refuses.
    fn name(&mut self, wanted: &str) -> String {
        let plain: String = wanted
            .chars()
            .filter(|c| !c.is_control() && !"[]:*?/\\'".contains(*c))
            .collect();
        let plain = match plain.trim() {
            "" => "Table",
            plain => plain,
        };
        for number in 1.. {
            let end = match number {
                1 => String::new(),
                number => format!(" {number}"),
            };
            // At most 31 UTF-16 units.
            let mut name = String::new();
            for c in plain.chars() {
                let units = name.encode_utf16().count() + c.len_utf16() + end.len();
                if units > 31 {
                    break;
                }
                name.push(c);
            }
            let name = name.trim_end().to_owned() + &end;
            if self.names.insert(name.to_lowercase()) {
                return name;
            }
        }
        plain.to_owned()
    }

    fn finish(mut self, report: &Report, steps: &mut Steps<'_>) -> Result<Workbook, ExportError> {
        let mut book = Workbook::new();
        let mut properties = DocProperties::new()
            .set_title(clean(&report.title))
            .set_subject(clean(&report.subtitle))
            .set_author("License Matrix");
        // Without a day the file would carry the clock.
        let day = date_of(&report.date).map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), Ok)?;
        properties = properties.set_creation_datetime(&day);
        book.set_properties(&properties);
        let mut summary = Worksheet::new();
        summary.set_name("Summary")?;
        let (bold, wrapped) = (wrapped().set_bold(), wrapped());
        summary
            .set_column_width(0, SECTION_WIDTH)?
            .set_column_width(1, TEXT_WIDTH)?;
        summary.write_string_with_format(0, 0, "Section", &head())?;
        summary.write_string_with_format(0, 1, "Text", &head())?;
        summary.set_freeze_panes(1, 0)?;
        for (row, (section, text)) in (1..).zip(&self.text) {
            summary.write_string_with_format(row, 0, clean(section), &bold)?;
            summary.write_string_with_format(row, 1, clean(text), &wrapped)?;
            let most = lines(text.chars().count(), TEXT_WIDTH)
                .max(lines(section.chars().count(), SECTION_WIDTH));
            summary.set_row_height(row, height(most))?;
        }
        // The texts of a report are far fewer than the rows of a sheet.
        summary.autofilter(0, 0, self.text.len() as u32, 1)?;
        on_paper(&mut summary, report.branding.paper)?;
        book.push_worksheet(summary);
        let mut sections = BTreeSet::new();
        for tables in std::mem::take(&mut self.shapes) {
            let several = tables.iter().any(|one| one.section != tables[0].section);
            // A section gives its name to its first sheet.
            let own = !several && sections.insert(tables[0].section);
            let name = self.name(if own {
                tables[0].section
            } else {
                tables[0].heading
            });
            let mut sheet = table_sheet(&name, &tables, several, steps)?;
            on_paper(&mut sheet, report.branding.paper)?;
            book.push_worksheet(sheet);
        }
        if !self.charts.is_empty() {
            let name = self.name("Charts");
            let mut sheet = chart::sheet(&name, &self.charts)?;
            on_paper(&mut sheet, report.branding.paper)?;
            book.push_worksheet(sheet);
        }
        Ok(book)
    }
}

/// A sheet with a header that stays, filters, and the rows of the tables. Rows
/// of several tables say which one they are of, by its section if those differ.
fn table_sheet(
    name: &str,
    tables: &[Named<'_>],
    several_sections: bool,
    steps: &mut Steps<'_>,
) -> Result<Worksheet, ExportError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    let lead = usize::from(tables.len() > 1);
    let first = tables[0].table.columns.iter();
    let mut columns: Vec<&str> = first.map(|column| column.heading.as_str()).collect();
    let own = columns.len();
    if lead == 1 {
        columns.insert(0, "About");
    }
    for (column, heading) in (0..).zip(&columns) {
        sheet.write_string_with_format(0, column, clean(heading), &head())?;
    }
    let mut widths: Vec<usize> = columns.iter().map(|one| one.chars().count() + 4).collect();
    let mut row = 0;
    let mut lengths: Vec<Vec<usize>> = Vec::new();
    for one in tables {
        for cells in &one.table.rows {
            row += 1;
            let mut of_row = vec![0; widths.len()];
            if lead == 1 {
                let about = if several_sections {
                    one.section
                } else {
                    one.heading
                };
                sheet.write_string_with_format(row, 0, clean(about), &wrapped())?;
                of_row[0] = about.chars().count();
            }
            for (index, cell) in cells.iter().enumerate().take(own) {
                let place = lead + index;
                of_row[place] = write_cell(&mut sheet, row, place as u16, cell)?;
            }
            for (width, length) in widths.iter_mut().zip(&of_row) {
                *width = (*width).max(*length);
            }
            lengths.push(of_row);
            steps.step()?;
        }
    }
    let widths = widths.iter();
    let widths: Vec<f64> = widths
        .map(|width| (*width as f64 + 2.0).clamp(WIDTHS.0, WIDTHS.1))
        .collect();
    for (column, width) in (0..).zip(&widths) {
        sheet.set_column_width(column, *width)?;
    }
    // Not every program makes a row as tall as its text.
    for (row, lengths) in (1..).zip(&lengths) {
        let most = lengths
            .iter()
            .zip(&widths)
            .map(|(length, width)| lines(*length, *width));
        sheet.set_row_height(row, height(most.max().unwrap_or(1)))?;
    }
    sheet.set_freeze_panes(1, 1)?;
    let last = (columns.len() as u16).saturating_sub(1);
    sheet.autofilter(0, 0, row, last)?;
    Ok(sheet)
}

/// Lines that a text takes in a column; words leave some of a line empty.
fn lines(letters: usize, width: f64) -> usize {
    if letters as f64 <= width {
        return 1;
    }
    (letters as f64 * 1.1 / width).ceil() as usize
}

fn height(lines: usize) -> f64 {
    (lines as f64 * LINE.0).min(LINE.1)
}

/// Sideways, as wide as the page, with the header on every page.
fn on_paper(sheet: &mut Worksheet, paper: Paper) -> Result<(), XlsxError> {
    sheet.set_paper_size(match paper {
        Paper::A4 => 9,
        Paper::Letter => 1,
    });
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}
