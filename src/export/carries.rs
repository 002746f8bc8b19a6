//! What a format can carry, so that absence is read for what it is. Source: entra.md 4.9.

/// Which partners a list of this format holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Partners {
    /// All there are.
    All,
    /// Those that somebody put there; the tenant may have more.
    Some,
    /// The tool loses them.
    Lost,
    /// The format has none.
    Never,
}

/// The declaration of a format.
#[derive(Debug, PartialEq, Eq)]
pub struct Carries {
    pub partners: Partners,
    /// Keys of a default or partner configuration that the tool never writes: they are unknown.
    pub never: &'static [&'static str],
    /// The tool leaves out what is null: a section that it can carry and that is absent is null.
    pub omits_null: bool,
}

impl Carries {
    /// Everything Graph has, but for identity synchronization that nobody expanded.
    pub const ALL: Carries = Carries {
        partners: Partners::All,
        never: &[],
        omits_null: false,
    };

    /// Nothing of cross-tenant access.
    pub const NO_ACCESS: Carries = Carries {
        partners: Partners::Never,
        never: &[],
        omits_null: false,
    };
}
