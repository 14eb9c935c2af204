//! Colors of tones, the same in every format. Ink on its fill has a contrast of
//! 4.5:1 or more, and a tone is always said by its sign and by words too.

use crate::matrix::Tone;

pub use crate::report::Rgb;

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
    use crate::report::contrast;

    #[test]
    fn every_ink_can_be_read_on_its_fill() {
        for one in Tone::ALL {
            let (fill, ink) = tone(one);
            let contrast = contrast(fill, ink);
            assert!(contrast >= 4.5, "{one:?}: {contrast}");
        }
    }
}
