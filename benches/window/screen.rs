//! What stands on an X screen.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt, ImageFormat, MapState, Window};
use x11rb::rust_connection::RustConnection;

/// Part of a window that is looked at, in pixels: both programs draw there.
const PART: (u16, u16) = (240, 60);

/// A connection to the screen.
pub struct Screen {
    connection: RustConnection,
    root: Window,
}

impl Screen {
    /// The screen that `DISPLAY` names, if it is there.
    pub fn open() -> Option<Self> {
        let (connection, screen) = x11rb::connect(None).ok()?;
        let root = connection.setup().roots.get(screen)?.root;
        Some(Self { connection, root })
    }

    /// The windows right on the screen.
    pub fn windows(&self) -> Vec<Window> {
        let tree = self.connection.query_tree(self.root).unwrap();
        tree.reply().unwrap().children
    }

    /// Whether a window that was not there `before` shows more than one color.
    pub fn is_drawn(&self, before: &[Window]) -> bool {
        let new = self.windows().into_iter();
        let mut new = new.filter(|window| !before.contains(window));
        new.any(|window| self.shows(window).unwrap_or(false))
    }

    // Any answer may fail: the window may be gone by now.
    fn shows(&self, window: Window) -> Option<bool> {
        let ask = &self.connection;
        let state = ask.get_window_attributes(window).ok()?.reply().ok()?;
        let place = ask.get_geometry(window).ok()?.reply().ok()?;
        let (width, height) = PART;
        if state.map_state != MapState::VIEWABLE || place.width < width || place.height < height {
            return Some(false);
        }
        let image = ask
            .get_image(ImageFormat::Z_PIXMAP, window, 0, 0, width, height, u32::MAX)
            .ok()?
            .reply()
            .ok()?;
        let mut pixels = image.data.chunks_exact(4);
        let first = pixels.next()?;
        Some(pixels.any(|pixel| pixel != first))
    }
}
