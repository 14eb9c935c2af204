//! Objects become the bytes of a file, one after the other: an object that was
//! added is not needed any more.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::content::string_byte;
use super::{PdfError, Standard};

/// Small objects that are compressed together.
const BATCH: usize = 200;

/// Where an object is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    /// Nowhere: no object has the number.
    Free,
    /// So many bytes from the beginning.
    At(usize),
    /// In a batch: its number, and which of its objects.
    In(u32, usize),
}

/// A file being written.
pub struct Saver {
    out: Vec<u8>,
    /// Whether small objects are compressed; the older standard forbids it.
    compact: bool,
    places: Vec<Place>,
    batch: Vec<u8>,
    /// Object number and start of each object of the batch.
    batched: Vec<(u32, usize)>,
}

impl Saver {
    /// The beginning of a file.
    pub fn new(standard: Standard) -> Self {
        let mut out = format!("%PDF-{}\n%", standard.version()).into_bytes();
        // Bytes above 127 say that the file is not text.
        out.extend_from_slice(&[0xE2, 0xE3, 0xCF, 0xD3, b'\n']);
        Self {
            out,
            compact: standard == Standard::A3a,
            places: vec![Place::Free],
            batch: Vec::new(),
            batched: Vec::new(),
        }
    }

    /// Adds an object; `doc` gives new numbers.
    ///
    /// # Errors
    /// None in practice: compressing in memory does not fail.
    pub fn add(
        &mut self,
        doc: &mut Document,
        id: ObjectId,
        object: &Object,
    ) -> Result<(), PdfError> {
        match object {
            Object::Stream(stream) => self.stream(id, stream),
            other => self.small(doc, id, |out| write_object(out, other)),
        }
    }

    /// Adds an object that is no stream; `write` writes it.
    ///
    /// # Errors
    /// As [`Saver::add`].
    pub fn small(
        &mut self,
        doc: &mut Document,
        id: ObjectId,
        write: impl FnOnce(&mut Vec<u8>),
    ) -> Result<(), PdfError> {
        if !self.compact {
            self.begin(id.0);
            write(&mut self.out);
            self.out.extend_from_slice(b"\nendobj\n");
            return Ok(());
        }
        self.batched.push((id.0, self.batch.len()));
        write(&mut self.batch);
        self.batch.push(b'\n');
        if self.batched.len() < BATCH {
            return Ok(());
        }
        self.flush(doc)
    }

    /// Writes the batch.
    fn flush(&mut self, doc: &mut Document) -> Result<(), PdfError> {
        if self.batched.is_empty() {
            return Ok(());
        }
        let (number, _) = doc.new_object_id();
        let mut content = Vec::with_capacity(self.batch.len() + self.batched.len() * 12);
        for (index, (of, start)) in self.batched.iter().enumerate() {
            // Writing to memory does not fail.
            let _ = write!(content, "{of} {start} ");
            set(&mut self.places, *of, Place::In(number, index));
        }
        let dict = dictionary! {
            "Type" => "ObjStm",
            "N" => self.batched.len() as i64,
            "First" => content.len() as i64,
        };
        content.append(&mut self.batch);
        self.batched.clear();
        self.stream((number, 0), &Stream::new(dict, content))
    }

    /// Adds a stream, compressed where that is allowed and makes it smaller.
    ///
    /// # Errors
    /// As [`Saver::add`].
    pub fn stream(&mut self, id: ObjectId, stream: &Stream) -> Result<(), PdfError> {
        let mut dict = stream.dict.clone();
        let compressed = if stream.allows_compression && !dict.has(b"Filter") {
            Some(compress(&stream.content)?)
        } else {
            None
        };
        let smaller = compressed.filter(|bytes| bytes.len() < stream.content.len());
        if smaller.is_some() {
            dict.set("Filter", "FlateDecode");
        }
        let content = smaller.as_ref().unwrap_or(&stream.content);
        dict.set("Length", content.len() as i64);
        self.begin(id.0);
        write_dictionary(&mut self.out, &dict);
        self.out.extend_from_slice(b"\nstream\n");
        self.out.extend_from_slice(content);
        self.out.extend_from_slice(b"\nendstream\nendobj\n");
        Ok(())
    }

    fn begin(&mut self, number: u32) {
        set(&mut self.places, number, Place::At(self.out.len()));
        let _ = writeln!(self.out, "{number} 0 obj");
    }

