//! Files inside a PDF: put in, and taken out again.

use std::io::Read;

use flate2::read::ZlibDecoder;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::metadata::{date, text};
use crate::report::{Attachment, Report};

/// Puts the report's attachment in, if it has one.
pub fn add(doc: &mut Document, report: &Report) {
    let Some(attachment) = &report.attachment else {
        return;
    };
    let stream = stream(report, attachment);
    let stream = doc.add_object(stream);
    let name = text(&attachment.name);
    let file = doc.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => name.clone(),
        "UF" => name.clone(),
        "Desc" => text(&attachment.description),
        "AFRelationship" => Object::Name(b"Data".to_vec()),
        "EF" => dictionary! { "F" => stream, "UF" => stream },
    });
    let files = dictionary! { "Names" => vec![name, Object::Reference(file)] };
    let names = dictionary! { "EmbeddedFiles" => files };
    if let Ok(catalog) = doc.catalog_mut() {
        catalog.set("Names", names);
        catalog.set("AF", vec![Object::Reference(file)]);
    }
}

fn stream(report: &Report, attachment: &Attachment) -> Stream {
    let bytes = attachment.text.as_bytes();
    let mut about = dictionary! { "Size" => bytes.len() as i64 };
    if let Some(day) = date(report) {
        about.set("ModDate", day.clone());
        about.set("CreationDate", day);
    }
    let dict = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => Object::Name(attachment.kind.clone().into_bytes()),
        "Params" => about,
    };
    Stream::new(dict, bytes.to_vec())
}

/// The file of this name inside a PDF; `None` if there is none.
///
/// # Errors
/// A sentence, where the bytes are no PDF that can be read.
pub fn attachment(pdf: &[u8], name: &str) -> Result<Option<Vec<u8>>, String> {
    let doc =
        Document::load_mem(pdf).map_err(|error| format!("the PDF cannot be read ({error})"))?;
    Ok(find(&doc, name))
}

fn find(doc: &Document, name: &str) -> Option<Vec<u8>> {
    let catalog = doc.catalog().ok()?;
    let names = dict(doc, catalog, "Names")?;
    let files = dict(doc, names, "EmbeddedFiles")?;
    let list = doc.dereference(files.get(b"Names").ok()?).ok()?.1;
    let pairs = list.as_array().ok()?.chunks(2);
    let mut found = pairs.filter(|pair| {
        let own = pair.first().and_then(|one| one.as_str().ok());
        own == Some(name.as_bytes())
    });
    let file = doc
        .dereference(found.next()?.get(1)?)
        .ok()?
        .1
        .as_dict()
        .ok()?;
    let embedded = dict(doc, file, "EF")?;
    let stream = doc.dereference(embedded.get(b"F").ok()?).ok()?.1;
    unpacked(stream.as_stream().ok()?, MOST)
}

/// The bytes above which an attachment is none of ours: few packed bytes may
/// unpack to more than there is room for.
const MOST: u64 = 256 << 20;

/// What a stream holds; `None` if that is more than `most`, or packed in a way
/// that no attachment of this program is.
fn unpacked(stream: &Stream, most: u64) -> Option<Vec<u8>> {
    let content = stream.content.as_slice();
    let packed = match stream.filters().as_deref() {
        Err(_) | Ok([]) => false,
        Ok([b"FlateDecode"]) => true,
        Ok(_) => return None,
    };
    let mut bytes = Vec::new();
    let read = if packed {
        ZlibDecoder::new(content)
            .take(most + 1)
            .read_to_end(&mut bytes)
    } else {
        content.take(most + 1).read_to_end(&mut bytes)
    };
    read.ok()?;
    (bytes.len() as u64 <= most).then_some(bytes)
}

fn dict<'a>(doc: &'a Document, within: &'a Dictionary, key: &str) -> Option<&'a Dictionary> {
    let value = within.get(key.as_bytes()).ok()?;
    doc.dereference(value).ok()?.1.as_dict().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_attachment_that_unpacks_to_too_much_is_none() {
        let mut stream = Stream::new(Dictionary::new(), vec![b' '; 5_000]);
        assert_eq!(
            unpacked(&stream, 5_000).map(|bytes| bytes.len()),
            Some(5_000)
        );
        assert_eq!(unpacked(&stream, 4_999), None);
        stream.compress().unwrap();
        assert!(stream.content.len() < 100);
        assert_eq!(
            unpacked(&stream, 5_000).map(|bytes| bytes.len()),
            Some(5_000)
        );
        assert_eq!(unpacked(&stream, 4_999), None);
        stream
            .dict
            .set("Filter", Object::Name(b"LZWDecode".to_vec()));
        assert_eq!(unpacked(&stream, 5_000), None);
    }
}
