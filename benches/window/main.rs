//! The start of the program and its memory, beside a window of eframe that
//! shows one line: the same renderer and size, in the same run and in turn.
//!
//! `xvfb-run -s "-screen 0 1600x1000x24" cargo bench --features window-bench
//! --bench window` watches both from outside, over the X protocol: a start lasts
//! from before the process is made until more than one color stands in the
//! upper left of its window. Memory is read from the kernel a while after that:
//! all that is resident, and what is the process's own (not mapped from files).
//! There should be no window manager, which would take time of its own.
//! `LICENSE_MATRIX_MEASURED` names another program to measure.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod bare;
#[cfg(target_os = "linux")]
mod process;
#[cfg(target_os = "linux")]
mod screen;

/// The argument with which this program is the bare window itself.
const BARE: &str = "--bare-window";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.iter().any(|argument| argument == BARE) {
        bare::run();
        return;
    }
    // `cargo test --benches` only sees whether it runs.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    #[cfg(target_os = "linux")]
    measured::compare();
    #[cfg(not(target_os = "linux"))]
    println!("This is measured over X11 and with Linux's figures of memory only.");
}

#[cfg(target_os = "linux")]
mod measured {
    use std::path::PathBuf;
    use std::process::Command;

    use super::BARE;
    use super::process::{Measured, measure};
    use super::screen::Screen;

    /// How often both are started in turn, after once that is not counted.
    const ROUNDS: usize = 41;

    pub fn compare() {
        let Some(screen) = Screen::open() else {
            println!("There is no X display to open windows on. Run this under xvfb-run.");
            return;
        };
        let this = std::env::current_exe().unwrap();
        let program = std::env::var_os("LICENSE_MATRIX_MEASURED").map_or_else(
            || PathBuf::from(env!("CARGO_BIN_EXE_license-matrix")),
            PathBuf::from,
        );
        let (mut bare, mut ours) = (Vec::new(), Vec::new());
        for round in 0..=ROUNDS {
            // A first start every time: nothing is remembered.
            let settings = tempfile::tempdir().unwrap();
            let mut window = Command::new(&this);
            window.arg(BARE);
            let mut full = Command::new(&program);
            full.env("LICENSE_MATRIX_SETTINGS", settings.path());
            let (window, full) = (measure(&screen, window), measure(&screen, full));
            if round > 0 {
                bare.push(window);
                ours.push(full);
            }
        }
        let ms = |one: &Measured| one.start.as_secs_f64() * 1e3;
        // A machine is quicker at one time than at another, so what was started
        // one after the other is compared, and the middle of that is told.
        let pairs = bare.iter().zip(&ours);
        let ratio = middle(pairs.map(|(bare, ours)| ms(ours) / ms(bare)));
        let (first, second) = (middle(bare.iter().map(ms)), middle(ours.iter().map(ms)));
        println!("start to first frame: bare {first:.0} ms, ours {second:.0} ms: {ratio:.2} times");
        tell("resident", &bare, &ours, |one| one.resident);
        tell("its own", &bare, &ours, |one| one.own);
    }

    fn tell(what: &str, bare: &[Measured], ours: &[Measured], of: fn(&Measured) -> f64) {
        let (bare, ours) = (middle(bare.iter().map(of)), middle(ours.iter().map(of)));
        let more = ours - bare;
        println!("memory, {what}: bare {bare:.1} MB, ours {ours:.1} MB: {more:+.1} MB");
    }

    fn middle(values: impl Iterator<Item = f64>) -> f64 {
        let mut sorted: Vec<f64> = values.collect();
        sorted.sort_by(f64::total_cmp);
        sorted[sorted.len() / 2]
    }
}
