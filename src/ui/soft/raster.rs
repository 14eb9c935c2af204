//! Turns egui's triangles into pixels.

use egui::epaint::{ClippedPrimitive, Mesh, Primitive, Vertex, WHITE_UV};
use egui::{Color32, TexturesDelta};

use super::pixel;
use super::quad::Quad;
use super::texture::{Change, Textures};
use super::triangle;

/// Below this many pixels a second thread costs more than it brings.
const PIXELS_PER_THREAD: usize = 120_000;

/// A rectangle of whole pixels; `right` and `bottom` lie outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PixelRect {
    /// First column.
    pub left: i32,
    /// First row.
    pub top: i32,
    /// First column beyond.
    pub right: i32,
    /// First row beyond.
    pub bottom: i32,
}

impl PixelRect {
    /// The rectangle of a whole canvas.
    pub fn of_size(width: usize, height: usize) -> Self {
        Self {
            left: 0,
            top: 0,
            right: i32::try_from(width).unwrap_or(i32::MAX),
            bottom: i32::try_from(height).unwrap_or(i32::MAX),
        }
    }

    /// Whether it has no pixel.
    pub fn is_empty(&self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }

    /// The common part.
    pub fn meet(&self, other: &Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// The smallest rectangle around both; an empty one adds nothing.
    pub fn join(&self, other: &Self) -> Self {
        if self.is_empty() {
            return *other;
        }
        if other.is_empty() {
            return *self;
        }
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// egui's rectangle in points as pixels, rounded like egui's own painters.
    pub(super) fn from_points(rect: egui::Rect, pixels_per_point: f32) -> Self {
        let pixels = |points: f32| (points * pixels_per_point).round() as i32;
        Self {
            left: pixels(rect.min.x),
            top: pixels(rect.min.y),
            right: pixels(rect.max.x),
            bottom: pixels(rect.max.y),
        }
    }
}

/// Pixels to draw on, in rows from the top, each `0x00RRGGBB`.
pub struct Canvas<'p> {
    pixels: &'p mut [u32],
    width: usize,
}

impl<'p> Canvas<'p> {
    /// Wraps pixels in rows of `width`. An incomplete last row stays as it is.
    pub fn new(pixels: &'p mut [u32], width: usize) -> Self {
        Self { pixels, width }
    }

    fn height(&self) -> usize {
        self.pixels.len().checked_div(self.width).unwrap_or(0)
    }
}

/// Some neighboring rows of a canvas, drawn by one thread.
pub struct Band<'p> {
    pixels: &'p mut [u32],
    width: usize,
    /// The canvas row of the first pixel.
    first_row: i32,
    clip: PixelRect,
}

impl Band<'_> {
    /// Where drawing is allowed now; always inside the band.
    pub fn clip(&self) -> PixelRect {
        self.clip
    }

    /// The pixels `from..to` of canvas row `y`; empty if outside the band.
    #[inline]
    pub fn row(&mut self, y: i32, from: i32, to: i32) -> &mut [u32] {
        let start = (y - self.first_row) as usize * self.width;
        self.pixels
            .get_mut(start + from as usize..start + to as usize)
            .unwrap_or_default()
    }
}

/// Draws what egui has tessellated. Keeps the textures between frames.
#[derive(Default)]
pub struct Rasterizer {
    textures: Textures,
}

impl Rasterizer {
    /// Takes over new textures; `delta` is empty afterwards. Says whether
    /// pictures drawn earlier may look different now.
    pub(super) fn update(&mut self, delta: &mut TexturesDelta) -> Change {
        self.textures.update(delta)
    }

    /// Takes over new, changed and freed textures; `delta` is empty
    /// afterwards. Call it before the frame that uses them is painted.
    pub fn update_textures(&mut self, delta: &mut TexturesDelta) {
        self.textures.update(delta);
    }

