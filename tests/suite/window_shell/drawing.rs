//! Known pixels.

use egui::epaint::{ClippedPrimitive, ImageDelta, Mesh, Primitive, Vertex};
use egui::{Color32, ColorImage, Pos2, Rect, TextureId, TextureOptions, TexturesDelta, pos2, vec2};
use license_matrix::ui::soft::{Canvas, PictureOptions, PixelRect, Rasterizer, picture};

const WIDTH: usize = 16;
const HEIGHT: usize = 12;
const BACKGROUND: u32 = 0x00_10_20_30;
const RED: u32 = 0x00_ff_00_00;

/// A rasterizer with the white pixel every texture of egui starts with.
fn rasterizer(image: ColorImage) -> Rasterizer {
    let mut delta = TexturesDelta::default();
    delta.push(
        TextureId::default(),
        ImageDelta::full(image, TextureOptions::LINEAR),
    );
    let mut rasterizer = Rasterizer::default();
    rasterizer.update_textures(&mut delta);
    rasterizer
}

fn white() -> ColorImage {
    ColorImage::filled([2, 2], Color32::WHITE)
}

fn everywhere(mesh: Mesh) -> ClippedPrimitive {
    ClippedPrimitive {
        clip_rect: Rect::EVERYTHING,
        primitive: Primitive::Mesh(mesh),
    }
}

fn triangle(corners: [Pos2; 3], colors: [Color32; 3]) -> Mesh {
    let mut mesh = Mesh::default();
    for (place, color) in corners.into_iter().zip(colors) {
        mesh.vertices.push(Vertex::untextured(place, color));
    }
    mesh.add_triangle(0, 1, 2);
    mesh
}

fn draw(rasterizer: &mut Rasterizer, scale: f32, primitives: &[ClippedPrimitive]) -> Vec<u32> {
    let mut pixels = vec![0; WIDTH * HEIGHT];
    rasterizer.paint(
        &mut Canvas::new(&mut pixels, WIDTH),
        PixelRect::of_size(WIDTH, HEIGHT),
        Color32::from_rgb(0x10, 0x20, 0x30),
        scale,
        primitives,
    );
    pixels
}

fn count(pixels: &[u32], color: u32) -> usize {
    pixels.iter().filter(|pixel| **pixel == color).count()
}

#[test]
fn an_empty_frame_is_background() {
    let pixels = draw(&mut rasterizer(white()), 1.0, &[]);
    assert_eq!(count(&pixels, BACKGROUND), WIDTH * HEIGHT);
}

#[test]
fn a_rectangle_covers_exactly_its_pixels() {
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(
        Rect::from_min_size(pos2(2.0, 3.0), vec2(4.0, 5.0)),
        Color32::RED,
    );
    for scale in [1.0, 2.0] {
        let pixels = draw(&mut rasterizer(white()), scale, &[everywhere(mesh.clone())]);
        let (rows, columns) = match scale {
            1.0 => (3..8, 2..6),
            _ => (6..12, 4..12),
        };
        for (index, pixel) in pixels.iter().enumerate() {
            let inside = rows.contains(&(index / WIDTH)) && columns.contains(&(index % WIDTH));
            assert_eq!(*pixel == RED, inside, "pixel {index} at scale {scale}");
        }
    }
}

#[test]
fn clipping_is_kept_to() {
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(
        Rect::from_min_size(Pos2::ZERO, vec2(16.0, 12.0)),
        Color32::RED,
    );
    let primitive = ClippedPrimitive {
        clip_rect: Rect::from_min_size(pos2(1.0, 1.0), vec2(3.0, 2.0)),
        primitive: Primitive::Mesh(mesh),
    };
    let pixels = draw(&mut rasterizer(white()), 1.0, &[primitive]);
    assert_eq!(count(&pixels, RED), 6);
}

#[test]
fn neighboring_triangles_neither_overlap_nor_leave_gaps() {
    // Half-transparent, so that a pixel drawn twice would show. The corners
    // lie askew, so that no shortcut for rectangles applies.
    let color = Color32::from_rgba_premultiplied(100, 0, 0, 100);
    let corners = [
        pos2(1.3, 0.7),
        pos2(14.6, 2.2),
        pos2(13.1, 11.4),
        pos2(2.4, 10.9),
    ];
    let center = pos2(7.77, 5.31);
    let mut mesh = Mesh::default();
    for place in corners.into_iter().chain([center]) {
        mesh.vertices.push(Vertex::untextured(place, color));
    }
    for index in 0..4 {
        mesh.add_triangle(index, (index + 1) % 4, 4);
    }
    let once = draw(
        &mut rasterizer(white()),
        1.0,
        &[everywhere(triangle(
            [pos2(-90.0, -90.0), pos2(90.0, -90.0), pos2(0.0, 90.0)],
            [color; 3],
        ))],
    )[5];
    let pixels = draw(&mut rasterizer(white()), 1.0, &[everywhere(mesh)]);
    let drawn = count(&pixels, once);
    assert_eq!(drawn + count(&pixels, BACKGROUND), WIDTH * HEIGHT);
    // The area of the four corners is 115.6 square pixels.
    assert!((110..=121).contains(&drawn), "{drawn}");
}