    /// The bytes of the file. Its id is a hash of what it holds.
    ///
    /// # Errors
    /// As [`Saver::add`].
    pub fn finish(mut self, doc: &mut Document) -> Result<Vec<u8>, PdfError> {
        self.flush(doc)?;
        let digest = Sha256::digest(&self.out);
        let id = Object::String(
            digest.iter().take(16).copied().collect(),
            StringFormat::Hexadecimal,
        );
        let mut trailer = dictionary! { "ID" => vec![id.clone(), id] };
        for key in [b"Root".as_slice(), b"Info"] {
            if let Ok(value) = doc.trailer.get(key) {
                trailer.set(key, value.clone());
            }
        }
        let at = if self.compact {
            let (number, _) = doc.new_object_id();
            self.places_stream(number, trailer)?
        } else {
            self.places_table(trailer)
        };
        let _ = write!(self.out, "startxref\n{at}\n%%EOF\n");
        Ok(self.out)
    }

    /// For each number the next one that no object has; the last leads to 0.
    fn next_free(&self) -> Vec<usize> {
        let mut next = vec![0; self.places.len()];
        let mut last = 0;
        for (number, place) in self.places.iter().enumerate().rev() {
            if *place == Place::Free {
                next[number] = last;
                last = number;
            }
        }
        next
    }

    fn places_stream(&mut self, number: u32, mut dict: Dictionary) -> Result<usize, PdfError> {
        let at = self.out.len();
        set(&mut self.places, number, Place::At(at));
        let next = self.next_free();
        let mut rows = Vec::with_capacity(self.places.len() * 6);
        for (index, place) in self.places.iter().enumerate() {
            let (kind, first, second) = match place {
                Place::Free => (0, next[index], if index == 0 { 255 } else { 0 }),
                Place::At(offset) => (1, *offset, 0),
                Place::In(batch, index) => (2, *batch as usize, *index as u8),
            };
            rows.push(kind);
            rows.extend_from_slice(&(first as u32).to_be_bytes());
            rows.push(second);
        }
        dict.set("Type", "XRef");
        dict.set("Size", self.places.len() as i64);
        dict.set("W", vec![1.into(), 4.into(), 1.into()]);
        self.stream((number, 0), &Stream::new(dict, rows))?;
        Ok(at)
    }

    fn places_table(&mut self, mut trailer: Dictionary) -> usize {
        let at = self.out.len();
        let next = self.next_free();
        let _ = writeln!(self.out, "xref\n0 {}", self.places.len());
        for (number, place) in self.places.iter().enumerate() {
            let (first, second, kind) = match place {
                Place::At(offset) => (*offset, 0, 'n'),
                _ => (next[number], if number == 0 { 65535 } else { 0 }, 'f'),
            };
            let _ = writeln!(self.out, "{first:010} {second:05} {kind} ");
        }
        trailer.set("Size", self.places.len() as i64);
        self.out.extend_from_slice(b"trailer\n");
        write_dictionary(&mut self.out, &trailer);
        self.out.push(b'\n');
        at
    }
}

fn set(places: &mut Vec<Place>, number: u32, place: Place) {
    let number = number as usize;
    if places.len() <= number {
        places.resize(number + 1, Place::Free);
    }
    places[number] = place;
}

fn compress(bytes: &[u8]) -> Result<Vec<u8>, PdfError> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map_err(|error| PdfError::Write(error.to_string()))
}

/// An object as the file spells it.
pub fn write_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Integer(value) => drop(write!(out, "{value}")),
        Object::Real(value) => drop(write!(out, "{value}")),
        Object::Name(name) => write_name(out, name),
        Object::String(bytes, StringFormat::Literal) => {
            out.push(b'(');
            bytes.iter().for_each(|byte| string_byte(out, *byte));
            out.push(b')');
        }
        Object::String(bytes, StringFormat::Hexadecimal) => {
            out.push(b'<');
            bytes
                .iter()
                .for_each(|byte| drop(write!(out, "{byte:02X}")));
            out.push(b'>');
        }
        Object::Array(list) => {
            out.push(b'[');
            for (index, item) in list.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                write_object(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(dict) => write_dictionary(out, dict),
        // A stream is always an object of its own.
        Object::Stream(stream) => write_dictionary(out, &stream.dict),
        Object::Reference(id) => drop(write!(out, "{} {} R", id.0, id.1)),
    }
}

fn write_dictionary(out: &mut Vec<u8>, dict: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in dict.iter() {
        write_name(out, key);
        out.push(b' ');
        write_object(out, value);
    }
    out.extend_from_slice(b">>");
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            let _ = write!(out, "#{byte:02X}");
        }
    }
}