    /// Draws a frame into `area` of the canvas, on `background`. Paint
    /// callbacks are left out: they need a graphics card.
    pub fn paint(
        &mut self,
        canvas: &mut Canvas<'_>,
        area: PixelRect,
        background: Color32,
        pixels_per_point: f32,
        primitives: &[ClippedPrimitive],
    ) {
        let whole = PixelRect::of_size(canvas.width, canvas.height());
        let area = area.meet(&whole);
        if !area.is_empty() {
            let textures = &self.textures;
            let draw = |mut band: Band<'_>| {
                let rows = band.clip;
                for y in rows.top..rows.bottom {
                    pixel::fill(band.row(y, rows.left, rows.right), background.to_opaque());
                }
                for primitive in primitives {
                    band.clip = rows;
                    draw_primitive(&mut band, textures, primitive, pixels_per_point);
                }
            };
            let bands = split(canvas, area);
            if bands.len() < 2 {
                bands.into_iter().for_each(draw);
            } else {
                std::thread::scope(|scope| {
                    for band in bands {
                        scope.spawn(|| draw(band));
                    }
                });
            }
        }
        self.textures.drop_freed();
    }
}

/// Cuts the area into bands of rows, one per thread that is worth starting.
fn split<'c>(canvas: &'c mut Canvas<'_>, area: PixelRect) -> Vec<Band<'c>> {
    let rows = (area.bottom - area.top) as usize;
    let pixels = rows * (area.right - area.left) as usize;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let count = (pixels / PIXELS_PER_THREAD).clamp(1, threads.min(8));
    let rows_each = rows.div_ceil(count);
    let width = canvas.width;
    let from = area.top as usize * width;
    let to = area.bottom as usize * width;
    let Some(inside) = canvas.pixels.get_mut(from..to) else {
        return Vec::new();
    };
    inside
        .chunks_mut((rows_each * width).max(1))
        .enumerate()
        .map(|(index, pixels)| {
            let top = area.top + (index * rows_each) as i32;
            let bottom = top + (pixels.len() / width) as i32;
            Band {
                pixels,
                width,
                first_row: top,
                clip: PixelRect {
                    top,
                    bottom,
                    ..area
                },
            }
        })
        .collect()
}

fn draw_primitive(
    band: &mut Band<'_>,
    textures: &Textures,
    primitive: &ClippedPrimitive,
    pixels_per_point: f32,
) {
    let clip = PixelRect::from_points(primitive.clip_rect, pixels_per_point);
    band.clip = band.clip.meet(&clip);
    if band.clip.is_empty() {
        return;
    }
    if let Primitive::Mesh(mesh) = &primitive.primitive {
        draw_mesh(band, textures, mesh, pixels_per_point);
    }
}

fn draw_mesh(band: &mut Band<'_>, textures: &Textures, mesh: &Mesh, pixels_per_point: f32) {
    let Some(texture) = textures.get(mesh.texture_id) else {
        return;
    };
    let corner = |index: u32| -> Option<Vertex> {
        let mut vertex = *mesh.vertices.get(index as usize)?;
        vertex.pos *= pixels_per_point;
        Some(vertex)
    };
    let mut rest = mesh.indices.as_slice();
    while let [i, j, k, tail @ ..] = rest {
        rest = tail;
        let (Some(a), Some(b), Some(c)) = (corner(*i), corner(*j), corner(*k)) else {
            continue;
        };
        // Plain shapes point at the white pixel of the atlas.
        let plain = a.uv == WHITE_UV && b.uv == WHITE_UV && c.uv == WHITE_UV;
        let texture = (!plain).then_some(texture);
        if let [l, m, n, after @ ..] = rest
            && (l, m) == (k, j)
            && let Some(d) = corner(*n)
            && let Some(quad) = Quad::recognize([&a, &b, &c, &d])
        {
            rest = after;
            quad.draw(band, texture);
            continue;
        }
        let [xs, ys] = [[a.pos.x, b.pos.x, c.pos.x], [a.pos.y, b.pos.y, c.pos.y]];
        if visible(xs, band.clip.left, band.clip.right)
            && visible(ys, band.clip.top, band.clip.bottom)
            && (a.color, b.color, c.color) != NOTHING
        {
            triangle::draw(band, [a, b, c], texture);
        }
    }
}

const NOTHING: (Color32, Color32, Color32) = (
    Color32::TRANSPARENT,
    Color32::TRANSPARENT,
    Color32::TRANSPARENT,
);

/// Whether any part of a triangle can lie between two pixel borders. False
/// for coordinates that are no numbers.
fn visible([a, b, c]: [f32; 3], from: i32, to: i32) -> bool {
    a.max(b).max(c) >= from as f32 && a.min(b).min(c) <= to as f32 && (a + b + c).is_finite()
}
