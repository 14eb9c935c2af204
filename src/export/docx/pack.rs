//! The file put together: what the library has no word for is put into its
//! parts, and the parts are compressed.

use std::io::{Cursor, Read, Write};

use super::stable::{with_one_picture, without_paragraph_numbers};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The mark of a row that is not parted.
const NOT_SPLIT: &str = "<w:cantSplit />";

/// The same of the header of a table, which is repeated on every page.
const REPEATED: &str = "<w:cantSplit /><w:tblHeader />";

/// The document with the header of each table repeated, and with the head and
/// foot of its pages in each of its sections, not only in the last.
pub(super) fn completed(document: &str) -> String {
    let document = document.replace(&NOT_SPLIT.replace(" />", "/>"), NOT_SPLIT);
    let mut parts = document.split("<w:tbl>");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str("<w:tbl>");
        // The first row is the header.
        out.push_str(&part.replacen(NOT_SPLIT, REPEATED, 1));
    }
    let references: String = ["<w:headerReference ", "<w:footerReference "]
        .into_iter()
        .filter_map(|start| {
            let at = out.rfind(start)?;
            let end = at + out[at..].find("/>")? + 2;
            Some(out[at..end].to_owned())
        })
        .collect();
    let mut sections = out.split("<w:sectPr>");
    let mut whole = sections.next().unwrap_or_default().to_owned();
    for section in sections {
        whole.push_str("<w:sectPr>");
        if !section.contains("<w:headerReference ") {
            whole.push_str(&references);
        }
        whole.push_str(section);
    }
    whole
}

/// What a part of the file says beyond what the library writes.
fn mended(name: &str, text: &str, title: &str, author: &str) -> String {
    match name {
        "docProps/core.xml" => {
            let title = format!("<dc:title>{}</dc:title><dc:creator>", escaped(title));
            let text = text.replacen("<dc:creator>", &title, 1);
            let text = text.replace(">unknown<", &format!(">{}<", escaped(author)));
            text.replacen(
                "</dc:creator>",
                "</dc:creator><dc:language>en-US</dc:language>",
                1,
            )
        }
        "word/styles.xml" => text.replacen(
            "<w:rPrDefault><w:rPr>",
            "<w:rPrDefault><w:rPr><w:lang w:val=\"en-US\" />",
            1,
        ),
        // The numbers of pages are as small as the words around them.
        _ if name.starts_with("word/footer") => without_paragraph_numbers(text)
            .replace("<w:rPr />", "<w:rPr><w:sz w:val=\"16\" /></w:rPr>"),
        _ if name.starts_with("word/header") => without_paragraph_numbers(text),
        "word/document.xml" | "word/_rels/document.xml.rels" => with_one_picture(text),
        _ => text.to_owned(),
    }
}

fn escaped(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !c.is_control()).collect();
    kept.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The same file with its parts completed and compressed. The same parts give
/// the same bytes.
///
/// # Errors
/// In words, when the file cannot be read or written; never in practice.
pub(super) fn packed(bytes: &[u8], title: &str, author: &str) -> Result<Vec<u8>, String> {
    let fail = |error: zip::result::ZipError| error.to_string();
    let unread = |error: std::io::Error| error.to_string();
    let mut from = ZipArchive::new(Cursor::new(bytes)).map_err(fail)?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for index in 0..from.len() {
        let mut part = from.by_index(index).map_err(fail)?;
        if part.is_dir() {
            continue;
        }
        let name = with_one_picture(&part.name().map_err(fail)?);
        let mut content = Vec::new();
        part.read_to_end(&mut content).map_err(unread)?;
        if let Ok(text) = std::str::from_utf8(&content) {
            content = mended(&name, text, title, author).into_bytes();
        }
        to.start_file(name, options).map_err(fail)?;
        to.write_all(&content).map_err(unread)?;
    }
    Ok(to.finish().map_err(fail)?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::completed;

    #[test]
    fn every_section_has_head_and_foot_and_every_table_its_header() {
        let document = "<w:sectPr><w:pgSz/></w:sectPr>\
            <w:tbl><w:cantSplit /><w:cantSplit /></w:tbl>\
            <w:sectPr><w:headerReference r:id=\"a\" /><w:footerReference r:id=\"b\" /></w:sectPr>";
        let whole = completed(document);
        assert_eq!(whole.matches("<w:headerReference r:id=\"a\" />").count(), 2);
        assert_eq!(whole.matches("<w:footerReference r:id=\"b\" />").count(), 2);
        assert_eq!(whole.matches("<w:tblHeader />").count(), 1);
    }
}
