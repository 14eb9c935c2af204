//! Which part of the window changed between two frames.

use egui::epaint::{ClippedPrimitive, Primitive};

use super::raster::PixelRect;

/// What was drawn by one primitive, and where.
#[derive(Clone, Copy, PartialEq)]
struct Mark {
    print: u64,
    area: PixelRect,
}

/// Remembers the last frame in fingerprints.
#[derive(Default)]
pub struct Damage {
    last: Vec<Mark>,
}

impl Damage {
    /// The area that differs from the frame before; empty if nothing does.
    pub fn since_last(
        &mut self,
        primitives: &[ClippedPrimitive],
        pixels_per_point: f32,
    ) -> PixelRect {
        let now: Vec<Mark> = primitives
            .iter()
            .map(|primitive| mark(primitive, pixels_per_point))
            .collect();
        // Order matters (later ones cover earlier ones), so only a common
        // beginning and a common end are taken as unchanged.
        let same = |(a, b): &(&Mark, &Mark)| a == b;
        let before = self.last.iter().zip(&now).take_while(same).count();
        let shorter = self.last.len().min(now.len()) - before;
        let after = self
            .last
            .iter()
            .rev()
            .zip(now.iter().rev())
            .take(shorter)
            .take_while(same)
            .count();
        let middle = |marks: &[Mark]| {
            marks
                .get(before..marks.len() - after)
                .unwrap_or_default()
                .iter()
                .fold(PixelRect::of_size(0, 0), |sum, mark| sum.join(&mark.area))
        };
        let area = middle(&self.last).join(&middle(&now));
        self.last = now;
        area
    }
}

fn mark(primitive: &ClippedPrimitive, pixels_per_point: f32) -> Mark {
    let mut area = PixelRect::from_points(primitive.clip_rect, pixels_per_point);
    let mut print = Print::default();
    match &primitive.primitive {
        Primitive::Mesh(mesh) => {
            print.add(match mesh.texture_id {
                egui::TextureId::Managed(id) => id << 1,
                egui::TextureId::User(id) => (id << 1) | 1,
            });
            for index in &mesh.indices {
                print.add(u64::from(*index));
            }
            for vertex in &mesh.vertices {
                print.pair(vertex.pos.x, vertex.pos.y);
                print.pair(vertex.uv.x, vertex.uv.y);
                print.add(u64::from(u32::from_le_bytes(vertex.color.to_array())));
            }
            let bounds = mesh.calc_bounds().expand(1.0);
            area = area.meet(&PixelRect::from_points(bounds, pixels_per_point));
        }
        Primitive::Callback(_) => {}
    }
    print.pair(primitive.clip_rect.min.x, primitive.clip_rect.min.y);
    print.pair(primitive.clip_rect.max.x, primitive.clip_rect.max.y);
    Mark {
        print: print.0,
        area,
    }
}

/// A quick hash that is the same for the same numbers.
#[derive(Default)]
struct Print(u64);

impl Print {
    #[inline]
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    #[inline]
    fn pair(&mut self, a: f32, b: f32) {
        self.add((u64::from(a.to_bits()) << 32) | u64::from(b.to_bits()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::epaint::Mesh;
    use egui::{Color32, Rect, pos2, vec2};

    fn square(x: f32, color: Color32) -> ClippedPrimitive {
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(Rect::from_min_size(pos2(x, 10.0), vec2(10.0, 10.0)), color);
        ClippedPrimitive {
            clip_rect: Rect::from_min_size(pos2(0.0, 0.0), vec2(100.0, 100.0)),
            primitive: Primitive::Mesh(mesh),
        }
    }

    #[test]
    fn the_same_frame_damages_nothing() {
        let mut damage = Damage::default();
        let frame = [square(0.0, Color32::RED), square(50.0, Color32::RED)];
        assert!(!damage.since_last(&frame, 1.0).is_empty());
        assert!(damage.since_last(&frame, 1.0).is_empty());
    }

    #[test]
    fn a_new_color_damages_only_its_place() {
        let mut damage = Damage::default();
        damage.since_last(
            &[square(0.0, Color32::RED), square(50.0, Color32::RED)],
            1.0,
        );
        let area = damage.since_last(
            &[square(0.0, Color32::RED), square(50.0, Color32::BLUE)],
            1.0,
        );
        assert_eq!(
            (area.left, area.top, area.right, area.bottom),
            (49, 9, 61, 21)
        );
    }

    #[test]
    fn what_vanished_is_damage_too() {
        let mut damage = Damage::default();
        damage.since_last(
            &[square(0.0, Color32::RED), square(50.0, Color32::RED)],
            1.0,
        );
        let area = damage.since_last(&[square(0.0, Color32::RED)], 1.0);
        assert_eq!((area.left, area.right), (49, 61));
    }

    #[test]
    fn a_new_order_is_damage() {
        let mut damage = Damage::default();
        damage.since_last(
            &[square(0.0, Color32::RED), square(5.0, Color32::BLUE)],
            1.0,
        );
        let area = damage.since_last(
            &[square(5.0, Color32::BLUE), square(0.0, Color32::RED)],
            1.0,
        );
        assert!(!area.is_empty());
    }
}
