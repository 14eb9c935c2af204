//! The textures egui hands over: glyph atlas and images.

use std::collections::HashMap;

use egui::epaint::{ImageData, ImageDelta};
use egui::{Color32, TextureFilter, TextureId, TexturesDelta};

/// One texture, as premultiplied pixels in rows.
pub struct Texture {
    size: [usize; 2],
    pixels: Vec<Color32>,
    smooth: bool,
}

impl Texture {
    /// Width and height in texels.
    pub fn size(&self) -> [f32; 2] {
        [self.size[0] as f32, self.size[1] as f32]
    }

    /// The texel at whole coordinates, those outside moved to the border.
    #[inline]
    pub fn texel(&self, x: i32, y: i32) -> Color32 {
        let x = x.clamp(0, self.size[0] as i32 - 1) as usize;
        let y = y.clamp(0, self.size[1] as i32 - 1) as usize;
        self.pixels
            .get(y * self.size[0] + x)
            .copied()
            .unwrap_or(Color32::TRANSPARENT)
    }

    /// The texels of row `y` from column `x` on, where both lie inside.
    #[inline]
    pub fn row_from(&self, x: i32, y: i32) -> Option<&[Color32]> {
        let (x, y) = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
        if x >= self.size[0] {
            return None;
        }
        self.pixels
            .get(y * self.size[0] + x..(y + 1) * self.size[0])
    }

    /// The color at texel coordinates `(u, v)`, where `(0.5, 0.5)` is the
    /// middle of the first texel.
    #[inline]
    pub fn sample(&self, u: f32, v: f32) -> Color32 {
        if !self.smooth {
            return self.texel(u.floor() as i32, v.floor() as i32);
        }
        let (u, v) = (u - 0.5, v - 0.5);
        let (left, top) = (u.floor(), v.floor());
        let (part_u, part_v) = (u - left, v - top);
        let (x, y) = (left as i32, top as i32);
        let corners = [
            (self.texel(x, y), (1.0 - part_u) * (1.0 - part_v)),
            (self.texel(x + 1, y), part_u * (1.0 - part_v)),
            (self.texel(x, y + 1), (1.0 - part_u) * part_v),
            (self.texel(x + 1, y + 1), part_u * part_v),
        ];
        let mut sum = [0.5_f32; 4];
        for (texel, weight) in corners {
            for (total, channel) in sum.iter_mut().zip(texel.to_array()) {
                *total += f32::from(channel) * weight;
            }
        }
        let [r, g, b, a] = sum;
        Color32::from_rgba_premultiplied(r as u8, g as u8, b as u8, a as u8)
    }

    fn apply(&mut self, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        self.smooth = delta.options.magnification == TextureFilter::Linear;
        let Some([left, top]) = delta.pos else {
            self.size = image.size;
            self.pixels.clone_from(&image.pixels);
            return;
        };
        let [width, height] = image.size;
        for row in 0..height {
            let to = (top + row) * self.size[0] + left;
            let target = self.pixels.get_mut(to..to + width);
            let source = image.pixels.get(row * width..(row + 1) * width);
            if let (Some(target), Some(source)) = (target, source) {
                target.copy_from_slice(source);
            }
        }
    }
}

/// What a texture update did to pictures drawn earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Nothing drawn earlier looks different (new glyphs at most).
    Harmless,
    /// Something drawn earlier may look different.
    Redraw,
}

/// All textures by their id.
#[derive(Default)]
pub struct Textures {
    by_id: HashMap<TextureId, Texture>,
    /// To drop when the current frame has been painted.
    leaving: Vec<TextureId>,
}

impl Textures {
    /// The texture of that id, unless egui never sent it.
    pub fn get(&self, id: TextureId) -> Option<&Texture> {
        self.by_id.get(&id)
    }

    /// Takes over new and changed textures; `delta` is empty afterwards.
    pub fn update(&mut self, delta: &mut TexturesDelta) -> Change {
        let mut change = Change::Harmless;
        for (id, deltas) in delta.set.drain() {
            for delta in &deltas {
                // Partial updates of the glyph atlas only add glyphs.
                if delta.is_whole() || id != TextureId::default() {
                    change = Change::Redraw;
                }
                self.by_id.entry(id).or_insert_with(empty).apply(delta);
            }
        }
        self.leaving.extend(delta.free.drain());
        change
    }

    /// Drops the textures egui has freed. Call it when a frame is painted.
    pub fn drop_freed(&mut self) {
        for id in self.leaving.drain(..) {
            self.by_id.remove(&id);
        }
    }
}

fn empty() -> Texture {
    Texture {
        size: [0, 0],
        pixels: Vec::new(),
        smooth: true,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use egui::{ColorImage, TextureOptions};

    fn checker() -> Textures {
        let image = ColorImage::new(
            [2, 2],
            vec![
                Color32::WHITE,
                Color32::BLACK,
                Color32::BLACK,
                Color32::WHITE,
            ],
        );
        let mut delta = TexturesDelta::default();
        delta.push(
            TextureId::default(),
            ImageDelta::full(image, TextureOptions::LINEAR),
        );
        let mut textures = Textures::default();
        assert_eq!(textures.update(&mut delta), Change::Redraw);
        assert!(delta.is_empty());
        textures
    }

    #[test]
    fn samples_between_texels() {
        let textures = checker();
        let texture = textures.get(TextureId::default()).unwrap();
        assert_eq!(texture.sample(0.5, 0.5), Color32::WHITE);
        assert_eq!(texture.sample(1.0, 0.5), Color32::from_gray(128));
        assert_eq!(texture.sample(-5.0, -5.0), Color32::WHITE);
    }

    #[test]
    fn partial_updates_land_in_their_place() {
        let mut textures = checker();
        let patch = ColorImage::filled([1, 1], Color32::RED);
        let mut delta = TexturesDelta::default();
        delta.push(
            TextureId::default(),
            ImageDelta::partial([1, 1], patch, TextureOptions::LINEAR),
        );
        assert_eq!(textures.update(&mut delta), Change::Harmless);
        let texture = textures.get(TextureId::default()).unwrap();
        assert_eq!(texture.texel(1, 1), Color32::RED);
        assert_eq!(texture.texel(0, 0), Color32::WHITE);
    }

    #[test]
    fn freed_textures_live_until_the_frame_is_painted() {
        let mut textures = checker();
        let mut delta = TexturesDelta::default();
        delta.free(TextureId::default());
        textures.update(&mut delta);
        assert!(textures.get(TextureId::default()).is_some());
        textures.drop_freed();
        assert!(textures.get(TextureId::default()).is_none());
    }
}
