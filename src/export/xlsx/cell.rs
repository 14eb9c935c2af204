//! A cell of a workbook: what it is, and how it looks.

use rust_xlsxwriter::{
    Color, ExcelDateTime, Format as CellFormat, FormatAlign, FormatBorder, FormatUnderline, Url,
    Worksheet, XlsxError,
};

use crate::catalog::Date;
use crate::export::palette;
use crate::export::web::address;
use crate::matrix::Tone;
use crate::report::{Span, TableCell};

/// The longest text of a cell, in UTF-16 units; Excel takes hardly longer ones.
const LONGEST: usize = 32_000;

/// The longest address that Excel opens.
const LONGEST_ADDRESS: usize = 2_000;

/// Writes a cell as what it is; how many letters it has.
pub(super) fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &TableCell,
) -> Result<usize, XlsxError> {
    let words = words(&cell.spans);
    let text = clean(&match words.trim() {
        // A tone is never told by its sign alone.
        "" if cell.tone != Tone::Neutral => signed(cell.tone, cell.tone.word()),
        _ => signed(cell.tone, &words),
    });
    let format = toned(cell.tone);
    let length = text.chars().count();
    if let [span] = cell.spans.as_slice() {
        let link = span.link.as_deref().and_then(address);
        if let Some(link) = link.filter(|link| link.len() <= LONGEST_ADDRESS && !text.is_empty()) {
            let link = Url::new(link).set_text(text);
            sheet.write_url_with_format(row, column, link, &linked(cell.tone))?;
            return Ok(length);
        }
    }
    if cell.tone == Tone::Neutral {
        if let Some(day) = date_of(&text) {
            let format = format.set_num_format("yyyy-mm-dd");
            sheet.write_datetime_with_format(row, column, &day, &format)?;
            return Ok(length);
        }
        if let Some(number) = number_of(&text) {
            sheet.write_number_with_format(row, column, number, &format)?;
            return Ok(length);
        }
    }
    sheet.write_string_with_format(row, column, text, &format)?;
    Ok(length)
}

/// A whole day, `YYYY-MM-DD`.
pub(super) fn date_of(text: &str) -> Option<ExcelDateTime> {
    Date::parse(text).filter(|date| date.is_day())?;
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    ExcelDateTime::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A plain whole number. What begins with zero, such as a code, is text.
fn number_of(text: &str) -> Option<f64> {
    let digits = text.len() <= 15 && text.chars().all(|c| c.is_ascii_digit());
    let code = text.len() > 1 && text.starts_with('0');
    (digits && !code).then(|| text.parse().ok()).flatten()
}

pub(super) fn words(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// The words with the sign of their tone.
pub(super) fn signed(tone: Tone, words: &str) -> String {
    format!("{} {words}", tone.sign()).trim().to_owned()
}

/// Words that a cell can hold.
pub(super) fn clean(text: &str) -> String {
    let whole: String = text
        .replace('\t', " ")
        .chars()
        .filter(|c| *c == '\n' || (!c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')))
        .collect();
    let mut units = 0;
    let end = whole.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST
    });
    match end {
        Some((end, _)) => format!("{}\u{2026}", &whole[..end]),
        None => whole,
    }
}

pub(super) fn head() -> CellFormat {
    CellFormat::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color(color(palette::HEAD))
        .set_border_bottom(FormatBorder::Thin)
}

pub(super) fn wrapped() -> CellFormat {
    CellFormat::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
}

pub(super) fn toned(tone: Tone) -> CellFormat {
    if tone == Tone::Neutral {
        return wrapped();
    }
    let (fill, ink) = palette::tone(tone);
    wrapped()
        .set_background_color(color(fill))
        .set_font_color(color(ink))
}

/// A link; one that has a tone keeps its colors.
fn linked(tone: Tone) -> CellFormat {
    let format = toned(tone).set_underline(FormatUnderline::Single);
    match tone {
        Tone::Neutral => format.set_font_color(color(palette::LINK)),
        _ => format,
    }
}

pub(super) fn color([red, green, blue]: palette::Rgb) -> Color {
    Color::RGB(u32::from_be_bytes([0, red, green, blue]))
}
