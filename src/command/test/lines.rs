//! Line coverage: the lines of a rule, or of shared Rego, that no test and no example runs.

use std::collections::BTreeMap;

use crate::command::Streams;
use crate::engine::{Lines, Module, Trial};
use crate::report::text::{safe, shorten};

/// Lines of one module that are shown; the rest is counted.
const MOST: usize = 20;
/// Characters kept of a line.
const WIDTH: usize = 100;

/// The lines that ran in any trial so far, by module.
#[derive(Default)]
pub(super) struct Coverage(BTreeMap<String, Lines>);

impl Coverage {
    pub(super) fn add(&mut self, trial: &Trial) {
        for (path, lines) in trial.lines() {
            self.0.entry(path).or_default().add(&lines);
        }
    }

    /// Say which lines of the module never ran, if any; gives their number.
    pub(super) fn write(
        &self,
        name: &str,
        module: &Module,
        streams: &mut Streams<'_>,
    ) -> std::io::Result<usize> {
        let Some(lines) = self.0.get(&module.path) else {
            writeln!(streams.out, "LINES   {name}: no line of it runs")?;
            return Ok(1);
        };
        let never = lines.never_ran.len();
        if never == 0 {
            return Ok(0);
        }
        let percent = 100 * lines.ran.len() / (lines.ran.len() + never);
        writeln!(
            streams.out,
            "LINES   {name}: {percent} % of its lines run, these never:"
        )?;
        let path = safe(&module.path);
        for line in lines.never_ran.iter().take(MOST) {
            let text = module.text.lines().nth((*line as usize).saturating_sub(1));
            let text = shorten(text.unwrap_or_default().trim(), WIDTH);
            writeln!(streams.out, "        {path}:{line}: {}", safe(&text))?;
        }
        if never > MOST {
            writeln!(streams.out, "        … and {} more lines", never - MOST)?;
        }
        Ok(never)
    }
}
