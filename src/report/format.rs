//! The formats that a report can have.

use std::path::Path;

/// A format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Pages, to sign and to keep.
    Pdf,
    /// A workbook.
    Xlsx,
    /// A document to edit.
    Docx,
    /// The matrix as comma-separated values.
    Csv,
    /// For programs.
    Json,
    /// Text with marks.
    Markdown,
    /// A page for browsers.
    Html,
    /// What the report rests on, to be checked later.
    Record,
}

impl Format {
    /// All formats, the first one being the usual one.
    pub const ALL: [Format; 8] = [
        Format::Pdf,
        Format::Docx,
        Format::Xlsx,
        Format::Csv,
        Format::Json,
        Format::Markdown,
        Format::Html,
        Format::Record,
    ];

    /// The ending of its files, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Xlsx => "xlsx",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Record => "record.json",
        }
    }

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Format::Pdf => "PDF",
            Format::Docx => "Word document",
            Format::Xlsx => "Excel workbook",
            Format::Csv => "CSV, the matrix alone",
            Format::Json => "JSON",
            Format::Markdown => "Markdown",
            Format::Html => "Web page",
            Format::Record => "Decision record, to be checked later",
        }
    }

    /// The format that a file's name asks for; `None`: its ending is none of
    /// these.
    pub fn of_path(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let known = |format: &&Self| {
            let ending = format.extension();
            let before = name.strip_suffix(ending)?.strip_suffix('.')?;
            (!before.is_empty()).then_some(ending.len())
        };
        // Of two endings that fit, the longer one is meant.
        let fits = Self::ALL.iter().filter(|format| known(format).is_some());
        let format = fits.max_by_key(|format| known(format)).copied();
        // What some programs write.
        let other = match name.rsplit_once('.') {
            Some((_, "htm")) => Some(Format::Html),
            Some((_, "markdown")) => Some(Format::Markdown),
            _ => None,
        };
        format.or(other)
    }

    /// All endings in one line: "pdf, xlsx, csv".
    pub fn endings() -> String {
        Self::ALL.map(Format::extension).join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_says_the_format() {
        for format in Format::ALL {
            let path = format!("a.b/report.{}", format.extension().to_uppercase());
            assert_eq!(Format::of_path(Path::new(&path)), Some(format));
        }
        assert_eq!(Format::of_path(Path::new("x.htm")), Some(Format::Html));
        let hidden = Path::new("a/.hidden.pdf");
        assert_eq!(Format::of_path(hidden), Some(Format::Pdf));
        let plain = Path::new("record.json");
        assert_eq!(Format::of_path(plain), Some(Format::Json));
        for none in ["report", "report.doc", ".pdf", ""] {
            assert_eq!(Format::of_path(Path::new(none)), None, "{none}");
        }
    }
}
