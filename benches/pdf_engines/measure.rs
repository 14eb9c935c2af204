//! Time and peak memory of one run, told by a process about itself.

use std::time::{Duration, Instant};

/// What a run cost.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// How long the engine took.
    pub time: Duration,
    /// Of that, how long laying out took, where it is known by itself.
    pub layout: Option<Duration>,
    /// The most memory that the process held meanwhile, in KiB; unknown on
    /// systems that do not tell.
    pub peak: Option<u64>,
    /// Size of the file, in bytes.
    pub size: usize,
}

/// What a run leaves.
pub struct Done {
    /// The file.
    pub bytes: Vec<u8>,
    /// How long laying out took, where it is known by itself.
    pub layout: Option<Duration>,
}

/// Runs `engine`. What the process held before counts as far as it still holds
/// it: the report, and what the allocator kept.
pub fn measure(engine: impl FnOnce() -> Done) -> Cost {
    // Resets the peak of this process to what it holds now (Linux).
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let start = Instant::now();
    let done = engine();
    let time = start.elapsed();
    Cost {
        time,
        layout: done.layout,
        peak: peak(),
        size: done.bytes.len(),
    }
}

/// The peak that the system tells of this process.
pub fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

impl Cost {
    /// As one line, for the process that waits.
    pub fn line(&self) -> String {
        let micros = |time: Duration| time.as_micros().to_string();
        let layout = self.layout.map_or("-".to_owned(), micros);
        let peak = self.peak.map_or("-".to_owned(), |peak| peak.to_string());
        format!("cost {} {layout} {peak} {}", micros(self.time), self.size)
    }

    /// From what a process printed.
    pub fn read(printed: &str) -> Option<Self> {
        let line = printed
            .lines()
            .find_map(|line| line.strip_prefix("cost "))?;
        let mut parts = line.split(' ');
        let mut next = || parts.next();
        let time = Duration::from_micros(next()?.parse().ok()?);
        let layout = next()?.parse().ok().map(Duration::from_micros);
        let peak = next()?.parse().ok();
        let size = next()?.parse().ok()?;
        Some(Self {
            time,
            layout,
            peak,
            size,
        })
    }

    /// The middle of several runs, each figure by itself.
    pub fn median(runs: &[Self]) -> Self {
        fn middle<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Option<T> {
            let mut values: Vec<T> = values.collect();
            values.sort_unstable();
            values.get(values.len() / 2).copied()
        }
        Self {
            time: middle(runs.iter().map(|run| run.time)).unwrap(),
            layout: middle(runs.iter().filter_map(|run| run.layout)),
            peak: middle(runs.iter().filter_map(|run| run.peak)),
            size: middle(runs.iter().map(|run| run.size)).unwrap(),
        }
    }
}