#[test]
fn edges_through_the_middle_of_pixels_are_drawn_once() {
    let color = Color32::from_rgba_premultiplied(100, 0, 0, 100);
    let corners = [
        pos2(1.5, -0.5),
        pos2(13.5, -0.5),
        pos2(13.5, 11.5),
        pos2(1.5, 11.5),
    ];
    let mut mesh = Mesh::default();
    for place in corners.into_iter().chain([pos2(7.5, 5.5)]) {
        mesh.vertices.push(Vertex::untextured(place, color));
    }
    for index in 0..4 {
        mesh.add_triangle(index, (index + 1) % 4, 4);
    }
    let pixels = draw(&mut rasterizer(white()), 1.0, &[everywhere(mesh)]);
    // Left and top edges belong to the shape, right and bottom ones do not.
    assert_eq!(count(&pixels, BACKGROUND), WIDTH * HEIGHT - 12 * 11);
    assert_eq!(count(&pixels, pixels[1]), 12 * 11);
}

#[test]
fn a_rectangle_between_pixels_covers_the_middles_inside() {
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(
        Rect::from_min_max(pos2(2.6, 3.4), pos2(6.4, 5.6)),
        Color32::RED,
    );
    let pixels = draw(&mut rasterizer(white()), 1.0, &[everywhere(mesh)]);
    assert_eq!(count(&pixels, RED), 3 * 3);
    assert_eq!(pixels[3 * WIDTH + 3], RED);
    assert_eq!(pixels[3 * WIDTH + 2], BACKGROUND);
}

#[test]
fn a_rectangle_of_several_colors_is_not_taken_for_a_plain_one() {
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(
        Rect::from_min_size(Pos2::ZERO, vec2(16.0, 12.0)),
        Color32::RED,
    );
    for vertex in &mut mesh.vertices {
        if vertex.pos.x > 8.0 {
            vertex.color = Color32::BLACK;
        }
    }
    let pixels = draw(&mut rasterizer(white()), 1.0, &[everywhere(mesh)]);
    let reds: Vec<u32> = pixels[..WIDTH].iter().map(|pixel| pixel >> 16).collect();
    assert!(reds.windows(2).all(|pair| pair[0] > pair[1]), "{reds:?}");
}

#[test]
fn the_direction_of_a_triangle_does_not_matter() {
    let corners = [pos2(1.0, 1.0), pos2(15.0, 2.0), pos2(4.0, 11.0)];
    let [a, b, c] = corners;
    let one = everywhere(triangle([a, b, c], [Color32::RED; 3]));
    let other = everywhere(triangle([a, c, b], [Color32::RED; 3]));
    let first = draw(&mut rasterizer(white()), 1.0, &[one]);
    let second = draw(&mut rasterizer(white()), 1.0, &[other]);
    assert!(count(&first, RED) > 50);
    assert_eq!(first, second);
}

#[test]
fn colors_are_mixed_between_corners() {
    let mesh = triangle(
        [pos2(0.0, 0.0), pos2(32.0, 0.0), pos2(0.0, 32.0)],
        [Color32::BLACK, Color32::WHITE, Color32::BLACK],
    );
    let pixels = draw(&mut rasterizer(white()), 1.0, &[everywhere(mesh)]);
    let reds: Vec<u32> = pixels[..WIDTH].iter().map(|pixel| pixel >> 16).collect();
    assert!(reds.windows(2).all(|pair| pair[0] < pair[1]), "{reds:?}");
    assert_eq!(reds[0], 4, "half a step of 255/32");
}

#[test]
fn textures_are_drawn_texel_for_pixel_and_tinted() {
    let image = ColorImage::new(
        [2, 2],
        vec![
            Color32::WHITE,
            Color32::TRANSPARENT,
            Color32::BLACK,
            Color32::WHITE,
        ],
    );
    let mut mesh = Mesh::default();
    mesh.add_rect_with_uv(
        Rect::from_min_size(pos2(4.0, 4.0), vec2(2.0, 2.0)),
        Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0)),
        Color32::RED,
    );
    let pixels = draw(&mut rasterizer(image), 1.0, &[everywhere(mesh)]);
    let at = |x: usize, y: usize| pixels[y * WIDTH + x];
    assert_eq!(at(4, 4), RED);
    assert_eq!(at(5, 4), BACKGROUND);
    assert_eq!(at(4, 5), 0);
    assert_eq!(at(5, 5), RED);
}

#[test]
fn coordinates_that_are_no_numbers_draw_nothing() {
    let mesh = triangle(
        [
            pos2(f32::NAN, 0.0),
            pos2(8.0, f32::INFINITY),
            pos2(3.0, 9.0),
        ],
        [Color32::RED; 3],
    );
    let pixels = draw(&mut rasterizer(white()), 1.0, &[everywhere(mesh)]);
    assert_eq!(count(&pixels, BACKGROUND), WIDTH * HEIGHT);
}

#[test]
fn only_the_asked_for_area_is_touched() {
    let mut pixels = vec![7; WIDTH * HEIGHT];
    let area = PixelRect {
        left: 3,
        top: 2,
        right: 5,
        bottom: 4,
    };
    rasterizer(white()).paint(
        &mut Canvas::new(&mut pixels, WIDTH),
        area,
        Color32::RED,
        1.0,
        &[],
    );
    assert_eq!(count(&pixels, RED), 4);
    assert_eq!(count(&pixels, 7), WIDTH * HEIGHT - 4);
}

#[test]
fn a_picture_is_made_without_a_display() {
    let options = PictureOptions {
        size: vec2(40.0, 20.0),
        scale: 2.0,
        frames: 2,
    };
    let image = picture(&egui::Context::default(), options, |ui| {
        let square = Rect::from_min_size(pos2(10.0, 5.0), vec2(10.0, 10.0));
        ui.painter().rect_filled(square, 0.0, Color32::GREEN);
    });
    assert_eq!(image.dimensions(), (80, 40));
    assert_eq!(image.get_pixel(30, 20).0, [0, 255, 0, 255]);
    assert_ne!(image.get_pixel(5, 5).0, [0, 255, 0, 255]);
}
