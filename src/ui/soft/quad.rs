//! Filling upright rectangles: glyphs and images, which are most of what a
//! table draws.

use egui::Color32;
use egui::epaint::Vertex;

use super::pixel::{fill, modulate, over};
use super::raster::Band;
use super::texture::Texture;

/// An upright rectangle of one tint.
pub struct Quad {
    min: Vertex,
    max: Vertex,
}

impl Quad {
    /// Recognizes the two triangles `(a, b, c)` and `(c, b, d)` as an upright
    /// rectangle with `a` at its top left.
    pub fn recognize([a, b, c, d]: [&Vertex; 4]) -> Option<Self> {
        let places = a.pos.y == b.pos.y
            && c.pos.y == d.pos.y
            && a.pos.x == c.pos.x
            && b.pos.x == d.pos.x
            && a.pos.x < b.pos.x
            && a.pos.y < c.pos.y;
        let texels = a.uv.y == b.uv.y && c.uv.y == d.uv.y && a.uv.x == c.uv.x && b.uv.x == d.uv.x;
        let tints = a.color == b.color && b.color == c.color && c.color == d.color;
        (places && texels && tints).then_some(Self { min: *a, max: *d })
    }

    /// Fills the rectangle. Without a texture the tint itself is drawn.
    pub fn draw(&self, band: &mut Band<'_>, texture: Option<&Texture>) {
        let tint = self.min.color;
        if tint == Color32::TRANSPARENT {
            return;
        }
        let clip = band.clip();
        let edge = |place: f32| (place - 0.5).ceil() as i32;
        let left = edge(self.min.pos.x).max(clip.left);
        let right = edge(self.max.pos.x).min(clip.right);
        let top = edge(self.min.pos.y).max(clip.top);
        let bottom = edge(self.max.pos.y).min(clip.bottom);
        if left >= right || top >= bottom {
            return;
        }
        let Some(texture) = texture else {
            for y in top..bottom {
                fill(band.row(y, left, right), tint);
            }
            return;
        };
        let [width, height] = texture.size();
        let across = Axis::new(
            [self.min.pos.x, self.max.pos.x],
            [self.min.uv.x * width, self.max.uv.x * width],
        );
        let down = Axis::new(
            [self.min.pos.y, self.max.pos.y],
            [self.min.uv.y * height, self.max.uv.y * height],
        );
        match (across.whole(left), down.whole(top)) {
            (Some(u), Some(v)) => {
                for y in top..bottom {
                    let run = band.row(y, left, right);
                    if let Some(texels) = texture.row_from(u, v + (y - top)) {
                        copy(run, texels, tint);
                    }
                }
            }
            _ => {
                for y in top..bottom {
                    let v = down.at(y);
                    for (pixel, x) in band.row(y, left, right).iter_mut().zip(left..) {
                        let texel = texture.sample(across.at(x), v);
                        if texel != Color32::TRANSPARENT {
                            *pixel = over(*pixel, modulate(texel, tint));
                        }
                    }
                }
            }
        }
    }
}

/// Draws texels one to one.
#[inline]
fn copy(run: &mut [u32], texels: &[Color32], tint: Color32) {
    for (pixel, texel) in run.iter_mut().zip(texels) {
        if *texel != Color32::TRANSPARENT {
            *pixel = over(*pixel, modulate(*texel, tint));
        }
    }
}

/// Texel coordinates along one direction.
struct Axis {
    start: f32,
    step: f32,
}

impl Axis {
    fn new(pixels: [f32; 2], texels: [f32; 2]) -> Self {
        let step = (texels[1] - texels[0]) / (pixels[1] - pixels[0]);
        Self {
            start: texels[0] - pixels[0] * step,
            step,
        }
    }

    /// The texel coordinate at the middle of a pixel.
    fn at(&self, pixel: i32) -> f32 {
        self.start + (pixel as f32 + 0.5) * self.step
    }

    /// The texel under a pixel, if pixels and texels lie on each other (the
    /// usual case for text: no mixing of texels is needed then).
    fn whole(&self, pixel: i32) -> Option<i32> {
        let place = self.at(pixel) - 0.5;
        let near = place.round();
        ((self.step - 1.0).abs() < 2e-3 && (place - near).abs() < 0.02).then_some(near as i32)
    }
}
