//! Rounds, medians and the table.

use std::time::Instant;

/// The middle one.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Seconds that `work` takes. What it gives is kept alive until the clock has stopped.
pub fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    let result = std::hint::black_box(work());
    let took = start.elapsed().as_secs_f64();
    drop(result);
    took
}

/// Seconds this thread was on a core, so that what others do on the machine does not count.
pub fn on_core() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds: f64 = text
        .split(' ')
        .next()
        .and_then(|word| word.parse().ok())
        .unwrap_or(f64::NAN);
    nanoseconds / 1e9
}

/// Seconds on a core that `work` takes.
pub fn core_seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let start = on_core();
    let result = std::hint::black_box(work());
    let took = on_core() - start;
    drop(result);
    took
}

/// `ours` and `theirs` in turns; the medians of both and of the ratios.
pub struct Compared {
    pub ours: f64,
    pub theirs: f64,
    pub ratio: f64,
}

pub fn compare(
    rounds: usize,
    mut ours: impl FnMut() -> f64,
    mut theirs: impl FnMut() -> f64,
) -> Compared {
    // The first round warms caches.
    ours();
    theirs();
    let pairs: Vec<(f64, f64)> = (0..rounds).map(|_| (ours(), theirs())).collect();
    Compared {
        ours: median(pairs.iter().map(|pair| pair.0).collect()),
        theirs: median(pairs.iter().map(|pair| pair.1).collect()),
        ratio: median(pairs.iter().map(|pair| pair.0 / pair.1).collect()),
    }
}

/// One line of the table.
pub fn line(what: &str, measured: &str, promised: &str) {
    println!("{what:<58} {measured:>12} {promised:>10}");
}
