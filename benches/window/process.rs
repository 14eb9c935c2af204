//! A process from its start until it is ended again.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::screen::Screen;

/// How long a window is left alone before its memory is read.
const REST: Duration = Duration::from_millis(1500);

/// What was seen of one process.
pub struct Measured {
    /// From before the process was made to its first frame.
    pub start: Duration,
    /// MB that are resident.
    pub resident: f64,
    /// MB of them that are not mapped from files.
    pub own: f64,
}

/// Starts a program, waits for its window, and ends it.
pub fn measure(screen: &Screen, mut command: Command) -> Measured {
    screen.forget();
    let begin = Instant::now();
    let mut child = command
        .env_remove("WAYLAND_DISPLAY")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    screen.wait_until_drawn();
    let start = begin.elapsed();
    std::thread::sleep(REST);
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    Measured {
        start,
        resident: megabytes(&status, "VmRSS:"),
        own: megabytes(&status, "RssAnon:"),
    }
}

fn megabytes(status: &str, name: &str) -> f64 {
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes = line.and_then(|line| line.trim().split(' ').next()).unwrap();
    kilobytes.parse::<f64>().unwrap() / 1024.0
}
