//! The ways a run can end.

/// How a run ended, from harmless to grave. The gravest wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Checked, and nothing at or over the level asked for.
    Clean,
    /// Findings at or over `--fail-on`.
    Findings,
    /// Wrong command line, config, register, waivers or baseline.
    Usage,
    /// Nothing was checked.
    Nothing,
    /// An input could not be read, parsed or trusted.
    Input,
    /// A rule failed to load, or ran into a limit.
    Rule,
    /// A defect in tenantlint.
    Defect,
}

impl Exit {
    pub fn code(self) -> u8 {
        match self {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::Nothing => 3,
            Exit::Input => 4,
            Exit::Rule => 5,
            Exit::Defect => 70,
        }
    }
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
