//! The file of a logo: a PNG, JPEG or SVG becomes a picture for the head of a
//! report.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use image::imageops::FilterType;
use image::{ImageFormat, ImageReader, RgbaImage};
use resvg::{tiny_skia, usvg};

use super::bounded::read_at_most;
use crate::report::Logo;

/// The size of a file, in bytes, above which it is no logo.
const LARGEST: u64 = 8 << 20;

/// The pixels above which a picture is no logo.
const MOST_PIXELS: u64 = 16_000_000;

/// Sides of the picture that is printed. On paper it is at most two inches
/// wide, so this is 600 dots an inch.
const SIDES: (u32, u32) = (1200, 600);

/// Reads a logo.
///
/// # Errors
/// In a sentence: it is no such file, it is damaged, it is too large, it shows
/// nothing.
pub fn load_logo(path: &Path) -> Result<Logo, String> {
    let told = |why: String| format!("The logo \"{}\" {why}", path.display());
    let unread = |error: std::io::Error| told(format!("cannot be read: {error}."));
    let Some(bytes) = read_at_most(path, LARGEST).map_err(unread)? else {
        return Err(told(
            "is a file of more than 8 MB. Use a smaller one.".to_owned(),
        ));
    };
    logo(&bytes).map_err(told)
}

/// A logo from the bytes of its file; the error goes on after its name.
fn logo(bytes: &[u8]) -> Result<Logo, String> {
    let pixels = match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg)) => raster(bytes, format)?,
        _ if looks_like_svg(bytes) => vector(bytes)?,
        _ => return Err("is no PNG, JPEG or SVG file.".to_owned()),
    };
    printed(&pixels)
}

fn looks_like_svg(bytes: &[u8]) -> bool {
    let head = bytes.get(..4096).unwrap_or(bytes);
    head.windows(4).any(|four| four == b"<svg") || bytes.starts_with(&[0x1f, 0x8b])
}

fn raster(bytes: &[u8], format: ImageFormat) -> Result<RgbaImage, String> {
    let damaged = |error: image::ImageError| format!("cannot be read: {error}.");
    let reader = || ImageReader::with_format(Cursor::new(bytes), format);
    let (width, height) = reader().into_dimensions().map_err(damaged)?;
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS {
        return Err(format!(
            "has {} megapixels, and 16 are the most. Save it smaller; 1200 pixels are wide enough.",
            pixels / 1_000_000
        ));
    }
    Ok(reader().decode().map_err(damaged)?.into_rgba8())
}

