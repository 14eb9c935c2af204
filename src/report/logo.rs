//! A picture for the head of a report.

use std::fmt;
use std::sync::Arc;

/// The most room that a logo takes on paper: width and height, in points.
const ROOM: (f32, f32) = (144.0, 44.0);

/// A picture that is ready to be printed: opaque, small enough, and without
/// anything that a file of it may hold besides.
#[derive(Clone, PartialEq, Eq)]
pub struct Logo {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// Red, green and blue of each pixel on white paper, row by row.
    pub rgb: Arc<[u8]>,
    /// The same as a PNG file.
    pub png: Arc<[u8]>,
}

impl fmt::Debug for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Logo({} x {})", self.width, self.height)
    }
}

impl Logo {
    /// Width and height on paper, in points.
    pub fn on_paper(&self) -> (f32, f32) {
        self.within(ROOM.0, ROOM.1)
    }

    /// Width and height in a box, as large as its proportions allow.
    fn within(&self, width: f32, height: f32) -> (f32, f32) {
        let (w, h) = (self.width.max(1) as f32, self.height.max(1) as f32);
        let scale = (width / w).min(height / h);
        (w * scale, h * scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proportions_are_kept() {
        let logo = |width, height| Logo {
            width,
            height,
            rgb: Arc::from([]),
            png: Arc::from([]),
        };
        assert_eq!(logo(400, 100).within(150.0, 44.0), (150.0, 37.5));
        assert_eq!(logo(100, 400).within(150.0, 44.0), (11.0, 44.0));
    }
}
