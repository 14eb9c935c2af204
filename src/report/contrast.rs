//! How well a color can be read on another one.

/// Red, green, blue.
pub type Rgb = [u8; 3];

/// White paper.
pub const WHITE: Rgb = [0xff; 3];

/// The contrast of two colors as WCAG 2 has it: 1 for the same color, 21 for
/// black on white. Text needs 4.5.
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance.
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

#[cfg(test)]
mod tests {
    use super::{WHITE, contrast};

    #[test]
    fn black_on_white_has_the_most() {
        assert!((contrast([0; 3], WHITE) - 21.0).abs() < 1e-9);
        assert!((contrast(WHITE, [0; 3]) - 21.0).abs() < 1e-9);
        assert!((contrast(WHITE, WHITE) - 1.0).abs() < 1e-9);
    }
}
