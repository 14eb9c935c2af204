//! Frames without a window, and the time they take.

use std::fmt;
use std::time::Duration;

use egui::{
    Context, Event, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Ui, pos2, vec2,
};

/// How often both are drawn in turn.
pub const ROUNDS: usize = 6;

/// Frames in a turn that are timed, and those before them that are not.
const FRAMES: usize = 80;
const BEFORE: usize = 20;

/// How fast the table scrolls.
#[derive(Debug, Clone, Copy)]
pub enum Speed {
    /// Three rows in a frame.
    Rows,
    /// A page in a frame, of which nothing was drawn before.
    Pages,
}

impl Speed {
    fn points(self) -> f32 {
        match self {
            Speed::Rows => 60.0,
            Speed::Pages => 1000.0,
        }
    }
}

impl fmt::Display for Speed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Speed::Rows => write!(f, "three rows a frame"),
            Speed::Pages => write!(f, "a page a frame"),
        }
    }
}

/// A window without a screen.
pub struct Window {
    ctx: Context,
    frames: usize,
    times: Vec<Duration>,
}

/// Milliseconds.
pub struct Times {
    pub middle: f64,
    high: f64,
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2} ({:.2})", self.middle, self.high)
    }
}

impl Window {
    pub fn new(listens: bool) -> Self {
        Self {
            ctx: super::context(listens),
            frames: 0,
            times: Vec::new(),
        }
    }

    /// Draws frames, in each of which the wheel is turned.
    pub fn scroll(&mut self, speed: Speed, draw: &mut dyn FnMut(&mut Ui)) {
        for frame in 0..BEFORE + FRAMES {
            let took = self.frame(speed, draw);
            if frame >= BEFORE {
                self.times.push(took);
            }
        }
    }

    fn frame(&mut self, speed: Speed, draw: &mut dyn FnMut(&mut Ui)) -> Duration {
        let place = pos2(800.0, 500.0);
        self.frames += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1600.0, 1000.0))),
            time: Some(self.frames as f64 / 60.0),
            events: vec![
                Event::PointerMoved(place),
                Event::MouseWheel {
                    unit: MouseWheelUnit::Point,
                    delta: vec2(0.0, -speed.points()),
                    phase: TouchPhase::Move,
                    source: egui::MouseWheelSource::Trackpad,
                    modifiers: Modifiers::NONE,
                },
            ],
            ..RawInput::default()
        };
        let before = processor_time();
        let mut output = self.ctx.run_ui(input, |ui| draw(ui));
        let took = processor_time() - before;
        // Nothing is drawn with them.
        output.textures_delta.clear();
        took
    }

    pub fn times(mut self) -> Times {
        self.times.sort_unstable();
        let at = |share: usize| self.times[(self.times.len() - 1) * share / 100];
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        Times {
            middle: ms(at(50)),
            high: ms(at(95)),
        }
    }
}

/// What this thread had of the processor so far: other work does not count.
#[cfg(unix)]
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// Elsewhere the time on the clock.
#[cfg(not(unix))]
fn processor_time() -> Duration {
    use std::sync::OnceLock;
    use std::time::Instant;
    static BEGAN: OnceLock<Instant> = OnceLock::new();
    BEGAN.get_or_init(Instant::now).elapsed()
}
