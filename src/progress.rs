//! A progress bar on standard error, for people who wait: only on a terminal, and only when the work is long.

use indicatif::{ProgressBar, ProgressStyle};

/// Partners from which judging takes long enough to show.
const MANY_PARTNERS: usize = 5_000;

/// A bar, or nothing.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Files being read; how many is not known yet.
    pub(crate) fn reading() -> Progress {
        let bar = ProgressBar::no_length();
        bar.set_style(style("{spinner} reading {pos} files"));
        Progress(bar)
    }

    /// Partners being judged.
    pub(crate) fn judging(partners: usize) -> Progress {
        if partners < MANY_PARTNERS {
            return Progress(ProgressBar::hidden());
        }
        let bar = ProgressBar::new(partners as u64);
        bar.set_style(style("judging {wide_bar} {pos}/{len} partners"));
        Progress(bar)
    }

    pub(crate) fn tick(&self, done: usize) {
        self.0.inc(done as u64);
    }

    pub(crate) fn done(&self) {
        self.0.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
