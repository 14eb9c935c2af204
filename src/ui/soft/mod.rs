//! Drawing by the processor alone: for machines without OpenGL, for tests and
//! for pictures made without a display.

mod damage;
mod painter;
mod picture;
mod pixel;
mod quad;
mod raster;
mod texture;
mod triangle;
mod window;

pub use picture::{PictureOptions, picture, render_to_image};
pub use raster::{Canvas, PixelRect, Rasterizer};

pub(crate) use window::run;
