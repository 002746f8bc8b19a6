//! The baseline of a run: held against its report, and kept for the next.

use std::path::PathBuf;

use super::Streams;
use crate::baseline::Baseline;
use crate::cli::Accepted;
use crate::diagnostic::Diagnostic;
use crate::exit::Exit;
use crate::report::Report;
use crate::report::text::safe;
use crate::source::Sources;
use crate::source::discover::{display, plain_io_error};
use crate::written::save;

/// A baseline that was asked for.
pub(super) struct Kept {
    path: PathBuf,
    task: Task,
    /// As it was read.
    old: Baseline,
    /// As it is to be.
    new: Baseline,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Task {
    Read,
    Prune,
    Write,
}

impl Kept {
    /// `None` when no baseline was asked for. One that is to be written need not be there yet.
    pub(super) fn open(
        accepted: &Accepted,
        sources: &mut Sources,
    ) -> Result<Option<Kept>, Vec<Diagnostic>> {
        let (path, task) = match (&accepted.baseline, &accepted.write_baseline) {
            (Some(path), _) if accepted.prune_baseline => (path, Task::Prune),
            (Some(path), _) => (path, Task::Read),
            (None, Some(path)) => (path, Task::Write),
            (None, None) => return Ok(None),
        };
        let old = if task == Task::Write && !path.exists() {
            Baseline::default()
        } else {
            Baseline::load(path, sources)?
        };
        Ok(Some(Kept {
            path: path.clone(),
            task,
            new: old.clone(),
            old,
        }))
    }

    /// Mark what the baseline knows; what is being written is known already.
    pub(super) fn hold(self, report: &mut Report) -> Kept {
        let new = match self.task {
            Task::Write => Baseline::renewed(&self.old, report),
            Task::Read | Task::Prune => self.old.pruned(report),
        };
        let known = if self.task == Task::Write {
            &new
        } else {
            &self.old
        };
        known.hold(report);
        Kept { new, ..self }
    }

    /// Write what is to be written, and say what there is to say. A run that went wrong leaves the file alone.
    pub(super) fn finish(self, exit: Exit, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
        let name = display(&self.path);
        let name = safe(&name);
        let gone = self.old.len().saturating_sub(self.new.len());
        if self.task == Task::Read {
            if gone > 0 {
                writeln!(
                    streams.err,
                    "{name}: {gone} of {} known findings are mended; --prune-baseline takes them out",
                    self.old.len()
                )?;
            }
            return Ok(Exit::Clean);
        }
        if exit > Exit::Findings {
            writeln!(streams.err, "{name} was not written: the run went wrong")?;
            return Ok(Exit::Clean);
        }
        if self.task == Task::Write || self.new != self.old {
            let text = self.new.to_json()?;
            if let Err(error) = save(&self.path, text.as_bytes()) {
                writeln!(
                    streams.err,
                    "{name} could not be written: {}",
                    plain_io_error(&error)
                )?;
                return Ok(Exit::Defect);
            }
        }
        match self.task {
            Task::Prune => writeln!(
                streams.err,
                "{name}: {gone} taken out, {} known findings stay",
                self.new.len()
            )?,
            _ => writeln!(streams.err, "{name}: {} known findings", self.new.len())?,
        }
        Ok(Exit::Clean)
    }
}
