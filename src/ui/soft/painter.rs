//! Keeps the picture of a window up to date from frame to frame.

use egui::{ClippedPrimitive, Color32, TexturesDelta};

use super::damage::Damage;
use super::raster::{Canvas, PixelRect, Rasterizer};
use super::texture::Change;

/// A picture that is redrawn only where a frame differs from the last one.
#[derive(Default)]
pub struct Painter {
    rasterizer: Rasterizer,
    damage: Damage,
    pixels: Vec<u32>,
    /// Size, scale and background of `pixels`.
    shape: Option<([usize; 2], f32, Color32)>,
}

impl Painter {
    /// Takes over new textures, before `update`; `delta` is empty afterwards.
    pub fn take_textures(&mut self, delta: &mut TexturesDelta) -> Change {
        self.rasterizer.update(delta)
    }

    /// Draws a frame of `[width, height]` pixels. `change` says what the
    /// textures of this frame did.
    pub fn update(
        &mut self,
        [width, height]: [usize; 2],
        change: Change,
        background: Color32,
        scale: f32,
        primitives: &[ClippedPrimitive],
    ) {
        let shape = ([width, height], scale, background);
        let mut area = self.damage.since_last(primitives, scale);
        if self.shape != Some(shape) || change == Change::Redraw {
            self.shape = Some(shape);
            self.pixels.resize(width * height, 0);
            area = PixelRect::of_size(width, height);
        }
        self.rasterizer.paint(
            &mut Canvas::new(&mut self.pixels, width),
            area,
            background,
            scale,
            primitives,
        );
    }

    /// The picture in rows, each pixel `0x00RRGGBB`.
    pub fn pixels(&self) -> &[u32] {
        &self.pixels
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::epaint::{ImageDelta, Mesh, Primitive, Vertex};
    use egui::{ColorImage, Rect, TextureId, TextureOptions, pos2, vec2};

    const SIZE: [usize; 2] = [64, 48];

    fn painter() -> Painter {
        let white = ColorImage::filled([1, 1], Color32::WHITE);
        let mut delta = TexturesDelta::default();
        delta.push(
            TextureId::default(),
            ImageDelta::full(white, TextureOptions::LINEAR),
        );
        let mut painter = Painter::default();
        painter.take_textures(&mut delta);
        painter
    }

    /// Overlapping half-transparent triangles, some of which move.
    fn frame(number: usize) -> Vec<ClippedPrimitive> {
        (0..9)
            .map(|index| {
                let step = if index % 3 == 0 { number } else { 0 };
                let x = (index * 7 + step * 5) as f32 % 50.0 + 0.3;
                let y = (index * 5 + step * 3) as f32 % 30.0 + 0.7;
                let color = Color32::from_rgba_unmultiplied(30 * index as u8, 90, 200, 150);
                let mut mesh = Mesh::default();
                for (dx, dy) in [(0.0, 0.0), (17.0, 4.0), (3.0, 15.0)] {
                    let place = pos2(x + dx, y + dy);
                    mesh.vertices.push(Vertex::untextured(place, color));
                }
                mesh.add_triangle(0, 1, 2);
                ClippedPrimitive {
                    clip_rect: Rect::from_min_size(pos2(2.0, 2.0), vec2(58.0, 40.0)),
                    primitive: Primitive::Mesh(mesh),
                }
            })
            .collect()
    }

    #[test]
    fn redrawing_parts_gives_the_same_picture_as_drawing_all() {
        let mut lasting = painter();
        for number in 0..20 {
            let primitives = frame(number);
            lasting.update(SIZE, Change::Harmless, Color32::GRAY, 1.25, &primitives);
            let mut fresh = painter();
            fresh.update(SIZE, Change::Redraw, Color32::GRAY, 1.25, &primitives);
            assert!(lasting.pixels() == fresh.pixels(), "frame {number}");
        }
    }

    #[test]
    fn an_unchanged_frame_touches_no_pixel() {
        let mut painter = painter();
        let primitives = frame(1);
        painter.update(SIZE, Change::Redraw, Color32::GRAY, 1.0, &primitives);
        painter.pixels.fill(7);
        painter.update(SIZE, Change::Harmless, Color32::GRAY, 1.0, &primitives);
        assert!(painter.pixels().iter().all(|pixel| *pixel == 7));
    }
}
