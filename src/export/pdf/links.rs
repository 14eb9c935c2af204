//! Where links lead: to an address, or to a place in the file.

use std::collections::BTreeMap;

use super::draw::{Item, Laid, LinkArea};

/// Page, from 0, and distance from its lower edge of each anchor by name; of
/// several with one name the first.
pub type Anchors<'l> = BTreeMap<&'l str, (usize, f32)>;

/// The places that links inside the file can lead to.
pub fn anchors(laid: &Laid) -> Anchors<'_> {
    let mut anchors = Anchors::new();
    for (index, page) in laid.pages.iter().enumerate() {
        for item in &page.items {
            if let Item::Anchor(anchor) = item {
                // A little above, so that the line is seen whole.
                let top = page.height - anchor.y + 4.0;
                anchors.entry(&anchor.name).or_insert((index, top));
            }
        }
    }
    anchors
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// An address outside.
    Address(String),
    /// A place in the file: page, from 0, and distance from its lower edge.
    Place(usize, f32),
}

/// Where a link leads; `None` where there is no such place.
pub fn target(area: &LinkArea, anchors: &Anchors<'_>) -> Option<Target> {
    match area.address.strip_prefix('#') {
        Some(name) => anchors
            .get(name)
            .map(|(page, top)| Target::Place(*page, *top)),
        None => Some(Target::Address(ascii_address(&area.address))),
    }
}

/// Addresses in a PDF are ASCII: other characters are percent-encoded.
fn ascii_address(address: &str) -> String {
    let mut ascii = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            ascii.push(char::from(byte));
        } else {
            ascii.push_str(&format!("%{byte:02X}"));
        }
    }
    ascii
}
