//! What stands on an X screen.

use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    ChangeWindowAttributesAux, ConnectionExt, EventMask, ImageFormat, Window,
};
use x11rb::rust_connection::RustConnection;

/// Part of a window that is looked at, in pixels: both programs draw there.
const PART: (u16, u16) = (120, 40);

/// Between two looks.
const BREAK: Duration = Duration::from_millis(1);

/// No window takes longer.
const LONGEST: Duration = Duration::from_secs(30);

/// A connection to the screen.
pub struct Screen {
    connection: RustConnection,
}

impl Screen {
    /// The screen that `DISPLAY` names, if it is there.
    pub fn open() -> Option<Self> {
        let (connection, screen) = x11rb::connect(None).ok()?;
        let root = connection.setup().roots.get(screen)?.root;
        let told = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
        let ask = connection.change_window_attributes(root, &told).ok()?;
        ask.check().ok()?;
        Some(Self { connection })
    }

    /// Waits until a window is mapped whose top left shows more than one
    /// color. Sleeps until then: who watches must not take the processor from
    /// what is measured.
    pub fn wait_until_drawn(&self) {
        let begin = Instant::now();
        let mut mapped = None;
        while !mapped.is_some_and(|window| self.shows(window).unwrap_or(false)) {
            assert!(begin.elapsed() < LONGEST, "no window was drawn");
            std::thread::sleep(BREAK);
            while let Some(event) = self.connection.poll_for_event().unwrap() {
                if let Event::MapNotify(event) = event {
                    mapped = Some(event.window);
                }
            }
        }
    }

    /// Forgets what was told of windows that are gone.
    pub fn forget(&self) {
        while self.connection.poll_for_event().unwrap().is_some() {}
    }

    // Any answer may fail: the window may be gone by now.
    fn shows(&self, window: Window) -> Option<bool> {
        let (width, height) = PART;
        let image =
            self.connection
                .get_image(ImageFormat::Z_PIXMAP, window, 0, 0, width, height, u32::MAX);
        let image = image.ok()?.reply().ok()?;
        let mut pixels = image.data.chunks_exact(4);
        let first = pixels.next()?;
        Some(pixels.any(|pixel| pixel != first))
    }
}
