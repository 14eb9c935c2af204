//! Reading a license text that the user has, in whatever form it was saved.

use std::path::{Path, PathBuf};

use crate::text::sha256_hex;

/// Bytes above which no license text lies, by far.
const TOO_LARGE: u64 = 4 * 1024 * 1024;

/// Columns of a text made from a web page, wide enough to leave lines whole.
const PAGE_WIDTH: usize = 2_000;

/// A license text as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFile {
    /// The file's name.
    pub name: String,
    /// What it says.
    pub text: String,
    /// SHA-256 over its bytes, in hex.
    pub raw_sha256: String,
}

/// Reads a text file: UTF-8, UTF-16, or a web page saved from a browser.
///
/// # Errors
/// In words: what the file is instead, and what to do.
pub fn read_text_file(path: &Path) -> Result<TextFile, String> {
    let name = path.display().to_string();
    let because = |what: &str| format!("\"{name}\": {what}");
    let about = std::fs::metadata(path).map_err(|error| {
        because(&match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file.".to_owned(),
            _ => format!("the file cannot be read: {error}."),
        })
    })?;
    if about.is_dir() {
        return Err(because("this is a folder; name a file in it."));
    }
    if about.len() > TOO_LARGE {
        return Err(because(&format!(
            "the file has {} MB; no license text is that long. Save the text alone in a file of its own.",
            about.len() / 1_000_000
        )));
    }
    let bytes = std::fs::read(path)
        .map_err(|error| because(&format!("the file cannot be read: {error}.")))?;
    let text = decode(&bytes).map_err(because)?;
    let text = if is_page(&text) {
        page_text(&text).map_err(because)?
    } else {
        text
    };
    if text.trim().is_empty() {
        return Err(because("the file is empty."));
    }
    Ok(TextFile {
        name: path
            .file_name()
            .map_or(name.clone(), |file| file.to_string_lossy().into_owned()),
        text,
        raw_sha256: sha256_hex(&bytes),
    })
}

/// The files of a folder whose names look like texts, by name.
///
/// # Errors
/// The folder cannot be read.
pub fn text_files_in(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| {
        format!(
            "\"{}\": the folder cannot be read: {error}.",
            folder.display()
        )
    })?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && looks_like_text(path))
        .collect();
    files.sort();
    Ok(files)
}

fn looks_like_text(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    let hidden = name.is_some_and(|name| name.starts_with('.'));
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    // The last ones cannot be read; who has them is told so, file by file.
    let texts = [
        "txt", "md", "text", "html", "htm", "license", "pdf", "doc", "docx", "odt", "rtf",
    ];
    !hidden && ending.is_none_or(|ending| texts.contains(&ending.as_str()))
}

fn decode(bytes: &[u8]) -> Result<String, &'static str> {
    if bytes.starts_with(b"%PDF") {
        return Err(
            "this is a PDF. Open it, copy its text and paste it, or save it as plain text.",
        );
    }
    if bytes.starts_with(b"PK") {
        return Err("this is a document or an archive, not a text. Save it as plain text.");
    }
    let encoding = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => encoding_without_mark(bytes),
    };
    let (text, _, broken) = encoding.decode(bytes);
    let control = text
        .chars()
        .filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
        .count();
    if broken || control > text.len() / 200 {
        return Err("this is not a text in UTF-8 or UTF-16. Save it as plain text, UTF-8.");
    }
    Ok(text.into_owned())
}

/// UTF-16 that does not say so has a zero in every other byte.
fn encoding_without_mark(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    let zeros = |from: usize| {
        let looked_at = bytes.iter().take(4_000).skip(from).step_by(2);
        let (zero, all) = looked_at.fold((0, 0), |(zero, all), byte| {
            (zero + usize::from(*byte == 0), all + 1)
        });
        all > 0 && zero * 2 > all
    };
    match (zeros(0), zeros(1)) {
        (false, true) => encoding_rs::UTF_16LE,
        (true, false) => encoding_rs::UTF_16BE,
        _ => encoding_rs::UTF_8,
    }
}

fn is_page(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(2_000).collect();
    let head = head.to_lowercase();
    head.starts_with("<!doctype html") || head.contains("<html")
}

/// The text of a web page, without its links and marks.
fn page_text(page: &str) -> Result<String, &'static str> {
    html2text::config::plain_no_decorate()
        .string_from_read(page.as_bytes(), PAGE_WIDTH)
        .map_err(|_| "the page cannot be read. Copy its text and paste it.")
}
