//! Arithmetic on single pixels: packing, modulating and blending.
//!
//! All colors are sRGB bytes with premultiplied alpha and are blended as they
//! are ("gamma space"), which is what egui expects of a renderer.

use egui::Color32;

/// Packs the red, green and blue of a color as `0x00RRGGBB`.
#[inline]
pub fn pack(color: Color32) -> u32 {
    let [r, g, b, _] = color.to_array();
    (u32::from(r) << 16) | (u32::from(g) << 8) | u32::from(b)
}

/// The product of two bytes read as parts of one, rounded to nearest.
#[inline]
fn scale(a: u8, b: u8) -> u8 {
    let product = u32::from(a) * u32::from(b) + 128;
    ((product + (product >> 8)) >> 8) as u8
}

/// A texel tinted by a vertex color.
#[inline]
pub fn modulate(texel: Color32, tint: Color32) -> Color32 {
    if tint == Color32::WHITE {
        return texel;
    }
    let [r, g, b, a] = texel.to_array();
    let [tr, tg, tb, ta] = tint.to_array();
    Color32::from_rgba_premultiplied(scale(r, tr), scale(g, tg), scale(b, tb), scale(a, ta))
}

/// Draws `source` over the opaque pixel `below` (`0x00RRGGBB`).
#[inline]
pub fn over(below: u32, source: Color32) -> u32 {
    let [r, g, b, a] = source.to_array();
    if a == 255 {
        return pack(source);
    }
    let rest = 255 - a;
    let keep = |shift: u32| scale((below >> shift) as u8, rest);
    // Saturating, since egui also makes additive colors (alpha below the
    // other channels).
    let red = r.saturating_add(keep(16));
    let green = g.saturating_add(keep(8));
    let blue = b.saturating_add(keep(0));
    (u32::from(red) << 16) | (u32::from(green) << 8) | u32::from(blue)
}

/// Draws one color over a whole run of pixels.
#[inline]
pub fn fill(run: &mut [u32], source: Color32) {
    match source.a() {
        255 => run.fill(pack(source)),
        _ if source == Color32::TRANSPARENT => {}
        _ => {
            for pixel in run {
                *pixel = over(*pixel, source);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blending_is_exact_at_the_ends() {
        assert_eq!(over(0x0012_3456, Color32::TRANSPARENT), 0x0012_3456);
        assert_eq!(over(0x0012_3456, Color32::from_rgb(1, 2, 3)), 0x0001_0203);
    }

    #[test]
    fn half_black_on_white_is_middle_gray() {
        let half = Color32::from_black_alpha(128);
        assert_eq!(over(0x00ff_ffff, half), 0x007f_7f7f);
    }

    #[test]
    fn additive_colors_do_not_wrap_around() {
        let glow = Color32::from_additive_luminance(200);
        assert_eq!(over(0x00c8_c8c8, glow), 0x00ff_ffff);
    }

    #[test]
    fn white_tint_changes_nothing_and_black_hides() {
        let texel = Color32::from_rgba_premultiplied(10, 20, 30, 40);
        assert_eq!(modulate(texel, Color32::WHITE), texel);
        assert_eq!(modulate(texel, Color32::TRANSPARENT), Color32::TRANSPARENT);
    }
}
