//! What the tests came to: counts, the last line, the exit code.

use crate::command::Streams;
use crate::exit::Exit;
use crate::report::count;

#[derive(Default)]
pub(super) struct Tally {
    pub rules: usize,
    pub unit_tests: usize,
    pub examples: usize,
    pub failed: usize,
    pub broken: usize,
    /// Lines that no test and no example runs.
    pub never_ran: usize,
    /// Whether such a line fails the run.
    pub lines_count: bool,
}

impl Tally {
    pub(super) fn write(&self, streams: &mut Streams<'_>) -> std::io::Result<()> {
        let mut end = if self.failed + self.broken == 0 {
            "all passed".to_owned()
        } else {
            format!("{} failed, {} broken", self.failed, self.broken)
        };
        if self.never_ran > 0 {
            let lines = count(self.never_ran, "line", "lines");
            end.push_str(&format!(", {lines} never run"));
        }
        writeln!(
            streams.out,
            "{}: {}, {}: {end}",
            count(self.rules, "rule", "rules"),
            count(self.unit_tests, "unit test", "unit tests"),
            count(self.examples, "example", "examples")
        )
    }

    pub(super) fn exit(&self) -> Exit {
        if self.broken > 0 {
            Exit::Rule
        } else if self.failed > 0 || (self.lines_count && self.never_ran > 0) {
            Exit::Findings
        } else if self.unit_tests + self.examples == 0 {
            Exit::Nothing
        } else {
            Exit::Clean
        }
    }
}
