//! The older archive standard wants each embedded part of a font to list the
//! glyphs it has.

use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use skrifa::{FontRef, raw::TableProvider};

/// Adds the list to every font. All glyphs of a part are there, from 0 on.
pub fn add(doc: &mut Document) {
    let descriptors: Vec<(ObjectId, ObjectId)> = doc
        .objects
        .iter()
        .filter_map(|(id, object)| {
            let dict = object.as_dict().ok()?;
            let program = ["FontFile2", "FontFile3"]
                .into_iter()
                .find_map(|key| dict.get(key.as_bytes()).ok())?;
            Some((*id, program.as_reference().ok()?))
        })
        .collect();
    for (descriptor, program) in descriptors {
        let Some(count) = glyphs(doc, program) else {
            continue;
        };
        let set = doc.add_object(Stream::new(dictionary! {}, all_of(count)));
        if let Ok(dict) = doc.get_dictionary_mut(descriptor) {
            dict.set("CIDSet", Object::Reference(set));
        }
    }
}

/// How many glyphs an embedded font program has.
fn glyphs(doc: &Document, program: ObjectId) -> Option<usize> {
    let stream = doc.get_object(program).ok()?.as_stream().ok()?;
    let plain = stream.get_plain_content().ok()?;
    let font = FontRef::new(&plain).ok()?;
    Some(usize::from(font.maxp().ok()?.num_glyphs()))
}

/// One bit for each glyph, the highest bit of a byte first.
fn all_of(count: usize) -> Vec<u8> {
    let mut bits = vec![0xFF; count / 8];
    if !count.is_multiple_of(8) {
        bits.push(!(0xFF >> (count % 8)));
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_bit_for_each_glyph_and_no_more() {
        assert_eq!(all_of(8), [0xFF]);
        assert_eq!(all_of(10), [0xFF, 0b1100_0000]);
        assert_eq!(all_of(0), [0u8; 0]);
    }
}
