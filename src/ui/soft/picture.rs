//! Pictures without a display: for tests and for the documentation.

use egui::{Color32, Context, FullOutput, RawInput, Rect, Ui, Vec2, vec2};
use image::{Rgba, RgbaImage};

use super::raster::{Canvas, PixelRect, Rasterizer};
use crate::ui::theme;

/// What a picture looks like from outside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PictureOptions {
    /// Width and height in points.
    pub size: Vec2,
    /// Pixels per point: 1.0 for plain screens, 2.0 for fine ones.
    pub scale: f32,
    /// How often the interface is run before the picture is taken. Some
    /// widgets need a few frames to find their size.
    pub frames: usize,
}

impl Default for PictureOptions {
    fn default() -> Self {
        Self {
            size: vec2(1280.0, 800.0),
            scale: 1.0,
            frames: 6,
        }
    }
}

/// Runs an interface without a window and draws it.
///
/// Fonts and looks have to be set in `ctx` before (`theme::install`).
pub fn picture(
    ctx: &Context,
    options: PictureOptions,
    mut add_contents: impl FnMut(&mut Ui),
) -> RgbaImage {
    let mut rasterizer = Rasterizer::default();
    let mut image = RgbaImage::new(0, 0);
    for frame in 0..options.frames.max(1) {
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, options.size)),
            // Far apart, so that animations have come to rest at the end.
            time: Some(frame as f64 * 2.0),
            focused: true,
            ..RawInput::default()
        };
        input
            .viewports
            .entry(egui::ViewportId::ROOT)
            .or_default()
            .native_pixels_per_point = Some(options.scale);
        let mut output = ctx.run_ui(input, &mut add_contents);
        rasterizer.update_textures(&mut output.textures_delta);
        if frame + 1 == options.frames.max(1) {
            image = render_to_image(&mut rasterizer, ctx, &output, options.size);
        }
    }
    image
}

/// Draws the output of one egui frame of `size` points.
///
/// The texture updates of all frames up to this one must have been given to
/// the same `rasterizer` (`Rasterizer::update_textures`).
pub fn render_to_image(
    rasterizer: &mut Rasterizer,
    ctx: &Context,
    output: &FullOutput,
    size: Vec2,
) -> RgbaImage {
    let scale = output.pixels_per_point;
    let primitives = ctx.tessellate(output.shapes.clone(), scale);
    let pixels = |points: f32| (points * scale).round().max(0.0) as u32;
    let (width, height) = (pixels(size.x), pixels(size.y));
    let mut buffer = vec![0; width as usize * height as usize];
    rasterizer.paint(
        &mut Canvas::new(&mut buffer, width as usize),
        PixelRect::of_size(width as usize, height as usize),
        background(ctx),
        scale,
        &primitives,
    );
    RgbaImage::from_fn(width, height, |x, y| {
        let at = y as usize * width as usize + x as usize;
        let [_, r, g, b] = buffer.get(at).copied().unwrap_or(0).to_be_bytes();
        Rgba([r, g, b, 255])
    })
}

/// What shows where nothing is drawn.
pub(super) fn background(ctx: &Context) -> Color32 {
    theme::background(&ctx.global_style().visuals)
}
