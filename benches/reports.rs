//! How long each form of a report takes to write, and how much memory, with very many findings.

use std::io::Write;

use clap::ValueEnum as _;
use tenantlint::cli::ReportFormat;
use tenantlint::report::diagnostic::Style;
use tenantlint::report::{human::View, write};

use crate::many;
use crate::measure::{core_seconds, line, median};

const ROUNDS: usize = 5;
/// What `--max-findings` is given.
const MOST: usize = 1_000;

/// Counts what is written, and keeps nothing.
#[derive(Default)]
struct Counted(usize);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Print two lines a form.
pub fn reports() {
    let view = View {
        style: Style::plain(),
        verbose: false,
    };
    for (findings, most, promised) in [(10_000, None, "< 1 s"), (100_000, Some(MOST), "")] {
        let (report, sources) = many::report(findings);
        for format in ReportFormat::value_variants() {
            let mut written = Counted::default();
            let mut round = || {
                written.0 = 0;
                core_seconds(|| {
                    write(*format, &report, &sources, &view, most, &mut written).expect("counted");
                })
            };
            peak();
            let held = peak();
            let took = median((0..ROUNDS).map(|_| round()).collect());
            let more = peak().saturating_sub(held);
            let name = format!("{format:?}").to_lowercase();
            let shown = most.map_or(String::new(), |most| format!(", --max-findings {most}"));
            line(
                &format!("{findings} findings as {name}{shown}"),
                &format!("{:.0} ms", took * 1e3),
                promised,
            );
            line(
                &format!(
                    "  {:.1} MB written, {:.0} MB more held at the most",
                    written.0 as f64 / 1e6,
                    more as f64 / 1e6
                ),
                "",
                "",
            );
        }
    }
}

/// The most memory held since the last call, in bytes (Linux only).
fn peak() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes =
        line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok());
    // From here on the kernel counts anew.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    kilobytes.unwrap_or(0) * 1024
}
