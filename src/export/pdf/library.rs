//! Lengths, colors, shapes and pictures in the words of the PDF library.

use printpdf::{DictItem, ExternalStream, ExternalXObject, LinePoint, Point, Pt, Rgb, XObjectId};

use super::draw::Color;
use crate::report::Logo;

/// A report has at most one picture.
pub fn logo_id() -> XObjectId {
    XObjectId("Logo".to_owned())
}

/// A picture as the file holds it.
pub fn image(logo: &Logo) -> ExternalXObject {
    let name = |word: &str| DictItem::Name(word.as_bytes().to_vec());
    let entries = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(i64::from(logo.width))),
        ("Height", DictItem::Int(i64::from(logo.height))),
        ("ColorSpace", name("DeviceRGB")),
        ("BitsPerComponent", DictItem::Int(8)),
    ];
    let entries = entries.into_iter();
    ExternalXObject {
        stream: ExternalStream {
            dict: entries
                .map(|(key, value)| (key.to_owned(), value))
                .collect(),
            content: logo.rgb.to_vec(),
            compress: true,
        },
        width: None,
        height: None,
        dpi: None,
    }
}

/// Hundredths of a point are exact enough and keep the file small.
pub fn pt(value: f32) -> Pt {
    Pt((value * 100.0).round() / 100.0)
}

/// A color.
pub fn convert(color: Color) -> printpdf::Color {
    let part = |value: u8| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0;
    printpdf::Color::Rgb(Rgb::new(part(color.r), part(color.g), part(color.b), None))
}

/// A corner of a shape, or a point that bends a line.
pub fn corner(x: f32, y: f32, bezier: bool) -> LinePoint {
    LinePoint {
        p: Point { x: pt(x), y: pt(y) },
        bezier,
    }
}

/// A rectangle with round corners, from its lower left corner upward.
pub fn rounded(x: f32, y: f32, w: f32, h: f32, radius: f32) -> Vec<LinePoint> {
    let r = radius.min(w / 2.0).min(h / 2.0);
    let k = r * 0.448;
    let (left, right, low, high) = (x, x + w, y, y + h);
    vec![
        corner(left + r, low, false),
        corner(right - r, low, false),
        corner(right - k, low, true),
        corner(right, low + k, true),
        corner(right, low + r, false),
        corner(right, high - r, false),
        corner(right, high - k, true),
        corner(right - k, high, true),
        corner(right - r, high, false),
        corner(left + r, high, false),
        corner(left + k, high, true),
        corner(left, high - k, true),
        corner(left, high - r, false),
        corner(left, low + r, false),
        corner(left, low + k, true),
        corner(left + k, low, true),
        corner(left + r, low, false),
    ]
}
