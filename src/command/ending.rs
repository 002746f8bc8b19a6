//! How a run over exports ends, be it one run or several joined.

use crate::cli::FailOn;
use crate::config::RuleProfile;
use crate::exit::Exit;
use crate::finding::{Counts, Level};

/// Outcomes that are all unknown are no check.
pub(super) fn has_judged(total: Counts) -> bool {
    total.pass > 0 || total.fail > 0 || total.waived > 0
}

/// What of a run decides how it ends.
pub(super) struct Ending {
    /// The gravest finding that stands open.
    pub(super) open: Option<Level>,
    /// Something could not be told.
    pub(super) unknown: bool,
    pub(super) judged: bool,
    pub(super) diagnostics: Exit,
}

impl Ending {
    /// The gravest of everything that happened; `--exit-zero` hides findings only.
    pub(super) fn exit(&self, fail_on: FailOn, exit_zero: bool, profile: RuleProfile) -> Exit {
        let mut exit = self.diagnostics;
        let least = fail_on.level();
        let found = least.is_some_and(|least| self.open >= Some(least));
        let untold = profile == RuleProfile::Strict && least.is_some() && self.unknown;
        if (found || untold) && !exit_zero {
            exit = exit.max(Exit::Findings);
        }
        if !self.judged {
            exit = exit.max(Exit::Nothing);
        }
        exit
    }
}
