//! For whom and by whom a report is made, and how it looks on their paper.

use serde::{Deserialize, Serialize};

use super::contrast::{Rgb, WHITE, contrast};
use crate::catalog::Date;

/// What a house puts on its reports. Everything may be left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Branding {
    /// Who makes the report.
    pub organization: Option<String>,
    /// For whom.
    pub client: Option<String>,
    /// The matter, with its number.
    pub matter: Option<String>,
    /// Who prepared it.
    pub prepared_by: Option<String>,
    /// A line at the head of every page, such as "Confidential".
    pub confidentiality: Option<String>,
    /// The file of the logo, beside this one: PNG, JPEG or SVG.
    pub logo: Option<String>,
    /// The color of headings, `#1b365d`.
    pub accent: Option<String>,
    /// The paper.
    pub paper: Paper,
    /// How days are written where people read them.
    pub dates: DateStyle,
}

/// The size of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Paper {
    /// 210 x 297 mm.
    #[default]
    A4,
    /// 8.5 x 11 inches.
    Letter,
}

/// How days are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum DateStyle {
    /// 2026-11-28, the same in every language.
    #[default]
    Iso,
    /// November 28, 2026.
    Long,
}

/// The least contrast of headings on white paper.
const CONTRAST: f64 = 4.5;

impl Branding {
    /// Everything that is wrong, each in a sentence.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        if let Some(color) = &self.accent {
            match rgb(color) {
                None => problems.push(format!(
                    "The color \"{color}\" cannot be read; write it as #1b365d."
                )),
                Some(rgb) if contrast(rgb, WHITE) < CONTRAST => problems.push(format!(
                    "The color \"{color}\" is too light to be read on white paper; use a darker one."
                )),
                Some(_) => {}
            }
        }
        problems
    }

    /// The color of headings: red, green, blue.
    pub fn accent_rgb(&self) -> Option<Rgb> {
        rgb(self.accent.as_deref()?)
    }

    /// For whom and by whom, as lines of the report's head.
    pub(super) fn identity(&self) -> Vec<(String, String)> {
        [
            ("Organization", &self.organization),
            ("Client", &self.client),
            ("Matter", &self.matter),
            ("Prepared by", &self.prepared_by),
        ]
        .into_iter()
        .filter_map(|(label, value)| Some((label.to_owned(), value.clone()?)))
        .filter(|(_, value)| !value.trim().is_empty())
        .collect()
    }

    /// What the logo shows, for those who cannot see it.
    pub fn logo_words(&self) -> String {
        let of = self.organization.as_deref().unwrap_or_default().trim();
        if of.is_empty() {
            "Logo".to_owned()
        } else {
            format!("Logo of {of}")
        }
    }

    /// A day as people are to read it; what is no day stays as it is.
    pub fn day(&self, date: &str) -> String {
        let parsed = Date::parse(date).filter(|date| date.is_day());
        match (self.dates, parsed) {
            (DateStyle::Long, Some(day)) => long(date, day),
            _ => date.to_owned(),
        }
    }
}

/// "November 28, 2026".
fn long(text: &str, day: Date) -> String {
    // "November 2026".
    let words = day.month_words();
    let number = text.rsplit('-').next().unwrap_or_default();
    match words.split_once(' ') {
        Some((month, year)) => format!("{month} {}, {year}", number.trim_start_matches('0')),
        None => text.to_owned(),
    }
}

fn rgb(color: &str) -> Option<Rgb> {
    let digits = color.strip_prefix('#')?;
    if digits.len() != 6 || !digits.is_ascii() {
        return None;
    }
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_out_on_request() {
        let long = Branding {
            dates: DateStyle::Long,
            ..Branding::default()
        };
        assert_eq!(long.day("2026-11-08"), "November 8, 2026");
        assert_eq!(long.day("soon"), "soon");
        assert_eq!(Branding::default().day("2026-11-08"), "2026-11-08");
    }
}
