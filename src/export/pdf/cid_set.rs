//! The older archive standard wants each embedded part of a font to list the
//! glyphs it has.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId, Stream, dictionary};

/// Adds the list to every font; `fonts` has the number of glyphs by name. All
/// glyphs of a part are there, from 0 on.
pub fn add(doc: &mut Document, fonts: &BTreeMap<String, usize>) {
    let descriptors: Vec<(ObjectId, usize)> = doc
        .objects
        .iter()
        .filter_map(|(id, object)| {
            let dict = object.as_dict().ok()?;
            let is_descriptor = dict.has(b"FontFile2") || dict.has(b"FontFile3");
            let name = dict.get(b"FontName").ok()?.as_name().ok()?;
            let count = fonts.get(std::str::from_utf8(name).ok()?)?;
            is_descriptor.then_some((*id, *count))
        })
        .collect();
    for (descriptor, count) in descriptors {
        let set = doc.add_object(Stream::new(dictionary! {}, all_of(count)));
        if let Ok(dict) = doc.get_dictionary_mut(descriptor) {
            dict.set("CIDSet", Object::Reference(set));
        }
    }
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