/// An SVG as pixels. It may load nothing from elsewhere.
fn vector(bytes: &[u8]) -> Result<RgbaImage, String> {
    let options = usvg::Options {
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_data(bytes, &options)
        .map_err(|error| format!("cannot be read as SVG: {error}."))?;
    let words = String::from_utf8_lossy(bytes);
    for (tag, what) in [("<text", "words"), ("<image", "a picture inside")] {
        if words.contains(tag) {
            return Err(format!(
                "is an SVG with {what}, which would not be printed. Save it with all its parts turned into outlines, or as PNG."
            ));
        }
    }
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = (SIDES.0 as f32 / width).min(SIDES.1 as f32 / height);
    let side = |length: f32| ((length * scale).round() as u32).clamp(1, SIDES.0);
    let mut drawn = tiny_skia::Pixmap::new(side(width), side(height))
        .ok_or_else(|| "has no size.".to_owned())?;
    let transform = tiny_skia::Transform::from_scale(scale, scale);
    resvg::render(&tree, transform, &mut drawn.as_mut());
    let pixels = drawn.pixels().iter().flat_map(|pixel| {
        let color = pixel.demultiply();
        [color.red(), color.green(), color.blue(), color.alpha()]
    });
    RgbaImage::from_raw(drawn.width(), drawn.height(), pixels.collect())
        .ok_or_else(|| "has no size.".to_owned())
}

/// On white paper, in a size to print.
fn printed(pixels: &RgbaImage) -> Result<Logo, String> {
    let (width, height) = pixels.dimensions();
    let scale = (f64::from(SIDES.0) / f64::from(width)).min(f64::from(SIDES.1) / f64::from(height));
    let small;
    let pixels = if scale < 1.0 {
        let side = |length: u32| ((f64::from(length) * scale).round() as u32).max(1);
        small = image::imageops::resize(pixels, side(width), side(height), FilterType::Triangle);
        &small
    } else {
        pixels
    };
    let on_white = |[r, g, b, a]: [u8; 4]| {
        let mix = |part: u8| {
            let (part, a) = (u32::from(part), u32::from(a));
            ((part * a + 255 * (255 - a) + 127) / 255) as u8
        };
        [mix(r), mix(g), mix(b)]
    };
    let rgb: Vec<u8> = pixels
        .pixels()
        .flat_map(|pixel| on_white(pixel.0))
        .collect();
    if rgb.iter().all(|part| *part > 250) {
        return Err(
            "shows nothing on white paper. Use one that is made for light paper.".to_owned(),
        );
    }
    let (width, height) = pixels.dimensions();
    let mut png = Vec::new();
    let encoder = image::codecs::png::PngEncoder::new(&mut png);
    image::ImageEncoder::write_image(encoder, &rgb, width, height, image::ExtendedColorType::Rgb8)
        .map_err(|error| format!("cannot be made ready for printing: {error}."))?;
    Ok(Logo {
        width,
        height,
        rgb: Arc::from(rgb),
        png: Arc::from(png),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const MARK: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10">
        <rect width="20" height="10" fill="#ff0000"/>
        <rect x="20" width="20" height="10" fill="#000000" fill-opacity="0.5"/></svg>"##;

    fn png(width: u32, height: u32, pixel: [u8; 4]) -> Vec<u8> {
        let image = RgbaImage::from_pixel(width, height, image::Rgba(pixel));
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    /// The sum at the end of each part of a PNG.
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
                (sum >> 1) ^ (0xedb8_8320 * (sum & 1))
            })
        })
    }

    #[test]
    fn an_svg_is_drawn_on_white_in_its_proportions() {
        let logo = logo(MARK.as_bytes()).unwrap();
        assert_eq!((logo.width, logo.height), (1200, 300));
        assert_eq!(logo.rgb[..3], [255, 0, 0]);
        let last = logo.rgb.len() - 3;
        assert!(logo.rgb[last].abs_diff(127) < 2, "{:?}", &logo.rgb[last..]);
        let again = image::load_from_memory(&logo.png).unwrap().into_rgb8();
        assert_eq!(again.as_raw().as_slice(), &*logo.rgb);
    }

    #[test]
    fn a_large_picture_is_made_smaller_and_a_small_one_is_left() {
        let small = logo(&png(30, 10, [0, 0, 255, 255])).unwrap();
        assert_eq!((small.width, small.height), (30, 10));
        let large = logo(&png(2400, 300, [0, 0, 255, 255])).unwrap();
        assert_eq!((large.width, large.height), (1200, 150));
    }

    #[test]
    fn what_is_no_logo_is_told() {
        let mut cut = png(300, 100, [1, 2, 3, 255]);
        cut.truncate(60);
        // A header that promises 40 megapixels, and nothing behind it.
        let mut huge = png(8, 8, [1, 2, 3, 255]);
        huge[16..24].copy_from_slice(&[0, 0, 0x1f, 0x40, 0, 0, 0x13, 0x88]);
        let sum = crc(&huge[12..29]).to_be_bytes();
        huge[29..33].copy_from_slice(&sum);
        let with_words = MARK.replace("</svg>", "<text>House</text></svg>");
        for (bytes, words) in [
            (cut, "cannot be read"),
            (huge, "40 megapixels"),
            (b"GIF89a....".to_vec(), "is no PNG, JPEG or SVG"),
            (Vec::new(), "is no PNG, JPEG or SVG"),
            (b"<svg".to_vec(), "cannot be read as SVG"),
            (with_words.into_bytes(), "an SVG with words"),
            (png(40, 40, [255, 255, 255, 255]), "shows nothing"),
            (png(40, 40, [0, 0, 0, 0]), "shows nothing"),
        ] {
            let error = logo(&bytes).unwrap_err();
            assert!(error.contains(words), "{error}");
        }
    }
}
