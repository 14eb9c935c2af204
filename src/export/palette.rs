//! Colors of tones, the same in every format. Ink on its fill has a contrast of
//! 4.5:1 or more, and a tone is always said by its sign and by words too.

use crate::matrix::Tone;

/// Red, green, blue.
pub type Rgb = [u8; 3];

/// Fill of a table header.
#[cfg(feature = "formats")]
pub const HEAD: Rgb = [0xe9, 0xed, 0xf2];

/// Quiet text.
#[cfg(feature = "formats")]
pub const QUIET: Rgb = [0x59, 0x62, 0x6f];

/// Links.
#[cfg(feature = "formats")]
pub const LINK: Rgb = [0x15, 0x52, 0xb0];

/// Colors of a tone: fill and ink.
pub fn tone(tone: Tone) -> (Rgb, Rgb) {
    match tone {
        Tone::Neutral => ([0xf1, 0xf4, 0xf8], [0x1b, 0x36, 0x5d]),
        Tone::Good => ([0xe2, 0xf2, 0xe7], [0x17, 0x5c, 0x2e]),
        Tone::Condition => ([0xfc, 0xef, 0xd8], [0x7a, 0x4c, 0x00]),
        Tone::Review => ([0xe3, 0xec, 0xfb], [0x1f, 0x43, 0x8f]),
        Tone::Unknown => ([0xe9, 0xeb, 0xef], [0x42, 0x4a, 0x57]),
        Tone::Bad => ([0xfb, 0xe5, 0xe3], [0x96, 0x1d, 0x16]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, as WCAG 2 has it.
    fn luminance(color: Rgb) -> f64 {
        let part = |value: u8| {
            let share = f64::from(value) / 255.0;
            match share <= 0.040_45 {
                true => share / 12.92,
                false => ((share + 0.055) / 1.055).powf(2.4),
            }
        };
        let [red, green, blue] = color.map(part);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    #[test]
    fn every_ink_can_be_read_on_its_fill() {
        for one in Tone::ALL {
            let (fill, ink) = tone(one);
            let contrast = (luminance(fill) + 0.05) / (luminance(ink) + 0.05);
            assert!(contrast >= 4.5, "{one:?}: {contrast}");
        }
    }
}
