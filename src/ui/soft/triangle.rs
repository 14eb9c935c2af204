//! Filling one triangle, row by row.
//!
//! Corners are rounded to 1/256 pixel and inside/outside is then decided in
//! whole numbers with the top-left rule, so that neighbors neither overlap nor
//! leave gaps.

use egui::Color32;
use egui::epaint::Vertex;

use super::pixel::{fill, modulate, over};
use super::raster::Band;
use super::texture::Texture;

/// Sub-pixel steps per pixel.
const STEPS: i64 = 256;

/// Corners farther out (in pixels) are moved here, which keeps the whole
/// numbers below small enough.
const FAR: f32 = 1.0e6;

/// A corner: place in pixels, texture coordinates, color.
pub type Corner = Vertex;

/// One edge as the inequality `start + x * per_x + y * per_y >= 0`, where x
/// and y count whole pixels.
#[derive(Clone, Copy)]
struct Edge {
    start: i64,
    per_x: i64,
    per_y: i64,
}

impl Edge {
    /// The edge from `a` to `b` of a triangle whose inside is to the right
    /// hand (on a screen with y downward, corners in clockwise order).
    fn new(a: [i64; 2], b: [i64; 2]) -> Self {
        let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
        let top_left = dy < 0 || (dy == 0 && dx > 0);
        let half = STEPS / 2;
        Self {
            start: dx * (half - a[1]) - dy * (half - a[0]) - i64::from(!top_left),
            per_x: -dy * STEPS,
            per_y: dx * STEPS,
        }
    }

    /// Narrows `from..to` to the pixels of row `y` on the inner side.
    fn narrow(&self, y: i64, from: &mut i64, to: &mut i64) {
        let at_zero = self.start + y * self.per_y;
        if self.per_x > 0 {
            *from = (*from).max(-at_zero.div_euclid(self.per_x));
        } else if self.per_x < 0 {
            *to = (*to).min(at_zero.div_euclid(-self.per_x) + 1);
        } else if at_zero < 0 {
            *to = *from;
        }
    }
}

/// A value that changes evenly over the triangle.
#[derive(Clone, Copy)]
struct Plane {
    at_zero: f32,
    per_x: f32,
    per_y: f32,
}

impl Plane {
    fn at(&self, x: f32, y: f32) -> f32 {
        self.at_zero + x * self.per_x + y * self.per_y
    }
}

/// Fills a triangle. Without a texture only the corner colors count.
pub fn draw(band: &mut Band<'_>, corners: [Corner; 3], texture: Option<&Texture>) {
    let [a, mut b, mut c] = corners;
    let step = |place: f32| (place.clamp(-FAR, FAR) * STEPS as f32).round() as i64;
    let snap = |v: &Corner| [step(v.pos.x), step(v.pos.y)];
    let turn = |p: [i64; 2], q: [i64; 2], r: [i64; 2]| {
        (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
    };
    match turn(snap(&a), snap(&b), snap(&c)) {
        0 => return,
        area if area < 0 => std::mem::swap(&mut b, &mut c),
        _ => {}
    }
    let places = [snap(&a), snap(&b), snap(&c)];
    let edges = [
        Edge::new(places[0], places[1]),
        Edge::new(places[1], places[2]),
        Edge::new(places[2], places[0]),
    ];
    let clip = band.clip();
    let lowest = places.iter().map(|p| p[1]).min().unwrap_or(0);
    let highest = places.iter().map(|p| p[1]).max().unwrap_or(0);
    let first = i64::from(clip.top).max(lowest.div_euclid(STEPS));
    let last = i64::from(clip.bottom).min(highest.div_euclid(STEPS) + 1);
    let paint = Paint::new([&a, &b, &c], texture);
    for y in first..last {
        let (mut from, mut to) = (i64::from(clip.left), i64::from(clip.right));
        for edge in &edges {
            edge.narrow(y, &mut from, &mut to);
        }
        if from < to {
            paint.row(band, y as i32, from as i32, to as i32);
        }
    }
}

/// How the inside of a triangle is colored.
enum Paint<'t> {
    /// One color.
    Flat(Color32),
    /// Colors of the corners, mixed.
    Mixed([Plane; 4]),
    /// A texture, tinted by the mixed colors of the corners.
    Textured(&'t Texture, [Plane; 2], [Plane; 4]),
}

impl<'t> Paint<'t> {
    fn new(corners: [&Corner; 3], texture: Option<&'t Texture>) -> Self {
        let plane = |value: &dyn Fn(&Corner) -> f32| plane(corners, value);
        let channel = |index: usize| {
            plane(&|v: &Corner| {
                v.color
                    .to_array()
                    .get(index)
                    .copied()
                    .map_or(0.0, f32::from)
            })
        };
        let colors = || [channel(0), channel(1), channel(2), channel(3)];
        let [a, b, c] = corners;
        match texture {
            Some(texture) => {
                let [width, height] = texture.size();
                let uv = [plane(&|v| v.uv.x * width), plane(&|v| v.uv.y * height)];
                Self::Textured(texture, uv, colors())
            }
            None if a.color == b.color && b.color == c.color => Self::Flat(a.color),
            None => Self::Mixed(colors()),
        }
    }

    fn row(&self, band: &mut Band<'_>, y: i32, from: i32, to: i32) {
        let run = band.row(y, from, to);
        let middle = y as f32 + 0.5;
        let places = (from..to).map(|x| x as f32 + 0.5);
        match self {
            Self::Flat(color) => fill(run, *color),
            Self::Mixed(colors) => {
                for (pixel, x) in run.iter_mut().zip(places) {
                    *pixel = over(*pixel, mix(colors, x, middle));
                }
            }
            Self::Textured(texture, [u, v], colors) => {
                for (pixel, x) in run.iter_mut().zip(places) {
                    let texel = texture.sample(u.at(x, middle), v.at(x, middle));
                    if texel != Color32::TRANSPARENT {
                        *pixel = over(*pixel, modulate(texel, mix(colors, x, middle)));
                    }
                }
            }
        }
    }
}

#[inline]
fn mix(planes: &[Plane; 4], x: f32, y: f32) -> Color32 {
    // `as u8` saturates, which also cuts off overshoot at the corners.
    let [r, g, b, a] = planes.map(|plane| (plane.at(x, y) + 0.5) as u8);
    Color32::from_rgba_premultiplied(r, g, b, a)
}

/// The plane through a value's three corners. Flat if the triangle is a line.
fn plane(corners: [&Corner; 3], value: &dyn Fn(&Corner) -> f32) -> Plane {
    let [a, b, c] = corners;
    let (va, vb, vc) = (value(a), value(b), value(c));
    let (ab, ac) = (b.pos - a.pos, c.pos - a.pos);
    let area = ab.x * ac.y - ab.y * ac.x;
    if area.abs() < 1e-6 {
        return Plane {
            at_zero: va,
            per_x: 0.0,
            per_y: 0.0,
        };
    }
    let per_x = ((vb - va) * ac.y - (vc - va) * ab.y) / area;
    let per_y = ((vc - va) * ab.x - (vb - va) * ac.x) / area;
    Plane {
        at_zero: va - per_x * a.pos.x - per_y * a.pos.y,
        per_x,
        per_y,
    }
}
